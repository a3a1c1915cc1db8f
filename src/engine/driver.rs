//! The driver: takes events off the agenda and hands them to the model.

use crate::base::Moment;

use super::agenda::{Agenda, Due};

/// Handles every event before `until` in order and returns how many there were.
///
/// `handle` gets the moment, the event and the agenda to schedule on.
pub fn run<E: Copy>(
    agenda: &mut Agenda<E>,
    until: Moment,
    mut handle: impl FnMut(Moment, Due<E>, &mut Agenda<E>),
) -> u64 {
    let mut events = 0;
    while let Some((now, due)) = agenda.pop_before(until) {
        handle(now, due, agenda);
        events += 1;
    }
    events
}
