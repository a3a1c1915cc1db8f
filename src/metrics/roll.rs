//! Rolls: who was reported in one run, kept until the other setups of the world have run, so that
//! times can be taken over the incidents reported in all of them.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::Span;
use crate::county::{Incident, SourceId};

use super::account::Account;
use super::case::Case;
use super::catalogue::Catalogue;
use super::population::Places;
use super::stages::StageSpans;
use super::tally::RunTally;

/// The name of an incident in every setup: its stream and which one of it.
pub type CaseName = (SourceId, u32);

/// The name of an incident.
pub const fn name_of(incident: &Incident) -> CaseName {
    (incident.source, incident.ordinal)
}

/// A reported incident of the cohort.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) places: Places,
    pub(super) case: Case,
    pub(super) stages: StageSpans,
    pub(super) waits: Vec<Wait>,
}

impl Entry {
    /// Counts the incident with its times.
    pub(super) fn enter(&self, account: &mut Account) {
        account.enter(&self.places, &self.case);
        account.stages(&self.places, &self.stages);
        for wait in &self.waits {
            account.waited(&self.places, wait.unit, wait.span);
        }
    }
}

/// How long a task of an incident waited for a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wait {
    /// The place of the unit's population, if units are measured.
    pub(super) unit: Option<usize>,
    /// None if nobody ever came.
    pub(super) span: Option<Span>,
}

/// Who was reported in one run: the world's own incidents, later relapses apart.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    entries: BTreeMap<CaseName, Entry>,
}

impl Roll {
    pub(super) fn enter(&mut self, name: CaseName, entry: Entry) {
        self.entries.insert(name, entry);
    }

    /// The names on it, in order.
    pub fn names(&self) -> impl Iterator<Item = CaseName> {
        self.entries.keys().copied()
    }

    /// Strikes off all others.
    fn keep_only(&mut self, names: &BTreeSet<CaseName>) {
        self.entries.retain(|name, _| names.contains(name));
    }

    /// What the incidents on it come to.
    fn account(&self, catalogue: &Catalogue) -> Account {
        let mut account = Account::new(catalogue);
        for entry in self.entries.values() {
            entry.enter(&mut account);
        }
        account
    }
}

/// One setup's run of a world, before it is compared with the others.
#[derive(Debug)]
pub struct Told<'a> {
    /// What it measures.
    pub catalogue: &'a Catalogue,
    /// Its integers.
    pub tally: &'a mut RunTally,
    /// Who was reported in it.
    pub roll: Roll,
}

/// Adds to the runs of one world what they have in common: the incidents reported in all of them.
pub fn add_common(mut runs: Vec<Told>) {
    let mut rolls = runs.iter().map(|run| &run.roll);
    let Some(first) = rolls.next() else { return };
    let mut common: BTreeSet<CaseName> = first.names().collect();
    rolls.for_each(|roll| common.retain(|name| roll.entries.contains_key(name)));
    for run in &mut runs {
        run.roll.keep_only(&common);
        let account = run.roll.account(run.catalogue);
        run.tally.common = Some(account.finish(run.catalogue));
    }
}
