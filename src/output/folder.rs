//! The folder of a result: who may use it, and what is in it.
//!
//! `OUT/{manifest.json, inputs/, journal/runs, lock}` are made when the first run is about to
//! start; tables, README and pictures are derived from them. The lock is the operating system's,
//! so it is gone when its process is, however that ended.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::base::Text;
use crate::experiment::{Advance, Derived, Journal, Look, Plan, grow_as_held};

use super::atomic::write_whole;
use super::clock::now;
use super::damage_text::told;
use super::difference::differences;
use super::folder_error::FolderError;
use super::folder_layout::{
    INPUTS, JOURNAL, LOCK, MANIFEST, RUNS, clear, foreign_entry, remove_unfinished,
};
use super::journal_file::JournalFile;
use super::manifest::{Manifest, RunCounts, State};

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
    /// `command` is kept in the manifest as it was typed. A plan that runs until a mean is known
    /// well enough grows to the worlds that the runs there ask for.
    ///
    /// # Errors
    /// The folder is in use, holds something else, or cannot be read or written.
    pub fn open(
        path: &Path,
        plan: &mut Plan,
        command: &str,
        existing: Existing,
    ) -> Result<Opened, FolderError> {
        refuse_foreign(path)?;
        let lock = locked(path)?;
        remove_unfinished(path).map_err(|error| storage(path, error))?;
        let mut asked = Manifest::new(plan, command, &now());
        let has_manifest = path.join(MANIFEST).exists();
        if existing == Existing::Overwrite || !has_manifest {
            return Self::begin(path, plan, asked, lock).map(Opened::Ready);
        }
        let stored = Manifest::read(&path.join(MANIFEST)).map_err(|error| {
            let folder = path.to_owned();
            FolderError::Manifest { folder, error }
        })?;
        refuse_other(path, (&stored, &asked), existing)?;
        // A process that was killed early has left no journal yet.
        if plan.precision().is_some() && path.join(RUNS).exists() {
            let journal = |error| FolderError::Journal {
                folder: path.to_owned(),
                error,
            };
            let held = JournalFile::read_only(&path.join(RUNS)).map_err(journal)?;
            grow_as_held(plan, &held).map_err(journal)?;
            asked = Manifest::new(plan, command, &now());
        }
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
            precision: asked.precision,
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

    /// Notes how well a mean is known after a round, and the worlds of `plan`.
    ///
    /// # Errors
    /// The manifest cannot be written.
    pub fn end_round(&mut self, plan: &Plan, look: Look) -> Result<(), FolderError> {
        self.manifest.note(look);
        self.manifest.replications = plan.replications();
        self.manifest.runs.planned = plan.own_runs();
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

/// Refuses a folder without a manifest in which something lies that no study has put there.
fn refuse_foreign(path: &Path) -> Result<(), FolderError> {
    let found = foreign_entry(path).map_err(|error| storage(path, error))?;
    found.map_or(Ok(()), |file| {
        let folder = path.to_owned();
        Err(FolderError::Foreign { folder, file })
    })
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
