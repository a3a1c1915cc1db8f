//! `OUT/slurm/`: the scripts, and `jobs.json` with what was submitted.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::slurm::JobId;
use crate::base::{Text, system_reason};
use crate::output::Division;
use crate::output::atomic::write_whole;
use crate::output::folder_layout::JOBS;
use crate::output::study_digest::file_digest;

/// The version of the file's shape.
const FORMAT: u32 = 1;
const FILE: &str = "jobs.json";

/// What is known of the jobs of a study.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Jobs {
    /// Version of this shape.
    format: u32,
    /// What jobs are submitted to.
    engine: String,
    /// How the study is cut.
    pub(super) division: Division,
    /// SHA-256 of each script as the program wrote it.
    scripts: BTreeMap<String, String>,
    /// What was submitted, the first submission first.
    pub(super) submissions: Vec<Submission>,
}

/// One call that submitted jobs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Submission {
    /// When (UTC).
    pub(super) submitted: String,
    /// The array; `null` where only the merge was left to do.
    pub(super) array: Option<JobId>,
    /// Its tasks, which are the shards.
    pub(super) tasks: Vec<u32>,
    /// The job that merges; `null` where it could not be submitted.
    pub(super) merge: Option<JobId>,
}

/// Why `OUT/slurm` cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum JobsError {
    /// A script was changed by hand, and is not what is asked for now.
    #[error("{}", self.text().en)]
    Changed(PathBuf),
    /// A file of it cannot be read or written.
    #[error("{}", self.text().en)]
    Storage(PathBuf, io::Error),
}

impl JobsError {
    /// The message, with its remedy, in both languages.
    pub(super) fn text(&self) -> Text {
        match self {
            Self::Changed(path) => {
                let path = path.display();
                Text::new(
                    format!(
                        "{path} 被改过，而现在的选项与写它时不同：用原来的选项（保留改动），或删去它（重写）"
                    ),
                    format!(
                        "{path} was changed by hand, and the options are not those it was written with: give the same options (the changes are kept), or remove it (it is written anew)"
                    ),
                )
            }
            Self::Storage(path, error) => {
                let (path, Text { zh, en }) = (path.display(), system_reason(error));
                Text::new(
                    format!("{path} 无法读写：{zh}"),
                    format!("{path} cannot be read or written: {en}"),
                )
            }
        }
    }
}

/// Where scripts and `jobs.json` lie.
pub(super) fn jobs_folder(out: &Path) -> PathBuf {
    out.join(JOBS)
}

impl Jobs {
    /// Nothing submitted yet.
    pub(super) fn new(division: Division) -> Self {
        Self {
            format: FORMAT,
            engine: "slurm".to_owned(),
            division,
            scripts: BTreeMap::new(),
            submissions: Vec::new(),
        }
    }

    /// What lies in `out`; none where nothing was submitted from there.
    ///
    /// # Errors
    /// The file cannot be read, or is none of this version.
    pub(super) fn read(out: &Path) -> Result<Option<Self>, JobsError> {
        let path = jobs_folder(out).join(FILE);
        let bytes = match fs::read(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(JobsError::Storage(path, error)),
            Ok(bytes) => bytes,
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(jobs) if jobs.format == FORMAT => Ok(Some(jobs)),
            Ok(jobs) => {
                let text = format!("format {} is not {FORMAT}", jobs.format);
                Err(JobsError::Storage(path, io::Error::other(text)))
            }
            Err(error) => Err(JobsError::Storage(path, error.into())),
        }
    }

    /// Writes it into `out`.
    ///
    /// # Errors
    /// It cannot be written.
    pub(super) fn write(&self, out: &Path) -> Result<(), JobsError> {
        let path = jobs_folder(out).join(FILE);
        let failed = |error: io::Error| JobsError::Storage(path.clone(), error);
        let mut text = serde_json::to_string_pretty(self).map_err(|error| failed(error.into()))?;
        text.push('\n');
        write_whole(&path, text.as_bytes()).map_err(failed)
    }

    /// Every array and every merge, the latest first.
    pub(super) fn all(&self) -> Vec<JobId> {
        let submissions = self.submissions.iter().rev();
        submissions
            .flat_map(|submission| [&submission.array, &submission.merge])
            .flatten()
            .cloned()
            .collect()
    }

