//! The law of who may act: which parts a unit can ever settle, whatever the roster of the day.

use crate::county::{County, DepartmentId, Matter, MatterId, Power, TownshipId, UnitId, WorkerId};

use super::charter::Charter;
use super::frequency::{may_happen, parts_of};

/// Licensed persons the law asks for on site before an order or a penalty.
pub const LICENSED_ON_SITE: usize = 2;

/// What a part asks of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// Whose part it is.
    pub department: DepartmentId,
    /// Of which matter.
    pub matter: MatterId,
    /// The power it needs.
    pub power: Power,
}

/// What a unit is short of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lack {
    /// Persons: its people are fewer than a crew.
    Persons,
    /// Power: no two licensed of the line, and no two licensed with the matter delegated.
    Power,
}

/// Work that the unit asked can never do, so that it waits without end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LineWithoutPower {
    /// Of which matter.
    pub matter: MatterId,
    /// Whose part.
    pub department: DepartmentId,
    /// The unit that is asked.
    pub unit: UnitId,
    /// Where.
    pub township: TownshipId,
    /// What the unit is short of.
    pub lack: Lack,
    /// Whether the county's people could do it in another unit: then only this setup is at fault,
    /// and the lab must be able to show that; else no setup but delegation helps.
    pub is_county_able: bool,
}

/// Each power with the share of the matter's parts that need it.
pub fn power_shares(matter: &Matter) -> [(Power, f64); 3] {
    let share = matter.power_share;
    [
        (Power::None, share.none),
        (Power::Order, share.order),
        (Power::Penalty, share.penalty),
    ]
}

/// Persons a crew for a part of `matter` has.
pub fn persons_on_site(matter: &Matter, power: Power) -> usize {
    let crew = usize::from(matter.crew).max(1);
    match power {
        Power::None => crew,
        Power::Order | Power::Penalty => crew.max(LICENSED_ON_SITE),
    }
}

/// What `unit` is short of for `demand`, even with all its people on duty.
///
/// Without power, any persons do. With power, two licensed persons of the part's line must be
/// among them, or any two licensed if the unit holds the matter by delegation.
pub fn lack_of(county: &County, charter: &Charter, unit: UnitId, demand: Demand) -> Option<Lack> {
    let members = &charter.units[unit].members;
    let matter = &county.matters[demand.matter];
    let line = (!charter.holds_by_delegation(unit, demand.matter)).then_some(demand.department);
    if members.len() < persons_on_site(matter, demand.power) {
        Some(Lack::Persons)
    } else if demand.power != Power::None
        && !has_two_licensed(county, members.iter().copied(), line)
    {
        Some(Lack::Power)
    } else {
        None
    }
}

/// Whether `unit` can ever settle a part that asks for `demand`.
pub fn can_ever_serve(county: &County, charter: &Charter, unit: UnitId, demand: Demand) -> bool {
    lack_of(county, charter, unit, demand).is_none()
}

/// Whether two of `persons` are licensed and, if a line is given, of that line.
fn has_two_licensed(
    county: &County,
    persons: impl Iterator<Item = WorkerId>,
    line: Option<DepartmentId>,
) -> bool {
    persons
        .map(|person| &county.workers[person])
        .filter(|person| person.is_licensed() && line.is_none_or(|line| person.home == line))
        .nth(LICENSED_ON_SITE - 1)
        .is_some()
}

/// Whether the county's people could do it at all: enough persons, and two licensed of the line
/// anywhere or a unit that holds the matter by delegation with two licensed.
fn is_county_able(county: &County, charter: &Charter, demand: Demand) -> bool {
    let matter = &county.matters[demand.matter];
    let is_enough = county.workers.len() >= persons_on_site(matter, demand.power);
    let is_empowered = || {
        demand.power == Power::None
            || has_two_licensed(county, county.workers.ids(), Some(demand.department))
            || is_used_by_delegation(county, charter, demand.matter)
    };
    is_enough && is_empowered()
}

/// Whether a unit that holds `matter` by delegation has two licensed persons.
fn is_used_by_delegation(county: &County, charter: &Charter, matter: MatterId) -> bool {
    charter.units.iter_with_ids().any(|(id, unit)| {
        charter.holds_by_delegation(id, matter)
            && has_two_licensed(county, unit.members.iter().copied(), None)
    })
}

/// Everything that may come up and that the unit asked can never do: by matter, department and
/// township, each named once, with the first thing the unit is short of.
pub fn lines_without_power(county: &County, charter: &Charter) -> Vec<LineWithoutPower> {
    let mut found: Vec<LineWithoutPower> = Vec::new();
    for (id, matter) in county.matters.iter_with_ids() {
        let mut departments: Vec<DepartmentId> = parts_of(county, id)
            .into_iter()
            .map(|(department, _)| department)
            .collect();
        departments.sort_unstable();
        departments.dedup();
        let townships: Vec<TownshipId> = county
            .townships
            .ids()
            .filter(|township| may_happen(county, matter, *township))
            .collect();
        for department in departments {
            let at = |township| without_power(county, charter, (id, department, township));
            found.extend(townships.iter().filter_map(|township| at(*township)));
        }
    }
    found
}

