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

/// One unit's queue; bit c of `occupied` says that class c is not empty.
#[derive(Debug, Clone, Copy, Default)]
struct Queue {
    lists: [List; Class::COUNT],
    occupied: u8,
    length: u32,
}

impl Queue {
    /// The first task of the first class at or behind `class` that is not empty.
    #[inline]
    fn first_from(&self, class: u32) -> Option<(u32, TaskId)> {
        let behind = u32::from(self.occupied) >> class;
        if behind == 0 {
            return None;
        }
        let class = class + behind.trailing_zeros();
        self.lists[class as usize].first.map(|task| (class, task))
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Link {
    previous: Option<TaskId>,
    next: Option<TaskId>,
}

/// All units' queues.
#[derive(Debug, Clone)]
pub struct Queues {
    queues: Table<UnitId, Queue>,
    links: Table<TaskId, Link>,
}

impl Queues {
    /// Empty queues of `units` units.
    pub fn new(units: usize) -> Self {
        Self {
            queues: Table::filled(units, Queue::default()),
            links: Table::new(),
        }
    }

    /// How many tasks wait at `unit`.
    #[inline]
    pub fn len(&self, unit: UnitId) -> usize {
        self.queues[unit].length as usize
    }

    /// Whether nothing waits at `unit`.
    #[inline]
    pub fn is_empty(&self, unit: UnitId) -> bool {
        self.queues[unit].length == 0
    }

    /// Adds `task` behind all others of its class.
    #[inline(always)]
    pub fn push(&mut self, unit: UnitId, class: Class, task: TaskId) {
        let last = self.queues[unit].lists[class.0 as usize].last;
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
        let first = self.queues[unit].lists[class.0 as usize].first;
        let before = std::iter::successors(first, |task| self.links[*task].next)
            .take_while(|other| goes_first(*other))
            .last();
        self.insert_after(unit, class, task, before);
    }

    #[inline(always)]
    fn insert_after(&mut self, unit: UnitId, class: Class, task: TaskId, before: Option<TaskId>) {
        while self.links.len() <= task.index() {
            self.links.push(Link::default());
        }
        let queue = &mut self.queues[unit];
        queue.occupied |= 1 << class.0;
        queue.length += 1;
        let list = &mut queue.lists[class.0 as usize];
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
    }

    /// Takes `task` out of its list.
    #[inline(always)]
    pub fn remove(&mut self, unit: UnitId, class: Class, task: TaskId) {
        let Link { previous, next } = self.links[task];
        let queue = &mut self.queues[unit];
        queue.length -= 1;
        let list = &mut queue.lists[class.0 as usize];
        match previous {
            Some(previous) => self.links[previous].next = next,
            None => list.first = next,
        }
        match next {
            Some(next) => self.links[next].previous = previous,
            None => list.last = previous,
        }
        if list.first.is_none() {
            queue.occupied &= !(1 << class.0);
        }
    }

    /// The task of `unit` that waits in front of all others.
    #[inline(always)]
    pub fn first(&self, unit: UnitId) -> Option<TaskId> {
        self.queues[unit].first_from(0).map(|(_, task)| task)
    }

    /// Waiting tasks of `unit`, class by class, each in order.
    #[inline]
    pub fn iter(&self, unit: UnitId) -> Waiting<'_> {
        Waiting {
            queue: &self.queues[unit],
            links: &self.links,
            next: self.queues[unit].first_from(0),
        }
    }
}

/// Waiting tasks of one unit, class by class, each in order.
#[derive(Debug, Clone)]
pub struct Waiting<'a> {
    queue: &'a Queue,
    links: &'a Table<TaskId, Link>,
    /// The next task and its class.
    next: Option<(u32, TaskId)>,
}

impl Iterator for Waiting<'_> {
    type Item = TaskId;

    #[inline]
    fn next(&mut self) -> Option<TaskId> {
        let (class, task) = self.next?;
        self.next = match self.links[task].next {
            Some(behind) => Some((class, behind)),
            None => self.queue.first_from(class + 1),
        };
        Some(task)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const UNIT: usize = 0;

    fn waiting(queues: &Queues) -> Vec<usize> {
        let unit = UnitId::from_index(UNIT);
        queues.iter(unit).map(TaskId::index).collect()
    }

    #[test]
    fn tasks_leave_class_by_class_each_in_the_order_they_came() {
        let mut queues = Queues::new(1);
        let unit = UnitId::from_index(UNIT);
        for (task, class) in [(0, 5), (1, 2), (2, 0), (3, 2), (4, 5)] {
            queues.push(unit, Class(class), TaskId::from_index(task));
        }
        assert_eq!(waiting(&queues), [2, 1, 3, 0, 4]);
        queues.remove(unit, Class(2), TaskId::from_index(1));
        queues.remove(unit, Class(0), TaskId::from_index(2));
        assert_eq!(waiting(&queues), [3, 0, 4]);
        queues.insert(unit, Class(5), TaskId::from_index(1), |other| {
            other.index() < 1
        });
        assert_eq!(waiting(&queues), [3, 0, 1, 4]);
        assert_eq!(queues.len(unit), 4);
    }
}
