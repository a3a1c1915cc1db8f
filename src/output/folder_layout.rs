//! What a result folder holds, and how it is cleared.

use std::path::Path;
use std::{fs, io};

use super::atomic::UNFINISHED;

pub(super) const LOCK: &str = "lock";
pub(super) const MANIFEST: &str = "manifest.json";
pub(super) const INPUTS: &str = "inputs";
pub(super) const JOURNAL: &str = "journal";
/// Where a study that is run in shards keeps them, below the folder of its result.
pub const SHARDS: &str = "shards";
/// Where job scripts lie, below the folder of the result.
pub const JOBS: &str = "slurm";
pub(super) const RUNS: &str = "journal/runs";

/// Everything a result folder may hold beside lock, manifest, inputs and journal; each table may have
/// Parquet beside it.
pub const DERIVED: [&str; 15] = [
    "points.csv",
    "runs.csv",
    "contrasts.csv",
    "stages.csv",
    "load.csv",
    "ledger.csv",
    "weeks.csv",
    "villages.csv",
    "sensitivity.csv",
    "effects.csv",
    "frontier.csv",
    "failures.csv",
    "incidents.csv",
    "README.md",
    "plots",
];

/// The name of the Parquet file beside a table; none beside what is no table.
pub fn parquet_name(table: &str) -> Option<String> {
    let stem = table.strip_suffix(".csv")?;
    Some(format!("{stem}.parquet"))
}

/// Removes what a killed process has left half written.
pub(super) fn remove_unfinished(path: &Path) -> io::Result<()> {
    for name in ["", INPUTS, JOURNAL, "plots"] {
        let folder = path.join(name);
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().ends_with(UNFINISHED) {
                fs::remove_file(entry.path())?;
            }
        }
    }
    Ok(())
}

/// A file or folder that no study has put there, where there is no manifest.
pub(super) fn foreign_entry(path: &Path) -> io::Result<Option<String>> {
    if !path.exists() || path.join(MANIFEST).exists() {
        return Ok(None);
    }
    for entry in fs::read_dir(path)? {
        let name = entry?.file_name();
        let file = name.to_string_lossy();
        let known = [LOCK, INPUTS, SHARDS, JOBS];
        let is_ours = known.contains(&file.as_ref()) || file.ends_with(UNFINISHED);
        if !is_ours {
            return Ok(Some(file.into_owned()));
        }
    }
    Ok(None)
}

/// Removes what a result consists of, the manifest last, and nothing else.
pub(super) fn clear(path: &Path) -> io::Result<()> {
    let parquet = DERIVED.into_iter().filter_map(parquet_name);
    let others = [JOURNAL, INPUTS, MANIFEST].map(str::to_owned);
    let derived = DERIVED.map(str::to_owned).into_iter().chain(parquet);
    for name in derived.chain(others) {
        let entry = path.join(name);
        let removed = if entry.is_dir() {
            fs::remove_dir_all(entry)
        } else {
            fs::remove_file(entry)
        };
        match removed {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tables_have_parquet_beside_them() {
        assert_eq!(parquet_name("runs.csv").as_deref(), Some("runs.parquet"));
        assert_eq!(parquet_name("README.md"), None);
    }
}
