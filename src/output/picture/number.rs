//! Numbers as a person reads them.

use super::data::Amount;
use super::label::{self, Label};
use crate::base::Language;

/// `value` with a fixed number of decimals, thousands apart, and never a negative zero.
pub fn grouped(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
    let is_zero = digits.chars().all(|digit| matches!(digit, '0' | '.'));
    let mut written = String::from(if value < 0.0 && !is_zero { "−" } else { "" });
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            written.push(',');
        }
        written.push(digit);
    }
    written + rest
}

/// `value` with about three significant digits.
pub fn rounded(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 0.1 => 2,
        _ => 3,
    };
    grouped(value, decimals)
}

/// A unit of elapsed time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeUnit {
    /// Sixty seconds.
    Minute,
    /// Sixty minutes.
    Hour,
    /// Twenty-four hours.
    Day,
    /// Seven days.
    Week,
    /// 365 days.
    Year,
}

impl TimeUnit {
    /// The unit in which a span of this many hours reads best.
    pub fn of_extent(hours: f64) -> Self {
        match hours.abs() {
            extent if extent < 2.0 => Self::Minute,
            extent if extent <= 96.0 => Self::Hour,
            extent if extent <= 70.0 * 24.0 => Self::Day,
            extent if extent <= 3.0 * 8_760.0 => Self::Week,
            _ => Self::Year,
        }
    }

    /// Length (hours).
    pub fn hours(self) -> f64 {
        match self {
            Self::Minute => 1.0 / 60.0,
            Self::Hour => 1.0,
            Self::Day => 24.0,
            Self::Week => 168.0,
            Self::Year => 8_760.0,
        }
    }

    /// The unit's name behind a count, which for weeks and years may be one.
    pub fn name(self, is_one: bool) -> Label {
        match self {
            Self::Minute => label::MINUTE,
            Self::Hour => label::HOUR,
            Self::Day => label::DAY,
            Self::Week if is_one => label::ONE_WEEK,
            Self::Week => label::WEEKS,
            Self::Year if is_one => label::ONE_YEAR,
            Self::Year => label::YEARS,
        }
    }
}

/// A number of time units with the unit, such as "4 h" or "4 小时".
pub fn with_unit(count: &str, unit: TimeUnit, language: Language) -> String {
    format!("{count} {}", unit.name(count == "1").in_language(language))
}

/// A value as a label beside a mark.
pub fn amount(value: f64, amount: Amount, language: Language) -> String {
    match amount {
        Amount::Hours => {
            let unit = TimeUnit::of_extent(value);
            with_unit(&rounded(value / unit.hours()), unit, language)
        }
        Amount::Share => format!("{}%", grouped(value * 100.0, 1)),
        Amount::Points => grouped(value * 100.0, 1),
        Amount::Number => rounded(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_zero_has_no_sign() {
        assert_eq!(grouped(1_234_567.0, 0), "1,234,567");
        assert_eq!(grouped(-1_234.5, 1), "−1,234.5");
        assert_eq!(grouped(999.0, 0), "999");
        assert_eq!(grouped(-0.01, 1), "0.0");
    }

    #[test]
    fn durations_take_the_unit_they_read_best_in() {
        assert_eq!(amount(0.5, Amount::Hours, Language::En), "30.0 min");
        assert_eq!(amount(41.26, Amount::Hours, Language::Zh), "41.3 小时");
        assert_eq!(amount(240.0, Amount::Hours, Language::En), "10.0 d");
        assert_eq!(amount(0.7512, Amount::Share, Language::En), "75.1%");
        assert_eq!(amount(11_212.8, Amount::Number, Language::En), "11,213");
    }
}
