//! Townships without power: the people they have of their own, and what they have seen of each way.

use crate::base::{Id, Table};
use crate::county::{County, DepartmentKind, GroupId, TownshipId, UnitId};
use crate::governance::conduct::{Ewma, Persuasion, TownshipWay, WithoutPower};
use crate::governance::{Charter, UnitKind};

use super::mechanism::Mechanism;
use super::setting::Setting;

/// What townships go by.
#[derive(Debug, Clone)]
pub struct Powerless {
    /// How they choose.
    pub rules: WithoutPower,
    /// How persuasion works.
    pub persuasion: Persuasion,
    /// The office of each township, where it has people.
    pub offices: Table<TownshipId, Option<UnitId>>,
    /// Days to settlement, by township, matter group and way.
    records: Table<TownshipId, Vec<[Ewma; TownshipWay::COUNT]>>,
}

impl Powerless {
    /// Nothing seen yet; none where the county states no choice, or nobody needs power.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = |mechanism| setting.mechanisms.has(mechanism);
        let is_on = is_on(Mechanism::Persuasion) && is_on(Mechanism::Crews);
        let rules = setting.conduct.without_power.filter(|_| is_on)?;
        let groups = setting.county.groups.len().max(1);
        let fresh = vec![[rules.record(); TownshipWay::COUNT]; groups];
        Some(Self {
            rules,
            persuasion: setting.conduct.persuasion?,
            offices: offices(setting.county, setting.opening_charter()),
            records: Table::filled(setting.county.townships.len(), fresh),
        })
    }

    /// Other units under another charter; what was seen stays.
    pub fn staff(&mut self, county: &County, charter: &Charter) {
        self.offices = offices(county, charter);
    }

    /// Days to settlement that a township expects of a way in a matter group.
    pub fn record(&mut self, at: (TownshipId, GroupId), way: TownshipWay) -> &mut Ewma {
        let (township, group) = at;
        &mut self.records[township][group.index()][way as usize]
    }
}

/// The office of each township, if it has one with people.
fn offices(county: &County, charter: &Charter) -> Table<TownshipId, Option<UnitId>> {
    let blocks = county.departments.iter_with_ids();
    let blocks: Vec<_> = blocks
        .filter(|(_, department)| department.kind == DepartmentKind::Block)
        .map(|(id, _)| id)
        .collect();
    let office_of = |township: TownshipId| {
        let mut units = blocks
            .iter()
            .map(|department| charter.first_asked[*department][township]);
        units.find(|unit| {
            let unit = &charter.units[*unit];
            unit.kind == UnitKind::Office && !unit.members.is_empty()
        })
    };
    county.townships.ids().map(office_of).collect()
}
