//! Own experience: an exponentially weighted moving average of what was met.

/// An exponentially weighted moving average (EWMA).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ewma {
    value: f64,
    weight: f64,
}

impl Ewma {
    /// Expects `start` before anything is seen; the newest observation weighs `weight`, 0 to 1.
    pub const fn new(start: f64, weight: f64) -> Self {
        Self {
            value: start,
            weight,
        }
    }

    /// What is expected now.
    pub const fn value(self) -> f64 {
        self.value
    }

    /// After a quantity was observed.
    #[must_use]
    pub fn seen(self, observed: f64) -> Self {
        Self {
            value: self.value + self.weight * (observed - self.value),
            ..self
        }
    }

    /// After something happened or did not: 1 or 0 is observed.
    #[must_use]
    pub fn happened(self, did: bool) -> Self {
        self.seen(f64::from(u8::from(did)))
    }
}
