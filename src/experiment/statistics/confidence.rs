//! The confidence of an interval and the Student quantile that belongs to it.

use statrs::distribution::{ContinuousCDF, StudentsT};
use thiserror::Error;

/// The probability with which intervals made in this way cover the true value.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Confidence(f64);

/// A confidence that no interval can have.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
#[error("a confidence lies above 0 and at most at 0.9999, not at {0}")]
pub struct ConfidenceOutOfRange(pub f64);

impl Confidence {
    /// 95 %, the confidence of every shipped table.
    pub const PERCENT_95: Self = Self(0.95);

    /// The confidence `probability`.
    ///
    /// # Errors
    /// When `probability` is not above 0 and at most 0.9999 (closer to 1 the bounds of two
    /// replications say nothing).
    pub fn new(probability: f64) -> Result<Self, ConfidenceOutOfRange> {
        if probability > 0.0 && probability <= 0.9999 {
            Ok(Self(probability))
        } else {
            Err(ConfidenceOutOfRange(probability))
        }
    }

    /// The probability itself.
    pub const fn probability(self) -> f64 {
        self.0
    }

    /// Half-width of a two-sided t interval of a mean of `n` values, in standard errors;
    /// `None` below two values.
    ///
    /// Student (1908), The probable error of a mean, Biometrika 6(1), 1-25.
    pub fn standard_errors(self, n: usize) -> Option<f64> {
        if n < 2 {
            return None;
        }
        Some(standard_student(n - 1).inverse_cdf(f64::midpoint(1.0, self.0)))
    }
}

/// The Student law of so many degrees of freedom, at least one, of mean 0 and scale 1.
pub(super) fn standard_student(degrees: usize) -> StudentsT {
    StudentsT::new(0.0, 1.0, degrees as f64)
        .expect("a standard Student law exists for every positive number of degrees")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_agree_with_scipy() {
        // scipy 1.17.1: [scipy.stats.t.ppf((1 + c) / 2, n - 1) for c, n in ...]
        let expected = [
            (0.95, 2, 12.706_204_736_174_694),
            (0.95, 3, 4.302_652_729_749_462),
            (0.95, 5, 2.776_445_105_197_793_4),
            (0.95, 20, 2.093_024_054_408_308_7),
            (0.95, 200, 1.971_956_544_251_753_3),
            (0.95, 10_000, 1.960_201_263_621_357),
            (0.99, 8, 3.499_483_297_350_492_4),
            (0.90, 31, 1.697_260_886_593_957),
        ];
        for (probability, n, quantile) in expected {
            let found = Confidence::new(probability)
                .unwrap()
                .standard_errors(n)
                .unwrap();
            assert!(
                (found / quantile - 1.0).abs() < 1e-10,
                "{probability} {n}: {found}"
            );
        }
    }

    #[test]
    fn one_value_has_no_quantile() {
        assert_eq!(Confidence::PERCENT_95.standard_errors(1), None);
        assert_eq!(Confidence::PERCENT_95.standard_errors(0), None);
    }

    #[test]
    fn a_confidence_outside_its_range_is_turned_away() {
        for probability in [0.0, -0.1, 1.0, 1.5, f64::NAN, f64::INFINITY] {
            assert!(Confidence::new(probability).is_err(), "{probability}");
        }
        assert_eq!(
            Confidence::new(1.0).unwrap_err().to_string(),
            "a confidence lies above 0 and at most at 0.9999, not at 1"
        );
    }
}
