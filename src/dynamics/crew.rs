//! Crews: people who go out together, and what each person is doing.

use crate::base::{Moment, Span};
use crate::county::{Need, TaskId, VillageId, WorkerId};

/// The persons of a crew, the one who leads it first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Members {
    persons: [WorkerId; Need::MOST],
    count: u8,
}

impl Members {
    /// A crew of one.
    #[inline]
    pub const fn one(worker: WorkerId) -> Self {
        Self {
            persons: [worker; Need::MOST],
            count: 1,
        }
    }

    /// Adds a person.
    pub fn add(&mut self, worker: WorkerId) {
        self.persons[self.count as usize] = worker;
        self.count += 1;
    }

    /// All persons.
    #[inline]
    pub fn as_slice(&self) -> &[WorkerId] {
        &self.persons[..self.count as usize]
    }

    /// The one person of a crew of one.
    #[inline]
    pub const fn alone(&self) -> &[WorkerId] {
        std::slice::from_ref(&self.persons[0])
    }

    /// The person whose slot the crew uses.
    #[inline]
    pub const fn lead(&self) -> WorkerId {
        self.persons[0]
    }
}

/// What a crew is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// On the way to the place.
    Going,
    /// On site, waiting for the others.
    Waiting,
    /// At work.
    Working,
    /// On the way back.
    Returning,
}

/// A crew under way; it is named by the person who leads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crew {
    /// Who.
    pub members: Members,
    /// What for; a crew on its way back has none.
    pub task: Option<TaskId>,
    /// The stay it has laid down to serve a case where it is.
    pub stay: Option<TaskId>,
    /// Where it goes; none means that it stays at base.
    pub village: Option<VillageId>,
    /// One way there.
    pub way: Span,
    /// What it is doing.
    pub step: Step,
    /// Since when, or since it went on after a pause.
    pub since: Moment,
    /// How long the step still takes from `since`.
    pub left: Span,
    /// When the work under way began, as of which its skill counts.
    pub began: Moment,
    /// Whether it is laid down, off shift.
    pub is_paused: bool,
}

impl Crew {
    /// The row of a person who has led no crew yet.
    pub const fn none_yet(worker: WorkerId) -> Self {
        Self {
            members: Members::one(worker),
            task: None,
            stay: None,
            village: None,
            way: Span::ZERO,
            step: Step::Returning,
            since: Moment::START,
            left: Span::ZERO,
            began: Moment::START,
            is_paused: false,
        }
    }
}

/// Whether a person is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duty {
    /// Not on shift, or away.
    Off,
    /// On shift since.
    On(Moment),
    /// The shift ended then, an emergency goes on.
    Overtime(Moment),
}

/// What a person is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person {
    /// Whether there.
    pub duty: Duty,
    /// Who leads the crew the person is in, if any.
    pub crew: Option<WorkerId>,
    /// When the shift that is on ends.
    pub on_until: Moment,
    /// Tasks assigned by name and not done.
    pub list: u32,
}

impl Person {
    /// Off duty, in no crew.
    pub const ABSENT: Self = Self {
        duty: Duty::Off,
        crew: None,
        on_until: Moment::NEVER,
        list: 0,
    };

    /// Whether on shift by roster.
    pub const fn is_on_duty(&self) -> bool {
        matches!(self.duty, Duty::On(_))
    }
}
