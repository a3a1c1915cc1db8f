//! Calendars: which days of a run are worked, and when working days have passed.

use serde::{Deserialize, Serialize};

use super::date::{Date, Weekday, day_number_of};
use super::time::Moment;

/// Which days are worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarKind {
    /// Every day.
    #[serde(rename = "always-open")]
    AlwaysOpen,
    /// Monday to Friday of any year.
    #[serde(rename = "weekdays")]
    Weekdays,
    /// Monday to Friday but for the public holidays and make-up days of 2025 in China; outside
    /// 2025 Monday to Friday only.
    #[serde(rename = "china-2025")]
    China2025,
}

impl CalendarKind {
    /// Every kind, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::AlwaysOpen, Self::Weekdays, Self::China2025];

    /// The word files use.
    pub const fn word(self) -> &'static str {
        match self {
            Self::AlwaysOpen => "always-open",
            Self::Weekdays => "weekdays",
            Self::China2025 => "china-2025",
        }
    }

    /// The kind of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// First and last days off in 2025, as (month, day).
///
/// Source: General Office of the State Council, 国务院办公厅关于2025年部分节假日安排的通知,
/// 国办发明电〔2024〕12号, 2024-11-12.
const HOLIDAYS_2025: [[(u8, u8); 2]; 6] = [
    [(1, 1), (1, 1)],
    [(1, 28), (2, 4)],
    [(4, 4), (4, 6)],
    [(5, 1), (5, 5)],
    [(5, 31), (6, 2)],
    [(10, 1), (10, 8)],
];

/// Weekend days worked in 2025 in return; source as above.
const MAKE_UP_DAYS_2025: [(u8, u8); 5] = [(1, 26), (2, 8), (4, 27), (9, 28), (10, 11)];

const NEW_YEAR_2025: i64 = day_number_of(2025, 1, 1);
const IS_WORKED_2025: [bool; 365] = worked_days_of_2025();

const fn worked_days_of_2025() -> [bool; 365] {
    let mut is_worked = [true; 365];
    let mut day = 0;
    while day < 365 {
        is_worked[day] = !Weekday::of_day_number(NEW_YEAR_2025 + day as i64).is_weekend();
        day += 1;
    }
    let mut holiday = 0;
    while holiday < HOLIDAYS_2025.len() {
        let [first, last] = HOLIDAYS_2025[holiday];
        let mut day = day_of_2025(first);
        while day <= day_of_2025(last) {
            is_worked[day] = false;
            day += 1;
        }
        holiday += 1;
    }
    let mut make_up = 0;
    while make_up < MAKE_UP_DAYS_2025.len() {
        is_worked[day_of_2025(MAKE_UP_DAYS_2025[make_up])] = true;
        make_up += 1;
    }
    is_worked
}

const fn day_of_2025((month, day): (u8, u8)) -> usize {
    (day_number_of(2025, month, day) - NEW_YEAR_2025) as usize
}

/// A calendar laid over a run: day 0 is `start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Calendar {
    kind: CalendarKind,
    first_day_number: i64,
}

impl Calendar {
    /// The calendar of `kind` whose day 0 is `start`.
    pub const fn new(kind: CalendarKind, start: Date) -> Self {
        Self {
            kind,
            first_day_number: start.day_number(),
        }
    }

    /// Which days are worked.
    pub const fn kind(&self) -> CalendarKind {
        self.kind
    }

    /// The date of day `day`.
    pub const fn date(&self, day: i64) -> Date {
        Date::from_day_number(self.first_day_number + day)
    }

    /// The day of the week of day `day`.
    #[inline]
    pub const fn weekday(&self, day: i64) -> Weekday {
        Weekday::of_day_number(self.first_day_number + day)
    }

    /// Whether day `day` is worked.
    #[inline]
    pub const fn is_working_day(&self, day: i64) -> bool {
        match self.kind {
            CalendarKind::AlwaysOpen => true,
            CalendarKind::Weekdays => !self.weekday(day).is_weekend(),
            CalendarKind::China2025 => match self.day_of_2025(day) {
                Some(day_of_year) => IS_WORKED_2025[day_of_year],
                None => !self.weekday(day).is_weekend(),
            },
        }
    }

    /// Whether the calendar knows the holidays of day `day`; a calendar without holidays knows
    /// every day.
    pub const fn covers(&self, day: i64) -> bool {
        match self.kind {
            CalendarKind::AlwaysOpen | CalendarKind::Weekdays => true,
            CalendarKind::China2025 => self.day_of_2025(day).is_some(),
        }
    }

