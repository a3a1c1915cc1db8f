//! What a county is like, as far as it decides what can be measured there.

use crate::county::{County, Matter};
use crate::dynamics::{Mechanism, Mechanisms, has_lives};
use crate::governance::Conduct;

use super::metric::Needs;

/// What a county is like; the same under every setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Nature {
    /// Whether incidents have a life beside what officers do with them.
    pub has_lives: bool,
    /// Whether some incidents are hidden at first or prevented, so that setups meet the same
    /// potentials but not the same reports.
    pub hides: bool,
    /// Whether prices are stated.
    pub has_costs: bool,
    /// Which of the mechanisms that few counties state are on here.
    pub stated: Mechanisms,
}

impl Nature {
    /// The nature of a county with these people and mechanisms.
    pub fn of(county: &County, conduct: &Conduct, mechanisms: Mechanisms) -> Self {
        let is_one = |holds: fn(&Matter) -> bool| county.matters.iter().any(holds);
        let hides = mechanisms.has(Mechanism::Detection)
            && is_one(|matter| matter.detection.is_some())
            || mechanisms.has(Mechanism::Sources) && is_one(|matter| matter.visible.is_some())
            || mechanisms.has(Mechanism::Prevention) && conduct.prevention.is_some();
        Self {
            has_lives: has_lives(county, conduct),
            hides,
            has_costs: county.costs.is_some(),
            stated: stated(county, conduct, mechanisms),
        }
    }

    /// What holds of either of two counties.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self {
            has_lives: self.has_lives || other.has_lives,
            hides: self.hides || other.hides,
            has_costs: self.has_costs || other.has_costs,
            stated: self.stated.or(other.stated),
        }
    }

    /// Whether a metric with these needs can move.
    pub const fn meets(self, needs: Needs) -> bool {
        match needs {
            Needs::Nothing => true,
            Needs::Lives => self.has_lives,
            Needs::Hiding => self.hides,
            Needs::Stated(mechanism) => self.stated.has(mechanism),
            Needs::Costs => self.has_costs,
        }
    }
}

fn stated(county: &County, conduct: &Conduct, mechanisms: Mechanisms) -> Mechanisms {
    let mut routines = county.routines.iter();
    let has_inspections = routines.any(|routine| routine.kind.visits_per_year(1.0, 1.0) > 0.0);
    let all = [
        (Mechanism::PettyDemand, conduct.petty_demand.is_some()),
        (Mechanism::Duplicates, conduct.duplicates.is_some()),
        (Mechanism::HandDown, conduct.hand_down.is_some()),
        (Mechanism::Operations, conduct.operations.is_some()),
        (Mechanism::Hops, conduct.offices.is_some()),
        (Mechanism::Trust, conduct.residents.is_some()),
        (Mechanism::Routine, has_inspections),
    ];
    let are_on = all
        .into_iter()
        .filter(|(mechanism, is_stated)| *is_stated && mechanisms.has(*mechanism));
    let names: Vec<Mechanism> = are_on.map(|(mechanism, _)| mechanism).collect();
    Mechanisms::only(&names)
}
