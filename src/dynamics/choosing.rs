//! Choosing: which waiting task a unit's free people serve next.

use crate::base::{Moment, Span};
use crate::county::{DepartmentId, Need, Task, TaskId, UnitId};
use crate::engine::Observer;
use crate::governance::Assignment;
use crate::governance::officer_choice::{self, LineAndBlock, score};

use super::crew::Members;
use super::extent::Extent;
use super::fact::Fact;
use super::forming::Held;
use super::simulation::Simulation;

/// A kind of crew: whether an incident asks for it, who must come, and whose law they need.
type Kind = (bool, Need, Option<DepartmentId>);

/// Kinds of crew that lack people in one look through the queue, wherever they would go, and whom
/// an incident of that kind keeps back from routine work.
#[derive(Default)]
struct Refused {
    kinds: [Option<(Kind, Held)>; 8],
    next: usize,
}

impl Refused {
    fn find(&self, task: &Task) -> Option<Held> {
        if task.assigned.is_some() {
            return None;
        }
        let kind = Self::kind(task);
        self.kinds[..self.next]
            .iter()
            .flatten()
            .find(|(refused, _)| *refused == kind)
            .map(|(_, held)| *held)
    }

    fn add(&mut self, task: &Task, held: Held) {
        if task.assigned.is_none() && self.next < self.kinds.len() {
            self.kinds[self.next] = Some((Self::kind(task), held));
            self.next += 1;
        }
    }

    fn kind(task: &Task) -> Kind {
        (task.is_visit(), task.need, task.by_law_of)
    }
}

/// What the incidents nobody is free for count at most, by whom they keep back.
#[derive(Default)]
struct KeptBack([Option<f64>; Held::COUNT]);

impl KeptBack {
    fn note(&mut self, held: Held, value: f64) {
        let highest = &mut self.0[held as usize];
        *highest = Some(highest.map_or(value, |other| other.max(value)));
    }

    /// Who is kept back from routine work that counts `value`.
    fn from(&self, value: f64) -> Held {
        Held::KEEPING
            .into_iter()
            .rev()
            .find(|held| self.0[*held as usize].is_some_and(|highest| highest > value))
            .unwrap_or(Held::Nobody)
    }
}

/// The best task found so far, what it counts, and who would go.
type Best = Option<(f64, TaskId, Members)>;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Starts waiting tasks of a unit as long as its free people can form a crew for one.
    #[inline(always)]
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

    /// Starts waiting tasks of a unit that has both people free and tasks waiting.
    #[inline(never)]
    fn start_next(&mut self, now: Moment, unit: UnitId) {
        loop {
            let chosen = if self.do_officers_choose() {
                self.choose_by_score(now, unit)
            } else {
                self.choose_in_order(now, unit)
            };
            let Some((task, members)) = chosen else {
                return;
            };
            self.start(now, task, &members);
            if !self.may_start(unit) {
                return;
            }
        }
    }

    /// The crew that takes a task before it joins a queue: nothing waits in front of it, it is dealt
    /// to nobody by name, and nobody is offered it first.
    #[inline(always)]
    pub(super) fn crew_at_hand(&self, now: Moment, id: TaskId) -> Option<Members> {
        let task = &self.tasks[id];
        let goes_on_a_list = self.do_officers_choose()
            || E::has(&self.pressed)
            || E::has(&self.fronts)
            || self.charter.assignment[task.unit] == Assignment::OnArrival;
        if goes_on_a_list || !self.queues.is_empty(task.unit) || self.free[task.unit].is_empty() {
            return None;
        }
        self.form(now, task, Held::Nobody)
    }

    /// The first task in the order of the queue for which a crew can be formed.
    #[inline(always)]
    fn choose_in_order(&self, now: Moment, unit: UnitId) -> Option<(TaskId, Members)> {
        let first = self.queues.first(unit)?;
        match self.form(now, &self.tasks[first], Held::Nobody) {
            Some(members) => Some((first, members)),
            None => self.choose_behind(now, unit),
        }
    }

    /// The first task behind the front for which a crew can be formed. Incidents passed over for
    /// lack of people keep those people back from the routine work behind them.
    #[cold]
    fn choose_behind(&self, now: Moment, unit: UnitId) -> Option<(TaskId, Members)> {
        let mut waiting = self.queues.iter(unit);
        let first = waiting.next()?;
        let mut held = self.kept_back_by(&self.tasks[first], Held::Nobody);
        waiting.find_map(|id| {
            let task = &self.tasks[id];
            let free = if task.is_visit() { Held::Nobody } else { held };
            let members = self.form(now, task, free);
            if members.is_none() {
                held = self.kept_back_by(task, held);
            }
            members.map(|members| (id, members))
        })
    }

    /// Who is kept back once `task` has been passed over as well.
    fn kept_back_by(&self, task: &Task, held: Held) -> Held {
        if !task.is_visit() || held == Held::All || self.people(task, Held::Nobody).is_some() {
            held
        } else {
            held.max(self.waits_for(task))
        }
    }

    /// The task that counts most for the officers (R7) among those for which a crew can be formed.
    /// Incidents that count more than a piece of routine work and lack people keep them back from it.
    fn choose_by_score(&self, now: Moment, unit: UnitId) -> Option<(TaskId, Members)> {
        let mut kept_back = KeptBack::default();
        let best = self.best_visit(now, unit, &mut kept_back);
        let best = self.best_routine(now, unit, best, &kept_back);
        best.map(|(_, id, members)| (id, members))
    }

    fn best_visit(&self, now: Moment, unit: UnitId, kept_back: &mut KeptBack) -> Best {
        let mut refused = Refused::default();
        let mut best = None;
        for id in self.queues.iter(unit) {
            let task = &self.tasks[id];
            if !task.is_visit() {
                continue;
            }
            let value = self.score(now, task);
            if let Some(held) = refused.find(task) {
                kept_back.note(held, value);
            } else if self.is_better(value, id, &best) {
                match self.people(task, Held::Nobody) {
                    None => {
                        let held = self.waits_for(task);
                        refused.add(task, held);
                        kept_back.note(held, value);
                    }
                    Some(members) if self.is_in_time(now, task, &members) => {
                        best = Some((value, id, members));
                    }
                    Some(_) => {}
                }
            }
        }
        best
    }

    fn best_routine(
        &self,
        now: Moment,
        unit: UnitId,
        mut best: Best,
        kept_back: &KeptBack,
    ) -> Best {
        let mut refused = Refused::default();
        for id in self.queues.iter(unit) {
            let task = &self.tasks[id];
            if task.is_visit() {
                continue;
            }
            let value = self.score(now, task);
            if !self.is_better(value, id, &best) {
                continue;
            }
            let held = kept_back.from(value);
            if refused.find(task).is_some_and(|lacking| lacking <= held) {
                continue;
            }
            match self.people(task, held) {
                None => refused.add(task, held),
                Some(members) if self.is_in_time(now, task, &members) => {
                    best = Some((value, id, members));
                }
                Some(_) => {}
            }
        }
        best
    }

    /// Whether a task counts more than the best so far; ties go to the older, then the first named.
    fn is_better(&self, value: f64, id: TaskId, best: &Best) -> bool {
        best.as_ref().is_none_or(|(highest, other, _)| {
            value.total_cmp(highest).is_gt()
                || value.total_cmp(highest).is_eq()
                    && (self.tasks[id].released_at, id) < (self.tasks[*other].released_at, *other)
        })
    }

    fn score(&self, now: Moment, task: &Task) -> f64 {
        let travel = self.travel(task);
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
