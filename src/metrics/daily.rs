//! Day by day: the whole county's integers of each measured day, from which weeks are added up
//! that begin on whatever day a setup takes over.

use std::ops::Range;

use crate::base::{Count, DecodeError, Moment, Span, Sum};

use super::case::Leaving;
use super::load::Share;
use super::metric::MetricId;
use super::scope::read_list;

/// The metrics told week by week, in the order of tables.
pub const WEEKLY: [MetricId; 6] = [
    MetricId::Emerged,
    MetricId::Prevented,
    MetricId::Reported,
    MetricId::ResponseTime,
    MetricId::ResolutionTime,
    MetricId::BusyShare,
];

/// Spans that have ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Ended {
    number: Count,
    sum: Sum,
}

impl Ended {
    fn add(&mut self, span: Span) {
        self.number.increment();
        self.sum.add(span);
    }

    fn merge(&mut self, other: &Self) {
        self.number.merge(&other.number);
        self.sum.merge(&other.sum);
    }

    /// Their mean (h); none where none has ended.
    fn mean(&self) -> Option<f64> {
        let number = self.number.value();
        (number > 0).then(|| self.sum.hours() / number as f64)
    }
}

/// Integers of some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Days {
    emerged: Count,
    prevented: Count,
    reported: Count,
    /// Of incidents reported on these days, whenever it ended.
    response: Ended,
    /// Of incidents reported on these days, whenever it ended.
    resolution: Ended,
    share: Share,
}

impl Days {
    fn merge(&mut self, other: &Self) {
        self.emerged.merge(&other.emerged);
        self.prevented.merge(&other.prevented);
        self.reported.merge(&other.reported);
        self.response.merge(&other.response);
        self.resolution.merge(&other.resolution);
        self.share.merge(&other.share);
    }

    fn value(&self, metric: MetricId) -> Option<f64> {
        let (busy, duty) = (self.share.busy.seconds(), self.share.duty.seconds());
        match metric {
            MetricId::Emerged => Some(self.emerged.value() as f64),
            MetricId::Prevented => Some(self.prevented.value() as f64),
            MetricId::Reported => Some(self.reported.value() as f64),
            MetricId::ResponseTime => self.response.mean(),
            MetricId::ResolutionTime => self.resolution.mean(),
            MetricId::BusyShare => (duty > 0).then(|| busy as f64 / duty as f64),
            _ => None,
        }
    }

    fn counts(&mut self) -> [&mut Count; 5] {
        [
            &mut self.emerged,
            &mut self.prevented,
            &mut self.reported,
            &mut self.response.number,
            &mut self.resolution.number,
        ]
    }

    fn sums(&mut self) -> [&mut Sum; 4] {
        [
            &mut self.response.sum,
            &mut self.resolution.sum,
            &mut self.share.duty,
            &mut self.share.busy,
        ]
    }

    fn write_to(mut self, bytes: &mut Vec<u8>) {
        for count in self.counts() {
            count.write_to(bytes);
        }
        for sum in self.sums() {
            sum.write_to(bytes);
        }
    }

    fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut days = Self::default();
        for count in days.counts() {
            *count = Count::read_from(bytes)?;
        }
        for sum in days.sums() {
            *sum = Sum::read_from(bytes)?;
        }
        Ok(days)
    }
}

/// Integers of each measured day of one run; none where weeks are not told.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DailyTally {
    days: Vec<Days>,
}

impl DailyTally {
    /// Days of nothing; the last may be cut short.
    pub fn new(measured: Span) -> Self {
        let days = measured.seconds().max(0) as u64;
        let days = days.div_ceil(Span::DAY.seconds() as u64) as usize;
        Self {
            days: vec![Days::default(); days],
        }
    }

