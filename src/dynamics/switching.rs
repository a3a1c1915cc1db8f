//! Switching: the setup's charter takes over from the one that held before it.
//!
//! Nobody is carried over in the middle of something: crews lay their work down, what has been done
//! is kept, and everyone is back at the base of the new unit. Every task that waits goes to the
//! unit the new charter asks; it has waited since it first did.

use std::collections::VecDeque;

use crate::base::{Moment, Table};
use crate::county::part::places_in;
use crate::county::{IncidentId, Task, TaskId, TaskKind, UnitId};
use crate::engine::{Observer, Phase};

use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::forming::Held;
use super::mechanism::Mechanism;
use super::queue::Queues;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Schedules the switch, if there is one: behind the work that ends in that second, before
    /// rosters turn, so that a new day begins under the new charter.
    pub(super) fn await_switch(&mut self) {
        if let Some(at) = self.setting.switch_at() {
            self.agenda.schedule(at, Phase::TaskEnds, Event::Switch);
        }
    }

    /// The setup's charter takes over.
    pub(super) fn switch(&mut self, now: Moment) {
        self.cut_everyone(now);
        self.charter = self.setting.charter;
        self.layout.base_at(self.setting, self.charter);
        self.offices.staff(self.setting, self.charter);
        if let Some(pressed) = &mut self.pressed {
            pressed.staff(self.charter.units.len());
        }
        if let Some(powerless) = &mut self.powerless {
            powerless.staff(self.setting.county, self.charter);
        }
        self.tell(now, &Fact::Switched);
        let units = self.charter.units.len();
        self.queues = Queues::new(units);
        // Nobody is free until every task is where it belongs, so that none starts before.
        self.free = Table::filled(units, VecDeque::new());
        self.hand_over_parts();
        self.hand_over_tasks(now);
        self.ask_again(now);
        self.free_everyone();
        self.start_emergencies(now);
        for unit in self.charter.units.ids() {
            self.dispatch(now, unit);
        }
    }

    fn cut_everyone(&mut self, now: Moment) {
        for worker in self.setting.county.workers.ids() {
            if self.leads(worker) {
                self.cut(now, worker);
            }
        }
    }

    /// Every part goes to the unit first asked for it, and the record to the lead's.
    fn hand_over_parts(&mut self) {
        for id in self.open_incidents() {
            let incident = &mut self.incidents[id];
            let township = self.layout.township_of[incident.village];
            for part in incident.parts_mut() {
                part.unit = self.charter.first_asked[part.department][township];
            }
            let holder = incident.part(incident.lead as usize).unit;
            if let Some(ticket) = &mut incident.ticket {
                ticket.holder = holder;
            }
            if self.has_lives() {
                self.lives[id].way.hand_over(holder);
                self.lives[id].papers.change_hands();
                self.lives[id].tries.change_hands();
            }
        }
    }

    /// Every task joins the queue of its new unit, the one released first in front.
    fn hand_over_tasks(&mut self, now: Moment) {
        for worker in self.setting.county.workers.ids() {
            self.persons[worker].list = 0;
        }
        for id in self.tasks_in_order() {
            match self.tasks[id].kind {
                TaskKind::Visit { incident, parts } => {
                    self.hand_over_visit(now, id, (incident, parts));
                }
                TaskKind::Procedure { incident, part } => {
                    let unit = self.incidents[incident].part(part as usize).unit;
                    self.hand_over(id, unit);
                }
                TaskKind::Routine(_)
                | TaskKind::Consultation
                | TaskKind::Chore
                | TaskKind::Duplicate { .. } => {
                    self.hand_over(id, self.unit_for_released(id));
                }
                TaskKind::Operation { matter, .. } => {
                    let unit = self.unit_for_released(id);
                    let lead = self.tasks[id].department;
                    self.tasks[id].by_law_of = self.is_law_asked_of(unit, matter).then_some(lead);
                    self.hand_over(id, unit);
                }
                TaskKind::Prevention(what) => {
                    let department = self.tasks[id].department;
                    let township = what.township(&self.layout.township_of);
                    self.hand_over(id, self.charter.first_asked[department][township]);
                }
            }
        }
    }

    fn tasks_in_order(&self) -> Vec<TaskId> {
        let mut tasks: Vec<TaskId> = self.tasks.iter_with_ids().map(|(id, _)| id).collect();
        tasks.sort_unstable_by_key(|id| (self.tasks[*id].released_at, *id));
        tasks
    }

    fn hand_over(&mut self, id: TaskId, unit: UnitId) {
        let task = &mut self.tasks[id];
        task.unit = unit;
        task.assigned = None;
        self.enlist(id);
    }

    /// A visit becomes as many visits as the new charter has units or laws for its parts; visits of
    /// one incident that now belong to one unit stay apart.
    fn hand_over_visit(&mut self, now: Moment, id: TaskId, (incident, parts): (IncidentId, u8)) {
        let before = self.tasks[id];
        let mut place = Some(id);
        let mut parts = parts;
        while parts != 0 {
            let mask = self.parts_of_one_task(incident, parts);
            parts &= !mask;
            if self.powerless.is_some() {
                self.weigh_at_unit(now, incident, mask);
            }
            let task = Task {
                queued_at: before.queued_at,
                is_begun: before.is_begun,
                ..self.visit(now, incident, mask)
            };
            let id = if let Some(id) = place.take() {
                self.tasks[id] = task;
                id
            } else {
                self.tasks.insert(task)
            };
            for part in places_in(mask) {
                self.incidents[incident].part_mut(part).task = Some(id);
            }
            self.enlist(id);
            self.await_falling_due(now, id);
        }
    }

    /// The unit for routine work that was released before.
    fn unit_for_released(&self, id: TaskId) -> UnitId {
        let task = &self.tasks[id];
        match (task.of_person, task.village) {
            (Some(worker), _) => self.charter.unit_of[worker],
            (None, Some(village)) => {
                self.charter.first_asked[task.department][self.layout.township_of[village]]
            }
            (None, None) => unreachable!("routine work is released to a place or to a person"),
        }
    }

    /// What the new charter asks at once and the one before would have asked later is asked now, of
    /// incidents that somebody has been sent already.
    fn ask_again(&mut self, now: Moment) {
        for id in self.open_incidents() {
            if self.incidents[id].is_one_open() {
                self.ask(now, id);
            }
        }
    }

    fn open_incidents(&self) -> Vec<IncidentId> {
        let ids = self.incidents.iter_with_ids().map(|(id, _)| id);
        let mut open: Vec<IncidentId> = ids.collect();
        open.sort_unstable_by_key(|id| (self.incidents[*id].emerged_at, *id));
        open
    }

    /// Whoever is on duty is free at the new base, in the order of the county.
    fn free_everyone(&mut self) {
        for worker in self.setting.county.workers.ids() {
            if self.persons[worker].is_on_duty() {
                self.free[self.charter.unit_of[worker]].push_back(worker);
            }
        }
    }

    /// Emergencies go first, as if they had just come.
    fn start_emergencies(&mut self, now: Moment) {
        if !self.mechanisms().has(Mechanism::Interruption) {
            return;
        }
        for id in self.tasks_in_order() {
            let task = &self.tasks[id];
            if !task.is_emergency() || task.is_under_way {
                continue;
            }
            if let Some(crew) = self.form(now, task, Held::Nobody) {
                self.start(now, id, &crew);
            }
        }
    }
}
