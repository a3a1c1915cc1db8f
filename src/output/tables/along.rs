//! What tables of contrasts along one factor share: both ends, and where the sign changes.

use crate::experiment::statistics::{BreakEven, PairedDifference};
use crate::output::cell::number;

use super::writing::difference_cells;

/// Columns of a table along a factor: the names of a row, both [`end_cells`], what else is told,
/// [`break_even_cells`].
macro_rules! along_columns {
    ([$($name:literal),* $(,)?], [$($told:literal),* $(,)?]) => {
        $crate::output::tables::contrasted::contrast_columns!(
            [],
            [
                $($name,)*
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
                $($told,)*
                "break_even",
                "break_even_lower",
                "break_even_upper",
                "crossings",
            ]
        )
    };
}
pub(super) use along_columns;

/// The point at one end, its value of the factor, and the contrast there.
pub(super) fn end_cells(point: u32, value: &str, difference: &PairedDifference) -> [String; 5] {
    let [estimate, lower, upper] = difference_cells(difference);
    [point.to_string(), value.to_owned(), estimate, lower, upper]
}

/// Where a contrast changes its sign, the bounds of that, and how often it does.
pub(super) fn break_even_cells(found: Option<&BreakEven>) -> [String; 4] {
    [
        number(found.map(|found| found.at)),
        number(found.and_then(|found| found.lower)),
        number(found.and_then(|found| found.upper)),
        found.map_or_else(String::new, |found| found.crossings.to_string()),
    ]
}