    /// Whether nothing is told day by day.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    /// Counts an incident that left: on the day it emerged, and on the day it was reported with
    /// the times it took; a relapse that came up as an incident of its own has times only.
    pub fn left(&mut self, leaving: &Leaving) {
        let incident = leaving.incident;
        let is_own = leaving.course.parent.is_none();
        if let Some(day) = self.day(incident.emerged_at).filter(|_| is_own) {
            day.emerged.increment();
        }
        let Some(reported_at) = incident.reported_at else {
            return;
        };
        let Some(day) = self.day(reported_at) else {
            return;
        };
        day.reported.add(u64::from(is_own));
        let (response, resolution) = leaving.answered_after(reported_at);
        if let Some(span) = response {
            day.response.add(span);
        }
        if let Some(span) = resolution {
            day.resolution.add(span);
        }
    }

    /// Counts one that was prevented, on the day it would have emerged.
    pub fn prevented(&mut self, at: Moment) {
        if let Some(day) = self.day(at) {
            day.prevented.increment();
        }
    }

    /// Somebody was at work or on the way; `from..to` is measured.
    #[inline(never)]
    pub fn spent(&mut self, from: Moment, to: Moment) {
        for (day, span) in by_day(from, to) {
            self.days[day].share.busy.add(span);
        }
    }

    /// Somebody was on duty; `from..to` is measured.
    pub fn on_duty(&mut self, from: Moment, to: Moment) {
        for (day, span) in by_day(from, to) {
            self.days[day].share.duty.add(span);
        }
    }

    /// The value of a metric over some days, of those that were measured.
    pub fn value(&self, metric: MetricId, days: Range<i64>) -> Option<f64> {
        let end = self.days.len() as i64;
        let days = days.start.clamp(0, end) as usize..days.end.clamp(0, end) as usize;
        let mut together = Days::default();
        for day in self.days.get(days).unwrap_or_default() {
            together.merge(day);
        }
        together.value(metric)
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        crate::base::varint::write_unsigned(self.days.len() as u128, bytes);
        self.days.iter().for_each(|day| day.write_to(bytes));
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let days = read_list(bytes, Days::read_from)?;
        Ok(Self { days })
    }

    fn day(&mut self, at: Moment) -> Option<&mut Days> {
        usize::try_from(at.day())
            .ok()
            .and_then(|day| self.days.get_mut(day))
    }
}

/// Cuts a span at midnight: day and length of each piece.
fn by_day(from: Moment, to: Moment) -> impl Iterator<Item = (usize, Span)> {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        let end = Moment::start_of_day(at.day() + 1).min(to);
        let piece = (at.day() as usize, end - at);
        at = end;
        Some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(day: i64, hour: i64) -> Moment {
        Moment::start_of_day(day) + Span::HOUR * hour
    }

    fn two_days() -> DailyTally {
        let mut tally = DailyTally::new(Span::from_hours(36.0));
        tally.on_duty(moment(0, 20), moment(1, 4));
        tally.spent(moment(0, 22), moment(1, 1));
        tally.prevented(moment(1, 0));
        tally
    }

    #[test]
    fn hours_across_midnight_go_to_the_day_they_were_spent_on() {
        let tally = two_days();
        let busy = |days| tally.value(MetricId::BusyShare, days);
        assert_eq!(busy(0..1), Some(0.5));
        assert_eq!(busy(1..2), Some(0.25));
        assert_eq!(busy(-7..9), Some(0.375));
        assert_eq!(busy(2..9), None);
    }

    #[test]
    fn what_is_not_measured_counts_on_no_day() {
        let mut tally = two_days();
        tally.prevented(moment(-1, 23));
        tally.prevented(moment(2, 0));
        assert_eq!(tally.value(MetricId::Prevented, -9..9), Some(1.0));
        assert_eq!(tally.value(MetricId::Prevented, 0..1), Some(0.0));
        assert_eq!(tally.value(MetricId::ResponseTime, 0..2), None);
    }

    #[test]
    fn a_journal_gives_the_days_back() {
        let tally = two_days();
        let mut bytes = Vec::new();
        tally.write_to(&mut bytes);
        let read = DailyTally::read_from(&mut bytes.as_slice());
        assert_eq!(read, Ok(tally));
        let torn = DailyTally::read_from(&mut &bytes[..bytes.len() - 1]);
        assert!(torn.is_err());
    }
}
