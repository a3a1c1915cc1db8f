//! Incidents (事件): the truth of what happened, whoever knows of it.

use crate::base::{Moment, Span};

use super::ids::{DepartmentId, MatterId, SourceId, TaskId, TicketId, UnitId, VillageId};
use super::matter::{Matter, Power};
use super::severity::Severity;
use super::stage::Stage;

/// How far a part has come; the least advanced of those asked and not closed comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartState {
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
            Self::Queued => Some(Stage::Queue),
            Self::Paused => Some(Stage::Paused),
            Self::Travelling => Some(Stage::Travel),
            Self::Waiting => Some(Stage::Coordinate),
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
    /// Whether a crew able to act has been on site.
    pub is_reached: bool,
    /// The task it is part of, once asked.
    pub task: Option<TaskId>,
    /// Content left in this session [at skill 1].
    pub content: Span,
}

/// How an incident ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Every part settled in truth and closed on record.
    Closed,
    /// Still open when the run ended.
    Open,
}

impl End {
    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Closed => "closed",
            Self::Open => "open",
        }
    }
}

/// One incident: where and when it came up, its parts, and what has truly happened to it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Incident {
    /// The stream it came from; with `ordinal` its name in every setup.
    pub source: SourceId,
    /// Which one of its stream.
    pub ordinal: u32,
    /// What.
    pub matter: MatterId,
    /// Where.
    pub village: VillageId,
    /// How grave.
    pub severity: Severity,
    /// Whether it emerged while measuring.
    pub is_measured: bool,
    /// The stage it is in.
    pub stage: Stage,
    /// Since when.
    pub stage_since: Moment,
    /// When it came up.
    pub emerged_at: Moment,
    /// When someone in office was first told.
    pub reported_at: Moment,
    /// When a crew first arrived that holds the power an open part needs.
    pub first_power_at: Option<Moment>,
    /// When every needed power had been on site.
    pub all_powers_at: Option<Moment>,
    /// When the last part was settled in truth.
    pub settled_at: Option<Moment>,
    /// Visits by crews.
    pub visits: u16,
    /// Its record.
    pub ticket: Option<TicketId>,
    /// Which part is the lead's.
    pub lead: u8,
    part_count: u8,
    parts: [Part; Matter::MOST_PARTS],
}

impl Incident {
    /// An incident reported as it emerges, with the first part to be asked only.
    pub fn new(
        (source, ordinal): (SourceId, u32),
        (matter, village, severity): (MatterId, VillageId, Severity),
        at: Moment,
        first: Part,
    ) -> Self {
        Self {
            source,
            ordinal,
            matter,
            village,
            severity,
            is_measured: false,
            stage: Stage::Queue,
            stage_since: at,
            emerged_at: at,
            reported_at: at,
            first_power_at: None,
            all_powers_at: None,
            settled_at: None,
            visits: 0,
            ticket: None,
            lead: 0,
            part_count: 1,
            parts: [first; Matter::MOST_PARTS],
        }
    }

    /// Adds a part, asked after those before; an incident has at most [`Matter::MOST_PARTS`].
    pub fn add_part(&mut self, part: Part) {
        self.parts[self.part_count as usize] = part;
        self.part_count += 1;
    }

    /// Parts in the order of asking.
    #[inline]
    pub fn parts(&self) -> &[Part] {
        &self.parts[..self.part_count as usize]
    }

    /// Parts in the order of asking, to change.
    #[inline]
    pub fn parts_mut(&mut self) -> &mut [Part] {
        &mut self.parts[..self.part_count as usize]
    }

    /// The department that leads.
    pub fn lead_department(&self) -> DepartmentId {
        self.parts[self.lead as usize].department
    }

    /// Whether every part is settled in truth.
    pub fn is_settled(&self) -> bool {
        self.parts().iter().all(|part| part.state.is_settled())
    }

    /// Whether nothing is left to do.
    pub fn is_closed(&self) -> bool {
        self.parts()
            .iter()
            .all(|part| part.state == PartState::Closed)
    }

    /// The stage of its least advanced part that has been asked; the present one if none is open.
    #[inline]
    pub fn least_advanced_stage(&self) -> Stage {
        self.parts()
            .iter()
            .map(|part| part.state)
            .min()
            .and_then(PartState::stage)
            .unwrap_or(self.stage)
    }
}
