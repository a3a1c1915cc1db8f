//! Results on disk: journal, manifest, tables, pictures. Nothing here computes a result.

pub mod picture;
pub mod cell;
pub mod atomic;
pub mod clock;
pub mod journal_file;
pub mod study_digest;

pub use journal_file::JournalFile;
