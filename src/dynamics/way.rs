//! Ways: where a case is between offices, part by part.
//!
//! Parts that are sent together share a passage. A passage has a number of its own, so that one
//! whose case was called through or has ended meanwhile arrives nowhere.

use crate::county::part::places_in;
use crate::county::{DepartmentId, Matter, TownshipId, UnitId};

/// Who opens the post that a channel brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Desk {
    /// A line's hotline.
    #[default]
    Hotline,
    /// A line, for the patrols of its own net.
    Net,
    /// A township.
    Township(TownshipId),
}

/// Where a passage leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stop {
    /// The desk where it was told has written it down.
    Registered,
    /// The desk of the township.
    Desk,
    /// The unit that serves the parts.
    Unit,
    /// A department that has nothing to do with it.
    Stranger(DepartmentId),
    /// Back with whoever sent it.
    Back,
    /// Out of a meeting of so many leaders.
    Meeting {
        /// How many.
        persons: u8,
    },
}

const PARTS: usize = Matter::MOST_PARTS;

/// Where a case is between offices.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Way {
    /// The number of the passage each part is on; 0 is none.
    passages: [u32; PARTS],
    /// The unit that sent each part on; none is the desk.
    senders: [Option<UnitId>; PARTS],
    /// Times each part has been sent back since it was first sent on.
    returns: [u8; PARTS],
    /// Who sent each part back, if it has reached nobody since.
    returners: [Option<DepartmentId>; PARTS],
    /// The desk of the last report.
    pub desk: Desk,
    /// Times a desk has named a department for it.
    pub namings: u8,
    /// Parts that leaders have agreed on, as a mask.
    pub agreed: u8,
    /// The unit that has had it last, if one has.
    pub holder: Option<UnitId>,
}

impl Way {
    /// Parts are sent on for the first time, by a unit or by the desk.
    pub fn begin(&mut self, parts: u8, sender: Option<UnitId>) {
        for place in places_in(parts) {
            self.senders[place] = sender;
            self.returns[place] = 0;
            self.returners[place] = None;
        }
    }

    /// Every unit that had it or sent it on is now `unit`, under another charter.
    pub fn hand_over(&mut self, unit: UnitId) {
        let senders = self.senders.iter_mut();
        for had in senders.chain([&mut self.holder]).flatten() {
            *had = unit;
        }
    }

    /// Parts set out on the passage of this number.
    pub fn set_out(&mut self, parts: u8, number: u32) {
        for place in places_in(parts) {
            self.passages[place] = number;
        }
    }

    /// Takes the parts off the passage of this number; whether they were on it.
    pub fn arrive(&mut self, parts: u8, number: u32) -> bool {
        let is_on = places_in(parts).all(|place| self.passages[place] == number);
        if is_on {
            self.set_out(parts, 0);
        }
        is_on
    }

    /// Parts on any passage, as a mask.
    pub fn under_way(&self) -> u8 {
        let is_under_way = |place: &usize| self.passages[*place] != 0;
        (0..PARTS)
            .filter(is_under_way)
            .fold(0, |mask, place| mask | 1 << place)
    }

    /// The unit that sent these parts on; none is the desk.
    pub fn sender(&self, parts: u8) -> Option<UnitId> {
        self.senders[first(parts)]
    }

    /// How often these parts have been sent back since they were first sent on.
    pub fn returns(&self, parts: u8) -> u8 {
        self.returns[first(parts)]
    }

    /// The department sends these parts back.
    pub fn send_back(&mut self, parts: u8, department: DepartmentId) {
        for place in places_in(parts) {
            self.returns[place] = self.returns[place].saturating_add(1);
            self.returners[place] = Some(department);
        }
    }

    /// Who sent these parts back last.
    pub fn returner(&self, parts: u8) -> Option<DepartmentId> {
        self.returners[first(parts)]
    }

    /// Forgets who sent these parts back.
    pub fn forget_returner(&mut self, parts: u8) {
        for place in places_in(parts) {
            self.returners[place] = None;
        }
    }
}

/// The place of the first part of a mask, which wraps around.
fn first(parts: u8) -> usize {
    parts.trailing_zeros() as usize % PARTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_that_was_called_off_arrives_nowhere() {
        let mut way = Way::default();
        way.set_out(0b11, 7);
        way.set_out(0b100, 8);
        assert_eq!(way.under_way(), 0b111);
        way.set_out(0b11, 0);
        assert!(!way.arrive(0b11, 7));
        assert!(way.arrive(0b100, 8));
        assert!(!way.arrive(0b100, 8));
        assert_eq!(way.under_way(), 0);
    }
}
