//! Counts that vary by day, week, township and place, against the formulas of mixed Poisson counts.

use std::collections::{BTreeMap, BTreeSet};

use super::towns::{busy_county, charter, lines, setting, weekdays};
use super::watching::FactDigest;
use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::zipf::share_of_rank;
use crate::base::{Id, Key, Moment, Span, Table, World};
use crate::county::{
    Complaint, County, Detection, MatterId, Places, Rate, Shock, ShockComes, TownshipRates,
    Variation, VillageId,
};
use crate::dynamics::layout::Layout;
use crate::dynamics::source::Source;
use crate::dynamics::{Fact, Mechanism, Mechanisms, Outcome, Setting, simulate};
use crate::engine::Observer;
use crate::governance::frequency::yearly_rate_in_county;
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Assignment, Charter, Coordination, Delegation, EnforcementLevel};

/// Weeks counted.
const WEEKS: i64 = 52;
const DAYS: i64 = WEEKS * 7;
/// Incidents of a township on an average day.
const A_DAY: f64 = 10.0;
const TOWNSHIPS: usize = 4;
const DAY_CV: f64 = 0.5;
const WEEK_CV: f64 = 0.4;
const WORLDS: u32 = 60;

/// A potential: its stream, its ordinal there, what, where and when.
type Happening = (u64, u32, MatterId, VillageId, Moment);

/// All potentials of a run of so many days without a warm-up.
fn happenings(county: &County, days: i64, replication: u32, on: Mechanisms) -> Vec<Happening> {
    let (charter, calendar) = (lines(county), weekdays());
    let mut setting = setting(county, &charter, &calendar, days);
    setting.horizon.warm_up = Span::ZERO;
    setting.horizon.cool_down = Span::ZERO;
    setting.mechanisms = on;
    setting.world = World {
        seed: 11,
        replication,
    };
    let (layout, window) = (Layout::new(&setting, &charter), setting.window());
    let mut happenings = Vec::new();
    for mut source in Source::all(&setting) {
        source.advance(&layout, &window);
        while let Some(next) = source.awaited() {
            let stream = source.stream.bits();
            happenings.push((stream, next.ordinal, source.matter, source.village, next.at));
            source.advance(&layout, &window);
        }
    }
    happenings
}

fn varied(day_cv: f64, township_week_cv: f64) -> County {
    let mut county = SampleCounty::new(vec![line(1, 0)])
        .with_townships(&[1_000.0; TOWNSHIPS])
        .built();
    for matter in &mut county.matters {
        matter.rate = Rate::PerTownship(365.0 * A_DAY);
    }
    county.variation = Variation {
        day_cv,
        township_week_cv,
        ..Variation::NONE
    };
    county
}

/// Demands that the mean over worlds is the theory's within four of its standard errors, and that
/// these are below `narrow` of it.
fn agrees(what: &str, values: &[f64], theory: f64, narrow: f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares = values.iter().map(|value| (value - mean) * (value - mean));
    let error = (squares.sum::<f64>() / (n - 1.0) / n).sqrt();
    assert!(error < narrow * theory, "{what}: {error} is too wide");
    let difference = mean - theory;
    assert!(
        difference.abs() < 4.0 * error,
        "{what}: {mean} not {theory}"
    );
}

/// The mean square of counts around the expected one.
fn spread(counts: &[f64], expected: f64) -> f64 {
    let squares = counts.iter().map(|count| (count - expected).powi(2));
    squares.sum::<f64>() / counts.len() as f64
}

