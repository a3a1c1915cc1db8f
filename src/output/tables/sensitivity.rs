//! `sensitivity.csv`: how far each factor moves the verdict.

use std::io::{self, Write};

use crate::experiment::SensitivityRow;
use crate::scenario::Study;

use super::writing::{break_even_cells, difference_cells, table};

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

/// Writes `sensitivity.csv`.
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
        cells.extend([row.span.n.to_string(), row.change.word().to_owned()]);
        cells.extend(break_even_cells(row.break_even.as_ref()));
        table.write_record(&cells)?;
    }
    table.flush()
}
