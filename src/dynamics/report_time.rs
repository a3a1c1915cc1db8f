//! Report time: the clock that goes fast when people report and slow when they sleep.
//!
//! A hazard that follows the hours and weekdays of reports is constant in report time. Every
//! profile has mean 1, so a week of report time is a week.

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span};
use crate::county::Matter;

const HOURS: usize = 24 * 7;
const HOUR_S: f64 = 3_600.0;
const WEEK_S: i64 = 604_800;

/// The report time of one matter.
#[derive(Debug, Clone)]
pub struct ReportTime {
    /// Report time gone at the start of each hour of the week (s), and at its end.
    gone: Vec<f64>,
    /// The first Monday at or before day 0 (s).
    monday_s: i64,
}

impl ReportTime {
    /// The report time of `matter` on the days of `calendar`.
    pub fn new(matter: &Matter, calendar: &Calendar) -> Self {
        let hours = matter.hour_profile.factors();
        let weekdays = matter.weekday_profile.factors();
        let mut gone = Vec::with_capacity(HOURS + 1);
        let mut sum = 0.0;
        for weekday in weekdays {
            for hour in hours {
                gone.push(sum);
                sum += weekday * hour * HOUR_S;
            }
        }
        gone.push(sum);
        let scale = WEEK_S as f64 / sum;
        for value in &mut gone {
            *value *= scale;
        }
        Self {
            gone,
            monday_s: -Span::from_days(calendar.weekday(0).index() as i64).seconds(),
        }
    }

    /// Report time at `at` since the first Monday (s).
    pub fn at(&self, at: Moment) -> f64 {
        let since = at.seconds() - self.monday_s;
        let (week, second) = (since.div_euclid(WEEK_S), since.rem_euclid(WEEK_S));
        let hour = (second / 3_600) as usize;
        let part = (second % 3_600) as f64 / HOUR_S;
        let (from, to) = (self.gone[hour], self.gone[hour + 1]);
        (week * WEEK_S) as f64 + from + part * (to - from)
    }

    /// The first second at which report time has reached `gone`.
    pub fn when(&self, gone: f64) -> Moment {
        let week = (gone / WEEK_S as f64).floor();
        let rest = gone - week * WEEK_S as f64;
        let hour = self.gone.partition_point(|start| *start <= rest).max(1) - 1;
        let hour = hour.min(HOURS - 1);
        let (from, to) = (self.gone[hour], self.gone[hour + 1]);
        let part = if to > from {
            (rest - from) / (to - from)
        } else {
            1.0
        };
        let second = (hour as f64 + part) * HOUR_S;
        Moment::from_seconds(week as i64 * WEEK_S + self.monday_s + second.ceil() as i64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::calendar::CalendarKind;
    use crate::base::date::Date;
    use crate::base::profile::{HourProfile, WeekdayProfile};
    use crate::governance::sample_county::{SampleCounty, line};

    fn time(hours: HourProfile, weekdays: WeekdayProfile) -> ReportTime {
        let county = SampleCounty::new(vec![line(2, 0)]).built();
        let mut matter = county.matters.iter().next().unwrap().clone();
        matter.hour_profile = hours;
        matter.weekday_profile = weekdays;
        let start = Date::new(2026, 1, 1).expect("a Thursday");
        ReportTime::new(&matter, &Calendar::new(CalendarKind::Weekdays, start))
    }

    #[test]
    fn a_week_of_report_time_is_a_week_and_flat_hours_are_hours() {
        let flat = time(HourProfile::Flat, WeekdayProfile::Flat);
        let evening = time(HourProfile::Evening, WeekdayProfile::Field);
        for seconds in [-900_000, 0, 12_345, 1_000_000] {
            let (now, then) = (
                Moment::from_seconds(seconds),
                Moment::from_seconds(seconds + WEEK_S),
            );
            assert!((evening.at(then) - evening.at(now) - WEEK_S as f64).abs() < 1e-6);
            let later = Moment::from_seconds(seconds + 777);
            assert!((flat.at(later) - flat.at(now) - 777.0).abs() < 1e-6);
        }
    }

    #[test]
    fn what_is_reached_is_reached_at_that_second_and_not_before() {
        let time = time(HourProfile::TwoHumps, WeekdayProfile::Field);
        for seconds in [-1_234_567, 5, 86_399, 3_600 * 9, 2_345_678] {
            let at = Moment::from_seconds(seconds);
            let gone = time.at(at);
            let when = time.when(gone + 1e-7);
            assert!((when - at).seconds().abs() <= 1, "{at:?} {when:?}");
            assert!(time.at(when) >= gone);
        }
    }

    #[test]
    fn nights_are_slower_than_mornings() {
        let time = time(HourProfile::TwoHumps, WeekdayProfile::Flat);
        let of = |hour: i64| {
            let at = |hour: i64| time.at(Moment::from_seconds(hour * 3_600));
            at(hour + 1) - at(hour)
        };
        assert!(of(9) > 10.0 * of(3));
    }
}
