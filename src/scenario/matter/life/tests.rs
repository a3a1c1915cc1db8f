//! Lives of incidents as files state them.

use super::*;
use crate::base::Language;
use crate::county::Complaint;
use crate::document::{Faults, Sources, Tree, read};

fn life_of(text: &str, is_traced: bool) -> (LifeStated, String) {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let tree = Tree::parse(&mut sources, &mut faults, "a.toml", text);
    let around = Around {
        is_traced,
        habits: Habits::EVERY,
    };
    let visit = |fields: &mut Fields| LifeStated::visit(fields, around);
    let life = read(&tree, "", &mut faults, visit);
    (life, faults.report(&sources, Language::En, false))
}

fn life(text: &str) -> LifeStated {
    let (life, report) = life_of(text, false);
    assert_eq!(report, "", "{text}");
    life
}

fn exponential(mean: f64) -> Distribution {
    Distribution::exponential(mean).unwrap()
}

#[test]
fn a_matter_that_says_nothing_is_reported_at_once_and_never_returns() {
    let plain = life("");
    assert_eq!(plain.detection, None);
    assert_eq!(plain.settles_itself, None);
    assert_eq!(plain.relapse, None);
    assert_eq!(plain.visible, None);
    assert_eq!(plain.background_min, None);
    assert_eq!(plain.village_min, None);
    let hazards = (plain.worsens_per_day, plain.escalates_per_day);
    assert_eq!(hazards, (0.0, 0.0));
    assert!((plain.preventable_share - 0.4).abs() < f64::EPSILON);
}

#[test]
fn detection_is_read_as_hazards() {
    let text = "[detection]\ncomplaint_per_day = 0.0245\nnatural_end_per_day = 0.25\n\
                seen_share = 0.3\npatient_days = 2\n";
    let expected = Detection {
        complaint: Complaint::PerDay(0.0245),
        natural_end_per_day: 0.25,
        seen_share: 0.3,
        patrol_every_h: None,
        repeat_patience_days: Some(2.0),
    };
    assert_eq!(life(text).detection, Some(expected));
}

#[test]
fn detection_is_read_as_passes_and_a_time_to_the_complaint() {
    let text = "detection = { patrol_every_h = 8, seen_share = 0.6, \
                complaint_h = { distribution = \"exponential\", mean = 12 } }\n";
    let expected = Detection {
        complaint: Complaint::After(exponential(12.0)),
        natural_end_per_day: 0.0,
        seen_share: 0.6,
        patrol_every_h: Some(8.0),
        repeat_patience_days: None,
    };
    assert_eq!(life(text).detection, Some(expected));
}

#[test]
fn hazards_of_zero_are_mechanisms_that_are_absent() {
    let detection = life("detection = { complaint_per_day = 0 }\n").detection;
    assert_eq!(detection.unwrap().complaint, Complaint::Never);
    let never = Some(Relapse::Hazard(0.0));
    assert_eq!(life("relapse_per_day = 0\n").relapse, never);
}

#[test]
fn patience_is_read_with_when_it_counts() {
    let text = "settles_itself = { while = \"waiting\", \
                after_min = { distribution = \"exponential\", mean = 60 } }\n";
    let expected = Patience {
        while_in: PatienceWhile::Waiting,
        after_min: exponential(60.0),
    };
    assert_eq!(life(text).settles_itself, Some(expected));
}

#[test]
fn relapse_is_a_hazard_or_a_share() {
    let relapse = |text: &str| life(text).relapse;
    assert_eq!(
        relapse("relapse_per_day = 0.02\n"),
        Some(Relapse::Hazard(0.02))
    );
    let share = Relapse::Share {
        share: 0.2,
        after_days: 3.0,
    };
    assert_eq!(
        relapse("relapse = { share = 0.2, after_days = 3 }\n"),
        Some(share)
    );
}

#[test]
fn sources_and_the_rest_are_read() {
    let text = "worsens_per_day = 0.01\nescalates_per_day = 0.002\npreventable_share = 0.5\n\
                background_min = 60\nvillage_min = 90\n\
                visible = { stays_h = 2, places = 3, suspended_days = [30, 60], \
                 displaced_share = 0.1, border_share = 0.2 }\n";
    let read = life(text);
    assert_eq!(
        (read.worsens_per_day, read.escalates_per_day),
        (0.01, 0.002)
    );
    assert!((read.preventable_share - 0.5).abs() < f64::EPSILON);
    assert_eq!(read.background_min, Some(60.0));
    assert_eq!(
        read.village_min,
        Some(Distribution::constant(90.0).unwrap())
    );
    let visible = Visible {
        places: 3,
        suspended_days: (30.0, 60.0),
        displaced_share: 0.1,
        border_share: 0.2,
        ..Visible::staying(Distribution::constant(2.0).unwrap())
    };
    assert_eq!(read.visible, Some(visible));
    let usual = life("visible = { stays_h = 3 }\n").visible.unwrap();
    let staying = Distribution::constant(3.0).unwrap();
    assert_eq!(usual, Visible::staying(staying));
}

