//! Own work: what a list by name, a month of overload and another's case do to the time work takes.

use super::towns::{busy_county, charter, setting, told_by_log, weekdays};
use super::watching::{FactDigest, Visits};
use crate::base::{Id, Key, Moment, Span};
use crate::county::trace::{Trace, TracedReport};
use crate::county::{County, DepartmentId, MatterId, Relapse, Severity, VillageId};
use crate::dynamics::{Discipline, Mechanism, Mechanisms, Setting, simulate};
use crate::governance::conduct::{Context, Ownership, Pace, Recurrence};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel};

/// One line of so many officers, on duty all the time; cases take an hour and come out of a log.
fn officers(count: usize) -> County {
    told_by_log(SampleCounty::new(vec![line(count, 0)]).built())
}

fn dealt(county: &County, assignment: Assignment) -> Charter {
    charter(
        county,
        EnforcementLevel::SeparateLines,
        assignment,
        Delegation::None,
        Coordination::default(),
    )
}

/// So many cases told at once, on Monday at 10:00.
fn visits(county: &County, charter: &Charter, conduct: &Conduct, cases: u64) -> Vec<i64> {
    let calendar = weekdays();
    let case = |number| TracedReport {
        key: Key::of("report").numbered(number),
        at: Moment::START + Span::HOUR * 10,
        village: VillageId::from_index(0),
        matter: MatterId::from_index(0),
        departments: [Some(DepartmentId::from_index(0)), None, None, None],
        severity: Severity::new(1).unwrap(),
    };
    let trace = Trace {
        reports: (0..cases).map(case).collect(),
        routine: Vec::new(),
    };
    let setting = Setting {
        conduct,
        discipline: Discipline::FirstCome,
        trace: Some(&trace),
        ..setting(county, charter, &calendar, 50)
    };
    simulate(&setting, Visits::default())
        .1
        .0
        .iter()
        .map(|visit| visit.seconds())
        .collect()
}

fn paced() -> Conduct {
    Conduct {
        pace: Some(Pace::default()),
        ..Conduct::NONE
    }
}

/// The first is begun before the others are told: lists of 1, 3, 2 and 1, pace 1.03, 1.09, 1.06 and
/// 1.03.
#[test]
fn who_has_tasks_by_name_is_faster_and_pooled_work_is_not() {
    let county = officers(1);
    let by_name = dealt(&county, Assignment::OnArrival);
    assert_eq!(
        visits(&county, &by_name, &paced(), 4),
        [3_495, 3_303, 3_396, 3_495]
    );
    let pooled = dealt(&county, Assignment::Pooled);
    assert_eq!(visits(&county, &pooled, &paced(), 3), [3_600; 3]);
}

/// From Monday at 10:00 on always at work: on day 29 all of the 28 days before were busy, and 0.3 of
/// the pace is lost; at first nothing is. On day d the share is (24 d - 10) / (24 (14 + d)), or out
/// of 28 days, above 0.85 from day 25 on.
#[test]
fn a_month_without_a_pause_slows_people_down() {
    let county = officers(1);
    let pooled = dealt(&county, Assignment::Pooled);
    let visits = visits(&county, &pooled, &paced(), 2_000);
    // 14 h of day 0 and 24 h of each of the 24 days after.
    let (fresh, rest) = visits.split_at(14 + 24 * 24);
    assert!(fresh.iter().all(|took| *took == 3_600), "{fresh:?}");
    // 60 min / 0.7.
    let (last, whole) = rest.split_last().unwrap();
    assert_eq!(whole.last(), Some(&5_143));
    assert!(*last <= 5_143 && whole.is_sorted() && whole[0] > 3_600);
}

/// One case comes back every ten days.
fn relapsing(count: usize) -> County {
    let mut county = officers(count);
    for matter in &mut county.matters {
        matter.relapse = Some(Relapse::Share {
            share: 1.0,
            after_days: 10.0,
        });
    }
    county
}

fn owned() -> Conduct {
    Conduct {
        ownership: Some(Ownership::default()),
        ..Conduct::NONE
    }
}

#[test]
fn a_relapse_costs_another_officer_twenty_minutes_and_nothing_the_one_who_served_it() {
    let first_three = |count: usize, conduct: &Conduct| {
        let county = relapsing(count);
        let pooled = dealt(&county, Assignment::Pooled);
        visits(&county, &pooled, conduct, 1)[..3].to_vec()
    };
    assert_eq!(first_three(1, &owned()), [3_600; 3]);
    // The one who has been free for longer goes.
    assert_eq!(first_three(2, &owned()), [3_600, 4_800, 4_800]);
    // Ten minutes of a ticket at first; the unit knows the case, the officer does not know the rest.
    let both = Conduct {
        context: Some(Context::default()),
        ..owned()
    };
    assert_eq!(first_three(2, &both), [4_200, 4_800, 4_800]);
}

#[test]
fn pace_and_ownership_of_no_strength_or_left_out_are_absent_to_the_bit() {
    let (county, calendar) = (busy_county(), weekdays());
    let charter = dealt(&county, Assignment::OnArrival);
    let with = |pace, ownership| Conduct {
        recurrence: Some(Recurrence::default()),
        pace: Some(pace),
        ownership: Some(ownership),
        ..Conduct::NONE
    };
    let flat = Pace {
        list_gain: 0.0,
        load_loss: 0.0,
        ..Pace::default()
    };
    let known = Ownership { context_min: 0.0 };
    let absent = Conduct {
        recurrence: Some(Recurrence::default()),
        ..Conduct::NONE
    };
    let stated = with(Pace::default(), Ownership::default());
    let owned_alone = with(flat, Ownership::default());
    let all = Mechanisms::all();
    let neither = all.without(Mechanism::Pace).without(Mechanism::Ownership);
    let digest = |conduct: &Conduct, mechanisms| {
        let setting = Setting {
            conduct,
            mechanisms,
            ..setting(&county, &charter, &calendar, 60)
        };
        simulate(&setting, FactDigest::default())
    };
    let unstated = digest(&absent, all);
    assert_eq!(digest(&with(flat, known), all), unstated);
    assert_eq!(digest(&stated, neither), unstated);
    let [both, owned] = [&stated, &owned_alone].map(|conduct| digest(conduct, all));
    assert_ne!(both.1, owned.1);
    assert_ne!(owned.1, unstated.1);
    assert_eq!(both.0.world_digest, unstated.0.world_digest);
}
