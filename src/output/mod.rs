//! Results on disk: journal, manifest, tables, pictures. Nothing here computes a result.

pub mod picture;
pub mod cell;
pub mod wording;
pub mod atomic;
pub mod clock;
pub mod journal_frame;
pub mod journal_scan;
pub mod journal_file;
pub mod study_digest;
pub mod manifest;
pub mod difference;
pub mod folder_error;
pub mod merge_error;
pub mod folder;
pub mod tables;
pub mod incidents;
pub mod columns;
pub mod dictionary;
pub mod drawing;
pub mod time_pictures;
pub mod difference_pictures;
pub mod week_pictures;
pub mod load_pictures;
pub mod ledger_pictures;
pub mod village_pictures;
pub mod pictures;
pub mod publish;
pub mod work;
pub mod merge;
pub mod summary_export;
pub mod whereabouts;
pub mod columns_of_text;
pub mod life_words;
pub mod life_text;
pub mod life_export;
pub mod known_incidents;
#[cfg(test)]
mod tests;

pub use folder::{Existing, Opened, ResultFolder};
pub use folder_error::FolderError;
pub use journal_file::JournalFile;
pub use manifest::Manifest;
pub use merge::Shards;
pub use merge_error::MergeError;
pub use publish::{Publication, PublishError, Published, publish};
pub use work::{WorkError, Worked, work, work_on_shard};
