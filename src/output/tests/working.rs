//! However a study is worked on, it leaves the same files, and no more than was asked for.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::Path;

use crate::base::Language;
use crate::experiment::Plan;
use crate::experiment::sample_study::sample_study;
use crate::output::manifest::State;
use crate::output::{Existing, Manifest, Opened, Publication, ResultFolder, Worked, publish};

use super::table::{Session, tables};

/// Runs the sample study into `path` with all that can be written, stopped after so many runs.
fn worked(path: &Path, (replications, threads): (u32, usize), stop_after: u64) -> Worked {
    let session = Session {
        stop_after,
        plots: &[Language::En],
        has_incidents: true,
        ..Session::on(threads)
    };
    let worked = session.resumes(path, &sample_study(replications));
    worked.expect("not stored already")
}

/// Every file of a result but manifest, journal, lock and inputs.
fn files(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = tables(path);
    files.extend(tables(&path.join("plots")));
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
    let manifest = Manifest::read(&broken.join("manifest.json")).unwrap();
    assert_eq!(manifest.state, State::Running);
    assert_eq!(manifest.runs.done, first.executed.advance.done);
    let second = worked(&broken, (4, 1), u64::MAX);
    assert_eq!(second.executed.advance.reused, first.executed.advance.done);
    worked(&whole, (4, 1), u64::MAX);
    assert_eq!(files(&broken), files(&whole));
    let manifest = Manifest::read(&broken.join("manifest.json")).unwrap();
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
        std::fs::write(path, "of an earlier call").unwrap();
    }
    let study = sample_study(2);
    let mut plan = Plan::new(&study).unwrap();
    let opened = ResultFolder::open(folder.path(), &mut plan, "", Existing::Keep).unwrap();
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
