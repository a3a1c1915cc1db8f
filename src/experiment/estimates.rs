//! Rows of estimates from sheets of values.

use std::fmt::Debug;

use super::rows::{ComparedRow, EstimateRow};
use super::series::Sheet;
use super::statistics::{Confidence, MeanInterval};

/// The rows of a sheet's portion with their places, of a setup at a point.
pub fn estimates<N: Clone + PartialEq + Debug>(
    sheet: &Sheet<N>,
    (point, setup): (u32, usize),
) -> impl Iterator<Item = (usize, EstimateRow<N>)> {
    sheet.told().map(move |(place, name, series)| {
        let row = EstimateRow {
            point,
            setup,
            name: name.clone(),
            interval: MeanInterval::of(series.iter(), Confidence::PERCENT_95),
        };
        (place, row)
    })
}

/// The same against the `baseline`, whose sheet has the same names; against nothing where this is
/// the baseline.
pub fn compared<'a, N: Clone + PartialEq + Debug>(
    sheet: &'a Sheet<N>,
    (point, setup): (u32, usize),
    baseline: Option<&'a Sheet<N>>,
) -> impl Iterator<Item = (usize, ComparedRow<N>)> + 'a {
    let mut against = baseline.map(Sheet::told);
    sheet.told().map(move |(place, name, series)| {
        let counterpart = against.as_mut().and_then(Iterator::next);
        let row = ComparedRow {
            point,
            setup,
            name: name.clone(),
            interval: MeanInterval::of(series.iter(), Confidence::PERCENT_95),
            difference: counterpart.and_then(|(_, _, other)| series.minus(other)),
        };
        (place, row)
    })
}
