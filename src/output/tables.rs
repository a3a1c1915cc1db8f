//! The tables of a study, column by column as the data dictionary names them.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use crate::county::Cause;
use crate::experiment::statistics::{MeanInterval, PairedDifference};
use crate::experiment::{
    ContrastRow, FailureRow, FateEstimateRow, LoadEstimateRow, Plan, RunRows, RunValues,
    SensitivityRow, StageEstimateRow, VillageRow, WeekRow,
};
use crate::metrics::Population;
use crate::scenario::Study;

use super::cell::number;

/// Columns of `points.csv`.
pub const POINTS: &[&str] = &["point", "factor", "value"];
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
/// Columns of `contrasts.csv`.
pub const CONTRASTS: &[&str] = &[
    "point",
    "setup",
    "baseline",
    "population",
    "metric",
    "unit",
    "better",
    "statistic",
    "estimate",
    "lower",
    "upper",
    "n",
    "setup_value",
    "baseline_value",
    "verdict",
];
/// Columns of `stages.csv`.
pub const STAGES: &[&str] = &[
    "point",
    "setup",
    "population",
    "stage",
    "statistic",
    "unit",
    "estimate",
    "lower",
    "upper",
    "n",
];
/// Columns of `load.csv`.
pub const LOAD: &[&str] = &[
    "point", "setup", "level", "id", "slice", "at", "metric", "unit", "estimate", "lower", "upper",
    "n",
];

/// Columns of `ledger.csv`.
pub const LEDGER: &[&str] = &[
    "point", "setup", "matter", "township", "fate", "cause", "estimate", "lower", "upper", "n",
];

/// Columns of `weeks.csv`.
pub const WEEKS: &[&str] = &[
    "point",
    "setup",
    "week",
    "metric",
    "unit",
    "estimate",
    "lower",
    "upper",
    "n",
    "difference",
    "difference_lower",
    "difference_upper",
];

/// Columns of `villages.csv`.
pub const VILLAGES: &[&str] = &[
    "point",
    "setup",
    "village",
    "township",
    "x_km",
    "y_km",
    "residents",
    "metric",
    "unit",
    "estimate",
    "lower",
    "upper",
    "n",
    "difference",
    "difference_lower",
    "difference_upper",
];

/// A table with its header written: UTF-8, lines ended by LF alone.
///
/// # Errors
/// The header cannot be written.
pub fn table<W: Write>(to: W, columns: &[&str]) -> io::Result<Writer<W>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .from_writer(to);
    writer.write_record(columns)?;
    Ok(writer)
}

/// Writes `points.csv`: a design without factors has the one point 0.
///
/// # Errors
/// The table cannot be written.
pub fn write_points(plan: &Plan, to: impl Write) -> io::Result<()> {
    let mut table = table(to, POINTS)?;
    let study = plan.study();
    if study.points.is_empty() {
        table.write_record(["0", "", ""])?;
    }
    for (place, point) in study.points.iter().enumerate() {
        for (factor, level) in study.factors.iter().zip(&point.levels) {
            table.write_record([place.to_string().as_str(), &factor.id, level.shown()])?;
        }
    }
    table.flush()
}

/// Columns of `sensitivity.csv`.
pub const SENSITIVITY: &[&str] = &[
    "setup",
    "baseline",
    "population",
    "metric",
    "unit",
    "better",
    "statistic",
    "rank",
    "factor",
    "least_point",
    "least_value",
    "least_estimate",
    "least_lower",
    "least_upper",
    "greatest_point",
    "greatest_value",
    "greatest_estimate",
    "greatest_lower",
    "greatest_upper",
    "span",
    "span_lower",
    "span_upper",
    "n",
    "verdict_change",
    "break_even",
    "break_even_lower",
    "break_even_upper",
    "crossings",
];

