//! Proofs of the whole: one file per promise, one binary.

mod architecture;
mod cli;
mod golden;
mod laboratory;
mod bookkeeping;
mod laws;
mod faults;
mod queueing_formulas;
mod theory;
mod lives;
mod leaders;
mod measures;
mod documents;
mod recursions;
mod designs;
mod random_counties;
mod real_log_speed;
mod real_log_load;