#[test]
fn days_and_weeks_spread_counts_as_mixed_poisson_counts_and_leave_their_mean() {
    let county = varied(DAY_CV, WEEK_CV);
    let (mut totals, mut of_days, mut of_weeks) = (Vec::new(), Vec::new(), Vec::new());
    for replication in 0..WORLDS {
        let happenings = happenings(&county, DAYS, replication, Mechanisms::all());
        let mut days = vec![0.0; DAYS as usize];
        let mut weeks = vec![0.0; TOWNSHIPS * WEEKS as usize];
        for (_, _, _, village, at) in &happenings {
            days[at.day() as usize] += 1.0;
            weeks[village.index() * WEEKS as usize + (at.day() / 7) as usize] += 1.0;
        }
        totals.push(happenings.len() as f64);
        of_days.push(spread(&days, A_DAY * TOWNSHIPS as f64));
        of_weeks.push(spread(&weeks, A_DAY * 7.0));
    }
    let townships = TOWNSHIPS as f64;
    let (day, week) = (DAY_CV * DAY_CV, WEEK_CV * WEEK_CV);
    agrees("all", &totals, A_DAY * townships * DAYS as f64, 0.01);
    // Var N = E rate + Var rate. A day of the county has the rate D (W1 + ... + W4) times A_DAY, a
    // township's week (D1 + ... + D7) W times A_DAY; all factors are independent and of mean 1.
    let of_rate = (1.0 + day) * (townships * townships + townships * week) - townships * townships;
    let of_day = A_DAY * townships + A_DAY * A_DAY * of_rate;
    agrees("days", &of_days, of_day, 0.05);
    let of_rate = (1.0 + week) * (49.0 + 7.0 * day) - 49.0;
    let of_week = A_DAY * 7.0 + A_DAY * A_DAY * of_rate;
    agrees("weeks", &of_weeks, of_week, 0.05);
}

#[test]
fn a_longer_run_begins_as_a_shorter_one() {
    let county = varied(DAY_CV, WEEK_CV);
    let until = Moment::start_of_day(30);
    let long = happenings(&county, 60, 0, Mechanisms::all());
    let begin: Vec<Happening> = long.into_iter().filter(|one| one.4 < until).collect();
    let short = happenings(&county, 30, 0, Mechanisms::all());
    assert!(short.len() > 500);
    assert_eq!(begin, short);
}

#[test]
fn stronger_effects_move_the_same_potentials_in_time() {
    let names = |county: &County| -> BTreeSet<(u64, u32)> {
        let happenings = happenings(county, DAYS, 3, Mechanisms::all());
        happenings.iter().map(|one| (one.0, one.1)).collect()
    };
    let (plain, weak) = (names(&varied(0.0, 0.0)), names(&varied(0.1, 0.0)));
    let common = plain.intersection(&weak).count();
    assert!(common as f64 > 0.95 * plain.len() as f64, "{common}");
}

#[test]
fn townships_differ_as_stated_and_the_county_as_a_whole_does_not() {
    let residents: Vec<f64> = (0..2_000).map(|index| 500.0 + f64::from(index)).collect();
    let mut county = SampleCounty::new(vec![line(1, 0)])
        .with_townships(&residents)
        .built();
    for (index, village) in county.villages.iter_mut().enumerate() {
        village.firms = (index % 13) as f64;
    }
    let layout = World {
        seed: county.layout_seed,
        replication: 0,
    };
    let drawn = |cv, county: &County| {
        let named = (layout, Key::of("a county"));
        TownshipRates::drawn(cv, named, &county.townships, &county.villages)
    };
    let rates = [
        Rate::PerTownship(3.0),
        Rate::PerThousandResidents(3.0),
        Rate::PerHundredFirms(3.0),
    ];
    let id = MatterId::from_index(0);
    let whole = |county: &mut County, rate| {
        county.matters[id].rate = rate;
        yearly_rate_in_county(county, &county.matters[id]).expect("no log")
    };
    let plain = rates.map(|rate| whole(&mut county, rate));
    let effects = drawn(0.42, &county).expect("a law");
    let factors: Vec<f64> = county
        .townships
        .ids()
        .map(|township| effects.factor(rates[0], township))
        .collect();
    county.variation.townships = Some(effects);
    for (rate, plain) in rates.into_iter().zip(plain) {
        let varied = whole(&mut county, rate);
        assert!((varied / plain - 1.0).abs() < 1e-9, "{rate:?}");
    }
    // A sample of 2,000 gamma quantities of this cv has it within 0.0085 (one standard error).
    let cv = spread(&factors, 1.0).sqrt();
    assert!((cv - 0.42).abs() < 0.034, "{cv}");
    assert_eq!(drawn(0.0, &county), None);
}

