//! `contrasts.csv`: setup minus baseline, world by world.

use std::io::{self, Write};

use crate::experiment::ContrastRow;
use crate::experiment::statistics::PairedDifference;
use crate::output::cell::number;
use crate::scenario::Study;

use super::contrasted::{contrast_cells, contrast_columns};
use super::writing::table;

/// Columns of `contrasts.csv`.
pub const CONTRASTS: &[&str] = contrast_columns!(
    ["point"],
    [
        "estimate",
        "lower",
        "upper",
        "n",
        "setup_value",
        "baseline_value",
        "verdict",
        "p_value",
        "p_holm",
        "bootstrap_lower",
        "bootstrap_upper",
        "standardised_difference",
        "won_share",
        "correlation",
        "variance_reduction",
    ]
);

/// Writes `contrasts.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_contrasts(study: &Study, rows: &[ContrastRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, CONTRASTS)?;
    for row in rows {
        let difference = row.difference.as_ref();
        let resampled = row.headline.and_then(|evidence| evidence.resampled);
        let value = |of: fn(&PairedDifference) -> Option<f64>| number(difference.and_then(of));
        let mut cells = vec![row.point.to_string()];
        let of = (row.setup, row.baseline);
        cells.extend(contrast_cells(study, of, &row.name, row.better()));
        cells.extend([
            value(|difference| Some(difference.estimate)),
            value(|difference| difference.lower),
            value(|difference| difference.upper),
            difference.map_or(0, |difference| difference.n).to_string(),
            value(|difference| Some(difference.setup_mean)),
            value(|difference| Some(difference.baseline_mean)),
            row.verdict()
                .map_or_else(String::new, |verdict| verdict.word().to_owned()),
            number(row.comparison.p_value),
            number(row.headline.and_then(|evidence| evidence.p_holm)),
            number(resampled.map(|(lower, _)| lower)),
            number(resampled.map(|(_, upper)| upper)),
            number(row.comparison.standardised),
            number(row.comparison.won_share),
            number(row.comparison.correlation),
            number(row.comparison.variance_reduction),
        ]);
        table.write_record(&cells)?;
    }
    table.flush()
}
