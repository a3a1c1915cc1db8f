//! Studies that add worlds until a mean is known well enough.

use std::fs;

use serde_json::Value;

use super::command::{Desk, Said};

const PRECISION: &str = "design.replications={ until = \"resolution_time.p90\", half_width_share = 0.06, from = 3, to = 20 }";

/// A short study with these words into `out`.
fn typed(desk: &Desk, out: &str, more: &[&str]) -> Said {
    let out = format!("--out={out}");
    let words = [
        "run",
        "study/experiment.toml",
        "--set=time.days=30",
        "--set=time.cool_down_days=10",
        "--threads=2",
        "--lang=en",
        "--seed=3",
        &out,
    ];
    desk.types(&[&words, more].concat())
}

fn manifest(desk: &Desk, out: &str) -> Value {
    serde_json::from_str(&desk.reads(&format!("{out}/manifest.json"))).expect("JSON")
}

/// Everything that is derived is alike.
fn assert_alike(desk: &Desk, [one, other]: [&str; 2]) {
    let files = desk.files().into_iter().filter(|file| {
        file.starts_with(&format!("{one}/"))
            && !["manifest.json", "journal/runs", "lock"]
                .iter()
                .any(|name| file.ends_with(name))
    });
    let files: Vec<String> = files.collect();
    assert!(files.len() > 5);
    for file in files {
        let name = file.trim_start_matches(one);
        let [one, other] = [one, other].map(|out| desk.path(&format!("{out}{name}")));
        assert!(fs::read(one).ok() == fs::read(other).ok(), "{name}");
    }
}

#[test]
fn worlds_are_added_in_rounds_and_the_result_is_that_of_so_many_worlds() {
    let desk = Desk::with_study();
    let until = ["--plots=none", "--set", PRECISION];
    let found = typed(&desk, "until", &until);
    assert_eq!(found.status, Some(0), "{found:?}");
    assert!(
        found.err.contains("(6.00 % wanted); on to 6"),
        "{}",
        found.err
    );
    assert!(found.err.contains("; enough"), "{}", found.err);
    let written = manifest(&desk, "until");
    let worlds = written["replications"].as_u64().expect("a count");
    assert!(worlds > 3 && worlds % 3 == 0, "{worlds} worlds");
    assert_eq!(written["runs"]["done"], written["runs"]["planned"]);
    assert_eq!(written["precision"]["until"], "resolution_time.p90");
    let reached = written["precision"]["reached"].as_f64().expect("a share");
    assert!(reached <= 0.06, "{reached}");

    let fixed = format!("--replications={worlds}");
    assert_eq!(
        typed(&desk, "fixed", &["--plots=none", &fixed]).status,
        Some(0)
    );
    assert_alike(&desk, ["until", "fixed"]);
    // The manifest names the worlds: what it remakes does not look for them again.
    let again = desk.types(&["run", "until/manifest.json", "--plots=none", "--out=again"]);
    assert_eq!(again.status, Some(0), "{again:?}");
    assert_alike(&desk, ["until", "again"]);

    let before = manifest(&desk, "until");
    let stored = typed(&desk, "until", &until);
    assert_eq!((stored.status, &stored.out), (Some(0), &found.out));
    assert!(stored.err.contains("; enough"), "{}", stored.err);
    assert_eq!(manifest(&desk, "until"), before);
}

#[test]
fn a_study_that_is_cut_short_in_a_round_comes_to_the_same_end() {
    let desk = Desk::with_study();
    let until = ["--plots=none", "--set", PRECISION];
    assert_eq!(typed(&desk, "whole", &until).status, Some(0));
    // What a killed process leaves: some whole frames and a torn one, no tables.
    assert_eq!(typed(&desk, "cut", &until).status, Some(0));
    let journal = fs::read(desk.path("cut/journal/runs")).expect("a journal");
    for left in [9, 5, 2] {
        fs::write(
            desk.path("cut/journal/runs"),
            &journal[..journal.len() * left / 10],
        )
        .expect("a file");
        let refused = typed(&desk, "cut", &until);
        assert_eq!(refused.status, Some(2), "{refused:?}");
        assert!(refused.err.contains("--resume"), "{}", refused.err);
        let resumed = typed(&desk, "cut", &[&until[..], &["--resume"]].concat());
        assert_eq!(resumed.status, Some(0), "{resumed:?}");
        assert_alike(&desk, ["whole", "cut"]);
        let runs = &manifest(&desk, "cut")["runs"];
        assert!(runs["reused"].as_u64() > Some(0), "{runs}");
        assert_eq!(runs["done"], manifest(&desk, "whole")["runs"]["done"]);
    }
}

#[test]
fn a_wider_limit_grows_the_study_from_where_it_is() {
    let desk = Desk::with_study();
    let until = |share: f64, to: u32| {
        format!(
            "design.replications={{ until = \"response_time.mean\", half_width_share = {share}, from = 2, to = {to} }}"
        )
    };
    let (few, more) = (until(0.001, 4), until(0.001, 8));
    let first = typed(&desk, "out", &["--plots=none", "--set", &few]);
    assert!(
        first.err.contains("not reached with the most worlds"),
        "{}",
        first.err
    );
    let rows = desk.reads("out/runs.csv");
    let grown = typed(&desk, "out", &["--plots=none", "--resume", "--set", &more]);
    assert_eq!(grown.status, Some(0), "{grown:?}");
    let written = manifest(&desk, "out");
    assert_eq!(written["replications"], 8);
    assert_eq!(written["runs"]["reused"], 12);
    assert!(desk.reads("out/runs.csv").starts_with(&rows));
}

#[test]
fn what_hangs_on_all_results_has_no_shards() {
    let desk = Desk::with_study();
    for (words, language) in [
        (["--shard=1/2", "--lang=en"], "fix the number"),
        (["--shard=1/2", "--lang=zh"], "定下世界数"),
    ] {
        let mut typed = vec!["run", "study/experiment.toml", "--set", PRECISION];
        typed.extend(words);
        let refused = desk.types(&typed);
        assert_eq!(refused.status, Some(2), "{refused:?}");
        assert!(refused.err.contains(language), "{}", refused.err);
    }
    let submitted = desk.types(&[
        "submit",
        "study/experiment.toml",
        "--engine=slurm",
        "--shards=2",
        "--dry-run",
        "--set",
        PRECISION,
    ]);
    assert_eq!(submitted.status, Some(2), "{submitted:?}");
    let fixed = desk.types(&[
        "run",
        "study/experiment.toml",
        "--set",
        PRECISION,
        "--replications=2",
        "--shard=1/2",
        "--out=shard",
        "--set=time.days=30",
    ]);
    assert_eq!(fixed.status, Some(0), "{fixed:?}");
}

#[test]
fn it_is_told_before_anything_is_run() {
    let desk = Desk::with_study();
    let study = desk.reads("study/experiment.toml");
    let replaced = study.lines().map(|line| {
        if line.starts_with("replications") {
            "replications = { until = \"busy_share.share\" }"
        } else {
            line
        }
    });
    let replaced = replaced.collect::<Vec<_>>().join("\n");
    desk.writes("study/experiment.toml", &replaced);
    let told = "worlds are added 10 at a time until the 95 % half-width of busy_share.share is at most 5.00 % of its mean in every setup, 200 at most";
    for words in [
        &["check", "study/experiment.toml", "--lang=en"][..],
        &["run", "study/experiment.toml", "--lang=en", "--dry-run"],
    ] {
        let said = desk.types(words);
        assert_eq!(said.status, Some(0), "{said:?}");
        assert!(said.out.contains(told), "{}", said.out);
    }
}
