//! Daylight saving: the hour a clock never shows in spring and the one it shows twice in autumn.

use super::time_format::LocalTime;
use crate::base::{Date, Span, Text};
use crate::define_words;
use crate::document::{FaultKind, Fields, Unit, integer, number, table, time_of_day, word};

define_words! {
    /// A day of the week.
    pub enum DayOfWeek {
        Monday = "monday": "星期一", "Monday";
        Tuesday = "tuesday": "星期二", "Tuesday";
        Wednesday = "wednesday": "星期三", "Wednesday";
        Thursday = "thursday": "星期四", "Thursday";
        Friday = "friday": "星期五", "Friday";
        Saturday = "saturday": "星期六", "Saturday";
        Sunday = "sunday": "星期日", "Sunday";
    }
}

define_words! {
    /// Which of the four or five such weekdays of a month.
    pub enum Which {
        First = "first": "第一个", "the first of the month";
        Second = "second": "第二个", "the second of the month";
        Third = "third": "第三个", "the third of the month";
        Fourth = "fourth": "第四个", "the fourth of the month";
        Last = "last": "最后一个", "the last of the month";
    }
}

/// A yearly change of the clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockChange {
    month: u8,
    which: Which,
    weekday: DayOfWeek,
    at: Span,
}

/// When clocks go forward, when they go back, and by how much.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaylightSaving {
    starts: ClockChange,
    ends: ClockChange,
    shift: Span,
}

/// What the clock has to do with a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clock {
    /// It shows it once.
    Once,
    /// It never shows it: spring forward.
    Never,
    /// It shows it twice: fall back; the first is meant.
    Twice,
}

impl ClockChange {
    fn visit(fields: &mut Fields) -> Self {
        let month = fields.key("month", integer().range(1..=12));
        let month = month.means("月份", "the month").required();
        let which = fields.key("which", word::<Which>());
        let which = which.means("当月第几个", "which of the month").required();
        let weekday = fields.key("weekday", word::<DayOfWeek>());
        let weekday = weekday.means("星期几", "the day of the week").required();
        let at = fields.key("at", time_of_day());
        let at = at.means(
            "变更前钟面时刻",
            "what the clock shows before it is changed",
        );
        Self {
            month: month as u8,
            which,
            weekday,
            at: at.required(),
        }
    }

    /// The day it falls on in `year` [days since 1970-01-01]; nothing beyond the calendar.
    fn day_number(self, year: i32) -> Option<i64> {
        let first = Date::new(year, self.month, 1).ok()?;
        let ahead = (self.weekday as i64 - first.weekday().index() as i64).rem_euclid(7);
        let nearest = first.day_number() + ahead;
        if self.which != Which::Last {
            return Some(nearest + 7 * self.which as i64);
        }
        let fifth = nearest + 28;
        let is_same_month = Date::from_day_number(fifth).month() == self.month;
        Some(if is_same_month { fifth } else { fifth - 7 })
    }
}

impl DaylightSaving {
    /// Reads the rule of a place.
    pub fn visit(fields: &mut Fields) -> Self {
        let starts = fields.key("starts", table(ClockChange::visit));
        let starts = starts.means("拨快", "when clocks go forward").required();
        let ends = fields.key("ends", table(ClockChange::visit));
        let ends = ends.means("拨回", "when clocks go back").required();
        let shift = fields.key("shift_min", number().unit(Unit::Minute).range(1.0..=180.0));
        let shift = shift.means("拨动多少", "by how much").or(60.0);
        let rule = Self {
            starts,
            ends,
            shift: Span::from_minutes(shift),
        };
        fields.demand(
            starts.at + rule.shift <= Span::DAY && ends.at >= rule.shift,
            "shift_min",
            FaultKind::OutOfRange,
            Text::new(
                "拨快和拨回都不能越过零点",
                "neither change of the clock may cross midnight",
            ),
            Text::new("请核对变更的时刻", "check the times of the changes"),
        );
        rule
    }

    /// What the clock has to do with `time`.
    pub fn clock(&self, time: LocalTime) -> Clock {
        let year = time.date().year();
        let is_in = |change: ClockChange, from: Span, to: Span| {
            change.day_number(year) == Some(time.day_number)
                && (from..to).contains(&time.time_of_day)
        };
        if is_in(self.starts, self.starts.at, self.starts.at + self.shift) {
            Clock::Never
        } else if is_in(self.ends, self.ends.at - self.shift, self.ends.at) {
            Clock::Twice
        } else {
            Clock::Once
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caselog::TimeFormat;

    const UNITED_STATES: DaylightSaving = DaylightSaving {
        starts: ClockChange {
            month: 3,
            which: Which::Second,
            weekday: DayOfWeek::Sunday,
            at: Span::from_seconds(2 * 3_600),
        },
        ends: ClockChange {
            month: 11,
            which: Which::First,
            weekday: DayOfWeek::Sunday,
            at: Span::from_seconds(2 * 3_600),
        },
        shift: Span::HOUR,
    };

    fn clock(text: &str) -> Clock {
        let format = TimeFormat::new("%Y-%m-%d %H:%M:%S").unwrap();
        UNITED_STATES.clock(format.read(text.as_bytes()).unwrap())
    }

    #[test]
    fn the_hour_that_spring_leaps_over_is_never_shown() {
        assert_eq!(clock("2011-03-13 01:59:59"), Clock::Once);
        assert_eq!(clock("2011-03-13 02:00:00"), Clock::Never);
        assert_eq!(clock("2011-03-13 02:59:59"), Clock::Never);
        assert_eq!(clock("2011-03-13 03:00:00"), Clock::Once);
        assert_eq!(clock("2011-03-06 02:30:00"), Clock::Once);
        assert_eq!(clock("2012-03-11 02:30:00"), Clock::Never);
    }

    #[test]
    fn the_hour_before_clocks_go_back_is_shown_twice() {
        assert_eq!(clock("2011-11-06 00:59:59"), Clock::Once);
        assert_eq!(clock("2011-11-06 01:00:00"), Clock::Twice);
        assert_eq!(clock("2011-11-06 02:00:00"), Clock::Once);
    }

    #[test]
    fn the_last_sunday_may_be_the_fourth_or_the_fifth() {
        let last = ClockChange {
            month: 10,
            which: Which::Last,
            ..UNITED_STATES.starts
        };
        let date = |year| Date::from_day_number(last.day_number(year).unwrap()).to_string();
        assert_eq!(date(2011), "2011-10-30");
        assert_eq!(date(2012), "2012-10-28");
    }
}
