//! Operations at places that were sighted again and again.

use super::fronted_work::{Ledger, laid};
use super::one_place;
use super::watching::FactDigest;
use crate::base::{Distribution, Id, Moment, Span};
use crate::county::{Cause, County, MatterId, Power, Task, TaskKind, UnitId, Visible};
use crate::dynamics::{Activity, Fact, Mechanism, Mechanisms, Outcome};
use crate::engine::Observer;
use crate::governance::conduct::Operations;
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Conduct, EnforcementLevel};

use EnforcementLevel::{SeparateLines, SingleTeam};
use Mechanism::{Crews, Sources};

const TOWNSHIPS: usize = 40;
const YEARS: i64 = 10;
/// How long a place is kept from offending (d).
const KEPT: f64 = 100.0;

/// One place a township that offends `yearly` times a year; whoever comes only helps, so that visits
/// keep nobody from offending.
fn helped_county(yearly: f64) -> County {
    let kept = Visible {
        suspended_days: (KEPT, KEPT),
        ..Visible::staying(Distribution::constant(1.0).unwrap())
    };
    one_place::county(40, TOWNSHIPS, yearly, Power::None, kept)
}

fn planning(law: Operations) -> Conduct {
    Conduct {
        operations: Some(law),
        ..Conduct::NONE
    }
}

/// An operation of an hour once a place was sighted so often within so many days.
fn law(sightings: u8, within_days: f64) -> Operations {
    Operations {
        sightings,
        within_days,
        hours: 1.0,
        ..Operations::default()
    }
}

fn on() -> Mechanisms {
    Mechanisms::only(&[Sources, Crews, Mechanism::Operations])
}

fn run<O: for<'f> Observer<Fact<'f>> + Default>(
    county: &County,
    conduct: &Conduct,
    mechanisms: Mechanisms,
) -> (Outcome, O) {
    let charter = laid(county, SeparateLines, None);
    one_place::run(YEARS, county, &charter, conduct, mechanisms)
}

/// What was planned and worked off.
#[derive(Default)]
struct Plans {
    planned: Vec<(UnitId, Task)>,
    done: Vec<(Moment, Span)>,
    spent: Span,
}

impl Observer<Fact<'_>> for Plans {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::OperationPlanned { task, .. } => self.planned.push((task.unit, *task)),
            Fact::OperationDone { lasts, .. } => self.done.push((at, lasts)),
            Fact::Spent {
                on: Activity::Operation,
                from,
                to,
                ..
            } => self.spent += to - from,
            _ => {}
        }
    }
}

/// Sightings come at rate L and each is the beginning of a pair with p, that the next comes within
/// the window w: p = 1 - exp(-L w). The second of the first pair is the (1 + 1/p)-th in the mean, so
/// a cycle has 1 + 1/p episodes and those of the hour of work, and by Wald's identity lasts (1 + 1/p)
/// / L, the hour and the time kept.
fn holds_the_rate_of_renewal(yearly: f64, within_days: f64) {
    let county = helped_county(yearly);
    let (_, ledger) = run::<Ledger>(&county, &planning(law(2, within_days)), on());
    let per_day = yearly / 365.0;
    let pair = 1.0 - f64::exp(-per_day * within_days);
    let (episodes, work) = (1.0 + 1.0 / pair, 1.0 / 24.0);
    let cycle = episodes / per_day + work + KEPT;
    let of_cycle = episodes + per_day * work;
    let cycles = TOWNSHIPS as f64 * YEARS as f64 * 365.0 / cycle;
    // Over a long time the number varies, a cycle, by episodes less their rate m times the cycle's
    // span. With G the geometric number of gaps and S their sum that is G (1 - m / L) - m (S - G / L)
    // and m times the first gap; the deviations of the three are added up.
    let of_rate = of_cycle / cycle / per_day;
    let gaps = (1.0 - pair).sqrt() / pair;
    let spread = gaps * (1.0 - of_rate) + of_rate * ((1.0 / pair).sqrt() + 1.0);
    let error = spread / of_cycle / cycles.sqrt();
    // Every place begins free: at most one cycle more than in the long run.
    let ahead = TOWNSHIPS as f64 / cycles;
    let expected = cycles * of_cycle;
    let share = ledger.emerged.len() as f64 / expected - 1.0;
    assert!(
        share > -4.0 * error && share < 4.0 * error + ahead,
        "{share} {error} {ahead}"
    );
    assert!(4.0 * error + ahead < 0.2, "{error} {ahead}");
    assert_eq!(ledger.count(Cause::Suspended), ledger.prevented.len());
}

#[test]
fn a_place_offends_twice_in_each_cycle_where_every_episode_is_sighted() {
    // Two within 90 days fail to come once in 3 million.
    holds_the_rate_of_renewal(60.0, 90.0);
}

