//! Traits between 0 and 1: beta laws of mean and concentration, drawn without approximation.

use crate::base::{Distribution, Purpose, Sampler, Stream};

/// A beta law, as the share of one gamma quantity in the sum of two (Johnson, Kotz and
/// Balakrishnan, Continuous Univariate Distributions 2, chapter 25).
#[derive(Debug, Clone)]
pub struct Beta {
    first: Sampler,
    second: Sampler,
}

/// Which of the two quantities a draw is for.
#[derive(Debug, Clone, Copy)]
pub struct BetaPurpose {
    /// The quantity whose share it is.
    pub first: Purpose,
    /// The other.
    pub second: Purpose,
}

impl Beta {
    /// The law Beta(`a`, `b`); both shapes are positive.
    pub fn new(a: f64, b: f64) -> Self {
        debug_assert!(a > 0.0 && b > 0.0, "a beta law has positive shapes");
        let gamma = |shape| Distribution::Gamma { shape, scale: 1.0 }.sampler();
        Self {
            first: gamma(a),
            second: gamma(b),
        }
    }

    /// The trait of the `ordinal`-th of `stream`.
    pub fn sample(&self, stream: Stream, ordinal: u64, purpose: BetaPurpose) -> f64 {
        let first = self.first.sample(stream, ordinal, purpose.first);
        let second = self.second.sample(stream, ordinal, purpose.second);
        if first + second > 0.0 {
            first / (first + second)
        } else {
            0.0
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Key, World};

    const PURPOSE: BetaPurpose = BetaPurpose {
        first: Purpose::named("first"),
        second: Purpose::named("second"),
    };
    const WORLD: World = World {
        seed: 1,
        replication: 0,
    };
    const DRAWS: u64 = 100_000;

    /// The moments of Beta(a, b): mean a/(a+b), variance ab/((a+b)^2 (a+b+1)).
    #[test]
    fn mean_and_variance_are_those_of_the_law() {
        for (a, b) in [(4.0, 4.0), (2.0, 5.0), (0.4, 1.6)] {
            let law = Beta::new(a, b);
            let stream = WORLD.stream(Key::of("villages"));
            let n = DRAWS as f64;
            let draws: Vec<f64> = (0..DRAWS)
                .map(|ordinal| law.sample(stream, ordinal, PURPOSE))
                .collect();
            assert!(draws.iter().all(|draw| (0.0..=1.0).contains(draw)));
            let mean = draws.iter().sum::<f64>() / n;
            let square = |draw: &f64| (draw - mean) * (draw - mean);
            let variance = draws.iter().map(square).sum::<f64>() / n;
            let sum = a + b;
            let expected: f64 = a * b / (sum * sum * (sum + 1.0));
            let five_errors = 5.0 * (expected / n).sqrt();
            assert!((mean - a / sum).abs() < five_errors, "{a} {b}: {mean}");
            // A law on [0, 1] has a fourth central moment of at most its variance.
            let five_errors = 5.0 * (expected / n).sqrt();
            assert!((variance - expected).abs() < five_errors, "{variance}");
        }
    }

    /// P(X < 1/2) of Beta(2, 5): that at least 2 of 6 uniforms are, 1 - 7/64.
    #[test]
    fn a_beta_law_is_that_of_an_order_statistic() {
        let law = Beta::new(2.0, 5.0);
        let stream = WORLD.stream(Key::of("officers"));
        let below = (0..DRAWS).filter(|ordinal| law.sample(stream, *ordinal, PURPOSE) < 0.5);
        let share = below.count() as f64 / DRAWS as f64;
        let expected: f64 = 57.0 / 64.0;
        let error = (expected * (1.0 - expected) / DRAWS as f64).sqrt();
        assert!((share - expected).abs() < 5.0 * error, "{share}");
    }
}
