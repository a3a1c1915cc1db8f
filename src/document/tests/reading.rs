use super::example::{Discipline, GOOD, Law, read_county, report};
use crate::base::Span;
use crate::document::{FaultKind, Severity};

#[test]
fn a_good_county_is_read_without_a_fault() {
    let (county, faults, _) = read_county(GOOD);
    assert_eq!(report(GOOD), "");
    assert!(faults.is_empty());
    assert_eq!(county.discipline, Discipline::FirstCome);
    assert!((county.travel.speed_km_per_h - 35.0).abs() < f64::EPSILON);
    assert_eq!(county.hours[1][0], Span::from_seconds(48_600));
    assert_eq!(county.township[0].value.staff[0].id, "each");
}

#[test]
fn keyed_tables_keep_the_order_of_the_file() {
    let (county, ..) = read_county(GOOD);
    let ids: Vec<_> = county
        .township
        .iter()
        .map(|town| town.id.as_str())
        .collect();
    assert_eq!(ids, ["riverside", "a-hill"]);
}

#[test]
fn count_makes_ids_of_equal_width_that_know_their_ordinal() {
    let (county, ..) = read_county(GOOD);
    let matters = &county.matter;
    assert_eq!(matters[0].id, "m-01");
    assert_eq!(
        (matters[11].id.as_str(), matters[11].ordinal),
        ("m-12", Some(12))
    );
    assert_eq!(
        (
            matters[1].value.lead.as_str(),
            matters[12].value.lead.as_str()
        ),
        ("d-02", "d-02")
    );
}

#[test]
fn an_entry_falls_back_to_the_defaults() {
    let (county, ..) = read_county(GOOD);
    assert_eq!(
        county.matter[0].value.work_min,
        Law::Lognormal {
            mean: 40.0,
            cv: 1.0
        }
    );
    assert_eq!(county.matter[12].value.work_min, Law::Constant(60.0));
}

#[test]
fn a_fault_in_the_defaults_is_told_once_under_its_own_path() {
    let text = GOOD.replace("mean = 40", "mean = -40");
    let (_, faults, _) = read_county(&text);
    let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
    assert_eq!(paths, ["county.matter_default.work_min.mean"]);
}

#[test]
fn a_fault_in_a_counted_body_is_told_once() {
    let text = GOOD.replace("[0.75, 0.25]", "[0.75, 2]");
    let (_, faults, _) = read_county(&text);
    assert_eq!(faults.count(Severity::Fault), 1);
    assert_eq!(
        faults.iter().next().unwrap().path,
        "county.matter.m-01.severity_share.1"
    );
}

#[test]
fn rules_are_not_asked_of_stand_ins() {
    let text = GOOD.replace("[0.75, 0.25]", "[0.75, \"x\"]");
    let (_, faults, _) = read_county(&text);
    let kinds: Vec<_> = faults.iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FaultKind::WrongType]);
}

#[test]
fn what_follows_from_a_broken_line_is_not_told() {
    let text = GOOD
        .replace("[travel]", "[travel")
        .replace("\"first-come\"", "\"last-come\"");
    let (_, faults, _) = read_county(&text);
    let kinds: Vec<_> = faults.in_order().iter().map(|fault| fault.kind).collect();
    assert_eq!(kinds, [FaultKind::WrongWord, FaultKind::Syntax]);
}

#[test]
fn warnings_do_not_stop() {
    let (county, mut faults, _) = read_county(GOOD);
    let address = county.matter[0].address.clone();
    let text = crate::base::Text::new("注意", "mind");
    let fault = address.fault(FaultKind::Rule("odd"), text.clone(), text);
    faults.push(fault.as_warning());
    assert!(faults.is_clean() && !faults.is_empty());
    let (county, warnings) = faults.into_result(county).unwrap();
    assert_eq!(county.matter.len(), 13);
    assert_eq!(warnings.count(Severity::Warning), 1);
}
