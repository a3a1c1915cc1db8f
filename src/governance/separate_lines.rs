//! Separate lines: each line has its own squad, stations and township posts; the status quo.

use std::collections::BTreeMap;

use crate::base::{Id, Table, Text};
use crate::county::{Base, County, DepartmentId, Township, TownshipId, UnitId, WorkerId};

use super::charter::{Unit, UnitKind};
use super::frequency::work_of;
use super::lay_error::LayError;
use super::posting::Posting;

/// A line's place of work; ordered by line, then headquarters, stations, townships.
type Place = (DepartmentId, Base);

/// Posts everybody where the county bases them.
///
/// A unit is a place of work of one line that has people: the squad at headquarters (id of the
/// department), a station (its id), or the line's people based in one township
/// (`<department>-<township>`). First asked in a township: the line's people based there, else its
/// first staffed station that serves the township, else the squad at headquarters.
///
/// # Errors
/// The county has nobody, two units would share an id, or work of a line can come up in a township
/// for which nobody of the line can be asked.
pub fn separate_lines(county: &County) -> Result<Posting, Vec<LayError>> {
    let members = members_by_place(county);
    if members.is_empty() {
        return Err(vec![LayError::Nobody]);
    }
    let unit_at: BTreeMap<Place, UnitId> = members
        .keys()
        .enumerate()
        .map(|(index, place)| (*place, UnitId::from_index(index)))
        .collect();
    let units = members
        .into_iter()
        .map(|(place, members)| unit(county, place, members))
        .collect();
    let first_asked = first_asked(county, &unit_at)?;
    Posting::new(county, units, first_asked)
}

fn members_by_place(county: &County) -> BTreeMap<Place, Vec<WorkerId>> {
    let mut members: BTreeMap<Place, Vec<WorkerId>> = BTreeMap::new();
    for (id, worker) in county.workers.iter_with_ids() {
        let line = match worker.base {
            Base::Station(station) => county.stations[station].department,
            Base::Headquarters | Base::Township(_) => worker.home,
        };
        members.entry((line, worker.base)).or_default().push(id);
    }
    members
}

fn unit(county: &County, (line, base): Place, members: Vec<WorkerId>) -> Unit {
    let department = &county.departments[line];
    let (id, name, kind, seat) = match base {
        Base::Headquarters => (
            department.id.clone(),
            department.name.clone(),
            UnitKind::Squad,
            county.centre,
        ),
        Base::Station(station) => {
            let station = &county.stations[station];
            (
                station.id.clone(),
                station.name.clone(),
                UnitKind::Station,
                station.seat,
            )
        }
        Base::Township(township) => {
            let township = &county.townships[township];
            (
                format!("{}-{}", department.id, township.id),
                post_name(&department.name, township),
                UnitKind::Station,
                township.seat,
            )
        }
    };
    Unit {
        id,
        name,
        kind,
        seat,
        members,
    }
}

fn post_name(department: &Text, township: &Township) -> Text {
    Text::new(
        format!("{}{}", township.name.zh, department.zh),
        format!("{} in {}", department.en, township.name.en),
    )
}

fn first_asked(
    county: &County,
    unit_at: &BTreeMap<Place, UnitId>,
) -> Result<Table<DepartmentId, Table<TownshipId, UnitId>>, Vec<LayError>> {
    let mut errors = Vec::new();
    let mut ask = |line: DepartmentId, township: TownshipId| {
        if let Some(unit) = unit_of_line(county, unit_at, line, township) {
            return unit;
        }
        if let Some(work) = work_of(county, line, township) {
            errors.push(LayError::NobodyToAsk {
                department: county.departments[line].id.clone(),
                township: county.townships[township].id.clone(),
                work: work.to_owned(),
            });
        }
        // Nothing of this line can come up there, so nobody is ever asked.
        UnitId::from_index(0)
    };
    let first_asked = county
        .departments
        .ids()
        .map(|line| {
            county
                .townships
                .ids()
                .map(|township| ask(line, township))
                .collect()
        })
        .collect();
    if errors.is_empty() {
        Ok(first_asked)
    } else {
        Err(errors)
    }
}

