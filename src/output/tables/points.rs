//! `points.csv`: which value each factor has at each point of a design.

use std::io::{self, Write};

use crate::experiment::Plan;

use super::writing::table;

/// Columns of `points.csv`.
pub const POINTS: &[&str] = &["point", "factor", "value"];

/// Writes `points.csv`: a design without factors has the one point 0.
///
/// # Errors
/// The table cannot be written.
pub fn write_points(plan: &Plan, to: impl Write) -> io::Result<()> {
    let mut table = table(to, POINTS)?;
    let study = plan.study();
    if study.points.is_empty() {
        table.write_record(["0", "", ""])?;
    }
    for (place, point) in study.points.iter().enumerate() {
        for (factor, level) in study.factors.iter().zip(&point.levels) {
            table.write_record([place.to_string().as_str(), &factor.id, level.shown()])?;
        }
    }
    table.flush()
}
