//! Pairs that stay in villages and sittings there: whom they help, and what they leave behind.

use std::collections::BTreeMap;

use super::fronted_work::{Ledger, laid, prevention_alone};
use super::towns::{busy_county, setting, weekdays};
use crate::base::{Id, Moment};
use crate::county::{Fronted, MatterId, WorkerId};
use crate::dynamics::simulation::Simulation;
use crate::dynamics::{Activity, Fact, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::{Prevention, VillageLife};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::setup::{Fronting, Targeting};
use crate::governance::{Conduct, EnforcementLevel::SeparateLines};

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
