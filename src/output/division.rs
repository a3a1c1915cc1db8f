//! A study cut into shards that lie in `OUT/shards/1`, `OUT/shards/2`, ...: how far each is.
//!
//! Everything is read from the shards' own manifests and journals, so it is known wherever they
//! were run and while they run.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::experiment::{Journal, Plan, Shard};

use super::difference::differences;
use super::division_error::DivisionError;
use super::folder_layout::{MANIFEST, RUNS, SHARDS};
use super::journal_file::JournalFile;
use super::manifest::{Manifest, State};

/// How a study is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Division {
    /// Number of shards.
    pub shards: u32,
    /// Worlds of the whole study (replications times points).
    pub worlds: u64,
    /// Runs of a world.
    pub setups: u64,
}

/// How far a shard is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// It has no folder yet.
    Absent,
    /// Runs are left to do, under way or not.
    Incomplete,
    /// Every run has values.
    Complete,
    /// Every run has ended, and some of them failed.
    Failed,
    /// Its folder cannot be read, or holds something else.
    Unreadable,
}

/// A shard and its runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShardState {
    /// Which.
    pub shard: Shard,
    /// How far it is.
    pub condition: Condition,
    /// Runs that belong to it.
    pub planned: u64,
    /// Those in its journal, failed ones included.
    pub done: u64,
    /// Those that had failed when its last session ended.
    pub failed: u64,
}

impl ShardState {
    /// Whether every run has ended, so that it can be merged.
    pub fn has_ended(&self) -> bool {
        matches!(self.condition, Condition::Complete | Condition::Failed)
    }
}

/// The folder of one shard of the study whose result goes to `out`.
pub fn shard_folder(out: &Path, shard: Shard) -> PathBuf {
    out.join(SHARDS).join(shard.number().to_string())
}

impl Division {
    /// The study of `plan` in so many shards.
    pub fn of_plan(plan: &Plan, shards: u32) -> Self {
        Self {
            shards,
            worlds: plan.worlds(),
            setups: plan.setups().len() as u64,
        }
    }

    /// How the shards below `out` were cut, the most worlds of them; none where there are none.
    ///
    /// # Errors
    /// The folder of shards cannot be listed.
    pub fn found(out: &Path) -> io::Result<Option<Self>> {
        let entries = match fs::read_dir(out.join(SHARDS)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            entries => entries?,
        };
        let mut found: Option<Self> = None;
        for entry in entries {
            let manifest = Manifest::read(&entry?.path().join(MANIFEST));
            let Some((shard, manifest)) = manifest.ok().and_then(|it| Some((it.shard?, it))) else {
                continue;
            };
            let worlds = u64::from(manifest.replications) * u64::from(manifest.points);
            if found.is_none_or(|found| found.worlds < worlds) {
                found = Some(Self {
                    shards: shard.count(),
                    worlds,
                    setups: manifest.setups.len() as u64,
                });
            }
        }
        Ok(found)
    }

    /// How far every shard below `out` is.
    pub fn states(self, out: &Path) -> Vec<ShardState> {
        Shard::all(self.shards)
            .map(|shard| self.state(out, shard))
            .collect()
    }

    /// Whether `out` itself holds every run of the study.
    pub fn is_merged(self, out: &Path) -> bool {
        Manifest::read(&out.join(MANIFEST)).is_ok_and(|manifest| {
            manifest.shard.is_none()
                && manifest.state != State::Running
                && manifest.runs.planned >= self.worlds * self.setups
        })
    }

    fn state(self, out: &Path, shard: Shard) -> ShardState {
        let folder = shard_folder(out, shard);
        let state = ShardState {
            shard,
            condition: Condition::Absent,
            planned: self.planned(shard),
            done: 0,
            failed: 0,
        };
        let manifest = match Manifest::read(&folder.join(MANIFEST)) {
            Ok(manifest) if manifest.shard == Some(shard) => manifest,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return state,
            _ => return state.being(Condition::Unreadable),
        };
        let Ok(done) = self.finished(&folder, shard) else {
            return state.being(Condition::Unreadable);
        };
        let condition = match manifest.state {
            _ if done < state.planned => Condition::Incomplete,
            State::Running => Condition::Incomplete,
            State::Complete => Condition::Complete,
            State::Failed => Condition::Failed,
        };
        let failed = manifest.runs.failed;
        ShardState {
            done,
            failed,
            ..state.being(condition)
        }
    }

    fn planned(self, shard: Shard) -> u64 {
        let own = (0..self.worlds).filter(|world| shard.holds(*world));
        own.count() as u64 * self.setups
    }

