//! How much twin worlds have bought over independent ones.

use super::paired::Pair;
use super::sample::{mean, standard_deviation};

/// What pairing has achieved over the complete pairs of one contrast.
///
/// Common random numbers: Law (2015), Simulation Modeling and Analysis, 5th ed., section 11.2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairingGain {
    /// How many complete pairs there are.
    pub n: usize,
    /// Pearson's correlation of baseline and setup, -1 to 1; `None` when a side does not vary.
    pub correlation: Option<f64>,
    /// Variance of the difference if worlds were independent, over its variance with pairs:
    /// how many times more replications independent worlds would need. `None` when the
    /// difference does not vary (no finite number would do).
    pub variance_reduction: Option<f64>,
}

impl PairingGain {
    /// The gain over the complete `pairs`; `None` below two.
    pub fn of(pairs: impl IntoIterator<Item = Pair>) -> Option<Self> {
        let (baselines, setups): (Vec<f64>, Vec<f64>) =
            pairs.into_iter().filter_map(Pair::complete).unzip();
        let differences: Vec<f64> = baselines.iter().zip(&setups).map(|(b, s)| s - b).collect();
        let baseline = standard_deviation(&baselines)?;
        let setup = standard_deviation(&setups)?;
        let paired = standard_deviation(&differences)?;
        Some(Self {
            n: differences.len(),
            correlation: correlation(&baselines, baseline, &setups, setup),
            variance_reduction: ratio(baseline, paired)
                .zip(ratio(setup, paired))
                .map(|(baseline, setup)| baseline.powi(2) + setup.powi(2))
                .filter(|factor| factor.is_finite()),
        })
    }
}

/// Pearson (1895), Proceedings of the Royal Society of London 58, 240-242, over standardized
/// values so that no product overflows.
fn correlation(
    left: &[f64],
    left_deviation: f64,
    right: &[f64],
    right_deviation: f64,
) -> Option<f64> {
    if left_deviation == 0.0 || right_deviation == 0.0 {
        return None;
    }
    let (left_mean, right_mean) = mean(left).zip(mean(right))?;
    let products: f64 = left
        .iter()
        .zip(right)
        .map(|(l, r)| (l - left_mean) / left_deviation * ((r - right_mean) / right_deviation))
        .sum();
    Some((products / (left.len() - 1) as f64).clamp(-1.0, 1.0))
}

fn ratio(numerator: f64, denominator: f64) -> Option<f64> {
    (denominator > 0.0).then(|| numerator / denominator)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn correlation_and_reduction_agree_with_scipy() {
        // scipy: b = numpy.array([12.1, 11.4, 13.0, 12.6, 11.9, 12.2])
        //        s = numpy.array([10.2, 9.1, 10.9, 10.1, 10.0, 9.8])
        //        scipy.stats.pearsonr(b, s).statistic
        //        (b.var(ddof=1) + s.var(ddof=1)) / (s - b).var(ddof=1)
        let baseline = [12.1, 11.4, 13.0, 12.6, 11.9, 12.2];
        let setup = [10.2, 9.1, 10.9, 10.1, 10.0, 9.8];
        let found = PairingGain::of(
            baseline
                .into_iter()
                .zip(setup)
                .map(|(b, s)| Pair::new(b, s)),
        )
        .unwrap();
        assert!((found.correlation.unwrap() - 0.900_131_972_163_381_4).abs() < 1e-12);
        assert!((found.variance_reduction.unwrap() - 9.893_401_015_228_449).abs() < 1e-9);
    }

    #[test]
    fn pairs_that_do_not_vary_have_no_gain_to_state() {
        let constant = [Pair::new(1.0, 2.0), Pair::new(1.0, 2.0)];
        let found = PairingGain::of(constant).unwrap();
        assert_eq!((found.correlation, found.variance_reduction), (None, None));
        assert_eq!(PairingGain::of([Pair::new(1.0, 2.0)]), None);
    }

    #[test]
    fn opposite_worlds_make_pairing_a_loss() {
        let opposite = [
            Pair::new(1.0, 3.0),
            Pair::new(2.0, 2.0),
            Pair::new(3.0, 1.0),
        ];
        let found = PairingGain::of(opposite).unwrap();
        assert!((found.correlation.unwrap() - -1.0).abs() < 1e-12);
        assert!((found.variance_reduction.unwrap() - 0.5).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn whatever_goes_in_no_nan_comes_out(
            values in prop::collection::vec((any::<f64>(), any::<f64>()), 0..12),
        ) {
            if let Some(found) = PairingGain::of(values.into_iter().map(|(b, s)| Pair::new(b, s))) {
                prop_assert!(found.correlation.is_none_or(|r| (-1.0..=1.0).contains(&r)));
                prop_assert!(found.variance_reduction.is_none_or(|factor| factor.is_finite() && factor >= 0.0));
            }
        }
    }
}
