//! What every table promises: its columns, plain line ends, no number that is none.

use std::io;

use super::*;
use crate::experiment::sample_study::{run_all, sample_study};
use crate::experiment::{Journal, MemoryJournal, Plan, RunRecord, derive};

fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn tables_have_the_columns_of_their_dictionary_and_plain_line_ends() {
    let study = sample_study(2);
    let plan = Plan::new(&study).unwrap();
    let mut runs = RunsTable::new(&study, Vec::new()).unwrap();
    let derived = derive(&plan, &run_all(&plan, 1), &mut runs).unwrap();
    let tables = [
        String::from_utf8(runs.finish().unwrap()).unwrap(),
        text(|to| write_contrasts(&study, &derived.contrasts, to)),
        text(|to| write_stages(&study, &derived.stages, to)),
        text(|to| write_load(&study, &derived.load, to)),
    ];
    let columns = [RUNS, CONTRASTS, STAGES, LOAD];
    for (table, columns) in tables.iter().zip(columns) {
        assert!(table.starts_with(&format!("{}\n", columns.join(","))));
        assert!(table.ends_with('\n') && !table.contains('\r'));
        assert!(table.lines().count() > 20, "{table}");
        assert!(!table.contains("NaN") && !table.contains("inf"), "{table}");
        assert!(!table.contains(",-0,"), "{table}");
        for line in table.lines() {
            assert_eq!(line.split(',').count(), columns.len(), "{line}");
        }
    }
}

#[test]
fn a_study_without_factors_has_the_point_0() {
    let study = sample_study(1);
    let plan = Plan::new(&study).unwrap();
    let table = text(|to| write_points(&plan, to));
    assert_eq!(table, "point,factor,value\n0,,\n");
}

#[test]
fn a_failed_run_is_one_row_and_its_reason_another() {
    let study = sample_study(1);
    let plan = Plan::new(&study).unwrap();
    let mut journal = MemoryJournal::new();
    let record = RunRecord::Failed {
        error: "two, \"three\"\nfour".to_owned(),
    };
    journal.append(1, &record.to_bytes()).unwrap();
    let mut runs = RunsTable::new(&study, Vec::new()).unwrap();
    let derived = derive(&plan, &journal, &mut runs).unwrap();
    let runs = String::from_utf8(runs.finish().unwrap()).unwrap();
    assert_eq!(runs.lines().nth(1), Some("0,single-team,0,1,failed,,,,,"));
    assert_eq!(runs.lines().count(), 2);
    let failures = text(|to| write_failures(&study, &derived.failures, to));
    let mut reader = csv::Reader::from_reader(failures.as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!(&row[4], "two, \"three\"\nfour");
    assert!(row[5].starts_with("tiaokuai run "));
}
