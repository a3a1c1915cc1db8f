//! Passages between offices: what waits for which in-tray, who is asked wrongly, who sends back.

use std::collections::BTreeMap;

use super::towns::{busy_county, charter, plain, setting, told_by_log, weekdays};
use super::watching::FactDigest;
use crate::base::{Id, Key, Moment, Span, World};
use crate::county::trace::{Trace, TracedReport};
use crate::county::{County, DepartmentId, End, MatterId, Severity, Stage, VillageId};
use crate::dynamics::{
    Discipline, Fact, Horizon, Mechanism, Mechanisms, Outcome, Setting, simulate,
};
use crate::engine::Observer;
use crate::governance::conduct::{Offices, Recurrence, Residents, Returns};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{
    Agreement, Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel, Joint,
    MatterChoice, OneThing, Routing,
};

/// What became of one incident.
#[derive(Debug, Clone, Default)]
struct Case {
    emerged_at: Option<Moment>,
    left_at: Option<Moment>,
    settled_at: Option<Moment>,
    end: Option<End>,
    stages: BTreeMap<Stage, Span>,
    returned_by: Vec<DepartmentId>,
    persons_met: Vec<u8>,
    returns: u8,
    was_misrouted: bool,
}

/// Every case by its name.
#[derive(Debug, Clone, Default)]
struct Cases {
    by_name: BTreeMap<(usize, u32), Case>,
}

impl Cases {
    fn of(&mut self, incident: &crate::county::Incident) -> &mut Case {
        let name = (incident.source.index(), incident.ordinal);
        self.by_name.entry(name).or_default()
    }
}

impl Observer<Fact<'_>> for Cases {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Emerged { incident } => {
                let before = self.of(incident).emerged_at.replace(at);
                assert_eq!(before, None, "emerged twice");
            }
            Fact::Moved {
                incident,
                from,
                span,
            } => *self.of(incident).stages.entry(from).or_default() += span,
            Fact::Returned {
                incident,
                department,
            } => self.of(incident).returned_by.push(department),
            Fact::Met {
                incident, persons, ..
            } => self.of(incident).persons_met.push(persons),
            Fact::Left {
                incident,
                course,
                end,
                ..
            } => {
                let case = self.of(incident);
                assert_eq!(case.left_at.replace(at), None, "left twice");
                case.end = Some(end);
                case.settled_at = incident.settled_at;
                case.returns = course.returns;
                case.was_misrouted = course.was_misrouted;
            }
            _ => {}
        }
    }
}

fn always_right() -> Offices {
    Offices {
        hotline_right: 1.0,
        grid_right: 1.0,
        experienced_right: 1.0,
        ..Offices::default()
    }
}

fn conduct(offices: Offices) -> Conduct {
    Conduct {
        offices: Some(offices),
        ..Conduct::NONE
    }
}

/// Three lines of one officer, at the place where everything happens, on duty all the time.
fn three_lines() -> County {
    told_by_log(SampleCounty::new(vec![line(1, 0); 3]).built())
}

/// At so many minutes of day `day`; day 0 is a Monday.
fn at(day: i64, hour: i64, minute: i64) -> Moment {
    Moment::START + Span::from_days(day) + Span::MINUTE * (hour * 60 + minute)
}

/// A case told at a moment, of so many departments and a severity.
fn told(at: Moment, departments: usize, degree: u8) -> TracedReport {
    let mut asked = [None; 4];
    for (index, department) in asked.iter_mut().take(departments).enumerate() {
        *department = Some(DepartmentId::from_index(index));
    }
    TracedReport {
        key: Key::of("report").numbered(at.seconds() as u64),
        at,
        village: VillageId::from_index(0),
        matter: MatterId::from_index(0),
        departments: asked,
        severity: Severity::new(degree).unwrap(),
    }
}

fn cases(
    county: &County,
    conduct: &Conduct,
    charter: &Charter,
    reports: Vec<TracedReport>,
) -> Vec<Case> {
    let calendar = weekdays();
    let trace = Trace {
        reports,
        routine: Vec::new(),
    };
    let setting = Setting {
        county,
        conduct,
        charter,
        before: None,
        calendar: &calendar,
        horizon: Horizon {
            warm_up: Span::ZERO,
            measured: Span::from_days(60),
            cool_down: Span::ZERO,
        },
        mechanisms: Mechanisms::all(),
        discipline: Discipline::FirstCome,
        world: World {
            seed: 1,
            replication: 0,
        },
        trace: Some(&trace),
    };
    let (_, cases) = simulate(&setting, Cases::default());
    cases.by_name.into_values().collect()
}

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

#[test]
fn the_share_of_cases_that_reach_a_stranger_first_is_what_desks_do_not_recognise() {
    let county = three_lines();
    let lines = plain(&county, EnforcementLevel::SeparateLines);
    let offices = Offices {
        hotline_right: 0.8,
        experienced_right: 0.8,
        ..Offices::default()
    };
    let reports = (0..1_000)
        .map(|minute| told(at(0, 0, minute * 40), 1, 1))
        .collect::<Vec<_>>();
    let cases = cases(&county, &conduct(offices), &lines, reports);
    let count = cases.len() as f64;
    let misrouted = cases.iter().filter(|case| case.was_misrouted).count() as f64;
    let error = (0.8 * 0.2 / count).sqrt();
    assert!(
        (misrouted / count - 0.2).abs() < 4.0 * error,
        "{misrouted} of {count}"
    );
    let own = DepartmentId::from_index(0);
    for case in &cases {
        assert_eq!(case.was_misrouted, !case.returned_by.is_empty());
        assert!(!case.returned_by.contains(&own));
        assert!(case.returns <= 3);
    }
}