    /// Runs of the shard in its journal; a folder without one has none yet.
    fn finished(self, folder: &Path, shard: Shard) -> Result<u64, Condition> {
        let path = folder.join(RUNS);
        if !path.exists() {
            return Ok(0);
        }
        let journal = JournalFile::read_only(&path).map_err(|_| Condition::Unreadable)?;
        let finished = journal.finished();
        let own = finished.range(..self.worlds * self.setups);
        let own = own.filter(|run| shard.holds(**run / self.setups));
        Ok(own.count() as u64)
    }
}

impl ShardState {
    fn being(self, condition: Condition) -> Self {
        Self { condition, ..self }
    }
}

/// Makes sure that what lies in `out` and in its shards' folders, if anything does, is of the study
/// of `plan` in so many shards.
///
/// # Errors
/// Something else does.
pub fn refuse_others(out: &Path, plan: &Plan, shards: u32) -> Result<(), DivisionError> {
    let asked = Manifest::new(plan, "", "");
    refuse_other(out, &asked, None)?;
    for shard in Shard::all(shards) {
        refuse_other(&shard_folder(out, shard), &asked, Some(shard))?;
    }
    Ok(())
}

fn refuse_other(folder: &Path, asked: &Manifest, part: Option<Shard>) -> Result<(), DivisionError> {
    let folder = folder.to_owned();
    let stored = match Manifest::read(&folder.join(MANIFEST)) {
        Ok(stored) => stored,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(DivisionError::Storage { folder, error }),
    };
    if stored.study_digest != asked.study_digest {
        let differences = differences(&stored, asked);
        return Err(DivisionError::OtherStudy {
            folder,
            differences,
        });
    }
    if stored.shard != part {
        return Err(DivisionError::OtherPart {
            folder,
            stored: stored.shard,
            asked: part,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::RunRecord;
    use crate::experiment::sample_study::sample_study;

    const DIVISION: Division = Division {
        shards: 2,
        worlds: 3,
        setups: 2,
    };

    /// The folder of a shard of the sample study with so many of its runs, all failed.
    fn with_shard(out: &Path, shard: Shard, runs: usize, state: State) {
        let study = sample_study(3);
        let plan = Plan::new(&study).unwrap().of_shard(Some(shard));
        let folder = shard_folder(out, shard);
        fs::create_dir_all(folder.join("journal")).unwrap();
        let mut manifest = Manifest::new(&plan, "", "");
        manifest.state = state;
        manifest.write(&folder.join(MANIFEST)).unwrap();
        let mut journal = JournalFile::open(&folder.join(RUNS)).unwrap();
        let record = RunRecord::Failed {
            error: "no".to_owned(),
        };
        let own = (0..plan.runs()).filter(|run| plan.is_own_run(*run));
        for run in own.take(runs) {
            journal.append(run, &record.to_bytes()).unwrap();
        }
    }

    fn seen(out: &Path) -> Vec<(Condition, u64, u64)> {
        let states = DIVISION.states(out);
        let seen = states.iter().map(|it| (it.condition, it.done, it.planned));
        seen.collect()
    }

    #[test]
    fn a_shard_is_as_far_as_its_journal_whatever_its_manifest_says() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        assert_eq!(Division::found(out).unwrap(), None);
        let [first, second] = [1, 2].map(|i| Shard::new(i, 2).unwrap());
        with_shard(out, first, 3, State::Complete);
        let absent = (Condition::Absent, 0, 2);
        assert_eq!(seen(out), [(Condition::Incomplete, 3, 4), absent]);
        with_shard(out, first, 4, State::Complete);
        with_shard(out, second, 2, State::Running);
        let open = (Condition::Incomplete, 2, 2);
        assert_eq!(seen(out), [(Condition::Complete, 4, 4), open]);
        with_shard(out, second, 2, State::Failed);
        assert_eq!(seen(out)[1], (Condition::Failed, 2, 2));
        assert_eq!(Division::found(out).unwrap(), Some(DIVISION));
        fs::write(shard_folder(out, second).join(MANIFEST), "{").unwrap();
        assert_eq!(seen(out)[1], (Condition::Unreadable, 0, 2));
    }

    #[test]
    fn other_studies_and_other_cuts_are_refused() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        with_shard(out, Shard::new(1, 2).unwrap(), 0, State::Running);
        let study = sample_study(3);
        let plan = Plan::new(&study).unwrap();
        assert!(refuse_others(out, &plan, 2).is_ok());
        let cut = refuse_others(out, &plan, 3).unwrap_err();
        assert!(matches!(cut, DivisionError::OtherPart { .. }), "{cut}");
        let mut other = sample_study(3);
        other.seed += 1;
        let plan = Plan::new(&other).unwrap();
        let other = refuse_others(out, &plan, 2).unwrap_err();
        assert!(matches!(other, DivisionError::OtherStudy { .. }), "{other}");
    }
}
