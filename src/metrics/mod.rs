//! From facts to numbers. Within a run every tally is an integer, so that no thread, shard or
//! resumption changes a byte; floats appear when a finished run becomes its rows.

pub mod scale;
pub mod metric;
pub mod population;
pub mod measure;
pub mod cases;
pub mod stages;
pub mod load;
pub mod tally;
pub mod catalogue;
pub mod recorder;

pub use catalogue::{Catalogue, LoadRow, MetricRow, StageRow};
pub use load::{Level, Slice};
pub use measure::Measure;
pub use metric::{MetricId, Statistic};
pub use population::{Population, PopulationKind};
pub use recorder::measure_run;
pub use scale::{Better, Unit};
pub use tally::RunTally;
