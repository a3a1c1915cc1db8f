//! Taking up a case: what units read before they work, and what they enter for others.

use super::towns::{busy_county, hours, lines, setting, told_by_log, weekdays};
use super::watching::{FactDigest, Visits};
use crate::base::shift::{ShiftDays, ShiftPattern};
use crate::base::{Id, Key, Moment, Span};
use crate::county::trace::{Trace, TracedReport};
use crate::county::{County, DepartmentId, MatterId, Severity, ShiftId, VillageId};
use crate::dynamics::{Discipline, Mechanism, Mechanisms, Setting, simulate};
use crate::governance::conduct::{Context, Recurrence};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Charter, Conduct};

/// So many lines of one officer; cases take an hour and come out of a log.
fn officers_of(count: usize) -> County {
    told_by_log(SampleCounty::new(vec![line(1, 0); count]).built())
}

fn separate(county: &County, is_shared: bool) -> Charter {
    let mut charter = lines(county);
    charter.practice.digital_load.is_shared = is_shared;
    charter
}

fn stated() -> Conduct {
    Conduct {
        context: Some(Context::default()),
        ..Conduct::NONE
    }
}

/// One case told on Monday at 10:00, of every line of the county, mild or an emergency.
fn case(county: &County, degree: u8) -> TracedReport {
    let mut departments = [None; 4];
    for (index, department) in departments
        .iter_mut()
        .take(county.departments.len())
        .enumerate()
    {
        *department = Some(DepartmentId::from_index(index));
    }
    TracedReport {
        key: Key::of("report"),
        at: Moment::START + Span::HOUR * 10,
        village: VillageId::from_index(0),
        matter: MatterId::from_index(0),
        departments,
        severity: Severity::new(degree).unwrap(),
    }
}

fn visits(county: &County, charter: &Charter, degree: u8) -> Vec<f64> {
    let (calendar, conduct) = (weekdays(), stated());
    let trace = Trace {
        reports: vec![case(county, degree)],
        routine: Vec::new(),
    };
    let setting = Setting {
        conduct: &conduct,
        discipline: Discipline::FirstCome,
        trace: Some(&trace),
        ..setting(county, charter, &calendar, 30)
    };
    simulate(&setting, Visits::default())
        .1
        .0
        .iter()
        .map(|visit| visit.minutes())
        .collect()
}

fn near(found: &[f64], expected: &[f64]) {
    let is_near = found.len() == expected.len()
        && found
            .iter()
            .zip(expected)
            .all(|(a, b)| (a - b).abs() < 1e-9);
    assert!(is_near, "{found:?}, not {expected:?}");
}

#[test]
fn every_unit_with_a_bare_ticket_gathers_the_whole_background() {
    let county = officers_of(3);
    near(&visits(&county, &separate(&county, false), 1), &[70.0; 3]);
}

/// Half of the ten minutes is read; seven are entered as long as another unit is to come.
#[test]
fn a_shared_system_carries_half_and_somebody_enters_it() {
    let county = officers_of(3);
    let mut charter = separate(&county, true);
    near(&visits(&county, &charter, 1), &[72.0, 72.0, 65.0]);
    charter.practice.digital_load.terminals = Some(2);
    near(&visits(&county, &charter, 1), &[79.0, 79.0, 65.0]);
}

#[test]
fn disputes_have_more_of_a_past_and_who_has_been_there_knows_it() {
    let mut county = officers_of(1);
    for matter in &mut county.matters {
        matter.background_min = Some(60.0);
        matter.sessions = 2;
    }
    let ticket = separate(&county, false);
    near(&visits(&county, &ticket, 1), &[120.0, 60.0]);
    let shared = separate(&county, true);
    near(&visits(&county, &shared, 1), &[90.0, 60.0]);
}

#[test]
fn who_is_called_through_is_told_by_voice() {
    let county = officers_of(3);
    near(&visits(&county, &separate(&county, false), 5), &[60.0; 3]);
}

/// Five minutes on Monday, the rest on Tuesday: what was read is not read again.
#[test]
fn reading_that_the_end_of_the_shift_cuts_goes_on_where_it_stopped() {
    let mut county = officers_of(1);
    let morning = vec![(hours(9), Span::HOUR * 10 + Span::MINUTE * 5)];
    county.shifts = vec![ShiftPattern::new(ShiftDays::Working, morning).unwrap()].into();
    for worker in &mut county.workers {
        worker.shift = Some(ShiftId::from_index(0));
    }
    let found = visits(&county, &separate(&county, false), 1);
    near(&found, &[5.0, 65.0]);
}

#[test]
fn context_of_no_minutes_or_left_out_is_absent_to_the_bit() {
    let (county, calendar) = (busy_county(), weekdays());
    let charter = separate(&county, false);
    let with = |background_min| Conduct {
        recurrence: Some(Recurrence::default()),
        context: Some(Context {
            background_min,
            ..Context::default()
        }),
        ..Conduct::NONE
    };
    let absent = Conduct {
        context: None,
        ..with(10.0)
    };
    let all = Mechanisms::all();
    let runs = [
        (&absent, all),
        (&with(0.0), all),
        (&with(10.0), all.without(Mechanism::Context)),
        (&with(10.0), all),
    ];
    let [unstated, nothing, off, on] = runs.map(|(conduct, mechanisms)| {
        let setting = Setting {
            conduct,
            mechanisms,
            ..setting(&county, &charter, &calendar, 60)
        };
        simulate(&setting, FactDigest::default())
    });
    assert_eq!(nothing, unstated);
    assert_eq!(off, unstated);
    assert_ne!(on.1, unstated.1);
    assert_eq!(on.0.world_digest, unstated.0.world_digest);
}
