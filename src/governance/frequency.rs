//! How often a county's matters come up, and whom they need, before anything is drawn.

use crate::county::matter::Supporter;
use crate::county::{County, DepartmentId, Matter, MatterId, Rate, TownshipId, Village};

/// Incidents a year that `matter` has at `village`; 0 where only a log knows.
///
/// A rate per township is spread over its villages by residents, evenly where nobody is stated.
/// Townships that have more trouble than others have it here; days, weeks and shocks are left out.
pub fn yearly_rate(county: &County, matter: &Matter, village: &Village) -> f64 {
    let rate = match matter.rate {
        Rate::PerTownship(rate) => rate * share_of_township(county, village),
        Rate::PerThousandResidents(rate) => rate * village.residents / 1_000.0,
        Rate::PerHundredFirms(rate) => rate * village.firms / 100.0,
        Rate::Traced => 0.0,
    };
    match &county.variation.townships {
        Some(townships) => rate * townships.factor(matter.rate, village.township),
        None => rate,
    }
}

fn share_of_township(county: &County, village: &Village) -> f64 {
    let others = || {
        county
            .villages
            .iter()
            .filter(|other| other.township == village.township)
    };
    let residents: f64 = others().map(|other| other.residents).sum();
    if residents > 0.0 {
        village.residents / residents
    } else {
        1.0 / others().count() as f64
    }
}

/// Incidents a year that `matter` has in the whole county; none where only a log knows.
pub fn yearly_rate_in_county(county: &County, matter: &Matter) -> Option<f64> {
    if matter.rate == Rate::Traced {
        return None;
    }
    let villages = county.villages.iter();
    Some(
        villages
            .map(|village| yearly_rate(county, matter, village))
            .sum(),
    )
}

/// Whether `matter` may come up in `township`; one of a log may come up anywhere.
pub fn may_happen(county: &County, matter: &Matter, township: TownshipId) -> bool {
    matter.rate == Rate::Traced
        || county
            .villages
            .iter()
            .filter(|village| village.township == township)
            .any(|village| yearly_rate(county, matter, village) > 0.0)
}

/// Departments that `matter` may need with the parts an incident has on average, lead first.
///
/// One of the others than the lead counts as an equal share of each.
pub fn parts_of(county: &County, matter: MatterId) -> Vec<(DepartmentId, f64)> {
    let matter = &county.matters[matter];
    let mut parts = vec![(matter.lead, 1.0)];
    for support in matter.supports.iter().filter(|support| support.share > 0.0) {
        match support.supporter {
            Supporter::Department(department) => parts.push((department, support.share)),
            Supporter::Others => {
                let others = county
                    .departments
                    .ids()
                    .filter(|other| *other != matter.lead);
                let each = support.share / (county.departments.len() - 1).max(1) as f64;
                parts.extend(others.map(|other| (other, each)));
            }
        }
    }
    parts
}

/// The id of the first matter or routine work that may need `department` in `township`.
///
/// The rows of a log name their departments themselves, so a matter of a log may need any.
pub fn work_of(county: &County, department: DepartmentId, township: TownshipId) -> Option<&str> {
    let matter = county.matters.iter_with_ids().find(|(id, matter)| {
        let may_need = matter.rate == Rate::Traced
            || parts_of(county, *id)
                .iter()
                .any(|(needed, _)| *needed == department);
        may_need && may_happen(county, matter, township)
    });
    let visited = || {
        county.routines.iter().find(|routine| {
            routine.department == department
                && county.villages.iter().any(|village| {
                    village.township == township
                        && routine
                            .kind
                            .visits_per_year(village.firms, village.small_businesses)
                            > 0.0
                })
        })
    };
    matter
        .map(|(_, matter)| matter.id.as_str())
        .or_else(|| visited().map(|routine| routine.id.as_str()))
}
