//! Fronted work and suspended places: what they keep from happening, and what they cost.

use std::collections::{BTreeMap, BTreeSet};

use super::towns::{busy_county, charter, setting, weekdays};
use super::watching::FactDigest;
use crate::base::calendar::{Calendar, CalendarKind};
use crate::base::{Date, Distribution, Id, Moment, Span};
use crate::county::{
    Cause, Complaint, County, Detection, Fronted, GroupId, MatterId, Power, Visible, WorkerId,
};
use crate::dynamics::simulation::Simulation;
use crate::dynamics::{
    Activity, Discipline, Fact, Horizon, Mechanism, Mechanisms, Setting, simulate,
};
use crate::engine::Observer;
use crate::governance::conduct::{Persuasion, Prevention, VillageLife};
use crate::governance::sample_county::{SampleCounty, ask_power, line, matter};
use crate::governance::setup::{Fronting, Stance, StanceLevel, Targeting};
use crate::governance::{Assignment, Charter, Conduct, Coordination, Delegation, EnforcementLevel};

use EnforcementLevel::{HubAndSpoke, SeparateLines, SingleTeam};

/// Ordinals from here on are relapses that became incidents of their own.
const FIRST_CHILD: u32 = 1 << 28;

/// A name of a potential: its stream and its ordinal.
type Name = (usize, u32);

/// What came up, what was prevented and why, and what hours went into fronted work.
#[derive(Default)]
struct Ledger {
    emerged: BTreeMap<Name, Moment>,
    prevented: BTreeMap<Name, (Moment, Cause)>,
    fronted: Span,
    travelled: Span,
    on_duty: Span,
}

impl Observer<Fact<'_>> for Ledger {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Emerged { incident } if incident.ordinal < FIRST_CHILD => {
                let name = (incident.source.index(), incident.ordinal);
                assert_eq!(self.emerged.insert(name, at), None, "{name:?}");
            }
            Fact::Prevented { incident, cause } => {
                let name = (incident.source.index(), incident.ordinal);
                assert_eq!(incident.emerged_at, at);
                assert_eq!(self.prevented.insert(name, (at, cause)), None, "{name:?}");
            }
            Fact::Spent { on, from, to, .. } => match on {
                Activity::Prevention => self.fronted += to - from,
                Activity::Travel => self.travelled += to - from,
                _ => {}
            },
            Fact::OnDuty { from, to, .. } => self.on_duty += to - from,
            _ => {}
        }
    }
}

impl Ledger {
    fn names(&self) -> BTreeSet<Name> {
        self.emerged
            .keys()
            .chain(self.prevented.keys())
            .copied()
            .collect()
    }

    fn count(&self, cause: Cause) -> usize {
        let causes = self.prevented.values();
        causes.filter(|(_, of)| *of == cause).count()
    }
}

/// Two matter groups, hidden incidents, a matter of places that offend again.
fn haunted_county() -> County {
    let mut county = busy_county();
    county.groups.push("h".to_owned());
    for (index, matter) in county.matters.iter_mut().enumerate() {
        matter.group = GroupId::from_index(index % 2);
        matter.detection = Some(Detection {
            complaint: Complaint::PerDay(0.2),
            natural_end_per_day: 0.1,
            seen_share: 0.2,
            patrol_every_h: None,
            repeat_patience_days: None,
        });
        matter.worsens_per_day = 0.01;
        matter.escalates_per_day = 0.005;
    }
    county.matters[MatterId::from_index(2)].visible = Some(Visible {
        stays_h: Distribution::constant(72.0).unwrap(),
        places: 3,
        suspended_days: (90.0, 365.0),
    });
    county
}

fn prevention_alone(prevention: Prevention) -> Conduct {
    Conduct {
        prevention: Some(prevention),
        ..Conduct::NONE
    }
}

fn laid(county: &County, level: EnforcementLevel, fronting: Option<Fronting>) -> Charter {
    let delegation = if level == SeparateLines {
        Delegation::None
    } else {
        Delegation::Share(1.0)
    };
    let (pooled, sequence) = (Assignment::Pooled, Coordination::default());
    let mut charter = charter(county, level, pooled, delegation, sequence);
    let level = fronting.map_or(StanceLevel::EventResponse, StanceLevel::FrontLoaded);
    charter.stance = Stance { level };
    charter
}

fn service(share: f64, targeting: Targeting) -> Fronting {
    Fronting {
        service_share: share,
        targeting,
        ..Fronting::default()
    }
}

