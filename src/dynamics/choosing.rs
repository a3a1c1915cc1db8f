//! Choosing: which waiting task a unit's free people serve next.

use crate::base::{Moment, Span};
use crate::county::{DepartmentId, Need, Task, TaskId, UnitId};
use crate::engine::Observer;
use crate::governance::officer_choice::{self, LineAndBlock, score};

use super::crew::Members;
use super::fact::Fact;
use super::forming::Held;
use super::queue::Waiting;
use super::setting::Discipline;
use super::simulation::Simulation;

/// A kind of crew: whether an incident asks for it, who must come, and whose law they need.
type Kind = (bool, Need, Option<DepartmentId>);

/// Kinds of crew that lack people in one look through the queue, wherever they would go.
#[derive(Default)]
struct Refused {
    kinds: [Option<Kind>; 8],
    next: usize,
}

impl Refused {
    fn contains(&self, task: &Task) -> bool {
        task.assigned.is_none() && self.kinds[..self.next].contains(&Some(Self::kind(task)))
    }

    fn add(&mut self, task: &Task) {
        if task.assigned.is_none() && self.next < self.kinds.len() {
            self.kinds[self.next] = Some(Self::kind(task));
            self.next += 1;
        }
    }

    fn kind(task: &Task) -> Kind {
        (task.is_visit(), task.need, task.by_law_of)
    }
}

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// Starts waiting tasks of a unit as long as its free people can form a crew for one.
    #[inline]
    pub(super) fn dispatch(&mut self, now: Moment, unit: UnitId) {
        if self.may_start(unit) {
            self.start_next(now, unit);
        }
    }

    /// Whether anybody is free and anything waits.
    #[inline]
    fn may_start(&self, unit: UnitId) -> bool {
        !self.queues.is_empty(unit) && !self.free[unit].is_empty()
    }

    fn start_next(&mut self, now: Moment, unit: UnitId) {
        while self.may_start(unit) {
            let chosen = if self.setting.discipline == Discipline::OfficerChoice {
                self.choose_by_score(now, unit)
            } else {
                self.choose_in_order(now, unit)
            };
            let Some((task, members)) = chosen else {
                return;
            };
            self.start(now, task, members);
        }
    }

    /// The first task in the order of the queue for which a crew can be formed.
    #[inline(always)]
    fn choose_in_order(&self, now: Moment, unit: UnitId) -> Option<(TaskId, Members)> {
        let mut held = None;
        let mut waiting = self.queues.iter(unit);
        let first = waiting.next()?;
        match self.try_form(now, &self.tasks[first], &mut held) {
            Some(members) => Some((first, members)),
            None => self.choose_behind(now, waiting, held),
        }
    }

    /// The first task behind the front for which a crew can be formed.
    #[cold]
    fn choose_behind(
        &self,
        now: Moment,
        mut waiting: Waiting,
        mut held: Option<Held>,
    ) -> Option<(TaskId, Members)> {
        waiting.find_map(|id| {
            let members = self.try_form(now, &self.tasks[id], &mut held)?;
            Some((id, members))
        })
    }

    /// The task that counts most for the officers (R7) among those for which a crew can be formed.
    fn choose_by_score(&self, now: Moment, unit: UnitId) -> Option<(TaskId, Members)> {
        let mut held = None;
        let mut refused = Refused::default();
        let mut best: Option<(f64, TaskId, Members)> = None;
        for id in self.queues.iter(unit) {
            let task = &self.tasks[id];
            if refused.contains(task) {
                continue;
            }
            let value = self.score(now, task);
            let is_better = best.is_none_or(|(highest, other, _)| {
                value.total_cmp(&highest).is_gt()
                    || value.total_cmp(&highest).is_eq()
                        && (task.released_at, id) < (self.tasks[other].released_at, other)
            });
            if !is_better {
                continue;
            }
            match self.people_for(task, &mut held) {
                None => refused.add(task),
                Some(members) if self.is_in_time(now, task, &members) => {
                    best = Some((value, id, members));
                }
                Some(_) => {}
            }
        }
        best.map(|(_, id, members)| (id, members))
    }

    #[inline(always)]
    fn try_form(&self, now: Moment, task: &Task, held: &mut Option<Held>) -> Option<Members> {
        self.people_for(task, held)
            .filter(|members| self.is_in_time(now, task, members))
    }

    /// Free people for a task, whether or not they would arrive in time.
    #[inline(always)]
    fn people_for(&self, task: &Task, held: &mut Option<Held>) -> Option<Members> {
        let held = if task.is_visit() {
            Held::Nobody
        } else {
            *held.get_or_insert_with(|| self.held_back(task.unit))
        };
        self.people(task, held)
    }

    fn score(&self, now: Moment, task: &Task) -> f64 {
        let travel = self.layout.travel(task);
        let is_visit = task.is_visit();
        let view = officer_choice::Waiting {
            line_answers: true,
            block_answers: is_visit,
            points: task.points,
            severity: task.severity.filter(|_| is_visit),
            age: now - task.released_at,
            deadline: (task.due_at - task.released_at).max(Span::MINUTE),
            expected: (task.expected + travel * 2).max(Span::MINUTE),
            card: 0.0,
        };
        score(&view, &LineAndBlock::LINE_LED)
    }
}
