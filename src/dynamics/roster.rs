//! A roster: the blocks of days and hours when its people are on duty, in order.

use crate::base::{Moment, Span};

/// A gap in the roster up to this long is a break: crews stay where they are.
const LONGEST_BREAK: Span = Span::from_seconds(4 * 3_600);

/// The blocks of one roster, with the place of the next turn.
#[derive(Debug, Clone)]
pub(super) struct Roster {
    /// On-duty blocks of the run in order; split at midnight where people may be away by day.
    blocks: Vec<(Moment, Moment)>,
    /// The block that is on, or comes next.
    next: usize,
}

impl Roster {
    pub(super) fn new(
        blocks: impl Iterator<Item = (Moment, Moment)>,
        is_split_by_day: bool,
    ) -> Self {
        let mut split = Vec::new();
        for (mut from, to) in blocks {
            while is_split_by_day && from.day() < (to - Span::from_seconds(1)).day() {
                let midnight = Moment::start_of_day(from.day() + 1);
                split.push((from, midnight));
                from = midnight;
            }
            split.push((from, to));
        }
        Self {
            blocks: split,
            next: 0,
        }
    }

    /// The next moment at or after `now` at which a block begins or ends.
    pub(super) fn next_turn(&self, now: Moment) -> Option<Moment> {
        let (from, to) = *self.blocks.get(self.next)?;
        Some(if from > now { from } else { to })
    }

    /// The block that is on at `now`, passing over those that have ended.
    pub(super) fn block_at(&mut self, now: Moment) -> Option<(Moment, Moment)> {
        while self.blocks.get(self.next).is_some_and(|(_, to)| *to <= now) {
            self.next += 1;
        }
        self.blocks
            .get(self.next)
            .copied()
            .filter(|(from, _)| *from <= now)
    }

    /// Whether the roster goes on after a break on the same day.
    pub(super) fn is_break(&self, now: Moment) -> bool {
        self.blocks
            .get(self.next)
            .is_some_and(|(from, _)| from.day() == now.day() && *from - now <= LONGEST_BREAK)
    }
}
