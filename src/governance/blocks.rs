//! Teams and hubs: the people of lines dealt to the townships that a unit of theirs serves.
//!
//! In a pilot some townships are served so, and the others by the lines as before.

use std::collections::BTreeMap;

use crate::base::{Table, Text};
use crate::county::{
    Base, County, Department, DepartmentId, Township, TownshipId, UnitId, WorkerId,
};

use super::charter::{Unit, UnitKind};
use super::dealing::deal;
use super::hubs::Hub;
use super::lay_error::LayError;
use super::posting::Posting;
use super::workplace::{Asked, first_asked, numbered, people_by_workplace, unit_at};

/// Residents of some townships, or how many they are where nobody is stated to live in any.
fn weight_of(county: &County, townships: &[TownshipId], is_stated: bool) -> f64 {
    if is_stated {
        let residents = townships.iter();
        residents
            .map(|township| county.townships[*township].residents)
            .sum()
    } else {
        townships.len() as f64
    }
}

/// One unit for each of the hubs, the people of lines dealt to them and to the townships outside by
/// residents; then those who stay in their lines, and the offices.
///
/// # Errors
/// There are too few people for the units, two units would share an id, or a line that is needed
/// somewhere has nobody to be asked.
pub fn blocks(
    county: &County,
    (hubs, kind): (&[Hub], UnitKind),
    outside: &[TownshipId],
) -> Result<Posting, Vec<LayError>> {
    let is_stated = county.townships.iter().any(|place| place.residents > 0.0);
    let served = hubs.iter().map(|hub| hub.townships.as_slice());
    let served = served.chain((!outside.is_empty()).then_some(outside));
    let weights: Vec<f64> = served
        .map(|townships| weight_of(county, townships, is_stated))
        .collect();
    let mut dealt = deal(county, &weights);
    let mut staying = dealt.split_off(hubs.len()).concat();
    let inside: Vec<TownshipId> = hubs
        .iter()
        .flat_map(|hub| hub.townships.iter().copied())
        .collect();
    exchange(county, (&mut dealt, &inside), (&mut staying, outside));
    let units: Table<UnitId, Unit> = hubs
        .iter()
        .zip(dealt)
        .map(|(hub, members)| {
            let seat = &county.townships[hub.seat];
            let (id, name) = called(seat, kind);
            Unit {
                id,
                name,
                kind,
                seat: seat.seat,
                members,
            }
        })
        .collect();
    with_lines_and_offices(county, (units, hubs), (&staying, outside))
}

/// Exchanges people who were dealt away from where they are based for their equals in line and
/// licence who were as well, so that every unit and line keeps its numbers.
fn exchange(
    county: &County,
    (teams, inside): (&mut [Vec<WorkerId>], &[TownshipId]),
    (staying, outside): (&mut Vec<WorkerId>, &[TownshipId]),
) {
    let is_only_in = |worker: WorkerId, here: &[TownshipId], there: &[TownshipId]| {
        let base = county.workers[worker].base;
        serves_any(county, base, here) && !serves_any(county, base, there)
    };
    let kind = |worker: WorkerId| {
        let worker = &county.workers[worker];
        (worker.home, worker.is_licensed())
    };
    for stays in staying.iter_mut() {
        if !is_only_in(*stays, inside, outside) {
            continue;
        }
        let mut dealt = teams.iter_mut().flatten();
        let equal = dealt
            .find(|other| kind(**other) == kind(*stays) && is_only_in(**other, outside, inside));
        if let Some(goes) = equal {
            std::mem::swap(stays, goes);
        }
    }
    staying.sort_unstable();
    for team in teams {
        team.sort_unstable();
    }
}

/// The posting of the `units` of hubs, of those who stay in the lines and serve the townships
/// outside, and of the townships' own offices, which alone are asked for blocks' parts.
fn with_lines_and_offices(
    county: &County,
    (mut units, hubs): (Table<UnitId, Unit>, &[Hub]),
    (staying, outside): (&[WorkerId], &[TownshipId]),
) -> Result<Posting, Vec<LayError>> {
    let is_posted = |worker: WorkerId, home: &Department| {
        home.is_block() || staying.binary_search(&worker).is_ok()
    };
    let mut people = BTreeMap::new();
    for ((department, base), members) in people_by_workplace(county, is_posted) {
        let is_block = county.departments[department].is_block();
        let base = if is_block || serves_any(county, base, outside) {
            base
        } else {
            Base::Headquarters
        };
        let posted: &mut Vec<WorkerId> = people.entry((department, base)).or_default();
        posted.extend(members);
        posted.sort_unstable();
    }
    let numbers = numbered(people.keys(), units.len());
    let is_asked = |department: DepartmentId, township| {
        county.departments[department].is_block() || outside.contains(&township)
    };
    let departments = county.departments.ids();
    let mut asked: Table<DepartmentId, Asked> =
        first_asked(county, &numbers, departments, is_asked)?
            .into_iter()
            .map(|(_, asked)| asked)
            .collect();
    for (line, department) in county.departments.iter_with_ids() {
        for (hub, unit) in hubs.iter().zip(units.ids()) {
            for township in hub.townships.iter().filter(|_| !department.is_block()) {
                asked[line][*township] = unit;
            }
        }
    }
    for (place, members) in people {
        units.push(unit_at(county, place, members));
    }
    Posting::new(county, units, asked)
}

/// Whether a base is meant to serve any of some townships.
fn serves_any(county: &County, base: Base, townships: &[TownshipId]) -> bool {
    match base {
        Base::Headquarters => true,
        Base::Township(township) => townships.contains(&township),
        Base::Station(station) => county.stations[station]
            .serves
            .iter()
            .any(|township| townships.contains(township)),
    }
}

fn called(seat: &Township, kind: UnitKind) -> (String, Text) {
    let Text { zh, en } = &seat.name;
    if kind == UnitKind::Hub {
        let name = Text::new(format!("{zh}片区执法队"), format!("{en} hub"));
        (format!("hub-{}", seat.id), name)
    } else {
        let name = Text::new(format!("{zh}综合执法队"), format!("{en} team"));
        (seat.id.clone(), name)
    }
}