/// Everything at strength 0.
fn nothing(county: &County) -> Variation {
    Variation {
        shocks: vec![storm(county, 1.0)],
        ..Variation::NONE
    }
}

/// Three days from day 20 on which the first matter comes up `factor` times as often.
fn storm(county: &County, factor: f64) -> Shock {
    let mut factors = Table::filled(county.matters.len(), 1.0);
    factors[MatterId::from_index(0)] = factor;
    Shock {
        id: "storm".to_owned(),
        comes: ShockComes::AtDay(20),
        days: 3,
        factors,
    }
}

fn everything(county: &County) -> Variation {
    let layout = World {
        seed: county.layout_seed,
        replication: 0,
    };
    let named = (layout, Key::of("a county"));
    Variation {
        day_cv: DAY_CV,
        township_week_cv: WEEK_CV,
        townships: TownshipRates::drawn(0.42, named, &county.townships, &county.villages),
        places: Some(Places {
            per_village: 200,
            exponent: 0.65,
        }),
        shocks: vec![storm(county, 12.0)],
    }
}

fn told(county: &County, charter: &Charter) -> (Outcome, FactDigest) {
    let calendar = weekdays();
    let setting: Setting = setting(county, charter, &calendar, 60);
    simulate(&setting, FactDigest::default())
}

#[test]
fn variation_of_no_strength_is_as_absent_to_the_bit() {
    let mut county = busy_county();
    let charter = lines(&county);
    let absent = told(&county, &charter);
    county.variation = nothing(&county);
    assert_eq!(told(&county, &charter), absent);
    county.variation.places = everything(&county).places;
    let (outcome, facts) = told(&county, &charter);
    assert_eq!(facts, absent.1, "places alone change nothing that is done");
    assert_ne!(outcome.world_digest, absent.0.world_digest);
}

#[test]
fn a_varied_world_is_the_same_in_every_setup() {
    let mut county = busy_county();
    let plain = told(&county, &lines(&county)).0.world_digest;
    county.variation = everything(&county);
    let levels = [
        EnforcementLevel::SeparateLines,
        EnforcementLevel::SingleTeam,
        EnforcementLevel::HubAndSpoke { hubs: Some(2) },
    ];
    let worlds = levels.map(|level| {
        let powers = Delegation::Share(1.0);
        let charter = charter(
            &county,
            level,
            Assignment::Pooled,
            powers,
            Coordination::default(),
        );
        told(&county, &charter).0.world_digest
    });
    assert!(worlds.iter().all(|world| *world == worlds[0]), "{worlds:?}");
    assert_ne!(worlds[0], plain);
}

#[test]
fn a_shock_adds_to_its_matters_on_its_days_and_moves_nothing_else() {
    let mut county = varied(0.0, 0.0);
    county
        .matters
        .push(county.matters[MatterId::from_index(0)].clone());
    county.matters[MatterId::from_index(1)].id = "m-2".to_owned();
    let calm = happenings(&county, 60, 0, Mechanisms::all());
    county.variation.shocks = vec![storm(&county, 12.0)];
    let stormy = happenings(&county, 60, 0, Mechanisms::all());
    let known: BTreeSet<Happening> = calm.iter().copied().collect();
    let added: Vec<&Happening> = stormy.iter().filter(|one| !known.contains(*one)).collect();
    assert_eq!(stormy.len(), calm.len() + added.len(), "nothing is lost");
    assert!(added.iter().all(|one| (20..23).contains(&one.4.day())));
    assert!(added.iter().all(|one| one.2 == MatterId::from_index(0)));
    let expected = 11.0 * A_DAY * TOWNSHIPS as f64 * 3.0;
    let difference = added.len() as f64 - expected;
    assert!(difference.abs() < 4.0 * expected.sqrt(), "{difference}");
}