#[test]
fn bad_values_are_told_at_their_keys() {
    for (text, expected) in [
        (
            "detection = { seen_share = 0.3 }",
            "fault[missing-key]: detection\n",
        ),
        (
            "detection = { complaint_per_day = 0.1, complaint_h = 3 }",
            "fault[conflict]: detection.complaint_h\n",
        ),
        (
            "detection = { complaint_per_day = -0.1 }",
            "fault[out-of-range]: detection.complaint_per_day\n",
        ),
        (
            "detection = { complaint_h = 1e6 }",
            "fault[out-of-range]: detection.complaint_h\n",
        ),
        (
            "detection = { complaint_h = 1, natural_end_per_day = 1e9 }",
            "fault[out-of-range]: detection.natural_end_per_day\n",
        ),
        (
            "detection = { complaint_h = 1, seen_share = 1.5 }",
            "fault[out-of-range]: detection.seen_share\n",
        ),
        (
            "detection = { complaint_h = 1, patrol_every_h = 8 }",
            "fault[missing-key]: detection.seen_share\n",
        ),
        (
            "detection = { complaint_h = 1, patrol_every_h = 0, seen_share = 1 }",
            "fault[out-of-range]: detection.patrol_every_h\n",
        ),
        (
            "detection = { complaint_h = 1, patient_days = -1 }",
            "fault[out-of-range]: detection.patient_days\n",
        ),
        (
            "settles_itself = { while = \"travelling\", after_min = 3 }",
            "fault[wrong-word]: settles_itself.while\n",
        ),
        (
            "settles_itself = {}",
            "fault[missing-key]: settles_itself.after_min\n",
        ),
        (
            "relapse_per_day = 0.1\nrelapse = { share = 0.2 }",
            "fault[conflict]: relapse\n",
        ),
        (
            "relapse_per_day = -1",
            "fault[out-of-range]: relapse_per_day\n",
        ),
        (
            "relapse = { share = 1 }",
            "fault[out-of-range]: relapse.share\n",
        ),
        (
            "relapse = { share = 0.1, after_days = -1 }",
            "fault[out-of-range]: relapse.after_days\n",
        ),
        (
            "worsens_per_day = -1",
            "fault[out-of-range]: worsens_per_day\n",
        ),
        (
            "escalates_per_day = \"1\"",
            "fault[wrong-type]: escalates_per_day\n",
        ),
        (
            "visible = { places = 3 }",
            "fault[missing-key]: visible.stays_h\n",
        ),
        (
            "visible = { stays_h = 2, places = 0 }",
            "fault[out-of-range]: visible.places\n",
        ),
        (
            "visible = { stays_h = 2, suspended_days = [365, 90] }",
            "fault[out-of-range]: visible.suspended_days\n",
        ),
        (
            "preventable_share = 2",
            "fault[out-of-range]: preventable_share\n",
        ),
        (
            "background_min = -1",
            "fault[out-of-range]: background_min\n",
        ),
        ("village_min = 1e6", "fault[out-of-range]: village_min\n"),
    ] {
        let (_, report) = life_of(&format!("{text}\n"), false);
        assert!(report.contains(expected), "{text}: {report}");
        assert!(report.contains("1 fault in 1 file"), "{text}: {report}");
    }
}

#[test]
fn what_a_log_reports_cannot_be_detected_later() {
    let (_, report) = life_of("detection = { complaint_per_day = 0.1 }\n", true);
    assert!(
        report.contains("fault[detection-of-a-log]: detection\n"),
        "{report}"
    );
}

#[test]
fn shares_of_places_are_shares() {
    for (key, value) in [("border_share", "1.1"), ("displaced_share", "-0.1")] {
        let (_, report) = life_of(
            &format!("visible = {{ stays_h = 2, {key} = {value} }}\n"),
            false,
        );
        let expected = format!("fault[out-of-range]: visible.{key}\n");
        assert!(report.contains(&expected), "{report}");
    }
}
