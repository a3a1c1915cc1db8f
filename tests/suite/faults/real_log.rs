//! A study of a real log: the map makes the county, the log says when and where.

use std::path::Path;

use tiaokuai::base::Language;
use tiaokuai::document::Sources;
use tiaokuai::scenario::{Checked, Study, check_file, read_study_from};

use super::shelf::{REAL_LOG, Shelf, of_a_real_log};

fn study(shelf: &Shelf, set: &[&str]) -> Study {
    let mut sources = Sources::new();
    let set: Vec<String> = set.iter().map(|argument| (*argument).to_owned()).collect();
    match read_study_from(shelf, Path::new(REAL_LOG), &set, &mut sources) {
        Ok((study, _)) => study,
        Err(faults) => panic!("{}", faults.report(&sources, Language::En, false)),
    }
}

#[test]
fn a_log_begins_with_the_warm_up_and_brings_its_calendar_and_county() {
    let study = study(&of_a_real_log("days = 2\nwarm_up_days = 1", ""), &[]);
    assert_eq!(study.county.id, "boston-311");
    assert_eq!(study.calendar.date(0).to_string(), "2011-07-02");
    assert_eq!(study.calendar.kind().word(), "weekdays");
    let trace = study.trace.unwrap();
    assert!(trace.reports.len() > 100);
    assert!(trace.reports[0].at >= study.horizon.start());
    let paths: Vec<_> = study
        .inputs
        .iter()
        .map(|input| input.path.as_str())
        .collect();
    assert_eq!(
        paths,
        [
            REAL_LOG,
            "scenarios/logs/boston-311/map.toml",
            "scenarios/logs/boston-311/log.csv"
        ]
    );
}

#[test]
fn a_patch_reaches_the_map_of_a_log() {
    let shelf = of_a_real_log("days = 1", "");
    let busy = |share: &str| {
        let set = format!("map.staffing.busy_share={share}");
        study(&shelf, &[&set]).county.workers.len()
    };
    assert!(busy("0.3") > busy("0.9"));
}

#[test]
fn the_map_that_ships_is_checked_alone() {
    let mut sources = Sources::new();
    let map = Path::new("scenarios/logs/boston-311/map.toml");
    let (checked, warnings) = check_file(map, &mut sources).unwrap();
    assert!(warnings.is_empty());
    assert!(matches!(checked, Checked::Map(_)));
}