#[test]
fn what_is_hidden_at_first_comes_up_at_any_hour_alike() {
    let mut county = varied(0.0, 0.0);
    for matter in &mut county.matters {
        matter.hour_profile = HourProfile::TwoHumps;
        matter.weekday_profile = WeekdayProfile::Field;
        matter.detection = Some(Detection {
            complaint: Complaint::PerDay(0.1),
            natural_end_per_day: 0.1,
            seen_share: 0.0,
            patrol_every_h: None,
            repeat_patience_days: None,
        });
    }
    let shares = |on: Mechanisms| {
        let happenings = happenings(&county, DAYS, 0, on);
        let n = happenings.len() as f64;
        let share = |is_in: &dyn Fn(Moment) -> bool| {
            happenings.iter().filter(|one| is_in(one.4)).count() as f64 / n
        };
        let night = share(&|at| at.time_of_day() < Span::HOUR * 6);
        let weekend = share(&|at| at.day() % 7 >= 5);
        assert!((n - A_DAY * TOWNSHIPS as f64 * DAYS as f64).abs() < 4.0 * n.sqrt());
        (night, weekend)
    };
    let error = 4.0 * 0.5 / (A_DAY * TOWNSHIPS as f64 * DAYS as f64).sqrt();
    let (night, weekend) = shares(Mechanisms::all());
    assert!((night - 0.25).abs() < error && (weekend - 2.0 / 7.0).abs() < error);
    let (night, weekend) = shares(Mechanisms::all().without(Mechanism::Detection));
    assert!(night < 0.06 && weekend < 0.2, "{night} {weekend}");
}

/// Cases of each place.
#[derive(Default)]
struct Addresses(BTreeMap<(VillageId, u16), f64>);

impl Observer<Fact<'_>> for Addresses {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        if let Fact::Emerged { incident } = *fact {
            *self
                .0
                .entry((incident.village, incident.place))
                .or_default() += 1.0;
        }
    }
}

/// The share of cases at the top `share` of places with a case; `places` is how many places have
/// 1, 2, ... cases.
fn concentration(places: &[f64], share: f64) -> f64 {
    let cases = |(count, places): (usize, &f64)| (count + 1) as f64 * places;
    let all: f64 = places.iter().enumerate().map(cases).sum();
    let mut left = share * places.iter().sum::<f64>();
    let mut of_top = 0.0;
    for (count, places) in places.iter().enumerate().rev() {
        of_top += cases((count, &left.min(*places)));
        left -= left.min(*places);
    }
    of_top / all
}

/// How many of a village's places are expected to have 1, 2, ... cases.
fn expected_places(cases: f64, places: Places) -> Vec<f64> {
    let mut expected = vec![0.0; 300];
    for rank in 0..places.per_village {
        let mean = cases * share_of_rank(rank, places.per_village, places.exponent);
        let mut chance = libm::exp(-mean);
        for (count, expected) in (1..).zip(&mut expected) {
            chance *= mean / f64::from(count);
            *expected += chance;
        }
    }
    expected
}

#[test]
fn cases_gather_at_few_places_as_they_do_in_a_city() {
    const VILLAGES: usize = 60;
    let places = Places {
        per_village: 200,
        exponent: 0.65,
    };
    let mut county = SampleCounty::new(vec![line(5, 0)])
        .with_townships(&[1_000.0; VILLAGES])
        .built();
    county.matters[MatterId::from_index(0)].rate = Rate::PerTownship(200.0);
    county.variation.places = Some(places);
    let (charter, calendar) = (lines(&county), weekdays());
    let mut setting = setting(&county, &charter, &calendar, 365);
    setting.mechanisms = Mechanisms::NONE;
    setting.horizon.warm_up = Span::ZERO;
    setting.horizon.cool_down = Span::ZERO;
    let cases_of = simulate(&setting, Addresses::default()).1.0;
    let mut found = vec![0.0; 300];
    for cases in cases_of.values() {
        found[*cases as usize - 1] += 1.0;
    }
    let expected = expected_places(200.0, places);
    // A city's addresses with a case: 7, 19 and 29 % at the top 1, 5 and 10 % (parameters #50).
    for (top, of_city) in [(0.01, 0.07), (0.05, 0.19), (0.10, 0.29)] {
        let (found, theory) = (concentration(&found, top), concentration(&expected, top));
        assert!((found - theory).abs() < 0.008, "{top}: {found} {theory}");
        assert!((theory - of_city).abs() < 0.015, "{top}: {theory}");
    }
}
