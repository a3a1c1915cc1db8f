//! What a row contrasts: which setup with which baseline, in which value.

use crate::experiment::ValueName;
use crate::metrics::Better;
use crate::scenario::Study;

/// Columns of a table of contrasts: what comes before [`contrast_cells`], those, what comes after.
macro_rules! contrast_columns {
    ([$($before:literal),* $(,)?], [$($after:literal),* $(,)?]) => {
        &[
            $($before,)*
            "setup",
            "baseline",
            "population",
            "metric",
            "unit",
            "better",
            "statistic",
            $($after,)*
        ]
    };
}
pub(super) use contrast_columns;

/// Setup and baseline by their places in the study, and the value with its unit and good side.
pub(super) fn contrast_cells(
    study: &Study,
    (setup, baseline): (usize, usize),
    name: &ValueName,
    better: Better,
) -> [String; 7] {
    let unit = name.metric.unit_of(name.statistic);
    [
        study.setups[setup].id.clone(),
        study.setups[baseline].id.clone(),
        name.population.clone(),
        name.metric.word().to_owned(),
        unit.word().to_owned(),
        better.word().to_owned(),
        name.statistic.word().to_owned(),
    ]
}
