//! Papers of a case: which unit has taken each part up, and what is still to be read and written.

use crate::base::Span;
use crate::county::part::places_in;
use crate::county::{Matter, UnitId};

use super::crew::Members;

const PARTS: usize = Matter::MOST_PARTS;

/// The papers of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Papers {
    /// The unit that took each part up last.
    had_by: [Option<UnitId>; PARTS],
    /// Who settled each part last.
    served_by: [Option<Members>; PARTS],
    /// Time at the papers left before each part is served.
    left: [Span; PARTS],
}

impl Papers {
    /// Whether a unit knows the case from work on any part of it.
    pub fn is_known_to(&self, unit: UnitId) -> bool {
        self.had_by.contains(&Some(unit))
    }

    /// A crew settles the part at `place`.
    pub fn serve(&mut self, place: usize, members: &Members) {
        self.served_by[place] = Some(*members);
    }

    /// Whether others than all of `members` settled any of these parts before.
    pub fn were_others(&self, parts: u8, members: &Members) -> bool {
        let is_strange = |before: Members| {
            let mut now = members.as_slice().iter();
            !now.any(|worker| before.as_slice().contains(worker))
        };
        places_in(parts).any(|place| self.served_by[place].is_some_and(is_strange))
    }

    /// Whether somebody has taken the part at `place` up.
    pub fn is_taken_up(&self, place: usize) -> bool {
        self.had_by[place].is_some()
    }

    /// A unit takes parts up, which takes so long at the papers.
    pub fn take_up(&mut self, parts: u8, unit: UnitId, takes: Span) {
        for (turn, place) in places_in(parts).enumerate() {
            self.had_by[place] = Some(unit);
            self.left[place] = if turn == 0 { takes } else { Span::ZERO };
        }
    }

    /// Time at the papers left for parts.
    pub fn left(&self, parts: u8) -> Span {
        places_in(parts).map(|place| self.left[place]).sum()
    }

    /// A crew has spent `spent` on parts: what of it is left for the work itself.
    pub fn work_off(&mut self, parts: u8, spent: Span) -> Span {
        places_in(parts).fold(spent, |rest, place| {
            let done = rest.min(self.left[place]);
            self.left[place] -= done;
            rest - done
        })
    }

    /// Other units have the case now: none of them knows it.
    pub fn change_hands(&mut self) {
        self.had_by = [None; PARTS];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    #[test]
    fn papers_are_read_before_the_work_and_once() {
        let unit = UnitId::from_index(3);
        let mut papers = Papers::default();
        papers.take_up(0b110, unit, Span::MINUTE * 30);
        assert!(papers.is_known_to(unit) && papers.is_taken_up(1) && !papers.is_taken_up(0));
        assert_eq!(papers.left(0b010), Span::MINUTE * 30);
        assert_eq!(papers.left(0b100), Span::ZERO);
        assert_eq!(papers.work_off(0b110, Span::MINUTE * 20), Span::ZERO);
        assert_eq!(papers.left(0b110), Span::MINUTE * 10);
        assert_eq!(papers.work_off(0b110, Span::MINUTE * 25), Span::MINUTE * 15);
        assert_eq!(papers.left(0b111), Span::ZERO);
        papers.change_hands();
        assert!(!papers.is_known_to(unit));
    }
}
