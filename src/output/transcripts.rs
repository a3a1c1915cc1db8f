//! The Parquet of a result as a whole: beside every table, beside none, or added later.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::experiment::Plan;

use super::atomic::{remove_if_there, write_whole};
use super::dictionary::{Contents, dictionary, files};
use super::folder::ResultFolder;
use super::folder_layout::{DERIVED, parquet_name};
use super::transcript::{Parquet, TranscriptError};

/// Writes Parquet beside the tables of a result that is there already, where one has none.
///
/// # Errors
/// A table cannot be read, or a file not written.
pub fn add_transcripts(
    folder: &ResultFolder,
    plan: &Plan,
    parquet: Parquet,
) -> Result<(), TranscriptError> {
    let path = folder.path();
    let is_there = |name: &str| path.join(name).exists();
    let mut tables = DERIVED.into_iter().filter(|table| is_there(table));
    if tables.all(|table| parquet_name(table).is_none_or(|name| is_there(&name))) {
        return Ok(());
    }
    let contents = Contents {
        has_incidents: is_there("incidents.csv"),
        has_plots: is_there("plots"),
        has_parquet: true,
    };
    // What is added last is what is looked for, should this be broken off.
    write_readme(path, plan, contents)?;
    write_transcripts(path, plan, contents, Some(parquet))
}

/// Writes Parquet beside every table, if asked for, and removes what stands beside none.
pub(super) fn write_transcripts(
    path: &Path,
    plan: &Plan,
    contents: Contents,
    parquet: Option<Parquet>,
) -> Result<(), TranscriptError> {
    let mut stale: BTreeSet<&str> = BTreeSet::from(DERIVED);
    if let Some(parquet) = parquet {
        for (table, about, columns) in files(contents, plan) {
            if path.join(table).exists() {
                parquet.transcribe(path, table, &about, columns)?;
                stale.remove(table);
            }
        }
    }
    for name in stale.into_iter().filter_map(parquet_name) {
        remove_if_there(&path.join(name))?;
    }
    Ok(())
}

/// Writes the data dictionary of a result that holds so much.
pub(super) fn write_readme(path: &Path, plan: &Plan, contents: Contents) -> io::Result<()> {
    let readme = dictionary(plan, contents);
    write_whole(&path.join("README.md"), readme.as_bytes())
}
