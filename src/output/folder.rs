//! The folder of a result: who may use it, and what is in it.
//!
//! `OUT/{manifest.json, inputs/, journal/runs, lock}` are made when the first run is about to
//! start; tables, README and pictures are derived from them. The lock is the operating system's,
//! so it is gone when its process is, however that ended.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::Text;
use crate::experiment::{Advance, Derived, Journal, Plan};

use super::atomic::{UNFINISHED, write_whole};
use super::clock::now;
use super::difference::differences;
use super::folder_error::FolderError;
use super::journal_file::JournalFile;
use super::journal_scan::Damage;
use super::manifest::{Manifest, RunCounts, State};
use super::parquet_name::parquet_name;

pub(super) const LOCK: &str = "lock";
pub(super) const MANIFEST: &str = "manifest.json";
const INPUTS: &str = "inputs";
const JOURNAL: &str = "journal";
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

/// What may be done with a folder that already holds results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Existing {
    /// Nothing: a finished result is told, anything else refused.
    #[default]
    Keep,
    /// The same study goes on from where it is (`--resume`).
    Resume,
    /// It is replaced (`--overwrite`).
    Overwrite,
}

/// A result folder, locked for this process.
#[derive(Debug)]
pub struct ResultFolder {
    path: PathBuf,
    manifest: Manifest,
    /// The records of finished runs.
    pub journal: JournalFile,
    /// What of the journal was damaged and has been cut out, for people to read.
    repaired: Vec<Text>,
    /// Held until the folder is dropped.
    _lock: File,
}

/// A folder that has been opened.
#[derive(Debug)]
pub enum Opened {
    /// Runs may be added.
    Ready(ResultFolder),
    /// Every run of the study is in it already; nothing has been written.
    Stored(ResultFolder),
}

impl ResultFolder {
    /// Opens `path` for the study of `plan`, and makes it if it is not there.
    ///
    /// `command` is kept in the manifest as it was typed.
    ///
    /// # Errors
    /// The folder is in use, holds something else, or cannot be read or written.
    pub fn open(
        path: &Path,
        plan: &Plan,
        command: &str,
        existing: Existing,
    ) -> Result<Opened, FolderError> {
        refuse_foreign(path)?;
        let lock = locked(path)?;
        remove_unfinished(path).map_err(|error| storage(path, error))?;
        let asked = Manifest::new(plan, command, &now());
        let has_manifest = path.join(MANIFEST).exists();
        if existing == Existing::Overwrite || !has_manifest {
            return Self::begin(path, plan, asked, lock).map(Opened::Ready);
        }
        let stored = Manifest::read(&path.join(MANIFEST)).map_err(|error| {
            let folder = path.to_owned();
            FolderError::Manifest { folder, error }
        })?;
        refuse_other(path, (&stored, &asked), existing)?;
        Self::reopen(path, plan, (stored, asked), existing, lock)
    }

    /// Clears what an older result may have left, and starts a new one.
    fn begin(
        path: &Path,
        plan: &Plan,
        manifest: Manifest,
        lock: File,
    ) -> Result<Self, FolderError> {
        let failed = |error| storage(path, error);
        clear(path).map_err(failed)?;
        fs::create_dir_all(path.join(INPUTS)).map_err(failed)?;
        for (input, entry) in plan.study().inputs.iter().zip(&manifest.inputs) {
            write_whole(&path.join(&entry.copy), &input.bytes).map_err(failed)?;
        }
        manifest.write(&path.join(MANIFEST)).map_err(failed)?;
        Self::with_journal(path, manifest, lock)
    }

    /// Decides what a folder with this study may be used for.
    fn reopen(
        path: &Path,
        plan: &Plan,
        (stored, asked): (Manifest, Manifest),
        existing: Existing,
        lock: File,
    ) -> Result<Opened, FolderError> {
        let is_resuming = existing == Existing::Resume;
        let planned = asked.runs.planned;
        let has_tables = stored.state != State::Running;
        let manifest = Manifest {
            replications: asked.replications,
            command: asked.command,
            runs: RunCounts {
                planned,
                ..stored.runs
            },
            ..stored
        };
        let mut opened = Self::with_journal(path, manifest, lock)?;
        opened.face_damage(plan, is_resuming)?;
        let finished = opened.journal.finished();
        let done = finished.iter().filter(|run| plan.is_own_run(**run)).count() as u64;
        match (done == planned, is_resuming) {
            (true, _) if has_tables => Ok(Opened::Stored(opened)),
            (_, true) | (true, _) => Ok(Opened::Ready(opened)),
            (false, false) => Err(FolderError::Unfinished {
                folder: path.to_owned(),
                done,
                planned,
            }),
        }
    }

