//! Asking: which units are sent a part of an incident, one after another or all at once.

use crate::base::{Moment, Span};
use crate::county::part::places_in;
use crate::county::{
    DepartmentId, Incident, IncidentId, MatterId, Need, PartState, Power, Stage, Task, TaskId,
    TaskKind, UnitId,
};
use crate::engine::Observer;
use crate::governance::Assignment;
use crate::governance::Handling;

use super::extent::Extent;
use super::fact::Fact;
use super::mechanism::Mechanism;
use super::queue::Class;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Sends whatever parts of an incident may be sent now.
    #[inline(always)]
    pub(super) fn ask(&mut self, now: Moment, id: IncidentId) {
        let incident = &self.incidents[id];
        let is_sequential =
            self.practice(incident.village).handling[incident.matter] == Handling::Sequential;
        if is_sequential && incident.is_one_open() {
            return;
        }
        loop {
            let unasked = self.incidents[id].unasked();
            if unasked == 0 {
                return;
            }
            let mask = self.parts_of_one_task(id, unasked);
            if self.are_offices_on() {
                self.pass_on(now, id, mask);
            } else {
                self.send_visit(now, id, mask);
            }
            if is_sequential {
                return;
            }
        }
    }

    /// The first part of `unasked` with every other in it that belongs to the same unit and can be
    /// settled by the same crew.
    #[inline(always)]
    pub(super) fn parts_of_one_task(&self, id: IncidentId, unasked: u8) -> u8 {
        if unasked.is_power_of_two() {
            return unasked;
        }
        let incident = &self.incidents[id];
        let unit = incident.part(unasked.trailing_zeros() as usize).unit;
        let is_law_asked = self.is_law_asked_of(unit, incident.matter);
        let persuading = self.persuading(id);
        let mut law = None;
        let mut mask = 0;
        for place in places_in(unasked) {
            let part = incident.part(place);
            if part.unit != unit {
                continue;
            }
            let acts = part.power != Power::None && persuading & 1 << place == 0;
            let needs_law = acts && is_law_asked;
            if !needs_law || law.is_none_or(|department| department == part.department) {
                mask |= 1 << place;
                law = if needs_law {
                    Some(part.department)
                } else {
                    law
                };
            }
        }
        mask
    }

    /// Sends parts, as few tasks as their units and laws allow.
    #[inline(never)]
    pub(super) fn send_visits(&mut self, now: Moment, id: IncidentId, mut parts: u8) {
        while parts != 0 {
            let mask = self.parts_of_one_task(id, parts);
            parts &= !mask;
            self.send_visit(now, id, mask);
        }
    }

    /// Sends parts of one unit to it as one task.
    #[inline(always)]
    pub(super) fn send_visit(&mut self, now: Moment, id: IncidentId, mask: u8) {
        if E::has(&self.powerless) {
            self.weigh_at_unit(now, id, mask);
        }
        let task = self.visit(now, id, mask);
        let task = self.tasks.insert(task);
        let incident = &mut self.incidents[id];
        for place in places_in(mask) {
            incident.part_mut(place).task = Some(task);
        }
        bring_to(now, incident, (mask, PartState::Queued), &mut self.observer);
        self.join_queue(now, task);
    }

    #[inline(always)]
    pub(super) fn visit(&self, now: Moment, id: IncidentId, mask: u8) -> Task {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let first = incident.part(mask.trailing_zeros() as usize);
        let unit = first.unit;
        let powerful = if self.are_crews_on() {
            self.first_with_power(id, mask)
        } else {
            None
        };
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
            of_person: None,
            need,
            department: first.department,
            by_law_of: powerful.filter(|_| self.is_law_asked_of(unit, incident.matter)),
            severity: Some(incident.severity),
            village: Some(incident.village),
            is_travel_included: false,
            content: Span::ZERO,
            expected: self.layout.matters[incident.matter].expected * i64::from(mask.count_ones()),
            points: 1.0,
            released_at: incident.reported_at.unwrap_or(now),
            queued_at: now,
            due_at: incident.ticket.map_or(now, |ticket| ticket.due_at),
            is_begun: false,
            is_under_way: false,
        }
    }

    /// The line of the first of these parts that needs power and is not persuaded.
    fn first_with_power(&self, id: IncidentId, mask: u8) -> Option<DepartmentId> {
        let incident = &self.incidents[id];
        let mut parts = places_in(mask & !self.persuading(id)).map(|place| incident.part(place));
        let powerful = parts.find(|part| part.power != Power::None);
        powerful.map(|part| part.department)
    }

    /// Whether only people of the part's own line act with power for `unit`.
    pub(super) fn is_law_asked_of(&self, unit: UnitId, matter: MatterId) -> bool {
        self.are_crews_on() && !self.charter.holds_by_delegation(unit, matter)
    }

    /// A task joins its unit's queue, and starts if it can.
    #[inline(always)]
    pub(super) fn join_queue(&mut self, now: Moment, id: TaskId) {
        self.tell_queued(now, id);
        match self.crew_at_hand(now, id) {
            Some(members) => self.send_crew(now, id, &members),
            None => self.wait(now, id),
        }
    }

    /// A task is put on its unit's queue, and starts if it can.
    #[inline(never)]
    fn wait(&mut self, now: Moment, id: TaskId) {
        let task = &self.tasks[id];
        let (unit, is_emergency) = (task.unit, task.is_emergency());
        self.enlist(id);
        self.await_falling_due(now, id);
        self.offer_to_stayers(now, id);
        self.dispatch(now, unit);
        if is_emergency
            && self.mechanisms().has(Mechanism::Interruption)
            && !self.tasks[id].is_under_way
        {
            self.interrupt_for(now, id);
        }
    }

    /// Tells that a task is about to join its unit's queue, if it serves an incident.
    #[inline(always)]
    fn tell_queued(&mut self, now: Moment, id: TaskId) {
        let task = &self.tasks[id];
        if let Some(incident) = task.incident() {
            let fact = Fact::Queued {
                task,
                incident: &self.incidents[incident],
                ahead: self.queues.len(task.unit),
            };
            self.observer.observe(now, &fact);
        }
    }

    /// Takes the waiting tasks of an incident off their queues: nobody is needed any more.
    pub(super) fn withdraw(&mut self, now: Moment, id: IncidentId) {
        for place in places_in(self.incidents[id].all()) {
            let Some(task_id) = self.incidents[id].part_mut(place).task.take() else {
                continue;
            };
            self.withdraw_task(now, id, task_id);
        }
    }

    /// Takes a waiting task of an incident off its queue.
    pub(super) fn withdraw_task(&mut self, now: Moment, id: IncidentId, task_id: TaskId) {
        for other in self.incidents[id].parts_mut() {
            other.task = other.task.filter(|other| *other != task_id);
        }
        let task = &self.tasks[task_id];
        if !self.is_stranded(task) {
            let class = Class::of(task, self.discipline());
            self.queues.remove(task.unit, class, task_id);
        }
        let fact = Fact::Waited {
            task: &self.tasks[task_id],
            incident: Some(&self.incidents[id]),
            is_taken: false,
            crew: &[],
        };
        self.observer.observe(now, &fact);
        if let Some(worker) = self.tasks[task_id].assigned {
            self.persons[worker].list -= 1;
        }
        self.tasks.free(task_id);
    }

    /// A task is put behind the others of its unit's queue, and given to somebody by name where the
    /// charter says so.
    #[inline(always)]
    pub(super) fn enlist(&mut self, id: TaskId) {
        if self.charter.assignment[self.tasks[id].unit] == Assignment::OnArrival {
            self.assign(id);
        }
        let task = &self.tasks[id];
        if !self.is_stranded(task) {
            let class = Class::of(task, self.discipline());
            self.queues.push(task.unit, class, id);
        }
    }

    /// Gives a task to the person with the shortest list among those able to lead it.
    fn assign(&mut self, id: TaskId) {
        let task = &self.tasks[id];
        let members = &self.charter.units[task.unit].members;
        let chosen = members
            .iter()
            .filter(|worker| self.may_lead(**worker, task))
            .min_by_key(|worker| self.persons[**worker].list)
            .copied();
        if let Some(worker) = chosen {
            self.persons[worker].list += 1;
        }
        self.tasks[id].assigned = chosen;
    }

    /// Sets the state of parts and keeps the account of stages.
    #[inline(always)]
    pub(super) fn set_parts(&mut self, now: Moment, id: IncidentId, mask: u8, reached: PartState) {
        let incident = &mut self.incidents[id];
        bring_to(now, incident, (mask, reached), &mut self.observer);
    }
}

/// Brings parts of an incident into a state and keeps the account of stages.
#[inline(always)]
fn bring_to(
    now: Moment,
    incident: &mut Incident,
    (mask, reached): (u8, PartState),
    observer: &mut impl for<'f> Observer<Fact<'f>>,
) {
    let stage = incident.bring_to(mask, reached);
    move_to(now, incident, stage, observer);
}

/// Moves an incident to a stage; the time in the old one is told.
#[inline(always)]
pub(super) fn move_to(
    now: Moment,
    incident: &mut Incident,
    stage: Stage,
    observer: &mut impl for<'f> Observer<Fact<'f>>,
) {
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
        observer.observe(now, &fact);
    }
}
