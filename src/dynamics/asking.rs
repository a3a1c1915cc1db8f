//! Asking: which units are sent a part of an incident, one after another or all at once.

use crate::base::{Moment, Span};
use crate::county::{
    IncidentId, MatterId, Need, Part, PartState, Power, Stage, Task, TaskId, TaskKind, UnitId,
    WorkerId,
};
use crate::engine::Observer;
use crate::governance::Assignment;
use crate::governance::Handling;

use super::fact::Fact;
use super::mechanism::Mechanism;
use super::queue::Class;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// Sends whatever parts of an incident may be sent now.
    #[inline(always)]
    pub(super) fn ask(&mut self, now: Moment, id: IncidentId) {
        let is_sequential =
            self.setting.charter.handling[self.incidents[id].matter] == Handling::Sequential;
        if is_sequential && self.is_one_open(id) {
            return;
        }
        while let Some(next) = self.next_to_ask(id) {
            let mask = self.parts_of_one_task(id, next);
            self.send_visit(now, id, mask);
            if is_sequential {
                return;
            }
        }
    }

    /// Whether a part has been asked and is not settled.
    #[inline(always)]
    fn is_one_open(&self, id: IncidentId) -> bool {
        self.incidents[id]
            .parts()
            .iter()
            .any(|part| part.state != PartState::Unasked && !part.state.is_settled())
    }

    /// The first part that has not been asked.
    #[inline(always)]
    fn next_to_ask(&self, id: IncidentId) -> Option<usize> {
        self.incidents[id]
            .parts()
            .iter()
            .position(|part| part.state == PartState::Unasked)
    }

    /// The part `first` with every other that is still to be asked, belongs to the same unit, and
    /// can be settled by the same crew.
    #[inline(always)]
    fn parts_of_one_task(&self, id: IncidentId, first: usize) -> u8 {
        let incident = &self.incidents[id];
        let parts = incident.parts();
        if first + 1 == parts.len() {
            return 1 << first;
        }
        let unit = parts[first].unit;
        let is_law_asked = self.is_law_asked_of(unit, incident.matter);
        let mut law = None;
        let mut mask = 0;
        for (index, part) in parts.iter().enumerate() {
            if part.state != PartState::Unasked || part.unit != unit {
                continue;
            }
            let needs_law = part.power != Power::None && is_law_asked;
            if !needs_law || law.is_none_or(|department| department == part.department) {
                mask |= 1 << index;
                law = if needs_law {
                    Some(part.department)
                } else {
                    law
                };
            }
        }
        mask
    }

    /// Sends parts of one unit to it as one task.
    #[inline(always)]
    pub(super) fn send_visit(&mut self, now: Moment, id: IncidentId, mask: u8) {
        let task = self.visit(now, id, mask);
        let task = self.tasks.insert(task);
        for part in parts_in(self.incidents[id].parts_mut(), mask) {
            part.task = Some(task);
        }
        self.set_parts(now, id, mask, PartState::Queued);
        self.join_queue(now, task);
    }

    #[inline(always)]
    fn visit(&self, now: Moment, id: IncidentId, mask: u8) -> Task {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let first = mask.trailing_zeros() as usize;
        let unit = incident.parts()[first].unit;
        let powerful = incident
            .parts()
            .iter()
            .enumerate()
            .find(|(index, part)| mask & 1 << index != 0 && part.power != Power::None)
            .map(|(_, part)| part.department);
        let need = if !self.are_crews_on() {
            Need::ONE
        } else if powerful.is_some() {
            Need {
                licensed: 2,
                auxiliary: 0,
                any: matter.crew.saturating_sub(2),
            }
        } else {
            Need {
                any: matter.crew,
                ..Need::default()
            }
        };
        Task {
            kind: TaskKind::Visit {
                incident: id,
                parts: mask,
            },
            unit,
            assigned: None,
            need,
            department: incident.parts()[first].department,
            by_law_of: powerful.filter(|_| self.is_law_asked_of(unit, incident.matter)),
            severity: Some(incident.severity),
            village: Some(incident.village),
            is_travel_included: false,
            content: Span::ZERO,
            expected: self.layout.matters[incident.matter].expected * i64::from(mask.count_ones()),
            points: 1.0,
            released_at: incident.reported_at,
            queued_at: now,
            due_at: incident
                .ticket
                .map_or(now, |ticket| self.tickets[ticket].due_at),
            is_begun: false,
            is_under_way: false,
        }
    }

    /// Whether only people of the part's own line act with power for `unit`.
    fn is_law_asked_of(&self, unit: UnitId, matter: MatterId) -> bool {
        self.are_crews_on() && !self.setting.charter.holds_by_delegation(unit, matter)
    }

    /// A task joins its unit's queue, and starts if it can.
    pub(super) fn join_queue(&mut self, now: Moment, id: TaskId) {
        let task = &self.tasks[id];
        let (unit, is_emergency) = (task.unit, task.is_emergency());
        if self.setting.charter.assignment == Assignment::OnArrival {
            self.assign(id);
        }
        let class = Class::of(&self.tasks[id], self.discipline());
        self.queues.push(unit, class, id);
        self.dispatch(now, unit);
        if is_emergency
            && self.mechanisms().has(Mechanism::Interruption)
            && !self.tasks[id].is_under_way
        {
            self.interrupt_for(now, id);
        }
    }

    /// Gives a task to the person with the shortest list among those able to lead it.
    fn assign(&mut self, id: TaskId) {
        let task = &self.tasks[id];
        let members = &self.setting.charter.units[task.unit].members;
        let able = |worker: &&WorkerId| {
            let profile = &self.profiles[**worker];
            (task.need.licensed == 0 || profile.is_licensed)
                && task.by_law_of.is_none_or(|law| profile.home == law)
        };
        let chosen = members
            .iter()
            .filter(able)
            .min_by_key(|worker| self.persons[**worker].list)
            .copied();
        if let Some(worker) = chosen {
            self.persons[worker].list += 1;
        }
        self.tasks[id].assigned = chosen;
    }

    /// Sets the state of parts and keeps the account of stages.
    #[inline(always)]
    pub(super) fn set_parts(&mut self, now: Moment, id: IncidentId, mask: u8, state: PartState) {
        let incident = &mut self.incidents[id];
        for part in parts_in(incident.parts_mut(), mask) {
            part.state = state;
        }
        let least_advanced = incident.least_advanced_stage();
        self.move_to(now, id, least_advanced);
    }

    /// Moves an incident to a stage; the time in the old one is told.
    #[inline(always)]
    pub(super) fn move_to(&mut self, now: Moment, id: IncidentId, stage: Stage) {
        let incident = &mut self.incidents[id];
        if incident.stage == stage {
            return;
        }
        let (from, span) = (incident.stage, now - incident.stage_since);
        incident.stage = stage;
        incident.stage_since = now;
        if !span.is_zero() {
            let fact = Fact::Moved {
                incident,
                from,
                span,
            };
            self.observer.observe(now, &fact);
        }
    }
}

/// The parts of `mask`, to change.
pub(super) fn parts_in(parts: &mut [Part], mask: u8) -> impl Iterator<Item = &mut Part> {
    parts
        .iter_mut()
        .enumerate()
        .filter(move |(index, _)| mask & 1 << index != 0)
        .map(|(_, part)| part)
}
