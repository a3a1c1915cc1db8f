//! Ground floor: time, typed identifiers and tables, keys and draws, exact tallies, two languages.

pub mod language;
pub mod time;
pub mod id;

pub use id::{Id, Table};
pub use language::{Language, Text};
pub use time::{Moment, Span};
