//! A log as a person hands it in: tiny ones with a fault each, a mutated one, and the real one.

mod boston;
mod example;
mod faults;
mod mutations;
mod rows;