fn without_power(
    county: &County,
    charter: &Charter,
    (matter, department, township): (MatterId, DepartmentId, TownshipId),
) -> Option<LineWithoutPower> {
    let unit = charter.first_asked[department][township];
    power_shares(&county.matters[matter])
        .into_iter()
        .filter(|(_, share)| *share > 0.0)
        .map(|(power, _)| Demand {
            department,
            matter,
            power,
        })
        .find_map(|demand| {
            lack_of(county, charter, unit, demand).map(|lack| LineWithoutPower {
                matter,
                department,
                unit,
                township,
                lack,
                is_county_able: is_county_able(county, charter, demand),
            })
        })
}

/// Matters that the setup delegates and no unit can use the power for: none is of blocks, or none
/// of those has two licensed persons.
pub fn powers_nobody_holds(county: &County, charter: &Charter) -> Vec<MatterId> {
    let delegated = charter.is_delegated.iter_with_ids();
    delegated
        .filter(|(_, is_delegated)| **is_delegated)
        .map(|(matter, _)| matter)
        .filter(|matter| !is_used_by_delegation(county, charter, *matter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::governance::sample_county::{SampleCounty, ask_power, line, name};
    use crate::governance::{Coordination, Delegation, Enforcement, EnforcementLevel, Setup, lay};

    fn charter(county: &County, level: EnforcementLevel, delegation: Delegation) -> Charter {
        let setup = Setup {
            id: "tried".to_owned(),
            name: name("tried"),
            holds_from: crate::base::Moment::START,
            enforcement: Enforcement {
                level,
                ..Enforcement::default()
            },
            delegation,
            coordination: Coordination::default(),
        };
        lay(county, &setup).unwrap()
    }

    /// Two lines of two licensed and two auxiliaries, two townships; matter m-1 needs `power`.
    fn county(power: Power) -> County {
        let sample = SampleCounty::new(vec![line(2, 2), line(2, 2)]);
        let mut county = sample.with_townships(&[1.0, 1.0]).built();
        ask_power(&mut county, MatterId::from_index(0), power);
        county
    }

    fn lacking(county: &County, charter: &Charter) -> Vec<(usize, Lack, bool)> {
        let found = lines_without_power(county, charter);
        let named = found.iter().map(|found| {
            assert_eq!(found.matter.index(), 0);
            (found.township.index(), found.lack, found.is_county_able)
        });
        named.collect()
    }

    #[test]
    fn a_line_together_has_power_and_split_over_teams_has_not() {
        let county = county(Power::Order);
        let lines = charter(&county, EnforcementLevel::SeparateLines, Delegation::None);
        assert_eq!(lacking(&county, &lines), []);
        let teams = charter(&county, EnforcementLevel::SingleTeam, Delegation::None);
        let expected = [(0, Lack::Power, true), (1, Lack::Power, true)];
        assert_eq!(lacking(&county, &teams), expected);
    }

    #[test]
    fn delegation_gives_a_team_the_power_of_any_two_licensed() {
        let county = county(Power::Penalty);
        let delegation = Delegation::List(vec!["m-1".to_owned()]);
        let teams = charter(&county, EnforcementLevel::SingleTeam, delegation);
        assert_eq!(lacking(&county, &teams), []);
    }

    #[test]
    fn delegation_gives_a_squad_of_a_line_nothing() {
        let mut county = county(Power::Order);
        county.workers[WorkerId::from_index(0)].licence = crate::county::Licence::Auxiliary;
        let lines = charter(
            &county,
            EnforcementLevel::SeparateLines,
            Delegation::Share(1.0),
        );
        let expected = [(0, Lack::Power, false), (1, Lack::Power, false)];
        assert_eq!(lacking(&county, &lines), expected);
    }

    #[test]
    fn a_power_delegated_to_no_unit_is_told() {
        let county = county(Power::Order);
        let delegation = || Delegation::List(vec!["m-2".to_owned()]);
        let lines = charter(&county, EnforcementLevel::SeparateLines, delegation());
        let second = MatterId::from_index(1);
        assert_eq!(powers_nobody_holds(&county, &lines), [second]);
        let teams = charter(&county, EnforcementLevel::SingleTeam, delegation());
        assert_eq!(powers_nobody_holds(&county, &teams), []);
    }

    #[test]
    fn what_needs_no_power_needs_only_persons() {
        let mut county = county(Power::None);
        let teams = charter(&county, EnforcementLevel::SingleTeam, Delegation::None);
        assert_eq!(lacking(&county, &teams), []);
        county.matters[MatterId::from_index(0)].crew = 5;
        let expected = [(0, Lack::Persons, true), (1, Lack::Persons, true)];
        assert_eq!(lacking(&county, &teams), expected);
    }

    #[test]
    fn a_matter_that_never_happens_lacks_nothing() {
        let mut county = county(Power::Order);
        county.matters[MatterId::from_index(0)].rate = crate::county::Rate::PerTownship(0.0);
        let teams = charter(&county, EnforcementLevel::SingleTeam, Delegation::None);
        assert_eq!(lacking(&county, &teams), []);
    }
}
