//! What bounds the times and hazards of a matter, and what it meets in its county.

use crate::document::{Spec, Unit, number};
use crate::scenario::needs::Habits;

/// Largest hazard [per day]: one every minute and a half.
const MOST_PER_DAY: f64 = 1_000.0;
/// Longest mean of a time before something happens: ten years (h).
pub(super) const LONGEST_H: f64 = 87_600.0;
/// The same (min).
pub(super) const LONGEST_MIN: f64 = LONGEST_H * 60.0;
/// The same (day).
pub(super) const LONGEST_DAYS: f64 = 3_650.0;

/// What a matter meets in its county.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// Whether a case log says when it is reported.
    pub is_traced: bool,
    /// The tables that read what it says of its incidents' life.
    pub habits: Habits,
}

/// A hazard [per day].
pub(super) fn hazard() -> impl Spec<Value = f64> {
    number().unit(Unit::PerDay).range(0.0..=MOST_PER_DAY)
}