#[test]
fn whatever_one_setup_has_and_another_has_not_carries_a_cause() {
    let (county, calendar, conduct) = (haunted_county(), weekdays(), Conduct::usual());
    let all = Fronting {
        service_share: 0.05,
        resource_share: 0.05,
        mechanism_share: 0.02,
        targeting: Targeting::ByCapacity,
    };
    let hubs = HubAndSpoke { hubs: Some(2) };
    let charters = [
        laid(&county, SeparateLines, None),
        laid(
            &county,
            SeparateLines,
            Some(service(0.1, Targeting::Hotspot)),
        ),
        laid(&county, SingleTeam, None),
        laid(&county, SingleTeam, Some(service(0.05, Targeting::Uniform))),
        laid(&county, hubs, Some(all)),
    ];
    let runs: Vec<_> = charters
        .iter()
        .map(|charter| {
            let setting = Setting {
                conduct: &conduct,
                ..setting(&county, charter, &calendar, 200)
            };
            simulate(&setting, Ledger::default())
        })
        .collect();
    let (first, rest) = runs.split_first().unwrap();
    for (outcome, ledger) in rest {
        assert_eq!(outcome.world_digest, first.0.world_digest);
        assert_eq!(ledger.names(), first.1.names());
        assert_ne!(ledger.prevented, first.1.prevented);
    }
    let visits: Vec<usize> = runs
        .iter()
        .map(|(_, ledger)| ledger.count(Cause::Visit))
        .collect();
    assert_eq!((visits[0], visits[2]), (0, 0), "{visits:?}");
    assert!(visits[1].min(visits[3]).min(visits[4]) > 5, "{visits:?}");
    for (_, ledger) in &runs {
        assert!(ledger.count(Cause::Suspended) > 5);
    }
}

#[test]
fn a_constant_stock_prevents_its_share_of_what_is_preventable() {
    let mut county = busy_county();
    for matter in &mut county.matters {
        matter.rate = crate::county::Rate::PerTownship(4_000.0);
    }
    let law = Prevention {
        half_life_days: 1e12,
        ..Prevention::default()
    };
    let (calendar, conduct) = (weekdays(), prevention_alone(law));
    let charter = laid(&county, SeparateLines, None);
    let setting = Setting {
        conduct: &conduct,
        mechanisms: Mechanisms::only(&[Mechanism::Prevention]),
        discipline: Discipline::FirstCome,
        ..setting(&county, &charter, &calendar, 365)
    };
    let mut simulation = <Simulation<Ledger>>::new(&setting, Ledger::default());
    let start = setting.horizon.start();
    for village in county.villages.ids() {
        let stocks = &mut simulation.fronts.as_mut().unwrap().stocks;
        for _ in 0..3 {
            stocks.add_visit(start, village, GroupId::from_index(0));
        }
    }
    simulation.open();
    while let Some((now, due)) = simulation.agenda.pop_before(setting.horizon.end()) {
        simulation.handle(now, due);
    }
    let ledger = &simulation.observer;
    let all = ledger.names().len() as f64;
    let expected = 0.4 * 0.35 * 3.0 / (3.0 + 4.0);
    let share = ledger.prevented.len() as f64 / all;
    let error = (expected * (1.0 - expected) / all).sqrt();
    assert!(error < 0.002, "{all} potentials");
    assert!((share - expected).abs() < 4.0 * error, "{share} {expected}");
}

#[test]
fn fronted_hours_are_hours_of_officers() {
    let (mut county, calendar) = (busy_county(), weekdays());
    for matter in &mut county.matters {
        matter.rate = crate::county::Rate::PerTownship(50.0);
    }
    let conduct = prevention_alone(Prevention::default());
    let run = |fronting| {
        let charter = laid(&county, SeparateLines, fronting);
        let setting = Setting {
            conduct: &conduct,
            ..setting(&county, &charter, &calendar, 120)
        };
        simulate(&setting, Ledger::default()).1
    };
    let without = run(None);
    assert_eq!(without.fronted, Span::ZERO);
    for fronting in [
        service(0.03, Targeting::Uniform),
        Fronting {
            resource_share: 0.03,
            ..Fronting::default()
        },
        Fronting {
            mechanism_share: 0.03,
            ..Fronting::default()
        },
    ] {
        let with = run(Some(fronting));
        let share = with.fronted.hours() / with.on_duty.hours();
        assert!(share < 0.031, "{share} of {fronting:?}");
        assert!(share > 0.01, "{share} of {fronting:?}");
        if fronting.service_share > 0.0 {
            assert!(with.travelled > without.travelled, "visits take ways");
        }
    }
}

