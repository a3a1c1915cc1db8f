//! Who may use a result folder, and what is in it.

use std::fs;
use std::path::Path;

use crate::experiment::sample_study::sample_study;
use crate::experiment::{Advance, Journal, Plan, RunRecord, derive};
use crate::metrics::MetricId;
use crate::metrics::metric::Statistic;
use crate::output::atomic::UNFINISHED;
use crate::output::folder_layout::{JOURNAL, LOCK, MANIFEST, RUNS};
use crate::output::manifest::State;
use crate::output::{Existing, FolderError, Manifest, Opened, ResultFolder};
use crate::scenario::{Precision, Quantity};

fn open(
    path: &Path,
    replications: u32,
    seed: u64,
    existing: Existing,
) -> Result<Opened, FolderError> {
    let mut study = sample_study(replications);
    study.seed = seed;
    let mut plan = Plan::new(&study).unwrap();
    ResultFolder::open(path, &mut plan, "tiaokuai run x", existing)
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
        let manifest = Manifest {
            state: State::Complete,
            ..folder.manifest().clone()
        };
        manifest.write(&path.join(MANIFEST)).unwrap();
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
fn a_study_with_a_precision_begins_anew_where_no_journal_was_made_and_grows_as_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let mut study = sample_study(2);
    study.precision = Some(Precision {
        until: Quantity {
            metric: MetricId::ResponseTime,
            statistic: Statistic::Mean,
        },
        half_width_share: 0.05,
        from: 2,
        to: 6,
    });
    let opened = |existing: Existing| {
        let mut plan = Plan::new(&study).unwrap();
        let opened = ResultFolder::open(folder.path(), &mut plan, "", existing);
        (ready(opened), plan.replications())
    };
    let (first, worlds) = opened(Existing::Keep);
    assert_eq!((first.manifest().runs.planned, worlds), (4, 2));
    drop(first);
    fs::remove_dir_all(folder.path().join(JOURNAL)).unwrap();
    let (mut again, worlds) = opened(Existing::Resume);
    assert_eq!(worlds, 2);
    // Failed runs tell nothing of a mean, so that another round is asked for.
    let failed = RunRecord::Failed {
        error: "no".to_owned(),
    };
    for run in 0..4 {
        again.journal.append(run, &failed.to_bytes()).unwrap();
    }
    drop(again);
    let (grown, worlds) = opened(Existing::Resume);
    assert_eq!((grown.manifest().runs.planned, worlds), (8, 4));
    assert_eq!(grown.manifest().replications, 4);
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
    fs::write(folder.path().join("weeks.parquet"), "table").unwrap();
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
    assert!(!folder.path().join("weeks.parquet").exists());
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
