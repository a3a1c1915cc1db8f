//! `frontier.csv`: where the verdict turns along one factor, the others held.

use std::io::{self, Write};

use crate::experiment::FrontierRow;
use crate::scenario::Study;

use super::writing::{break_even_cells, difference_cells, table};

/// Columns of `frontier.csv`.
pub const FRONTIER: &[&str] = &[
    "setup",
    "baseline",
    "population",
    "metric",
    "unit",
    "better",
    "statistic",
    "factor",
    "held",
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
    "n",
    "break_even",
    "break_even_lower",
    "break_even_upper",
    "crossings",
];

/// Writes `frontier.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_frontier(study: &Study, rows: &[FrontierRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, FRONTIER)?;
    for row in rows {
        let mut cells = vec![
            study.setups[row.setup].id.clone(),
            study.setups[study.baseline].id.clone(),
            row.name.population.clone(),
            row.name.metric.word().to_owned(),
            row.unit().word().to_owned(),
            row.better().word().to_owned(),
            row.name.statistic.word().to_owned(),
            study.factors[row.along].id.clone(),
            held(study, row),
        ];
        for (point, finding) in [(row.first, &row.at_first), (row.last, &row.at_last)] {
            let level = &study.points[point as usize].levels[row.along];
            cells.extend([point.to_string(), level.shown().to_owned()]);
            cells.extend(difference_cells(&finding.difference));
        }
        cells.push(row.at_first.difference.n.to_string());
        cells.extend(break_even_cells(row.break_even.as_ref()));
        table.write_record(&cells)?;
    }
    table.flush()
}

/// The values of the other factors.
fn held(study: &Study, row: &FrontierRow) -> String {
    let levels = &study.points[row.first as usize].levels;
    let others = study.factors.iter().zip(levels).enumerate();
    let others = others.filter(|(factor, _)| *factor != row.along);
    let others = others.map(|(_, (factor, level))| format!("{}={}", factor.id, level.shown()));
    others.collect::<Vec<String>>().join("; ")
}
