//! Small requests: brought as often as residents trust, answered once each by the township's cadres.

use super::towns::{plain, setting, weekdays};
use super::watching::FactDigest;
use crate::base::Moment;
use crate::base::{Distribution, Id, Span};
use crate::county::{
    Base, County, DepartmentId, DepartmentKind, Licence, MatterId, Rate, Role, TaskKind, Tier,
};
use crate::dynamics::{Activity, Fact, Mechanism, Mechanisms, Outcome, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::{PettyDemand, Residents};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Basis, Conduct, EnforcementLevel, LoadPart, offered_load};

/// What was told of requests.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct RequestBook {
    /// When each came up, and whether it was brought.
    came_up: Vec<(Moment, bool)>,
    /// Consultations that a cadre took up, and those nobody had taken up at the end.
    taken: usize,
    left_waiting: usize,
    hours_s: i64,
    reported: usize,
}

impl Observer<Fact<'_>> for RequestBook {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::PettyDemand { is_brought, .. } => self.came_up.push((at, is_brought)),
            Fact::Waited { task, is_taken, .. } if task.kind == TaskKind::Consultation => {
                self.taken += usize::from(is_taken && !task.is_begun);
                self.left_waiting += usize::from(!is_taken && !task.is_begun);
            }
            Fact::Spent {
                on: Activity::Consultation,
                from,
                to,
                ..
            } => self.hours_s += (to - from).seconds(),
            Fact::Reported { .. } => self.reported += 1,
            _ => {}
        }
    }
}

impl RequestBook {
    fn brought(&self) -> usize {
        self.came_up.iter().filter(|(_, brought)| *brought).count()
    }
}

/// One township of 40,000 residents with an office of so many cadres, which leads one matter.
fn county(cadres: usize, incidents_a_year: f64) -> County {
    let sample = SampleCounty::new(vec![line(cadres, 0), line(4, 0)]);
    let mut county = sample.with_townships(&[40_000.0]).built();
    county.departments[DepartmentId::from_index(0)].kind = DepartmentKind::Block;
    let township = county.townships.ids().next().unwrap();
    for worker in &mut county.workers {
        if worker.home == DepartmentId::from_index(0) {
            worker.role = Role::Cadre;
            worker.licence = Licence::Auxiliary;
            worker.base = Base::Township(township);
        }
    }
    for (index, matter) in county.matters.iter_mut().enumerate() {
        let rate = if index == 0 { incidents_a_year } else { 0.0 };
        matter.rate = Rate::PerTownship(rate);
        matter.tier = Tier::Township;
    }
    county
}

fn conduct(rate: f64, trust: f64) -> Conduct {
    Conduct {
        residents: Some(Residents {
            initial_trust: trust,
            trust_half_life_days: 36_500.0,
            ..Residents::default()
        }),
        petty_demand: Some(PettyDemand {
            rate_per_1000_residents_per_year: rate,
            ..PettyDemand::default()
        }),
        ..Conduct::NONE
    }
}

fn watched<O: for<'f> Observer<Fact<'f>> + Default>(
    county: &County,
    conduct: &Conduct,
    mechanisms: Mechanisms,
    level: EnforcementLevel,
) -> (Outcome, O) {
    let (calendar, charter) = (weekdays(), plain(county, level));
    let setting = Setting {
        conduct,
        mechanisms,
        ..setting(county, &charter, &calendar, 365)
    };
    simulate(&setting, O::default())
}

fn run(county: &County, conduct: &Conduct, mechanisms: Mechanisms) -> (Outcome, RequestBook) {
    watched(county, conduct, mechanisms, EnforcementLevel::SeparateLines)
}

#[test]
fn the_share_of_requests_that_is_brought_is_trust() {
    let county = county(8, 0.0);
    let still = Mechanisms::all().without(Mechanism::Trust);
    let mut last: Option<(u64, RequestBook)> = None;
    for trust in [0.0, 0.2, 0.5, 0.9, 1.0] {
        let (outcome, book) = run(&county, &conduct(100.0, trust), still);
        let n = book.came_up.len() as f64;
        assert!(n > 3_500.0, "{n}");
        // Over the run trust drifts toward a half by less than 0.4 x 0.007.
        let share = book.brought() as f64 / n;
        let tolerance = 4.0 * (trust * (1.0 - trust) / n).sqrt() + 0.003;
        assert!((share - trust).abs() < tolerance, "{trust}: {share}");
        if let Some((digest, before)) = last.replace((outcome.world_digest, book.clone())) {
            assert_eq!(digest, outcome.world_digest);
            let pairs = before.came_up.iter().zip(&book.came_up);
            for ((at, less), (again, more)) in pairs {
                assert!(
                    at == again && (*more || !less),
                    "what little trust brings, more does"
                );
            }
        }
    }
}

