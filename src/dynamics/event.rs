//! Events: what the agenda will do once, and for whom.

use crate::county::{DepartmentId, IncidentId, SourceId, TaskId};

use super::way::Stop;

/// One-off events.
#[derive(Debug, Clone, Copy)]
pub enum Event {
    /// The next session of these parts is due.
    SessionDue {
        /// Whose.
        incident: IncidentId,
        /// Which parts.
        parts: u8,
    },
    /// The village has tried a case.
    TriedInVillage {
        /// Which.
        incident: IncidentId,
        /// The number of the trial.
        trial: u32,
        /// Whether its cadres came to an end with it.
        is_done: bool,
    },
    /// Officers' units plan a week of fronted work.
    PlansFronting,
    /// The next clock of an incident rings, unless another alarm was set since.
    Rings {
        /// Whose.
        incident: IncidentId,
        /// The number of the alarm.
        alarm: u32,
    },
    /// Parts of an incident come out of a passage between offices, unless it was called off.
    Arrives {
        /// Whose.
        incident: IncidentId,
        /// Which parts.
        parts: u8,
        /// The number of the passage.
        passage: u32,
        /// Where it leads.
        stop: Stop,
    },
    /// A visit falls due, if it still waits.
    FallsDue {
        /// To whose parts.
        incident: IncidentId,
        /// Which.
        task: TaskId,
    },
    /// A small request comes up.
    RequestComesUp {
        /// Among the villages that might ask, which.
        index: u32,
        /// Which one there.
        ordinal: u32,
    },
    /// A second ticket of an incident reaches a unit; its fields lie here so that events stay small.
    SecondArrives {
        /// The incident's row.
        incident: IncidentId,
        /// Its stream, which with the ordinal names it.
        source: SourceId,
        /// Its ordinal.
        ordinal: u32,
        /// Whose case it is taken for.
        department: DepartmentId,
        /// Which further report it is.
        number: u8,
    },
    /// The setup's charter takes over.
    Switch,
}
