//! From facts to numbers. Within a run every tally is an integer, so that no thread, shard or
//! resumption changes a byte; floats appear when a finished run becomes its rows.

pub mod scale;
pub mod metric;
pub mod nature;
pub mod population;
pub mod measure;
pub mod case;
pub mod cases;
pub mod fates;
pub mod stages;
pub mod scope;
pub mod load;
pub mod daily;
pub mod meetings;
pub mod costs;
pub mod townships;
pub mod villages;
pub mod tally;
pub mod rows;
mod groups;
pub mod catalogue;
mod load_rows;
mod tabulating;
pub mod account;
pub mod roll;
pub mod diary;
pub mod recorder;

pub use catalogue::Catalogue;
pub use daily::WEEKLY;
pub use fates::Fate;
pub use load::{Level, Slice};
pub use measure::Measure;
pub use metric::{MetricId, Statistic};
pub use nature::Nature;
pub use population::{Population, PopulationKind};
pub use recorder::measure_run;
pub use roll::{Roll, Told, add_common};
pub use rows::{FateRow, LoadRow, MetricRow, StageRow};
pub use scale::{Better, Unit};
pub use scope::Scope;
pub use tally::RunTally;
pub use villages::OF_VILLAGES;
