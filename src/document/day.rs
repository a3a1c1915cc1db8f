//! Dates and times of day.

use super::fault::{FaultKind, Faults};
use super::shape::Shape;
use super::spec::{Seen, Spec};
use super::tree::{Node, Value};
use crate::base::{Span, Text};

/// A calendar date; see [`date`].
#[derive(Debug, Clone, Copy)]
pub struct DateSpec;

/// A time of day; see [`time_of_day`].
#[derive(Debug, Clone, Copy)]
pub struct TimeOfDaySpec;

/// A date of the calendar, checked to exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// The year.
    pub year: u16,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day, 1 to 31.
    pub day: u8,
}

/// A date, `2025-01-06`.
pub const fn date() -> DateSpec {
    DateSpec
}

/// A time of day, `"08:30"`; `"24:00"` is the end of the day.
pub const fn time_of_day() -> TimeOfDaySpec {
    TimeOfDaySpec
}

impl Date {
    /// The date, if the calendar has it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let is_leap =
            year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 => 28 + u8::from(is_leap),
            1..=12 => 31,
            _ => 0,
        };
        (1..=days)
            .contains(&day)
            .then_some(Self { year, month, day })
    }
}

impl Spec for DateSpec {
    type Value = Date;

    fn accepts(&self, node: &Node) -> bool {
        matches!(node.value, Value::Date(date) if date.date.is_some() && date.time.is_none())
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Date> {
        let Value::Date(found) = seen.node.value else {
            return None;
        };
        let found = found.date?;
        let date = Date::new(found.year, found.month, found.day);
        if date.is_none() {
            let rule = Text::new("日历上必须有这一天", "the calendar must have that day");
            let remedy = Text::new("请核对月和日", "check month and day");
            faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
        }
        date
    }

    fn describe(&mut self) -> (Shape, Date) {
        let stand_in = Date {
            year: 2025,
            month: 1,
            day: 1,
        };
        (Shape::Date, stand_in)
    }

    fn shown(&self, value: &Date) -> Option<serde_json::Value> {
        let Date { year, month, day } = value;
        Some(serde_json::json!(format!("{year:04}-{month:02}-{day:02}")))
    }
}

impl Spec for TimeOfDaySpec {
    type Value = Span;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Span> {
        let span = parse_time(seen.node.as_text()?);
        if span.is_none() {
            let rule = Text::new(
                "时刻写作 \"HH:MM\"，从 \"00:00\" 到 \"24:00\"",
                "a time of day is \"HH:MM\", from \"00:00\" to \"24:00\"",
            );
            let remedy = Text::new("例如 \"08:30\"", "for example \"08:30\"");
            faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
        }
        span
    }

    fn describe(&mut self) -> (Shape, Span) {
        (Shape::TimeOfDay, Span::ZERO)
    }

    fn shown(&self, value: &Span) -> Option<serde_json::Value> {
        let minutes = value.seconds() / 60;
        Some(serde_json::json!(format!(
            "{:02}:{:02}",
            minutes / 60,
            minutes % 60
        )))
    }
}

fn parse_time(text: &str) -> Option<Span> {
    let (hours, minutes) = text.split_once(':')?;
    let two_digits = |part: &str| {
        let is_plain = part.len() == 2 && part.bytes().all(|c| c.is_ascii_digit());
        is_plain.then(|| part.parse::<i64>().ok()).flatten()
    };
    let (hours, minutes) = (two_digits(hours)?, two_digits(minutes)?);
    let is_time = minutes < 60 && (hours < 24 || hours == 24 && minutes == 0);
    is_time.then(|| Span::from_seconds(hours * 3_600 + minutes * 60))
}
