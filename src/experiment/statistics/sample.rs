//! Mean and spread of a sample of finite values.

/// Larger magnitudes are no observations: their sums could leave the range of `f64`.
const LARGEST: f64 = 1e300;

/// The value, if it is one a simulated quantity can have.
pub fn observed(value: Option<f64>) -> Option<f64> {
    value.filter(|value| value.abs() <= LARGEST)
}

/// The arithmetic mean; `None` of no values.
pub fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// The sample standard deviation (divisor n - 1); `None` below two values.
///
/// Two passes, scaled by the largest deviation, so that no square over- or underflows:
/// Chan, Golub & `LeVeque` (1983), Algorithms for computing the sample variance,
/// The American Statistician 37(3), 242-247.
pub fn standard_deviation(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let center = mean(values)?;
    let scale = values
        .iter()
        .map(|value| (value - center).abs())
        .fold(0.0, f64::max);
    if scale == 0.0 {
        return Some(0.0);
    }
    let squares: f64 = values
        .iter()
        .map(|value| ((value - center) / scale).powi(2))
        .sum();
    Some(scale * (squares / (values.len() - 1) as f64).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standard_deviation_agrees_with_numpy() {
        // numpy: numpy.std([3.2, 4.1, 2.8, 5.0, 3.9], ddof=1)
        let found = standard_deviation(&[3.2, 4.1, 2.8, 5.0, 3.9]).unwrap();
        assert!((found - 0.851_469_318_296_32).abs() < 1e-12, "{found}");
    }

    #[test]
    fn equal_values_have_no_spread_and_one_value_has_none_to_speak_of() {
        assert_eq!(standard_deviation(&[2.5, 2.5, 2.5]), Some(0.0));
        assert_eq!(standard_deviation(&[2.5]), None);
    }

    #[test]
    fn tiny_and_huge_spreads_neither_vanish_nor_overflow() {
        assert!(standard_deviation(&[1e-200, -1e-200]).unwrap() > 0.0);
        assert!(standard_deviation(&[1e300, -1e300]).unwrap().is_finite());
    }

    #[test]
    fn what_is_not_finite_is_not_observed() {
        assert_eq!(observed(Some(f64::NAN)), None);
        assert_eq!(observed(Some(f64::INFINITY)), None);
        assert_eq!(observed(Some(-3.5)), Some(-3.5));
    }
}
