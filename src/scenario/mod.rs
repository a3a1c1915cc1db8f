//! Files and patches become a county, setups and parameters; every fault is found at once.

pub mod study;

pub use study::{Input, Study, StudyKind};
