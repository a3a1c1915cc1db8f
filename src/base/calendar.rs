//! Calendars: dates of the proleptic Gregorian calendar and which days are worked.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::time::Moment;

/// A date of the proleptic Gregorian calendar, written `2025-01-06`, from year 0 to 9999.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Date {
    year: i32,
    month: u8,
    day: u8,
}

/// Why a text or three numbers are no date.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// The text is not four digits, two and two, with hyphens between.
    #[error("{0:?} is not written like 2025-01-06")]
    Malformed(String),
    /// The calendar has no such day.
    #[error("there is no {year:04}-{month:02}-{day:02} in the calendar")]
    Impossible {
        /// The year.
        year: i32,
        /// The month.
        month: u8,
        /// The day of the month.
        day: u8,
    },
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Weekday {
    /// 星期一.
    Monday,
    /// 星期二.
    Tuesday,
    /// 星期三.
    Wednesday,
    /// 星期四.
    Thursday,
    /// 星期五.
    Friday,
    /// 星期六.
    Saturday,
    /// 星期日.
    Sunday,
}

impl Weekday {
    /// All seven, Monday first.
    pub const ALL: [Self; 7] = [
        Self::Monday,
        Self::Tuesday,
        Self::Wednesday,
        Self::Thursday,
        Self::Friday,
        Self::Saturday,
        Self::Sunday,
    ];

    /// Days since Monday, 0 to 6.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Whether it is Saturday or Sunday.
    pub const fn is_weekend(self) -> bool {
        matches!(self, Self::Saturday | Self::Sunday)
    }

    /// The weekday of the day `day_number` days after 1970-01-01, a Thursday.
    const fn of_day_number(day_number: i64) -> Self {
        Self::ALL[(day_number + 3).rem_euclid(7) as usize]
    }
}

const DAYS_OF_400_YEARS: i64 = 146_097;
/// Days from 0000-03-01 to 1970-01-01.
const DAYS_BEFORE_1970: i64 = 719_468;

impl Date {
    /// The date of a year (0 to 9999), a month and a day of the month.
    ///
    /// # Errors
    /// The calendar has no such day, or the year is not written with four digits.
    pub const fn new(year: i32, month: u8, day: u8) -> Result<Self, DateError> {
        if year < 0
            || year > 9_999
            || month < 1
            || month > 12
            || day < 1
            || day > days_of_month(year, month)
        {
            return Err(DateError::Impossible { year, month, day });
        }
        Ok(Self { year, month, day })
    }

    /// The year.
    pub const fn year(self) -> i32 {
        self.year
    }

    /// The month, 1 to 12.
    pub const fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub const fn day(self) -> u8 {
        self.day
    }

    /// Days since 1970-01-01, negative before.
    ///
    /// Years are counted from March, so that the leap day is the last of its year; source:
    /// Reingold and Dershowitz, "Calendrical Calculations", chapter 2.
    pub const fn day_number(self) -> i64 {
        let months_since_march = (self.month as i64 + 9) % 12;
        let year = self.year as i64 - (self.month <= 2) as i64;
        let day_of_year = (153 * months_since_march + 2) / 5 + self.day as i64 - 1;
        let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        year * 365 + leap_days + day_of_year - DAYS_BEFORE_1970
    }

    /// The date `day_number` days after 1970-01-01.
    pub const fn from_day_number(day_number: i64) -> Self {
        let days = day_number + DAYS_BEFORE_1970;
        let cycle = days.div_euclid(DAYS_OF_400_YEARS);
        let day_of_cycle = days.rem_euclid(DAYS_OF_400_YEARS);
        let leap_days = day_of_cycle / 1_460 - day_of_cycle / 36_524 + day_of_cycle / 146_096;
        let year_of_cycle = (day_of_cycle - leap_days) / 365;
        let days_before_year = 365 * year_of_cycle + year_of_cycle / 4 - year_of_cycle / 100;
        let day_of_year = day_of_cycle - days_before_year;
        let months_since_march = (5 * day_of_year + 2) / 153;
        let month = (months_since_march + 2) % 12 + 1;
        Self {
            year: (cycle * 400 + year_of_cycle + (month <= 2) as i64) as i32,
            month: month as u8,
            day: (day_of_year - (153 * months_since_march + 2) / 5 + 1) as u8,
        }
    }

