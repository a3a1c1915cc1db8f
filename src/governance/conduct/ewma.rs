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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_weighs_its_weight() {
        let record = Ewma::new(0.5, 0.1);
        assert!((record.happened(true).value() - 0.55).abs() < 1e-15);
        assert!((record.happened(false).value() - 0.45).abs() < 1e-15);
        assert!((record.seen(2.5).value() - 0.7).abs() < 1e-15);
    }

    #[test]
    fn the_same_again_and_again_is_believed() {
        let record = (0..200).fold(Ewma::new(0.5, 0.1), |record, _| record.happened(true));
        // 0.5 x 0.9^200 is missing.
        assert!((1.0 - record.value() - 0.5 * 7.055_079_108_655_33e-10).abs() < 1e-13);
    }
}
