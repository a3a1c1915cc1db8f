//! How troubles vary beyond chance: by day, week, township and place, and by shocks.
//!
//! It belongs to the county; no setup changes it.

use crate::base::Table;

use super::ids::MatterId;
use super::township_rates::TownshipRates;

/// How a county's troubles vary; [`Variation::NONE`] is chance alone.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Variation {
    /// Coefficient of variation of the county's days; 0 is none.
    pub day_cv: f64,
    /// Coefficient of variation of the weeks of each township; 0 is none.
    pub township_week_cv: f64,
    /// How often troubles come up in each township over the county's mean, if townships differ.
    pub townships: Option<TownshipRates>,
    /// The places of a village, if they are told apart.
    pub places: Option<Places>,
    /// Days on which more happens.
    pub shocks: Vec<Shock>,
}

impl Variation {
    /// Chance alone.
    pub const NONE: Self = Self {
        day_cv: 0.0,
        township_week_cv: 0.0,
        townships: None,
        places: None,
        shocks: Vec::new(),
    };
}

/// The places (addresses) of every village, some of which have more trouble than others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Places {
    /// How many a village has, at least one.
    pub per_village: u16,
    /// Shares fall by this power of the rank; 0 is all alike.
    pub exponent: f64,
}

/// Days on which more of some matters comes up: a typhoon, a flood, a festival, a campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct Shock {
    /// The name used in files.
    pub id: String,
    /// When it comes.
    pub comes: ShockComes,
    /// How many days it lasts.
    pub days: u32,
    /// Rate of each matter over its usual rate on these days, at least 1.
    pub factors: Table<MatterId, f64>,
}

/// When a shock comes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ShockComes {
    /// On this day of every world; day 0 is the first one measured.
    AtDay(i64),
    /// So many times a year of 365 days, on days of each world's own.
    PerYear(f64),
}
