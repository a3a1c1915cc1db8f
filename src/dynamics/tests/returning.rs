//! Between offices: who is asked wrongly, who sends back, and that no case is lost on the way.

use super::told_cases::{Cases, always_right, at, cases, conduct, three_lines, told};
use super::towns::{busy_county, charter, plain, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Id, Span};
use crate::county::{DepartmentId, End, Stage};
use crate::dynamics::{Mechanism, Mechanisms, Outcome, Setting, simulate};
use crate::governance::conduct::{Offices, Recurrence, Residents, Returns};
use crate::governance::{
    Agreement, Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel, Joint,
    MatterChoice, OneThing,
};

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
