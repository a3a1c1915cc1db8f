//! From a plan of runs to contrasts between setups.

pub mod statistics;
