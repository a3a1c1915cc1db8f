//! Rows as every table writes them: headers, line ends, and the cells of estimates.

use std::io::{self, Write};

use csv::{Terminator, Writer, WriterBuilder};

use crate::experiment::statistics::{BreakEven, MeanInterval, PairedDifference};
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

/// The point and the setup, the names of an estimate, then estimate, bounds and n.
pub(super) fn estimated(
    (point, setup): (u32, &str),
    names: &[&str],
    interval: Option<&MeanInterval>,
) -> Vec<String> {
    let mut cells = vec![point.to_string(), setup.to_owned()];
    cells.extend(names.iter().map(|name| (*name).to_owned()));
    cells.extend([
        number(interval.map(|interval| interval.mean)),
        number(interval.and_then(|interval| interval.lower)),
        number(interval.and_then(|interval| interval.upper)),
        interval.map_or(0, |interval| interval.n).to_string(),
    ]);
    cells
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

/// Where a contrast changes its sign, the bounds of that, and how often it does.
pub(super) fn break_even_cells(found: Option<&BreakEven>) -> [String; 4] {
    [
        number(found.map(|found| found.at)),
        number(found.and_then(|found| found.lower)),
        number(found.and_then(|found| found.upper)),
        found.map_or_else(String::new, |found| found.crossings.to_string()),
    ]
}
