//! The life of one incident under one setup: its stages, and what happened in it.

use crate::base::{Moment, Span, Text};
use crate::county::{Cause, Channel, Course, End, Incident, MovedBy, Stage, Ticket};
use crate::metrics::MetricId;
use crate::metrics::case::{Leaving, PASSAGES, Passage};

/// A time an incident spent in one stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// Which stage.
    pub stage: Stage,
    /// Since when.
    pub from: Moment,
    /// Until when.
    pub to: Moment,
}

/// Where papers are sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Towards {
    /// Nowhere yet: a desk writes it down.
    Registration,
    /// The desk of the township.
    Township,
    /// The unit that serves it.
    Unit(Text),
    /// A department that has nothing to do with it.
    Stranger(Text),
    /// A meeting of so many leaders.
    Meeting(u8),
}

/// What happened to an incident at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteKind {
    /// Settled in truth.
    Settled,
    /// Closed on record.
    Closed,
    /// It came up again.
    Relapsed,
    /// It ended by itself, known or not.
    WentAway,
    /// It went over the heads of those in charge.
    Escalated,
    /// Its reporter gave up.
    GaveUp,
    /// The setup took over from what held before.
    TookOver,
    /// Someone in office was told.
    Told(Channel),
    /// Papers set out, and ask for so many signatures.
    SetOut(Towards, u8),
    /// A department sent it back.
    SentBack(Text),
    /// So many leaders met, for so long.
    Met(u8, Span),
    /// It joined a unit's queue.
    Queued {
        /// Whose.
        unit: Text,
        /// How many tasks waited there already.
        ahead: usize,
    },
    /// People of a unit took it up.
    Taken {
        /// Of which unit.
        unit: Text,
        /// How many.
        persons: usize,
        /// How many of them hold a licence.
        licensed: usize,
        /// Whether for the procedure of a penalty, not for a visit.
        is_procedure: bool,
    },
    /// It came up elsewhere than it would have.
    CameUpElsewhere {
        /// The village of its place.
        home: Text,
        /// Where it came up.
        here: Text,
        /// How it got there.
        by: MovedBy,
    },
    /// A unit planned an operation at the place it comes from.
    OperationPlanned(Text),
    /// It came up as a new incident of this ordinal.
    Followed(u32),
}

impl NoteKind {
    /// The word used in JSON.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Settled => "settled",
            Self::Closed => "closed-on-record",
            Self::Relapsed => "relapsed",
            Self::WentAway => "ended-by-itself",
            Self::Escalated => "escalated",
            Self::GaveUp => "given-up",
            Self::TookOver => "setup-took-over",
            Self::Told(_) => "told",
            Self::SetOut(..) => "set-out",
            Self::SentBack(_) => "sent-back",
            Self::Met(..) => "met",
            Self::Queued { .. } => "queued",
            Self::Taken { .. } => "taken",
            Self::CameUpElsewhere { .. } => "came-up-elsewhere",
            Self::OperationPlanned(_) => "operation-planned",
            Self::Followed(_) => "came-up-as-new",
        }
    }

    /// What is over comes before what begins in the same second.
    const fn rank(&self) -> u8 {
        match self {
            Self::Settled => 0,
            Self::Closed => 1,
            Self::Relapsed => 2,
            Self::Told(_) => 3,
            _ => 4,
        }
    }
}

/// Something that happened at a moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When.
    pub at: Moment,
    /// What.
    pub kind: NoteKind,
}

/// The life of an incident under one setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Life {
    /// The incident as it came up.
    pub born: Incident,
    /// The incident as it left.
    pub last: Incident,
    /// Its last record, if it has one.
    pub ticket: Option<Ticket>,
    /// What it went through.
    pub course: Course,
    /// How it ended.
    pub end: End,
    /// When it left.
    pub left_at: Moment,
    /// Stages in order, one after another without gaps.
    pub steps: Vec<Step>,
    /// What happened, in order.
    pub notes: Vec<Note>,
}

impl Life {
    /// Report to a crew with power on site; none if there was no report.
    pub fn response(&self) -> Option<Passage> {
        self.passage(MetricId::ResponseTime)
    }

    /// Report to settlement in truth, calm time not counted; none if there was no report.
    pub fn resolution(&self) -> Option<Passage> {
        self.passage(MetricId::ResolutionTime)
    }

    /// Adds what is known only at the end, and brings everything into order.
    pub(super) fn finish(&mut self) {
        let course = self.course;
        let closed_at = self.ticket.and_then(|ticket| ticket.closed_at);
        let mut late = vec![
            (closed_at, NoteKind::Closed),
            (course.gone_at, NoteKind::WentAway),
            (course.escalated_at, NoteKind::Escalated),
            (course.given_up_at, NoteKind::GaveUp),
        ];
        let is_told = self
            .notes
            .iter()
            .any(|note| matches!(note.kind, NoteKind::Told(_)));
        if !is_told {
            late.push((self.last.reported_at, NoteKind::Told(Channel::Hotline)));
        }
        let calms = self
            .steps
            .split_last()
            .map_or(&[][..], |(_, before)| before);
        let calms = calms.iter().filter(|step| step.stage == Stage::Quiet);
        late.extend(calms.map(|calm| (Some(calm.to), NoteKind::Relapsed)));
        for (at, kind) in late {
            self.notes.extend(at.map(|at| Note { at, kind }));
        }
        self.sort();
    }

    fn sort(&mut self) {
        self.notes.sort_by_key(|note| (note.at, note.kind.rank()));
    }

    fn passage(&self, metric: MetricId) -> Option<Passage> {
        let reported_at = self.last.reported_at?;
        let leaving = Leaving {
            at: self.left_at,
            incident: &self.last,
            ticket: self.ticket.as_ref(),
            course: &self.course,
            end: self.end,
        };
        let due_at = self.ticket.map_or(reported_at, |ticket| ticket.due_at);
        let place = PASSAGES.iter().position(|passage| *passage == metric)?;
        Some(leaving.case(reported_at, due_at).passages[place])
    }
}

/// What a setup made of an incident.
#[derive(Debug, Clone, PartialEq)]
pub enum LifeStory {
    /// It came up.
    Lived(Box<Life>),
    /// It would have come up, and was prevented.
    Prevented {
        /// As it would have been.
        incident: Box<Incident>,
        /// Why.
        cause: Cause,
    },
    /// The world of this setup has no such incident.
    Absent,
}

impl LifeStory {
    /// The incident as it came up or would have.
    pub fn incident(&self) -> Option<&Incident> {
        match self {
            Self::Lived(life) => Some(&life.born),
            Self::Prevented { incident, .. } => Some(incident),
            Self::Absent => None,
        }
    }
}
