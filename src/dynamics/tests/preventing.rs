//! Fronted work: what it keeps from happening, and what it costs.

use super::fronted_work::{Ledger, laid, prevention_alone};
use super::towns::{busy_county, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Distribution, Id, Span};
use crate::county::{Cause, Complaint, County, Detection, GroupId, MatterId, Visible};
use crate::dynamics::simulation::Simulation;
use crate::dynamics::{Discipline, Mechanism, Mechanisms, Setting, simulate};
use crate::governance::conduct::Prevention;
use crate::governance::setup::{Fronting, Targeting};
use crate::governance::{Conduct, EnforcementLevel};

use EnforcementLevel::{HubAndSpoke, SeparateLines, SingleTeam};

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
        places: 3,
        ..Visible::staying(Distribution::constant(72.0).unwrap())
    });
    county
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
