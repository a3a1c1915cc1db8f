//! Pressure for the record (R8): who is how honest, and what units know of being found out.
//!
//! Haste and sham leave more of the trouble behind, so neither exists where nothing left behind
//! comes back: without `[recurrence]` it would be time for nothing.

use crate::base::{Key, Table, World};
use crate::county::{UnitId, WorkerId};
use crate::governance::conduct::{Ewma, Haste};

use super::mechanism::Mechanism;
use super::setting::Setting;

/// What units expect of being found out before any case, as of returns sent back (assumed: R4).
const FOUND_OUT_AT_FIRST: f64 = 0.5;

/// Pressure for the record.
#[derive(Debug, Clone)]
pub struct Pressed {
    /// What the record is worth.
    pub rules: Haste,
    /// A trait of the county's persons.
    pub honesty: Table<WorkerId, f64>,
    /// Each unit's record of being found out, of the cases asked about.
    pub found_out: Table<UnitId, Ewma>,
}

impl Pressed {
    /// Nobody found out yet; none where the record does not count or nothing comes back.
    pub fn of(setting: &Setting) -> Option<Self> {
        let comes_back =
            setting.conduct.recurrence.is_some() && setting.mechanisms.has(Mechanism::Relapse);
        let counts = |haste: &Haste| haste.recorded_weight > 0.0 && comes_back;
        let rules = setting.conduct.haste.filter(counts)?;
        let world = World {
            seed: setting.county.layout_seed,
            replication: 0,
        };
        let (traits, honesties) = (Key::of("honesty"), Haste::honesties());
        Some(Self {
            rules,
            honesty: setting.county.workers.map(|worker| {
                let stream = world.stream(traits.child(&worker.id));
                Haste::honesty(&honesties, stream, 0)
            }),
            found_out: found_out(&rules, setting.opening_charter().units.len()),
        })
    }

    /// Other units under another charter: they have no record yet.
    pub fn staff(&mut self, units: usize) {
        self.found_out = found_out(&self.rules, units);
    }
}

fn found_out(rules: &Haste, units: usize) -> Table<UnitId, Ewma> {
    Table::filled(units, rules.record(FOUND_OUT_AT_FIRST))
}
