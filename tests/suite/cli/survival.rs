//! Killed, out of room, read-only, gone: what finished is kept, and said so.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;
use tiaokuai::experiment::{Journal, RunRecord};
use tiaokuai::output::JournalFile;

use super::command::{Desk, LONG_RUN, SHORT_RUN, Said, said};

/// A study of some seconds that writes every table.
const STUDY: [&str; 11] = [
    "run",
    "study/experiment.toml",
    "--set=time.days=30",
    "--set=time.cool_down_days=10",
    "--replications=6",
    "--plots=none",
    "--out=out",
    "--threads=2",
    "--lang=en",
    "--seed=3",
    "--incidents",
];

/// What is asked for beside the words of [`STUDY`], and where it goes.
fn study<'a>(out: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut words = STUDY.to_vec();
    words[6] = out;
    words.extend(more);
    words
}

/// Files of a result that are the same whenever it is made: all but manifest, journal and lock.
fn assert_same(desk: &Desk, [one, other]: [&str; 2]) {
    let of = |folder: &str| -> Vec<String> {
        let prefix = format!("{folder}/");
        let files = desk.files().into_iter();
        files
            .filter_map(|file| file.strip_prefix(&prefix).map(str::to_owned))
            .collect()
    };
    assert_eq!(of(one), of(other));
    for file in of(one) {
        if !["manifest.json", "journal/runs", "lock"].contains(&file.as_str()) {
            let [one, other] = [one, other].map(|folder| desk.path(folder).join(&file));
            assert!(fs::read(one).ok() == fs::read(other).ok(), "{file}");
        }
    }
}

fn manifest(desk: &Desk, folder: &str) -> Value {
    let text = desk.reads(&format!("{folder}/manifest.json"));
    serde_json::from_str(&text).expect("JSON")
}

/// Whole frames of a journal, by the lengths they state.
fn frames(journal: &Path) -> u64 {
    let bytes = fs::read(journal).unwrap_or_default();
    let (mut at, mut frames) = (20, 0);
    while let Some(length) = bytes.get(at..at + 4) {
        let length = u32::from_le_bytes(length.try_into().expect("four bytes"));
        at += 20 + length as usize;
        frames += u64::from(at <= bytes.len());
    }
    frames
}

fn started(desk: &Desk, words: &[&str]) -> Child {
    let mut command = desk.program(words);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command.spawn().expect("the program runs")
}

/// Waits until `is_so` or the child has ended.
fn wait_until(child: &mut Child, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_mins(2);
    while !is_so() && child.try_wait().expect("a child").is_none() {
        assert!(Instant::now() < deadline, "it never came to that");
        sleep(Duration::from_millis(1));
    }
}

fn is_larger(path: &Path, size: u64) -> bool {
    fs::metadata(path).is_ok_and(|file| file.len() > size)
}

/// Kills what is under way, resumes it and compares it with the study that was left alone.
fn killed_and_resumed(desk: &Desk, mut child: Child) -> u64 {
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let done = frames(&desk.path("out/journal/runs"));
    let was_whole =
        desk.path("out/manifest.json").exists() && manifest(desk, "out")["state"] == "complete";
    let resumed = desk.types(&study("--out=out", &["--resume"]));
    assert_eq!(resumed.status, Some(0), "{resumed:?}");
    assert_same(desk, ["out", "whole"]);
    let runs = &manifest(desk, "out")["runs"];
    assert_eq!(runs["done"], 18);
    if !was_whole {
        assert_eq!(runs["reused"], done, "what was done is used");
    }
    fs::remove_dir_all(desk.path("out")).expect("it goes");
    done
}

#[test]
fn a_study_killed_at_any_step_resumes_to_the_bytes_of_one_that_was_left_alone() {
    let desk = Desk::with_study();
    assert_eq!(desk.types(&study("--out=whole", &[])).status, Some(0));
    for (file, size) in [
        ("out/inputs", 0),
        ("out/journal/runs", 20),
        ("out/journal/runs", 20_000),
        ("out/runs.csv.unfinished", 0),
        ("out/incidents.csv.unfinished", 0),
    ] {
        let mut child = started(&desk, &STUDY);
        let path = desk.path(file);
        wait_until(&mut child, || is_larger(&path, size));
        killed_and_resumed(&desk, child);
    }
}

/// `benches/kills.sh 50` runs it with so many kills.
#[test]
#[ignore = "takes minutes: benches/kills.sh"]
fn a_study_killed_at_random_moments_is_the_same_each_time() {
    let kills = std::env::var("KILLS").map_or(50, |kills| kills.parse().expect("a number"));
    let desk = Desk::with_study();
    let begun = Instant::now();
    assert_eq!(desk.types(&study("--out=whole", &[])).status, Some(0));
    let time = begun.elapsed();
    let (mut state, mut moments, mut done) = (9_u64, Vec::new(), Vec::new());
    for _ in 0..kills {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        let moment = time.mul_f64((state >> 40) as f64 / 16_777_216.0);
        let child = started(&desk, &STUDY);
        sleep(moment);
        moments.push(moment.as_millis());
        done.push(killed_and_resumed(&desk, child));
    }
    println!("an undisturbed study took {} ms", time.as_millis());
    println!("killed after ms: {moments:?}");
    println!("runs there by then, of 18: {done:?}");
    println!("{kills} kills, {kills} identical studies");
}

