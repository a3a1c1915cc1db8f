//! Queues: one list per unit and class, linked through the tasks, so that any task leaves in O(1).

use crate::base::{Id, Table};
use crate::county::{Severity, Task, TaskId, UnitId};

use super::setting::Discipline;

/// A class of a unit's queue; lower classes are served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Class(u8);

impl Class {
    const COUNT: usize = Severity::DEGREES + 1;

    /// The class of `task` under `discipline`.
    #[inline]
    pub fn of(task: &Task, discipline: Discipline) -> Self {
        match discipline {
            Discipline::FirstCome | Discipline::OfficerChoice => Self(0),
            Discipline::Priority => Self(match task.severity {
                Some(severity) => Severity::DEGREES as u8 - severity.degree(),
                None => Severity::DEGREES as u8,
            }),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct List {
    first: Option<TaskId>,
    last: Option<TaskId>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Link {
    previous: Option<TaskId>,
    next: Option<TaskId>,
}

/// All units' queues.
#[derive(Debug, Clone)]
pub struct Queues {
    lists: Table<UnitId, [List; Class::COUNT]>,
    lengths: Table<UnitId, u32>,
    links: Table<TaskId, Link>,
}

impl Queues {
    /// Empty queues of `units` units.
    pub fn new(units: usize) -> Self {
        Self {
            lists: Table::filled(units, [List::default(); Class::COUNT]),
            lengths: Table::filled(units, 0),
            links: Table::new(),
        }
    }

    /// How many tasks wait at `unit`.
    #[inline]
    pub fn len(&self, unit: UnitId) -> usize {
        self.lengths[unit] as usize
    }

    /// Whether nothing waits at `unit`.
    #[inline]
    pub fn is_empty(&self, unit: UnitId) -> bool {
        self.lengths[unit] == 0
    }

    /// Adds `task` behind all others of its class.
    #[inline]
    pub fn push(&mut self, unit: UnitId, class: Class, task: TaskId) {
        let last = self.lists[unit][class.0 as usize].last;
        self.insert_after(unit, class, task, last);
    }

    /// Adds `task` behind the last of those that `goes_first` before it, counted from the front.
    pub fn insert(
        &mut self,
        unit: UnitId,
        class: Class,
        task: TaskId,
        goes_first: impl Fn(TaskId) -> bool,
    ) {
        let before = self
            .class(unit, class)
            .take_while(|other| goes_first(*other))
            .last();
        self.insert_after(unit, class, task, before);
    }

    fn insert_after(&mut self, unit: UnitId, class: Class, task: TaskId, before: Option<TaskId>) {
        while self.links.len() <= task.index() {
            self.links.push(Link::default());
        }
        let list = &mut self.lists[unit][class.0 as usize];
        let next = match before {
            Some(before) => self.links[before].next.replace(task),
            None => list.first.replace(task),
        };
        match next {
            Some(next) => self.links[next].previous = Some(task),
            None => list.last = Some(task),
        }
        self.links[task] = Link {
            previous: before,
            next,
        };
        self.lengths[unit] += 1;
    }

    /// Takes `task` out of its list.
    #[inline]
    pub fn remove(&mut self, unit: UnitId, class: Class, task: TaskId) {
        let Link { previous, next } = self.links[task];
        let list = &mut self.lists[unit][class.0 as usize];
        match previous {
            Some(previous) => self.links[previous].next = next,
            None => list.first = next,
        }
        match next {
            Some(next) => self.links[next].previous = previous,
            None => list.last = previous,
        }
        self.lengths[unit] -= 1;
    }

    fn class(&self, unit: UnitId, class: Class) -> impl Iterator<Item = TaskId> {
        std::iter::successors(self.lists[unit][class.0 as usize].first, |task| {
            self.links[*task].next
        })
    }

    /// Waiting tasks of `unit`, class by class, each in order.
    #[inline]
    pub fn iter(&self, unit: UnitId) -> impl Iterator<Item = TaskId> {
        (0..Class::COUNT as u8).flat_map(move |class| self.class(unit, Class(class)))
    }
}
