//! Proofs of the whole: one file per promise, one binary.

mod architecture;
mod queueing_formulas;
