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
//!
//! Every level concerns officers of lines. The townships' own offices, of cadres, stay where they
//! are and are always first asked for their own matters.

use crate::base::Table;
use crate::county::{County, TownshipId, UnitId};

use super::blocks::blocks;
use super::charter::UnitKind;
use super::hubs::{join, usual_count};
use super::lay_error::LayError;
use super::posting::Posting;
use super::separate_lines::separate_lines;
use super::setup::{Assignment, EnforcementLevel};

/// Lays units, people and who is first asked, where a setup `holds_in` some townships or all.
///
/// In a pilot the people of every line are dealt as in the whole county, the townships outside as
/// one: their share stays in its line. Among equals in line and licence those go to the pilot who
/// are based in it, and those stay who are based outside; whoever stays and is based in the pilot
/// serves from headquarters.
///
/// # Errors
/// The county has nobody or too few people for the units, a number of hubs does not fit, two units
/// would share an id, or a line that is needed somewhere has nobody to be asked.
pub fn lay_enforcement(
    county: &County,
    level: EnforcementLevel,
    holds_in: &Table<TownshipId, bool>,
) -> Result<Posting, Vec<LayError>> {
    if county.workers.is_empty() {
        return Err(vec![LayError::Nobody]);
    }
    let (inside, outside): (Vec<TownshipId>, Vec<TownshipId>) = county
        .townships
        .ids()
        .partition(|township| holds_in[*township]);
    let townships = inside.len();
    let (hubs, kind) = match level {
        EnforcementLevel::SeparateLines => return separate_lines(county),
        EnforcementLevel::SingleTeam => (townships, UnitKind::Team),
        EnforcementLevel::HubAndSpoke { hubs } => {
            let hubs = hubs.map_or(usual_count(townships), usize::from);
            (hubs, UnitKind::Hub)
        }
    };
    if hubs == 0 || hubs > townships {
        return Err(vec![LayError::HubCount { hubs, townships }]);
    }
    let hubs = join(&county.townships, &inside, hubs);
    blocks(county, (&hubs, kind), &outside)
}

