//! Fronting (治理前移): what a run keeps of fronted work: stocks, cases met, standing procedures, and
//! the plans of the officers' units.

use std::collections::BTreeMap;

use crate::base::{Moment, Span};
use crate::county::{
    DepartmentId, Fronted, GroupId, MatterId, Role, TownshipId, UnitId, VillageId, WorkerId,
};
use crate::governance::charter::{Unit, UnitKind};
use crate::governance::conduct::Prevention;
use crate::governance::{Charter, Fronting};

use super::case_record::CaseRecord;
use super::layout::Layout;
use super::mechanism::Mechanism;
use super::planner::{Programme, Target, UnitPlan};
use super::setting::Setting;
use super::stock::Stocks;

/// The longest sitting over a standing procedure (h): half a working day.
const SITTING_H: f64 = 4.0;
/// A procedure is renewed once it holds no longer than this.
const RENEWED_BEFORE: Span = Span::from_days(28);

/// What a run keeps of fronted work.
#[derive(Debug, Clone)]
pub struct Fronts<'a> {
    /// What it prevents.
    pub law: Prevention,
    /// What visits and stays have left.
    pub stocks: Stocks,
    /// Cases met.
    pub cases: CaseRecord,
    /// Sittings held over procedures not finished yet.
    sittings: BTreeMap<(MatterId, TownshipId), u32>,
    /// Until when each procedure holds.
    procedures: BTreeMap<(MatterId, TownshipId), Moment>,
    /// The plans of the units, and the charter they were made for.
    pub plans: Vec<UnitPlan>,
    laid_for: Option<&'a Charter>,
}

impl<'a> Fronts<'a> {
    /// Nothing fronted yet; none if the county states no prevention or it is off.
    pub fn of(setting: &Setting<'a>) -> Option<Self> {
        let is_on = setting.mechanisms.has(Mechanism::Prevention) && setting.trace.is_none();
        let law = setting.conduct.prevention.filter(|_| is_on)?;
        let county = setting.county;
        let (villages, groups) = (county.villages.len(), county.groups.len());
        let towns = (county.townships.len(), county.matters.len());
        Some(Self {
            law,
            stocks: Stocks::empty(law, villages, groups),
            cases: CaseRecord::empty((villages, groups), towns, setting.horizon.start()),
            sittings: BTreeMap::new(),
            procedures: BTreeMap::new(),
            plans: Vec::new(),
            laid_for: None,
        })
    }

    /// Makes the plans of a charter's units, unless they are made.
    pub fn lay(
        &mut self,
        setting: &Setting,
        charter: &'a Charter,
        (fronting, layout): (Fronting, &Layout),
    ) {
        if self
            .laid_for
            .is_some_and(|laid_for| std::ptr::eq(laid_for, charter))
        {
            return;
        }
        self.laid_for = Some(charter);
        let board = Board {
            setting,
            charter,
            layout,
            law: &self.law,
        };
        self.plans = charter
            .units
            .iter_with_ids()
            .filter(|(_, unit)| unit.kind != UnitKind::Office)
            .map(|(id, unit)| board.plan(id, unit, fronting))
            .collect();
    }

    /// Sittings that one procedure takes, and hours of each.
    pub fn sittings_of_a_procedure(&self) -> (u32, f64) {
        sittings_of_a_procedure(&self.law)
    }

    /// A sitting is held; the last of a procedure puts it in force.
    pub fn hold_sitting(&mut self, now: Moment, matter: MatterId, township: TownshipId) {
        let (needed, _) = self.sittings_of_a_procedure();
        let held = self.sittings.entry((matter, township)).or_insert(0);
        *held += 1;
        if *held >= needed {
            self.sittings.remove(&(matter, township));
            let until = now + self.law.procedure_holds();
            self.procedures.insert((matter, township), until);
        }
    }

    /// Whether a standing procedure holds.
    pub fn has_procedure(&self, now: Moment, matter: MatterId, township: TownshipId) -> bool {
        self.procedures
            .get(&(matter, township))
            .is_some_and(|until| now < *until)
    }

    /// Whether sittings over a procedure have begun, so that it is finished before another; none if
    /// no more of them are wanted.
    pub fn is_begun(&self, now: Moment, target: &Target) -> Option<bool> {
        let Fronted::Sitting { matter, township } = target.what else {
            return None;
        };
        let pair = (matter, township);
        let held = self.sittings.get(&pair).copied().unwrap_or(0);
        let (needed, _) = self.sittings_of_a_procedure();
        let holds_on = self
            .procedures
            .get(&pair)
            .is_some_and(|until| now + RENEWED_BEFORE < *until);
        let sent = held + target.waiting;
        (!holds_on && sent < needed).then_some(sent > 0)
    }
}

/// How many sittings a procedure takes, none if it takes no hours, and how long each is (h).
fn sittings_of_a_procedure(law: &Prevention) -> (u32, f64) {
    let sittings = (law.procedure_h / SITTING_H).ceil();
    if sittings > 0.0 {
        (sittings as u32, law.procedure_h / sittings)
    } else {
        (0, 0.0)
    }
}

/// What plans are made from.
struct Board<'b> {
    setting: &'b Setting<'b>,
    charter: &'b Charter,
    layout: &'b Layout,
    law: &'b Prevention,
}

