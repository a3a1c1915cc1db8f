//! Laying a charter: every axis writes its fields and no other.

use crate::county::County;

use super::charter::Charter;
use super::coordination::lay_coordination;
use super::delegation::lay_delegation;
use super::enforcement::lay_enforcement;
use super::lay_error::LayError;
use super::setup::Setup;

/// Lays the charter of `setup` over `county`.
///
/// # Errors
/// Every fault of every axis, in the order of the axes.
pub fn lay(county: &County, setup: &Setup) -> Result<Charter, Vec<LayError>> {
    let posting = lay_enforcement(county, setup.enforcement.level);
    let is_delegated = lay_delegation(county, &setup.delegation);
    let handling = lay_coordination(county, &setup.coordination);
    match (posting, is_delegated, handling) {
        (Ok(posting), Ok(is_delegated), Ok(handling)) => Ok(Charter {
            units: posting.units,
            unit_of: posting.unit_of,
            assignment: setup.enforcement.assignment,
            first_asked: posting.first_asked,
            is_delegated,
            handling,
        }),
        (posting, is_delegated, handling) => {
            Err([posting.err(), is_delegated.err(), handling.err()]
                .into_iter()
                .flatten()
                .flatten()
                .collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::governance::sample_county::{SampleCounty, line, name};
    use crate::governance::{
        Assignment, Axis, Coordination, Delegation, Enforcement, EnforcementLevel, Joint,
        MatterChoice, OneThing,
    };

    fn county() -> County {
        let sample = SampleCounty::new(vec![line(4, 2), line(3, 3)]);
        sample.with_townships(&[30.0, 18.0, 12.0]).built()
    }

    fn status_quo() -> Setup {
        Setup {
            id: "status-quo".to_owned(),
            name: name("status quo"),
            holds_from: crate::base::Moment::START,
            enforcement: Enforcement::default(),
            delegation: Delegation::default(),
            coordination: Coordination::default(),
        }
    }

    /// The status quo with one axis as far from it as it goes.
    fn changed(axis: Axis) -> Setup {
        let mut setup = status_quo();
        match axis {
            Axis::Enforcement => {
                setup.enforcement = Enforcement {
                    level: EnforcementLevel::SingleTeam,
                    assignment: Assignment::OnArrival,
                };
            }
            Axis::Delegation => setup.delegation = Delegation::Share(1.0),
            Axis::Coordination => {
                setup.coordination.one_thing = Some(OneThing {
                    matters: MatterChoice::All,
                    joint: Joint::Together,
                });
            }
        }
        setup
    }

    /// Fields of `charter` that differ from those of `other`; a new field must be named here.
    fn differing(charter: Charter, other: &Charter) -> BTreeSet<&'static str> {
        let Charter {
            units,
            unit_of,
            assignment,
            first_asked,
            is_delegated,
            handling,
        } = charter;
        [
            ("units", units != other.units),
            ("unit_of", unit_of != other.unit_of),
            ("assignment", assignment != other.assignment),
            ("first_asked", first_asked != other.first_asked),
            ("is_delegated", is_delegated != other.is_delegated),
            ("handling", handling != other.handling),
        ]
        .into_iter()
        .filter_map(|(field, differs)| differs.then_some(field))
        .collect()
    }

    #[test]
    fn every_field_is_written_by_exactly_one_axis() {
        let county = county();
        let usual = lay(&county, &status_quo()).unwrap();
        let writes = |axis| differing(lay(&county, &changed(axis)).unwrap(), &usual);
        let posting = ["assignment", "first_asked", "unit_of", "units"];
        assert_eq!(writes(Axis::Enforcement), BTreeSet::from(posting));
        assert_eq!(writes(Axis::Delegation), BTreeSet::from(["is_delegated"]));
        assert_eq!(writes(Axis::Coordination), BTreeSet::from(["handling"]));
    }

    #[test]
    fn an_axis_writes_the_same_whatever_the_others_say() {
        let county = county();
        let mut all = changed(Axis::Enforcement);
        all.delegation = changed(Axis::Delegation).delegation;
        all.coordination = changed(Axis::Coordination).coordination;
        let all = lay(&county, &all).unwrap();
        let usual = lay(&county, &status_quo()).unwrap();
        for axis in Axis::ALL {
            let one = lay(&county, &changed(axis)).unwrap();
            let written = differing(one.clone(), &usual);
            let differing = differing(one, &all);
            assert!(written.is_disjoint(&differing), "{axis}");
        }
    }

    #[test]
    fn faults_of_all_axes_come_at_once() {
        let mut setup = status_quo();
        setup.enforcement.level = EnforcementLevel::HubAndSpoke { hubs: Some(9) };
        setup.delegation = Delegation::List(vec!["none-such".to_owned()]);
        setup.coordination.one_thing = Some(OneThing {
            matters: MatterChoice::Listed(vec!["nor-this".to_owned()]),
            joint: Joint::InParallel,
        });
        let errors = lay(&county(), &setup).unwrap_err();
        let texts: Vec<String> = errors.iter().map(|error| error.text().en).collect();
        assert_eq!(
            texts,
            [
                "9 hubs for 3 townships: at least one and at most one a township",
                "delegation names matter `none-such`, which the county does not have",
                "coordination names matter `nor-this`, which the county does not have",
            ]
        );
        assert!(errors.iter().all(|error| !error.text().zh.is_ascii()));
    }
}
