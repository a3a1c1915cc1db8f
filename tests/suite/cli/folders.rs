//! What is written, kept, resumed, replaced and refused.

use super::command::{Desk, SHORT_RUN};

#[test]
fn the_demo_writes_its_folder_and_replaces_only_its_own() {
    let desk = Desk::new();
    let first = desk.types(&["demo"]);
    assert_eq!(first.status, Some(0), "{first:?}");
    assert!(first.out.contains("response time") && first.out.contains("tiaokuai new"));
    let files = desk.files();
    for name in [
        "manifest.json",
        "README.md",
        "runs.csv",
        "contrasts.csv",
        "stages.csv",
        "load.csv",
    ] {
        assert!(
            files.contains(&format!("outputs/demo/{name}")),
            "{name} in {files:?}"
        );
    }
    for ending in ["zh.svg", "zh.png", "en.svg", "en.png"] {
        assert!(
            files.iter().any(|file| file.ends_with(ending)),
            "{ending} in {files:?}"
        );
    }
    let runs = desk.reads("outputs/demo/runs.csv");
    let again = desk.types(&["--lang", "en", "demo"]);
    assert_eq!((again.status, &again.out), (Some(0), &first.out));
    assert_eq!(desk.reads("outputs/demo/runs.csv"), runs);
    let third = desk.types(&["demo"]);
    assert_eq!(
        third.status,
        Some(0),
        "a demo typed with a flag first is known again: {third:?}"
    );

    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    let refused = desk.types(&["demo", "--out", "out"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("not replaced"), "{}", refused.err);
    let refused = desk.types(&["demo", "--out", "study"]);
    assert_eq!(refused.status, Some(2), "{refused:?}");
}

#[test]
fn new_writes_a_study_that_checks_and_runs_and_never_into_an_occupied_folder() {
    let desk = Desk::with_study();
    for name in [
        "README.md",
        "README.zh.md",
        "county.toml",
        "experiment.toml",
        "setups/single-team.toml",
    ] {
        assert!(desk.path("study").join(name).exists(), "{name}");
    }
    let checked = desk.types(&["check", "study/experiment.toml"]);
    assert_eq!(checked.status, Some(0), "{checked:?}");
    assert!(
        checked.out.contains("all officers (busy share)"),
        "{}",
        checked.out
    );
    assert_eq!(desk.runs(&[]).status, Some(0));
    let before = desk.files();
    let refused = desk.types(&["new", "study"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("not empty"));
    assert_eq!(desk.files(), before);
}

#[test]
fn the_same_study_twice_prints_the_stored_result_and_runs_nothing() {
    let desk = Desk::with_study();
    let first = desk.runs(&[]);
    assert_eq!(first.status, Some(0), "{first:?}");
    let manifest = desk.reads("out/manifest.json");
    let second = desk.runs(&[]);
    assert_eq!((second.status, &second.out), (Some(0), &first.out));
    assert!(second.err.contains("already"), "{}", second.err);
    assert_eq!(desk.reads("out/manifest.json"), manifest);
}

#[test]
fn another_study_is_refused_with_the_difference_until_overwritten() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    let runs = desk.reads("out/runs.csv");
    let other = ["--set=county.travel.speed_km_per_h=70"];
    let refused = desk.runs(&other);
    assert_eq!(refused.status, Some(2));
    assert!(
        refused.err.contains("--overwrite") && refused.err.contains("speed_km_per_h=70"),
        "{}",
        refused.err
    );
    assert_eq!(desk.reads("out/runs.csv"), runs);
    let replaced = desk.runs(&[&other[..], &["--overwrite"]].concat());
    assert_eq!(replaced.status, Some(0), "{replaced:?}");
    assert_ne!(desk.reads("out/runs.csv"), runs);
}

#[test]
fn a_study_grows_and_keeps_its_first_runs() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    let mut words = SHORT_RUN.to_vec();
    words[4] = "--replications=3";
    let refused = desk.types(&words);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err.contains("--resume"), "{}", refused.err);
    words.push("--resume");
    desk.grows("out", &words);
}

#[test]
fn a_manifest_makes_the_same_tables_again_and_tells_of_changed_copies() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    std::fs::remove_dir_all(desk.path("study")).expect("the study goes");
    let again = desk.types(&["run", "out/manifest.json", "--out=again", "--plots=none"]);
    assert_eq!(again.status, Some(0), "{again:?}");
    desk.has_same_tables("again", "out");
    let copies = std::fs::read_dir(desk.path("out/inputs")).expect("copies");
    let copy = copies.flatten().next().expect("a copy").path();
    let text = std::fs::read_to_string(&copy).expect("a copy") + "# changed\n";
    std::fs::write(&copy, text).expect("a copy can be changed");
    let refused = desk.types(&["run", "out/manifest.json", "--out=third"]);
    assert_eq!(refused.status, Some(2), "{refused:?}");
    assert!(refused.err.contains("was changed"), "{}", refused.err);
    assert!(!desk.path("third").exists());
}

#[test]
fn a_dry_run_forecasts_and_writes_nothing() {
    let desk = Desk::with_study();
    let before = desk.files();
    let said = desk.runs(&["--dry-run"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(
        said.out.contains("6 runs: 2 worlds x 3 setups"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains(" MB ") && said.out.contains("rows in runs.csv"),
        "{}",
        said.out
    );
    assert_eq!(desk.files(), before);
}

#[test]
fn the_usual_folder_is_named_after_the_study() {
    let desk = Desk::with_study();
    let mut words = SHORT_RUN.to_vec();
    words.remove(6);
    assert_eq!(desk.types(&words).status, Some(0));
    assert!(desk.path("outputs/study/runs.csv").exists());
}
