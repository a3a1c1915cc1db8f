//! Puts the shards of a study together.
//!
//! Records are copied as they are, and everything else is derived from them as from any journal:
//! what a merged folder holds is what an unsharded run would have written.

use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::experiment::{Advance, Journal, JournalError, Plan, RunError, Shard};

use super::damage_text::told;
use super::difference::differences;
use super::folder::ResultFolder;
use super::folder_layout::{LOCK, MANIFEST, RUNS};
use super::journal_file::JournalFile;
use super::manifest::Manifest;
use super::merge_error::{MergeError, PairFault, ShardFault};
use super::publish::{Publication, Published, publish};
use super::study_digest::study_digest;
use super::work::WorkError;

/// The folder of a shard, read only.
#[derive(Debug)]
struct ShardFolder {
    path: PathBuf,
    shard: Shard,
    manifest: Manifest,
    journal: JournalFile,
    /// Held, shared with other readers, until all is merged; none where the folder has none.
    _lock: Option<File>,
}

/// All shards of one study, one of each.
#[derive(Debug)]
pub struct Shards(BTreeMap<Shard, ShardFolder>);

impl Shards {
    /// Opens the folders, in any order, and makes sure that they are the shards of one study.
    ///
    /// # Errors
    /// A folder is no shard, is in use or cannot be read; shards are of different studies, are
    /// there twice, or are missing.
    pub fn gather(folders: &[PathBuf]) -> Result<Self, MergeError> {
        let mut shards: BTreeMap<Shard, ShardFolder> = BTreeMap::new();
        for path in folders {
            let next = ShardFolder::open(path)?;
            if let Some(first) = shards.values().next() {
                next.refuse_foreign(first)?;
            }
            if let Some(other) = shards.get(&next.shard) {
                return Err(MergeError::Pair {
                    folders: [other.path.clone(), next.path],
                    fault: PairFault::Twice(next.shard),
                });
            }
            shards.insert(next.shard, next);
        }
        let count = shards.keys().next().map_or(0, |shard| shard.count());
        let missing: Vec<Shard> = Shard::all(count)
            .filter(|shard| !shards.contains_key(shard))
            .collect();
        if missing.is_empty() {
            Ok(Self(shards))
        } else {
            Err(MergeError::Missing(missing))
        }
    }

    /// The manifest from which the study is read again.
    pub fn manifest(&self) -> PathBuf {
        let first = self.0.values().next();
        first.map_or_else(PathBuf::new, |first| first.path.join(MANIFEST))
    }

    /// Makes sure that every run of `plan` is there once, in the shard it belongs to.
    ///
    /// # Errors
    /// The shards are of another study or version, a journal is damaged, or runs are missing or
    /// in the wrong shard.
    pub fn check(&self, plan: &Plan) -> Result<(), MergeError> {
        let digest = study_digest(plan.study());
        for shard in self.0.values() {
            if shard.manifest.study_digest != digest {
                let made = Manifest::new(plan, "", "");
                let differences = differences(&shard.manifest, &made);
                return Err(ShardFault::OtherStudy(differences).of(&shard.path));
            }
            shard.check_runs(plan)?;
        }
        Ok(())
    }

    /// Copies every record that `folder` lacks, and derives everything from them.
    ///
    /// # Errors
    /// A journal cannot be read or written, or a table not written.
    pub fn merge_into(
        &self,
        folder: &mut ResultFolder,
        plan: &Plan,
        publication: Publication,
    ) -> Result<Published, WorkError> {
        folder.begin_session(publication.threads.get())?;
        for shard in self.0.values() {
            let copied = shard.copy_into(&mut folder.journal, plan);
            copied.map_err(RunError::Journal)?;
        }
        let advance = Advance {
            planned: plan.runs(),
            reused: plan.runs(),
            ..Advance::default()
        };
        let published = publish(folder, plan, publication)?;
        folder.end_session(advance, &published.derived)?;
        Ok(published)
    }

    /// Makes sure that the result does not go into one of the shards.
    ///
    /// # Errors
    /// It does.
    pub fn refuse_target(&self, folder: &Path) -> Result<(), MergeError> {
        let place = |path: &Path| fs::canonicalize(path).ok();
        let target = place(folder);
        let mut shards = self.0.values();
        match shards.find(|shard| target.is_some() && place(&shard.path) == target) {
            Some(shard) => Err(ShardFault::Target.of(&shard.path)),
            None => Ok(()),
        }
    }
}

impl ShardFolder {
    fn open(path: &Path) -> Result<Self, MergeError> {
        let lock = shared_lock(path)?;
        let manifest = Manifest::read(&path.join(MANIFEST));
        let manifest = manifest.map_err(|error| ShardFault::Storage(error).of(path))?;
        let shard = manifest.shard.ok_or_else(|| ShardFault::Whole.of(path))?;
        let journal = JournalFile::read_only(&path.join(RUNS));
        let journal = journal.map_err(|error| ShardFault::Journal(error).of(path))?;
        Ok(Self {
            path: path.to_owned(),
            shard,
            manifest,
            journal,
            _lock: lock,
        })
    }

    /// Refuses a shard that does not belong with another.
    fn refuse_foreign(&self, other: &Self) -> Result<(), MergeError> {
        let (here, there) = (&self.manifest, &other.manifest);
        let fault = if here.study_digest != there.study_digest {
            PairFault::Foreign(differences(there, here))
        } else if self.shard.count() != other.shard.count() {
            PairFault::Count([other.shard, self.shard])
        } else if here.replications != there.replications {
            PairFault::Replications([there.replications, here.replications])
        } else {
            return Ok(());
        };
        let folders = [other.path.clone(), self.path.clone()];
        Err(MergeError::Pair { folders, fault })
    }

    fn check_runs(&self, plan: &Plan) -> Result<(), MergeError> {
        let fault = |fault: ShardFault| Err(fault.of(&self.path));
        let journal = &self.journal;
        let damage = journal.damage().iter();
        let damage: Vec<_> = damage.map(|damage| told(*damage, plan)).collect();
        if !damage.is_empty() {
            return fault(ShardFault::Damaged(damage));
        }
        let (setups, shard) = (plan.setups().len() as u64, self.shard);
        let finished = journal.finished();
        let mut here = finished.range(..plan.runs());
        if let Some(&run) = here.find(|run| !shard.holds(**run / setups)) {
            return fault(ShardFault::Stray { shard, run });
        }
        let done = finished.range(..plan.runs()).count() as u64;
        let worlds = (0..plan.worlds()).filter(|world| shard.holds(*world));
        let planned = worlds.count() as u64 * setups;
        if done < planned {
            return fault(ShardFault::Unfinished { done, planned });
        }
        Ok(())
    }

    fn copy_into(&self, to: &mut JournalFile, plan: &Plan) -> Result<(), JournalError> {
        let from = &self.journal;
        let there = to.finished();
        for run in from.finished().range(..plan.runs()) {
            if !there.contains(run) {
                to.copy(*run, from)?;
            }
        }
        Ok(())
    }
}

/// Keeps writers out of a shard, if it has a lock.
fn shared_lock(path: &Path) -> Result<Option<File>, MergeError> {
    let broken = |error| ShardFault::Storage(error).of(path);
    let lock = match File::open(path.join(LOCK)) {
        Ok(lock) => lock,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(broken(error)),
    };
    match lock.try_lock_shared() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Err(ShardFault::Busy.of(path)),
        Err(TryLockError::Error(error)) => Err(broken(error)),
    }
}
