//! The program as a user types it: what is printed, what is written, how it ends.

pub mod command;
mod help;
mod folders;
mod bad_input;
mod interrupts;
mod survival;
mod precision;
mod shards;
mod parquet;
mod submit;
mod formats;
mod explained;
