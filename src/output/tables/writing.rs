//! Rows as every table writes them: headers, line ends, and the cells of estimates.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use crate::experiment::statistics::{MeanInterval, PairedDifference};
use crate::output::cell::number;

/// A table with its header written: UTF-8, lines ended by LF alone.
///
/// # Errors
/// The header cannot be written.
pub fn table<W: Write>(to: W, columns: &[&str]) -> io::Result<Writer<W>> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .from_writer(to);
    writer.write_record(columns)?;
    Ok(writer)
}

/// Columns of [`estimated`], given the names of an estimate.
macro_rules! estimated_columns {
    ($($name:literal),* $(,)?) => {
        &["point", "setup", $($name,)* "estimate", "lower", "upper", "n"]
    };
}
pub(super) use estimated_columns;

/// Columns of [`compared`], given the names of an estimate.
macro_rules! compared_columns {
    ($($name:literal),* $(,)?) => {
        &[
            "point",
            "setup",
            $($name,)*
            "estimate",
            "lower",
            "upper",
            "n",
            "difference",
            "difference_lower",
            "difference_upper",
        ]
    };
}
pub(super) use compared_columns;

/// The point and the setup, the names of an estimate, then estimate, bounds and n.
pub(super) fn estimated(
    (point, setup): (u32, &str),
    names: &[&str],
    interval: Option<&MeanInterval>,
) -> Vec<String> {
    let mut cells = vec![point.to_string(), setup.to_owned()];
    cells.extend(names.iter().map(|name| (*name).to_owned()));
    cells.extend(mean_cells(interval));
    cells
}

/// Mean, bounds and n.
pub(super) fn mean_cells(interval: Option<&MeanInterval>) -> [String; 4] {
    [
        number(interval.map(|interval| interval.mean)),
        number(interval.and_then(|interval| interval.lower)),
        number(interval.and_then(|interval| interval.upper)),
        interval.map_or(0, |interval| interval.n).to_string(),
    ]
}

/// Estimate and bounds.
pub(super) fn difference_cells(difference: &PairedDifference) -> [String; 3] {
    [
        number(Some(difference.estimate)),
        number(difference.lower),
        number(difference.upper),
    ]
}

/// As [`estimated`], then the difference to the baseline; the baseline's own cells are empty.
pub(super) fn compared(
    of: (u32, &str),
    names: &[&str],
    interval: Option<&MeanInterval>,
    difference: Option<&PairedDifference>,
) -> Vec<String> {
    let mut cells = estimated(of, names, interval);
    cells.extend(difference.map_or_else(Default::default, difference_cells));
    cells
}
