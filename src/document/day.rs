//! Dates and times of day.

use super::fault::{FaultKind, Faults};
use super::shape::Shape;
use super::spec::{Seen, Spec};
use super::tree::{Node, Value};
use crate::base::{self, Date, Span, Text};

/// A calendar date; see [`date`].
#[derive(Debug, Clone, Copy)]
pub struct DateSpec;

/// A time of day; see [`time_of_day`].
#[derive(Debug, Clone, Copy)]
pub struct TimeOfDaySpec;

/// What is read on with after a fault, 2025-01-01 [days after 1970-01-01].
const STAND_IN: Date = Date::from_day_number(20_089);

/// A date, `2025-01-06`.
pub const fn date() -> DateSpec {
    DateSpec
}

/// A time of day, `"08:30"`; `"24:00"` is the end of the day.
pub const fn time_of_day() -> TimeOfDaySpec {
    TimeOfDaySpec
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
        let date = Date::new(i32::from(found.year), found.month, found.day).ok();
        if date.is_none() {
            let rule = Text::new("日历上必须有这一天", "the calendar must have that day");
            let remedy = Text::new("请核对月和日", "check month and day");
            faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
        }
        date
    }

    fn describe(&mut self) -> (Shape, Date) {
        (Shape::Date, STAND_IN)
    }

    fn shown(&self, value: &Date) -> Option<serde_json::Value> {
        Some(serde_json::json!(value.to_string()))
    }
}

impl Spec for TimeOfDaySpec {
    type Value = Span;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Span> {
        let span = base::time_of_day(seen.node.as_text()?).ok();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stand_in_is_the_first_of_january() {
        assert_eq!(STAND_IN.to_string(), "2025-01-01");
    }
}
