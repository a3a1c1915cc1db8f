//! tiaokuai (条块): a simulator and policy-experiment lab of Chinese county governance.
//!
//! The tree is the architecture. A floor uses only the floors above it in this list, and a
//! test (`tests/suite/architecture.rs`) holds that.

pub mod base;
pub mod document;
pub mod engine;
pub mod county;
pub mod governance;
pub mod dynamics;
pub mod metrics;
pub mod caselog;
pub mod scenario;
pub mod experiment;
pub mod output;
pub mod cli;
