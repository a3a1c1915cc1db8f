//! Moments and spans in whole seconds; day 0 is where measuring starts, warm-up is negative.

use std::ops::{Add, AddAssign, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// A moment of a run [s since the start of measuring; negative in the warm-up].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Moment(i64);

/// A length of time (s); never a moment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
pub struct Span(i64);

/// Rounds half away from zero without a call into the system's mathematics.
#[inline]
fn nearest_second(seconds: f64) -> i64 {
    if seconds < 0.0 {
        (seconds - 0.5) as i64
    } else {
        (seconds + 0.5) as i64
    }
}

impl Moment {
    /// The start of measuring.
    pub const START: Self = Self(0);
    /// Later than every moment of every run.
    pub const NEVER: Self = Self(i64::MAX);

    /// The moment `seconds` after the start of measuring.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// Midnight at the start of day `day`.
    pub const fn start_of_day(day: i64) -> Self {
        Self(day * Span::DAY.0)
    }

    /// Seconds since the start of measuring.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The day this moment lies in; day 0 is the first measured one.
    pub const fn day(self) -> i64 {
        self.0.div_euclid(Span::DAY.0)
    }

    /// Time since the midnight before.
    pub const fn time_of_day(self) -> Span {
        Span(self.0.rem_euclid(Span::DAY.0))
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// One minute.
    pub const MINUTE: Self = Self(60);
    /// One hour.
    pub const HOUR: Self = Self(3_600);
    /// Twenty-four hours.
    pub const DAY: Self = Self(86_400);
    /// Seven days.
    pub const WEEK: Self = Self(604_800);

    /// A span of whole seconds.
    pub const fn from_seconds(seconds: i64) -> Self {
        Self(seconds)
    }

    /// A span of `days` days.
    pub const fn from_days(days: i64) -> Self {
        Self(days * Self::DAY.0)
    }

    /// The whole second nearest to `minutes` minutes.
    pub fn from_minutes(minutes: f64) -> Self {
        Self(nearest_second(minutes * 60.0))
    }

    /// The whole second nearest to `hours` hours.
    pub fn from_hours(hours: f64) -> Self {
        Self(nearest_second(hours * 3_600.0))
    }

    /// Whole seconds.
    pub const fn seconds(self) -> i64 {
        self.0
    }

    /// The span in minutes.
    pub fn minutes(self) -> f64 {
        self.0 as f64 / 60.0
    }

    /// The span in hours.
    pub fn hours(self) -> f64 {
        self.0 as f64 / 3_600.0
    }

    /// The span in days.
    pub fn days(self) -> f64 {
        self.0 as f64 / 86_400.0
    }

    /// Whether no time passes.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }
}

impl Add<Span> for Moment {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0 + span.0)
    }
}

impl AddAssign<Span> for Moment {
    fn add_assign(&mut self, span: Span) {
        self.0 += span.0;
    }
}

impl Sub<Span> for Moment {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0 - span.0)
    }
}

impl Sub for Moment {
    type Output = Span;
    fn sub(self, earlier: Self) -> Span {
        Span(self.0 - earlier.0)
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Span {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Span {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Span {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Neg for Span {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<i64> for Span {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0 * times)
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_before_the_start_lies_in_a_negative_day() {
        let moment = Moment::from_seconds(-1);
        assert_eq!(moment.day(), -1);
        assert_eq!(moment.time_of_day(), Span::from_seconds(86_399));
    }

    #[test]
    fn minutes_round_to_the_nearest_second() {
        assert_eq!(Span::from_minutes(0.49 / 60.0), Span::ZERO);
        assert_eq!(Span::from_minutes(1.5), Span::from_seconds(90));
    }
}