/// Writes `sensitivity.csv`: how far each factor moves the verdict.
///
/// # Errors
/// The table cannot be written.
pub fn write_sensitivity(study: &Study, rows: &[SensitivityRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, SENSITIVITY)?;
    for row in rows {
        let mut cells = vec![
            study.setups[row.setup].id.clone(),
            study.setups[study.baseline].id.clone(),
            row.name.population.clone(),
            row.name.metric.word().to_owned(),
            row.unit().word().to_owned(),
            row.better().word().to_owned(),
            row.name.statistic.word().to_owned(),
            row.rank.to_string(),
            study.factors[row.factor].id.clone(),
        ];
        for extreme in [&row.least, &row.greatest] {
            cells.extend([extreme.point.to_string(), extreme.value.clone()]);
            cells.extend(difference_cells(&extreme.finding.difference));
        }
        cells.extend(difference_cells(&row.span));
        let break_even = row.break_even.as_ref();
        cells.extend([
            row.span.n.to_string(),
            row.change.word().to_owned(),
            number(break_even.map(|found| found.at)),
            number(break_even.and_then(|found| found.lower)),
            number(break_even.and_then(|found| found.upper)),
            break_even.map_or_else(String::new, |found| found.crossings.to_string()),
        ]);
        table.write_record(&cells)?;
    }
    table.flush()
}

/// Estimate and bounds.
fn difference_cells(difference: &PairedDifference) -> [String; 3] {
    [
        number(Some(difference.estimate)),
        number(difference.lower),
        number(difference.upper),
    ]
}

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

/// Writes `contrasts.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_contrasts(study: &Study, rows: &[ContrastRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, CONTRASTS)?;
    for row in rows {
        let difference = row.difference.as_ref();
        let value = |of: fn(&crate::experiment::statistics::PairedDifference) -> Option<f64>| {
            number(difference.and_then(of))
        };
        table.write_record([
            row.point.to_string().as_str(),
            &study.setups[row.setup].id,
            &study.setups[row.baseline].id,
            &row.name.population,
            row.name.metric.word(),
            row.unit().word(),
            row.better().word(),
            row.name.statistic.word(),
            &value(|difference| Some(difference.estimate)),
            &value(|difference| difference.lower),
            &value(|difference| difference.upper),
            &difference.map_or(0, |difference| difference.n).to_string(),
            &value(|difference| Some(difference.setup_mean)),
            &value(|difference| Some(difference.baseline_mean)),
            row.verdict().map_or("", |verdict| verdict.word()),
        ])?;
    }
    table.flush()
}

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

/// Writes `weeks.csv`: week by week since the switch.
///
/// # Errors
/// The table cannot be written.
pub fn write_weeks(study: &Study, rows: &[WeekRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, WEEKS)?;
    for row in rows {
        let week = row.name.week.to_string();
        let names = [week.as_str(), row.name.metric.word(), row.unit().word()];
        let of = (row.point, study.setups[row.setup].id.as_str());
        let mut cells = estimated(of, &names, row.interval.as_ref());
        cells.extend(
            row.difference
                .as_ref()
                .map_or_else(Default::default, difference_cells),
        );
        table.write_record(cells)?;
    }
    table.flush()
}

/// Writes `villages.csv`: place by place, where what setups change falls.
///
/// # Errors
/// The table cannot be written.
pub fn write_villages(study: &Study, rows: &[VillageRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, VILLAGES)?;
    let county = &study.county;
    for row in rows {
        let village = &county.villages[row.name.village];
        let [x_km, y_km, residents] = [village.place.x_km, village.place.y_km, village.residents]
            .map(|value| number(Some(value)));
        let names = [
            village.id.as_str(),
            &county.townships[village.township].id,
            &x_km,
            &y_km,
            &residents,
            row.name.metric.word(),
            row.unit().word(),
        ];
        let of = (row.point, study.setups[row.setup].id.as_str());
        let mut cells = estimated(of, &names, row.interval.as_ref());
        cells.extend(
            row.difference
                .as_ref()
                .map_or_else(Default::default, difference_cells),
        );
        table.write_record(cells)?;
    }
    table.flush()
}

