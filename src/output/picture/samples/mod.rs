//! Pictures with the look of real studies, for the tests.

mod material;
mod compared;
mod in_time;
mod sparse;
mod whole;

pub use compared::{bars, curves, forest, stages};
pub use in_time::{heat, hours, ledger, lines, map, weeks};
pub use sparse::sparse;
pub use whole::{all, of_value};
