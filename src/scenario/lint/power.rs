//! Parts that a unit, or the whole county, lacks the power or the persons for.

use std::collections::BTreeSet;

use super::looking::Lint;
use crate::base::{Id, Text};
use crate::county::{DepartmentId, MatterId, UnitId};
use crate::document::Address;
use crate::governance::{
    Axis, Charter, Lack, LineWithoutPower, Setup, lines_without_power, powers_nobody_holds,
};
use crate::scenario::rule::ModelRule;
use crate::scenario::setup::SetupStated;

impl Lint<'_> {
    /// Parts nobody of the county could ever settle are faults; those that only this setup sends
    /// to the wrong unit are its finding, and a warning.
    pub(super) fn check_powers(&mut self, stated: &SetupStated, charter: &Charter, at: &Address) {
        let county = self.outlook.county;
        let mut told: BTreeSet<(MatterId, DepartmentId)> = BTreeSet::new();
        let mut wrong: Vec<LineWithoutPower> = Vec::new();
        for line in lines_without_power(county, charter) {
            if line.is_county_able {
                wrong.push(line);
            } else if told.insert((line.matter, line.department)) {
                self.refuse_part(&line);
            }
        }
        if !wrong.is_empty() {
            self.warn_of_units_without_power(&stated.setup, charter, (&wrong, at));
        }
        for matter in powers_nobody_holds(county, charter) {
            let (matter, setup) = (&county.matters[matter].id, &stated.setup.id);
            let rule = Text::new(
                format!(
                    "方案 `{setup}` 赋权 `{matter}`，却没有单位能行使：没有乡镇队伍，或队伍不足两名持证人员"
                ),
                format!(
                    "setup `{setup}` delegates `{matter}`, and no unit can use that power: there \
                     is no township team, or none with two licensed officers"
                ),
            );
            let remedy = Text::new(
                "请撤去赋权，或组建有两名持证人员的乡镇队伍",
                "delegate nothing, or form township teams with two licensed officers",
            );
            let at = stated.place_of(Axis::Delegation).unwrap_or(at);
            self.faults
                .push(at.fault(ModelRule::PowerNobodyHolds.kind(), rule, remedy));
        }
    }

    fn refuse_part(&mut self, line: &LineWithoutPower) {
        let county = self.outlook.county;
        let matter = &county.matters[line.matter].id;
        let department = &county.departments[line.department].id;
        let (rule, remedy) = match line.lack {
            Lack::Power => (
                Text::new(
                    format!(
                        "`{matter}` 中 `{department}` 的部分可能需要权限，而全县 `{department}` 不足两名持证人员：永远办不了"
                    ),
                    format!(
                        "the part of `{department}` in `{matter}` may need power, and `{department}` \
                         has no two licensed officers in the county: it can never be served"
                    ),
                ),
                Text::new(
                    "请为该部门配两名持证人员，或改 power_share，或赋权",
                    "give the department two licensed officers, change power_share, or delegate the matter",
                ),
            ),
            Lack::Persons => (
                Text::new(
                    format!("`{matter}` 一次到场的人数超过全县人员：永远办不了"),
                    format!(
                        "a crew for `{matter}` is larger than the county's staff: it can never be served"
                    ),
                ),
                Text::new("请减小 crew 或增加人员", "lower crew, or add staff"),
            ),
        };
        let at = &self.places.parts[line.matter.index()];
        self.faults
            .push(at.fault(ModelRule::PartNeverServed.kind(), rule, remedy));
    }

    fn warn_of_units_without_power(
        &mut self,
        setup: &Setup,
        charter: &Charter,
        (wrong, at): (&[LineWithoutPower], &Address),
    ) {
        let county = self.outlook.county;
        let units: BTreeSet<UnitId> = wrong.iter().map(|line| line.unit).collect();
        let matters: BTreeSet<MatterId> = wrong.iter().map(|line| line.matter).collect();
        let first = &wrong[0];
        let (matter, unit) = (
            &county.matters[first.matter].id,
            &charter.units[first.unit].id,
        );
        let department = &county.departments[first.department].id;
        let (zh, en) = match first.lack {
            Lack::Power => ("持证人员或权限不足", "it lacks licensed officers or power"),
            Lack::Persons => ("人手不足一个组", "it lacks persons for a crew"),
        };
        let (units, matters, setup) = (units.len(), matters.len(), &setup.id);
        let rule = Text::new(
            format!(
                "方案 `{setup}` 下，{units} 个单位会收到 {matters} 个事项中自己永远办不了的部分，\
                 例如 `{unit}` 的 `{matter}`（`{department}` 部分）：{zh}"
            ),
            format!(
                "under setup `{setup}`, {units} units are asked for parts of {matters} matters that \
                 they can never serve, such as `{department}` in `{matter}` at `{unit}`: {en}"
            ),
        );
        let remedy = Text::new(
            "若这正是要比较的，可不改；否则请赋权或调整人员",
            "leave it if that is what you compare; else delegate, or move staff",
        );
        self.warn(at, ModelRule::UnitWithoutPower, rule, remedy);
    }
}
