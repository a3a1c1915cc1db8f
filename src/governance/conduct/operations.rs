//! Operations (专项行动): a place sighted again and again is dealt with by plan, not by chance.

use crate::base::Span;
use crate::document::{Fields, Unit, integer, number};

/// `[operations]`: when a place gets an operation of its own, and what that takes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Operations {
    /// Sightings of one place that call for an operation.
    pub sightings: u8,
    /// Within how long they must lie (d).
    pub within_days: f64,
    /// Work at the place (h).
    pub hours: f64,
    /// Working days until the operation is overdue.
    pub deadline_working_days: u32,
    /// Appraisal points per expected hour.
    pub points_per_hour: f64,
}

impl Default for Operations {
    fn default() -> Self {
        Self {
            sightings: 2,
            within_days: 30.0,
            hours: 4.0,
            deadline_working_days: 10,
            points_per_hour: 1.0,
        }
    }
}

impl Operations {
    /// The most sightings a county may ask for.
    pub const MOST_SIGHTINGS: u8 = 5;

    /// Reads `[operations]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let sightings = integer()
            .unit(Unit::Count)
            .range(2..=i64::from(Self::MOST_SIGHTINGS));
        Self {
            sightings: fields
                .key("sightings", sightings)
                .means(
                    "同一点位被任职者看见或接报几次，就安排专项行动",
                    "sightings of one place by anyone in office that call for an operation",
                )
                .source("model 3: two")
                .or(i64::from(usual.sightings)) as u8,
            within_days: fields
                .key("within_days", number().unit(Unit::Day).range(7.0..=90.0))
                .means(
                    "这几次须在多少天之内",
                    "time within which these sightings must lie",
                )
                .source("assumption")
                .or(usual.within_days),
            hours: fields
                .key("hours", number().unit(Unit::Hour).range(1.0..=8.0))
                .means(
                    "两名持证人员在点位上的用时，路途另计",
                    "work of two licensed officers at the place, ways not included",
                )
                .source("assumption")
                .or(usual.hours),
            ..Self::visit_terms(fields, &usual)
        }
    }

    /// By when it is due, and what it counts.
    fn visit_terms(fields: &mut Fields, usual: &Self) -> Self {
        Self {
            deadline_working_days: fields
                .key(
                    "deadline_working_days",
                    integer().unit(Unit::WorkingDay).range(1..=250),
                )
                .means("期限", "time until it is due")
                .source("assumption")
                .or(i64::from(usual.deadline_working_days))
                as u32,
            points_per_hour: fields
                .key("points", number().range(0.0..=1_000.0))
                .means("每预计工时的考核分", "appraisal points per expected hour")
                .source("assumption: R7, as line tasks")
                .or(usual.points_per_hour),
            ..*usual
        }
    }

    /// How long a sighting counts.
    pub fn window(&self) -> Span {
        Span::from_hours(self.within_days * 24.0)
    }

    /// Work at the place.
    pub fn content(&self) -> Span {
        Span::from_hours(self.hours)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_sightings_in_thirty_days_are_worth_half_a_day_of_a_pair() {
        let usual = Operations::default();
        assert_eq!(usual.sightings, 2);
        assert_eq!(usual.window(), Span::from_days(30));
        assert_eq!(usual.content(), Span::HOUR * 4);
    }
}
