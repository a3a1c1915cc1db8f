//! Runs a study into its folder: runs, tables, manifest, in that order.

use crate::base::Text;
use crate::experiment::{Census, Derived, Executed, Execution, Plan, RunError, execute};

use super::atomic::write_whole;
use super::folder::ResultFolder;
use super::folder_error::FolderError;
use super::publish::{Publication, PublishError, Published, publish};

/// What has been done and written.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// What the session did.
    pub executed: Executed,
    /// What was written.
    pub published: Published,
}

/// Why a study could not be brought to its end; what had finished is kept.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The folder refuses.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Runs cannot go on.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Results cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl WorkError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Folder(error) => error.text(),
            Self::Run(error) => error.text(),
            Self::Publish(error) => error.text(),
        }
    }
}

/// Runs what `folder` lacks and derives everything from what it then holds, also when stopped.
///
/// # Errors
/// The journal or a table cannot be written.
pub fn work(
    folder: &mut ResultFolder,
    plan: &Plan,
    execution: Execution,
    publication: Publication,
) -> Result<Worked, WorkError> {
    folder.begin_session(execution.threads.get())?;
    let executed = execute(plan, &mut folder.journal, execution)?;
    let published = publish(folder, plan, publication)?;
    folder.end_session(executed.advance, &published.derived)?;
    Ok(Worked {
        executed,
        published,
    })
}

/// Runs what `folder` lacks of its shard; tables are made when shards are merged.
///
/// # Errors
/// The journal cannot be written or read.
pub fn work_on_shard(
    folder: &mut ResultFolder,
    plan: &Plan,
    execution: Execution,
) -> Result<(Executed, Derived), WorkError> {
    folder.begin_session(execution.threads.get())?;
    let executed = execute(plan, &mut folder.journal, execution)?;
    let readme = shard_readme(plan);
    let written = write_whole(&folder.path().join("README.md"), readme.as_bytes());
    written.map_err(PublishError::Storage)?;
    let census = Census::of(plan, &folder.journal).map_err(PublishError::Derive)?;
    let derived = census.derived();
    folder.end_session(executed.advance, &derived)?;
    Ok((executed, derived))
}

