//! Names of what a county states, and where faults of founding go.

use crate::base::{Id, Text};
use crate::document::{Address, FaultKind, Faults, Keyed, Known};
use crate::scenario::county::CountyStated;

/// Names of everything, to find their numbers by.
pub(super) struct Names {
    pub(super) departments: Known,
    pub(super) townships: Known,
    pub(super) stations: Known,
    pub(super) shifts: Known,
}

impl Names {
    pub(super) fn of(stated: &CountyStated) -> Self {
        Self {
            departments: known(&stated.departments),
            townships: known(&stated.townships),
            stations: known(&stated.stations),
            shifts: known(&stated.shifts),
        }
    }
}

fn known<T>(all: &[Keyed<T>]) -> Known {
    Known::new(all.iter().map(|one| one.id.as_str()))
}

/// The number of a name; the first row where a fault was told already.
pub(super) fn number<I: Id>(known: &Known, name: &str) -> I {
    I::from_index(known.position(name).unwrap_or(0))
}

/// Founds a county from what its files state.
pub(super) struct Founder<'a> {
    pub(super) names: Names,
    pub(super) faults: &'a mut Faults,
    pub(super) has_shifts: bool,
}

impl Founder<'_> {
    pub(super) fn push(&mut self, address: &Address, kind: FaultKind, rule: Text, remedy: Text) {
        self.faults.push(address.fault(kind, rule, remedy));
    }
}
