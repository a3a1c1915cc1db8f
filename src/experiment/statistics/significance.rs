//! How surprising a paired difference would be without an effect, alone and among others.

use statrs::distribution::ContinuousCDF;

use super::confidence::standard_student;
use super::paired::Pair;
use super::sample::{mean, standard_deviation};

/// The two-sided p value of the paired t test over the complete `pairs`: the chance of a mean
/// difference at least as far from zero if setup and baseline did not differ. `None` below two
/// pairs, and where every pair is equal.
///
/// Student (1908), The probable error of a mean, Biometrika 6(1), 1-25.
pub fn p_value(pairs: impl IntoIterator<Item = Pair>) -> Option<f64> {
    let pairs = pairs.into_iter().filter_map(Pair::complete);
    let differences: Vec<f64> = pairs.map(|(baseline, setup)| setup - baseline).collect();
    let (estimate, deviation) = mean(&differences).zip(standard_deviation(&differences))?;
    if estimate == 0.0 && deviation == 0.0 {
        return None;
    }
    let error = deviation / (differences.len() as f64).sqrt();
    let standard_errors = -(estimate / error).abs();
    if standard_errors == f64::NEG_INFINITY {
        return Some(0.0);
    }
    Some(2.0 * standard_student(differences.len() - 1).cdf(standard_errors))
}

/// P values of one family, adjusted so that all verdicts at 5 % together are wrong somewhere in at
/// most 5 % of families without effects; in the order given.
///
/// Holm (1979), A simple sequentially rejective multiple test procedure, Scandinavian Journal of
/// Statistics 6(2), 65-70.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|one, other| p_values[*one].total_cmp(&p_values[*other]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut least: f64 = 0.0;
    for (rank, place) in order.into_iter().enumerate() {
        let left = (p_values.len() - rank) as f64;
        least = least.max((p_values[place] * left).min(1.0));
        adjusted[place] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BASELINE: [f64; 6] = [12.1, 11.4, 13.0, 12.6, 11.9, 12.2];

    fn against(setup: [f64; 6]) -> Option<f64> {
        let pairs = BASELINE.into_iter().zip(setup);
        p_value(pairs.map(|(baseline, setup)| Pair::new(baseline, setup)))
    }

    #[test]
    fn p_values_agree_with_scipy() {
        // scipy 1.17.1: scipy.stats.ttest_rel(setup, baseline).pvalue
        let clear = against([10.2, 9.1, 10.9, 10.1, 10.0, 9.8]).unwrap();
        assert!(
            (clear / 4.678_037_194_887_956e-6 - 1.0).abs() < 1e-8,
            "{clear}"
        );
        let unclear = against([12.2, 11.2, 13.1, 12.9, 11.7, 12.3]).unwrap();
        assert!(
            (unclear - 0.695_192_295_931_713_1).abs() < 1e-10,
            "{unclear}"
        );
    }

    #[test]
    fn equal_pairs_have_nothing_to_test_and_a_constant_difference_leaves_no_doubt() {
        assert_eq!(against(BASELINE), None);
        assert_eq!(p_value([Pair::new(1.0, 2.0)]), None);
        assert_eq!(
            p_value([Pair::new(1.0, 2.0), Pair::new(3.0, 4.0)]),
            Some(0.0)
        );
    }

    #[test]
    fn holm_steps_down_from_the_least() {
        // By hand: 5 x 0.005, 4 x 0.01, 3 x 0.03, then 2 x 0.04 which may not fall below it.
        let found = holm(&[0.01, 0.04, 0.03, 0.005, 0.2]);
        for (found, expected) in found.iter().zip([0.04, 0.09, 0.09, 0.025, 0.2]) {
            assert!((found - expected).abs() < 1e-15, "{found} {expected}");
        }
        assert!(holm(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn an_adjusted_p_value_is_none_below_its_own_and_keeps_the_order(
            p_values in prop::collection::vec(0.0..=1.0_f64, 0..12),
        ) {
            let adjusted = holm(&p_values);
            for (p, q) in p_values.iter().zip(&adjusted) {
                prop_assert!(p <= q && *q <= 1.0);
                for (other, other_adjusted) in p_values.iter().zip(&adjusted) {
                    prop_assert!(p > other || q <= other_adjusted);
                }
            }
        }
    }
}
