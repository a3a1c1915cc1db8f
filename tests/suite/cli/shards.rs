//! Shards as typed: what is refused and why, and what a merged folder can do.

use std::fs;

use super::command::{Desk, SHORT_RUN, Said};

/// Runs a shard of the short study (two worlds of three setups) into `out`.
fn shard(desk: &Desk, of: &str, out: &str, more: &[&str]) -> Said {
    let (of, out) = (format!("--shard={of}"), format!("--out={out}"));
    let mut words: Vec<&str> = SHORT_RUN.to_vec();
    words.remove(5);
    words[5] = &out;
    words.push(&of);
    words.extend(more);
    desk.types(&words)
}

fn merge(desk: &Desk, folders: &[&str], more: &[&str]) -> Said {
    let words = ["merge", "--lang=en", "--plots=none"];
    desk.types(&[&words[..], folders, more].concat())
}

#[test]
fn shards_merge_to_the_bytes_of_the_whole_which_grows_and_explains() {
    let desk = Desk::with_study();
    let whole = desk.runs(&["--incidents"]);
    assert_eq!(whole.status, Some(0), "{whole:?}");
    for of in ["1/3", "2/3", "3/3"] {
        let said = shard(&desk, of, of, &[]);
        assert_eq!(said.status, Some(0), "{said:?}");
        assert!(said.out.is_empty() && said.err.contains("tiaokuai merge"));
        let again = shard(&desk, of, of, &[]);
        assert_eq!(again.status, Some(0), "{again:?}");
        assert!(
            again.err.contains(&format!("shard {of}: ")),
            "{}",
            again.err
        );
    }
    fs::remove_dir_all(desk.path("study")).expect("merge needs the copies only");
    let shards = ["3/3", "1/3", "2/3"];
    let merged = merge(&desk, &shards, &["--out=merged", "--incidents"]);
    assert_eq!(merged.status, Some(0), "{merged:?}");
    assert_eq!(merged.out, whole.out);
    desk.has_same_tables("merged", "out");
    assert_eq!(
        desk.reads("merged/incidents.csv"),
        desk.reads("out/incidents.csv")
    );
    let again = merge(&desk, &shards, &["--out=merged", "--incidents"]);
    assert_eq!((again.status, again.out), (Some(0), merged.out));
    let words = [
        "run",
        "merged/manifest.json",
        "--out=merged",
        "--replications=3",
        "--resume",
        "--plots=none",
        "--lang=en",
    ];
    desk.grows("merged", &words);
    let incidents = desk.reads("out/incidents.csv");
    let named = incidents
        .lines()
        .nth(1)
        .and_then(|row| row.split(',').nth(3));
    let life = desk.types(&["explain", "merged", named.expect("an incident")]);
    assert_eq!(life.status, Some(0), "{life:?}");
}

#[test]
fn shards_that_do_not_belong_together_are_refused_and_nothing_is_written() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    for (of, out, more) in [
        ("1/2", "a", &[][..]),
        ("2/2", "b", &[]),
        ("2/2", "b-again", &[]),
        ("2/3", "of-three", &[]),
        ("2/2", "other-seed", &["--seed=4"]),
        ("2/2", "open", &[]),
        ("1/2", "broken", &[]),
    ] {
        let mut words: Vec<&str> = more.to_vec();
        if more.is_empty() {
            words.push("--seed=3");
        }
        let mut typed = SHORT_RUN.to_vec();
        let (shard, folder) = (format!("--shard={of}"), format!("--out={out}"));
        typed.truncate(9);
        typed.remove(5);
        typed[5] = &folder;
        typed.push(&shard);
        typed.extend(words);
        let said = desk.types(&typed);
        assert_eq!(said.status, Some(0), "{said:?}");
    }
    let cut = fs::read(desk.path("open/journal/runs")).expect("a journal");
    fs::write(desk.path("open/journal/runs"), &cut[..cut.len() - 1]).expect("cut");
    let mut flipped = fs::read(desk.path("broken/journal/runs")).expect("a journal");
    flipped[100] ^= 1;
    fs::write(desk.path("broken/journal/runs"), &flipped).expect("flipped");
    let before = desk.files();
    for (folders, told) in [
        (&["a"][..], "missing: shard 2/2"),
        (&["a", "b", "b-again"], "b and b-again both hold shard 2/2"),
        (&["a", "of-three"], "shard 1/2 and shard 2/3"),
        (&["a", "other-seed"], "seed: stored 3, now 4"),
        (&["a", "open"], "open holds 2 of 3 runs"),
        (&["broken", "b"], "broken has a damaged journal/runs"),
        (&["a", "out"], "out is no shard"),
        (&["a", "nowhere"], "nowhere cannot be read as a shard"),
    ] {
        let said = merge(&desk, folders, &["--out=merged"]);
        assert_eq!(said.status, Some(2), "{folders:?}: {said:?}");
        assert!(said.err.contains(told), "{folders:?}: {}", said.err);
    }
    let into = merge(&desk, &["a", "b"], &["--out=b", "--overwrite"]);
    assert_eq!(into.status, Some(2), "{into:?}");
    assert!(into.err.contains("is one of the shards"), "{}", into.err);
    assert_eq!(desk.files(), before);
    let zh = desk.types(&["--lang=zh", "merge", "a", "--out=merged"]);
    assert!(zh.err.contains("缺少分片 2/2"), "{}", zh.err);
}

#[test]
fn a_folder_takes_one_part_of_a_study_and_more_shards_than_worlds_leave_some_empty() {
    let desk = Desk::with_study();
    for of in ["1/3", "2/3", "3/3"] {
        assert_eq!(shard(&desk, of, of, &[]).status, Some(0));
    }
    assert!(desk.reads("3/3/manifest.json").contains("\"planned\": 0"));
    for (of, told) in [("2/3", "not shard 2/3"), ("1/2", "not shard 1/2")] {
        let refused = shard(&desk, of, "1/3", &["--resume"]);
        assert_eq!(refused.status, Some(2), "{refused:?}");
        assert!(refused.err.contains("holds shard 1/3 of this study"));
        assert!(refused.err.contains(told), "{}", refused.err);
    }
    let mut words = SHORT_RUN.to_vec();
    words[6] = "--out=1/3";
    let refused = desk.types(&words);
    assert_eq!(refused.status, Some(2), "{refused:?}");
    assert!(refused.err.contains("tiaokuai merge"), "{}", refused.err);
    let forecast = shard(&desk, "1/3", "new", &["--dry-run"]);
    assert_eq!(forecast.status, Some(0), "{forecast:?}");
    assert!(forecast.out.contains("shard 1/3: 3 of 6 runs"));
    let usual = [&SHORT_RUN[..5], &["--shard=1/2", "--lang=zh"]].concat();
    let said = desk.types(&usual);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(
        said.err
            .contains("分片 1/2：3 次运行在 outputs/study-shard-1-of-2")
    );
}