/// What lies in the folder of a shard.
fn shard_readme(plan: &Plan) -> String {
    let Some(shard) = plan.shard() else {
        return String::new();
    };
    let (own, all) = (plan.own_runs(), plan.runs());
    format!(
        "# {shard}\n\n\
         这里是一项研究 {all} 次运行中的 {own} 次（分片 {shard}）：`journal/` 是运行记录，`inputs/` 是输入的副本。\n\
         表和图在全部分片合并后生成：`tiaokuai merge 各分片文件夹 --out 结果文件夹`。\n\n\
         These are {own} of the {all} runs of a study (shard {shard}): `journal/` keeps the runs, `inputs/` copies of the inputs.\n\
         Tables and pictures are made when all shards are put together: `tiaokuai merge SHARDS... --out DIR`.\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::experiment::sample_study::sample_study;
    use crate::experiment::{Advance, Progress, RunKey};
    use crate::output::folder::{Existing, Opened};
    use crate::output::manifest::State;
    use std::collections::BTreeMap;
    use std::fs;
    use std::num::NonZeroUsize;
    use std::path::Path;
    use std::sync::atomic::{AtomicBool, Ordering};

    struct StopAfter<'a>(u64, &'a AtomicBool);

    impl Progress for StopAfter<'_> {
        fn ended(&self, _key: RunKey, advance: Advance) {
            self.1.store(advance.done >= self.0, Ordering::Relaxed);
        }
    }

    /// Runs the sample study into `path`, stopped after so many runs.
    fn worked(path: &Path, (replications, threads): (u32, usize), runs: u64) -> Worked {
        let study = sample_study(replications);
        let plan = Plan::new(&study).unwrap();
        let opened = ResultFolder::open(path, &plan, "tiaokuai run x", Existing::Resume).unwrap();
        let Opened::Ready(mut folder) = opened else {
            panic!("stored already");
        };
        let stop = AtomicBool::new(false);
        let threads = NonZeroUsize::new(threads).unwrap();
        let execution = Execution {
            threads,
            stop: &stop,
            progress: &StopAfter(runs, &stop),
        };
        let publication = Publication {
            plots: &[Language::En],
            has_incidents: true,
            parquet: None,
            threads,
        };
        work(&mut folder, &plan, execution, publication).unwrap()
    }

    /// Every file of a result but manifest, journal, lock and inputs.
    fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for folder in [path.to_owned(), path.join("plots")] {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                let is_derived = !["manifest.json", "lock"].contains(&name.as_str());
                if is_derived && entry.path().is_file() {
                    files.insert(name, fs::read(entry.path()).unwrap());
                }
            }
        }
        files
    }

    #[test]
    fn every_number_of_threads_writes_the_same_bytes() {
        let folder = tempfile::tempdir().unwrap();
        let of = |threads: usize| {
            let path = folder.path().join(threads.to_string());
            worked(&path, (4, threads), u64::MAX);
            files(&path)
        };
        let one = of(1);
        assert_eq!(one.len(), 8 + 14, "{:?}", one.keys());
        assert_eq!(of(2), one);
        assert_eq!(of(8), one);
    }

    #[test]
    fn a_study_that_is_interrupted_and_resumed_writes_what_an_uninterrupted_one_writes() {
        let folder = tempfile::tempdir().unwrap();
        let (broken, whole) = (folder.path().join("broken"), folder.path().join("whole"));
        let first = worked(&broken, (4, 2), 3);
        assert!(first.executed.is_stopped);
        let manifest = crate::output::Manifest::read(&broken.join("manifest.json")).unwrap();
        assert_eq!(manifest.state, State::Running);
        assert_eq!(manifest.runs.done, first.executed.advance.done);
        let second = worked(&broken, (4, 1), u64::MAX);
        assert_eq!(second.executed.advance.reused, first.executed.advance.done);
        worked(&whole, (4, 1), u64::MAX);
        assert_eq!(files(&broken), files(&whole));
        let manifest = crate::output::Manifest::read(&broken.join("manifest.json")).unwrap();
        assert_eq!(manifest.state, State::Complete);
        assert_eq!((manifest.runs.done, manifest.sessions.len()), (8, 2));
        assert!(manifest.world_digest.iter().all(Option::is_some));
    }

    #[test]
    fn a_study_that_grows_only_appends_to_its_runs() {
        let folder = tempfile::tempdir().unwrap();
        worked(folder.path(), (2, 1), u64::MAX);
        let few = files(folder.path());
        let grown = worked(folder.path(), (5, 2), u64::MAX);
        assert_eq!(grown.executed.advance.reused, 4);
        let many = files(folder.path());
        for table in ["runs.csv", "incidents.csv"] {
            assert!(many[table].starts_with(&few[table]), "{table}");
            assert!(many[table].len() > few[table].len(), "{table}");
        }
        assert_ne!(many["contrasts.csv"], few["contrasts.csv"]);
    }

    #[test]
    fn what_a_later_call_does_not_write_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        worked(folder.path(), (2, 1), u64::MAX);
        let stale = ["runs.parquet", "frontier.parquet"].map(|name| folder.path().join(name));
        for path in &stale {
            fs::write(path, "of an earlier call").unwrap();
        }
        let study = sample_study(2);
        let plan = Plan::new(&study).unwrap();
        let opened = ResultFolder::open(folder.path(), &plan, "", Existing::Keep).unwrap();
        let Opened::Stored(stored) = opened else {
            panic!("not stored");
        };
        let publication = Publication {
            plots: &[],
            has_incidents: false,
            parquet: None,
            threads: NonZeroUsize::MIN,
        };
        let published = publish(&stored, &plan, publication).unwrap();
        assert!(!published.has_plots);
        assert!(!folder.path().join("plots").exists());
        assert!(!folder.path().join("incidents.csv").exists());
        assert!(stale.iter().all(|path| !path.exists()));
    }
}
