//! TOML files with places: one visitor that reads (every fault at once), describes (JSON Schema)
//! and documents (rows of the parameter pages).
//!
//! A file becomes a [`Tree`] whose every key and value knows its [`Place`]. A *visiting function*
//! `fn(&mut Fields) -> T` says once what a table holds; [`read`] runs it over a tree and collects
//! all [`Faults`], [`describe`] runs it over no document at all and yields a [`Shape`], from which
//! [`schema()`] and [`parameter_rows`] follow.

pub mod source;
pub mod fault;
pub mod report;
pub mod nearest;
pub mod tree;
pub mod wording;
pub mod unread;
pub mod syntax;
pub mod patch;
pub mod known;
pub mod unit;
pub mod words;
pub mod shape;
pub mod schema;
pub mod parameters;
pub mod spec;
pub mod number;
pub mod name;
pub mod day;
pub mod raw;
pub mod reading;
pub mod field;
pub mod fields;
pub mod compound;
pub mod law;

pub use compound::{Keyed, bilingual, either, keyed, list, table};
pub use day::{date, time_of_day};
pub use fault::{Address, Fault, FaultKind, Faults, Severity};
pub use field::Field;
pub use fields::{Fields, describe, read};
pub use known::Known;
pub use law::distribution;
pub use name::{reference, remedy_for, text, word};
pub use nearest::nearest;
pub use number::{flag, integer, number};
pub use parameters::{ParameterRow, parameter_rows};
pub use patch::Patch;
pub use raw::raw;
pub use reading::Defaults;
pub use schema::schema;
pub use shape::{Need, Shape};
pub use source::{Excerpt, Place, Position, SourceId, Sources};
pub use spec::{Seen, Spec};
pub use tree::{Node, Tree, Value};
pub use unit::Unit;
pub use unread::{file_bytes, unread};
pub use words::Words;

#[cfg(test)]
mod tests;
