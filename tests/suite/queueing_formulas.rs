//! What queueing theory says of plain queues: the oracles simulated queues are held against.
//!
//! Formulas need no unit of time: rates are per the unit in which the service times are given.
//! A queue whose load reaches one has no steady state; asking for its wait panics.
//!
//! # How a tolerance is derived from a simulation
//!
//! A tolerance is never chosen, it is computed from the runs themselves:
//! 1. Simulate R runs with independent seeds (R = 20 or more), each with a warm-up of many
//!    relaxation times, about mean service / (1 - sqrt(load))^2 each, which is cut off.
//! 2. Make one number of each run (its mean wait). Waits within a run depend on each other, so
//!    their spread says nothing; the R numbers are independent and nearly normal, because each
//!    is a mean over one long batch.
//! 3. Their t interval (`MeanInterval`) must cover the formula. Seeds are fixed, so a test does
//!    not flicker; of many contrasts at 95 % one in twenty misses by chance, so a family of k
//!    comparisons is tested at confidence 1 - 0.05 / k each (Bonferroni).
//! 4. The half-width must be small against the formula (say 2 %), or covering proves nothing.
//!
//! Law (2015), Simulation Modeling and Analysis, 5th ed., section 9.5.2 (replication/deletion).

pub mod markov_chain;
pub mod single_stage;
pub mod priorities;
pub mod pooling;
pub mod networks;
pub mod crews;

/// Asserts that `found` is `expected` but for a relative error of `tolerance`.
#[track_caller]
fn assert_close(found: f64, expected: f64, tolerance: f64) {
    assert!(
        (found - expected).abs() <= tolerance * expected.abs(),
        "{found} is not {expected} within a share of {tolerance}"
    );
}
