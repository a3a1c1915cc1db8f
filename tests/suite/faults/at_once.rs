//! Faults of all files come at once, each at its own place; patches are read like files.

use std::path::Path;

use tiaokuai::base::Language;
use tiaokuai::document::{Faults, Sources};
use tiaokuai::scenario::{Study, read_study, read_study_from};

use super::shelf::{DEMO, ERLANG, LINES, PATTERN, SPEED, Shelf};

fn codes(faults: &Faults) -> Vec<&'static str> {
    let in_order = faults.in_order();
    in_order.iter().map(|fault| fault.kind.code()).collect()
}

fn with(path: &str, set: &[&str]) -> Result<(Study, Faults), String> {
    let mut sources = Sources::new();
    let set: Vec<String> = set.iter().map(|argument| (*argument).to_owned()).collect();
    read_study(Path::new(path), &set, &mut sources)
        .map_err(|faults| faults.report(&sources, Language::En, false))
}

#[test]
fn faults_of_every_file_are_told_together() {
    let shelf = Shelf::untouched()
        .but(DEMO, "days = 180", "days = -1")
        .but(PATTERN, "detour_factor = 1.3", "detour_factor = true")
        .but(PATTERN, "licensed = 4", "licensed = 4.5")
        .but(LINES, "assignment = \"pooled\"", "assignment = \"poled\"");
    let mut sources = Sources::new();
    let faults = read_study_from(&shelf, Path::new(DEMO), &[], &mut sources).unwrap_err();
    assert_eq!(
        codes(&faults),
        ["out-of-range", "wrong-type", "wrong-type", "wrong-word"]
    );
    assert_eq!(faults.files().len(), 3);
}

#[test]
fn a_patch_changes_a_file_reference_before_what_is_in_it() {
    let set = [
        "county.travel.speed_km_per_h=50",
        "county=scenarios/counties/typical/county.toml",
        "design.seed=7",
    ];
    let (study, _) = with(DEMO, &set).unwrap();
    assert_eq!(study.county.id, "typical");
    assert_eq!(
        study.county.travel.speed_km_per_h.to_bits(),
        50.0_f64.to_bits()
    );
    assert_eq!((study.seed, study.replications), (7, 12));
    assert_eq!(study.set, set);
}

#[test]
fn a_patch_reaches_every_setup_or_adds_one() {
    let set = [
        "setup.*.enforcement.assignment=on-arrival",
        "setup.fourth=scenarios/setups/single-team.toml",
    ];
    let (study, _) = with(DEMO, &set).unwrap();
    assert_eq!(study.setups.len(), 4);
    let dealt = study
        .setups
        .iter()
        .map(|setup| setup.enforcement.assignment);
    assert!(
        dealt
            .into_iter()
            .all(|assignment| assignment == tiaokuai::governance::Assignment::OnArrival)
    );
}

#[test]
fn a_fault_of_a_patch_shows_the_patch() {
    let report = with(DEMO, &["county.travel.detour_factor=0.5"]).unwrap_err();
    assert!(
        report.contains("fault[out-of-range]: county.travel.detour_factor\n --> --set:1:29"),
        "{report}"
    );
    let report = with(DEMO, &["county.travle.detour_factor=1.5"]).unwrap_err();
    assert!(
        report.contains("fault[unknown-key]: county.travle") && report.contains("nearest: travel"),
        "{report}"
    );
}

#[test]
fn absurd_numbers_are_refused_by_their_range() {
    for set in [
        "county.matter.trouble.work_min.mean=1e300",
        "county.matter.trouble.rate_per_township_per_year=1e300",
        "county.matter.trouble.deadline_working_days=9223372036854775807",
        "county.township.town.residents=1e300",
        "county.township.town.seat_km=[1e300, 0]",
        "county.township.town.staff.line=9000000000000",
        "time.days=9223372036854775807",
        "time.warm_up_days=1000000000000",
        "design.replications=99999999999999999999",
        "county.travel.speed_km_per_h=1e-300",
    ] {
        let report = with(ERLANG, &[set]).unwrap_err();
        assert!(report.contains("fault[out-of-range]"), "{set}\n{report}");
    }
}

#[test]
fn the_same_county_inside_two_files_meets_the_same_worlds() {
    let one = with(SPEED, &[]).unwrap().0;
    let other = with("scenarios/bench/w1-single-team.toml", &[]).unwrap().0;
    assert_eq!(one.county, other.county);
}

#[test]
fn a_matter_states_what_its_defaults_say_otherwise() {
    let shelf = Shelf::untouched().but(
        PATTERN,
        "group = \"noise\"",
        "group = \"noise\"\nseverity = 3",
    );
    let mut sources = Sources::new();
    let (study, _) = read_study_from(&shelf, Path::new(DEMO), &[], &mut sources).unwrap();
    let noise = study
        .county
        .matters
        .find(|matter| matter.id == "noise")
        .unwrap();
    assert_eq!(
        study.county.matters[noise].severity_share[2].to_bits(),
        1.0_f64.to_bits()
    );
}
