//! A table to work at: studies run into folders, and the bytes they leave.

use std::collections::BTreeMap;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::base::Language;
use crate::experiment::{Advance, Execution, Plan, Progress, RunKey};
use crate::output::{Existing, Opened, Publication, ResultFolder, Worked, work};
use crate::scenario::Study;

/// Stops once so many runs have ended.
pub struct StopAfter<'a>(pub u64, pub &'a AtomicBool);

impl Progress for StopAfter<'_> {
    fn ended(&self, _key: RunKey, advance: Advance) {
        self.1.store(advance.done >= self.0, Ordering::Relaxed);
    }
}

/// How a study is worked on.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    pub threads: usize,
    pub stop_after: u64,
    pub plots: &'static [Language],
    pub has_incidents: bool,
}

impl Session {
    /// To the end, with tables alone.
    pub fn on(threads: usize) -> Self {
        Self {
            threads,
            stop_after: u64::MAX,
            plots: &[],
            has_incidents: false,
        }
    }

    /// Runs what is missing of a study in `path`; none if nothing was.
    pub fn resumes(self, path: &Path, study: &Study) -> Option<Worked> {
        let mut plan = Plan::new(study).unwrap();
        let opened =
            ResultFolder::open(path, &mut plan, "tiaokuai run x", Existing::Resume).unwrap();
        let Opened::Ready(mut folder) = opened else {
            return None;
        };
        let stop = AtomicBool::new(false);
        let threads = NonZeroUsize::new(self.threads).unwrap();
        let execution = Execution {
            threads,
            stop: &stop,
            progress: &StopAfter(self.stop_after, &stop),
        };
        let publication = Publication {
            plots: self.plots,
            has_incidents: self.has_incidents,
            parquet: None,
            threads,
        };
        Some(work(&mut folder, &mut plan, execution, publication).unwrap())
    }
}

/// Runs what is missing of a study in `path`, with tables alone; none if nothing was.
pub fn resumed(path: &Path, study: &Study, threads: usize) -> Option<Worked> {
    Session::on(threads).resumes(path, study)
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
