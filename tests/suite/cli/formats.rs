//! What is printed: forms of the result, schemas, and readers who leave early.

use std::process::Stdio;

use serde_json::Value;

use super::command::{Desk, SHORT_RUN};

#[test]
fn json_on_stdout_is_one_document_and_nothing_else() {
    let desk = Desk::with_study();
    let said = desk.runs(&["--format", "json"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    assert!(
        value.is_object() && said.out.contains("response_time"),
        "{}",
        said.out
    );
}

#[test]
fn csv_on_stdout_has_as_many_cells_in_each_row() {
    let desk = Desk::with_study();
    let said = desk.runs(&["--format=csv"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let mut reader = csv::Reader::from_reader(said.out.as_bytes());
    let rows: Result<Vec<_>, _> = reader.records().collect();
    assert!(rows.expect("rows of one length").len() >= 3, "{}", said.out);
}

#[test]
fn schemas_are_json_and_speak_both_languages() {
    let desk = Desk::new();
    for kind in ["county", "setup", "scenario", "experiment", "map"] {
        let en = desk.types(&["schema", kind, "--lang=en"]);
        assert_eq!(en.status, Some(0), "{kind}");
        let schema: Value = serde_json::from_str(&en.out).expect("JSON");
        let word = &schema["properties"]["kind"];
        let is_its_own = word["const"] == kind || word["enum"] == serde_json::json!([kind]);
        assert!(is_its_own, "{kind}: {word}");
        let zh = desk.types(&["schema", kind, "--lang=zh"]);
        assert_ne!(en.out, zh.out, "{kind}");
    }
}

#[test]
fn a_reader_who_leaves_early_is_no_fault() {
    let desk = Desk::with_study();
    for words in [&["--help"][..], &["schema", "county"], &SHORT_RUN] {
        let mut command = desk.program(words);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program runs");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{words:?}: {err}");
        assert!(!err.contains("panicked"), "{words:?}: {err}");
    }
}

#[test]
fn a_full_disk_under_stdout_is_told() {
    let desk = Desk::new();
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    let Ok(full) = full else { return };
    let mut command = desk.program(&["schema", "county"]);
    let output = command.stdout(full).output().expect("the program runs");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn incidents_are_a_table_when_asked_for_even_afterwards() {
    let desk = Desk::with_study();
    assert_eq!(desk.runs(&[]).status, Some(0));
    assert!(!desk.path("out/incidents.csv").exists());
    let said = desk.runs(&["--incidents"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let table = desk.reads("out/incidents.csv");
    assert!(
        table.starts_with("point,setup,replication,incident,"),
        "{table}"
    );
    assert!(table.lines().count() > 100);
}
