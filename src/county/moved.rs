//! What came up elsewhere than it would have, since its place was suspended.

use super::ids::VillageId;

/// How an offender got to where an incident came up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MovedBy {
    /// Its place lies on a border, and the side of its own township is suspended.
    Border,
    /// Its place is suspended, and the offender goes on in the next grid.
    Displacement,
}

impl MovedBy {
    /// The word used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Border => "border",
            Self::Displacement => "displacement",
        }
    }
}

/// Where an incident would have come up, and how it got elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The village of its place.
    pub home: VillageId,
    /// How.
    pub by: MovedBy,
}
