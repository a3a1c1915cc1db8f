//! `frontier.csv`: where the verdict turns along one factor, the others held.

use std::io::{self, Write};

use crate::experiment::FrontierRow;
use crate::scenario::Study;

use super::along::{along_columns, break_even_cells, end_cells};
use super::contrasted::contrast_cells;
use super::writing::table;

/// Columns of `frontier.csv`.
pub const FRONTIER: &[&str] = along_columns!(["factor", "held"], ["n"]);

/// Writes `frontier.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_frontier(study: &Study, rows: &[FrontierRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, FRONTIER)?;
    for row in rows {
        let of = (row.setup, study.baseline);
        let mut cells = contrast_cells(study, of, &row.name, row.better()).to_vec();
        cells.extend([study.factors[row.along].id.clone(), held(study, row)]);
        for (point, finding) in [(row.first, &row.at_first), (row.last, &row.at_last)] {
            let level = &study.points[point as usize].levels[row.along];
            cells.extend(end_cells(point, level.shown(), &finding.difference));
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
