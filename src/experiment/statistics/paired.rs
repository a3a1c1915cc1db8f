//! The difference between a setup and its baseline over worlds that both have met.

use super::confidence::Confidence;
use super::interval::MeanInterval;
use super::sample::{mean, observed};

/// One world's value under the baseline and under a setup; `None` where a run gave none.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pair {
    /// The value under the baseline.
    pub baseline: Option<f64>,
    /// The value under the setup.
    pub setup: Option<f64>,
}

impl Pair {
    /// A pair of which both values are there.
    pub const fn new(baseline: f64, setup: f64) -> Self {
        Self {
            baseline: Some(baseline),
            setup: Some(setup),
        }
    }

    /// Both values (baseline, setup), if both were observed.
    pub(super) fn complete(self) -> Option<(f64, f64)> {
        observed(self.baseline).zip(observed(self.setup))
    }
}

/// The mean of setup minus baseline with its paired t interval, in the unit of the values.
///
/// Twin worlds make pairs (common random numbers); the paired t needs no equal variances:
/// Law (2015), Simulation Modeling and Analysis, 5th ed., sections 10.2.1 and 11.2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairedDifference {
    /// The mean of setup minus baseline.
    pub estimate: f64,
    /// The lower bound; `None` below two pairs.
    pub lower: Option<f64>,
    /// The upper bound; `None` below two pairs.
    pub upper: Option<f64>,
    /// How many complete pairs there are.
    pub n: usize,
    /// The mean under the baseline over the complete pairs.
    pub baseline_mean: f64,
    /// The mean under the setup over the complete pairs.
    pub setup_mean: f64,
}

impl PairedDifference {
    /// The difference over the complete `pairs`; `None` when no pair is complete.
    ///
    /// Equal values in every pair give exactly zero, with bounds of exactly zero.
    pub fn of(pairs: impl IntoIterator<Item = Pair>, confidence: Confidence) -> Option<Self> {
        let (baselines, setups): (Vec<f64>, Vec<f64>) =
            pairs.into_iter().filter_map(Pair::complete).unzip();
        let differences: Vec<f64> = baselines
            .iter()
            .zip(&setups)
            .map(|(baseline, setup)| setup - baseline)
            .collect();
        let interval = MeanInterval::of_observations(&differences, confidence)?;
        Some(Self {
            estimate: interval.mean,
            lower: interval.lower,
            upper: interval.upper,
            n: interval.n,
            baseline_mean: mean(&baselines)?,
            setup_mean: mean(&setups)?,
        })
    }

    /// Whether every pair is equal, to the bit.
    pub fn is_exactly_zero(&self) -> bool {
        let is_zero = |bound: Option<f64>| bound.is_none_or(|bound| bound == 0.0);
        self.estimate == 0.0 && is_zero(self.lower) && is_zero(self.upper)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASELINE: [f64; 6] = [12.1, 11.4, 13.0, 12.6, 11.9, 12.2];
    const SETUP: [f64; 6] = [10.2, 9.1, 10.9, 10.1, 10.0, 9.8];

    fn pairs() -> Vec<Pair> {
        BASELINE
            .into_iter()
            .zip(SETUP)
            .map(|(b, s)| Pair::new(b, s))
            .collect()
    }

    fn assert_bounds(found: PairedDifference, lower: f64, upper: f64) {
        assert!((found.lower.unwrap() - lower).abs() < 1e-9, "{found:?}");
        assert!((found.upper.unwrap() - upper).abs() < 1e-9, "{found:?}");
    }

    #[test]
    fn a_difference_agrees_with_scipy() {
        // scipy: b = [12.1, 11.4, 13.0, 12.6, 11.9, 12.2]; s = [10.2, 9.1, 10.9, 10.1, 10.0, 9.8]
        //        scipy.stats.ttest_rel(s, b).confidence_interval(0.95), and (0.99)
        let found = PairedDifference::of(pairs(), Confidence::PERCENT_95).unwrap();
        assert!((found.estimate - -2.183_333_333_333_333).abs() < 1e-12);
        assert_bounds(found, -2.452_256_548_501_979_6, -1.914_410_118_164_686_6);
        assert!((found.baseline_mean - 12.2).abs() < 1e-12);
        assert!((found.setup_mean - 10.016_666_666_666_666).abs() < 1e-12);
        assert_eq!(found.n, 6);
        let wider = PairedDifference::of(pairs(), Confidence::new(0.99).unwrap()).unwrap();
        assert_bounds(wider, -2.605_158_789_393_539_7, -1.761_507_877_273_126_5);
    }

    #[test]
    fn a_pair_that_misses_a_side_is_dropped_from_everything() {
        let mut holed = pairs();
        holed.push(Pair {
            baseline: Some(900.0),
            setup: None,
        });
        holed.insert(
            0,
            Pair {
                baseline: None,
                setup: Some(900.0),
            },
        );
        holed.insert(3, Pair::default());
        assert_eq!(
            PairedDifference::of(holed, Confidence::PERCENT_95),
            PairedDifference::of(pairs(), Confidence::PERCENT_95)
        );
    }

    #[test]
    fn equal_pairs_are_exactly_zero_with_zero_bounds() {
        let equal = BASELINE.map(|value| Pair::new(value, value));
        let found = PairedDifference::of(equal, Confidence::PERCENT_95).unwrap();
        assert_eq!(
            (found.estimate, found.lower, found.upper),
            (0.0, Some(0.0), Some(0.0))
        );
        assert!(found.is_exactly_zero());
        assert_eq!(found.baseline_mean.to_bits(), found.setup_mean.to_bits());
    }

    #[test]
    fn differences_that_cancel_are_not_exactly_zero() {
        let cancel = [Pair::new(1.0, 2.0), Pair::new(2.0, 1.0)];
        let found = PairedDifference::of(cancel, Confidence::PERCENT_95).unwrap();
        assert_eq!(found.estimate.to_bits(), 0.0_f64.to_bits());
        assert!(!found.is_exactly_zero());
    }

    #[test]
    fn one_pair_has_no_bounds_and_no_pair_no_difference() {
        let one = PairedDifference::of([Pair::new(3.0, 1.0)], Confidence::PERCENT_95).unwrap();
        assert_eq!(
            (one.estimate, one.lower, one.upper, one.n),
            (-2.0, None, None, 1)
        );
        assert_eq!(
            PairedDifference::of([Pair::default()], Confidence::PERCENT_95),
            None
        );
    }

    proptest! {
        #[test]
        fn whatever_goes_in_no_nan_comes_out(
            values in prop::collection::vec((prop::option::of(any::<f64>()), prop::option::of(any::<f64>())), 0..12),
        ) {
            let pairs = values.into_iter().map(|(baseline, setup)| Pair { baseline, setup });
            if let Some(found) = PairedDifference::of(pairs, Confidence::PERCENT_95) {
                prop_assert!(found.estimate.is_finite());
                prop_assert!(found.baseline_mean.is_finite() && found.setup_mean.is_finite());
                prop_assert_eq!(found.lower.is_some(), found.n >= 2);
                if let (Some(lower), Some(upper)) = (found.lower, found.upper) {
                    prop_assert!(lower.is_finite() && upper.is_finite());
                    prop_assert!(lower <= found.estimate && found.estimate <= upper);
                }
            }
        }
    }
}
