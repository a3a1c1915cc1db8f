//! The tables of a study, column by column as the data dictionary names them.

mod writing;
mod contrasted;
mod along;
mod points;
mod runs;
mod contrasts;
mod estimates;
mod changes;
mod sensitivity;
mod effects;
mod frontier;
#[cfg(test)]
mod tests;

pub use changes::{VILLAGES, WEEKS, write_villages, write_weeks};
pub use contrasts::{CONTRASTS, write_contrasts};
pub use effects::{EFFECTS, write_effects};
pub use estimates::{LEDGER, LOAD, STAGES, write_ledger, write_load, write_stages};
pub use frontier::{FRONTIER, write_frontier};
pub use points::{POINTS, write_points};
pub use runs::{FAILURES, RUNS, RunsTable, write_failures};
pub use sensitivity::{SENSITIVITY, write_sensitivity};
pub use writing::table;
