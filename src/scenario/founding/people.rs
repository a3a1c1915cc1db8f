//! People: groups of staff and the short forms of townships.

use std::collections::BTreeSet;

use super::founder::{Founder, number};
use crate::base::Text;
use crate::base::{Id, Table};
use crate::county::{
    Base, DepartmentId, DepartmentKind, Licence, Role, ShiftId, StationId, TownshipId, Worker,
    WorkerId,
};
use crate::document::{Address, FaultKind, Keyed};
use crate::scenario::county::CountyStated;
use crate::scenario::staff::StaffStated;

impl Founder<'_> {
    /// Groups of staff in the order of the file, then the short forms of townships.
    pub(super) fn workers(&mut self, stated: &CountyStated) -> Table<WorkerId, Worker> {
        let mut workers: Table<WorkerId, Worker> = Table::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for group in &stated.staff {
            self.check_group(group, kind_of_home(stated, &group.value));
            for worker in self.group(group) {
                self.engage(worker, &group.address, &mut taken, &mut workers);
            }
        }
        for (index, township) in stated.townships.iter().enumerate() {
            let base = Base::Township(TownshipId::from_index(index));
            for (home, persons) in short_form(stated, &township.value.staff) {
                let department = &stated.departments[home.index()];
                let (role, licence) = match department.value.kind {
                    DepartmentKind::Line => (Role::Officer, Licence::Licensed),
                    DepartmentKind::Block => (Role::Cadre, Licence::Auxiliary),
                };
                for ordinal in 1..=persons {
                    let worker = Worker {
                        id: format!("{}-{}-{ordinal}", township.id, department.id),
                        home,
                        base,
                        shift: None,
                        licence,
                        role,
                    };
                    self.engage(worker, &township.address, &mut taken, &mut workers);
                }
            }
        }
        workers
    }

    fn engage(
        &mut self,
        worker: Worker,
        at: &Address,
        taken: &mut BTreeSet<String>,
        workers: &mut Table<WorkerId, Worker>,
    ) {
        if !taken.insert(worker.id.clone()) {
            let id = &worker.id;
            let rule = Text::new(
                format!("个人编号 `{id}` 只能有一个"),
                format!("there is one person `{id}`"),
            );
            let remedy = Text::new(
                "请给人员组或乡镇换一个编号",
                "give the group or the township another id",
            );
            let fault = at
                .fault(FaultKind::DuplicateId, rule, remedy)
                .with_value(id);
            self.faults.push(fault);
        }
        workers.push(worker);
    }

    /// The persons of a group, township by township if it stands in each.
    fn group(&self, group: &Keyed<StaffStated>) -> Vec<Worker> {
        let stated = &group.value;
        if !stated.is_in_each_township() {
            return self.persons(&group.id, stated, self.base(&stated.base));
        }
        let townships = self.names.townships.iter().enumerate();
        townships
            .flat_map(|(index, township)| {
                let base = Base::Township(TownshipId::from_index(index));
                self.persons(&format!("{}-{township}", group.id), stated, base)
            })
            .collect()
    }

    fn persons(&self, id: &str, stated: &StaffStated, base: Base) -> Vec<Worker> {
        let worker = |ordinal: i64| Worker {
            id: format!("{id}-{ordinal}"),
            home: number(&self.names.departments, &stated.home),
            base,
            shift: self.shift(stated),
            licence: if ordinal <= stated.licensed {
                Licence::Licensed
            } else {
                Licence::Auxiliary
            },
            role: stated.role,
        };
        (1..=stated.persons()).map(worker).collect()
    }

    fn base(&self, base: &str) -> Base {
        if let Some(station) = self.names.stations.position(base) {
            return Base::Station(StationId::from_index(station));
        }
        match self.names.townships.position(base) {
            Some(township) => Base::Township(TownshipId::from_index(township)),
            None => Base::Headquarters,
        }
    }

    fn shift(&self, stated: &StaffStated) -> Option<ShiftId> {
        let shift = stated.shift.as_deref()?;
        self.names.shifts.position(shift).map(ShiftId::from_index)
    }
}

fn kind_of_home(stated: &CountyStated, group: &StaffStated) -> DepartmentKind {
    let home = stated.departments.iter().find(|home| home.id == group.home);
    home.map_or(DepartmentKind::Line, |home| home.value.kind)
}

/// Persons of each department; one named itself goes before `each`, which is every line.
fn short_form(stated: &CountyStated, staff: &[Keyed<i64>]) -> Vec<(DepartmentId, i64)> {
    let of = |name: &str| {
        staff
            .iter()
            .find(|entry| entry.id == name)
            .map(|entry| entry.value)
    };
    let each = of("each").unwrap_or(0);
    let usual = |kind| match kind {
        DepartmentKind::Line => each,
        DepartmentKind::Block => 0,
    };
    let departments = stated.departments.iter().enumerate();
    departments
        .map(|(index, department)| {
            let persons = of(&department.id).unwrap_or_else(|| usual(department.value.kind));
            (DepartmentId::from_index(index), persons)
        })
        .filter(|(_, persons)| *persons > 0)
        .collect()
}
