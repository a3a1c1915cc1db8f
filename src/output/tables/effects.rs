//! `effects.csv`: what each value of each factor makes of the verdict.

use std::io::{self, Write};

use crate::experiment::EffectRow;
use crate::output::cell::number;
use crate::scenario::Study;

use super::writing::table;

/// Columns of `effects.csv`.
pub const EFFECTS: &[&str] = &[
    "setup",
    "baseline",
    "population",
    "metric",
    "unit",
    "better",
    "statistic",
    "factor",
    "value",
    "by_factor",
    "by_value",
    "points",
    "estimate",
    "lower",
    "upper",
    "n",
];

/// Writes `effects.csv`.
///
/// # Errors
/// The table cannot be written.
pub fn write_effects(study: &Study, rows: &[EffectRow], to: impl Write) -> io::Result<()> {
    let mut table = table(to, EFFECTS)?;
    let factor = |factor: usize| study.factors[factor].id.as_str();
    for row in rows {
        let by = row.by.as_ref();
        let interval = row.difference.as_ref();
        table.write_record([
            study.setups[row.setup].id.as_str(),
            &study.setups[study.baseline].id,
            &row.name.population,
            row.name.metric.word(),
            row.unit().word(),
            row.better().word(),
            row.name.statistic.word(),
            factor(row.at.0),
            &row.at.1,
            by.map_or("", |by| factor(by.0)),
            by.map_or("", |by| &by.1),
            &row.points.to_string(),
            &number(interval.map(|interval| interval.mean)),
            &number(interval.and_then(|interval| interval.lower)),
            &number(interval.and_then(|interval| interval.upper)),
            &interval.map_or(0, |interval| interval.n).to_string(),
        ])?;
    }
    table.flush()
}
