//! Laying a charter: every axis writes its fields and no other.

use crate::base::Table;
use crate::county::{County, TownshipId};

use super::charter::{Charter, Pilot, Practice};
use super::coordination::lay_coordination;
use super::delegation::lay_delegation;
use super::digital_load::lay_digital_load;
use super::enforcement::{lay_assignment, lay_enforcement};
use super::grid::lay_grid;
use super::lay_error::LayError;
use super::screening::lay_screening;
use super::setup::{Coordination, DigitalLoad, GridLevel, Screening, Setup, TownshipChoice};
use super::stance::lay_stance;

/// Lays the charter of `setup` over `county`.
///
/// # Errors
/// Every fault of every axis, in the order of the axes.
pub fn lay(county: &County, setup: &Setup) -> Result<Charter, Vec<LayError>> {
    let holds_in = lay_townships(county, &setup.townships)?;
    let mut errors = Vec::new();
    let posting = kept(
        lay_enforcement(county, setup.enforcement.level, &holds_in),
        &mut errors,
    );
    let is_delegated = kept(lay_delegation(county, &setup.delegation), &mut errors);
    let handling = kept(lay_coordination(county, &setup.coordination), &mut errors);
    let screening = kept(lay_screening(county, setup.screening), &mut errors);
    let grid = kept(lay_grid(county, setup.grid), &mut errors);
    let stance = kept(lay_stance(county, setup.stance), &mut errors);
    let digital_load = kept(lay_digital_load(setup.digital_load), &mut errors);
    let pilot = kept(lay_pilot(county, &holds_in), &mut errors);
    let charter = || {
        let posting = posting?;
        Some(Charter {
            assignment: lay_assignment(&posting, setup.enforcement.assignment, &holds_in),
            units: posting.units,
            unit_of: posting.unit_of,
            first_asked: posting.first_asked,
            is_delegated: is_delegated?,
            practice: Practice {
                handling: handling?,
                agreement: setup.coordination.agreement,
                screening: screening?,
                grid: grid?,
                digital_load: digital_load?,
            },
            pilot: pilot?,
            stance: stance?,
            routing: setup.routing,
        })
    };
    charter().ok_or(errors)
}

/// In which townships a setup holds.
///
/// # Errors
/// Every listed township that the county does not have.
pub fn lay_townships(
    county: &County,
    choice: &TownshipChoice,
) -> Result<Table<TownshipId, bool>, Vec<LayError>> {
    let TownshipChoice::Listed(ids) = choice else {
        return Ok(Table::filled(county.townships.len(), true));
    };
    let mut holds_in = Table::filled(county.townships.len(), false);
    let mut errors = Vec::new();
    for id in ids {
        match county.townships.find(|township| township.id == *id) {
            Some(township) => holds_in[township] = true,
            None => errors.push(LayError::UnknownTownship {
                township: id.clone(),
            }),
        }
    }
    if errors.is_empty() {
        Ok(holds_in)
    } else {
        Err(errors)
    }
}

/// What holds where the setup does not, if it does not hold everywhere: the status quo.
fn lay_pilot(
    county: &County,
    holds_in: &Table<TownshipId, bool>,
) -> Result<Option<Pilot>, Vec<LayError>> {
    if !holds_in.iter().any(|holds| !holds) {
        return Ok(None);
    }
    Ok(Some(Pilot {
        holds_in: holds_in.clone(),
        elsewhere: Practice {
            handling: lay_coordination(county, &Coordination::default())?,
            agreement: Coordination::default().agreement,
            screening: Screening::default(),
            grid: GridLevel::default(),
            digital_load: DigitalLoad::default(),
        },
    }))
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
        Targeting, TownshipChoice,
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
            practice,
            pilot,
            stance,
            routing,
        } = charter;
        let Practice {
            handling,
            agreement,
            screening,
            grid,
            digital_load,
        } = practice;
        let usual = &other.practice;
        [
            ("units", units != other.units),
            ("unit_of", unit_of != other.unit_of),
            ("assignment", assignment != other.assignment),
            ("first_asked", first_asked != other.first_asked),
            ("is_delegated", is_delegated != other.is_delegated),
            ("handling", handling != usual.handling),
            ("agreement", agreement != usual.agreement),
            ("screening", screening != usual.screening),
            ("grid", grid != usual.grid),
            ("stance", stance != other.stance),
            ("digital_load", digital_load != usual.digital_load),
            ("routing", routing != other.routing),
            ("pilot", pilot != other.pilot),
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

    fn holding_in(townships: &[&str]) -> Setup {
        let ids = townships.iter().map(ToString::to_string).collect();
        Setup {
            townships: TownshipChoice::Listed(ids),
            ..all_changed()
        }
    }

    #[test]
    fn a_setup_that_lists_every_township_holds_as_one_that_lists_none() {
        let county = county();
        let listed = lay(&county, &holding_in(&["t-3", "t-1", "t-2"])).unwrap();
        assert_eq!(listed, lay(&county, &all_changed()).unwrap());
        assert_eq!(listed.pilot, None);
    }

    #[test]
    fn outside_its_townships_the_practice_is_the_status_quo() {
        let county = county();
        let pilot = lay(&county, &holding_in(&["t-2"])).unwrap();
        let usual = lay(&county, &status_quo()).unwrap();
        let all = lay(&county, &all_changed()).unwrap();
        for township in county.townships.ids() {
            let is_inside = county.townships[township].id == "t-2";
            assert_eq!(pilot.holds_in(township), is_inside);
            let expected = if is_inside { &all } else { &usual };
            assert_eq!(pilot.practice_in(township), &expected.practice);
            for line in county.departments.ids() {
                let asked = pilot.first_asked[line][township];
                let is_dealt_by_name = pilot.assignment[asked] == Assignment::OnArrival;
                assert_eq!(pilot.units[asked].kind.is_block(), is_inside);
                assert_eq!(is_dealt_by_name, is_inside);
            }
        }
    }

    #[test]
    fn every_unknown_township_is_told() {
        let errors = lay(&county(), &holding_in(&["t-9", "t-1", "far"])).unwrap_err();
        let unknown = |township: &str| LayError::UnknownTownship {
            township: township.to_owned(),
        };
        assert_eq!(errors, [unknown("t-9"), unknown("far")]);
    }
}