/// The point and the setup, the names of an estimate, then estimate, bounds and n.
fn estimated(
    (point, setup): (u32, &str),
    names: &[&str],
    interval: Option<&MeanInterval>,
) -> Vec<String> {
    let mut cells = vec![point.to_string(), setup.to_owned()];
    cells.extend(names.iter().map(|name| (*name).to_owned()));
    cells.extend([
        number(interval.map(|interval| interval.mean)),
        number(interval.and_then(|interval| interval.lower)),
        number(interval.and_then(|interval| interval.upper)),
        interval.map_or(0, |interval| interval.n).to_string(),
    ]);
    cells
}

/// Columns of `incidents.csv`.
pub const INCIDENTS: &[&str] = &[
    "point",
    "setup",
    "replication",
    "incident",
    "round",
    "parent",
    "matter",
    "township",
    "village",
    "severity",
    "departments",
    "emerged_s",
    "reported_s",
    "registered_s",
    "first_power_s",
    "settled_s",
    "recorded_closed_s",
    "end",
    "channel",
    "returns",
    "visits",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::{run_all, sample_study};
    use crate::experiment::{Journal, MemoryJournal, RunRecord, derive};

    fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
        let mut bytes = Vec::new();
        write(&mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn tables_have_the_columns_of_their_dictionary_and_plain_line_ends() {
        let study = sample_study(2);
        let plan = Plan::new(&study).unwrap();
        let mut runs = RunsTable::new(&study, Vec::new()).unwrap();
        let derived = derive(&plan, &run_all(&plan, 1), &mut runs).unwrap();
        let tables = [
            String::from_utf8(runs.finish().unwrap()).unwrap(),
            text(|to| write_contrasts(&study, &derived.contrasts, to)),
            text(|to| write_stages(&study, &derived.stages, to)),
            text(|to| write_load(&study, &derived.load, to)),
        ];
        let columns = [RUNS, CONTRASTS, STAGES, LOAD];
        for (table, columns) in tables.iter().zip(columns) {
            assert!(table.starts_with(&format!("{}\n", columns.join(","))));
            assert!(table.ends_with('\n') && !table.contains('\r'));
            assert!(table.lines().count() > 20, "{table}");
            assert!(!table.contains("NaN") && !table.contains("inf"), "{table}");
            assert!(!table.contains(",-0,"), "{table}");
            for line in table.lines() {
                assert_eq!(line.split(',').count(), columns.len(), "{line}");
            }
        }
    }

    #[test]
    fn a_study_without_factors_has_the_point_0() {
        let study = sample_study(1);
        let plan = Plan::new(&study).unwrap();
        let table = text(|to| write_points(&plan, to));
        assert_eq!(table, "point,factor,value\n0,,\n");
    }

    #[test]
    fn a_failed_run_is_one_row_and_its_reason_another() {
        let study = sample_study(1);
        let plan = Plan::new(&study).unwrap();
        let mut journal = MemoryJournal::new();
        let record = RunRecord::Failed {
            error: "two, \"three\"\nfour".to_owned(),
        };
        journal.append(1, &record.to_bytes()).unwrap();
        let mut runs = RunsTable::new(&study, Vec::new()).unwrap();
        let derived = derive(&plan, &journal, &mut runs).unwrap();
        let runs = String::from_utf8(runs.finish().unwrap()).unwrap();
        assert_eq!(runs.lines().nth(1), Some("0,single-team,0,1,failed,,,,,"));
        assert_eq!(runs.lines().count(), 2);
        let failures = text(|to| write_failures(&study, &derived.failures, to));
        let mut reader = csv::Reader::from_reader(failures.as_bytes());
        let row = reader.records().next().unwrap().unwrap();
        assert_eq!(&row[4], "two, \"three\"\nfour");
        assert!(row[5].starts_with("tiaokuai run "));
    }
}
