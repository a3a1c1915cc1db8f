//! `runs.csv`: every number of every run; `failures.csv`: the runs that failed.

use std::io::{self, Write};

use csv::Writer;

use crate::experiment::{FailureRow, RunRows, RunValues};
use crate::output::cell::number;
use crate::scenario::Study;

use super::writing::table;

/// Columns of `runs.csv`.
pub const RUNS: &[&str] = &[
    "point",
    "setup",
    "replication",
    "seed",
    "status",
    "population",
    "metric",
    "unit",
    "statistic",
    "value",
];

/// Columns of `failures.csv`.
pub const FAILURES: &[&str] = &["point", "setup", "replication", "seed", "error", "command"];

/// Writes `runs.csv` as runs are read.
pub struct RunsTable<'a, W: Write> {
    study: &'a Study,
    table: Writer<W>,
}

impl<'a, W: Write> RunsTable<'a, W> {
    /// A table of the runs of `study` that has its header only.
    ///
    /// # Errors
    /// The header cannot be written.
    pub fn new(study: &'a Study, to: W) -> io::Result<Self> {
        let table = table(to, RUNS)?;
        Ok(Self { study, table })
    }

    /// Ends the table and gives back what it was written to.
    ///
    /// # Errors
    /// The last rows cannot be written.
    pub fn finish(self) -> io::Result<W> {
        let into_inner = self.table.into_inner();
        into_inner.map_err(csv::IntoInnerError::into_error)
    }
}

impl<W: Write> RunRows for RunsTable<'_, W> {
    fn take(&mut self, run: RunValues) -> io::Result<()> {
        let point = run.key.point.to_string();
        let setup = &self.study.setups[run.key.setup].id;
        let replication = run.key.replication.to_string();
        let seed = run.seed.to_string();
        let head = [point.as_str(), setup, &replication, &seed];
        let Some(rows) = run.rows else {
            let cells = head.into_iter().chain(["failed", "", "", "", "", ""]);
            return Ok(self.table.write_record(cells)?);
        };
        for row in rows {
            let value = number(row.value);
            let cells = [
                "ok",
                &row.population,
                row.metric.word(),
                row.metric.unit_of(row.statistic).word(),
                row.statistic.word(),
                &value,
            ];
            self.table.write_record(head.into_iter().chain(cells))?;
        }
        Ok(())
    }
}

/// Writes `failures.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_failures(study: &Study, rows: &[FailureRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, FAILURES)?;
    for row in rows {
        table.write_record([
            row.key.point.to_string().as_str(),
            &study.setups[row.key.setup].id,
            &row.key.replication.to_string(),
            &row.seed.to_string(),
            &row.error,
            &row.command,
        ])?;
    }
    table.flush()
}