/// The program where no file may grow beyond so many blocks of 512 bytes.
fn confined(desk: &Desk, blocks: u64, words: &[&str]) -> Said {
    let program = desk.program(&[]);
    let mut command = Command::new("sh");
    command
        .arg("-c")
        .arg(format!(
            "trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\""
        ))
        .arg(program.get_program())
        .args(words)
        .current_dir(desk.path(""))
        .stdin(Stdio::null());
    said(command.output().expect("a shell"))
}

#[test]
fn a_disk_that_is_full_ends_the_study_and_keeps_what_finished() {
    let desk = Desk::with_study();
    assert_eq!(desk.types(&study("--out=whole", &[])).status, Some(0));
    let journal = fs::metadata(desk.path("whole/journal/runs")).expect("a journal");
    let runs = fs::metadata(desk.path("whole/runs.csv")).expect("a table");
    assert!(
        runs.len() > journal.len() * 3 / 2,
        "room for the journal only"
    );
    for (size, what, kept) in [
        (journal.len() / 2, "the journal cannot be written", 1..18),
        (
            journal.len() * 5 / 4,
            "rows of runs cannot be written",
            18..19,
        ),
    ] {
        let words = study("--out=out", &[]);
        let full = confined(&desk, size / 512, &words);
        assert_eq!(full.status, Some(1), "{full:?}");
        for part in [what, "too large", "are kept in out", "--resume"] {
            assert!(full.err.contains(part), "{part} in {}", full.err);
        }
        let done = frames(&desk.path("out/journal/runs"));
        assert!(kept.contains(&done), "{done} runs");
        let mut words = study("--out=out", &["--resume"]);
        words[8] = "--lang=zh";
        let full = confined(&desk, size / 512, &words);
        assert_eq!(full.status, Some(1), "{full:?}");
        assert!(full.err.contains("文件过大") && full.err.contains("已完成的运行保留在 out"));
        let resumed = desk.types(&study("--out=out", &["--resume"]));
        assert_eq!(resumed.status, Some(0), "{resumed:?}");
        assert!(manifest(&desk, "out")["runs"]["reused"].as_u64() >= Some(done));
        assert_same(&desk, ["out", "whole"]);
        fs::remove_dir_all(desk.path("out")).expect("it goes");
    }
}

#[test]
fn a_folder_that_may_not_be_written_is_told_with_status_one() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::with_study();
    fs::create_dir(desk.path("sealed")).expect("a folder");
    let sealed = fs::Permissions::from_mode(0o555);
    fs::set_permissions(desk.path("sealed"), sealed).expect("it can be sealed");
    // Who may write anything anyway gives that up first.
    let is_almighty = fs::create_dir(desk.path("sealed/x")).is_ok();
    let program = desk.program(&[]);
    let program = program.get_program();
    let mut command = Command::new("setpriv");
    if is_almighty {
        fs::remove_dir(desk.path("sealed/x")).expect("it goes");
        command.arg("--bounding-set=-dac_override").arg(program);
    } else {
        command = Command::new(program);
    }
    command.current_dir(desk.path("")).args(&SHORT_RUN[..6]);
    let output = command.args(["--out=sealed/out", "--lang=en"]).output();
    let said = said(output.expect("the program (as root it needs setpriv of util-linux)"));
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(
        said.err.contains("sealed/out") && said.err.contains("permission is denied"),
        "{}",
        said.err
    );
    assert!(!desk.path("sealed/out").exists());
}

#[test]
fn a_folder_that_is_moved_away_ends_the_study_and_goes_on_where_it_lies() {
    let desk = Desk::with_study();
    let mut child = started(&desk, &LONG_RUN);
    let journal = desk.path("out/journal/runs");
    wait_until(&mut child, || is_larger(&journal, 20_000));
    fs::rename(desk.path("out"), desk.path("moved")).expect("it can be moved");
    let ended = said(child.wait_with_output().expect("it ends"));
    assert_eq!(ended.status, Some(1), "{ended:?}");
    for part in ["no such file", "the folder out is gone", "--resume"] {
        assert!(ended.err.contains(part), "{part} in {}", ended.err);
    }
    assert!(!desk.path("out").exists());
    let done = frames(&desk.path("moved/journal/runs"));
    let mut words = LONG_RUN.to_vec();
    (words[2], words[4]) = ("--replications=2", "--out=moved");
    words.push("--resume");
    let resumed = desk.types(&words);
    assert_eq!(resumed.status, Some(0), "{resumed:?}");
    assert!(done > 0 && manifest(&desk, "moved")["runs"]["reused"].as_u64() > Some(0));
}

