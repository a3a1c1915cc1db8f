//! What a paired difference is worth beside its interval: how sure, how large, how often.

use crate::metrics::Better;

use super::paired::Pair;
use super::pairing::PairingGain;
use super::sample::{mean, standard_deviation};
use super::significance::p_value;

/// What is told of one contrast beside its estimate and interval.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Comparison {
    /// Two-sided p value of the paired t test, 0 to 1; `None` below two pairs or if all are equal.
    pub p_value: Option<f64>,
    /// The difference over the mean of both standard deviations between worlds; `None` where
    /// worlds do not vary.
    ///
    /// Cohen's `d_av`: Lakens (2013), Calculating and reporting effect sizes, Frontiers in
    /// Psychology 4, 863.
    pub standardised: Option<f64>,
    /// Share of worlds in which the setup did better than the baseline, equal ones counted half;
    /// `None` for values without a good side.
    pub won_share: Option<f64>,
    /// Correlation of baseline and setup over worlds, -1 to 1; `None` where a side does not vary.
    pub correlation: Option<f64>,
    /// How many times as many independent worlds would tell as much; `None` where differences do
    /// not vary.
    pub variance_reduction: Option<f64>,
}

impl Comparison {
    /// Compares over the complete `pairs` of a value that is good when `better`.
    pub fn of(pairs: impl IntoIterator<Item = Pair>, better: Better) -> Self {
        let pairs: Vec<Pair> = pairs.into_iter().collect();
        let gain = PairingGain::of(pairs.iter().copied());
        Self {
            p_value: p_value(pairs.iter().copied()),
            standardised: standardised(&pairs),
            won_share: won_share(&pairs, better),
            correlation: gain.and_then(|gain| gain.correlation),
            variance_reduction: gain.and_then(|gain| gain.variance_reduction),
        }
    }
}

fn standardised(pairs: &[Pair]) -> Option<f64> {
    let complete = pairs.iter().copied().filter_map(Pair::complete);
    let (baselines, setups): (Vec<f64>, Vec<f64>) = complete.unzip();
    let deviation = f64::midpoint(
        standard_deviation(&baselines)?,
        standard_deviation(&setups)?,
    );
    let difference = mean(&setups)? - mean(&baselines)?;
    let effect = difference / deviation;
    effect.is_finite().then_some(effect)
}

fn won_share(pairs: &[Pair], better: Better) -> Option<f64> {
    let side = match better {
        Better::None => return None,
        Better::Higher => 1.0,
        Better::Lower => -1.0,
    };
    let complete = pairs.iter().copied().filter_map(Pair::complete);
    let won = complete.map(|(baseline, setup)| {
        let gain = (setup - baseline) * side;
        if gain == 0.0 {
            0.5
        } else {
            f64::from(u8::from(gain > 0.0))
        }
    });
    mean(&won.collect::<Vec<f64>>())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn pairs() -> [Pair; 6] {
        let baseline = [12.1, 11.4, 13.0, 12.6, 11.9, 12.2];
        let setup = [10.2, 9.1, 10.9, 10.1, 10.0, 9.8];
        std::array::from_fn(|place| Pair::new(baseline[place], setup[place]))
    }

    #[test]
    fn an_effect_agrees_with_numpy() {
        // numpy: (s - b).mean() / ((s.std(ddof=1) + b.std(ddof=1)) / 2)
        let found = Comparison::of(pairs(), Better::Lower);
        assert!((found.standardised.unwrap() - -3.832_089_848_311_850_4).abs() < 1e-12);
        assert_eq!(found.won_share, Some(1.0));
        assert_eq!(Comparison::of(pairs(), Better::Higher).won_share, Some(0.0));
        assert_eq!(Comparison::of(pairs(), Better::None).won_share, None);
        assert!(found.p_value.is_some() && found.correlation.is_some());
    }

    #[test]
    fn a_draw_counts_half() {
        let pairs = [(1.0, 2.0), (1.0, 1.0), (2.0, 1.0), (3.0, 1.0)];
        let pairs = pairs.map(|(baseline, setup)| Pair::new(baseline, setup));
        assert_eq!(Comparison::of(pairs, Better::Lower).won_share, Some(0.625));
    }

    #[test]
    fn a_single_pair_says_only_who_won() {
        let found = Comparison::of([Pair::new(2.0, 1.0)], Better::Lower);
        let expected = Comparison {
            won_share: Some(1.0),
            ..Comparison::default()
        };
        assert_eq!(found, expected);
        assert_eq!(Comparison::of([], Better::Lower), Comparison::default());
    }

    proptest! {
        #[test]
        fn whatever_goes_in_no_nan_comes_out(
            values in prop::collection::vec((any::<f64>(), any::<f64>()), 0..12),
        ) {
            let pairs = values.into_iter().map(|(baseline, setup)| Pair::new(baseline, setup));
            let found = Comparison::of(pairs, Better::Higher);
            let is_share = |value: Option<f64>| value.is_none_or(|share| (0.0..=1.0).contains(&share));
            prop_assert!(is_share(found.p_value), "{found:?}");
            prop_assert!(is_share(found.won_share), "{found:?}");
            prop_assert!(found.standardised.is_none_or(f64::is_finite), "{found:?}");
        }
    }
}
