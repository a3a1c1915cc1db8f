//! Staying: a licensed pair in a village serves the unit's cases there at once, without a way.
//!
//! The stay is laid down meanwhile and goes on afterwards; its own hours are not cut short.

use crate::base::{Moment, Span};
use crate::county::{Fronted, Task, TaskId, TaskKind, WorkerId};
use crate::engine::Observer;

use super::crew::Step;
use super::extent::Extent;
use super::fact::Fact;
use super::queue::Class;
use super::simulation::Simulation;
use super::slots::Owner;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A task that has just come goes to a pair that stays where it lies, if one does.
    #[inline]
    pub(super) fn offer_to_stayers(&mut self, now: Moment, id: TaskId) {
        if E::has(&self.fronts) && self.tasks[id].is_visit() {
            self.offer(now, id);
        }
    }

    #[cold]
    fn offer(&mut self, now: Moment, id: TaskId) {
        let task = &self.tasks[id];
        let members = &self.charter.units[task.unit].members;
        let stayer = members
            .iter()
            .copied()
            .find(|worker| self.is_staying(*worker) && self.may_take(*worker, task));
        if let Some(lead) = stayer {
            self.turn_to(now, lead, id);
        }
    }

    /// A pair at its stay takes the first case that waits in the village.
    pub(super) fn look_for_cases(&mut self, now: Moment, lead: WorkerId) {
        if !self.is_staying(lead) {
            return;
        }
        let unit = self.charter.unit_of[lead];
        let case = self.queues.iter(unit).find(|id| {
            let task = &self.tasks[*id];
            task.is_visit() && self.may_take(lead, task)
        });
        if let Some(case) = case {
            self.turn_to(now, lead, case);
        }
    }

    /// Whether a person leads a pair at work on its stay.
    fn is_staying(&self, lead: WorkerId) -> bool {
        let of_crew = |task: TaskId| {
            let kind = self.tasks[task].kind;
            matches!(kind, TaskKind::Prevention(Fronted::Stay { .. }))
        };
        self.leads(lead) && {
            let crew = self.crew(lead);
            crew.step == Step::Working && !crew.is_paused && crew.task.is_some_and(of_crew)
        }
    }

    /// Whether a crew that is there can serve a task: in its village, by its people and their law.
    fn may_take(&self, lead: WorkerId, task: &Task) -> bool {
        let crew = self.crew(lead);
        let members = crew.members.as_slice();
        let able = members
            .iter()
            .filter(|worker| self.may_lead(**worker, task));
        let is_named = task
            .assigned
            .is_none_or(|assigned| members.contains(&assigned));
        task.village == crew.village
            && is_named
            && task.need.persons() <= members.len()
            && able.count() >= task.need.licensed as usize
    }

    /// A pair lays its stay down and is at once at a case.
    fn turn_to(&mut self, now: Moment, lead: WorkerId, case: TaskId) {
        let Some(stay) = self.crew(lead).task else {
            return;
        };
        self.spend(now, lead);
        let worked = self.worked(now, lead);
        self.take_off(stay, lead, worked);
        let task = &mut self.tasks[case];
        task.is_under_way = true;
        let (unit, class) = (task.unit, Class::of(task, self.setting.discipline));
        self.queues.remove(unit, class, case);
        let members = self.crew(lead).members;
        let task = &self.tasks[case];
        let fact = Fact::Waited {
            task,
            incident: task.incident().map(|incident| &self.incidents[incident]),
            is_taken: true,
            crew: members.as_slice(),
        };
        self.observer.observe(now, &fact);
        let crew = self.crew_mut(lead);
        crew.stay = Some(stay);
        crew.task = Some(case);
        crew.step = Step::Going;
        crew.since = now;
        crew.left = Span::ZERO;
        self.agenda.clear(self.slots.of(Owner::Crew(lead)));
        self.arrive(now, lead, case);
    }

    /// A case is done with: the pair goes on with its stay, if it was taken out of one.
    pub(super) fn go_on_staying(&mut self, now: Moment, lead: WorkerId) -> bool {
        let Some(stay) = self.crew_mut(lead).stay.take() else {
            return false;
        };
        self.crew_mut(lead).task = Some(stay);
        self.begin_work(now, lead, (stay, self.tasks[stay].kind));
        self.look_for_cases(now, lead);
        true
    }
}
