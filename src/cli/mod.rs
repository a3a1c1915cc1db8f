//! The command line: arguments as typed, then one file per verb that resolves, calls and prints.
//!
//! Nothing here computes a result. stdout takes the result, stderr everything else; the exit
//! status says how it ended: 0 done, 1 failed while running, 2 bad usage or input, 130 interrupted.

mod arguments;
mod language;
mod submit_texts;
mod verb_texts;
mod argument_texts;
mod texts;
mod usage;
mod exit;
mod quoting;
mod console;
mod interrupt;
mod precision;
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
mod slurm;
mod job_scripts;
mod jobs_file;
mod job_texts;
mod job_order;
mod submit_status;
mod submit;
mod demo;
mod explain;
mod program;

pub use program::main;
