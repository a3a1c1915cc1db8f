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

/// Kinds of crew that could not be formed in one look through the queue.
#[derive(Default)]
struct Refused {
    needs: [Option<(Need, Option<DepartmentId>, DepartmentId)>; 8],
    next: usize,
}

impl Refused {
    fn contains(&self, task: &Task) -> bool {
        let key = Some((task.need, task.by_law_of, task.department));
        task.assigned.is_none() && self.needs[..self.next].contains(&key)
    }

    fn add(&mut self, task: &Task) {
        if task.assigned.is_none() && self.next < self.needs.len() {
            self.needs[self.next] = Some((task.need, task.by_law_of, task.department));
            self.next += 1;
        }
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
            let value = self.score(now, task);
            let is_better = best.is_none_or(|(highest, other, _)| {
                value.total_cmp(&highest).is_gt()
                    || value.total_cmp(&highest).is_eq()
                        && (task.released_at, id) < (self.tasks[other].released_at, other)
            });
            let may_be_crewed = task.village.is_some() || !refused.contains(task);
            if !is_better || !may_be_crewed {
                continue;
            }
            if let Some(members) = self.try_form(now, task, &mut held) {
                best = Some((value, id, members));
            } else if task.village.is_none() {
                refused.add(task);
            }
        }
        best.map(|(_, id, members)| (id, members))
    }

    #[inline(always)]
    fn try_form(&self, now: Moment, task: &Task, held: &mut Option<Held>) -> Option<Members> {
        let held = if task.is_visit() {
            Held::Nobody
        } else {
            *held.get_or_insert_with(|| self.held_back(task.unit))
        };
        self.form(now, task, held)
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
