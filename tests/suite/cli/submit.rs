//! `submit` against a cluster of shell scripts that keep what they are asked and run it here.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use tiaokuai::experiment::{Journal, RunRecord};
use tiaokuai::output::JournalFile;

use super::command::{Desk, Said, said};

/// Runs an array at once, one task after another, and a job after it if all ended well.
const SBATCH: &str = r#"#!/bin/bash
here=$(dirname "$0")
printf '%s\n' "$*" >>"$here/asked"
[ -e "$here/down" ] && { echo 'sbatch: error: no partition' >&2; exit 1; }
number=$(($(cat "$here/number" 2>/dev/null || echo 100) + 1))
echo "$number" >"$here/number"
script=${*: -1}
tasks=$(sed -n 's/^#SBATCH --array=//p' "$script")
for word in "$@"; do
    case $word in
        --array=*) tasks=${word#--array=} ;;
        --dependency=afterok:*) after=${word#--dependency=afterok:} ;;
    esac
done
ended=0
if [ -n "$tasks" ]; then
    for span in ${tasks//,/ }; do
        for task in $(seq "${span%-*}" "${span#*-}"); do
            [ -e "$here/loses-$task" ] && { ended=1; continue; }
            SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_PER_TASK=2 bash "$script" >>"$here/log" 2>&1 || ended=1
        done
    done
else
    for job in ${after//:/ }; do
        [ "$(cat "$here/ended-$job")" = 0 ] || ended=1
    done
    [ $ended = 0 ] && { bash "$script" >>"$here/log" 2>&1 || ended=1; }
fi
echo $ended >"$here/ended-$number"
echo "$number;lab"
"#;

const SQUEUE: &str = r#"#!/bin/bash
here=$(dirname "$0")
[ -e "$here/queue" ] && cat "$here/queue"
exit 0
"#;

const SCANCEL: &str = r#"#!/bin/bash
printf 'scancel %s\n' "$*" >>"$(dirname "$0")/asked"
"#;

/// A study of three shards, two worlds of three setups a piece but the last.
const STUDY: [&str; 5] = [
    "study/experiment.toml",
    "--set=time.days=30",
    "--set=time.cool_down_days=10",
    "--seed=3",
    "--replications=5",
];

struct Cluster(Desk);

impl Cluster {
    fn new() -> Self {
        let desk = Desk::with_study();
        fs::create_dir(desk.path("bin")).expect("a folder");
        for (name, text) in [("sbatch", SBATCH), ("squeue", SQUEUE), ("scancel", SCANCEL)] {
            let name = format!("bin/{name}");
            desk.writes(&name, text);
            let mode = fs::Permissions::from_mode(0o755);
            fs::set_permissions(desk.path(&name), mode).expect("a program");
        }
        Self(desk)
    }

    fn types(&self, words: &[&str]) -> Said {
        let path = std::env::var("PATH").expect("a path");
        let path = format!("{}:{path}", self.0.path("bin").display());
        let mut command = self.0.program(words);
        command.env("PATH", path).env("LANG", "en_US.UTF-8");
        said(command.output().expect("the program runs"))
    }

    /// Submits the study into a folder that needs quotes.
    fn submits(&self, more: &[&str]) -> Said {
        let words = ["submit", "--engine=slurm", "--shards=3", "--out=of a study"];
        self.types(&[&words[..], &STUDY, more].concat())
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.0.reads("bin/asked");
        fs::remove_file(self.0.path("bin/asked")).expect("forgotten");
        let here = format!("{}/", self.0.path("of a study/slurm").display());
        asked.lines().map(|line| line.replace(&here, "")).collect()
    }

    fn status(&self) -> Said {
        self.types(&["submit", "--status", "of a study"])
    }
}

fn assert_whole(cluster: &Cluster) {
    let desk = &cluster.0;
    let whole = [&["run", "--out=whole"], &STUDY[..]].concat();
    assert_eq!(cluster.types(&whole).status, Some(0));
    desk.has_same_tables("whole", "of a study");
}

#[test]
fn a_submitted_study_merges_to_the_bytes_of_the_whole() {
    let cluster = Cluster::new();
    let shown = cluster.submits(&["--dry-run"]);
    assert_eq!(shown.status, Some(0), "{shown:?}");
    assert!(shown.out.contains("#SBATCH --array=1-3\n"), "{}", shown.out);
    assert!(shown.out.contains("--kill-on-invalid-dep=yes"));
    assert!(!cluster.0.path("of a study").exists() && !cluster.0.path("bin/asked").exists());
    let sent = cluster.submits(&[]);
    assert_eq!(sent.status, Some(0), "{sent:?}");
    assert!(
        sent.out
            .starts_with("job 101: shard 1-3\njob 102: merges into ")
    );
    let merge = "--parsable --dependency=afterok:101 --kill-on-invalid-dep=yes merge.sh";
    assert_eq!(cluster.asked(), ["--parsable shard.sh", merge]);
    let status = cluster.status();
    assert_eq!(status.status, Some(0), "{status:?}");
    assert!(status.out.contains("merged: the result is in of a study"));
    assert_whole(&cluster);
    let manifest = cluster.0.reads("of a study/shards/1/manifest.json");
    assert!(manifest.contains("\"threads\": 2"), "{manifest}");
    let again = cluster.submits(&["--missing"]);
    assert_eq!(again.status, Some(0), "{again:?}");
    assert!(
        again.out.starts_with("no shard is missing"),
        "{}",
        again.out
    );
    assert!(!cluster.0.path("bin/asked").exists());
}

#[test]
fn only_what_is_missing_is_submitted_again() {
    let cluster = Cluster::new();
    cluster.0.writes("bin/loses-2", "");
    assert_eq!(cluster.submits(&[]).status, Some(0));
    cluster.asked();
    assert!(!cluster.0.path("of a study/runs.csv").exists());
    let status = cluster.status();
    assert_eq!(status.status, Some(1), "{status:?}");
    let row = |shard: usize, said: &Said| said.out.lines().nth(shard).map(str::to_owned);
    let absent = "     2       0       6       0  -           not started";
    assert_eq!(row(2, &status).as_deref(), Some(absent));
    let zh = cluster.types(&["submit", "--status", "of a study", "--lang=zh"]);
    assert!(
        zh.out.contains("未开始") && zh.out.contains("还没有合并"),
        "{}",
        zh.out
    );

    // One shard that ended loses a run, another is still in the queue.
    let journal = cluster.0.path("of a study/shards/3/journal/runs");
    let whole = fs::read(&journal).expect("a journal");
    fs::write(&journal, &whole[..whole.len() - 1]).expect("cut");
    cluster
        .0
        .writes("bin/queue", "101_2 PENDING\n102 PENDING\n");
    let status = cluster.status();
    let cut = "     3       2       3       0  -           incomplete";
    assert_eq!(row(3, &status).as_deref(), Some(cut));
    assert!(
        status.out.contains("PENDING     not started"),
        "{}",
        status.out
    );
    assert!(status.out.contains("not merged yet: job 102 PENDING"));
    let refused = cluster.submits(&[]);
    assert_eq!(refused.status, Some(2), "{refused:?}");
    assert!(refused.err.contains("is still in the queue (PENDING)"));
    let sent = cluster.submits(&["--missing"]);
    assert!(sent.out.starts_with("job 103: shard 3\n"), "{sent:?}");
    let merge = "--parsable --dependency=afterok:103:101_2 --kill-on-invalid-dep=yes merge.sh";
    let asked = ["scancel 102", "--parsable --array=3 shard.sh", merge];
    assert_eq!(cluster.asked(), asked);

    fs::remove_file(cluster.0.path("bin/queue")).expect("ended");
    fs::remove_file(cluster.0.path("bin/loses-2")).expect("repaired");
    let sent = cluster.submits(&["--missing"]);
    assert!(sent.out.starts_with("job 105: shard 2\n"), "{sent:?}");
    assert_eq!(cluster.asked()[0], "--parsable --array=2 shard.sh");
    assert_eq!(cluster.status().status, Some(0));
    assert_whole(&cluster);
}

#[test]
fn a_shard_whose_runs_ended_with_one_failed_is_merged_and_not_run_again() {
    let cluster = Cluster::new();
    cluster.0.writes("bin/loses-2", "");
    cluster.0.writes("bin/loses-3", "");
    assert_eq!(cluster.submits(&[]).status, Some(0));
    let journal = cluster.0.path("of a study/shards/1/journal/runs");
    let whole = fs::read(&journal).expect("a journal");
    fs::write(&journal, &whole[..whole.len() - 1]).expect("cut");
    let mut open = JournalFile::open(&journal).expect("a journal");
    open.repair().expect("room");
    let record = RunRecord::Failed {
        error: "fell over".to_owned(),
    };
    let lost = (0..3).chain(9..12);
    let lost: Vec<u64> = lost.filter(|run| !open.finished().contains(run)).collect();
    assert_eq!(lost.len(), 1, "{lost:?}");
    open.append(lost[0], &record.to_bytes()).expect("room");
    drop(open);
    for lost in ["bin/loses-2", "bin/loses-3"] {
        fs::remove_file(cluster.0.path(lost)).expect("repaired");
    }
    let manifest = cluster.0.path("of a study/shards/1/manifest.json");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    let running = text.replace("\"state\": \"complete\"", "\"state\": \"running\"");
    fs::write(&manifest, running).expect("as after a crash");
    let sent = cluster.submits(&["--missing"]);
    assert!(sent.out.starts_with("job 103: shard 1-3\n"), "{sent:?}");
    let status = cluster.status();
    assert_eq!(status.status, Some(1), "{status:?}");
    assert!(
        status
            .out
            .contains("       1  -           ended, some runs failed")
    );
    assert!(
        status.out.contains("merged: the result is in"),
        "{}",
        status.out
    );
    let failures = cluster.0.reads("of a study/failures.csv");
    assert_eq!(failures.lines().count(), 2, "{failures}");
    let again = cluster.submits(&["--missing"]);
    assert!(again.out.starts_with("no shard is missing"), "{again:?}");
}

#[test]
fn without_slurm_scripts_are_written_and_changes_to_them_are_kept() {
    let cluster = Cluster::new();
    let words = [&["submit", "--shards=2", "--out=out"], &STUDY[..]].concat();
    for (language, told) in [
        ("--lang=en", "sbatch is not found"),
        ("--lang=zh", "找不到 sbatch"),
    ] {
        let mut command = cluster.0.program(&[&words[..], &[language]].concat());
        let unsent = said(command.env("PATH", "/nowhere").output().expect("it runs"));
        assert_eq!(unsent.status, Some(1), "{unsent:?}");
        assert!(unsent.err.contains(told), "{}", unsent.err);
        assert!(unsent.err.contains("--dependency=afterok:${array%%;*}"));
    }
    let mine = cluster.0.reads("out/slurm/shard.sh") + "# mine\n";
    cluster.0.writes("out/slurm/shard.sh", &mine);
    cluster.0.writes("bin/down", "");
    let refused = cluster.types(&words);
    assert_eq!(refused.status, Some(1), "{refused:?}");
    assert!(
        refused
            .err
            .contains("sbatch refused: sbatch: error: no partition")
    );
    assert!(
        refused
            .err
            .contains("was changed by hand and is submitted as it is")
    );
    let other = cluster.types(&[&words[..], &["--time=9"]].concat());
    assert_eq!(other.status, Some(2), "{other:?}");
    assert_eq!(cluster.0.reads("out/slurm/shard.sh"), mine);
}

#[test]
fn bad_input_and_folders_of_something_else_are_refused_and_nothing_is_written() {
    let cluster = Cluster::new();
    let shard = ["run", "--shard=1/2", "--out=of a study/shards/1"];
    assert_eq!(
        cluster.types(&[&shard[..], &STUDY].concat()).status,
        Some(0)
    );
    let before = cluster.0.files();
    for (words, told) in [
        (
            &["study/experiment.toml", "--shards=2", "--set=time.days=x"][..],
            "--set",
        ),
        (&["nowhere.toml", "--shards=2"], "nowhere.toml"),
        (
            &["study/experiment.toml", "--shards=2"],
            "holds another study",
        ),
        (&["study/experiment.toml", "--shards=0"], "--shards"),
        (&["study/experiment.toml"], "--shards"),
        (&["--status=study"], "holds no shards"),
        (&["--status=study", "--missing"], "cannot be used with"),
    ] {
        let words = [&["submit"], words].concat();
        let words = if words[1].starts_with("--status") {
            words
        } else {
            [&words[..], &["--out=of a study"]].concat()
        };
        let refused = cluster.types(&words);
        assert_eq!(refused.status, Some(2), "{words:?}: {refused:?}");
        assert!(refused.err.contains(told), "{words:?}: {}", refused.err);
    }
    let refused = cluster.submits(&[]);
    assert!(refused.err.contains("not shard 1/3"), "{}", refused.err);
    assert_eq!(cluster.0.files(), before);
    let by_hand = cluster.status();
    assert_eq!(by_hand.status, Some(1), "{by_hand:?}");
    assert!(by_hand.out.lines().count() == 4, "{}", by_hand.out);
}
