//! Serving: a crew goes out, waits for the others where it must, works, and comes back.

use crate::base::{Id, Moment};
use crate::county::{
    IncidentId, Part, PartState, Power, RoutineId, RoutineKind, TaskId, TaskKind, UnitId, WorkerId,
};
use crate::engine::{Observer, Phase};
use crate::governance::Handling;
use crate::governance::Joint;

use super::crew::{Crew, Duty, Members, Step};
use super::extent::Extent;
use super::fact::Fact;
use super::mechanism::Mechanism;
use super::queue::Class;
use super::simulation::Simulation;
use super::slots::Owner;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A crew takes a waiting task.
    #[inline(always)]
    pub(super) fn start(&mut self, now: Moment, id: TaskId, members: &Members) {
        let task = &self.tasks[id];
        let class = Class::of(task, self.discipline());
        self.queues.remove(task.unit, class, id);
        self.send_crew(now, id, members);
    }

    /// A crew goes out for a task that stands in no queue, or no longer.
    #[inline(never)]
    pub(super) fn send_crew(&mut self, now: Moment, id: TaskId, members: &Members) {
        let task = &mut self.tasks[id];
        task.is_under_way = true;
        let (unit, kind, village, is_begun) = (task.unit, task.kind, task.village, task.is_begun);
        let task = &self.tasks[id];
        let fact = Fact::Waited {
            task,
            incident: task.incident().map(|incident| &self.incidents[incident]),
            is_taken: true,
            crew: E::persons(members),
        };
        self.observer.observe(now, &fact);
        let travel = self.travel(task);
        self.engage(unit, members);
        let lead = members.lead();
        self.crews[lead] = Crew {
            members: *members,
            task: Some(id),
            stay: None,
            village,
            way: travel,
            step: Step::Going,
            since: now,
            left: travel,
            began: now,
            is_paused: false,
        };
        if travel.is_zero() {
            self.be_on_site(now, lead, (id, kind), is_begun);
        } else {
            self.set_task_parts(now, kind, PartState::Travelling);
            self.agenda.set(
                self.slots.of(Owner::Crew(lead)),
                now + travel,
                Phase::TaskEnds,
            );
        }
    }

    /// Free people of a unit become a crew.
    #[inline(always)]
    fn engage(&mut self, unit: UnitId, members: &Members) {
        let free = &mut self.free[unit];
        for worker in E::persons(members) {
            self.persons[*worker].crew = Some(members.lead());
            if free.front() == Some(worker) {
                free.pop_front();
            } else if let Some(place) = free.iter().position(|other| other == worker) {
                free.remove(place);
            }
        }
    }

    /// The step of a crew ends.
    #[inline]
    pub(super) fn end_step(&mut self, now: Moment, lead: WorkerId) {
        self.spend(now, lead);
        let crew = self.crew(lead);
        match (crew.step, crew.task) {
            (Step::Working, Some(task)) => self.complete(now, lead, task),
            (Step::Going, Some(task)) => self.arrive(now, lead, task),
            _ => self.disband(now, lead),
        }
    }

    /// A crew is on site.
    #[inline(always)]
    pub(super) fn arrive(&mut self, now: Moment, lead: WorkerId, id: TaskId) {
        let task = &self.tasks[id];
        self.be_on_site(now, lead, (id, task.kind), task.is_begun);
    }

    /// A crew is on site for a task of a kind, which was begun before or not.
    #[inline(always)]
    fn be_on_site(
        &mut self,
        now: Moment,
        lead: WorkerId,
        (id, kind): (TaskId, TaskKind),
        is_begun: bool,
    ) {
        let TaskKind::Visit { incident, parts } = kind else {
            self.begin_work(now, lead, (id, kind));
            if matches!(kind, TaskKind::Prevention(_)) {
                self.look_for_cases(now, lead);
            }
            return;
        };
        let is_alone = !self.is_together(incident);
        if E::has(&self.powerless) {
            self.reach_by_law(now, lead, incident, parts);
        } else {
            self.reach(now, incident, parts);
        }
        if E::has(&self.places) {
            self.suspend_place(now, lead, incident, parts);
        }
        if is_alone || is_begun || self.is_everyone_there(incident, parts) {
            self.begin_work(now, lead, (id, kind));
            if !is_alone {
                self.begin_others(now, incident);
            }
        } else {
            let crew = self.crew_mut(lead);
            crew.step = Step::Waiting;
            crew.since = now;
            self.set_parts(now, incident, parts, PartState::Waiting);
        }
    }

    /// Notes that a crew able to act on these parts has arrived.
    #[inline(always)]
    pub(super) fn reach(&mut self, now: Moment, id: IncidentId, mask: u8) {
        let incident = &mut self.incidents[id];
        incident.visits += 1;
        incident.first_power_at.get_or_insert(now);
        if incident.reach(mask) {
            incident.all_powers_at.get_or_insert(now);
        }
        if self.has_lives() {
            self.recognise_on_site(id);
        }
    }

    /// Whether the crews of an incident wait on site for each other.
    #[inline]
    fn is_together(&self, id: IncidentId) -> bool {
        let incident = &self.incidents[id];
        let handling = &self.practice(incident.village).handling;
        handling[incident.matter] == Handling::Joint(Joint::Together)
    }

    /// Whether no other crew is still to come before work starts.
    fn is_everyone_there(&self, id: IncidentId, mask: u8) -> bool {
        let incident = &self.incidents[id];
        let is_awaited = |part: &Part| {
            let has_begun = part.task.is_some_and(|task| self.tasks[task].is_begun);
            match part.state {
                PartState::Queued | PartState::Travelling => !has_begun,
                PartState::Paused => part.task.is_some() && !has_begun,
                _ => false,
            }
        };
        incident
            .parts()
            .iter()
            .enumerate()
            .all(|(index, part)| mask & 1 << index != 0 || !is_awaited(part))
    }

    /// Nobody comes for some parts any more: crews that only waited for those start.
    pub(super) fn wait_no_longer(&mut self, now: Moment, id: IncidentId) {
        if self.is_together(id) && self.is_everyone_there(id, 0) {
            self.begin_others(now, id);
        }
    }

    /// Starts the work of all crews that have waited on site.
    #[cold]
    fn begin_others(&mut self, now: Moment, id: IncidentId) {
        let is_anyone_waiting = self.incidents[id]
            .parts()
            .iter()
            .any(|part| part.state == PartState::Waiting);
        if !is_anyone_waiting {
            return;
        }
        for index in 0..self.crews.len() {
            let other = WorkerId::from_index(index);
            let waiting = Some(self.crews[other])
                .filter(|crew| self.leads(other) && crew.step == Step::Waiting)
                .and_then(|crew| crew.task)
                .filter(|task| self.tasks[*task].incident() == Some(id));
            if let Some(task) = waiting {
                self.spend(now, other);
                self.begin_work(now, other, (task, self.tasks[task].kind));
            }
        }
    }

    /// A crew begins or goes on with a task of a kind.
    #[inline(always)]
    pub(super) fn begin_work(
        &mut self,
        now: Moment,
        lead: WorkerId,
        (id, kind): (TaskId, TaskKind),
    ) {
        if self.has_lives() {
            self.prepare_work(now, lead, id);
        }
        self.tasks[id].is_begun = true;
        let left = self.work_of((id, kind), &self.crew(lead).members, now);
        let crew = self.crew_mut(lead);
        crew.step = Step::Working;
        crew.since = now;
        crew.began = now;
        crew.left = left;
        if E::IS_PLAIN || !crew.is_paused {
            self.set_task_parts(now, kind, PartState::Working);
            self.agenda.set(
                self.slots.of(Owner::Crew(lead)),
                now + left,
                Phase::TaskEnds,
            );
        }
    }

    /// What comes before the work itself where people have habits: how much of it they do, what they
    /// read first, and how fast they are.
    fn prepare_work(&mut self, now: Moment, lead: WorkerId, id: TaskId) {
        let is_first = !self.tasks[id].is_begun;
        if E::has(&self.pressed) && is_first {
            self.hasten(now, id);
        }
        if E::has(&self.background) && is_first {
            self.take_up(lead, id);
        }
        if E::has(&self.paces) {
            self.set_pace(now, lead);
        }
    }

    /// Work is done: what it was for goes on, and the crew goes back.
    #[inline(always)]
    fn complete(&mut self, now: Moment, lead: WorkerId, id: TaskId) {
        let task = &self.tasks[id];
        let (kind, unit) = (task.kind, task.unit);
        if let Some(assigned) = task.assigned {
            self.persons[assigned].list -= 1;
        }
        self.tasks.free(id);
        let crew = self.crew_mut(lead);
        crew.task = None;
        crew.step = Step::Returning;
        crew.since = now;
        crew.left = crew.way;
        let (back, members) = (crew.way, crew.members);
        if let TaskKind::Visit { incident, parts } = kind {
            self.settle_visit(now, incident, parts, &members);
        } else {
            self.complete_beside_visits(now, lead, (kind, unit));
        }
        // An emergency that is asked next may have taken the crew on the spot.
        let is_free = E::IS_PLAIN || self.leads(lead) && self.crew(lead).task.is_none();
        if !is_free || E::has(&self.fronts) && self.go_on_staying(now, lead) {
            return;
        }
        if back.is_zero() {
            self.disband(now, lead);
            return;
        }
        self.agenda.set(
            self.slots.of(Owner::Crew(lead)),
            now + back,
            Phase::TaskEnds,
        );
    }

    /// What follows from work that was no visit to an incident.
    #[inline(never)]
    fn complete_beside_visits(
        &mut self,
        now: Moment,
        lead: WorkerId,
        (kind, unit): (TaskKind, UnitId),
    ) {
        match kind {
            TaskKind::Procedure { incident, part } => self.close_part(now, incident, part),
            TaskKind::Routine(routine) => self.tell_inspection(now, lead, routine),
            TaskKind::Visit { .. }
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { is_on_site: false } => {}
            TaskKind::Duplicate { is_on_site: true } => self.say_it_is_settled(now, lead),
            TaskKind::Prevention(what) => self.front(now, what, unit),
            TaskKind::Operation {
                matter,
                village,
                which,
            } => self.end_operation(now, lead, (matter, village, which)),
        }
    }

    /// Tells of a piece of routine work that is done, if it was an inspection.
    fn tell_inspection(&mut self, now: Moment, lead: WorkerId, routine: RoutineId) {
        let kind = self.setting.county.routines[routine].kind;
        if let (RoutineKind::Inspection { .. }, Some(village)) = (kind, self.crew(lead).village) {
            self.tell(now, &Fact::Inspected { village });
        }
    }

    /// A crew dissolves; its people are free, or off if their shift has ended.
    #[inline(always)]
    pub(super) fn disband(&mut self, now: Moment, lead: WorkerId) {
        let unit = self.dissolve(now, lead);
        self.dispatch(now, unit);
    }

    /// Dissolves a crew without giving its people new work.
    #[inline(always)]
    pub(super) fn dissolve(&mut self, now: Moment, lead: WorkerId) -> UnitId {
        let members = self.crew(lead).members;
        self.agenda.clear(self.slots.of(Owner::Crew(lead)));
        let unit = self.charter.unit_of[lead];
        for worker in E::persons(&members) {
            let person = &mut self.persons[*worker];
            person.crew = None;
            match person.duty {
                Duty::On(_) => self.free[unit].push_back(*worker),
                Duty::Overtime(from) => {
                    person.duty = Duty::Off;
                    self.tell(
                        now,
                        &Fact::Overtime {
                            worker: *worker,
                            from,
                            to: now,
                        },
                    );
                }
                Duty::Off => {}
            }
        }
        unit
    }

    /// Sets the state of the parts a task serves, if it serves any.
    #[inline(always)]
    pub(super) fn set_task_parts(&mut self, now: Moment, kind: TaskKind, state: PartState) {
        if let TaskKind::Visit { incident, parts } = kind {
            self.set_parts(now, incident, parts, state);
        }
    }

    /// Whether a part needs a procedure once disposed of on site.
    pub(super) fn is_procedure_due(&self, power: Power) -> bool {
        self.mechanisms().has(Mechanism::Procedure) && power == Power::Penalty
    }
}
