//! Interrupted, killed, and two at once: what finished is kept.

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::command::{Desk, LONG_RUN, said};

/// Starts the long study and waits until some of its runs are in the journal.
fn under_way(desk: &Desk, words: &[&str]) -> Child {
    let mut command = desk.program(words);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let child = command.spawn().expect("the program runs");
    let journal = desk.path("out/journal/runs");
    let deadline = Instant::now() + Duration::from_mins(2);
    let has_runs = || std::fs::metadata(&journal).is_ok_and(|file| file.len() > 20_000);
    while !has_runs() {
        assert!(Instant::now() < deadline, "no run has finished");
        sleep(Duration::from_millis(20));
    }
    child
}

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status();
    assert!(status.is_ok_and(|status| status.success()), "kill {signal}");
}

fn done(desk: &Desk) -> u64 {
    let manifest: Value = serde_json::from_str(&desk.reads("out/manifest.json")).expect("JSON");
    manifest["runs"]["done"].as_u64().expect("a count")
}

#[test]
fn an_interrupt_keeps_and_derives_what_finished_and_a_second_process_is_refused() {
    let desk = Desk::with_study();
    let child = under_way(&desk, &LONG_RUN);
    let second = desk.types(&[&LONG_RUN[..], &["--resume"]].concat());
    assert_eq!(second.status, Some(2), "{second:?}");
    assert!(second.err.contains("another process"), "{}", second.err);
    send("-INT", &child);
    let first = said(child.wait_with_output().expect("it ends"));
    assert_eq!(first.status, Some(130), "{first:?}");
    assert!(
        first.err.contains("interrupted") && first.err.contains("--resume"),
        "{}",
        first.err
    );
    assert!(first.out.contains("response time"), "{}", first.out);
    assert!(done(&desk) > 0);
    let ok = desk
        .reads("out/runs.csv")
        .lines()
        .filter(|row| row.contains(",ok,"))
        .count();
    assert!(ok > 0);
    let unfinished = desk.types(&LONG_RUN);
    assert_eq!(unfinished.status, Some(2));
    assert!(unfinished.err.contains("--resume"), "{}", unfinished.err);
}

#[test]
fn a_killed_study_resumes_to_the_bytes_of_an_undisturbed_one() {
    let desk = Desk::with_study();
    let mut child = under_way(&desk, &LONG_RUN);
    child.kill().expect("it can be killed");
    child.wait().expect("it ends");
    let torn = desk.path("out/journal/runs");
    let mut journal = std::fs::read(&torn).expect("a journal");
    journal.extend_from_slice(&[9, 9, 9]);
    std::fs::write(&torn, journal).expect("a torn tail");
    let mut few = LONG_RUN.to_vec();
    few[2] = "--replications=4";
    let resumed = desk.types(&[&few[..], &["--resume"]].concat());
    assert_eq!(resumed.status, Some(0), "{resumed:?}");
    few[4] = "--out=whole";
    assert_eq!(desk.types(&few).status, Some(0));
    for table in [
        "runs.csv",
        "contrasts.csv",
        "stages.csv",
        "load.csv",
        "README.md",
    ] {
        let (resumed, whole) = (format!("out/{table}"), format!("whole/{table}"));
        assert_eq!(desk.reads(&resumed), desk.reads(&whole), "{table}");
    }
}

#[test]
fn resuming_what_is_not_there_starts_it() {
    let desk = Desk::with_study();
    let said = desk.runs(&["--resume"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(desk.path("out/contrasts.csv").exists());
}

#[test]
fn a_second_interrupt_ends_at_once() {
    let desk = Desk::with_study();
    let mut words = LONG_RUN.to_vec();
    words.push("--set=time.days=36500");
    let mut command = desk.program(&words);
    let mut child = command.stderr(Stdio::null()).spawn().expect("it runs");
    let deadline = Instant::now() + Duration::from_mins(2);
    while !desk.path("out/journal/runs").exists() {
        assert!(Instant::now() < deadline, "it has not begun");
        sleep(Duration::from_millis(20));
    }
    // The journal is made before the first runs start, and each of those takes a second.
    sleep(Duration::from_millis(200));
    send("-INT", &child);
    sleep(Duration::from_millis(150));
    assert!(
        child.try_wait().expect("a child").is_none(),
        "a run takes longer"
    );
    send("-INT", &child);
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(130));
    assert!(!desk.path("out/runs.csv").exists());
}
