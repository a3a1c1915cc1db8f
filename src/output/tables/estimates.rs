//! `stages.csv`, `load.csv` and `ledger.csv`: means over worlds with their intervals.

use std::io::{self, Write};

use crate::county::Cause;
use crate::experiment::{FateEstimateRow, LoadEstimateRow, Plan, StageEstimateRow};
use crate::metrics::Population;
use crate::scenario::Study;

use super::writing::{estimated, estimated_columns, table};

/// Columns of `stages.csv`.
pub const STAGES: &[&str] = estimated_columns!["population", "stage", "statistic", "unit"];

/// Columns of `load.csv`.
pub const LOAD: &[&str] = estimated_columns!["level", "id", "slice", "at", "metric", "unit"];

/// Columns of `ledger.csv`.
pub const LEDGER: &[&str] = estimated_columns!["matter", "township", "fate", "cause"];

/// Writes `stages.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_stages(study: &Study, rows: &[StageEstimateRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, STAGES)?;
    for row in rows {
        let names = [
            row.name.population.as_str(),
            row.name.stage.word(),
            row.name.statistic.word(),
            row.name.statistic.unit_word(),
        ];
        let of = (row.point, study.setups[row.setup].id.as_str());
        table.write_record(estimated(of, &names, row.interval.as_ref()))?;
    }
    table.flush()
}

/// Writes `load.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_load(study: &Study, rows: &[LoadEstimateRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, LOAD)?;
    for row in rows {
        let at = row.name.slice.at().map(|at| at.to_string());
        let names = [
            row.name.level.word(),
            &row.name.id,
            row.name.slice.word(),
            at.as_deref().unwrap_or(""),
            row.name.metric.word(),
            row.name.metric.unit().word(),
        ];
        let of = (row.point, study.setups[row.setup].id.as_str());
        table.write_record(estimated(of, &names, row.interval.as_ref()))?;
    }
    table.flush()
}

/// Writes `ledger.csv`: what became of everything the world had in store.
///
/// # Errors
/// The table cannot be written.
pub fn write_ledger(plan: &Plan, rows: &[FateEstimateRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, LEDGER)?;
    let setups = plan.setups();
    for row in rows {
        let county = &plan.at(row.point).study().county;
        let (matter, township) = match row.name.of {
            Population::Matter(matter) => (county.matters[matter].id.as_str(), ""),
            Population::Township(township) => ("", county.townships[township].id.as_str()),
            _ => ("", ""),
        };
        let cause = row.name.cause.map_or("", Cause::word);
        let names = [matter, township, row.name.fate.word(), cause];
        let of = (row.point, setups[row.setup].id.as_str());
        table.write_record(estimated(of, &names, row.interval.as_ref()))?;
    }
    table.flush()
}
