//! Deadlines: when a case opened today is overdue, matter by matter.

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span, Table};
use crate::county::{Matter, MatterId};

/// The deadlines of one day, reckoned when the day's first case comes.
#[derive(Debug)]
pub struct Deadlines<'a> {
    calendar: &'a Calendar,
    matters: &'a Table<MatterId, Matter>,
    /// The start of the day they hold for.
    since: Moment,
    due_at: Table<MatterId, Moment>,
}

impl<'a> Deadlines<'a> {
    /// Deadlines of these matters.
    pub fn new(calendar: &'a Calendar, matters: &'a Table<MatterId, Matter>) -> Self {
        Self {
            calendar,
            matters,
            since: Moment::NEVER,
            due_at: Table::new(),
        }
    }

    /// When a case of `matter` opened at `now` is overdue.
    #[inline]
    pub fn due_at(&mut self, now: Moment, matter: MatterId) -> Moment {
        if now < self.since || now - self.since >= Span::DAY {
            self.open_day(now);
        }
        self.due_at[matter]
    }

    #[cold]
    fn open_day(&mut self, now: Moment) {
        self.since = Moment::start_of_day(now.day());
        let of = |matter: &Matter| self.calendar.deadline(now, matter.deadline_working_days);
        self.due_at = self.matters.map(of);
    }
}