#[test]
fn a_unit_with_much_before_it_sends_back_until_leaders_meet_and_an_idle_one_takes() {
    let county = three_lines();
    let lines = plain(&county, EnforcementLevel::SeparateLines);
    let reluctant = Returns {
        reluctance_mean_min: 0.0,
        reluctance_sd_min: 0.0,
        start: 0.0,
        ..Returns::default()
    };
    let conduct = |returns| Conduct {
        returns: Some(returns),
        ..conduct(always_right())
    };
    // A return costs the writing only, so it always pays: three times, then leaders meet.
    let sent = cases(
        &county,
        &conduct(reluctant),
        &lines,
        vec![told(at(0, 8, 0), 1, 1)],
    );
    assert_eq!(sent[0].returned_by.len(), 3);
    assert_eq!(sent[0].returns, 3);
    assert_eq!(sent[0].persons_met.len(), 1);
    assert_eq!(sent[0].end, Some(End::Closed));
    assert!(sent[0].stages[&Stage::Return] > Span::from_hours(10.0));
    let idle = cases(
        &county,
        &conduct(Returns::default()),
        &lines,
        vec![told(at(0, 8, 0), 1, 1)],
    );
    assert_eq!(idle[0].returns, 0);
}

fn digest(conduct: &Conduct, charter: &Charter, mechanisms: Mechanisms) -> (Outcome, FactDigest) {
    let (county, calendar) = (busy_county(), weekdays());
    let setting = Setting {
        conduct,
        mechanisms,
        ..setting(&county, charter, &calendar, 40)
    };
    simulate(&setting, FactDigest::default())
}

#[test]
fn without_hops_offices_and_returns_are_absent_to_the_bit() {
    let lines = plain(&busy_county(), EnforcementLevel::SeparateLines);
    let alone = Conduct {
        residents: Some(Residents::default()),
        ..Conduct::NONE
    };
    let all = Conduct {
        offices: Some(Offices::default()),
        returns: Some(Returns::default()),
        ..alone.clone()
    };
    let off = Mechanisms::all().without(Mechanism::Hops);
    assert_eq!(
        digest(&all, &lines, off),
        digest(&alone, &lines, Mechanisms::all())
    );
    assert_ne!(
        digest(&all, &lines, Mechanisms::all()).1,
        digest(&alone, &lines, Mechanisms::all()).1
    );
}

#[test]
fn without_returns_departments_take_whatever_is_theirs() {
    let lines = plain(&busy_county(), EnforcementLevel::SeparateLines);
    let without = conduct(Offices::default());
    let all = Conduct {
        returns: Some(Returns::default()),
        ..without.clone()
    };
    let off = Mechanisms::all().without(Mechanism::Returns);
    assert_eq!(
        digest(&all, &lines, off),
        digest(&without, &lines, Mechanisms::all())
    );
}

/// A county where everything goes on between offices.
fn everything() -> Conduct {
    Conduct {
        residents: Some(Residents::default()),
        recurrence: Some(Recurrence::default()),
        offices: Some(Offices {
            hotline_right: 0.7,
            experienced_right: 0.7,
            ..Offices::default()
        }),
        returns: Some(Returns {
            reluctance_mean_min: 20.0,
            ..Returns::default()
        }),
        ..Conduct::NONE
    }
}

#[test]
fn every_case_between_offices_ends_once_and_its_stages_sum_to_its_life() {
    let (county, calendar, conduct) = (busy_county(), weekdays(), everything());
    let together = OneThing {
        matters: MatterChoice::All,
        joint: Joint::Together,
    };
    for one_thing in [None, Some(together)] {
        for agreement in [Agreement::InTurn, Agreement::Meeting] {
            for level in [
                EnforcementLevel::SeparateLines,
                EnforcementLevel::SingleTeam,
            ] {
                let coordination = Coordination {
                    agreement,
                    one_thing: one_thing.clone(),
                };
                let charter = charter(
                    &county,
                    level,
                    Assignment::Pooled,
                    Delegation::None,
                    coordination,
                );
                let setting = Setting {
                    conduct: &conduct,
                    ..setting(&county, &charter, &calendar, 60)
                };
                let cases = simulate(&setting, Cases::default()).1;
                // Crews that wait on site for each other bring this busy county to a standstill,
                // with offices (194 closed) or without (210, against 479 in turn).
                let least = if one_thing.is_none() { 100 } else { 0 };
                check(&cases, least, agreement, level);
            }
        }
    }
}

fn check(cases: &Cases, least: usize, agreement: Agreement, level: EnforcementLevel) {
    let mut returned = 0;
    let mut met = 0;
    let mut closed = 0;
    for case in cases.by_name.values() {
        let life = case.left_at.unwrap() - case.emerged_at.unwrap();
        let staged: Span = case.stages.values().copied().sum();
        assert_eq!(staged, life, "{case:?}");
        returned += usize::from(case.returns > 0);
        // Disputes are settled in meetings under any agreement.
        let is_in_dispute = case.returns >= 3;
        met += usize::from(!case.persons_met.is_empty() && !is_in_dispute);
        closed += usize::from(case.end == Some(End::Closed));
    }
    assert!(closed > least, "{closed} closed under {level:?}");
    if level == EnforcementLevel::SeparateLines {
        assert!(returned > 20, "{returned} returned");
        match agreement {
            Agreement::InTurn => assert_eq!(met, 0),
            Agreement::Meeting => assert!(met > 20, "{met} met"),
        }
    }
}
