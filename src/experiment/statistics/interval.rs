//! The t interval of a mean over replications.

use super::confidence::Confidence;
use super::sample::{mean, observed, standard_deviation};

/// A mean over replications with its two-sided t interval, in the unit of the values.
///
/// Student (1908), Biometrika 6(1); for independent replications of a simulation: Law (2015),
/// Simulation Modeling and Analysis, 5th ed., section 9.4.1 (replication approach).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanInterval {
    /// The mean of the observed values.
    pub mean: f64,
    /// The lower bound; `None` below two values.
    pub lower: Option<f64>,
    /// The upper bound; `None` below two values.
    pub upper: Option<f64>,
    /// How many values were observed.
    pub n: usize,
}

impl MeanInterval {
    /// The interval of the observed `values`; `None` when there are none.
    pub fn of(
        values: impl IntoIterator<Item = Option<f64>>,
        confidence: Confidence,
    ) -> Option<Self> {
        let observations: Vec<f64> = values.into_iter().filter_map(observed).collect();
        Self::of_observations(&observations, confidence)
    }

    /// The interval of values already known to be observations.
    pub(super) fn of_observations(observations: &[f64], confidence: Confidence) -> Option<Self> {
        let n = observations.len();
        let mean = mean(observations)?;
        let half_width = standard_deviation(observations)
            .zip(confidence.standard_errors(n))
            .map(|(deviation, quantile)| quantile * deviation / (n as f64).sqrt());
        Some(Self {
            mean,
            lower: half_width.map(|half| mean - half),
            upper: half_width.map(|half| mean + half),
            n,
        })
    }

    /// Half the distance between the bounds; `None` below two values.
    pub fn half_width(&self) -> Option<f64> {
        let (lower, upper) = self.lower.zip(self.upper)?;
        Some((upper - lower) / 2.0)
    }

    /// Whether `value` lies between the bounds, bounds included; never without bounds.
    pub fn covers(&self, value: f64) -> bool {
        self.lower
            .zip(self.upper)
            .is_some_and(|(lower, upper)| lower <= value && value <= upper)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_interval_agrees_with_scipy() {
        // scipy: x = [3.2, 4.1, 2.8, 5.0, 3.9]
        //        scipy.stats.t.interval(0.95, len(x) - 1, numpy.mean(x), scipy.stats.sem(x))
        let values = [3.2, 4.1, 2.8, 5.0, 3.9].map(Some);
        let found = MeanInterval::of(values, Confidence::PERCENT_95).unwrap();
        assert!((found.mean - 3.8).abs() < 1e-12);
        assert!((found.lower.unwrap() - 2.742_761_201_896_357_6).abs() < 1e-9);
        assert!((found.upper.unwrap() - 4.857_238_798_103_642_5).abs() < 1e-9);
        assert_eq!(found.n, 5);
        assert!(found.covers(4.85) && !found.covers(4.86));
    }

    #[test]
    fn missing_values_are_dropped_and_n_says_so() {
        let full = MeanInterval::of([1.0, 2.0, 4.0].map(Some), Confidence::PERCENT_95);
        let holes = [Some(1.0), None, Some(2.0), Some(f64::NAN), Some(4.0)];
        assert_eq!(MeanInterval::of(holes, Confidence::PERCENT_95), full);
        assert_eq!(full.unwrap().n, 3);
    }

    #[test]
    fn one_value_has_a_mean_without_bounds_and_covers_nothing() {
        let found = MeanInterval::of([Some(7.0)], Confidence::PERCENT_95).unwrap();
        assert_eq!(
            (found.mean, found.lower, found.upper, found.n),
            (7.0, None, None, 1)
        );
        assert!(!found.covers(7.0));
        assert_eq!(found.half_width(), None);
    }

    #[test]
    fn no_value_has_no_interval() {
        assert_eq!(MeanInterval::of([None, None], Confidence::PERCENT_95), None);
    }
}
