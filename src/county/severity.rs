//! How grave an incident is, and where a case of its kind can be settled.

use serde::{Deserialize, Serialize};

/// Severity 1 (mild) to 5 (grave).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Severity(u8);

impl Severity {
    /// How many degrees there are.
    pub const DEGREES: usize = 5;
    /// The mildest degree.
    pub const MILD: Self = Self(1);
    /// The middle of the five degrees.
    pub const MIDDLING: Self = Self(3);
    /// The degree that interrupts other work and runs into overtime.
    pub const EMERGENCY: Self = Self(5);

    /// The degree, if it is 1 to 5.
    pub const fn new(degree: u8) -> Option<Self> {
        if degree >= 1 && degree as usize <= Self::DEGREES {
            Some(Self(degree))
        } else {
            None
        }
    }

    /// 1 to 5.
    pub const fn degree(self) -> u8 {
        self.0
    }

    /// All degrees, mild first.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..=Self::DEGREES as u8).map(Self)
    }
}

/// The lowest level at which a case of a matter can be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tier {
    /// On the spot by a grid worker.
    Grid,
    /// In the village.
    Village,
    /// By the township's own cadres.
    Township,
    /// By officers of the county.
    County,
}

impl Tier {
    /// All tiers, lowest first.
    pub const ALL: [Self; 4] = [Self::Grid, Self::Village, Self::Township, Self::County];

    /// The word used in files and tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::Village => "village",
            Self::Township => "township",
            Self::County => "county",
        }
    }
}