    /// The day of the week.
    pub const fn weekday(self) -> Weekday {
        Weekday::of_day_number(self.day_number())
    }
}

const fn days_of_month(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Self, DateError> {
        let malformed = || DateError::Malformed(text.to_owned());
        let bytes = text.as_bytes();
        let [y0, y1, y2, y3, b'-', m0, m1, b'-', d0, d1] = *bytes else {
            return Err(malformed());
        };
        let number = |digits: &[u8]| {
            let all_digits = digits.iter().all(u8::is_ascii_digit);
            let value = digits.iter().fold(0, |value, digit| {
                value * 10 + i32::from(digit.wrapping_sub(b'0'))
            });
            all_digits.then_some(value).ok_or_else(malformed)
        };
        let year = number(&[y0, y1, y2, y3])?;
        Self::new(year, number(&[m0, m1])? as u8, number(&[d0, d1])? as u8)
    }
}

impl TryFrom<String> for Date {
    type Error = DateError;

    fn try_from(text: String) -> Result<Self, DateError> {
        text.parse()
    }
}

impl From<Date> for String {
    fn from(date: Date) -> Self {
        date.to_string()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}

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

const NEW_YEAR_2025: i64 = Date {
    year: 2025,
    month: 1,
    day: 1,
}
.day_number();
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
    (Date {
        year: 2025,
        month,
        day,
    }
    .day_number()
        - NEW_YEAR_2025) as usize
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
    fn known_days_have_their_numbers_and_weekdays() {
        assert_eq!(date("1970-01-01").day_number(), 0);
        assert_eq!(date("2000-03-01").day_number(), 11_017);
        assert_eq!(date("1969-12-31").day_number(), -1);
        assert_eq!(date("1970-01-01").weekday(), Weekday::Thursday);
        assert_eq!(date("1949-10-01").weekday(), Weekday::Saturday);
        assert_eq!(date("2025-01-06").weekday(), Weekday::Monday);
    }

    #[test]
    fn numbers_and_dates_are_each_other_s_inverse_day_after_day() {
        let mut before = Date::from_day_number(-719_528);
        assert_eq!(before.to_string(), "0000-01-01");
        for number in -719_527..=2_932_896 {
            let date = Date::from_day_number(number);
            assert!(before < date, "{before} {date}");
            assert_eq!(date.day_number(), number);
            assert_eq!(Date::new(date.year(), date.month(), date.day()), Ok(date));
            before = date;
        }
        assert_eq!(before.to_string(), "9999-12-31");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "2025-1-6",
            "2025/01/06",
            "20250106",
            "2025-01-06 ",
            "２025-01-06",
            "+025-01-06",
        ] {
            assert_eq!(
                text.parse::<Date>(),
                Err(DateError::Malformed(text.to_owned()))
            );
        }
        for text in [
            "2025-02-29",
            "1900-02-29",
            "2025-13-01",
            "2025-00-10",
            "2025-04-31",
            "2025-01-00",
        ] {
            assert!(
                matches!(text.parse::<Date>(), Err(DateError::Impossible { .. })),
                "{text}"
            );
        }
        assert_eq!(date("2000-02-29").to_string(), "2000-02-29");
        assert!(Date::new(10_000, 1, 1).is_err());
    }

    #[test]
    fn a_date_is_a_text_in_files() {
        let text = serde_json::to_string(&date("2025-01-06")).unwrap();
        assert_eq!(text, "\"2025-01-06\"");
        assert!(serde_json::from_str::<Date>("\"2025-02-30\"").is_err());
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
