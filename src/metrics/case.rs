//! One reported incident in integers: what became of it, and how long each passage took.

use crate::base::{Moment, Span};
use crate::county::{Course, End, Expectation, Incident, Ticket};

use super::metric::MetricId;

/// Something that holds of a case or not; shares are counted over these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Mark {
    /// It has a ticket.
    Recorded,
    /// Settled in truth.
    Settled,
    /// Closed on record.
    Closed,
    /// Settled in truth on the day of report.
    SameDay,
    /// Closed on record on the day its ticket was written.
    RecordedSameDay,
    /// Settled in truth by the deadline.
    OnTime,
    /// Closed on record by the deadline.
    RecordedOnTime,
    /// Needs more than one department.
    Joint,
    /// Sent back at least once.
    Returned,
    /// Came up again within its episode and was reported again.
    Relapsed,
    /// Its reporter complained again.
    Repeated,
    /// Went over the heads of those in charge.
    Escalated,
    /// Neither settled nor gone.
    Unfinished,
    /// Has more than one ticket.
    Duplicated,
    /// Others' reports joined its ticket.
    Joined,
    /// A resident told of it first, and found some time right to wait.
    Expected,
    /// Settled in truth before that time was over.
    Content,
    /// Closed on record, once at least while something of it was open.
    ClosedWhileOpen,
}

impl Mark {
    /// How many marks there are.
    pub const COUNT: usize = 18;
}

/// The marks that hold of one case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u32);

impl Marks {
    /// Sets `mark` if it holds.
    #[inline]
    pub const fn set(&mut self, mark: Mark, holds: bool) {
        self.0 |= (holds as u32) << mark as u32;
    }

    /// Whether `mark` holds.
    #[inline]
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & (1 << mark as u32) != 0
    }

    /// The places of those that hold.
    #[inline]
    pub fn places(self) -> impl Iterator<Item = usize> {
        let mut left = self.0;
        std::iter::from_fn(move || {
            let place = left.trailing_zeros();
            left &= left.wrapping_sub(1);
            (place < u32::BITS).then_some(place as usize)
        })
    }
}

/// How a passage of a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// After this span.
    After(Span),
    /// Not yet when the run ended.
    Open,
    /// It never will: the case was done with in another way, and is left out.
    Never,
}

/// The passages of a case that are measured, waiting for units apart.
pub const PASSAGES: [MetricId; 7] = [
    MetricId::DetectionDelay,
    MetricId::ResponseTime,
    MetricId::AllPowersTime,
    MetricId::SeenToActed,
    MetricId::ResolutionTime,
    MetricId::FirstRoundTime,
    MetricId::RecordedResolutionTime,
];

/// One reported incident in integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    /// What holds of it.
    pub marks: Marks,
    /// Its passages, in the order of [`PASSAGES`].
    pub passages: [Passage; PASSAGES.len()],
}

/// An incident as it left the run.
#[derive(Debug, Clone, Copy)]
pub struct Leaving<'a> {
    /// When it left.
    pub at: Moment,
    /// Which.
    pub incident: &'a Incident,
    /// Its last record, if it has one.
    pub ticket: Option<&'a Ticket>,
    /// What it went through.
    pub course: &'a Course,
    /// How it ended.
    pub end: End,
}

