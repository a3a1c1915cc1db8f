//! Rosters: people come on and go off; work is laid down over noon, cut at the end of the day, and
//! interrupted by emergencies.

use crate::base::{Id, Moment, Purpose, Span};
use crate::county::{PartState, Severity, ShiftId, TaskId, TaskKind, UnitId, WorkerId};
use crate::engine::{Observer, Phase};

use super::crew::{Duty, Step};
use super::extent::Extent;
use super::fact::Fact;
use super::forming::Held;
use super::mechanism::Mechanism;
use super::queue::Class;
use super::simulation::Simulation;
use super::slots::Owner;

const AWAY: Purpose = Purpose::named("away");

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Everyone without a roster comes on for the whole run; rosters await their first turn.
    pub(super) fn open_rosters(&mut self) {
        let start = self.setting.horizon.start();
        let is_on = self.mechanisms().has(Mechanism::Shifts);
        for worker in self.setting.county.workers.ids() {
            if !is_on || self.setting.county.workers[worker].shift.is_none() {
                self.come_on(start, worker, Moment::NEVER);
            }
        }
        if is_on {
            for shift in self.setting.county.shifts.ids() {
                self.await_turn(start - Span::from_seconds(1), shift);
            }
        }
    }

    fn await_turn(&mut self, now: Moment, shift: ShiftId) {
        let slot = self.slots.of(Owner::Shift(shift));
        match self.rosters[shift].next_turn(now) {
            Some(at) => self.agenda.set(slot, at, Phase::RosterTurns),
            None => self.agenda.clear(slot),
        }
    }

    /// A block of a roster begins or ends.
    pub(super) fn turn_roster(&mut self, now: Moment, shift: ShiftId) {
        let block = self.rosters[shift].block_at(now);
        let is_break = block.is_none() && self.rosters[shift].is_break(now);
        let mut changed: Vec<UnitId> = Vec::new();
        for index in 0..self.shift_members[shift].len() {
            let worker = self.shift_members[shift][index];
            let until = block
                .filter(|_| !self.is_away(worker, now))
                .map(|(_, until)| until);
            match until {
                Some(until) if self.persons[worker].is_on_duty() => {
                    self.persons[worker].on_until = until;
                }
                Some(until) => self.come_on(now, worker, until),
                None if self.persons[worker].is_on_duty() => self.go_off(now, worker, is_break),
                None => {}
            }
            let unit = self.charter.unit_of[worker];
            if changed.last() != Some(&unit) {
                changed.push(unit);
            }
        }
        changed.sort_unstable();
        changed.dedup();
        for unit in changed {
            self.dispatch(now, unit);
        }
        self.await_turn(now, shift);
    }

    /// Whether a person is absent or lent to others on the day of `now`.
    pub(super) fn is_away(&self, worker: WorkerId, now: Moment) -> bool {
        let date = self.calendar().date(now.day()).day_number();
        let mark = self.profiles[worker].absence.mark(date as u64, AWAY);
        self.setting.county.staffing.is_away(mark)
    }

    fn come_on(&mut self, now: Moment, worker: WorkerId, until: Moment) {
        let before = self.persons[worker].duty;
        self.persons[worker].duty = Duty::On(now);
        self.persons[worker].on_until = until;
        if let Duty::Overtime(from) = before {
            self.tell(
                now,
                &Fact::Overtime {
                    worker,
                    from,
                    to: now,
                },
            );
        }
        if let Some(lead) = self.persons[worker].crew {
            self.resume(now, lead);
        } else {
            let unit = self.charter.unit_of[worker];
            self.free[unit].push_back(worker);
        }
    }

    fn go_off(&mut self, now: Moment, worker: WorkerId, is_break: bool) {
        self.tell_duty(now, worker);
        self.persons[worker].duty = Duty::Off;
        let Some(lead) = self.persons[worker].crew else {
            let unit = self.charter.unit_of[worker];
            self.free[unit].retain(|other| *other != worker);
            return;
        };
        if self.is_on_emergency(lead) {
            self.persons[worker].duty = Duty::Overtime(now);
        } else if is_break {
            self.pause(now, lead);
        } else {
            self.cut(now, lead);
        }
    }

    /// Tells how long a person has been on duty.
    pub(super) fn tell_duty(&mut self, now: Moment, worker: WorkerId) {
        if let Duty::On(from) = self.persons[worker].duty {
            self.note_on_duty(worker, from, now);
            self.tell(
                now,
                &Fact::OnDuty {
                    worker,
                    from,
                    to: now,
                },
            );
        }
    }

    fn is_on_emergency(&self, lead: WorkerId) -> bool {
        self.mechanisms().has(Mechanism::Interruption)
            && self
                .crew(lead)
                .task
                .is_some_and(|task| self.tasks[task].is_emergency())
    }

    /// A crew stays where it is until all its people are on again.
    fn pause(&mut self, now: Moment, lead: WorkerId) {
        if self.crew(lead).is_paused {
            return;
        }
        self.spend(now, lead);
        let crew = self.crew_mut(lead);
        crew.is_paused = true;
        if crew.step != Step::Waiting {
            crew.left -= now - crew.since;
            let task = crew.task;
            self.agenda.clear(self.slots.of(Owner::Crew(lead)));
            if let Some(task) = task {
                self.set_task_parts(now, self.tasks[task].kind, PartState::Paused);
            }
        }
    }

    /// A paused crew goes on if all its people are there.
    fn resume(&mut self, now: Moment, lead: WorkerId) {
        let is_complete = self
            .crew(lead)
            .members
            .as_slice()
            .iter()
            .all(|worker| self.persons[*worker].is_on_duty());
        if !is_complete || !self.crew(lead).is_paused {
            return;
        }
        let crew = self.crew_mut(lead);
        crew.is_paused = false;
        crew.since = now;
        let (step, task, left) = (crew.step, crew.task, crew.left);
        let state = match step {
            Step::Waiting => return,
            Step::Going => PartState::Travelling,
            Step::Working | Step::Returning => PartState::Working,
        };
        if let Some(task) = task {
            self.set_task_parts(now, self.tasks[task].kind, state);
        }
        self.agenda.set(
            self.slots.of(Owner::Crew(lead)),
            now + left,
            Phase::TaskEnds,
        );
    }

    /// A crew lays its task down: what is left goes back to the queue in the order it came.
    pub(super) fn cut(&mut self, now: Moment, lead: WorkerId) {
        self.spend(now, lead);
        let crew = *self.crew(lead);
        if let Some(id) = crew.task {
            let worked = self.worked(now, lead);
            if crew.step == Step::Working {
                self.take_off(id, lead, worked);
            }
            self.lay_back(now, id);
        }
        if let Some(stay) = crew.stay {
            self.lay_back(now, stay);
        }
        self.dissolve(now, lead);
    }

    /// Work done since the content was last reckoned: all of the step but what is left.
    pub(super) fn worked(&self, now: Moment, lead: WorkerId) -> Span {
        let crew = self.crew(lead);
        let Some(task) = crew.task else {
            return Span::ZERO;
        };
        let whole = self.whole_work(task, lead);
        let left = if crew.is_paused {
            crew.left
        } else {
            crew.left - (now - crew.since)
        };
        (whole - left).max(Span::ZERO)
    }

    fn lay_back(&mut self, now: Moment, id: TaskId) {
        let task = &mut self.tasks[id];
        task.queued_at = now;
        task.is_under_way = false;
        let (unit, released, is_begun) = (task.unit, task.released_at, task.is_begun);
        let kind = task.kind;
        let class = Class::of(task, self.setting.discipline);
        let tasks = &self.tasks;
        self.queues.insert(unit, class, id, |other| {
            (tasks[other].released_at, other) < (released, id)
        });
        let state = if is_begun {
            PartState::Paused
        } else {
            PartState::Queued
        };
        self.set_task_parts(now, kind, state);
    }

    /// An emergency nobody is free for takes the people of the least urgent work under way.
    pub(super) fn interrupt_for(&mut self, now: Moment, id: TaskId) {
        let task = self.tasks[id];
        let members = &self.charter.units[task.unit].members;
        let mut leads: Vec<(u8, std::cmp::Reverse<Moment>, WorkerId)> = members
            .iter()
            .filter(|worker| self.leads(**worker))
            .filter_map(|worker| {
                let crew = self.crew(*worker);
                let urgency = self.urgency(crew.task)?;
                Some((urgency, std::cmp::Reverse(crew.since), *worker))
            })
            .collect();
        leads.sort_unstable();
        for (_, _, lead) in leads {
            let helps =
                self.crew(lead).members.as_slice().iter().any(|worker| {
                    self.persons[*worker].is_on_duty() && self.may_lead(*worker, &task)
                });
            if !helps {
                continue;
            }
            self.cut(now, lead);
            if let Some(crew) = self.form(now, &self.tasks[id], Held::Nobody) {
                self.start(now, id, &crew);
                break;
            }
        }
        self.dispatch(now, task.unit);
    }

    /// Routine work and ways back are interrupted first, then mild incidents; emergencies never.
    fn urgency(&self, task: Option<TaskId>) -> Option<u8> {
        let Some(task) = task else { return Some(0) };
        let task = &self.tasks[task];
        if task.is_emergency() {
            return None;
        }
        Some(match task.kind {
            TaskKind::Visit { .. } => 1 + task.severity.map_or(0, Severity::degree),
            TaskKind::Procedure { .. }
            | TaskKind::Routine(_)
            | TaskKind::Prevention(_)
            | TaskKind::Operation { .. }
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { .. } => 0,
        })
    }

    /// Everybody's open account is told when the run ends.
    pub(super) fn close_accounts(&mut self, now: Moment) {
        for index in 0..self.persons.len() {
            let worker = WorkerId::from_index(index);
            if self.leads(worker) {
                self.spend(now, worker);
            }
            self.tell_duty(now, worker);
            if let Duty::Overtime(from) = self.persons[worker].duty {
                self.tell(
                    now,
                    &Fact::Overtime {
                        worker,
                        from,
                        to: now,
                    },
                );
            }
        }
    }
}
