//! Serving: a crew goes out, waits for the others where it must, works, and comes back.

use crate::base::{Id, Moment, Span};
use crate::county::incident::places_in;
use crate::county::{
    IncidentId, Part, PartState, Power, RoutineKind, Task, TaskId, TaskKind, UnitId, WorkerId,
};
use crate::engine::{Observer, Phase};
use crate::governance::Handling;
use crate::governance::Joint;

use super::crew::{Crew, Duty, Members, Step};
use super::fact::{Activity, Fact};
use super::pace::{at_speed, content_done};
use super::queue::Class;
use super::simulation::{Owner, Simulation};

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// A crew takes a waiting task.
    #[inline(always)]
    pub(super) fn start(&mut self, now: Moment, id: TaskId, members: Members) {
        self.tasks[id].is_under_way = true;
        let task = &self.tasks[id];
        let (unit, kind, village) = (task.unit, task.kind, task.village);
        self.queues
            .remove(unit, Class::of(task, self.setting.discipline), id);
        let fact = Fact::Waited {
            task,
            incident: task.incident().map(|incident| &self.incidents[incident]),
            is_taken: true,
            crew: members.as_slice(),
        };
        self.observer.observe(now, &fact);
        let travel = self.layout.travel(task);
        self.engage(unit, &members);
        let lead = members.lead();
        self.crews[lead] = Crew {
            members,
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
            self.arrive(now, lead, id);
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
        for worker in members.as_slice() {
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
        let is_begun = task.is_begun;
        let kind = task.kind;
        let TaskKind::Visit { incident, parts } = kind else {
            self.begin_work(now, lead, id);
            if matches!(kind, TaskKind::Prevention(_)) {
                self.look_for_cases(now, lead);
            }
            return;
        };
        if self.powerless.is_some() {
            self.reach_by_law(now, lead, incident, parts);
        } else {
            self.reach(now, incident, parts);
        }
        if self.places.is_some() {
            self.suspend_place(now, lead, incident, parts);
        }
        let is_alone = !self.is_together(incident);
        if is_alone || is_begun || self.is_everyone_there(incident, parts) {
            self.begin_work(now, lead, id);
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
        if self.has_lives {
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
                self.begin_work(now, other, task);
            }
        }
    }

    #[inline(always)]
    pub(super) fn begin_work(&mut self, now: Moment, lead: WorkerId, id: TaskId) {
        if self.has_lives {
            self.prepare_work(now, lead, id);
        }
        let task = &mut self.tasks[id];
        task.is_begun = true;
        let kind = task.kind;
        let left = self.work_of(&self.tasks[id], &self.crew(lead).members, now);
        let crew = self.crew_mut(lead);
        crew.step = Step::Working;
        crew.since = now;
        crew.began = now;
        crew.left = left;
        if !crew.is_paused {
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
        if self.pressed.is_some() && is_first {
            self.hasten(now, id);
        }
        if self.background.is_some() && is_first {
            self.take_up(lead, id);
        }
        if self.paces.is_some() {
            self.set_pace(now, lead);
        }
    }

    /// Time a crew needs for what is left of a task: content over skill, part by part.
    pub(super) fn whole_work(&self, id: TaskId, lead: WorkerId) -> Span {
        let Crew { members, began, .. } = self.crew(lead);
        self.work_of(&self.tasks[id], members, *began)
    }

    /// Time that a task takes these people if they begin it at `began`.
    #[inline(always)]
    fn work_of(&self, task: &Task, members: &Members, began: Moment) -> Span {
        let pace = self.pace(members.lead(), task.kind);
        match task.kind {
            TaskKind::Visit { incident, .. } if self.is_gone(incident) => Span::ZERO,
            TaskKind::Visit {
                incident: id,
                parts,
            } => {
                let incident = &self.incidents[id];
                let mut whole = self.papers_left(id, parts);
                for place in places_in(parts) {
                    let skill = self.skill_in_part(began, members, incident, place);
                    whole += at_speed(incident.part(place).content, skill * pace);
                }
                whole
            }
            TaskKind::Procedure { .. }
            | TaskKind::Prevention(_)
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { .. } => at_speed(task.content, pace),
            TaskKind::Routine(_) => {
                at_speed(task.content, self.routine_skill(task, members) * pace)
            }
        }
    }

    /// Line tasks and paper belong to no matter group; inspections are the line's own matters.
    fn routine_skill(&self, task: &Task, members: &Members) -> f64 {
        if self.activity_at_work(task) == Activity::Inspection {
            self.skill(members, task.department)
        } else {
            1.0
        }
    }

    fn activity_at_work(&self, task: &Task) -> Activity {
        match task.kind {
            TaskKind::Visit { .. } => Activity::Visit,
            TaskKind::Procedure { .. } => Activity::Procedure,
            TaskKind::Prevention(_) => Activity::Prevention,
            TaskKind::Consultation => Activity::Consultation,
            TaskKind::Chore => Activity::Chore,
            TaskKind::Duplicate { .. } => Activity::Duplicate,
            TaskKind::Routine(routine) => match self.setting.county.routines[routine].kind {
                RoutineKind::Inspection { .. } => Activity::Inspection,
                RoutineKind::LineTask { .. } | RoutineKind::Traced => Activity::LineTask,
            },
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
        match kind {
            TaskKind::Visit { incident, parts } => {
                self.settle_visit(now, incident, parts, &members);
            }
            TaskKind::Procedure { incident, part } => self.close_part(now, incident, part),
            TaskKind::Routine(_)
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { is_on_site: false } => {}
            TaskKind::Duplicate { is_on_site: true } => self.say_it_is_settled(now, lead),
            TaskKind::Prevention(what) => self.front(now, what, unit),
        }
        // An emergency that is asked next may have taken the crew on the spot.
        let is_free = self.leads(lead) && self.crew(lead).task.is_none();
        if !is_free {
            return;
        }
        if self.go_on_staying(now, lead) {
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
        for worker in members.as_slice() {
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

    /// Tells what the time of a crew went into since its step began or went on.
    #[inline(always)]
    pub(super) fn spend(&mut self, now: Moment, lead: WorkerId) {
        let crew = &self.crews[lead];
        if crew.is_paused || now == crew.since {
            return;
        }
        let on = match (crew.step, crew.task) {
            (Step::Waiting, _) => Activity::Wait,
            (Step::Working, Some(task)) => self.activity_at_work(&self.tasks[task]),
            _ => Activity::Travel,
        };
        for worker in crew.members.as_slice() {
            let fact = Fact::Spent {
                worker: *worker,
                unit: self.charter.unit_of[*worker],
                on,
                village: crew.village,
                from: crew.since,
                to: now,
            };
            self.observer.observe(now, &fact);
        }
        if self.paces.is_some() {
            self.note_busy(now, lead);
        }
    }

    /// Sets the state of the parts a task serves, if it serves any.
    #[inline(always)]
    pub(super) fn set_task_parts(&mut self, now: Moment, kind: TaskKind, state: PartState) {
        if let TaskKind::Visit { incident, parts } = kind {
            self.set_parts(now, incident, parts, state);
        }
    }

    /// Takes work that a crew has done so far off the content of its task.
    pub(super) fn take_off(&mut self, id: TaskId, lead: WorkerId, worked: Span) {
        let task = self.tasks[id];
        let Crew { members, began, .. } = *self.crew(lead);
        let pace = self.pace(lead, task.kind);
        match task.kind {
            TaskKind::Visit { incident, parts } => {
                let before = &self.incidents[incident];
                let speeds: Vec<f64> = (0..before.parts().len())
                    .map(|place| self.skill_in_part(began, &members, before, place) * pace)
                    .collect();
                let mut worked = if self.background.is_some() {
                    self.lives[incident].papers.work_off(parts, worked)
                } else {
                    worked
                };
                for (index, part) in self.incidents[incident].parts_mut().iter_mut().enumerate() {
                    if parts & 1 << index == 0 {
                        continue;
                    }
                    let needed = at_speed(part.content, speeds[index]);
                    let done = worked.min(needed);
                    worked -= done;
                    part.content = if done == needed {
                        Span::ZERO
                    } else {
                        (part.content - content_done(done, speeds[index])).max(Span::ZERO)
                    };
                }
            }
            TaskKind::Procedure { .. }
            | TaskKind::Prevention(_)
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { .. } => {
                let done = content_done(worked, pace);
                self.tasks[id].content = (task.content - done).max(Span::ZERO);
            }
            TaskKind::Routine(_) => {
                let done = content_done(worked, self.routine_skill(&task, &members) * pace);
                self.tasks[id].content = (task.content - done).max(Span::ZERO);
            }
        }
    }

    /// Whether a part needs a procedure once disposed of on site.
    pub(super) fn is_procedure_due(&self, power: Power) -> bool {
        power == Power::Penalty
            && self
                .mechanisms()
                .has(super::mechanism::Mechanism::Procedure)
    }
}
