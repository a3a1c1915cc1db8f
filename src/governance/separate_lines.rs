//! Separate lines: each line has its own squad, stations and township posts; the status quo.
//!
//! Offices of blocks stand in their townships, here as under every other level.

use crate::county::County;

use super::lay_error::LayError;
use super::posting::Posting;
use super::workplace::{first_asked, numbered, people_by_workplace, unit_at};

/// Posts everybody where the county bases them.
///
/// A unit is a place of work of one department that has people. First asked in a township: the
/// department's people based there; for a line, else its first staffed station that serves the
/// township, else the squad at headquarters.
///
/// # Errors
/// The county has nobody, two units would share an id, or work of a department can come up in a
/// township for which nobody of it can be asked.
pub fn separate_lines(county: &County) -> Result<Posting, Vec<LayError>> {
    let people = people_by_workplace(county, |_, _| true);
    if people.is_empty() {
        return Err(vec![LayError::Nobody]);
    }
    let numbers = numbered(people.keys(), 0);
    let first_asked = first_asked(county, &numbers, county.departments.ids(), |_, _| true)?;
    let units = people
        .into_iter()
        .map(|(place, members)| unit_at(county, place, members));
    let first_asked = first_asked.into_iter().map(|(_, asked)| asked);
    Posting::new(county, units.collect(), first_asked.collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::base::geometry::Point;
    use crate::county::{Base, DepartmentId, Rate, Station, StationId, TownshipId, WorkerId};
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
