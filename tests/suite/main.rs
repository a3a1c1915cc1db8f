//! Proofs of the whole: one file per promise, one binary.

mod queueing_formulas;
