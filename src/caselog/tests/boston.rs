//! The real log that ships, read whole.

use std::path::Path;

use crate::base::{Language, Span};
use crate::caselog::log_report::RowCount;
use crate::caselog::{OpenedLog, open};
use crate::document::{Address, Faults, Place, Sources, Tree};

fn open_boston() -> OpenedLog {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/logs/boston-311");
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let asker = Address {
        path: "trace.log".to_owned(),
        place: Place::top(sources.add("scenario.toml", "")),
    };
    let path = folder.join("map.toml");
    let map = Tree::open(&mut sources, &mut faults, &path, &asker).unwrap();
    let log = folder.join("log.csv");
    let opened = open(&map, &log, &asker, &mut sources, &mut faults);
    assert_eq!(faults.report(&sources, Language::En, false), "");
    opened.unwrap()
}

fn listed(counts: &[RowCount]) -> Vec<(&str, u64)> {
    counts
        .iter()
        .map(|count| (&*count.id, count.rows))
        .collect()
}

/// The figures of the log's README.
#[test]
fn every_row_of_the_boston_log_is_accounted_for() {
    let opened = open_boston();
    let report = opened.report();
    assert_eq!(report.rows, 36_584);
    assert_eq!(
        [report.incidents, report.tickets, report.routine],
        [21_590, 1_916, 11_290]
    );
    assert_eq!(
        listed(&report.dropped),
        [("other-departments", 23), ("empty-township", 1_765)]
    );
    assert_eq!(
        listed(&report.by_rule),
        [
            ("other-departments", 23),
            ("own-initiative", 3_822),
            ("short-tickets", 1_916),
            ("bulk-pickups", 7_468),
        ]
    );
    assert_eq!(
        listed(&report.by_department),
        [
            ("public-works", 22_648),
            ("inspection", 4_690),
            ("parks", 3_257),
            ("transport", 2_551),
            ("hotline", 1_026),
            ("property", 624),
        ]
    );
    assert_eq!(report.by_township.len(), 22);
    assert_eq!(report.first.unwrap().to_string(), "2011-07-01 01:32:33");
    assert_eq!(report.last.unwrap().to_string(), "2011-10-15 23:58:52");
    assert_eq!((report.days(), report.shown_twice), (107, 0));
}

#[test]
fn the_boston_log_becomes_a_county_of_66_persons_and_a_trace_in_order() {
    let opened = open_boston();
    let persons: Vec<u32> = opened
        .founded
        .workforce
        .iter()
        .map(|line| line.persons)
        .collect();
    assert_eq!(persons, [29, 14, 14, 6, 1, 2]);
    assert_eq!(opened.county().workers.len(), 66);
    let trace = opened.trace();
    assert_eq!((trace.reports.len(), trace.routine.len()), (23_506, 11_290));
    assert!(trace.reports.is_sorted_by_key(|row| row.at));
    assert!(trace.routine.is_sorted_by_key(|row| row.at));
    assert_eq!(trace.reports[0].at.time_of_day(), Span::from_seconds(5_553));
    let emergencies = trace
        .reports
        .iter()
        .filter(|row| row.severity.degree() == 4);
    assert!((1_500..1_714).contains(&emergencies.count()));
}
