//! Enforcement (执法体制): which units exist, where they stand and who is in them.
//!
//! The axis moves people and places and changes nothing else: same persons, same skill, same
//! troubles, same speed. What a level gains or loses must come out of pools, distance and crews.
//!
//! - `separate-lines`, the status quo: see [`separate_lines`]. A line pools its people over many
//!   townships and sends home-line skill. Price: long ways from headquarters, and a trouble of
//!   several lines waits for several units.
//! - `single-team` (一支队伍管执法): one team per township with people of every line. Idea: those
//!   who see a trouble should be able to act on it. Price: small pools, and most cases are met by
//!   people of another home line, less skilled in them and without power of their own unless the
//!   matter is delegated (see the delegation axis).
//! - `hub-and-spoke` (1+X): one team per hub of townships. Idea: pools large enough to hold every
//!   line without going back to the county seat. Price: townships without the hub wait for travel.

use crate::base::{Table, Text};
use crate::county::{County, Township, TownshipId, UnitId};

use super::charter::{Unit, UnitKind};
use super::dealing::deal;
use super::hubs::{Hub, join, usual_count};
use super::lay_error::LayError;
use super::posting::Posting;
use super::separate_lines::separate_lines;
use super::setup::EnforcementLevel;

/// Lays units, people and who is first asked.
///
/// # Errors
/// The county has nobody or too few people for the units, a number of hubs does not fit, two units
/// would share an id, or a line that is needed somewhere has nobody to be asked.
pub fn lay_enforcement(county: &County, level: EnforcementLevel) -> Result<Posting, Vec<LayError>> {
    if county.workers.is_empty() {
        return Err(vec![LayError::Nobody]);
    }
    match level {
        EnforcementLevel::SeparateLines => separate_lines(county),
        EnforcementLevel::SingleTeam => blocks(
            county,
            &join(&county.townships, county.townships.len()),
            UnitKind::Team,
        ),
        EnforcementLevel::HubAndSpoke { hubs } => {
            let townships = county.townships.len();
            let hubs = hubs.map_or(usual_count(townships), usize::from);
            if hubs == 0 || hubs > townships {
                return Err(vec![LayError::HubCount { hubs, townships }]);
            }
            blocks(county, &join(&county.townships, hubs), UnitKind::Hub)
        }
    }
}

