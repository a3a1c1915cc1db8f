//! What only the whole shows: setups laid over the county, power, rosters, load, never-happenings.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Id, Text};
use crate::county::{DepartmentId, MatterId, Rate, UnitId};
use crate::document::{Address, FaultKind, Faults};
use crate::dynamics::Mechanism;
use crate::governance::frequency::yearly_rate_in_county;
use crate::governance::power::LICENSED_ON_SITE;
use crate::governance::{
    Charter, Lack, LayError, LineWithoutPower, Setup, lay, lines_without_power, powers_nobody_holds,
};

use super::founding::Places;
use super::outlook::Outlook;
use super::roster::never_together;
use super::rule::ModelRule;
use super::setup::SetupStated;

/// Most incidents and pieces of routine work of a run: beyond it no memory or patience lasts.
const MOST_EVENTS: f64 = 1e9;
/// Finds what is wrong or doubtful with the whole.
pub struct Lint<'a> {
    /// The county and when.
    pub outlook: Outlook<'a>,
    /// Where its nouns stand.
    pub places: &'a Places,
    /// What is found.
    pub faults: &'a mut Faults,
}

impl Lint<'_> {
    /// Looks at the county alone.
    pub fn county(&mut self) {
        self.check_events();
        self.warn_of_matters_that_never_happen();
    }

    /// Lays one setup and looks at it.
    pub fn setup(&mut self, stated: &SetupStated) {
        match lay(self.outlook.county, &stated.setup) {
            Ok(charter) => self.laid(stated, &charter),
            Err(errors) => {
                for error in errors {
                    self.refuse(stated, &error);
                }
            }
        }
    }

    fn laid(&mut self, stated: &SetupStated, charter: &Charter) {
        let Some(at) = stated.at.clone() else { return };
        if self.outlook.mechanisms.has(Mechanism::Crews) {
            self.check_powers(stated, charter, &at);
            self.warn_of_rosters(&stated.setup, charter, &at);
        }
        self.warn_of_overload(&stated.setup, charter, &at);
    }

    fn check_events(&mut self) {
        let events = self.outlook.expected_events();
        let Some(at) = &self.places.county else {
            return;
        };
        if events > MOST_EVENTS {
            let rule = Text::new(
                format!("一次运行至多 {MOST_EVENTS:.0} 件事，此处约 {events:.0} 件"),
                format!(
                    "a run has at most {MOST_EVENTS:.0} incidents and routine tasks, here about {events:.0}"
                ),
            );
            let remedy = Text::new(
                "请减小发生率、人口或天数",
                "lower a rate, the residents or the days",
            );
            self.faults
                .push(at.fault(ModelRule::TooLarge.kind(), rule, remedy));
        }
    }

    fn warn_of_matters_that_never_happen(&mut self) {
        let county = self.outlook.county;
        for (id, matter) in county.matters.iter_with_ids() {
            let stated = match matter.rate {
                Rate::PerTownship(rate)
                | Rate::PerThousandResidents(rate)
                | Rate::PerHundredFirms(rate) => rate,
                Rate::Traced => 0.0,
            };
            let happens = yearly_rate_in_county(county, matter).unwrap_or(0.0);
            if stated > 0.0 && happens <= 0.0 {
                let (zh, en) = match matter.rate {
                    Rate::PerHundredFirms(_) => ("县里没有写企业", "the county states no firms"),
                    _ => ("县里没有写居民", "the county states no residents"),
                };
                let rule = Text::new(
                    format!("{zh}，所以 `{}` 从不发生", matter.id),
                    format!("{en}, so `{}` never happens", matter.id),
                );
                let remedy = Text::new(
                    "请补上它们，或换一种发生率",
                    "state them, or give another kind of rate",
                );
                self.warn(
                    &self.places.matters[id.index()],
                    ModelRule::MatterNeverHappens,
                    rule,
                    remedy,
                );
            }
        }
    }

    fn warn(&mut self, at: &Address, broken: ModelRule, rule: Text, remedy: Text) {
        let fault = at.fault(broken.kind(), rule, remedy);
        self.faults.push(fault.as_warning());
    }
}

impl Lint<'_> {
    /// A setup that cannot be laid.
    fn refuse(&mut self, stated: &SetupStated, error: &LayError) {
        let at = match error {
            LayError::HubCount { .. } | LayError::EmptyUnit { .. } => &stated.enforcement_at,
            LayError::NotAShare { .. } | LayError::ShareWithoutRate { .. } => &stated.delegation_at,
            _ => &stated.at,
        };
        let Some(at) = at.as_ref().or(stated.at.as_ref()) else {
            return;
        };
        let kind = match error {
            LayError::Nobody => ModelRule::Nobody.kind(),
            LayError::NobodyToAsk { .. } => ModelRule::NobodyToAsk.kind(),
            LayError::EmptyUnit { .. } => ModelRule::EmptyUnit.kind(),
            LayError::SameUnitId { .. } => ModelRule::SameUnitId.kind(),
            LayError::HubCount { .. } => ModelRule::HubCount.kind(),
            LayError::UnknownMatter { .. } => FaultKind::UnknownId,
            LayError::NotAShare { .. } => FaultKind::OutOfRange,
            LayError::ShareWithoutRate { .. } => FaultKind::Conflict,
        };
        let remedy = Text::new(
            "请改县的人员与站所，或改这个方案",
            "change the county's staff and stations, or this setup",
        );
        let id = &stated.setup.id;
        let said = error.text();
        let rule = Text::new(
            format!("方案 `{id}`：{}", said.zh),
            format!("setup `{id}`: {}", said.en),
        );
        self.faults.push(at.fault(kind, rule, remedy));
    }

    /// Parts nobody of the county could ever settle are faults; those that only this setup sends
    /// to the wrong unit are its finding, and a warning.
    fn check_powers(&mut self, stated: &SetupStated, charter: &Charter, at: &Address) {
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
            let at = stated.delegation_at.as_ref().unwrap_or(at);
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

    /// A unit with two licensed officers of a line whom no roster ever brings together.
    fn warn_of_rosters(&mut self, setup: &Setup, charter: &Charter, at: &Address) {
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

    fn warn_of_overload(&mut self, setup: &Setup, charter: &Charter, at: &Address) {
        let load = self.outlook.offered_load(charter);
        for (id, unit_load) in load.units.iter_with_ids() {
            let offered = unit_load.offered();
            if offered < 1.0 {
                continue;
            }
            let (unit, setup) = (&charter.units[id].id, &setup.id);
            let shown = if offered.is_finite() {
                format!("{offered:.2}")
            } else {
                "∞".to_owned()
            };
            let rule = Text::new(
                format!(
                    "方案 `{setup}` 下，单位 `{unit}` 的负荷为 {shown}，不小于 1，积压会一直增长"
                ),
                format!(
                    "under setup `{setup}`, unit `{unit}` has an offered load of {shown}, at least 1, so its backlog grows without end"
                ),
            );
            let remedy = Text::new(
                "请增加人员或减少工作，除非正要研究积压",
                "add staff or lessen work, unless backlogs are what you study",
            );
            self.warn(at, ModelRule::Overload, rule, remedy);
        }
    }
}
