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
/// Most overloaded units that a warning names.
const MOST_NAMED: usize = 5;
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
            Err(errors) => self.refuse_all(stated, &errors),
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
    /// A setup that cannot be laid; where nobody can be asked is told once a department.
    fn refuse_all(&mut self, stated: &SetupStated, errors: &[LayError]) {
        let department_of = |error: &LayError| match error {
            LayError::NobodyToAsk { department, .. } => Some(department.clone()),
            _ => None,
        };
        let mut told: BTreeSet<String> = BTreeSet::new();
        for error in errors {
            let Some(department) = department_of(error) else {
                self.refuse(stated, error);
                continue;
            };
            if told.insert(department.clone()) {
                let same = |other: &&LayError| department_of(other).as_ref() == Some(&department);
                let townships = errors.iter().filter(same).count();
                self.refuse_department(stated, error, townships);
            }
        }
    }

    fn refuse_department(&mut self, stated: &SetupStated, error: &LayError, townships: usize) {
        let LayError::NobodyToAsk { department, .. } = error else {
            return;
        };
        let departments = &self.outlook.county.departments;
        let line = departments.find(|line| line.id == *department);
        let Some(line) = line else { return };
        let mut said = said(stated, error);
        if townships > 1 {
            let more = townships - 1;
            said.zh = format!("{}（另有 {more} 个乡镇也如此）", said.zh);
            said.en = format!("{}; so it is in {more} more townships", said.en);
        }
        let remedy = Text::new(
            format!("请给 `{department}` 配人员：[staff.编号] home = \"{department}\""),
            format!("give `{department}` people: [staff.ID] home = \"{department}\""),
        );
        let at = &self.places.departments[line.index()];
        self.faults
            .push(at.fault(ModelRule::NobodyToAsk.kind(), said, remedy));
    }

    fn refuse(&mut self, stated: &SetupStated, error: &LayError) {
        let (at, kind) = match error {
            LayError::Nobody => (&self.places.county, ModelRule::Nobody.kind()),
            LayError::NobodyToAsk { .. } => (&stated.at, ModelRule::NobodyToAsk.kind()),
            LayError::EmptyUnit { .. } => (&stated.enforcement_at, ModelRule::EmptyUnit.kind()),
            LayError::SameUnitId { .. } => (&self.places.county, ModelRule::SameUnitId.kind()),
            LayError::HubCount { .. } => (&stated.enforcement_at, ModelRule::HubCount.kind()),
            LayError::UnknownMatter { .. } => (&stated.at, FaultKind::UnknownId),
            LayError::NotAShare { .. } => (&stated.delegation_at, FaultKind::OutOfRange),
            LayError::ShareWithoutRate { .. } => (&stated.delegation_at, FaultKind::Conflict),
        };
        let Some(at) = at.as_ref().or(stated.at.as_ref()) else {
            return;
        };
        let remedy = Text::new(
            "请改县的人员与站所，或改这个方案",
            "change the county's staff and stations, or this setup",
        );
        let said = said(stated, error);
        self.faults.push(at.fault(kind, said, remedy));
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

    /// Units whose backlog grows without end, the most loaded first.
    fn warn_of_overload(&mut self, setup: &Setup, charter: &Charter, at: &Address) {
        let load = self.outlook.offered_load(charter);
        let mut over: Vec<(f64, &str)> = load
            .units
            .iter_with_ids()
            .map(|(id, unit)| (unit.offered(), charter.units[id].id.as_str()))
            .filter(|(offered, _)| *offered >= 1.0)
            .collect();
        if over.is_empty() {
            return;
        }
        over.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
        let (named, setup) = (in_words(&over), &setup.id);
        let rule = Text::new(
            format!(
                "方案 `{setup}` 下，有单位的负荷不小于 1，积压会一直增长：{}",
                named.zh
            ),
            format!(
                "under setup `{setup}`, backlogs grow without end where the offered load is at \
                 least 1: {}",
                named.en
            ),
        );
        let remedy = Text::new(
            "请增加人员或减少工作，除非正要研究积压",
            "add staff or lessen work, unless backlogs are what you study",
        );
        self.warn(at, ModelRule::Overload, rule, remedy);
    }
}

fn said(stated: &SetupStated, error: &LayError) -> Text {
    let (id, said) = (&stated.setup.id, error.text());
    Text::new(
        format!("方案 `{id}`：{}", said.zh),
        format!("setup `{id}`: {}", said.en),
    )
}

/// `a` 1.37, `b` 1.20 and 3 more.
fn in_words(over: &[(f64, &str)]) -> Text {
    let one = |(offered, unit): &(f64, &str)| {
        if offered.is_finite() {
            format!("`{unit}` {offered:.2}")
        } else {
            format!("`{unit}` ∞")
        }
    };
    let named: Vec<String> = over.iter().take(MOST_NAMED).map(one).collect();
    let (mut zh, mut en) = (named.join("、"), named.join(", "));
    if over.len() > MOST_NAMED {
        let more = over.len() - MOST_NAMED;
        zh = format!("{zh}，另有 {more} 个");
        en = format!("{en} and {more} more");
    }
    Text::new(zh, en)
}
