//! Parts of incidents: what each department has to do with one, and how far it has come.

use crate::base::Span;

use super::ids::{DepartmentId, TaskId, UnitId};
use super::matter::{Matter, Power};
use super::stage::Stage;

/// How far a part has come; the least advanced of those asked and not closed comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartState {
    /// The village tries first.
    Screened,
    /// A desk writes it down.
    Registered,
    /// On its way between offices.
    Routed,
    /// On its way back from an office that would not take it.
    Returned,
    /// Waiting for a meeting of leaders.
    Convened,
    /// A crew is on site and waits for the others.
    Waiting,
    /// Waiting in a unit's queue.
    Queued,
    /// Begun and laid down until the next shift or session.
    Paused,
    /// A crew is on its way.
    Travelling,
    /// A crew is at work.
    Working,
    /// Settled in truth; the procedure of a penalty goes on.
    InProcedure,
    /// Settled, and nothing is left to do.
    Closed,
    /// Nobody has been asked yet: its turn comes later.
    Unasked,
}

impl PartState {
    /// The stage of a part in this state; a part not yet asked or closed is in none.
    pub const fn stage(self) -> Option<Stage> {
        match self {
            Self::Unasked | Self::Closed => None,
            Self::Screened => Some(Stage::Screen),
            Self::Registered => Some(Stage::Register),
            Self::Routed => Some(Stage::Route),
            Self::Returned => Some(Stage::Return),
            Self::Queued => Some(Stage::Queue),
            Self::Paused => Some(Stage::Paused),
            Self::Travelling => Some(Stage::Travel),
            Self::Convened | Self::Waiting => Some(Stage::Coordinate),
            Self::Working => Some(Stage::Work),
            Self::InProcedure => Some(Stage::Procedure),
        }
    }

    /// Whether the trouble itself is settled.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::InProcedure | Self::Closed)
    }
}

/// What one department has to do with an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    /// Whose part it is by law.
    pub department: DepartmentId,
    /// The unit that serves it.
    pub unit: UnitId,
    /// Power it needs.
    pub power: Power,
    /// How far it has come.
    pub state: PartState,
    /// Visits left, the present one included.
    pub sessions_left: u8,
    /// The task it is part of, once asked.
    pub task: Option<TaskId>,
    /// Content left in this session [at skill 1].
    pub content: Span,
}

/// The places of the parts in a mask, in order.
#[inline]
pub const fn places_in(mask: u8) -> PlacesIn {
    PlacesIn(mask)
}

/// The places of the parts in a mask, the first of what is left next.
#[derive(Debug, Clone)]
pub struct PlacesIn(u8);

impl Iterator for PlacesIn {
    type Item = usize;

    #[inline(always)]
    fn next(&mut self) -> Option<usize> {
        if self.0 == 0 {
            return None;
        }
        let place = self.0.trailing_zeros() as usize;
        self.0 &= self.0 - 1;
        Some(place % Matter::MOST_PARTS)
    }
}
