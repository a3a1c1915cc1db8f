//! Facts: what has happened, told to observers.

use crate::base::{Moment, Span};
use crate::county::{
    Cause, Channel, Course, DepartmentId, End, Incident, Moved, Stage, Task, Ticket, TownshipId,
    UnitId, VillageId, WorkerId,
};

use super::way::Stop;

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
    /// Answering small requests.
    Consultation,
    /// Second tickets of what is known or settled.
    Duplicate,
    /// What lines handed down to townships.
    Chore,
    /// Operations at places that offend again.
    Operation,
}

impl Activity {
    /// How many activities there are.
    pub const COUNT: usize = 11;
}

/// Who serves in the field without being of the county's staff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum FieldRole {
    /// Grid worker.
    GridWorker,
    /// Village cadre.
    VillageCadre,
}

/// What time in the field goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum FieldActivity {
    /// Passing through cells.
    Patrol,
    /// Putting right what was seen.
    OnTheSpot,
    /// Typing in what was seen; told once for each report.
    Entry,
    /// Typing in what was seen by mistake; told once for each, no ticket comes of it.
    FalseSighting,
    /// Typing in something to fill the month's quota; told once for each, no ticket comes of it.
    Filler,
    /// Trying a case in the village.
    VillageCase,
}

impl FieldActivity {
    /// How many there are.
    pub const COUNT: usize = 6;

    /// Whether it is time at a terminal.
    pub const fn is_entry(self) -> bool {
        matches!(self, Self::Entry | Self::FalseSighting | Self::Filler)
    }
}

/// Something that has happened.
#[derive(Debug, Clone, Copy)]
pub enum Fact<'a> {
    /// An incident came up.
    Emerged {
        /// Which.
        incident: &'a Incident,
    },
    /// An incident comes up elsewhere than it would have; told before it emerges.
    CameUpElsewhere {
        /// Which; its village is where it comes up.
        incident: &'a Incident,
        /// Where it would have, and how it got elsewhere.
        moved: Moved,
    },
    /// A potential of the world did not come up.
    Prevented {
        /// What would have come up.
        incident: &'a Incident,
        /// Why it did not.
        cause: Cause,
    },
    /// A small request came up; no incident.
    PettyDemand {
        /// Where.
        township: TownshipId,
        /// Whether residents trusted enough to bring it to the township's office.
        is_brought: bool,
    },
    /// Someone in office was told of an incident, once a round.
    Reported {
        /// Which.
        incident: &'a Incident,
        /// By whom.
        channel: Channel,
    },
    /// Another resident told of an incident that is in hand.
    ToldAgain {
        /// Which.
        incident: &'a Incident,
        /// Whether the report joined a ticket; else it became one.
        is_joined: bool,
    },
    /// A crew followed a second ticket and found the trouble settled.
    LookedInVain {
        /// Where.
        township: TownshipId,
    },
    /// A routine inspection of a firm was carried out.
    Inspected {
        /// Where.
        village: VillageId,
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
    /// A task joined a unit's queue for an incident.
    Queued {
        /// Which.
        task: &'a Task,
        /// For which incident.
        incident: &'a Incident,
        /// How many tasks waited there already.
        ahead: usize,
    },
    /// Parts of an incident set out on a passage between offices.
    SetOut {
        /// Which.
        incident: &'a Incident,
        /// Which parts; bit p is part p.
        parts: u8,
        /// Where the passage leads.
        to: Stop,
        /// Signatures it asks for.
        sign_offs: u8,
    },
    /// A task waited in a unit's queue since `queued_at`, which is over now.
    Waited {
        /// Which; `queued_at` and `unit` say where and since when.
        task: &'a Task,
        /// Its incident, if it serves one.
        incident: Option<&'a Incident>,
        /// Whether a crew took it; false if the run ended first.
        is_taken: bool,
        /// Who took it.
        crew: &'a [WorkerId],
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
    /// A crew was on the road in one vehicle; its people's time is told beside.
    Drove {
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
    /// Time of someone in the field who is not of the county's staff.
    InTheField {
        /// Who.
        role: FieldRole,
        /// Where.
        township: TownshipId,
        /// What.
        on: FieldActivity,
        /// Since when.
        from: Moment,
        /// Until when.
        to: Moment,
    },
    /// The run ended; how able a village is then to settle its own troubles.
    VillageEnds {
        /// Which.
        village: VillageId,
        /// Its capacity, 0 to 1.
        capacity: f64,
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
    /// A department sent an incident back.
    Returned {
        /// Which.
        incident: &'a Incident,
        /// Who.
        department: DepartmentId,
    },
    /// A line handed part of a line task down to a township's office.
    HandedDown {
        /// Whose task.
        department: DepartmentId,
        /// Whose office.
        township: TownshipId,
        /// Person-time handed down [at skill 1].
        handed: Span,
        /// Person-time the line keeps [at skill 1].
        kept: Span,
    },
    /// A unit planned an operation at the place that an incident comes from.
    OperationPlanned {
        /// The incident whose sighting called for it.
        incident: &'a Incident,
        /// The operation.
        task: &'a Task,
    },
    /// An operation was worked off, and its place is kept from offending.
    OperationDone {
        /// Where.
        township: TownshipId,
        /// For how long.
        lasts: Span,
    },
    /// Leaders met about an incident.
    Met {
        /// Which.
        incident: &'a Incident,
        /// How many.
        persons: u8,
        /// How long each of them.
        span: Span,
    },
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