impl Board<'_> {
    fn plan(&self, id: UnitId, unit: &Unit, fronting: Fronting) -> UnitPlan {
        let workers = &self.setting.county.workers;
        let officers: Vec<WorkerId> = unit
            .members
            .iter()
            .copied()
            .filter(|worker| workers[*worker].role == Role::Officer)
            .collect();
        let licensed = officers
            .iter()
            .filter(|worker| workers[**worker].is_licensed());
        let may_stay = licensed.count() >= 2 || !self.has(Mechanism::Crews) && !officers.is_empty();
        let is_rostered = self.has(Mechanism::Shifts);
        let mut by_roster = BTreeMap::new();
        for worker in &officers {
            let shift = workers[*worker].shift.filter(|_| is_rostered);
            *by_roster.entry(shift).or_insert(0) += 1;
        }
        let only = |wanted: bool, targets: Vec<Target>| if wanted { targets } else { Vec::new() };
        let inside = self.share_inside(id);
        UnitPlan {
            unit: id,
            officers: by_roster.into_iter().collect(),
            programmes: [
                Programme::new(fronting.service_share * inside, self.visits(id)),
                Programme::new(
                    fronting.resource_share * inside,
                    only(may_stay, self.stays(id)),
                ),
                Programme::new(fronting.mechanism_share * inside, self.sittings(id)),
            ],
        }
    }

    /// How much of what a unit serves lies where the setup holds, by residents, or by townships
    /// where nobody is stated to live: the hours of fronting are a share of the hours for these.
    fn share_inside(&self, unit: UnitId) -> f64 {
        if self.charter.pilot.is_none() {
            return 1.0;
        }
        let townships = self.setting.county.townships.iter_with_ids();
        let served: Vec<(TownshipId, f64)> = townships
            .filter(|(township, _)| {
                let mut asked = self.charter.first_asked.iter();
                asked.any(|of_line| of_line[*township] == unit)
            })
            .map(|(township, stated)| (township, stated.residents))
            .collect();
        let is_stated = served.iter().any(|(_, residents)| *residents > 0.0);
        let weight = |are_inside: bool| -> f64 {
            let meant = served
                .iter()
                .filter(|(township, _)| !are_inside || self.charter.holds_in(*township));
            meant
                .map(|(_, residents)| if is_stated { *residents } else { 1.0 })
                .sum()
        };
        if served.is_empty() {
            0.0
        } else {
            weight(true) / weight(false)
        }
    }

    fn has(&self, mechanism: Mechanism) -> bool {
        self.setting.mechanisms.has(mechanism)
    }

    /// The matters that a unit leads in a township and prevention can reach.
    fn led(&self, unit: UnitId, township: TownshipId) -> impl Iterator<Item = MatterId> {
        let matters = self.setting.county.matters.iter_with_ids();
        matters
            .filter(move |(_, matter)| {
                matter.preventable_share > 0.0
                    && self.charter.holds_in(township)
                    && self.charter.first_asked[matter.lead][township] == unit
            })
            .map(|(id, _)| id)
    }

    /// The groups that a unit leads in a village's township, each with a line that leads it.
    fn groups(&self, unit: UnitId, village: VillageId) -> BTreeMap<GroupId, DepartmentId> {
        let mut groups = BTreeMap::new();
        for matter in self.led(unit, self.layout.township_of[village]) {
            let matter = &self.setting.county.matters[matter];
            groups.entry(matter.group).or_insert(matter.lead);
        }
        groups
    }

    /// Hours of `persons` for so much work in a village, the ways included.
    fn hours(&self, unit: UnitId, village: VillageId, (persons, work_h): (u8, f64)) -> f64 {
        let ways = self.layout.way(unit, village).hours() * 2.0;
        f64::from(persons) * (work_h + ways)
    }

    fn visits(&self, unit: UnitId) -> Vec<Target> {
        let villages = self.setting.county.villages.ids();
        let of_village = |village| {
            let hours = self.hours(unit, village, (1, self.law.visit_min / 60.0));
            let groups = self.groups(unit, village).into_iter();
            groups.map(move |(group, department)| Target {
                what: Fronted::Visit { village, group },
                department,
                hours,
                waiting: 0,
            })
        };
        villages.flat_map(of_village).collect()
    }

    fn stays(&self, unit: UnitId) -> Vec<Target> {
        let persons = if self.has(Mechanism::Crews) { 2 } else { 1 };
        let of_village = |village| {
            let department = self.groups(unit, village).into_values().next()?;
            Some(Target {
                what: Fronted::Stay { village },
                department,
                hours: self.hours(unit, village, (persons, self.law.resource_h)),
                waiting: 0,
            })
        };
        let villages = self.setting.county.villages.ids();
        villages.filter_map(of_village).collect()
    }

    fn sittings(&self, unit: UnitId) -> Vec<Target> {
        let (_, hours) = sittings_of_a_procedure(self.law);
        let of_township = |township| {
            let led = self.led(unit, township);
            led.map(move |matter| Target {
                what: Fronted::Sitting { matter, township },
                department: self.setting.county.matters[matter].lead,
                hours,
                waiting: 0,
            })
        };
        let townships = self.setting.county.townships.ids();
        townships.flat_map(of_township).collect()
    }
}
