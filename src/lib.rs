//! tiaokuai (条块): a simulator and policy-experiment lab of Chinese county governance.
//!
//! The same incidents of a county are lived through under different setups (separate lines, one
//! team per township, hubs), so that what differs is the setup alone. The program is described in
//! `README.md`; this is the library it stands on, usable without it:
//!
//! ```
//! use std::path::Path;
//! use tiaokuai::base::Language;
//! use tiaokuai::document::Sources;
//! use tiaokuai::experiment::{Journal, MemoryJournal, Plan, Summary, derive};
//! use tiaokuai::scenario::read_study;
//!
//! let mut sources = Sources::new();
//! let set = ["design.replications=2", "time.days=28"].map(str::to_owned);
//! let file = Path::new("experiments/demo/experiment.toml");
//! let (study, _warnings) = read_study(file, &set, &mut sources)
//!     .map_err(|faults| faults.report(&sources, Language::En, false))?;
//! let plan = Plan::new(&study).expect("a study that was read can be laid");
//! let mut journal = MemoryJournal::new();
//! for run in 0..plan.runs() {
//!     journal.append(run, &plan.run(run).to_bytes())?;
//! }
//! let summary = Summary::new(&plan, &derive(&plan, &journal, &mut ())?);
//! assert!(summary.is_whole());
//! println!("{}", summary.text(Language::En));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `examples/mmc.rs` uses the engine alone.
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
