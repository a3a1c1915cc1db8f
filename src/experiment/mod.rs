//! From a plan of runs to contrasts between setups.
//!
//! A study is three functions: [`Plan::run`] is pure, a [`Journal`] keeps what it gave, and
//! [`derive`](derive()) turns a plan and a journal into rows. Run, resume, merge and report are
//! compositions of them.

pub mod statistics;
pub mod record;
pub mod point_plan;
pub mod shard;
pub mod plan;
pub mod execution;
pub mod journal;
pub mod portion;
pub mod series;
pub mod rounds;
pub mod runner;
pub mod rows;
pub mod contrast;
pub mod headline;
pub mod estimates;
pub mod weeks;
pub mod villages;
pub mod rerun;
pub mod sought;
pub mod life;
pub mod life_story;
pub mod sensitivity;
pub mod effects;
pub mod frontier;
pub mod running;
pub mod derived;
pub mod census;
pub mod gathered;
pub mod board;
pub mod derive;
pub mod summary;
pub mod summary_words;
pub mod summary_points;
pub mod summary_text;
#[cfg(test)]
pub(crate) mod sample_study;
#[cfg(test)]
mod tests;

pub use census::Census;
pub use contrast::ContrastRow;
pub use derive::derive;
pub use derived::{Curve, DeriveError, Derived, TierCurve};
pub use effects::EffectRow;
pub use execution::RunApart;
pub use frontier::FrontierRow;
pub use journal::{Journal, JournalError, MemoryJournal};
pub use life::{Life, LifeStory, Note, NoteKind, Step, Towards};
pub use life_story::life_stories;
pub use plan::{Plan, PlanWorld, RunKey};
pub use point_plan::PointPlan;
pub use record::{RunEnd, RunRecord};
pub use rounds::{Look, Rounds, grow_as_held};
pub use rows::{
    ComparedRow, EstimateRow, FailureRow, FateEstimateRow, FateName, LoadEstimateRow, LoadName,
    RunRows, RunValues, StageEstimateRow, StageName, StageStatistic, ValueName, ValueRow,
};
pub use runner::{Advance, Executed, Execution, Progress, RunError, execute};
pub use running::RunningRow;
pub use sensitivity::{Extreme, SensitivityRow, VerdictChange};
pub use shard::{NoShard, Shard};
pub use sought::Sought;
pub use summary::{Summary, SummaryRow, SummarySetup};
pub use villages::{VillageName, VillageRow};
pub use weeks::{WeekName, WeekRow};
