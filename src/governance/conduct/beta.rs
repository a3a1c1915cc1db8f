//! Traits between 0 and 1: beta laws of mean and concentration, drawn without approximation.

use crate::base::{Distribution, DistributionError, Purpose, Sampler, Stream};

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
    /// The law Beta(`a`, `b`).
    ///
    /// # Errors
    /// A shape that is not positive and finite.
    pub fn new(a: f64, b: f64) -> Result<Self, DistributionError> {
        let gamma = |shape| Ok(Distribution::gamma(shape, 1.0)?.sampler());
        Ok(Self {
            first: gamma(a)?,
            second: gamma(b)?,
        })
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
