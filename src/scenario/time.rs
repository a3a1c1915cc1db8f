//! `[time]`: calendar and horizon.

use crate::base::{Calendar, CalendarKind, Date, Span, Text};
use crate::document::{Fields, Unit, date, flag, integer, word};
use crate::dynamics::Horizon;

use super::common::LONGEST_DAYS;
use super::rule::ModelRule;

/// The first day unless said otherwise: Monday, 2025-01-06 [days after 1970-01-01].
const USUAL_START: Date = Date::from_day_number(20_094);

/// When a study happens.
#[derive(Debug, Clone, Copy)]
pub struct Time {
    /// Days.
    pub calendar: Calendar,
    /// How long.
    pub horizon: Horizon,
    /// Whether each setup warms up under itself, instead of taking over from the status quo.
    pub is_steady: bool,
}

impl Time {
    /// Reads `[time]`; of a log, its calendar and its first day are what is usual.
    pub fn visit(fields: &mut Fields, of_log: Option<(CalendarKind, Date)>) -> Self {
        let usual = of_log.unwrap_or((CalendarKind::China2025, USUAL_START));
        let kind = fields
            .key("calendar", word::<CalendarKind>())
            .means("哪些日子上班", "which days are worked")
            .or(usual.0);
        let start = fields
            .key("start", date())
            .means(
                "计量的第一天；不写则为 2025-01-06，用日志时为日志首日加预热",
                "the first measured day; 2025-01-06 if not written, of a log its first day and the warm-up",
            )
            .source("assumption: a Monday")
            .optional();
        let measured = fields
            .key("days", integer().unit(Unit::Day).range(1..=LONGEST_DAYS))
            .means("计量多少天", "how long is measured")
            .required();
        let around = || integer().unit(Unit::Day).range(0..=LONGEST_DAYS);
        let warm_up = fields
            .key("warm_up_days", around())
            .means("之前的预热", "warm-up before it")
            .or(0);
        let cool_down = fields
            .key("cool_down_days", around())
            .means(
                "之后的收尾，让计量期的事件办完",
                "cool-down after it, so that the measured incidents can be settled",
            )
            .or(0);
        let is_steady = fields
            .key("steady", flag())
            .means(
                "各方案是否从运行一开始就实行；否则预热期为现状，各方案从同一状态接手",
                "whether each setup holds from the start of the run; else the warm-up is the status quo, and all setups take over the same state",
            )
            .or(false);
        // A log begins with its warm-up, so that no day of it is lost.
        let days_before = of_log.map_or(0, |_| warm_up);
        let usual_start = Date::from_day_number(usual.1.day_number() + days_before);
        let time = Self {
            calendar: Calendar::new(kind, start.unwrap_or(usual_start)),
            horizon: Horizon {
                warm_up: Span::from_days(warm_up),
                measured: Span::from_days(measured),
                cool_down: Span::from_days(cool_down),
            },
            is_steady,
        };
        time.warn_of_years_without_holidays(fields);
        time
    }

    /// A year of China from the usual start, for files that say nothing of time.
    pub fn usual_year() -> Self {
        Self {
            calendar: Calendar::new(CalendarKind::China2025, USUAL_START),
            horizon: Horizon {
                warm_up: Span::ZERO,
                measured: Span::from_days(360),
                cool_down: Span::ZERO,
            },
            is_steady: false,
        }
    }

    /// The first and the last day of a run.
    pub fn days(&self) -> (i64, i64) {
        let horizon = &self.horizon;
        (horizon.start().day(), horizon.end().day() - 1)
    }

    fn warn_of_years_without_holidays(&self, fields: &mut Fields) {
        let (first, last) = self.days();
        let is_covered = self.calendar.covers(first) && self.calendar.covers(last);
        let is_silent = is_covered || !fields.is_sound();
        let (false, Some(address)) = (is_silent, fields.address("calendar")) else {
            return;
        };
        let (first, last) = (self.calendar.date(first), self.calendar.date(last));
        let rule = Text::new(
            format!(
                "china-2025 只含 2025 年的节假日；本次运行从 {first} 到 {last}，2025 年以外只区分周一至周五"
            ),
            format!(
                "china-2025 knows the holidays of 2025 only; this run goes from {first} to {last}, \
                 and outside 2025 only weekends are off"
            ),
        );
        let remedy = Text::new(
            "可缩短或移动时段，或改用 weekdays",
            "shorten or move the run, or use weekdays",
        );
        fields.push(
            address
                .fault(ModelRule::HolidaysUnknown.kind(), rule, remedy)
                .as_warning(),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_start_is_a_monday() {
        assert_eq!(USUAL_START.to_string(), "2025-01-06");
    }
}
