//! What a study has come to: rows in plan order, or why there are none.

use std::io;

use crate::base::{Histogram, Text, system_reason};
use crate::county::Tier;
use crate::metrics::MetricId;

use super::contrast::ContrastRow;
use super::effects::EffectRow;
use super::frontier::FrontierRow;
use super::journal::JournalError;
use super::plan::PlanWorld;
use super::rows::{FailureRow, FateEstimateRow, LoadEstimateRow, StageEstimateRow, ValueRow};
use super::running::RunningRow;
use super::sensitivity::SensitivityRow;
use super::villages::VillageRow;
use super::weeks::WeekRow;

/// The distribution of one time over all runs of a setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Point of the design.
    pub point: u32,
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Which time.
    pub metric: MetricId,
    /// Spans of all incidents of all runs.
    pub histogram: Histogram,
}

/// The distribution of the resolution time of one tier over all runs of a setup.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCurve {
    /// The setup, by its place in the study.
    pub setup: usize,
    /// The tier at which its incidents can be settled.
    pub tier: Tier,
    /// Spans of all its incidents of all runs.
    pub histogram: Histogram,
}

/// Everything tables, pictures and the verdict are written from, in plan order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Derived {
    /// Each setup against the baseline.
    pub contrasts: Vec<ContrastRow>,
    /// Values over all incidents.
    pub values: Vec<ValueRow>,
    /// Where the time goes.
    pub stages: Vec<StageEstimateRow>,
    /// Who carries the load.
    pub load: Vec<LoadEstimateRow>,
    /// What became of the potentials; only where something is hidden.
    pub ledger: Vec<FateEstimateRow>,
    /// Week by week since the switch; only where a setup takes over while measuring.
    pub weeks: Vec<WeekRow>,
    /// Village by village; only where something is hidden and townships are told apart.
    pub villages: Vec<VillageRow>,
    /// How far each factor moves the verdict; only of a design that varies one at a time.
    pub sensitivity: Vec<SensitivityRow>,
    /// What each value of each factor makes of the verdict; only of a factorial.
    pub effects: Vec<EffectRow>,
    /// Where the verdict turns along each factor; only of a factorial.
    pub frontier: Vec<FrontierRow>,
    /// What fewer worlds would have said; only of a design with a single point.
    pub running: Vec<RunningRow>,
    /// Runs that failed.
    pub failures: Vec<FailureRow>,
    /// Distributions of times; only of a design with a single point.
    pub curves: Vec<Curve>,
    /// Resolution time by tier; only of a design with a single point.
    pub tier_curves: Vec<TierCurve>,
    /// The digest of each world; `None` where none of its runs finished.
    pub world_digests: Vec<Option<u64>>,
    /// Runs with values.
    pub finished: u64,
}

/// Why a journal cannot be turned into tables.
#[derive(Debug, thiserror::Error)]
pub enum DeriveError {
    /// A record cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Setups did not meet the same world, so nothing they differ in may be called theirs.
    #[error(
        "setups met different worlds at replication {}, point {}: {} drew {:016x}, {} drew {:016x}",
        .world.replication, .world.point, .setups[0], .digests[0], .setups[1], .digests[1]
    )]
    UnequalWorlds {
        /// Which world.
        world: PlanWorld,
        /// Two setups that differ.
        setups: [String; 2],
        /// What they drew.
        digests: [u64; 2],
    },
    /// A run has other rows than another run of the same setup.
    #[error(
        "run {run} has other rows than the runs of the same setup before it: the journal was written by another version"
    )]
    UnlikeRows {
        /// Which run.
        run: u64,
    },
    /// The rows of a run cannot be written.
    #[error("the rows of runs cannot be written: {}", system_reason(.0).en)]
    Rows(#[from] io::Error),
}

impl DeriveError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Journal(error) => return error.text(),
            Self::UnequalWorlds {
                world,
                setups: [first, second],
                digests: [expected, drawn],
            } => format!(
                "第 {} 次重复、设计点 {} 上各方案遇到的世界不同：{first} 为 {expected:016x}，{second} 为 {drawn:016x}",
                world.replication, world.point
            ),
            Self::UnlikeRows { run } => {
                format!("第 {run} 次运行与同方案此前的运行行数不同：日志出自另一版本")
            }
            Self::Rows(error) => format!("各次运行的行无法写入：{}", system_reason(error).zh),
        };
        Text::new(zh, self.to_string())
    }
}