impl Leaving<'_> {
    /// Whether it ended by itself before it was settled.
    pub fn is_gone(&self) -> bool {
        self.settled_at().is_none()
            && (self.course.gone_at.is_some() || self.end == End::NaturalEnd)
    }

    /// Whether nothing of it is left: settled or gone.
    pub fn is_done(&self) -> bool {
        self.settled_at().is_some() || self.is_gone()
    }

    /// Whether somebody in office or in the village ever knew of it.
    pub const fn was_known(&self) -> bool {
        self.incident.reported_at.is_some() || self.course.seen_at.is_some()
    }

    /// Its last true settlement; one put right without an office is settled when it leaves.
    fn settled_at(&self) -> Option<Moment> {
        let is_put_right = matches!(self.end, End::SettledInVillage | End::FixedOnTheSpot);
        let settled_at = self.incident.settled_at;
        settled_at.or_else(|| is_put_right.then_some(self.at))
    }

    /// Severity times time from emergence until it was settled, gone, or the run ended [severity
    /// s]; calm between rounds has none.
    pub fn exposed(&self) -> Span {
        let (incident, course) = (self.incident, self.course);
        let since = course.severity_since.unwrap_or(incident.emerged_at);
        let until = incident.settled_at.or(course.gone_at).unwrap_or(self.at);
        let rest = (until - since).max(Span::ZERO) * i64::from(incident.severity.degree());
        Span::from_seconds(course.exposed_s) + rest
    }

    /// The case it made, first reported at `reported_at` and due in truth at `due_at`.
    pub fn case(&self, reported_at: Moment, due_at: Moment) -> Case {
        Case {
            marks: self.marks(reported_at, due_at),
            passages: self.passages(reported_at),
        }
    }

    /// The same of an incident with a life of its own: what its reporter makes of it, and whether
    /// its record told the truth.
    pub fn lived_case(&self, reported_at: Moment, due_at: Moment) -> Case {
        let mut case = self.case(reported_at, due_at);
        let (expectation, marks) = (self.course.expectation, &mut case.marks);
        let is_in_time = expectation == Some(Expectation::Open);
        marks.set(Mark::Expected, expectation.is_some());
        marks.set(Mark::Content, is_in_time && marks.has(Mark::Settled));
        let was_early = marks.has(Mark::Closed) && self.course.was_partly_closed;
        marks.set(Mark::ClosedWhileOpen, was_early);
        case
    }

    /// How long after its report it was answered and settled, where it was: what
    /// [`MetricId::ResponseTime`] and [`MetricId::ResolutionTime`] record of it.
    pub fn answered_after(&self, reported_at: Moment) -> (Option<Span>, Option<Span>) {
        let passages = self.passages(reported_at);
        let ended = |metric: MetricId| {
            let place = PASSAGES.iter().position(|other| *other == metric);
            match place.map(|place| passages[place]) {
                Some(Passage::After(span)) => Some(span),
                _ => None,
            }
        };
        (
            ended(MetricId::ResponseTime),
            ended(MetricId::ResolutionTime),
        )
    }

    fn marks(&self, reported_at: Moment, due_at: Moment) -> Marks {
        let (ticket, course) = (self.ticket, self.course);
        let settled_at = self.settled_at();
        let is_on = |day: Moment, at: Option<Moment>| at.is_some_and(|at| at.day() == day.day());
        let mut marks = Marks::default();
        marks.set(Mark::Settled, settled_at.is_some());
        marks.set(Mark::SameDay, is_on(reported_at, settled_at));
        marks.set(Mark::OnTime, settled_at.is_some_and(|at| at <= due_at));
        if let Some(ticket) = ticket {
            marks.set(Mark::Recorded, true);
            marks.set(Mark::Closed, ticket.closed_at.is_some());
            let is_that_day = is_on(ticket.opened_at, ticket.closed_at);
            marks.set(Mark::RecordedSameDay, is_that_day);
            marks.set(Mark::RecordedOnTime, ticket.is_on_time());
        }
        marks.set(Mark::Joint, self.incident.parts().len() > 1);
        marks.set(Mark::Returned, course.returns > 0);
        marks.set(Mark::Relapsed, course.relapse_reported_at.is_some());
        marks.set(Mark::Repeated, course.repeats > 0);
        marks.set(Mark::Duplicated, course.duplicates > 0);
        marks.set(Mark::Joined, course.joined_reports > 0);
        marks.set(Mark::Escalated, course.escalated_at.is_some());
        marks.set(Mark::Unfinished, !self.is_done());
        marks
    }

    fn passages(&self, reported_at: Moment) -> [Passage; PASSAGES.len()] {
        let (incident, course) = (self.incident, self.course);
        let is_done = self.is_done();
        let passage = |from: Moment, to: Option<Moment>| match to {
            Some(to) => Passage::After(to - from),
            None if is_done => Passage::Never,
            None => Passage::Open,
        };
        let seen_at = course
            .seen_at
            .map_or(reported_at, |seen| seen.min(reported_at));
        let calm = Span::from_seconds(course.calm_s);
        let resolution = match passage(reported_at, self.settled_at()) {
            Passage::After(span) => Passage::After(span - calm),
            other => other,
        };
        let first_settled_at = course.first_settled_at.or(self.settled_at());
        let recorded = self
            .ticket
            .map_or(Passage::Never, |ticket| match ticket.closed_at {
                Some(closed_at) => Passage::After(closed_at - ticket.opened_at),
                None => Passage::Open,
            });
        [
            Passage::After(reported_at - incident.emerged_at),
            passage(reported_at, incident.first_power_at),
            passage(reported_at, incident.all_powers_at),
            passage(seen_at, incident.first_power_at),
            resolution,
            passage(reported_at, first_settled_at),
            recorded,
        ]
    }
}
