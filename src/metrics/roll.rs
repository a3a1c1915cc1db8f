//! Rolls: who was reported in one run, kept until the other setups of the world have run, so that
//! times can be taken over the incidents reported in all of them.

use std::collections::BTreeMap;

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
}

/// How long a task of an incident waited for a unit.
#[derive(Debug, Clone, Copy)]
struct Wait {
    name: CaseName,
    unit: Option<usize>,
    span: Option<Span>,
}

/// Who was reported in one run: the world's own incidents, later relapses apart.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    entries: BTreeMap<CaseName, Entry>,
    waits: Vec<Wait>,
}

impl Roll {
    pub(super) fn enter(&mut self, name: CaseName, entry: Entry) {
        self.entries.insert(name, entry);
    }

    pub(super) fn waited(&mut self, name: CaseName, unit: Option<usize>, span: Option<Span>) {
        self.waits.push(Wait { name, unit, span });
    }

    /// The names on it, in order.
    pub fn names(&self) -> impl Iterator<Item = CaseName> {
        self.entries.keys().copied()
    }

    /// Strikes off whom `others` does not have.
    fn keep_those_of(&mut self, others: &Self) {
        self.entries
            .retain(|name, _| others.entries.contains_key(name));
    }

    /// What the incidents on it come to.
    fn account(&self, catalogue: &Catalogue) -> Account {
        let mut account = Account::new(catalogue);
        for entry in self.entries.values() {
            account.enter(&entry.places, &entry.case);
            account.stages(&entry.places, &entry.stages);
        }
        for wait in &self.waits {
            if let Some(entry) = self.entries.get(&wait.name) {
                account.waited(&entry.places, wait.unit, wait.span);
            }
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
    let mut common = first.clone();
    rolls.for_each(|roll| common.keep_those_of(roll));
    for run in &mut runs {
        run.roll.keep_those_of(&common);
        let account = run.roll.account(run.catalogue);
        run.tally.common = Some(account.finish(run.catalogue));
    }
}
