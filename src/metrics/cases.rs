//! Shares, counts and exposure of a cohort.

use crate::base::{Count, DecodeError, Moment, Span, Sum};
use crate::county::{Incident, Ticket};

use super::metric::{MetricId, Statistic};

/// Integers of one population's incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseTally {
    incidents: Count,
    settled: Count,
    closed: Count,
    same_day: Count,
    recorded_same_day: Count,
    on_time: Count,
    recorded_on_time: Count,
    joint: Count,
    /// Severity times time [severity s].
    exposure: Sum,
}

impl CaseTally {
    /// Counts an incident that left at `now`.
    #[inline]
    pub fn record(&mut self, now: Moment, incident: &Incident, ticket: &Ticket) {
        let add = |count: &mut Count, holds: bool| count.add(u64::from(holds));
        let day = ticket.opened_at.day();
        let is_that_day = |at: Option<Moment>| at.is_some_and(|at| at.day() == day);
        let (settled, closed) = (incident.settled_at, ticket.closed_at);
        self.incidents.increment();
        add(&mut self.settled, settled.is_some());
        add(&mut self.closed, closed.is_some());
        add(&mut self.same_day, is_that_day(settled));
        add(&mut self.recorded_same_day, is_that_day(closed));
        add(
            &mut self.on_time,
            settled.is_some_and(|at| at <= ticket.due_at),
        );
        add(&mut self.recorded_on_time, ticket.is_on_time());
        add(&mut self.joint, incident.parts().len() > 1);
        let exposed = settled.unwrap_or(now) - incident.emerged_at;
        self.exposure
            .add(exposed * i64::from(incident.severity.degree()));
    }

    /// The value of a metric of incidents; none where there was no incident.
    pub fn value(&self, metric: MetricId, _statistic: Statistic) -> Option<f64> {
        match metric {
            MetricId::Emerged | MetricId::Reported => Some(self.incidents.value() as f64),
            MetricId::Exposure => Some(self.exposure.hours()),
            MetricId::ClosedShare => self.settled.share_of(self.incidents),
            MetricId::RecordedClosedShare => self.closed.share_of(self.incidents),
            MetricId::SameDayShare => self.same_day.share_of(self.incidents),
            MetricId::RecordedSameDayShare => self.recorded_same_day.share_of(self.incidents),
            MetricId::OnTimeShare => self.on_time.share_of(self.incidents),
            MetricId::RecordedOnTimeShare => self.recorded_on_time.share_of(self.incidents),
            MetricId::JointShare => self.joint.share_of(self.incidents),
            MetricId::UnfinishedShare => self.unfinished().share_of(self.incidents),
            _ => None,
        }
    }

    fn unfinished(&self) -> Count {
        let mut unfinished = Count::default();
        unfinished.add(self.incidents.value() - self.settled.value());
        unfinished
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        let mut copy = *self;
        for count in copy.counts() {
            count.write_to(bytes);
        }
        self.exposure.write_to(bytes);
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut tally = Self::default();
        for count in tally.counts() {
            *count = Count::read_from(bytes)?;
        }
        tally.exposure = Sum::read_from(bytes)?;
        Ok(tally)
    }

    fn counts(&mut self) -> [&mut Count; 8] {
        [
            &mut self.incidents,
            &mut self.settled,
            &mut self.closed,
            &mut self.same_day,
            &mut self.recorded_same_day,
            &mut self.on_time,
            &mut self.recorded_on_time,
            &mut self.joint,
        ]
    }
}

/// The span from `from` to `to`, if both moments are known.
#[inline]
pub(super) fn span_between(from: Moment, to: Option<Moment>) -> Option<Span> {
    to.map(|to| to - from)
}
