//! Dates and weekdays of the proleptic Gregorian calendar.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

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
    pub const fn of_day_number(day_number: i64) -> Self {
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
    pub const fn day_number(self) -> i64 {
        day_number_of(self.year, self.month, self.day)
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

/// Days since 1970-01-01 of a date that exists.
///
/// Years are counted from March, so that the leap day is the last of its year; source: Reingold
/// and Dershowitz, "Calendrical Calculations", chapter 2.
pub(super) const fn day_number_of(year: i32, month: u8, day: u8) -> i64 {
    let months_since_march = (month as i64 + 9) % 12;
    let year = year as i64 - (month <= 2) as i64;
    let day_of_year = (153 * months_since_march + 2) / 5 + day as i64 - 1;
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + day_of_year - DAYS_BEFORE_1970
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

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
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
}
