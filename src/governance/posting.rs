//! Postings: which units exist, who is in them, and which is asked first; what enforcement lays.

use std::collections::BTreeSet;

use crate::base::{Id, Table};
use crate::county::{County, DepartmentId, TownshipId, UnitId, WorkerId};

use super::charter::{Unit, UnitKind};
use super::lay_error::LayError;

/// Units and people; the part of a charter that says who stands where.
#[derive(Debug, Clone, PartialEq)]
pub struct Posting {
    /// Units and who is in them.
    pub units: Table<UnitId, Unit>,
    /// The unit of each person.
    pub unit_of: Table<WorkerId, UnitId>,
    /// The unit first asked for a department's part in a township.
    pub first_asked: Table<DepartmentId, Table<TownshipId, UnitId>>,
}

impl Posting {
    /// The posting of `units`, which hold every person of `county` once.
    ///
    /// # Errors
    /// A unit has nobody, or two have one id.
    pub fn new(
        county: &County,
        units: Table<UnitId, Unit>,
        first_asked: Table<DepartmentId, Table<TownshipId, UnitId>>,
    ) -> Result<Self, Vec<LayError>> {
        let mut ids = BTreeSet::new();
        let mut errors = Vec::new();
        for unit in &units {
            if !ids.insert(&unit.id) {
                errors.push(LayError::SameUnitId {
                    unit: unit.id.clone(),
                });
            }
            if unit.members.is_empty() {
                let homes = county.workers.iter().map(|worker| worker.home);
                let of_lines = homes.filter(|home| !county.departments[*home].is_block());
                let for_lines = units.iter().filter(|unit| unit.kind != UnitKind::Office);
                errors.push(LayError::EmptyUnit {
                    unit: unit.id.clone(),
                    persons: of_lines.count(),
                    units: for_lines.count(),
                });
            }
        }
        if !errors.is_empty() {
            return Err(errors);
        }
        let mut unit_of = Table::filled(county.workers.len(), UnitId::from_index(0));
        for (id, unit) in units.iter_with_ids() {
            for member in &unit.members {
                unit_of[*member] = id;
            }
        }
        Ok(Self {
            units,
            unit_of,
            first_asked,
        })
    }
}
