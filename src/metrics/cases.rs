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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Moment, Span};
    use crate::county::{
        Course, End, Expectation, Incident, MatterId, Severity, SourceId, Ticket, UnitId, VillageId,
    };
    use crate::metrics::case::Leaving;

    /// One that left: what its reporter expected, hours from report to settlement, the same to
    /// closing of the ticket, if it has one, and whether that was early once.
    type Story = (Option<Expectation>, Option<i64>, Option<Option<i64>>, bool);

    fn after(hours: i64) -> Moment {
        Moment::START + Span::HOUR * hours
    }

    fn tally(stories: &[Story]) -> CaseTally {
        let mut tally = CaseTally::default();
        for (place, (expectation, settled_h, closed_h, was_partly_closed)) in
            stories.iter().enumerate()
        {
            let name = (SourceId::from_index(0), place as u32);
            let what = (
                MatterId::from_index(0),
                VillageId::from_index(0),
                Severity::MILD,
            );
            let mut incident = Incident::new(name, what, Moment::START);
            incident.reported_at = Some(Moment::START);
            incident.settled_at = settled_h.map(after);
            let ticket = closed_h.map(|closed_h| Ticket {
                holder: UnitId::from_index(0),
                opened_at: Moment::START,
                due_at: after(48),
                closed_at: closed_h.map(after),
            });
            let course = Course {
                expectation: *expectation,
                was_partly_closed: *was_partly_closed,
                ..Course::PLAIN
            };
            let leaving = Leaving {
                at: after(1_000),
                incident: &incident,
                ticket: ticket.as_ref(),
                course: &course,
                end: End::Open,
            };
            tally.record(leaving.lived_case(Moment::START, after(48)).marks);
        }
        tally
    }

    const OPEN: Option<Expectation> = Some(Expectation::Open);
    const DISAPPOINTED: Option<Expectation> = Some(Expectation::Disappointed);

    /// Of five, four were told of by residents; one of them was settled in time. Four have a
    /// ticket, three of these were closed, two of those never early.
    const STORIES: [Story; 5] = [
        (OPEN, Some(24), Some(Some(30)), false),
        (DISAPPOINTED, Some(72), Some(Some(80)), false),
        (DISAPPOINTED, None, Some(Some(20)), true),
        (OPEN, None, Some(None), false),
        (None, Some(5), None, false),
    ];

    #[test]
    fn contentment_is_of_residents_reports_and_answers_are_of_tickets() {
        let tally = tally(&STORIES);
        assert_eq!(tally.share(MetricId::Contentment), Some(1.0 / 4.0));
        assert_eq!(tally.share(MetricId::ReplyShare), Some(2.0 / 4.0));
        assert_eq!(tally.share(MetricId::RecordedClosedShare), Some(3.0 / 4.0));
        assert_eq!(tally.share(MetricId::RecordConsistency), Some(2.0 / 3.0));
        assert_eq!(tally.share(MetricId::ClosedShare), Some(3.0 / 5.0));
        let mut bytes = Vec::new();
        tally.write_to(&mut bytes);
        assert_eq!(CaseTally::read_from(&mut &bytes[..]), Ok(tally));
    }

    #[test]
    fn where_residents_expect_nothing_contentment_is_undefined_and_records_tell_the_truth() {
        let plain = STORIES.map(|(_, settled, closed, _)| (None, settled, closed, false));
        let tally = tally(&plain);
        assert_eq!(tally.share(MetricId::Contentment), None);
        assert_eq!(tally.share(MetricId::RecordConsistency), Some(1.0));
        assert_eq!(
            tally.share(MetricId::ReplyShare),
            tally.share(MetricId::RecordedClosedShare)
        );
    }

    #[test]
    fn no_more_reporters_are_content_than_have_seen_their_trouble_settled() {
        let of_residents: Vec<Story> = STORIES
            .into_iter()
            .filter(|(expectation, ..)| expectation.is_some())
            .collect();
        let tally = tally(&of_residents);
        let content = tally.share(MetricId::Contentment);
        assert_eq!(content, Some(0.25));
        assert!(content <= tally.share(MetricId::ClosedShare));
    }
}