fn unit_of_line(
    county: &County,
    unit_at: &BTreeMap<Place, UnitId>,
    line: DepartmentId,
    township: TownshipId,
) -> Option<UnitId> {
    let serving = county
        .stations
        .iter_with_ids()
        .filter(|(_, station)| station.department == line && station.serves.contains(&township));
    std::iter::once(Base::Township(township))
        .chain(serving.map(|(station, _)| Base::Station(station)))
        .chain([Base::Headquarters])
        .find_map(|base| unit_at.get(&(line, base)).copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::geometry::Point;
    use crate::county::{Rate, Station, StationId};
    use crate::governance::sample_county::{SampleCounty, line, name, township};

    fn station(id: &str, serves: &[usize]) -> Station {
        Station {
            id: id.to_owned(),
            name: name(id),
            department: DepartmentId::from_index(0),
            serves: serves
                .iter()
                .map(|index| TownshipId::from_index(*index))
                .collect(),
            seat: Point {
                x_km: 5.0,
                y_km: 5.0,
            },
        }
    }

    fn asked(county: &County, line: usize, township: usize) -> String {
        let posting = separate_lines(county).unwrap();
        let unit =
            posting.first_asked[DepartmentId::from_index(line)][TownshipId::from_index(township)];
        posting.units[unit].id.clone()
    }

    /// One line of four and one of two, three townships; the first line has a station with two
    /// persons that serves the second and third township, and one person based in the third.
    fn mixed() -> County {
        let lines = vec![line(4, 0), line(2, 0)];
        let mut county = SampleCounty::new(lines)
            .with_townships(&[1.0, 1.0, 1.0])
            .built();
        county.stations.push(station("far", &[1, 2]));
        let base = |county: &mut County, worker, base| {
            county.workers[WorkerId::from_index(worker)].base = base;
        };
        base(&mut county, 1, Base::Station(StationId::from_index(0)));
        base(&mut county, 2, Base::Station(StationId::from_index(0)));
        base(&mut county, 3, Base::Township(TownshipId::from_index(2)));
        county
    }

    #[test]
    fn people_based_in_the_township_are_asked_before_the_station_and_the_headquarters() {
        let county = mixed();
        let asked_of_first: Vec<String> =
            (0..3).map(|township| asked(&county, 0, township)).collect();
        assert_eq!(asked_of_first, ["d-1", "far", "d-1-t-3"]);
        assert_eq!(asked(&county, 1, 1), "d-2");
    }

    #[test]
    fn a_unit_is_a_place_of_work_that_has_people() {
        let mut county = mixed();
        county.stations.push(station("empty", &[0]));
        let posting = separate_lines(&county).unwrap();
        let units: Vec<(&str, usize)> = posting
            .units
            .iter()
            .map(|unit| (unit.id.as_str(), unit.members.len()))
            .collect();
        assert_eq!(units, [("d-1", 1), ("far", 2), ("d-1-t-3", 1), ("d-2", 2)]);
        assert_eq!(asked(&county, 0, 0), "d-1");
        for (id, unit) in posting.units.iter_with_ids() {
            assert!(
                unit.members
                    .iter()
                    .all(|member| posting.unit_of[*member] == id)
            );
        }
    }

    #[test]
    fn work_that_nobody_can_be_asked_for_is_an_error_that_names_department_and_township() {
        let mut county = mixed();
        county.workers[WorkerId::from_index(0)].base = Base::Station(StationId::from_index(0));
        let missing = LayError::NobodyToAsk {
            department: "d-1".to_owned(),
            township: "t-1".to_owned(),
            work: "m-1".to_owned(),
        };
        assert_eq!(separate_lines(&county), Err(vec![missing]));

        let first = crate::county::MatterId::from_index(0);
        county.matters[first].rate = Rate::PerTownship(0.0);
        assert!(separate_lines(&county).is_ok());
    }

    #[test]
    fn units_of_one_id_are_refused() {
        let mut county = mixed();
        county.stations[StationId::from_index(0)].id = "d-2".to_owned();
        let same = LayError::SameUnitId {
            unit: "d-2".to_owned(),
        };
        assert_eq!(separate_lines(&county), Err(vec![same]));
    }

    #[test]
    fn a_county_without_people_has_no_units() {
        let county = SampleCounty::new(vec![line(0, 0)]).built();
        assert_eq!(separate_lines(&county), Err(vec![LayError::Nobody]));
    }

    #[test]
    fn a_township_added_elsewhere_leaves_the_units_of_others_as_they_are() {
        let lines = vec![line(2, 0), line(1, 1)];
        let built = SampleCounty::new(lines).with_townships(&[1.0, 2.0]);
        let county = built.clone().based_in_townships().built();
        let mut larger = county.clone();
        larger.townships.push(township("t-new", 5.0, (50.0, 0.0)));
        let mut person = county.workers[WorkerId::from_index(0)].clone();
        for home in county.departments.ids() {
            person.home = home;
            person.id = format!("new-{}", home.index());
            person.base = Base::Township(TownshipId::from_index(2));
            larger.workers.push(person.clone());
        }
        let (before, after) = (
            separate_lines(&county).unwrap(),
            separate_lines(&larger).unwrap(),
        );
        assert_eq!(after.units.len(), before.units.len() + 2);
        for unit in &before.units {
            assert!(after.units.iter().any(|other| other == unit), "{}", unit.id);
        }
        for line in county.departments.ids() {
            for township in county.townships.ids() {
                let asked = |posting: &Posting| {
                    posting.units[posting.first_asked[line][township]]
                        .id
                        .clone()
                };
                assert_eq!(asked(&before), asked(&after));
            }
        }
    }
}
