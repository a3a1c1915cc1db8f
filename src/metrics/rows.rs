//! Rows of a run: what its integers come to, with the names of tables.

use crate::county::{Cause, Stage};

use super::fates::Fate;
use super::load::{Level, Slice};
use super::metric::{MetricId, Statistic};
use super::population::Population;

/// One value of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricRow {
    /// Whom it speaks of.
    pub population: String,
    /// What.
    pub metric: MetricId,
    /// Which statistic.
    pub statistic: Statistic,
    /// The value in the metric's unit; none where it is undefined.
    pub value: Option<f64>,
}

/// Time in one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRow {
    /// Whom it speaks of.
    pub population: String,
    /// Which stage.
    pub stage: Stage,
    /// Mean time per incident (h).
    pub mean_h: Option<f64>,
    /// Share of the time of all stages.
    pub share_of_total: Option<f64>,
}

/// One load.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadRow {
    /// Of whom.
    pub level: Level,
    /// Which one.
    pub id: String,
    /// When.
    pub slice: Slice,
    /// Which share.
    pub metric: MetricId,
    /// The value; none where nobody was on duty.
    pub value: Option<f64>,
}

/// One count of the ledger of potentials.
#[derive(Debug, Clone, PartialEq)]
pub struct FateRow {
    /// Of which potentials: all, those of a matter, or those in a township.
    pub of: Population,
    /// What became of them.
    pub fate: Fate,
    /// Of the prevented those of one cause; all if none is named.
    pub cause: Option<Cause>,
    /// How many.
    pub value: f64,
}
