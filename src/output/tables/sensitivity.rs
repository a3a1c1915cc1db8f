//! `sensitivity.csv`: how far each factor moves the verdict.

use std::io::{self, Write};

use crate::experiment::SensitivityRow;
use crate::scenario::Study;

use super::along::{along_columns, break_even_cells, end_cells};
use super::contrasted::contrast_cells;
use super::writing::{difference_cells, table};

/// Columns of `sensitivity.csv`.
pub const SENSITIVITY: &[&str] = along_columns!(
    ["rank", "factor"],
    ["span", "span_lower", "span_upper", "n", "verdict_change"]
);

/// Writes `sensitivity.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_sensitivity(study: &Study, rows: &[SensitivityRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, SENSITIVITY)?;
    for row in rows {
        let of = (row.setup, study.baseline);
        let mut cells = contrast_cells(study, of, &row.name, row.better()).to_vec();
        cells.extend([row.rank.to_string(), study.factors[row.factor].id.clone()]);
        for extreme in [&row.least, &row.greatest] {
            let difference = &extreme.finding.difference;
            cells.extend(end_cells(extreme.point, &extreme.value, difference));
        }
        cells.extend(difference_cells(&row.span));
        cells.extend([row.span.n.to_string(), row.change.word().to_owned()]);
        cells.extend(break_even_cells(row.break_even.as_ref()));
        table.write_record(&cells)?;
    }
    table.flush()
}
