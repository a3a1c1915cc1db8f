//! Passages between offices: what waits for which in-tray, and when leaders meet instead.

use super::told_cases::{always_right, at, cases, conduct, three_lines, told};
use super::towns::plain;
use crate::base::{Moment, Span};
use crate::county::Stage;
use crate::governance::conduct::Offices;
use crate::governance::{Agreement, Charter, Conduct, EnforcementLevel, Routing};

/// When one case told on Friday at 16:00 was settled.
fn settled(conduct: &Conduct, charter: &Charter, departments: usize, degree: u8) -> Option<Moment> {
    let reports = vec![told(at(4, 16, 0), departments, degree)];
    cases(&three_lines(), conduct, charter, reports)[0].settled_at
}

#[test]
fn a_hotline_waits_over_the_weekend_and_a_line_for_three_signatures_of_another() {
    let lines = plain(&three_lines(), EnforcementLevel::SeparateLines);
    let conduct = conduct(always_right());
    assert_eq!(settled(&conduct, &lines, 1, 1), Some(at(7, 10, 0)));
    // Monday 14:30, Tuesday 9:00 and 14:30.
    assert_eq!(settled(&conduct, &lines, 2, 1), Some(at(8, 15, 30)));
}

#[test]
fn an_emergency_is_called_through() {
    let lines = plain(&three_lines(), EnforcementLevel::SeparateLines);
    let conduct = conduct(always_right());
    assert_eq!(settled(&conduct, &lines, 2, 5), Some(at(4, 18, 0)));
}

#[test]
fn three_parts_take_most_of_a_week_between_lines_and_a_day_in_one_unit() {
    let county = three_lines();
    let conduct = conduct(always_right());
    let days = |level| {
        let told_at = at(0, 8, 0);
        let charter = plain(&county, level);
        let case = &cases(&county, &conduct, &charter, vec![told(told_at, 3, 1)])[0];
        (case.settled_at.unwrap() - told_at).days()
    };
    // Monday 9:00 and an hour; Tuesday 14:30 and an hour; Thursday 9:00 and an hour.
    let lines = days(EnforcementLevel::SeparateLines);
    assert!((lines - (3.0 + 2.0 / 24.0)).abs() < 1e-9, "{lines}");
    let team = days(EnforcementLevel::SingleTeam);
    assert!((team - 4.0 / 24.0).abs() < 1e-9, "{team}");
}

#[test]
fn under_equal_routing_the_number_of_signatures_means_nothing() {
    let county = three_lines();
    let mut lines = plain(&county, EnforcementLevel::SeparateLines);
    lines.routing = Routing::Equal;
    let many = Offices {
        sign_offs_hotline: 7,
        sign_offs_between_offices: 9,
        ..always_right()
    };
    let when = settled(&conduct(many), &lines, 3, 1);
    assert_eq!(when, settled(&conduct(always_right()), &lines, 3, 1));
    // Monday 9:00, Monday 14:30, Tuesday 9:00, an hour each.
    assert_eq!(when, Some(at(8, 10, 0)));
}

#[test]
fn leaders_meet_before_the_first_supporting_part_and_then_no_signature_is_needed() {
    let county = three_lines();
    let mut lines = plain(&county, EnforcementLevel::SeparateLines);
    lines.practice.agreement = Agreement::Meeting;
    let offices = Offices {
        leader_taken: 0.0,
        ..always_right()
    };
    let told_at = at(0, 8, 0);
    let case = &cases(
        &county,
        &conduct(offices),
        &lines,
        vec![told(told_at, 3, 1)],
    )[0];
    // Three departments and the township.
    assert_eq!(case.persons_met, [4]);
    let coordinated = case.stages[&Stage::Coordinate];
    // Monday 10:00 to an hour after the afternoon begins; then 14:30 or the next morning.
    assert!(coordinated < Span::from_hours(8.0), "{coordinated:?}");
    let settled = case.settled_at.unwrap();
    assert!(settled <= at(2, 10, 0), "{settled:?}");
}
