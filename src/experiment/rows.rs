//! Rows of the tables of a study, in plan order; setups are named by their place in the study.

use std::io;

use crate::county::{Cause, Stage};
use crate::metrics::{Fate, Level, MetricId, MetricRow, Population, Slice, Statistic};

use super::plan::RunKey;
use super::statistics::{MeanInterval, PairedDifference};

/// What a run gave: its values in table order, or nothing because it failed.
#[derive(Debug, Clone, Copy)]
pub struct RunValues<'a> {
    /// Which run.
    pub key: RunKey,
    /// The seed of the study.
    pub seed: u64,
    /// Its values; `None` when it failed.
    pub rows: Option<&'a [MetricRow]>,
}

/// Someone who takes the values of runs, in plan order, as they are read.
pub trait RunRows {
    /// Takes the values of one run.
    ///
    /// # Errors
    /// They cannot be written.
    fn take(&mut self, run: RunValues) -> io::Result<()>;
}

/// Lets them go.
impl RunRows for () {
    fn take(&mut self, _run: RunValues) -> io::Result<()> {
        Ok(())
    }
}

/// The values of one name with their t interval over replications.
#[derive(Debug, Clone, PartialEq)]
pub struct EstimateRow<N> {
    /// Point of the design.
    pub point: u32,
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Which value.
    pub name: N,
    /// Mean and interval; `None` when no run had it.
    pub interval: Option<MeanInterval>,
}

/// The same, and how the values differ from the baseline's.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparedRow<N> {
    /// Point of the design.
    pub point: u32,
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Which value.
    pub name: N,
    /// Mean and interval; `None` when no run had it.
    pub interval: Option<MeanInterval>,
    /// Setup minus baseline; `None` for the baseline, and where no pair has both.
    pub difference: Option<PairedDifference>,
}

/// One value over all incidents.
pub type ValueRow = EstimateRow<ValueName>;
/// Time in one stage.
pub type StageEstimateRow = EstimateRow<StageName>;
/// One load.
pub type LoadEstimateRow = EstimateRow<LoadName>;
/// One count of potentials.
pub type FateEstimateRow = EstimateRow<FateName>;

/// Which value of a run.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ValueName {
    /// What.
    pub metric: MetricId,
    /// Whom it speaks of.
    pub population: String,
    /// Which statistic.
    pub statistic: Statistic,
}

/// Which statistic of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum StageStatistic {
    /// Mean time per incident (h).
    Mean,
    /// Share of the time of all stages.
    ShareOfTotal,
}

impl StageStatistic {
    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::ShareOfTotal => "share_of_total",
        }
    }

    /// The word of the `unit` column.
    pub const fn unit_word(self) -> &'static str {
        match self {
            Self::Mean => "h",
            Self::ShareOfTotal => "share",
        }
    }
}

/// Which value of a stage.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct StageName {
    /// Whom it speaks of.
    pub population: String,
    /// Which stage.
    pub stage: Stage,
    /// Which statistic.
    pub statistic: StageStatistic,
}

/// Which load.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LoadName {
    /// Of whom.
    pub level: Level,
    /// Which one.
    pub id: String,
    /// When.
    pub slice: Slice,
    /// Which share.
    pub metric: MetricId,
}

/// Which count of potentials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FateName {
    /// Of which potentials: all, those of a matter, or those in a township.
    pub of: Population,
    /// What became of them.
    pub fate: Fate,
    /// Of the prevented those of one cause; all if none is named.
    pub cause: Option<Cause>,
}

/// A run that failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailureRow {
    /// Which run.
    pub key: RunKey,
    /// The seed of the study.
    pub seed: u64,
    /// What broke it.
    pub error: String,
    /// The command that runs its world again.
    pub command: String,
}
