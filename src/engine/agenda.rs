//! The agenda: what is to happen, in one order behind one `pop`.
//!
//! An owner that has at most one pending event (a crew, an arrival stream, a roster) has a slot;
//! everything else is a one-off. Ties are decided by time, then phase, then slots in their order,
//! then one-offs in the order of scheduling.

use crate::base::Moment;

use super::appointments::Appointments;
use super::phase::{OrderKey, Phase};
use super::winner_tree::WinnerTree;

/// An owner of at most one pending event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(u32);

impl Slot {
    /// The slot numbered `index`.
    pub const fn new(index: usize) -> Self {
        Self(index as u32)
    }

    /// Its number.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Pending events, earliest first.
#[derive(Debug, Clone)]
pub struct Agenda<E> {
    slots: WinnerTree,
    one_offs: Appointments<E>,
    /// The slot whose event was popped last and has not been set since.
    popped: Option<Slot>,
}

/// What an agenda hands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due<E> {
    /// The pending event of this owner.
    Slot(Slot),
    /// A one-off event.
    OneOff(E),
}

impl<E: Copy> Agenda<E> {
    /// An empty agenda with `slots` slots.
    ///
    /// # Panics
    /// If there are more slots than an order key can name (2,097,152).
    pub fn new(slots: usize) -> Self {
        assert!(slots <= OrderKey::LAST + 1, "too many slots: {slots}");
        Self {
            slots: WinnerTree::new(slots),
            one_offs: Appointments::new(),
            popped: None,
        }
    }

    /// Sets what is pending in `slot`, replacing what was.
    #[inline]
    pub fn set(&mut self, slot: Slot, at: Moment, phase: Phase) {
        if self.popped == Some(slot) {
            self.popped = None;
        }
        self.slots
            .set(slot.index(), OrderKey::new(at, phase, slot.index()));
    }

    /// Empties `slot`; one that has just rung is emptied by the next pop, unless it is set before.
    #[inline]
    pub fn clear(&mut self, slot: Slot) {
        if self.popped != Some(slot) {
            self.slots.set(slot.index(), OrderKey::NEVER);
        }
    }

    /// Adds a one-off event.
    #[inline]
    pub fn schedule(&mut self, at: Moment, phase: Phase, event: E) {
        self.one_offs
            .push(OrderKey::new(at, phase, OrderKey::LAST), event);
    }

    /// Removes and returns the earliest event before `until`.
    #[inline(always)]
    pub fn pop_before(&mut self, until: Moment) -> Option<(Moment, Due<E>)> {
        if let Some(slot) = self.popped.take() {
            self.slots.set(slot.index(), OrderKey::NEVER);
        }
        let (slot, one_off) = (self.slots.earliest(), self.one_offs.earliest());
        let earliest = slot.min(one_off);
        if earliest == OrderKey::NEVER || earliest.moment() >= until {
            return None;
        }
        if slot <= one_off {
            let owner = Slot::new(slot.order());
            self.popped = Some(owner);
            return Some((slot.moment(), Due::Slot(owner)));
        }
        let (at, event) = self.pop_one_off()?;
        Some((at, Due::OneOff(event)))
    }

    #[inline(never)]
    fn pop_one_off(&mut self) -> Option<(Moment, E)> {
        let (key, event) = self.one_offs.pop()?;
        Some((key.moment(), event))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agenda() -> Agenda<u32> {
        Agenda::new(10)
    }

    fn drain(agenda: &mut Agenda<u32>) -> Vec<(i64, Due<u32>)> {
        std::iter::from_fn(|| agenda.pop_before(Moment::NEVER))
            .map(|(at, event)| (at.seconds(), event))
            .collect()
    }

    #[test]
    fn ties_leave_by_phase_then_slot_then_order_of_scheduling() {
        let mut agenda = agenda();
        let at = Moment::from_seconds(7);
        agenda.schedule(at, Phase::Emerge, 1);
        agenda.schedule(at, Phase::Emerge, 2);
        agenda.set(Slot::new(9), at, Phase::Emerge);
        agenda.set(Slot::new(3), at, Phase::Emerge);
        agenda.set(Slot::new(1), at, Phase::TaskEnds);
        let order = [
            Due::Slot(Slot::new(3)),
            Due::Slot(Slot::new(9)),
            Due::OneOff(1),
            Due::OneOff(2),
            Due::Slot(Slot::new(1)),
        ];
        assert_eq!(drain(&mut agenda), order.map(|event| (7, event)));
    }

    #[test]
    fn a_slot_holds_one_event_and_is_empty_after_it_rang() {
        let mut agenda = agenda();
        agenda.set(Slot::new(2), Moment::from_seconds(5), Phase::Notice);
        agenda.set(Slot::new(2), Moment::from_seconds(3), Phase::Notice);
        assert_eq!(drain(&mut agenda), [(3, Due::Slot(Slot::new(2)))]);
        agenda.set(Slot::new(4), Moment::from_seconds(9), Phase::Notice);
        agenda.clear(Slot::new(4));
        assert_eq!(drain(&mut agenda), []);
    }

    #[test]
    fn what_lies_at_or_after_the_end_stays() {
        let mut agenda = agenda();
        agenda.set(Slot::new(0), Moment::from_seconds(10), Phase::Emerge);
        assert_eq!(agenda.pop_before(Moment::from_seconds(10)), None);
        assert!(agenda.pop_before(Moment::from_seconds(11)).is_some());
    }
}
