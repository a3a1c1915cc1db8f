//! Watchers of runs: one that adds facts up to a number, one that keeps what it is told.

use crate::base::key::mixed;
use crate::base::{Id, Moment, Span};
use crate::county::{Incident, Stage, Ticket};
use crate::dynamics::{Activity, Fact};
use crate::engine::Observer;

/// A number that changes with any fact, whatever the order of facts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FactDigest(pub u64);

impl FactDigest {
    fn add_what_offices_do(&mut self, now: u64, fact: &Fact) {
        match *fact {
            Fact::Returned {
                incident,
                department,
            } => self.add(&[10, now, name(incident), department.index() as u64]),
            Fact::HandedDown {
                department,
                township,
                handed,
                kept,
            } => self.add(&[
                15,
                now,
                (department.index() as u64) << 32 | township.index() as u64,
                handed.seconds() as u64,
                kept.seconds() as u64,
            ]),
            Fact::OperationPlanned { incident, task } => {
                self.add(&[16, now, name(incident), task.unit.index() as u64]);
            }
            Fact::OperationDone { township, lasts } => {
                self.add(&[17, now, township.index() as u64, lasts.seconds() as u64]);
            }
            Fact::Met {
                incident,
                persons,
                span,
            } => self.add(&[
                11,
                now,
                name(incident),
                u64::from(persons),
                span.seconds() as u64,
            ]),
            _ => {}
        }
    }

    fn add_what_residents_do(&mut self, now: u64, fact: &Fact) {
        match *fact {
            Fact::ToldAgain {
                incident,
                is_joined,
            } => self.add(&[13, now, name(incident), u64::from(is_joined)]),
            Fact::LookedInVain { township } => self.add(&[14, now, township.index() as u64]),
            Fact::PettyDemand {
                township,
                is_brought,
            } => self.add(&[12, now, township.index() as u64, u64::from(is_brought)]),
            _ => {}
        }
    }

    fn add(&mut self, words: &[u64]) {
        let fact = words.iter().fold(0, |digest, word| mixed(digest ^ *word));
        self.0 = self.0.wrapping_add(fact);
    }
}

fn optional(at: Option<Moment>) -> u64 {
    at.map_or(u64::MAX, |at| at.seconds() as u64)
}

fn name(incident: &Incident) -> u64 {
    (incident.source.index() as u64) << 32 | u64::from(incident.ordinal)
}

fn life(incident: &Incident, ticket: &Ticket) -> [u64; 7] {
    [
        incident.emerged_at.seconds() as u64,
        optional(incident.first_power_at),
        optional(incident.all_powers_at),
        optional(incident.settled_at),
        optional(ticket.closed_at),
        ticket.due_at.seconds() as u64,
        u64::from(incident.visits) << 32
            | u64::from(incident.severity.degree()) << 16
            | incident.parts().len() as u64,
    ]
}

