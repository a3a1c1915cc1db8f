//! Proofs of the whole: one file per promise, one binary.

mod architecture;
mod faults;
mod queueing_formulas;
