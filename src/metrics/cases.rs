//! Shares of a cohort's reported incidents.

use crate::base::{Count, DecodeError};

use super::case::{Mark, Marks};
use super::metric::MetricId;

/// Integers of one population's reported incidents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CaseTally {
    incidents: Count,
    /// How many each mark holds of.
    holding: [Count; Mark::COUNT],
}

impl CaseTally {
    /// Counts a case.
    #[inline]
    pub fn record(&mut self, marks: Marks) {
        self.incidents.increment();
        for place in marks.places() {
            self.holding[place].increment();
        }
    }

    /// A share; none where there was no incident, or for a metric of another kind.
    ///
    /// Values of the record are shares of the incidents that have one.
    pub fn share(&self, metric: MetricId) -> Option<f64> {
        let of = |mark: Mark| self.holding[mark as usize];
        let answered_in_truth = || of(Mark::Closed).without(of(Mark::ClosedWhileOpen));
        let (part, whole) = match metric {
            MetricId::ReplyShare => (answered_in_truth(), of(Mark::Recorded)),
            MetricId::RecordConsistency => (answered_in_truth(), of(Mark::Closed)),
            _ => self.marked(metric)?,
        };
        part.share_of(whole)
    }

    /// How many a mark holds of, and of how many it could, for a metric that is one mark's share.
    fn marked(&self, metric: MetricId) -> Option<(Count, Count)> {
        let of = |mark: Mark| self.holding[mark as usize];
        let (mark, whole) = match metric {
            MetricId::ClosedShare => (Mark::Settled, self.incidents),
            MetricId::RecordedClosedShare => (Mark::Closed, of(Mark::Recorded)),
            MetricId::SameDayShare => (Mark::SameDay, self.incidents),
            MetricId::RecordedSameDayShare => (Mark::RecordedSameDay, of(Mark::Recorded)),
            MetricId::OnTimeShare => (Mark::OnTime, self.incidents),
            MetricId::RecordedOnTimeShare => (Mark::RecordedOnTime, of(Mark::Recorded)),
            MetricId::Contentment => (Mark::Content, of(Mark::Expected)),
            MetricId::JointShare => (Mark::Joint, self.incidents),
            MetricId::ReturnShare => (Mark::Returned, self.incidents),
            MetricId::RelapseShare => (Mark::Relapsed, self.incidents),
            MetricId::RepeatComplaintShare => (Mark::Repeated, self.incidents),
            MetricId::EscalationShare => (Mark::Escalated, self.incidents),
            MetricId::DuplicateShare => (Mark::Duplicated, self.incidents),
            MetricId::JoinedShare => (Mark::Joined, self.incidents),
            MetricId::UnfinishedShare => (Mark::Unfinished, self.incidents),
            _ => return None,
        };
        Some((of(mark), whole))
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        self.incidents.write_to(bytes);
        for count in &self.holding {
            count.write_to(bytes);
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut tally = Self {
            incidents: Count::read_from(bytes)?,
            ..Self::default()
        };
        for count in &mut tally.holding {
            *count = Count::read_from(bytes)?;
        }
        Ok(tally)
    }
}
