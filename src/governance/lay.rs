//! Laying a charter: every axis writes its fields and no other.

use crate::county::County;

use super::charter::Charter;
use super::coordination::lay_coordination;
use super::delegation::lay_delegation;
use super::digital_load::lay_digital_load;
use super::enforcement::lay_enforcement;
use super::grid::lay_grid;
use super::lay_error::LayError;
use super::screening::lay_screening;
use super::setup::Setup;
use super::stance::lay_stance;

/// Lays the charter of `setup` over `county`.
///
/// # Errors
/// Every fault of every axis, in the order of the axes.
pub fn lay(county: &County, setup: &Setup) -> Result<Charter, Vec<LayError>> {
    let mut errors = Vec::new();
    let posting = kept(
        lay_enforcement(county, setup.enforcement.level),
        &mut errors,
    );
    let is_delegated = kept(lay_delegation(county, &setup.delegation), &mut errors);
    let handling = kept(lay_coordination(county, &setup.coordination), &mut errors);
    let screening = kept(lay_screening(county, setup.screening), &mut errors);
    let grid = kept(lay_grid(county, setup.grid), &mut errors);
    let stance = kept(lay_stance(county, setup.stance), &mut errors);
    let digital_load = kept(lay_digital_load(setup.digital_load), &mut errors);
    let charter = || {
        let posting = posting?;
        Some(Charter {
            units: posting.units,
            unit_of: posting.unit_of,
            assignment: setup.enforcement.assignment,
            first_asked: posting.first_asked,
            is_delegated: is_delegated?,
            handling: handling?,
            agreement: setup.coordination.agreement,
            screening: screening?,
            grid: grid?,
            stance: stance?,
            digital_load: digital_load?,
            routing: setup.routing,
        })
    };
    charter().ok_or(errors)
}

/// What an axis has laid; its faults go to `errors`.
fn kept<T>(laid: Result<T, Vec<LayError>>, errors: &mut Vec<LayError>) -> Option<T> {
    laid.map_err(|faults| errors.extend(faults)).ok()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::governance::sample_county::{SampleCounty, line, name};
    use crate::governance::{
        Agreement, Assignment, Axis, Delegation, DigitalLoad, Enforcement, EnforcementLevel,
        Fronting, GridLevel, Joint, MatterChoice, OneThing, Routing, Screening, StanceLevel,
        Targeting,
    };

    fn county() -> County {
        let sample = SampleCounty::new(vec![line(4, 2), line(3, 3)]);
        sample.with_townships(&[30.0, 18.0, 12.0]).built()
    }

    fn status_quo() -> Setup {
        Setup::status_quo("status-quo", name("status quo"))
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
                setup.coordination.agreement = Agreement::Meeting;
                setup.coordination.one_thing = Some(OneThing {
                    matters: MatterChoice::All,
                    joint: Joint::Together,
                });
            }
            Axis::Screening => setup.screening = Screening::VillageFirst,
            Axis::Grid => setup.grid = GridLevel::Unified,
            Axis::Stance => {
                setup.stance.level = StanceLevel::FrontLoaded(Fronting {
                    service_share: 0.02,
                    resource_share: 0.01,
                    mechanism_share: 0.005,
                    targeting: Targeting::ByCapacity,
                });
            }
            Axis::DigitalLoad => {
                setup.digital_load = DigitalLoad {
                    terminals: Some(3),
                    entry_min: Some(7.0),
                    is_shared: true,
                };
            }
            Axis::Routing => setup.routing = Routing::Equal,
        }
        setup
    }

    /// Every axis as far from the status quo as it goes.
    fn all_changed() -> Setup {
        Setup {
            enforcement: changed(Axis::Enforcement).enforcement,
            delegation: changed(Axis::Delegation).delegation,
            coordination: changed(Axis::Coordination).coordination,
            screening: changed(Axis::Screening).screening,
            grid: changed(Axis::Grid).grid,
            stance: changed(Axis::Stance).stance,
            digital_load: changed(Axis::DigitalLoad).digital_load,
            routing: changed(Axis::Routing).routing,
            ..status_quo()
        }
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
            agreement,
            screening,
            grid,
            stance,
            digital_load,
            routing,
        } = charter;
        [
            ("units", units != other.units),
            ("unit_of", unit_of != other.unit_of),
            ("assignment", assignment != other.assignment),
            ("first_asked", first_asked != other.first_asked),
            ("is_delegated", is_delegated != other.is_delegated),
            ("handling", handling != other.handling),
            ("agreement", agreement != other.agreement),
            ("screening", screening != other.screening),
            ("grid", grid != other.grid),
            ("stance", stance != other.stance),
            ("digital_load", digital_load != other.digital_load),
            ("routing", routing != other.routing),
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
        for axis in Axis::ALL {
            let own: &[&str] = match axis {
                Axis::Enforcement => &["assignment", "first_asked", "unit_of", "units"],
                Axis::Delegation => &["is_delegated"],
                Axis::Coordination => &["agreement", "handling"],
                Axis::Screening => &["screening"],
                Axis::Grid => &["grid"],
                Axis::Stance => &["stance"],
                Axis::DigitalLoad => &["digital_load"],
                Axis::Routing => &["routing"],
            };
            assert_eq!(writes(axis), own.iter().copied().collect(), "{axis}");
        }
        let all = differing(lay(&county, &all_changed()).unwrap(), &usual);
        let each = Axis::ALL.into_iter().flat_map(writes);
        assert_eq!(all, each.collect());
    }

    #[test]
    fn an_axis_writes_the_same_whatever_the_others_say() {
        let county = county();
        let all = lay(&county, &all_changed()).unwrap();
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
        setup.stance.level = StanceLevel::FrontLoaded(Fronting::default());
        setup.digital_load.terminals = Some(0);
        let errors = lay(&county(), &setup).unwrap_err();
        let texts: Vec<String> = errors.iter().map(|error| error.text().en).collect();
        assert_eq!(
            texts,
            [
                "9 hubs for 3 townships: at least one and at most one a township",
                "delegation names matter `none-such`, which the county does not have",
                "coordination names matter `nor-this`, which the county does not have",
                "fronting takes 0 of the officers' hours: it must be above 0 and at most 1",
                "terminals = 0 of digital_load must lie from 1 to 20",
            ]
        );
        assert!(errors.iter().all(|error| !error.text().zh.is_ascii()));
    }
}
