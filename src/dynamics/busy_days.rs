//! Busy days: of how much of his time on duty a person has been busy over the last 28 days.
//!
//! Days are whole, today is not among them, so that the share is the same all day long.

use crate::base::{Moment, Span};

/// Days that count (model R13).
pub const DAYS: i64 = 28;
/// Those and today.
const KEPT: usize = DAYS as usize + 1;

/// Time of one person on each of the last days.
#[derive(Debug, Clone, PartialEq)]
pub struct BusyDays {
    /// The last day written down.
    last: i64,
    busy: [Span; KEPT],
    on_duty: [Span; KEPT],
}

impl BusyDays {
    /// Nothing written down before `start`.
    pub fn new(start: Moment) -> Self {
        Self {
            last: start.day(),
            busy: [Span::ZERO; KEPT],
            on_duty: [Span::ZERO; KEPT],
        }
    }

    /// The person was busy.
    pub fn add_busy(&mut self, from: Moment, to: Moment) {
        self.go_on_to(to.day());
        let last = self.last;
        add(&mut self.busy, last, from, to);
    }

    /// The person was on duty.
    pub fn add_on_duty(&mut self, from: Moment, to: Moment) {
        self.go_on_to(to.day());
        let last = self.last;
        add(&mut self.on_duty, last, from, to);
    }

    /// Busy time over time on duty in the 28 days before that of `now`; on duty since `on_since`, of
    /// which nothing is written down. Nobody is busy who was never on duty.
    pub fn share(&mut self, now: Moment, on_since: Option<Moment>) -> f64 {
        let today = now.day();
        self.go_on_to(today);
        let days = today - DAYS..today;
        let sum = |of: &[Span; KEPT]| -> Span { days.clone().map(|day| of[slot(day)]).sum() };
        let (first, midnight) = (
            Moment::start_of_day(today - DAYS),
            Moment::start_of_day(today),
        );
        let open = on_since.map_or(Span::ZERO, |since| {
            (midnight - since.max(first)).max(Span::ZERO)
        });
        let on_duty = sum(&self.on_duty) + open;
        if on_duty.is_zero() {
            0.0
        } else {
            sum(&self.busy).hours() / on_duty.hours()
        }
    }

    /// Days up to `day` begin with nothing written down.
    fn go_on_to(&mut self, day: i64) {
        let first = (self.last + 1).max(day - DAYS);
        for day in first..=day {
            self.busy[slot(day)] = Span::ZERO;
            self.on_duty[slot(day)] = Span::ZERO;
        }
        self.last = self.last.max(day);
    }
}

fn slot(day: i64) -> usize {
    day.rem_euclid(KEPT as i64) as usize
}

/// Adds the days of a stretch that are among those kept.
fn add(of: &mut [Span; KEPT], last: i64, from: Moment, to: Moment) {
    for day in from.day().max(last - DAYS)..=to.day() {
        let begins = Moment::start_of_day(day).max(from);
        let ends = Moment::start_of_day(day + 1).min(to);
        of[slot(day)] += (ends - begins).max(Span::ZERO);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(day: i64, hour: i64) -> Moment {
        Moment::start_of_day(day) + Span::HOUR * hour
    }

    #[test]
    fn today_does_not_count_and_what_is_older_than_four_weeks_is_forgotten() {
        let mut days = BusyDays::new(Moment::START);
        days.add_on_duty(at(0, 8), at(0, 18));
        days.add_busy(at(0, 8), at(0, 12));
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12);
        near(days.share(at(0, 20), None), 0.0);
        near(days.share(at(1, 0), None), 0.4);
        days.add_on_duty(at(1, 8), at(1, 18));
        days.add_busy(at(1, 8), at(1, 18));
        near(days.share(at(2, 9), None), 0.7);
        near(days.share(at(28, 9), None), 0.7);
        near(days.share(at(29, 9), None), 1.0);
        near(days.share(at(30, 9), None), 0.0);
        near(days.share(at(400, 9), None), 0.0);
    }

    #[test]
    fn a_stretch_over_midnight_belongs_to_both_days() {
        let mut days = BusyDays::new(at(-3, 0));
        days.add_on_duty(at(-1, 20), at(0, 4));
        days.add_busy(at(-1, 22), at(0, 4));
        assert!((days.share(at(0, 5), None) - 0.5).abs() < 1e-12);
        assert!((days.share(at(1, 5), None) - 0.75).abs() < 1e-12);
    }

    #[test]
    fn who_has_been_on_duty_all_along_is_counted_to_midnight() {
        let mut days = BusyDays::new(at(-10, 0));
        days.add_busy(at(-1, 0), at(0, 6));
        assert!((days.share(at(0, 7), Some(at(-10, 0))) - 0.1).abs() < 1e-12);
        assert!((days.share(at(0, 7), Some(at(0, 0)))).abs() < 1e-12);
    }
}