/// Lays how tasks are dealt inside each unit: as the setup says in those that serve a township in
/// which it holds.
pub fn lay_assignment(
    posting: &Posting,
    assignment: Assignment,
    holds_in: &Table<TownshipId, bool>,
) -> Table<UnitId, Assignment> {
    let mut of_unit = Table::filled(posting.units.len(), Assignment::default());
    for asked in &posting.first_asked {
        for (township, unit) in asked.iter_with_ids() {
            if holds_in[township] {
                of_unit[*unit] = assignment;
            }
        }
    }
    of_unit
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::county::{Base, Department, DepartmentId, DepartmentKind, Licence, Role, Worker};
    use crate::governance::charter::Unit;
    use crate::governance::sample_county::{SampleCounty, line, matter, name};

    fn everywhere(county: &County, level: EnforcementLevel) -> Result<Posting, Vec<LayError>> {
        lay_enforcement(county, level, &Table::filled(county.townships.len(), true))
    }

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
        let lines = everywhere(&county, EnforcementLevel::SeparateLines).unwrap();
        assert_eq!(lines.units.len(), 160);
        assert!(lines.units.iter().all(|unit| unit.members.len() == 2));
        let teams = everywhere(&county, EnforcementLevel::SingleTeam).unwrap();
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
        let teams = everywhere(&county, EnforcementLevel::SingleTeam).unwrap();
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
        let posting = everywhere(&county, level).unwrap();
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
        let hubs = everywhere(&county, level).unwrap();
        let teams = everywhere(&county, EnforcementLevel::SingleTeam).unwrap();
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
            assert_eq!(everywhere(&county, level), Err(vec![refused]));
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
        let laid = everywhere(&county, EnforcementLevel::SingleTeam);
        assert_eq!(laid, Err(vec![refused]));
    }

    const LEVELS: [EnforcementLevel; 3] = [
        EnforcementLevel::SeparateLines,
        EnforcementLevel::SingleTeam,
        EnforcementLevel::HubAndSpoke { hubs: Some(1) },
    ];

    /// Two lines at headquarters, two townships, and a block `affairs` of two cadres in each.
    fn with_affairs() -> County {
        let sample = SampleCounty::new(vec![line(4, 2), line(2, 0)]);
        let mut county = sample.with_townships(&[30.0, 10.0]).built();
        let block = county.departments.push(Department {
            id: "affairs".to_owned(),
            name: name("affairs"),
            kind: DepartmentKind::Block,
        });
        for township in county.townships.ids() {
            for ordinal in 1..=2 {
                county.workers.push(Worker {
                    id: format!("cadre-{}-{ordinal}", county.townships[township].id),
                    home: block,
                    base: Base::Township(township),
                    shift: None,
                    licence: Licence::Auxiliary,
                    role: Role::Cadre,
                });
            }
        }
        county.matters.push(matter("m-3", block.index(), 100.0));
        county
    }

    fn offices(posting: &Posting) -> Vec<&Unit> {
        let units = posting.units.iter();
        units.filter(|unit| unit.kind == UnitKind::Office).collect()
    }

    #[test]
    fn offices_of_a_block_are_the_same_under_every_level() {
        let county = with_affairs();
        let usual = everywhere(&county, LEVELS[0]).unwrap();
        assert_eq!(offices(&usual).len(), 2);
        for level in LEVELS {
            let posting = everywhere(&county, level).unwrap();
            assert_eq!(offices(&posting), offices(&usual), "{level:?}");
            for (id, worker) in county.workers.iter_with_ids() {
                let unit = &posting.units[posting.unit_of[id]];
                let is_in_office = unit.kind == UnitKind::Office;
                assert_eq!(is_in_office, worker.role == Role::Cadre, "{}", worker.id);
                assert!(unit.members.contains(&id));
            }
        }
    }

    #[test]
    fn parts_of_a_block_are_asked_at_the_townships_own_office_and_parts_of_lines_elsewhere() {
        let county = with_affairs();
        let block = DepartmentId::from_index(2);
        for level in LEVELS {
            let posting = everywhere(&county, level).unwrap();
            for (township, stated) in county.townships.iter_with_ids() {
                let unit = &posting.units[posting.first_asked[block][township]];
                assert_eq!(unit.id, format!("affairs-{}", stated.id));
                assert_eq!(unit.seat, stated.seat);
                for line in 0..2 {
                    let asked = posting.first_asked[DepartmentId::from_index(line)][township];
                    assert_ne!(posting.units[asked].kind, UnitKind::Office, "{level:?}");
                }
            }
        }
    }

    #[test]
    fn officers_are_dealt_as_if_there_were_no_cadres() {
        let county = with_affairs();
        let without = SampleCounty::new(vec![line(4, 2), line(2, 0)])
            .with_townships(&[30.0, 10.0])
            .built();
        for level in LEVELS {
            let posting = everywhere(&county, level).unwrap();
            let plain = everywhere(&without, level).unwrap();
            let of_lines = posting.units.len() - 2;
            let lines: Vec<&Unit> = posting.units.iter().take(of_lines).collect();
            assert_eq!(lines, plain.units.iter().collect::<Vec<_>>(), "{level:?}");
        }
    }

    #[test]
    fn a_township_without_an_office_is_told_under_every_level() {
        let mut county = with_affairs();
        for worker in &mut county.workers {
            if worker.role == Role::Cadre {
                worker.base = Base::Township(TownshipId::from_index(0));
            }
        }
        for level in LEVELS {
            let missing = LayError::NobodyToAsk {
                department: "affairs".to_owned(),
                township: "t-2".to_owned(),
                work: "m-3".to_owned(),
            };
            assert_eq!(everywhere(&county, level), Err(vec![missing]));
        }
    }

    #[test]
    fn cadres_are_nobody_to_deal_to_teams() {
        let mut county = with_affairs();
        let is_cadre = |worker: &&Worker| worker.role == Role::Cadre;
        county.workers = county.workers.iter().filter(is_cadre).cloned().collect();
        let laid = everywhere(&county, EnforcementLevel::SingleTeam);
        let empty = |unit: &str| LayError::EmptyUnit {
            unit: unit.to_owned(),
            persons: 0,
            units: 2,
        };
        assert_eq!(laid, Err(vec![empty("t-1"), empty("t-2")]));
    }

    /// Two lines with two officers in each of three townships and two at headquarters.
    fn stationed() -> County {
        let sample = SampleCounty::new(vec![line(8, 0), line(8, 0)]);
        let mut county = sample.with_townships(&[10.0, 10.0, 10.0]).built();
        for (ordinal, worker) in (0..).zip(&mut county.workers) {
            worker.base = match ordinal % 8 {
                6 | 7 => Base::Headquarters,
                place => Base::Township(TownshipId::from_index(place / 2)),
            };
        }
        county
    }

    fn in_first_only(level: EnforcementLevel) -> Posting {
        let holds_in = Table::from(vec![true, false, false]);
        lay_enforcement(&stationed(), level, &holds_in).unwrap()
    }

    #[test]
    fn a_pilot_takes_its_share_of_every_line_from_those_based_in_it_first() {
        let posting = in_first_only(EnforcementLevel::SingleTeam);
        let county = stationed();
        // A third of sixteen persons: three of the first line, and two of the second.
        assert_eq!(
            sizes(&posting),
            [
                ("t-1", 5),
                ("d-1", 1),
                ("d-1-t-2", 2),
                ("d-1-t-3", 2),
                ("d-2", 2),
                ("d-2-t-2", 2),
                ("d-2-t-3", 2)
            ]
        );
        let team = &posting.units[UnitId::from_index(0)].members;
        let bases = team.iter().map(|worker| county.workers[*worker].base);
        let (own, rest): (Vec<Base>, Vec<Base>) =
            bases.partition(|base| *base == Base::Township(TownshipId::from_index(0)));
        assert_eq!((own.len(), rest), (4, vec![Base::Headquarters]));
    }

    #[test]
    fn outside_a_pilot_the_lines_are_asked_as_before() {
        let county = stationed();
        let usual = everywhere(&county, EnforcementLevel::SeparateLines).unwrap();
        let one_hub = EnforcementLevel::HubAndSpoke { hubs: Some(1) };
        for level in [EnforcementLevel::SingleTeam, one_hub] {
            let posting = in_first_only(level);
            for line in county.departments.ids() {
                let asked = |posting: &Posting, township: usize| {
                    let unit = posting.first_asked[line][TownshipId::from_index(township)];
                    posting.units[unit].clone()
                };
                assert!(asked(&posting, 0).kind.is_block());
                for township in [1, 2] {
                    assert_eq!(asked(&posting, township), asked(&usual, township));
                }
            }
        }
    }

    #[test]
    fn whoever_stays_with_the_line_and_is_based_in_the_pilot_serves_from_headquarters() {
        let mut county = stationed();
        for worker in &mut county.workers {
            worker.base = Base::Township(TownshipId::from_index(0));
        }
        let holds_in = Table::from(vec![true, false, false]);
        let posting = lay_enforcement(&county, EnforcementLevel::SingleTeam, &holds_in).unwrap();
        assert_eq!(sizes(&posting), [("t-1", 5), ("d-1", 5), ("d-2", 6)]);
        for unit in posting.units.iter().skip(1) {
            assert_eq!(unit.kind, UnitKind::Squad);
            assert_eq!(unit.seat, county.centre);
        }
    }
}
