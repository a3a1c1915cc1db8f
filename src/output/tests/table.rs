//! A table to work at: studies run into folders, and the bytes they leave.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use crate::experiment::{Execution, Plan};
use crate::output::{Existing, Opened, Publication, ResultFolder, Worked, work};
use crate::scenario::Study;

/// Runs what is missing of a study in `path`; none if nothing was.
pub fn resumed(path: &Path, study: &Study, threads: usize) -> Option<Worked> {
    let plan = Plan::new(study).unwrap();
    let opened = ResultFolder::open(path, &plan, "tiaokuai run x", Existing::Resume).unwrap();
    let Opened::Ready(mut folder) = opened else {
        return None;
    };
    let threads = NonZeroUsize::new(threads).unwrap();
    let execution = Execution {
        threads,
        stop: &AtomicBool::new(false),
        progress: &(),
    };
    let publication = Publication {
        plots: &[],
        has_incidents: false,
        parquet: None,
        threads,
    };
    Some(work(&mut folder, &plan, execution, publication).unwrap())
}

/// Every table of a result, and its README.
pub fn tables(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(path).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let is_derived = !["manifest.json", "lock"].contains(&name.as_str());
        if is_derived && entry.path().is_file() {
            files.insert(name, fs::read(entry.path()).unwrap());
        }
    }
    files
}