impl Observer<Fact<'_>> for FactDigest {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        let now = at.seconds() as u64;
        let seconds = |moment: Moment| moment.seconds() as u64;
        match *fact {
            Fact::Emerged { incident } => self.add(&[1, now, name(incident)]),
            Fact::Prevented { incident, cause } => {
                self.add(&[9, now, name(incident), cause as u64]);
            }
            Fact::Moved {
                incident,
                from,
                span,
            } => self.add(&[2, now, name(incident), from as u64, span.seconds() as u64]),
            Fact::Waited {
                task,
                incident,
                is_taken,
                ..
            } => self.add(&[
                3,
                now,
                incident.map_or(u64::MAX, name),
                task.unit.index() as u64,
                task.queued_at.seconds() as u64,
                u64::from(is_taken),
            ]),
            Fact::Spent {
                worker,
                unit,
                on,
                village,
                from,
                to,
            } => self.add(&[
                4,
                worker.index() as u64,
                unit.index() as u64,
                on as u64,
                village.map_or(u64::MAX, |village| village.index() as u64),
                seconds(from),
                seconds(to),
            ]),
            Fact::OnDuty { worker, from, to } => {
                self.add(&[5, worker.index() as u64, seconds(from), seconds(to)]);
            }
            Fact::Overtime { worker, from, to } => {
                self.add(&[6, worker.index() as u64, seconds(from), seconds(to)]);
            }
            Fact::InTheField {
                role,
                township,
                on,
                from,
                to,
            } => self.add(&[
                10,
                role as u64,
                township.index() as u64,
                on as u64,
                seconds(from),
                seconds(to),
            ]),
            Fact::Reported { incident, channel } => {
                self.add(&[8, now, name(incident), channel as u64]);
            }
            Fact::VillageEnds { village, capacity } => {
                self.add(&[11, village.index() as u64, capacity.to_bits()]);
            }
            Fact::CameUpElsewhere { incident, moved } => {
                let by = [moved.home.index() as u64, moved.by as u64];
                self.add(&[18, now, name(incident), by[0], by[1]]);
            }
            Fact::Switched => self.add(&[9, now]),
            Fact::ToldAgain { .. } | Fact::LookedInVain { .. } | Fact::PettyDemand { .. } => {
                self.add_what_residents_do(now, fact);
            }
            // They say in advance what the stages and waits above say when they are over, or of
            // crews what is said of their people.
            Fact::Queued { .. }
            | Fact::SetOut { .. }
            | Fact::Inspected { .. }
            | Fact::Drove { .. } => {}
            Fact::Returned { .. }
            | Fact::Met { .. }
            | Fact::HandedDown { .. }
            | Fact::OperationPlanned { .. }
            | Fact::OperationDone { .. } => {
                self.add_what_offices_do(now, fact);
            }
            Fact::Left {
                incident,
                ticket,
                end,
                ..
            } => {
                self.add(&[7, now, name(incident), end as u64]);
                if let Some(ticket) = ticket {
                    self.add(&life(incident, ticket));
                }
            }
        }
    }
}

/// What became of one incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    pub settled_at: Option<Moment>,
}

/// What one person's time went into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    pub from: Moment,
    pub to: Moment,
}

/// Everything that was told, kept.
#[derive(Debug, Clone, Default)]
pub struct Diary {
    pub lives: Vec<Life>,
    pub works: Vec<Work>,
    /// Person and how long.
    pub overtime: Vec<(usize, Span)>,
    pub stages: Vec<(Stage, Span)>,
}

impl Observer<Fact<'_>> for Diary {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        match *fact {
            Fact::Left { incident, .. } => self.lives.push(Life {
                settled_at: incident.settled_at,
            }),
            Fact::Spent { from, to, .. } => self.works.push(Work { from, to }),
            Fact::Overtime { worker, from, to } => self.overtime.push((worker.index(), to - from)),
            Fact::Moved { from, span, .. } => self.stages.push((from, span)),
            Fact::Emerged { .. }
            | Fact::Prevented { .. }
            | Fact::CameUpElsewhere { .. }
            | Fact::Reported { .. }
            | Fact::Waited { .. }
            | Fact::Queued { .. }
            | Fact::SetOut { .. }
            | Fact::InTheField { .. }
            | Fact::VillageEnds { .. }
            | Fact::OnDuty { .. }
            | Fact::Returned { .. }
            | Fact::Met { .. }
            | Fact::HandedDown { .. }
            | Fact::OperationPlanned { .. }
            | Fact::OperationDone { .. }
            | Fact::PettyDemand { .. }
            | Fact::ToldAgain { .. }
            | Fact::LookedInVain { .. }
            | Fact::Inspected { .. }
            | Fact::Drove { .. }
            | Fact::Switched => {}
        }
    }
}

/// How long each stretch at a visit took.
#[derive(Debug, Clone, Default)]
pub struct Visits(pub Vec<Span>);

impl Observer<Fact<'_>> for Visits {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        if let Fact::Spent {
            on: Activity::Visit,
            from,
            to,
            ..
        } = *fact
        {
            self.0.push(to - from);
        }
    }
}
