//! Second tickets: an incident told of anew where nobody knows that it is in hand.

use crate::county::{DepartmentId, IncidentId, SourceId};

/// A second ticket on its way; it names its incident, since rows are used again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondTicket {
    /// The incident's row.
    pub incident: IncidentId,
    /// Its stream and ordinal.
    pub name: (SourceId, u32),
    /// Whose case it is taken for.
    pub department: DepartmentId,
    /// Which further report of the incident it is.
    pub number: u8,
}
