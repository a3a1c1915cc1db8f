//! The command line: arguments as typed, then one file per verb that resolves, calls and prints.
//!
//! Nothing here computes a result. stdout takes the result, stderr everything else; the exit
//! status says how it ended: 0 done, 1 failed while running, 2 bad usage or input, 130 interrupted.

mod arguments;
mod language;
mod texts;
mod usage;
mod exit;
mod quoting;
mod console;
mod interrupt;
mod progress;
mod embedded;
mod new;
mod schema;
mod reading;
mod check;
mod dry_run;
mod session;
mod run;
mod merge;
mod demo;
mod explain;
mod program;

pub use program::main;