#[test]
fn no_strength_prevents_nothing() {
    let (county, calendar) = (busy_county(), weekdays());
    let emerged = |conduct: &Conduct, fronting| {
        let charter = laid(&county, SeparateLines, fronting);
        let setting = Setting {
            conduct,
            ..setting(&county, &charter, &calendar, 120)
        };
        let (outcome, ledger) = simulate(&setting, Ledger::default());
        assert!(ledger.prevented.is_empty());
        let (_, facts) = simulate(&setting, FactDigest::default());
        (outcome.world_digest, ledger.emerged, facts)
    };
    let absent = emerged(&Conduct::NONE, None);
    let hourly = Some(service(0.05, Targeting::Hotspot));
    let weak = prevention_alone(Prevention {
        max_share: 0.0,
        ..Prevention::default()
    });
    let powerless = emerged(&weak, hourly);
    assert_eq!((absent.0, &absent.1), (powerless.0, &powerless.1));
    let usual = prevention_alone(Prevention::default());
    let idle = emerged(&usual, None);
    let hourless = emerged(&usual, Some(service(1e-6, Targeting::Hotspot)));
    assert_eq!((absent.0, &absent.1), (hourless.0, &hourless.1));
    assert_eq!(idle.2, hourless.2, "to the bit");
}

/// One place a township that offends twenty times a year when it is left alone.
fn offending_county() -> County {
    let lines = SampleCounty::new(vec![line(6, 0)]);
    let mut county = lines.with_townships(&[1_000.0; 20]).built();
    let dumping = MatterId::from_index(0);
    county.matters[dumping] = matter("m-1", 0, 20.0);
    ask_power(&mut county, dumping, Power::Order);
    county.matters[dumping].visible = Some(Visible {
        stays_h: Distribution::constant(2.0).unwrap(),
        places: 1,
        suspended_days: (90.0, 365.0),
    });
    county
}

const YEARS: i64 = 10;

fn offences(county: &County, conduct: &Conduct) -> Ledger {
    let calendar = Calendar::new(CalendarKind::AlwaysOpen, Date::new(2025, 1, 6).unwrap());
    let charter = laid(county, SeparateLines, None);
    let setting = Setting {
        conduct,
        horizon: Horizon {
            warm_up: Span::ZERO,
            measured: Span::from_days(365 * YEARS),
            cool_down: Span::ZERO,
        },
        mechanisms: Mechanisms::only(&[Mechanism::Sources, Mechanism::Crews]),
        ..setting(county, &charter, &calendar, 0)
    };
    simulate(&setting, Ledger::default()).1
}

#[test]
fn a_place_met_with_power_offends_once_in_each_cycle() {
    let county = offending_county();
    let ledger = offences(&county, &Conduct::NONE);
    let (active, suspended): (f64, f64) = (365.0 / 20.0, f64::midpoint(90.0, 365.0));
    let cycle = active + suspended;
    let variance = active * active + 275.0 * 275.0 / 12.0;
    let days = 365.0 * YEARS as f64;
    // The expected renewals of a delayed process up to their second order (Cox, Renewal Theory,
    // chapter 4): the first offence comes after a mean of `active`.
    let spread = variance / (cycle * cycle);
    let expected = 1.0 + (days - active) / cycle + (spread - 1.0) / 2.0;
    let places = 20.0;
    let error = (places * spread * days / cycle).sqrt();
    let emerged = ledger.emerged.len() as f64;
    let difference = emerged - places * expected;
    assert!(
        difference.abs() < 4.0 * error,
        "{emerged}: {difference} {error}"
    );
    assert_eq!(ledger.count(Cause::Suspended), ledger.prevented.len());
    let all = ledger.names().len() as f64;
    let potentials = places * 20.0 * YEARS as f64;
    assert!((all - potentials).abs() < 4.0 * potentials.sqrt(), "{all}");
}

