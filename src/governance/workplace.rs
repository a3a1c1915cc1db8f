//! Places of work under the status quo: headquarters and stations of lines, offices of blocks.

use std::collections::BTreeMap;

use crate::base::{Id, Table, Text};
use crate::county::{
    Base, County, Department, DepartmentId, DepartmentKind, Township, TownshipId, UnitId, WorkerId,
};

use super::charter::{Unit, UnitKind};
use super::frequency::work_of;
use super::lay_error::LayError;

/// A department's place of work; ordered by department, then headquarters, stations, townships.
pub type Workplace = (DepartmentId, Base);

/// The unit first asked in each township.
pub type Asked = Table<TownshipId, UnitId>;

/// The people who `are_meant`, by the place where the county bases them.
///
/// At a station of a line people of other lines belong to that line's unit.
pub fn people_by_workplace(
    county: &County,
    are_meant: impl Fn(WorkerId, &Department) -> bool,
) -> BTreeMap<Workplace, Vec<WorkerId>> {
    let mut people: BTreeMap<Workplace, Vec<WorkerId>> = BTreeMap::new();
    for (id, worker) in county.workers.iter_with_ids() {
        let home = &county.departments[worker.home];
        if !are_meant(id, home) {
            continue;
        }
        let department = match worker.base {
            Base::Station(station) if !home.is_block() => county.stations[station].department,
            Base::Station(_) | Base::Headquarters | Base::Township(_) => worker.home,
        };
        people
            .entry((department, worker.base))
            .or_default()
            .push(id);
    }
    people
}

/// The unit at a place of work: the squad at headquarters (id of the department), a station (its
/// id), or the department's people based in one township (`<department>-<township>`), which are a
/// line's post or a block's office.
pub fn unit_at(county: &County, (department, base): Workplace, members: Vec<WorkerId>) -> Unit {
    let department = &county.departments[department];
    let usual = |kind| match department.kind {
        DepartmentKind::Line => kind,
        DepartmentKind::Block => UnitKind::Office,
    };
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
        kind: usual(kind),
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

/// The places of work, numbered as units from `first` on.
pub fn numbered<'p>(
    places: impl Iterator<Item = &'p Workplace>,
    first: usize,
) -> BTreeMap<Workplace, UnitId> {
    let units = (first..).map(UnitId::from_index);
    places.copied().zip(units).collect()
}

/// The unit first asked for each of `departments` in each of the townships that `are_meant`, by
/// places of work.
///
/// The department's people based in the township are asked; for a line, else its first staffed
/// station that serves the township, else the squad at headquarters.
///
/// # Errors
/// Work of a department can come up in a township for which nobody of it can be asked.
pub fn first_asked(
    county: &County,
    units: &BTreeMap<Workplace, UnitId>,
    departments: impl Iterator<Item = DepartmentId>,
    are_meant: impl Fn(DepartmentId, TownshipId) -> bool,
) -> Result<Vec<(DepartmentId, Asked)>, Vec<LayError>> {
    let mut errors = Vec::new();
    let mut ask = |department: DepartmentId, township: TownshipId| {
        if !are_meant(department, township) {
            return UnitId::from_index(0);
        }
        let place = workplaces_serving(county, department, township)
            .into_iter()
            .find_map(|base| units.get(&(department, base)).copied());
        if let (None, Some(work)) = (place, work_of(county, department, township)) {
            errors.push(LayError::NobodyToAsk {
                department: county.departments[department].id.clone(),
                township: county.townships[township].id.clone(),
                work: work.to_owned(),
            });
        }
        // Where nothing of the department can come up, nobody is ever asked.
        place.unwrap_or(UnitId::from_index(0))
    };
    let first_asked = departments
        .map(|department| {
            let townships = county.townships.ids();
            let asked = townships.map(|township| ask(department, township));
            (department, asked.collect())
        })
        .collect();
    if errors.is_empty() {
        Ok(first_asked)
    } else {
        Err(errors)
    }
}

/// Where people of a department may serve a township, first asked first.
fn workplaces_serving(
    county: &County,
    department: DepartmentId,
    township: TownshipId,
) -> Vec<Base> {
    let mut bases = vec![Base::Township(township)];
    if !county.departments[department].is_block() {
        let serving = county.stations.iter_with_ids().filter(|(_, station)| {
            station.department == department && station.serves.contains(&township)
        });
        bases.extend(serving.map(|(station, _)| Base::Station(station)));
        bases.push(Base::Headquarters);
    }
    bases
}
