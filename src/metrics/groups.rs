//! The people whose hours are added up: county, roles, departments, units.

use crate::county::{County, DepartmentId, Role, UnitId, Worker, WorkerId};
use crate::governance::Charter;

use super::load::Level;
use super::measure::Measure;
use super::population::PopulationKind;

/// The people whose hours are added up.
#[derive(Debug, Clone)]
pub(super) struct Group {
    /// Of what kind.
    pub(super) level: Level,
    /// Which one.
    pub(super) id: String,
    /// Who.
    pub(super) workers: Vec<WorkerId>,
    /// The population whose shares it gives, if that is asked for.
    pub(super) population: Option<String>,
}

/// The groups whose hours are added up: county, roles, departments, units.
pub(super) fn groups(county: &County, charter: &Charter, measure: &Measure) -> Vec<Group> {
    let has = |kind| measure.populations.contains(&kind);
    let mut groups = vec![Group {
        level: Level::County,
        id: county.id.clone(),
        workers: county.workers.ids().collect(),
        population: has(PopulationKind::All).then(|| "all".to_owned()),
    }];
    for role in Role::ALL {
        let workers = of_role(county, role);
        if !workers.is_empty() {
            groups.push(Group {
                level: Level::Role,
                id: role.word().to_owned(),
                workers,
                population: None,
            });
        }
    }
    for (id, department) in county.departments.iter_with_ids() {
        groups.push(Group {
            level: Level::Department,
            id: department.id.clone(),
            workers: of_department(county, id),
            population: has(PopulationKind::Department)
                .then(|| format!("department={}", department.id)),
        });
    }
    for (id, unit) in charter.units.iter_with_ids() {
        groups.push(Group {
            level: Level::Unit,
            id: unit.id.clone(),
            workers: of_unit(charter, id),
            population: has(PopulationKind::Unit).then(|| format!("unit={}", unit.id)),
        });
    }
    groups
}

fn of_role(county: &County, role: Role) -> Vec<WorkerId> {
    those(county, |worker| worker.role == role)
}

fn of_department(county: &County, department: DepartmentId) -> Vec<WorkerId> {
    those(county, |worker| worker.home == department)
}

fn those(county: &County, are_meant: impl Fn(&Worker) -> bool) -> Vec<WorkerId> {
    let workers = county.workers.iter_with_ids();
    workers
        .filter(|(_, worker)| are_meant(worker))
        .map(|(id, _)| id)
        .collect()
}

fn of_unit(charter: &Charter, unit: UnitId) -> Vec<WorkerId> {
    charter.units[unit].members.clone()
}