    /// The end of the `working_days`-th working day after the day of `from`; with 0, the end of
    /// that day itself.
    pub fn deadline(&self, from: Moment, working_days: u32) -> Moment {
        let mut day = from.day();
        let mut left = working_days;
        while left > 0 {
            day += 1;
            left -= u32::from(self.is_working_day(day));
        }
        Moment::start_of_day(day + 1)
    }

    const fn day_of_2025(&self, day: i64) -> Option<usize> {
        let day_of_year = self.first_day_number + day - NEW_YEAR_2025;
        if day_of_year >= 0 && day_of_year < 365 {
            Some(day_of_year as usize)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn from(kind: CalendarKind, start: &str) -> Calendar {
        Calendar::new(kind, date(start))
    }

    fn day(calendar: &Calendar, text: &str) -> i64 {
        date(text).day_number() - calendar.date(0).day_number()
    }

    #[test]
    fn words_of_kinds_are_those_of_serde() {
        for kind in CalendarKind::ALL {
            assert_eq!(CalendarKind::from_word(kind.word()), Some(kind));
            assert_eq!(
                serde_json::to_string(&kind).unwrap(),
                format!("{:?}", kind.word())
            );
        }
        assert_eq!(CalendarKind::from_word("china-2024"), None);
    }

    /// 365 days less 104 of weekends and 13 statutory holidays.
    #[test]
    fn the_chinese_year_2025_has_248_working_days() {
        let calendar = from(CalendarKind::China2025, "2025-01-01");
        let worked = (0..365).filter(|day| calendar.is_working_day(*day)).count();
        assert_eq!(worked, 248);
    }

    #[test]
    fn holidays_are_off_and_their_make_up_days_are_worked() {
        let calendar = from(CalendarKind::China2025, "2025-01-06");
        let is_worked = |text| calendar.is_working_day(day(&calendar, text));
        for text in [
            "2025-01-01",
            "2025-01-28",
            "2025-02-04",
            "2025-04-04",
            "2025-05-05",
            "2025-06-02",
            "2025-10-08",
        ] {
            assert!(!is_worked(text), "{text}");
        }
        for text in [
            "2025-01-26",
            "2025-02-08",
            "2025-04-27",
            "2025-09-28",
            "2025-10-11",
        ] {
            assert!(
                is_worked(text) && date(text).weekday().is_weekend(),
                "{text}"
            );
        }
        for text in [
            "2025-01-27",
            "2025-02-05",
            "2025-04-07",
            "2025-06-03",
            "2025-10-09",
        ] {
            assert!(is_worked(text), "{text}");
        }
    }

    #[test]
    fn outside_2025_the_chinese_calendar_has_weekdays_only_and_says_so() {
        let chinese = from(CalendarKind::China2025, "2024-01-01");
        let plain = from(CalendarKind::Weekdays, "2024-01-01");
        for day in (0..366).chain(731..1_100) {
            assert!(!chinese.covers(day), "{}", chinese.date(day));
            assert_eq!(chinese.is_working_day(day), plain.is_working_day(day));
        }
        assert!((366..731).all(|day| chinese.covers(day)));
        assert!(plain.covers(-10_000));
    }

    #[test]
    fn day_zero_is_the_start_and_warm_up_lies_before_it() {
        let calendar = from(CalendarKind::Weekdays, "2025-01-06");
        assert_eq!(calendar.date(0), date("2025-01-06"));
        assert_eq!(calendar.date(-6), date("2024-12-31"));
        assert_eq!(calendar.weekday(-1), Weekday::Sunday);
        assert!(calendar.is_working_day(0) && !calendar.is_working_day(-1));
    }

    #[test]
    fn a_deadline_ends_the_nth_working_day_after_the_day_of_the_start() {
        let due = |kind, hours: i64, working_days| {
            let calendar = from(kind, "2025-01-24");
            let deadline = calendar.deadline(Moment::START + Span::HOUR * hours, working_days);
            assert!(deadline.time_of_day().is_zero());
            calendar.date(deadline.day() - 1).to_string()
        };
        assert_eq!(due(CalendarKind::AlwaysOpen, 9, 5), "2025-01-29");
        assert_eq!(due(CalendarKind::Weekdays, 9, 5), "2025-01-31");
        assert_eq!(due(CalendarKind::Weekdays, 26, 1), "2025-01-27");
        assert_eq!(due(CalendarKind::China2025, 9, 1), "2025-01-26");
        assert_eq!(due(CalendarKind::China2025, 9, 3), "2025-02-05");
        assert_eq!(due(CalendarKind::China2025, 23, 0), "2025-01-24");
    }
}
