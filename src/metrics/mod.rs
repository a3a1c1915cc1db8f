//! From facts to numbers: what a metric's value is measured in and which way is good.

pub mod scale;

pub use scale::{Better, Unit};