#[test]
fn help_suspends_a_place_for_a_week_where_people_can_be_persuaded() {
    let mut county = offending_county();
    ask_power(&mut county, MatterId::from_index(0), Power::None);
    assert!(offences(&county, &Conduct::NONE).prevented.is_empty());
    let conduct = Conduct {
        persuasion: Some(Persuasion::default()),
        ..Conduct::NONE
    };
    let ledger = offences(&county, &conduct);
    let places = 20.0;
    let cycle = 365.0 / 20.0 + 7.0;
    let expected = places * 365.0 * YEARS as f64 / cycle;
    let spread = (365.0 / 20.0 / cycle).powi(2);
    let emerged = ledger.emerged.len() as f64;
    let error = (expected * spread).sqrt();
    assert!(
        (emerged - expected).abs() < 4.0 * error + places,
        "{emerged} {expected}"
    );
}

#[test]
fn sittings_put_a_procedure_in_force_and_stays_coach_villages() {
    let (county, calendar) = (busy_county(), weekdays());
    let conduct = Conduct {
        village_life: Some(VillageLife::default()),
        ..prevention_alone(Prevention::default())
    };
    let fronting = Fronting {
        resource_share: 0.05,
        mechanism_share: 0.05,
        targeting: Targeting::Hotspot,
        ..Fronting::default()
    };
    let charter = laid(&county, SeparateLines, Some(fronting));
    let setting = Setting {
        conduct: &conduct,
        ..setting(&county, &charter, &calendar, 120)
    };
    let mut simulation = <Simulation<Ledger>>::new(&setting, Ledger::default());
    simulation.open();
    let end = setting.horizon.end();
    while let Some((now, due)) = simulation.agenda.pop_before(end) {
        simulation.handle(now, due);
    }
    let village = county.villages.ids().next().unwrap();
    let before = simulation.capacity(end, village).unwrap();
    let unit = charter.units.ids().next().unwrap();
    simulation.front(end, Fronted::Stay { village }, unit);
    let after = simulation.capacity(end, village).unwrap();
    let expected = 1.0 - (1.0 - before) * 0.999_f64.powi(4);
    assert!((after - expected).abs() < 1e-12, "{before} {after}");
    let fronts = simulation.fronts.as_ref().unwrap();
    let pairs = county.matters.ids().flat_map(|matter| {
        let towns = county.townships.ids();
        towns.map(move |township| (matter, township))
    });
    let holding = pairs.filter(|(matter, township)| fronts.has_procedure(end, *matter, *township));
    assert!(holding.count() > 0);
}

/// Visits that a crew went to straight from fronted work, and fronted work straight after a visit.
#[derive(Default)]
struct Turns {
    last: BTreeMap<WorkerId, (Activity, Moment)>,
    to_a_case: u32,
    back_to_the_stay: u32,
    visits: u32,
}

impl Observer<Fact<'_>> for Turns {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        let Fact::Spent {
            worker,
            on,
            from,
            to,
            ..
        } = *fact
        else {
            return;
        };
        let before = self.last.insert(worker, (on, to));
        let came_from = before.filter(|(_, until)| *until == from).map(|(on, _)| on);
        match (came_from, on) {
            (Some(Activity::Prevention), Activity::Visit) => self.to_a_case += 1,
            (Some(Activity::Visit), Activity::Prevention) => self.back_to_the_stay += 1,
            _ => {}
        }
        self.visits += u32::from(on == Activity::Visit);
    }
}

#[test]
fn a_pair_that_stays_serves_cases_there_without_a_way() {
    let mut county = SampleCounty::new(vec![line(6, 0)]).built();
    for village in &mut county.villages {
        village.place.x_km = 30.0;
    }
    let only = MatterId::from_index(0);
    county.matters[only].crew = 2;
    county.matters[only].rate = crate::county::Rate::PerTownship(800.0);
    let conduct = prevention_alone(Prevention {
        max_share: 0.0,
        ..Prevention::default()
    });
    let calendar = weekdays();
    let run = |fronting| {
        let charter = laid(&county, SeparateLines, fronting);
        let setting = Setting {
            conduct: &conduct,
            ..setting(&county, &charter, &calendar, 200)
        };
        simulate(&setting, Turns::default()).1
    };
    let without = run(None);
    assert_eq!((without.to_a_case, without.back_to_the_stay), (0, 0));
    let staying = run(Some(Fronting {
        resource_share: 0.3,
        ..Fronting::default()
    }));
    assert!(staying.to_a_case > 40, "{}", staying.to_a_case);
    assert!(
        staying.back_to_the_stay > 40,
        "{}",
        staying.back_to_the_stay
    );
    assert!(
        staying.visits.abs_diff(without.visits) < 20,
        "every case is still met"
    );
}
