//! Facts: what has happened, told to observers.

use crate::base::{Moment, Span};
use crate::county::{
    Cause, Channel, Course, End, Incident, Stage, Task, Ticket, UnitId, VillageId, WorkerId,
};

/// What a person's time goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Activity {
    /// On the way, out or back.
    Travel,
    /// At an incident.
    Visit,
    /// On site, waiting for the other crews.
    Wait,
    /// Procedure of a penalty.
    Procedure,
    /// Inspection.
    Inspection,
    /// Line task.
    LineTask,
    /// Visits, stays and procedures before anything happens.
    Prevention,
}

impl Activity {
    /// How many activities there are.
    pub const COUNT: usize = 7;
}

/// Something that has happened.
#[derive(Debug, Clone, Copy)]
pub enum Fact<'a> {
    /// An incident came up.
    Emerged {
        /// Which.
        incident: &'a Incident,
    },
    /// A potential of the world did not come up.
    Prevented {
        /// What would have come up.
        incident: &'a Incident,
        /// Why it did not.
        cause: Cause,
    },
    /// Someone in office was told of an incident, once a round.
    Reported {
        /// Which.
        incident: &'a Incident,
        /// By whom.
        channel: Channel,
    },
    /// An incident stayed in a stage for a span, which is over now.
    Moved {
        /// Which.
        incident: &'a Incident,
        /// The stage it was in.
        from: Stage,
        /// For how long.
        span: Span,
    },
    /// A task waited in a unit's queue since `queued_at`, which is over now.
    Waited {
        /// Which; `queued_at` and `unit` say where and since when.
        task: &'a Task,
        /// Its incident, if it serves one.
        incident: Option<&'a Incident>,
        /// Whether a crew took it; false if the run ended first.
        is_taken: bool,
    },
    /// A person's time went into something.
    Spent {
        /// Who.
        worker: WorkerId,
        /// For which unit.
        unit: UnitId,
        /// What.
        on: Activity,
        /// The place served, if it was not the base.
        village: Option<VillageId>,
        /// Since when.
        from: Moment,
        /// Until when.
        to: Moment,
    },
    /// A person was on duty by roster.
    OnDuty {
        /// Who.
        worker: WorkerId,
        /// Since when.
        from: Moment,
        /// Until when.
        to: Moment,
    },
    /// A person stayed on after the end of the shift.
    Overtime {
        /// Who.
        worker: WorkerId,
        /// Since when.
        from: Moment,
        /// Until when.
        to: Moment,
    },
    /// The setup's charter has taken over; units told of before are those of the charter before.
    Switched,
    /// An incident ended, or the run ended first.
    Left {
        /// Which.
        incident: &'a Incident,
        /// Its last record, if it has one.
        ticket: Option<&'a Ticket>,
        /// What it went through.
        course: &'a Course,
        /// How.
        end: End,
    },
}
