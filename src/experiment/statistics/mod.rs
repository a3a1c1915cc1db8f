//! Pure statistics over replications: intervals, paired contrasts, verdicts and their words.
//!
//! A missing replication (`None`) is dropped and `n` says so. A value that is not finite, or
//! beyond 1e300, is no observation and is dropped in the same way, so NaN never appears.

pub mod confidence;
mod sample;
pub mod interval;
pub mod paired;
pub mod pairing;
pub mod significance;
pub mod comparison;
pub mod resampling;
pub mod break_even;
pub mod verdict;
pub mod rounding;
pub mod words;

pub use break_even::BreakEven;
pub use comparison::Comparison;
pub use confidence::{Confidence, ConfidenceOutOfRange};
pub use interval::MeanInterval;
pub use paired::{Pair, PairedDifference};
pub use pairing::PairingGain;
pub use resampling::Resampling;
pub use significance::holm;
pub use verdict::{UnfinishedShares, Verdict};
pub use words::Finding;
