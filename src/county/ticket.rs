//! Tickets (工单): an office's record of an incident.

use crate::base::Moment;

use super::ids::UnitId;

/// The record of one incident at one office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ticket {
    /// The unit first asked.
    pub holder: UnitId,
    /// When it was written.
    pub opened_at: Moment,
    /// When it is overdue.
    pub due_at: Moment,
    /// When it was closed on record.
    pub closed_at: Option<Moment>,
}

impl Ticket {
    /// Whether it was closed on record by its deadline.
    pub fn is_on_time(&self) -> bool {
        self.closed_at.is_some_and(|closed| closed <= self.due_at)
    }
}