#[test]
fn requests_come_as_often_as_stated_by_hour_and_weekday_of_reports() {
    let still = Mechanisms::all().without(Mechanism::Trust);
    let (_, book) = run(&county(8, 0.0), &conduct(100.0, 0.5), still);
    let n = book.came_up.len() as f64;
    // 14 days of warm-up, a year and 10 days after it.
    let expected = 100.0 * 40.0 * 389.0 / 365.0;
    assert!(
        (n - expected).abs() < 4.0 * expected.sqrt(),
        "{n} {expected}"
    );
    let night = book
        .came_up
        .iter()
        .filter(|(at, _)| at.time_of_day() < Span::HOUR * 6);
    let night = night.count() as f64 / n;
    // Weights 0.20 + 0.15 + 0.10 + 0.10 + 0.10 + 0.20 of 24.00.
    let share = 0.85 / 24.0;
    assert!((night - share).abs() < 4.0 * (share / n).sqrt(), "{night}");
}

#[test]
fn every_consultation_is_answered_once_or_waits_when_the_run_ends() {
    let county = county(1, 1_500.0);
    let (_, book) = run(&county, &conduct(400.0, 0.5), Mechanisms::all());
    assert!(book.brought() > 5_000);
    assert_eq!(book.taken + book.left_waiting, book.brought());
    let without = Conduct {
        petty_demand: None,
        ..conduct(400.0, 0.5)
    };
    let (_, without) = run(&county, &without, Mechanisms::all());
    assert_eq!(
        book.reported, without.reported,
        "a consultation is no report"
    );
}

#[test]
fn answering_takes_the_cadres_hours_that_were_expected_of_them() {
    let county = county(8, 0.0);
    let still = Mechanisms::all().without(Mechanism::Trust);
    let conduct = conduct(400.0, 0.5);
    let (_, book) = run(&county, &conduct, still);
    let charter = plain(&county, EnforcementLevel::SeparateLines);
    let load = offered_load(&Basis {
        county: &county,
        charter: &charter,
        calendar: &weekdays(),
        days: -14..375,
        trace: None,
        conduct: &conduct,
        counted: &LoadPart::ALL,
        has_crews: true,
        has_shifts: true,
    });
    let expected: f64 = load
        .units
        .iter()
        .map(|unit| unit.part(LoadPart::Consultation).hours())
        .sum();
    // 8,525 consultations of 6 min, cv 1.
    assert!((expected - 852.5).abs() < 0.5, "{expected}");
    let hours = book.hours_s as f64 / 3_600.0;
    let error = expected * (2.0 / book.brought() as f64).sqrt();
    assert!((hours - expected).abs() < 4.0 * error, "{hours} {expected}");
}

/// One cadre is swamped by the incidents, an hour each, that twenty settle in time.
#[test]
fn better_service_brings_more_consultations_and_none_where_trust_stays() {
    let brought = |cadres, mechanisms| {
        let (outcome, book) = run(&county(cadres, 12_000.0), &conduct(400.0, 0.5), mechanisms);
        (outcome.world_digest, book.came_up.len(), book.brought())
    };
    let all = Mechanisms::all();
    let (poor, good) = (brought(1, all), brought(20, all));
    assert_eq!((poor.0, poor.1), (good.0, good.1));
    assert!(good.2 as f64 > 1.3 * poor.2 as f64, "{poor:?} {good:?}");
    let still = all.without(Mechanism::Trust);
    assert_eq!(brought(1, still), brought(20, still));
}

#[test]
fn a_rate_of_nothing_is_as_absent_to_the_bit_and_so_is_the_mechanism_left_out() {
    let county = county(3, 1_500.0);
    let absent = Conduct {
        petty_demand: None,
        ..conduct(0.0, 0.5)
    };
    let digest = |conduct: &Conduct, mechanisms| {
        let lines = EnforcementLevel::SeparateLines;
        watched::<FactDigest>(&county, conduct, mechanisms, lines)
    };
    let all = Mechanisms::all();
    assert_eq!(digest(&conduct(0.0, 0.5), all), digest(&absent, all));
    let off = all.without(Mechanism::PettyDemand);
    assert_eq!(digest(&conduct(400.0, 0.5), off), digest(&absent, off));
    assert_ne!(digest(&conduct(400.0, 0.5), all), digest(&absent, all));
}

#[test]
fn requests_are_the_same_under_every_setup_and_one_that_takes_long_outlasts_a_shift() {
    let mut county = county(3, 1_500.0);
    county.matters[MatterId::from_index(0)].work_min = Distribution::constant(200.0).unwrap();
    let conduct = conduct(100.0, 0.5);
    let of = |level| watched::<RequestBook>(&county, &conduct, Mechanisms::all(), level);
    let (lines, teams) = (
        of(EnforcementLevel::SeparateLines),
        of(EnforcementLevel::SingleTeam),
    );
    assert_eq!(lines.0.world_digest, teams.0.world_digest);
    let moments =
        |book: &RequestBook| -> Vec<Moment> { book.came_up.iter().map(|(at, _)| *at).collect() };
    assert_eq!(moments(&lines.1), moments(&teams.1));
}
