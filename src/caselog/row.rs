//! One row of a log, placed: what the map makes of it.

use crate::base::Key;
use crate::county::{Matter, Severity};

use super::time_format::LocalTime;

/// What a row has become.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// An incident.
    Incident,
    /// A short ticket, by the rule at this position.
    Ticket(usize),
    /// Routine work, by the rule at this position.
    Routine(usize),
}

/// A row that was kept; numbers are positions in the lists of its map.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CaseRow {
    /// What its draws hang on: its case number.
    pub key: Key,
    /// When it was reported.
    pub at: LocalTime,
    /// What it has become.
    pub kind: RowKind,
    /// Where.
    pub township: u16,
    /// Whose, lead first.
    pub departments: [Option<u16>; Matter::MOST_PARTS],
    /// What.
    pub matter: u16,
    /// How it came to be known, if the map says.
    pub channel: Option<u16>,
    /// How grave.
    pub severity: Severity,
}

impl CaseRow {
    /// The key of a case number, the same in every study of its log.
    pub fn key_of(case: &str) -> Key {
        Key::of("log").child(case)
    }

    /// The position of the department that leads.
    pub fn lead(&self) -> usize {
        self.departments[0].map_or(0, usize::from)
    }
}
