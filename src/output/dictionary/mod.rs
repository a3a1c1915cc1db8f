//! The data dictionary: a `README.md` that names every file, column, unit and metric of a result.

mod contents;
mod files;
mod page;
mod words;
mod study;
#[cfg(test)]
mod tests;

pub use contents::Contents;
pub(in crate::output) use files::files;
pub use study::dictionary;
