//! Tasks: work sent to a unit, whether an incident, a procedure or routine asks for it.

use crate::base::{Id, Moment, Span, Table};

use super::ids::{
    DepartmentId, GroupId, IncidentId, MatterId, RoutineId, TownshipId, UnitId, VillageId, WorkerId,
};
use super::severity::Severity;

/// Work done before anything happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fronted {
    /// One person visits a village for one matter group.
    Visit {
        /// Where.
        village: VillageId,
        /// For which group.
        group: GroupId,
    },
    /// A licensed pair stays in a village.
    Stay {
        /// Where.
        village: VillageId,
    },
    /// One sitting over a standing procedure for a matter in a township.
    Sitting {
        /// What for.
        matter: MatterId,
        /// Where it will hold.
        township: TownshipId,
    },
}

impl Fronted {
    /// The village it is done in; none means at the base.
    pub const fn village(self) -> Option<VillageId> {
        match self {
            Self::Visit { village, .. } | Self::Stay { village } => Some(village),
            Self::Sitting { .. } => None,
        }
    }

    /// The township it is done for.
    pub fn township(self, township_of: &Table<VillageId, TownshipId>) -> TownshipId {
        match self {
            Self::Visit { village, .. } | Self::Stay { village } => township_of[village],
            Self::Sitting { township, .. } => township,
        }
    }
}

/// What a task is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskKind {
    /// Parts of an incident; bit p is part p.
    Visit {
        /// Whose parts.
        incident: IncidentId,
        /// Which parts.
        parts: u8,
    },
    /// The procedure after a penalty of one part.
    Procedure {
        /// Whose part.
        incident: IncidentId,
        /// Which part.
        part: u8,
    },
    /// Routine work.
    Routine(RoutineId),
    /// What a line handed down of a line task to a township's office.
    Chore,
    /// Work done before anything happens.
    Prevention(Fronted),
    /// An operation at a place that offends again, on the side of the task's village.
    Operation {
        /// Whose place.
        matter: MatterId,
        /// The village it belongs to.
        village: VillageId,
        /// Which place of the village.
        which: u16,
    },
    /// A small request, answered at base.
    Consultation,
    /// A second ticket of one incident.
    Duplicate {
        /// Whether a crew goes to look; else somebody sees it on paper.
        is_on_site: bool,
    },
}

/// Who must come together to do a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Need {
    /// Licensed persons.
    pub licensed: u8,
    /// Auxiliaries; a licensed person may stand in.
    pub auxiliary: u8,
    /// Persons of any licence.
    pub any: u8,
}

impl Need {
    /// The most persons a crew may have.
    pub const MOST: usize = 4;
    /// One person, whoever is free.
    pub const ONE: Self = Self {
        licensed: 0,
        auxiliary: 0,
        any: 1,
    };

    /// Two licensed persons.
    pub const LICENSED_PAIR: Self = Self {
        licensed: 2,
        auxiliary: 0,
        any: 0,
    };

    /// How many persons.
    pub const fn persons(self) -> usize {
        (self.licensed + self.auxiliary + self.any) as usize
    }
}

/// Work sent to a unit.
#[derive(Debug, Clone, Copy, PartialEq)]
// Rows begin where lines of memory do, so that one is found by a shift.
#[repr(align(64))]
pub struct Task {
    /// What for.
    pub kind: TaskKind,
    /// Who does it.
    pub unit: UnitId,
    /// The person it is assigned to by name, if work is dealt on arrival.
    pub assigned: Option<WorkerId>,
    /// The person whose line task it is; none where it belongs to a place.
    pub of_person: Option<WorkerId>,
    /// Who must come.
    pub need: Need,
    /// The line whose skill counts first.
    pub department: DepartmentId,
    /// If set, licensed members must be of this home line: the unit holds no delegated power.
    pub by_law_of: Option<DepartmentId>,
    /// Severity of its incident; none for routine work.
    pub severity: Option<Severity>,
    /// Where it is done; none means at the unit's base.
    pub village: Option<VillageId>,
    /// Whether the content holds the way there and back.
    pub is_travel_included: bool,
    /// Content of work that is no part of an incident, left to do [at skill 1].
    pub content: Span,
    /// Mean content of its kind, what an officer expects [at skill 1].
    pub expected: Span,
    /// Appraisal points.
    pub points: f64,
    /// When it was first sent to a unit.
    pub released_at: Moment,
    /// When it joined this queue.
    pub queued_at: Moment,
    /// When it is due.
    pub due_at: Moment,
    /// Whether a crew has begun it.
    pub is_begun: bool,
    /// Whether a crew has it; else it waits in its unit's queue.
    pub is_under_way: bool,
}

impl Task {
    /// What a row holds before any task is written to it.
    pub fn nothing() -> Self {
        Self {
            kind: TaskKind::Consultation,
            unit: UnitId::from_index(0),
            assigned: None,
            of_person: None,
            need: Need::ONE,
            department: DepartmentId::from_index(0),
            by_law_of: None,
            severity: None,
            village: None,
            is_travel_included: false,
            content: Span::ZERO,
            expected: Span::ZERO,
            points: 0.0,
            released_at: Moment::START,
            queued_at: Moment::START,
            due_at: Moment::START,
            is_begun: false,
            is_under_way: false,
        }
    }

    /// The incident it serves, if any.
    pub fn incident(&self) -> Option<IncidentId> {
        match self.kind {
            TaskKind::Visit { incident, .. } | TaskKind::Procedure { incident, .. } => {
                Some(incident)
            }
            TaskKind::Routine(_)
            | TaskKind::Chore
            | TaskKind::Prevention(_)
            | TaskKind::Operation { .. }
            | TaskKind::Consultation
            | TaskKind::Duplicate { .. } => None,
        }
    }

    /// Whether it serves a visit to an incident.
    pub fn is_visit(&self) -> bool {
        matches!(self.kind, TaskKind::Visit { .. })
    }

    /// Whether it may interrupt other work and run into overtime.
    pub fn is_emergency(&self) -> bool {
        self.is_visit() && self.severity == Some(Severity::EMERGENCY)
    }
}
