//! How long a run lasts: warm-up, measuring, cool-down.

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span};

/// The three spans of a run; measuring starts at moment 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Before measuring.
    pub warm_up: Span,
    /// Incidents emerging in it are the cohort.
    pub measured: Span,
    /// The run goes on, with arrivals, so that the cohort can be settled.
    pub cool_down: Span,
}

impl Horizon {
    /// The first moment of the run.
    pub fn start(&self) -> Moment {
        Moment::START - self.warm_up
    }

    /// The first moment after measuring.
    pub fn measured_until(&self) -> Moment {
        Moment::START + self.measured
    }

    /// The first moment after the run.
    pub fn end(&self) -> Moment {
        self.measured_until() + self.cool_down
    }

    /// Whether `at` is measured.
    #[inline]
    pub fn is_measured(&self, at: Moment) -> bool {
        at >= Moment::START && at < self.measured_until()
    }

    /// The part of `from..to` that is measured.
    #[inline]
    pub fn measured_part(&self, from: Moment, to: Moment) -> Span {
        let from = from.max(Moment::START);
        let to = to.min(self.measured_until());
        (to - from).max(Span::ZERO)
    }
}

/// The span in which potentials are wanted, and its days.
#[derive(Debug, Clone, Copy)]
pub struct Window<'a> {
    /// The first moment.
    pub start: Moment,
    /// The first moment after.
    pub end: Moment,
    /// Days.
    pub calendar: &'a Calendar,
}