    /// The tasks that were to run a shard, the latest first.
    pub(super) fn tasks_of(&self, shard: u32) -> impl Iterator<Item = JobId> {
        let submissions = self.submissions.iter().rev();
        submissions
            .filter(move |submission| submission.tasks.contains(&shard))
            .filter_map(move |submission| Some(submission.array.as_ref()?.task(shard)))
    }

    /// Writes the scripts that are not there or that nobody has changed; tells those it kept.
    ///
    /// # Errors
    /// A script was changed and other options are asked for now, or a file cannot be written.
    pub(super) fn settle(
        &mut self,
        out: &Path,
        scripts: &[(&str, String)],
    ) -> Result<Vec<PathBuf>, JobsError> {
        let folder = jobs_folder(out);
        let mut kept = Vec::new();
        let mut new = Vec::new();
        for (name, text) in scripts {
            let path = folder.join(name);
            match self.stands(&path, name, text)? {
                Stands::AsChanged => kept.push(path),
                Stands::AsAsked => {}
                Stands::No => new.push((path, text)),
            }
        }
        fs::create_dir_all(&folder).map_err(|error| JobsError::Storage(folder, error))?;
        for (path, text) in new {
            let written = write_whole(&path, text.as_bytes());
            written.map_err(|error| JobsError::Storage(path, error))?;
        }
        let digests = scripts
            .iter()
            .map(|(name, text)| ((*name).to_owned(), file_digest(text.as_bytes())));
        self.scripts = digests.collect();
        self.write(out)?;
        Ok(kept)
    }

    fn stands(&self, path: &Path, name: &str, text: &str) -> Result<Stands, JobsError> {
        let bytes = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Stands::No),
            Err(error) => return Err(JobsError::Storage(path.to_owned(), error)),
            Ok(bytes) => bytes,
        };
        let (here, asked) = (file_digest(&bytes), file_digest(text.as_bytes()));
        let written = self.scripts.get(name);
        if here == asked {
            Ok(Stands::AsAsked)
        } else if written == Some(&here) {
            Ok(Stands::No)
        } else if written == Some(&asked) {
            Ok(Stands::AsChanged)
        } else {
            Err(JobsError::Changed(path.to_owned()))
        }
    }
}

/// Whether a script may be left as it is.
enum Stands {
    /// It is what would be written.
    AsAsked,
    /// It was changed by hand since the same was written.
    AsChanged,
    /// It is not there, or stands as an earlier call wrote it.
    No,
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIVISION: Division = Division {
        shards: 3,
        worlds: 6,
        setups: 2,
    };

    #[test]
    fn a_script_changed_by_hand_is_kept_or_refused_and_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let out = folder.path();
        let mut jobs = Jobs::new(DIVISION);
        let asked = |text: &str| [("shard.sh", text.to_owned())];
        let script = jobs_folder(out).join("shard.sh");
        assert!(jobs.settle(out, &asked("one")).unwrap().is_empty());
        assert!(jobs.settle(out, &asked("two")).unwrap().is_empty());
        assert_eq!(fs::read_to_string(&script).unwrap(), "two");
        fs::write(&script, "mine").unwrap();
        assert_eq!(
            jobs.settle(out, &asked("two")).unwrap(),
            std::slice::from_ref(&script)
        );
        let refused = jobs.settle(out, &asked("three")).unwrap_err();
        assert!(matches!(refused, JobsError::Changed(_)), "{refused}");
        assert_eq!(fs::read_to_string(&script).unwrap(), "mine");
        assert_eq!(Jobs::read(out).unwrap(), Some(jobs));
    }

    #[test]
    fn a_shard_is_looked_for_in_its_latest_array() {
        let mut jobs = Jobs::new(DIVISION);
        for (array, tasks) in [("5", vec![1, 2, 3]), ("8", vec![2])] {
            jobs.submissions.push(Submission {
                submitted: String::new(),
                array: Some(JobId(array.to_owned())),
                tasks,
                merge: None,
            });
        }
        let found = |shard| jobs.tasks_of(shard).map(|job| job.0).collect::<Vec<_>>();
        assert_eq!(found(2), ["8_2", "5_2"]);
        assert_eq!(found(3), ["5_3"]);
    }
}
