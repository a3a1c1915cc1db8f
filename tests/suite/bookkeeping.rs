//! The books of a run, kept from its facts alone: every incident and every hour is in them once.

use std::collections::{BTreeMap, BTreeSet};

use tiaokuai::base::{Id, Moment, Span};
use tiaokuai::county::{Incident, TaskKind, WorkerId};
use tiaokuai::dynamics::Fact;
use tiaokuai::engine::Observer;

/// The stream of an incident, and which one of it.
type Name = (usize, u32);

/// Ordinals from here on are relapses that became incidents of their own.
const FIRST_RELAPSE: u32 = 1 << 28;

fn name_of(incident: &Incident) -> Name {
    (incident.source.index(), incident.ordinal)
}

/// Keeps the books of every incident and person.
#[derive(Default)]
pub struct Books {
    /// What the world had in store, whether it emerged or was prevented.
    pub potentials: BTreeSet<Name>,
    /// What emerged, relapses that became incidents of their own included.
    pub emerged: BTreeMap<Name, Moment>,
    staged: BTreeMap<Name, Span>,
    left: BTreeMap<Name, Moment>,
    prevented: BTreeSet<Name>,
    spent: BTreeMap<WorkerId, Vec<(Moment, Moment)>>,
    present: BTreeMap<WorkerId, Vec<(Moment, Moment)>>,
    /// Chores handed down less those that a cadre took up or that wait at the end.
    chores: i64,
    /// Operations planned less those worked off or waiting at the end: a crew is under way with it.
    operations: i64,
    faults: Vec<String>,
    /// Incidents whose moments do not follow each other as where nothing comes back.
    disorder: Vec<String>,
}

impl Observer<Fact<'_>> for Books {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Emerged { incident } => {
                let name = name_of(incident);
                if incident.ordinal < FIRST_RELAPSE {
                    self.potentials.insert(name);
                }
                if self.emerged.insert(name, at).is_some() || self.prevented.contains(&name) {
                    self.faults
                        .push(format!("{name:?} emerged twice, or though prevented"));
                }
            }
            Fact::Moved { incident, span, .. } => {
                let name = name_of(incident);
                *self.staged.entry(name).or_default() += span;
            }
            Fact::Left {
                incident, ticket, ..
            } => {
                let name = name_of(incident);
                let closed_at = ticket.and_then(|ticket| ticket.closed_at);
                let is_closed = closed_at.is_some();
                if self.left.insert(name, at).is_some() {
                    self.faults.push(format!("{name:?} left twice"));
                }
                let order = [
                    Some(incident.emerged_at),
                    incident.first_power_at,
                    incident.settled_at,
                    closed_at,
                ];
                let known: Vec<Moment> = order.into_iter().flatten().collect();
                if !known.is_sorted() || is_closed && known.len() < 4 {
                    self.disorder
                        .push(format!("{name:?} lived in the wrong order: {order:?}"));
                }
            }
            Fact::Spent {
                worker, from, to, ..
            } => {
                self.spent.entry(worker).or_default().push((from, to));
            }
            Fact::OnDuty { worker, from, to } | Fact::Overtime { worker, from, to } => {
                self.present.entry(worker).or_default().push((from, to));
            }
            Fact::Prevented { incident, .. } => {
                let name = name_of(incident);
                self.potentials.insert(name);
                if !self.prevented.insert(name) || self.emerged.contains_key(&name) {
                    self.faults
                        .push(format!("{name:?} prevented twice, or though it emerged"));
                }
            }
            Fact::HandedDown { handed, .. } => self.chores += i64::from(handed > Span::ZERO),
            Fact::Waited { task, .. } if task.kind == TaskKind::Chore => {
                self.chores -= i64::from(!task.is_begun);
            }
            Fact::OperationPlanned { .. } => self.operations += 1,
            Fact::OperationDone { .. } => self.operations -= 1,
            Fact::Waited {
                task,
                is_taken: false,
                ..
            } if matches!(task.kind, TaskKind::Operation { .. }) => self.operations -= 1,
            Fact::Waited { .. }
            | Fact::CameUpElsewhere { .. }
            | Fact::Queued { .. }
            | Fact::SetOut { .. }
            | Fact::PettyDemand { .. }
            | Fact::ToldAgain { .. }
            | Fact::LookedInVain { .. }
            | Fact::Inspected { .. }
            | Fact::Drove { .. }
            | Fact::Reported { .. }
            | Fact::Returned { .. }
            | Fact::Met { .. }
            | Fact::InTheField { .. }
            | Fact::VillageEnds { .. }
            | Fact::Switched => {}
        }
    }
}

impl Books {
    /// Faults where no incident has a life beside what officers do with it.
    pub fn faults_of_plain_lives(mut self) -> Vec<String> {
        self.faults.append(&mut self.disorder);
        self.faults()
    }

    /// Whatever is not in the books once: each names its incident or person.
    pub fn faults(mut self) -> Vec<String> {
        for (name, emerged) in &self.emerged {
            match self.left.get(name) {
                None => self.faults.push(format!("{name:?} never left")),
                Some(left) => {
                    let staged = self.staged.get(name).copied().unwrap_or_default();
                    if staged != *left - *emerged {
                        self.faults
                            .push(format!("{name:?}: stages do not sum: {staged:?}"));
                    }
                }
            }
        }
        if self.chores != 0 {
            self.faults.push(format!(
                "{} chores are neither done nor waiting",
                self.chores
            ));
        }
        let crews = self.present.len() as i64;
        if !(0..=crews).contains(&self.operations) {
            self.faults.push(format!(
                "{} operations are neither done nor waiting, of {crews} people",
                self.operations
            ));
        }
        for (worker, mut spans) in self.spent {
            spans.sort_unstable();
            let overlap = spans.windows(2).any(|pair| pair[0].1 > pair[1].0);
            if overlap {
                self.faults
                    .push(format!("{worker:?} does two things at once"));
            }
            let present = merged(self.present.remove(&worker).unwrap_or_default());
            for (from, to) in spans {
                if !present
                    .iter()
                    .any(|(start, end)| *start <= from && to <= *end)
                {
                    self.faults
                        .push(format!("{worker:?} works off duty: {from:?} to {to:?}"));
                }
            }
        }
        self.faults
    }
}

/// Spans that touch, joined.
fn merged(mut spans: Vec<(Moment, Moment)>) -> Vec<(Moment, Moment)> {
    spans.sort_unstable();
    let mut joined: Vec<(Moment, Moment)> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}
