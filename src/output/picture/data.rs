//! What several charts share: headings, estimates with intervals, and how a value is read.

use super::error::PictureError;
use crate::base::Text;

/// Title and subtitle of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// What the picture shows.
    pub title: Text,
    /// Number of runs, kind of interval, unit.
    pub subtitle: Text,
}

/// How the numbers of an axis are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// Durations (hours), labelled in minutes, hours, days, weeks or years as they fit.
    Hours,
    /// Shares of one, labelled in percent.
    Share,
    /// Differences of shares of one, labelled in percentage points; the caption names them.
    Points,
    /// Plain numbers; the caption names their unit.
    Number,
}

/// Which direction of a metric is the better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Lower values are better.
    Lower,
    /// Higher values are better.
    Higher,
    /// The metric describes and does not judge.
    Neither,
}

/// Bounds of a confidence interval, in the unit of its estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower bound.
    pub lower: f64,
    /// Upper bound.
    pub upper: f64,
}

/// An estimate and, where at least two runs allow one, its interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its interval; `None` when undefined.
    pub interval: Option<Interval>,
}

impl Estimate {
    /// An estimate between two bounds.
    pub fn between(value: f64, lower: f64, upper: f64) -> Self {
        let interval = Some(Interval { lower, upper });
        Self { value, interval }
    }

    /// The largest number an axis must hold to show this estimate.
    pub fn top(&self) -> f64 {
        let upper = self.interval.map_or(self.value, |interval| interval.upper);
        self.value.max(upper)
    }

    /// The smallest number an axis must hold to show this estimate.
    pub fn bottom(&self) -> f64 {
        let lower = self.interval.map_or(self.value, |interval| interval.lower);
        self.value.min(lower)
    }

    /// Estimate and bounds, for checks.
    pub fn numbers(&self) -> impl Iterator<Item = f64> + use<> {
        let bounds = self
            .interval
            .map(|interval| [interval.lower, interval.upper]);
        std::iter::once(self.value).chain(bounds.into_iter().flatten())
    }
}

/// The checks of one chart, which say its name in every fault.
pub struct Check(pub &'static str);

impl Check {
    /// Demands that `found` entries are as many as `expected`.
    ///
    /// # Errors
    /// [`PictureError::Shape`] when they are not.
    pub fn length(
        &self,
        what: &'static str,
        expected: usize,
        found: usize,
    ) -> Result<(), PictureError> {
        let chart = self.0;
        if expected == found {
            return Ok(());
        }
        Err(PictureError::Shape {
            chart,
            what,
            expected,
            found,
        })
    }

    /// Demands finite numbers.
    ///
    /// # Errors
    /// [`PictureError::NotFinite`] at the first that is not.
    pub fn finite(
        &self,
        what: &'static str,
        mut values: impl Iterator<Item = f64>,
    ) -> Result<(), PictureError> {
        let chart = self.0;
        if values.all(f64::is_finite) {
            return Ok(());
        }
        Err(PictureError::NotFinite { chart, what })
    }

    /// Demands numbers of which none is smaller than the one before.
    ///
    /// # Errors
    /// [`PictureError::Order`] where one is.
    pub fn rising(
        &self,
        what: &'static str,
        values: impl Iterator<Item = f64>,
    ) -> Result<(), PictureError> {
        let chart = self.0;
        if values.is_sorted() {
            return Ok(());
        }
        Err(PictureError::Order { chart, what })
    }

    /// Demands finite numbers that are not below zero.
    ///
    /// # Errors
    /// [`PictureError::NotFinite`] or [`PictureError::Negative`].
    pub fn lengths(
        &self,
        what: &'static str,
        values: impl Iterator<Item = f64> + Clone,
    ) -> Result<(), PictureError> {
        self.finite(what, values.clone())?;
        let chart = self.0;
        if values.into_iter().all(|value| value >= 0.0) {
            return Ok(());
        }
        Err(PictureError::Negative { chart, what })
    }
}