    /// Refuses a damaged journal, or cuts the damage out so that its runs are done again.
    fn face_damage(&mut self, plan: &Plan, is_resuming: bool) -> Result<(), FolderError> {
        let damage = self.journal.damage().iter();
        let damage: Vec<Text> = damage.map(|damage| told(*damage, plan)).collect();
        let folder = self.path.clone();
        if damage.is_empty() {
            return Ok(());
        }
        if !is_resuming {
            return Err(FolderError::Damaged { folder, damage });
        }
        let repaired = self.journal.repair();
        repaired.map_err(|error| FolderError::Journal { folder, error })?;
        self.repaired = damage;
        Ok(())
    }

    fn with_journal(path: &Path, manifest: Manifest, lock: File) -> Result<Self, FolderError> {
        fs::create_dir_all(path.join(JOURNAL)).map_err(|error| storage(path, error))?;
        let journal = JournalFile::open(&path.join(RUNS)).map_err(|error| {
            let folder = path.to_owned();
            FolderError::Journal { folder, error }
        })?;
        Ok(Self {
            path: path.to_owned(),
            manifest,
            journal,
            repaired: Vec::new(),
            _lock: lock,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What of its journal was damaged and has been cut out.
    pub fn repaired(&self) -> &[Text] {
        &self.repaired
    }

    /// What is known of it.
    pub const fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Notes that runs are about to be added on so many threads.
    ///
    /// # Errors
    /// The manifest cannot be written.
    pub fn begin_session(&mut self, threads: usize) -> Result<(), FolderError> {
        self.manifest.begin_session(threads, &now());
        self.write_manifest()
    }

    /// Notes what the session did, once its tables are written.
    ///
    /// # Errors
    /// The journal has not reached the disk, or the manifest cannot be written.
    pub fn end_session(&mut self, advance: Advance, derived: &Derived) -> Result<(), FolderError> {
        let synced = self.journal.sync();
        synced.map_err(|error| storage(&self.path, error))?;
        self.manifest.end_session(advance, derived, &now());
        self.write_manifest()
    }

    fn write_manifest(&self) -> Result<(), FolderError> {
        let written = self.manifest.write(&self.path.join(MANIFEST));
        written.map_err(|error| storage(&self.path, error))
    }
}

fn storage(folder: &Path, error: io::Error) -> FolderError {
    let folder = folder.to_owned();
    FolderError::Storage { folder, error }
}

/// Refuses a folder that holds another study, or another part of it.
fn refuse_other(
    path: &Path,
    (stored, asked): (&Manifest, &Manifest),
    existing: Existing,
) -> Result<(), FolderError> {
    let folder = path.to_owned();
    if stored.study_digest == asked.study_digest {
        return if stored.shard == asked.shard {
            Ok(())
        } else {
            let (stored, asked) = (stored.shard, asked.shard);
            Err(FolderError::OtherShard {
                folder,
                stored,
                asked,
            })
        };
    }
    Err(FolderError::OtherStudy {
        folder,
        is_resuming: existing == Existing::Resume,
        differences: differences(stored, asked),
    })
}

/// Where a journal is damaged, and whose record stood there.
pub(super) fn told(damage: Damage, plan: &Plan) -> Text {
    let Damage { at, end, run } = damage;
    let last = end - 1;
    let known = run.filter(|run| *run < plan.runs());
    let Some(run) = known else {
        return match (run, at) {
            (Some(run), _) => Text::new(
                format!("第 {at} 到 {last} 字节：第 {run} 次运行"),
                format!("bytes {at} to {last}: run {run}"),
            ),
            (None, 0) => Text::new(
                format!("第 0 到 {last} 字节：文件头，没有运行受损"),
                format!("bytes 0 to {last}: the header, no run"),
            ),
            (None, _) => Text::new(
                format!("第 {at} 到 {last} 字节：已看不出是哪次运行，或同一运行另有完好的记录"),
                format!(
                    "bytes {at} to {last}: a run that can no longer be told, or that stands whole elsewhere"
                ),
            ),
        };
    };
    let key = plan.key(run);
    let (replication, point, setup) = (key.replication, key.point, &plan.setups()[key.setup].id);
    Text::new(
        format!(
            "第 {at} 到 {last} 字节：第 {run} 次运行（重复 {replication}，设计点 {point}，方案 {setup}）"
        ),
        format!(
            "bytes {at} to {last}: run {run} (replication {replication}, point {point}, setup {setup})"
        ),
    )
}

/// Removes what a killed process has left half written.
fn remove_unfinished(path: &Path) -> io::Result<()> {
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

/// Refuses a folder without a manifest in which something lies that no study has put there.
fn refuse_foreign(path: &Path) -> Result<(), FolderError> {
    let failed = |error| storage(path, error);
    if !path.exists() || path.join(MANIFEST).exists() {
        return Ok(());
    }
    for entry in fs::read_dir(path).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let file = name.to_string_lossy();
        let known = [LOCK, INPUTS, SHARDS, JOBS];
        let is_ours = known.contains(&file.as_ref()) || file.ends_with(UNFINISHED);
        if !is_ours {
            return Err(FolderError::Foreign {
                folder: path.to_owned(),
                file: file.into_owned(),
            });
        }
    }
    Ok(())
}

/// Makes the folder and takes its lock.
fn locked(path: &Path) -> Result<File, FolderError> {
    let failed = |error| storage(path, error);
    fs::create_dir_all(path).map_err(failed)?;
    let lock = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(false)
        .open(path.join(LOCK))
        .map_err(failed)?;
    match lock.try_lock() {
        Ok(()) => Ok(lock),
        Err(TryLockError::WouldBlock) => Err(FolderError::Busy {
            folder: path.to_owned(),
        }),
        Err(TryLockError::Error(error)) => Err(storage(path, error)),
    }
}

/// Removes what a result consists of, the manifest last, and nothing else.
fn clear(path: &Path) -> io::Result<()> {
    let transcripts = DERIVED.iter().filter_map(|table| parquet_name(table));
    let others = [JOURNAL, INPUTS, MANIFEST].map(str::to_owned);
    let tables = DERIVED.into_iter().map(str::to_owned);
    for name in tables.chain(transcripts).chain(others) {
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
    use crate::experiment::sample_study::sample_study;
    use crate::experiment::{RunRecord, derive};

    fn open(
        path: &Path,
        replications: u32,
        seed: u64,
        existing: Existing,
    ) -> Result<Opened, FolderError> {
        let mut study = sample_study(replications);
        study.seed = seed;
        let plan = Plan::new(&study).unwrap();
        ResultFolder::open(path, &plan, "tiaokuai run x", existing)
    }

    fn ready(opened: Result<Opened, FolderError>) -> ResultFolder {
        match opened.unwrap() {
            Opened::Ready(folder) => folder,
            Opened::Stored(_) => panic!("stored already"),
        }
    }

    /// A folder with so many failed runs, and its tables when whole.
    fn with_runs(path: &Path, runs: u64, is_whole: bool) {
        let mut folder = ready(open(path, 2, 1, Existing::Keep));
        let record = RunRecord::Failed {
            error: "no".to_owned(),
        };
        for run in 0..runs {
            folder.journal.append(run, &record.to_bytes()).unwrap();
        }
        if is_whole {
            folder.manifest.state = State::Complete;
            folder.write_manifest().unwrap();
            fs::write(path.join("runs.csv"), "table").unwrap();
        }
    }

    #[test]
    fn a_new_folder_gets_inputs_manifest_journal_and_lock() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("deep/out");
        let opened = ready(open(&path, 2, 1, Existing::Resume));
        assert_eq!(opened.manifest().runs.planned, 4);
        for name in [LOCK, MANIFEST, RUNS, "inputs/01-experiment.toml"] {
            assert!(path.join(name).exists(), "{name}");
        }
        let copy = fs::read_to_string(path.join("inputs/01-experiment.toml")).unwrap();
        assert_eq!(copy, "kind = \"experiment\"\n");
    }

    #[test]
    fn a_second_process_is_refused_until_the_first_is_done() {
        let folder = tempfile::tempdir().unwrap();
        let first = ready(open(folder.path(), 2, 1, Existing::Keep));
        for existing in [Existing::Keep, Existing::Resume, Existing::Overwrite] {
            let error = open(folder.path(), 2, 1, existing).unwrap_err();
            assert!(matches!(error, FolderError::Busy { .. }), "{error}");
        }
        drop(first);
        ready(open(folder.path(), 2, 1, Existing::Resume));
    }

    #[test]
    fn the_same_study_whole_is_told_and_unfinished_is_refused_without_resume() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 3, false);
        let error = open(folder.path(), 2, 1, Existing::Keep).unwrap_err();
        assert!(error.to_string().contains("holds 3 of 4 runs"), "{error}");
        assert!(error.to_string().contains("--resume"), "{error}");
        let resumed = ready(open(folder.path(), 2, 1, Existing::Resume));
        assert_eq!(resumed.journal.finished().len(), 3);
        drop(resumed);
        fs::remove_dir_all(folder.path().join(JOURNAL)).unwrap();
        fs::remove_file(folder.path().join(MANIFEST)).unwrap();
        with_runs(folder.path(), 4, true);
        for existing in [Existing::Keep, Existing::Resume] {
            let opened = open(folder.path(), 2, 1, existing).unwrap();
            assert!(matches!(opened, Opened::Stored(_)));
        }
        let error = open(folder.path(), 3, 1, Existing::Keep).unwrap_err();
        assert!(error.to_string().contains("holds 4 of 6 runs"), "{error}");
        let fewer = open(folder.path(), 1, 1, Existing::Keep).unwrap();
        assert!(matches!(fewer, Opened::Stored(_)));
    }

    #[test]
    fn a_whole_journal_without_tables_has_its_tables_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 4, false);
        let opened = ready(open(folder.path(), 2, 1, Existing::Keep));
        assert_eq!(opened.journal.finished().len(), 4);
    }

    #[test]
    fn a_damaged_journal_is_refused_with_its_run_named_and_cut_when_resumed() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 4, true);
        let runs = folder.path().join(RUNS);
        let mut bytes = fs::read(&runs).unwrap();
        // Frames of 4 failed runs, each of 23 bytes, after a header of 20.
        bytes[20 + 23 + 13] ^= 1;
        fs::write(&runs, bytes).unwrap();
        let refused = open(folder.path(), 2, 1, Existing::Keep)
            .unwrap_err()
            .text();
        for part in ["bytes 43 to 65: run 1", "setup single-team", "--resume"] {
            assert!(refused.en.contains(part), "{}", refused.en);
        }
        assert!(refused.zh.contains("第 1 次运行（重复 0"), "{}", refused.zh);
        let resumed = ready(open(folder.path(), 2, 1, Existing::Resume));
        assert_eq!(Vec::from_iter(resumed.journal.finished()), [0, 2, 3]);
        assert_eq!(resumed.repaired().len(), 1);
        drop(resumed);
        let resumed = ready(open(folder.path(), 2, 1, Existing::Resume));
        assert!(resumed.repaired().is_empty());
    }

    #[test]
    fn what_a_killed_process_left_half_written_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 3, false);
        let left = ["runs.csv", "inputs/x", "journal/runs", "manifest.json"];
        let left = left.map(|name| folder.path().join(format!("{name}{UNFINISHED}")));
        for path in &left {
            fs::write(path, "half").unwrap();
        }
        ready(open(folder.path(), 2, 1, Existing::Resume));
        for path in &left {
            assert!(!path.exists(), "{}", path.display());
        }
    }

    #[test]
    fn another_study_is_refused_with_the_difference_and_replaced_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 4, true);
        fs::write(folder.path().join("notes.txt"), "mine").unwrap();
        let kept = open(folder.path(), 2, 9, Existing::Keep).unwrap_err();
        let text = kept.text();
        assert!(text.en.contains("--overwrite"), "{}", text.en);
        assert!(
            text.en.ends_with("\n  seed: stored 1, now 9"),
            "{}",
            text.en
        );
        assert!(text.zh.ends_with("\n  种子：已存 1，现为 9"), "{}", text.zh);
        let resumed = open(folder.path(), 2, 9, Existing::Resume).unwrap_err();
        assert!(resumed.to_string().contains("--resume cannot"), "{resumed}");
        let replaced = ready(open(folder.path(), 2, 9, Existing::Overwrite));
        assert!(replaced.journal.finished().is_empty());
        assert!(!folder.path().join("runs.csv").exists());
        assert!(folder.path().join("notes.txt").exists());
    }

    #[test]
    fn a_folder_of_something_else_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("thesis.docx"), "years of work").unwrap();
        for existing in [Existing::Keep, Existing::Resume, Existing::Overwrite] {
            let error = open(folder.path(), 2, 1, existing).unwrap_err();
            assert!(matches!(error, FolderError::Foreign { .. }), "{error}");
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        let file = folder.path().join("thesis.docx");
        let error = open(&file, 2, 1, Existing::Keep).unwrap_err();
        assert!(matches!(error, FolderError::Storage { .. }), "{error}");
    }

    #[test]
    fn a_manifest_that_cannot_be_understood_names_the_remedy() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 1, false);
        fs::write(folder.path().join(MANIFEST), "{").unwrap();
        let error = open(folder.path(), 2, 1, Existing::Resume).unwrap_err();
        assert!(error.to_string().contains("--overwrite"), "{error}");
        ready(open(folder.path(), 2, 1, Existing::Overwrite));
    }

    #[test]
    fn the_state_says_whether_runs_are_left_or_failed() {
        let folder = tempfile::tempdir().unwrap();
        with_runs(folder.path(), 4, false);
        let mut opened = ready(open(folder.path(), 2, 1, Existing::Resume));
        let study = sample_study(2);
        let plan = Plan::new(&study).unwrap();
        let derived = derive(&plan, &opened.journal, &mut ()).unwrap();
        let advance = Advance {
            planned: 4,
            reused: 4,
            ..Advance::default()
        };
        opened.begin_session(1).unwrap();
        opened.end_session(advance, &derived).unwrap();
        let stored = Manifest::read(&folder.path().join(MANIFEST)).unwrap();
        assert_eq!(stored.state, State::Failed);
        assert_eq!(stored.runs.failed, 4);
        assert_eq!(stored.sessions.len(), 1);
        assert!(stored.finished.is_some());
    }
}
