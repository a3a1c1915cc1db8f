//! A setup as files state it: one table per axis, one file here for each.

mod nameable;
mod enforcement;
mod delegation;
mod coordination;
mod screening;
mod grid;
mod stance;
mod digital_load;
mod routing;
mod whole;

pub use nameable::Nameable;
pub use whole::SetupStated;
