//! Rosters that never bring a crew together.

use std::collections::BTreeMap;

use super::looking::Lint;
use crate::base::Text;
use crate::county::DepartmentId;
use crate::document::Address;
use crate::dynamics::Mechanism;
use crate::governance::power::LICENSED_ON_SITE;
use crate::governance::{Charter, Setup};
use crate::scenario::outlook::Outlook;
use crate::scenario::roster::never_together;
use crate::scenario::rule::ModelRule;

impl Lint<'_> {
    /// A unit with two licensed officers of a line whom no roster ever brings together.
    pub(super) fn warn_of_rosters(&mut self, setup: &Setup, charter: &Charter, at: &Address) {
        if !self.outlook.mechanisms.has(Mechanism::Shifts) || !self.is_power_ever_needed() {
            return;
        }
        let county = self.outlook.county;
        for unit in &charter.units {
            let mut lines: BTreeMap<DepartmentId, Vec<_>> = BTreeMap::new();
            for member in &unit.members {
                let worker = &county.workers[*member];
                if worker.is_licensed() {
                    lines.entry(worker.home).or_default().push(*member);
                }
            }
            for (line, licensed) in lines {
                let is_enough = licensed.len() >= LICENSED_ON_SITE;
                let Outlook {
                    calendar, horizon, ..
                } = self.outlook;
                if !is_enough || !never_together(county, calendar, horizon, &licensed) {
                    continue;
                }
                let (unit, line, setup) = (&unit.id, &county.departments[line].id, &setup.id);
                let rule = Text::new(
                    format!(
                        "方案 `{setup}` 下，单位 `{unit}` 的 `{line}` 从来没有两名持证人员同时在班"
                    ),
                    format!(
                        "under setup `{setup}`, unit `{unit}` never has two licensed officers of \
                         `{line}` on duty together"
                    ),
                );
                let remedy = Text::new(
                    "请调整班次，否则需要权限的部分一直等待",
                    "change the shifts, or parts that need power wait without end",
                );
                self.warn(at, ModelRule::NeverTwoLicensed, rule, remedy);
            }
        }
    }

    fn is_power_ever_needed(&self) -> bool {
        let mut matters = self.outlook.county.matters.iter();
        matters.any(|matter| matter.power_share.none < 1.0)
    }
}
