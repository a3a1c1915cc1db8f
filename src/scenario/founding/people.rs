//! People: groups of staff and the short forms of townships.

use std::collections::BTreeSet;

use super::founder::{Founder, number};
use crate::base::{Id, Table, Text};
use crate::county::{
    Base, DepartmentId, Licence, Role, ShiftId, StationId, TownshipId, Worker, WorkerId,
};
use crate::document::{Address, FaultKind, Keyed};
use crate::scenario::county::CountyStated;
use crate::scenario::rule::ModelRule;
use crate::scenario::staff::StaffStated;

impl Founder<'_> {
    /// Groups of staff in the order of the file, then the short forms of townships.
    pub(super) fn workers(&mut self, stated: &CountyStated) -> Table<WorkerId, Worker> {
        let mut workers: Table<WorkerId, Worker> = Table::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for group in &stated.staff {
            self.check_group(group);
            for worker in self.group(group) {
                self.engage(worker, &group.address, &mut taken, &mut workers);
            }
        }
        for (index, township) in stated.townships.iter().enumerate() {
            let base = Base::Township(TownshipId::from_index(index));
            for (home, persons) in self.short_form(&township.value.staff) {
                let line = &stated.departments[home.index()].id;
                for ordinal in 1..=persons {
                    let worker = Worker {
                        id: format!("{}-{line}-{ordinal}", township.id),
                        home,
                        base,
                        shift: None,
                        licence: Licence::Licensed,
                        role: Role::Officer,
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

    /// Persons of each line; a line named itself goes before `each`.
    fn short_form(&self, staff: &[Keyed<i64>]) -> Vec<(DepartmentId, i64)> {
        let of = |name: &str| {
            staff
                .iter()
                .find(|entry| entry.id == name)
                .map(|entry| entry.value)
        };
        let each = of("each").unwrap_or(0);
        let lines = self.names.departments.iter().enumerate();
        lines
            .map(|(index, name)| (DepartmentId::from_index(index), of(name).unwrap_or(each)))
            .filter(|(_, persons)| *persons > 0)
            .collect()
    }

    fn group(&self, group: &Keyed<StaffStated>) -> Vec<Worker> {
        let stated = &group.value;
        let worker = |ordinal: i64| Worker {
            id: format!("{}-{ordinal}", group.id),
            home: number(&self.names.departments, &stated.home),
            base: self.base(&stated.base),
            shift: self.shift(stated),
            licence: if ordinal <= stated.licensed {
                Licence::Licensed
            } else {
                Licence::Auxiliary
            },
            role: Role::Officer,
        };
        (1..=stated.licensed + stated.auxiliary)
            .map(worker)
            .collect()
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

    fn check_group(&mut self, group: &Keyed<StaffStated>) {
        let stated = &group.value;
        let base = &stated.base;
        let is_ambiguous =
            self.names.stations.contains(base) && self.names.townships.contains(base);
        if let (true, Some(at)) = (is_ambiguous, &stated.base_at) {
            let rule = Text::new(
                format!("`{base}` 既是站所又是乡镇"),
                format!("`{base}` is a station and a township"),
            );
            let remedy = Text::new("请给站所换一个编号", "give the station another id");
            self.push(at, ModelRule::AmbiguousBase.kind(), rule, remedy);
        }
        let is_shiftless = self.has_shifts && stated.shift.is_none();
        if let (true, Some(at)) = (is_shiftless, &stated.shift_at) {
            let rule = Text::new("人员必须有班次", "people must have a shift");
            let remedy = Text::new(
                "请写 shift = \"编号\"，或用 only_mechanisms 关闭 shifts",
                "write shift = \"ID\", or leave `shifts` out of only_mechanisms",
            );
            self.push(at, ModelRule::NoShift.kind(), rule, remedy);
        }
    }
}