/// One unit for each of `hubs`, the county's people dealt to them by residents.
fn blocks(county: &County, hubs: &[Hub], kind: UnitKind) -> Result<Posting, Vec<LayError>> {
    let residents = |hub: &Hub| -> f64 {
        let townships = hub.townships.iter();
        townships
            .map(|township| county.townships[*township].residents)
            .sum()
    };
    let is_stated = hubs.iter().any(|hub| residents(hub) > 0.0);
    let weights: Vec<f64> = hubs
        .iter()
        .map(|hub| {
            if is_stated {
                residents(hub)
            } else {
                hub.townships.len() as f64
            }
        })
        .collect();
    let units: Table<UnitId, Unit> = hubs
        .iter()
        .zip(deal(county, &weights))
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
    let serving: Table<TownshipId, UnitId> = county
        .townships
        .ids()
        .filter_map(|township| {
            let mut ids = units.ids().zip(hubs);
            ids.find(|(_, hub)| hub.townships.contains(&township))
                .map(|(unit, _)| unit)
        })
        .collect();
    let first_asked = Table::filled(county.departments.len(), serving);
    Posting::new(county, units, first_asked)
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::county::DepartmentId;
    use crate::governance::sample_county::{SampleCounty, line};

    fn sizes(posting: &Posting) -> Vec<(&str, usize)> {
        let units = posting.units.iter();
        units
            .map(|unit| (unit.id.as_str(), unit.members.len()))
            .collect()
    }

    #[test]
    fn the_bench_county_has_160_units_of_two_or_20_teams_of_sixteen() {
        let sample = SampleCounty::new(vec![line(2, 0); 8]).with_townships(&[0.0; 20]);
        let county = sample.based_in_townships().built();
        let lines = lay_enforcement(&county, EnforcementLevel::SeparateLines).unwrap();
        assert_eq!(lines.units.len(), 160);
        assert!(lines.units.iter().all(|unit| unit.members.len() == 2));
        let teams = lay_enforcement(&county, EnforcementLevel::SingleTeam).unwrap();
        assert_eq!(teams.units.len(), 20);
        assert!(teams.units.iter().all(|unit| unit.members.len() == 16));
        for unit in &teams.units {
            for line in county.departments.ids() {
                let home = unit
                    .members
                    .iter()
                    .filter(|person| county.workers[**person].home == line);
                assert_eq!(home.count(), 2);
            }
        }
    }

    #[test]
    fn teams_stand_in_their_townships_and_are_asked_for_every_line() {
        let sample = SampleCounty::new(vec![line(12, 2), line(8, 0)]);
        let county = sample.with_townships(&[30.0, 18.0, 12.0]).built();
        let teams = lay_enforcement(&county, EnforcementLevel::SingleTeam).unwrap();
        assert_eq!(sizes(&teams), [("t-1", 11), ("t-2", 7), ("t-3", 4)]);
        for (line, asked) in teams.first_asked.iter_with_ids() {
            for (township, unit) in asked.iter_with_ids() {
                let place = &county.townships[township];
                assert_eq!(teams.units[*unit].id, place.id, "{line:?}");
                assert_eq!(teams.units[*unit].seat, place.seat);
            }
        }
    }

    #[test]
    fn hubs_are_named_by_the_township_of_their_seat() {
        let sample = SampleCounty::new(vec![line(6, 0)]);
        let county = sample.with_townships(&[10.0, 30.0, 12.0, 8.0]).built();
        let level = EnforcementLevel::HubAndSpoke { hubs: None };
        let posting = lay_enforcement(&county, level).unwrap();
        // Two hubs; t-4, of fewest residents, causes least travel when it joins t-3, then t-1 t-2.
        assert_eq!(sizes(&posting), [("hub-t-2", 4), ("hub-t-3", 2)]);
        let asked = &posting.first_asked[DepartmentId::from_index(0)];
        let asked: Vec<usize> = asked.iter().map(|unit| unit.index()).collect();
        assert_eq!(asked, [0, 0, 1, 1]);
    }

    #[test]
    fn as_many_hubs_as_townships_are_the_single_teams() {
        let sample = SampleCounty::new(vec![line(6, 2), line(4, 0)]);
        let county = sample.with_townships(&[30.0, 18.0, 12.0]).built();
        let level = EnforcementLevel::HubAndSpoke { hubs: Some(3) };
        let hubs = lay_enforcement(&county, level).unwrap();
        let teams = lay_enforcement(&county, EnforcementLevel::SingleTeam).unwrap();
        assert_eq!(hubs.unit_of, teams.unit_of);
        assert_eq!(hubs.first_asked, teams.first_asked);
    }

    #[test]
    fn hubs_that_do_not_fit_the_county_are_refused() {
        let county = SampleCounty::new(vec![line(4, 2)])
            .with_townships(&[1.0, 1.0])
            .built();
        for hubs in [0, 3] {
            let level = EnforcementLevel::HubAndSpoke { hubs: Some(hubs) };
            let refused = LayError::HubCount {
                hubs: usize::from(hubs),
                townships: 2,
            };
            assert_eq!(lay_enforcement(&county, level), Err(vec![refused]));
        }
    }

    #[test]
    fn a_team_without_people_is_refused() {
        let county = SampleCounty::new(vec![line(1, 0)])
            .with_townships(&[1.0, 1.0])
            .built();
        let refused = LayError::EmptyUnit {
            unit: "t-2".to_owned(),
            persons: 1,
            units: 2,
        };
        let laid = lay_enforcement(&county, EnforcementLevel::SingleTeam);
        assert_eq!(laid, Err(vec![refused]));
    }
}