#[test]
fn a_run_that_fails_is_a_row_and_named_with_the_command_that_repeats_it() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    let failed = RunRecord::Failed {
        error: "摊位 7 fell over".to_owned(),
    };
    let mut journal = JournalFile::open(&desk.path("out/journal/runs")).expect("a journal");
    journal.append(7, &failed.to_bytes()).expect("room");
    drop(journal);
    let mut words = SHORT_RUN.to_vec();
    words[4] = "--replications=4";
    words.push("--resume");
    let said = desk.types(&words);
    assert_eq!(said.status, Some(1), "{said:?}");
    assert!(
        said.err
            .contains("run 7 failed (replication 2, point 0, setup single-team): 摊位 7 fell over"),
        "{}",
        said.err
    );
    assert_eq!(manifest(&desk, "out")["state"], "failed");
    assert_eq!(manifest(&desk, "out")["runs"]["failed"], 1);
    let row = "0,single-team,2,3,failed,,,,,";
    assert!(desk.reads("out/runs.csv").lines().any(|line| line == row));
    let failures = desk.reads("out/failures.csv");
    let mut failures = csv::Reader::from_reader(failures.as_bytes());
    let rows: Vec<csv::StringRecord> = failures.records().flatten().collect();
    assert_eq!(rows.len(), 1);
    let command = rows[0].get(5).expect("a command");
    assert!(said.err.contains(command), "{command} in {}", said.err);
    let again: Vec<&str> = command.split(' ').skip(1).collect();
    let again = desk.types(&again);
    assert_eq!(again.status, Some(0), "{again:?}");
    let repeated = desk.reads("outputs/failed-run/runs.csv");
    assert!(repeated.contains("\n0,single-team,2,3,ok,"));
}

#[test]
fn changed_inputs_and_another_version_are_refused_with_the_difference() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    let county = desk.reads("study/county.toml");
    desk.writes(
        "study/county.toml",
        &county.replace("speed_km_per_h", "speed_km_per_h = 41 #"),
    );
    for more in [&[][..], &["--resume"]] {
        let refused = desk.runs(more);
        assert_eq!(refused.status, Some(2), "{refused:?}");
        assert!(
            refused.err.contains("input study/county.toml: stored "),
            "{}",
            refused.err
        );
    }
    desk.writes("study/county.toml", &county);
    let text = desk.reads("out/manifest.json");
    let digest = manifest(&desk, "out")["study_digest"]
        .as_str()
        .expect("a digest")
        .to_owned();
    let other = text.replace(&digest, &digest.replace(['0', '1'], "2"));
    let version = format!("\"version\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(other.contains(&version));
    desk.writes(
        "out/manifest.json",
        &other.replace(&version, "\"version\": \"0.0.1\""),
    );
    let refused = desk.runs(&["--resume"]);
    assert_eq!(refused.status, Some(2), "{refused:?}");
    let difference = format!("version: stored 0.0.1, now {}", env!("CARGO_PKG_VERSION"));
    assert!(refused.err.contains(&difference), "{}", refused.err);
}

#[test]
fn a_moved_result_makes_itself_again_without_the_files_it_came_from_and_grows() {
    let desk = Desk::with_study();
    assert_eq!(desk.types(&study("--out=out", &[])).status, Some(0));
    fs::create_dir(desk.path("archive")).expect("a folder");
    fs::rename(desk.path("out"), desk.path("archive/of-2025")).expect("it can be moved");
    desk.writes(
        "study/county.toml",
        "kind = \"county\" # of somebody else\n",
    );
    fs::remove_file(desk.path("study/experiment.toml")).expect("it goes");
    let words = [
        "run",
        "archive/of-2025/manifest.json",
        "--out=again",
        "--plots=none",
        "--incidents",
        "--lang=en",
    ];
    let again = desk.types(&words);
    assert_eq!(again.status, Some(0), "{again:?}");
    assert_same(&desk, ["again", "archive/of-2025"]);
    let [first, second] = ["archive/of-2025", "again"].map(|folder| manifest(&desk, folder));
    for key in ["study_digest", "world_digest", "inputs", "set", "seed"] {
        assert_eq!(first[key], second[key], "{key}");
    }
    let few = desk.reads("again/runs.csv");
    let grown = [&words[..], &["--replications=8", "--resume"]].concat();
    let grown = desk.types(&grown);
    assert_eq!(grown.status, Some(0), "{grown:?}");
    let many = desk.reads("again/runs.csv");
    assert!(many.starts_with(&few) && many.len() > few.len());
    assert_eq!(manifest(&desk, "again")["runs"]["reused"], 18);
}
