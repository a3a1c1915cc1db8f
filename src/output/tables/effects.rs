//! `effects.csv`: what each value of each factor makes of the verdict.

use std::io::{self, Write};

use crate::experiment::EffectRow;
use crate::scenario::Study;

use super::contrasted::{contrast_cells, contrast_columns};
use super::writing::{mean_cells, table};

/// Columns of `effects.csv`.
pub const EFFECTS: &[&str] = contrast_columns!(
    [],
    [
        "factor",
        "value",
        "by_factor",
        "by_value",
        "points",
        "estimate",
        "lower",
        "upper",
        "n",
    ]
);

/// Writes `effects.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_effects(study: &Study, rows: &[EffectRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, EFFECTS)?;
    let factor = |factor: usize| study.factors[factor].id.as_str();
    for row in rows {
        let by = row.by.as_ref();
        let of = (row.setup, study.baseline);
        let mut cells = contrast_cells(study, of, &row.name, row.better()).to_vec();
        cells.extend([
            factor(row.at.0).to_owned(),
            row.at.1.clone(),
            by.map_or_else(String::new, |by| factor(by.0).to_owned()),
            by.map_or_else(String::new, |by| by.1.clone()),
            row.points.to_string(),
        ]);
        cells.extend(mean_cells(row.difference.as_ref()));
        table.write_record(&cells)?;
    }
    table.flush()
}
