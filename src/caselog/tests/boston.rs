//! The real log that ships, read whole.

use std::path::Path;
use std::time::Instant;

use crate::base::{Language, Moment};
use crate::caselog::{OpenedLog, open};
use crate::document::{Address, Faults, Place, Sources, Tree};

fn open_boston() -> (Option<OpenedLog>, String) {
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
    (opened, faults.report(&sources, Language::En, false))
}

#[test]
fn every_row_of_the_boston_log_is_accounted_for() {
    let started = Instant::now();
    let (opened, faults) = open_boston();
    let elapsed = started.elapsed();
    assert_eq!(faults, "");
    let opened = opened.unwrap();
    let report = opened.report();
    println!("{}", report.text(Language::En));
    println!("{}", report.text(Language::Zh));
    for (d, w) in opened
        .county()
        .departments
        .iter()
        .zip(&opened.founded.workforce)
    {
        println!("{} {:.1} h {} persons", d.id, w.work_h, w.persons);
    }
    println!(
        "{} matters {} routines",
        opened.county().matters.len(),
        opened.county().routines.len()
    );
    println!("{elapsed:?}");
    let t = opened.trace();
    println!("{} {} {:?}", t.reports.len(), t.routine.len(), t.reports[0]);
    for m in opened.county().matters.iter().take(4) {
        println!("{m:?}");
    }
    let _ = Moment::START;
}