#[test]
fn sightings_too_far_apart_call_for_nothing() {
    // p = 0.34
    holds_the_rate_of_renewal(15.0, 10.0);
}

#[test]
fn without_operations_nothing_keeps_the_place_from_offending() {
    let county = helped_county(60.0);
    let (_, ledger) = run::<Ledger>(&county, &Conduct::NONE, on());
    let expected = 60.0 * (TOWNSHIPS as i64 * YEARS) as f64;
    let emerged = ledger.emerged.len() as f64;
    assert!(
        (emerged - expected).abs() < 4.0 * expected.sqrt(),
        "{emerged}"
    );
    assert!(ledger.prevented.is_empty());
}

#[test]
fn sightings_that_are_never_enough_are_as_absent_to_the_bit() {
    let county = helped_county(1.0);
    let digest = |conduct: &Conduct, mechanisms| run::<FactDigest>(&county, conduct, mechanisms);
    let absent = digest(&Conduct::NONE, on());
    let usual = planning(law(2, 90.0));
    // Five of a place in a week do not come once in a million years at one a year.
    assert_eq!(digest(&planning(law(5, 7.0)), on()), absent);
    assert_ne!(digest(&usual, on()).1, absent.1);
    assert_eq!(digest(&usual, on()).0.world_digest, absent.0.world_digest);
    let off = on().without(Mechanism::Operations);
    assert_eq!(digest(&usual, off), digest(&Conduct::NONE, off));
    let homeless = on().without(Sources);
    assert_eq!(digest(&usual, homeless), digest(&Conduct::NONE, homeless));
}

/// The pair's hours are on their accounts, and what was planned is done or waits.
#[test]
fn an_operation_is_hours_of_two_licensed_people_of_the_unit_first_asked() {
    let county = helped_county(60.0);
    let law = Operations {
        hours: 4.0,
        points_per_hour: 1.5,
        ..Operations::default()
    };
    let (_, plans) = run::<Plans>(&county, &planning(law), on());
    assert!(plans.done.len() > 1_000, "{}", plans.done.len());
    assert!(plans.planned.len() - plans.done.len() < TOWNSHIPS);
    let begun = plans.spent.hours() / 8.0;
    assert!((begun - plans.done.len() as f64).abs() < 5.0, "{begun}");
    for (unit, task) in &plans.planned {
        assert_eq!(*unit, UnitId::from_index(0));
        assert_eq!((task.need.licensed, task.need.persons()), (2, 2));
        assert!((task.points - 6.0).abs() < 1e-12);
        assert_eq!(task.content, Span::HOUR * 4);
        assert!(matches!(task.kind, TaskKind::Operation { which: 0, .. }));
    }
    let kept = Span::from_hours(KEPT * 24.0);
    assert!(plans.done.iter().all(|(_, lasts)| *lasts == kept));
}

/// A team of one line's people without the list holds that line's power, one of others' does not.
#[test]
fn a_unit_that_can_never_hold_power_plans_nothing() {
    let planned = |licensed: usize, auxiliary: usize| {
        let lines = SampleCounty::new(vec![line(licensed, auxiliary), line(8, 0)]);
        let mut county = lines.with_townships(&[1_000.0; 2]).built();
        let source = helped_county(30.0);
        let vendors = MatterId::from_index(0);
        county.matters[vendors] = source.matters[vendors].clone();
        let charter = super::towns::plain(&county, SingleTeam);
        let conduct = planning(law(2, 90.0));
        let (_, plans) = one_place::run::<Plans>(YEARS, &county, &charter, &conduct, on());
        plans.planned.len()
    };
    assert!(planned(4, 0) > 20);
    // One licensed of the line in each team.
    assert_eq!(planned(2, 2), 0);
}

/// What is found in sight or told later counts once for its place, whoever finds it.
#[test]
fn an_incident_counts_once_for_its_place() {
    let mut county = helped_county(1.0);
    let vendors = MatterId::from_index(0);
    // It comes back again and again within its episode.
    county.matters[vendors].relapse = Some(crate::county::Relapse::Share {
        share: 1.0,
        after_days: 3.0,
    });
    let staying = Distribution::constant(10_000.0).unwrap();
    county.matters[vendors].visible.as_mut().unwrap().stays_h = staying;
    let conduct = planning(law(3, 20.0));
    let mechanisms = Mechanisms::only(&[Sources, Crews, Mechanism::Operations, Mechanism::Relapse]);
    let (_, plans) = run::<Plans>(&county, &conduct, mechanisms);
    // Three incidents of a place within 20 days: at one a year, about one in 700.
    let (_, ledger) = run::<Ledger>(&county, &conduct, mechanisms);
    assert!(ledger.emerged.len() > 300);
    assert!(plans.planned.len() < 5, "{}", plans.planned.len());
}
