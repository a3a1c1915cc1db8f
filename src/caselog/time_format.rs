//! How a log writes its moments, and the local time they mean.

use std::fmt;

use crate::base::{Date, Span};

/// A moment on the clock of the place, without a time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LocalTime {
    /// The date [days since 1970-01-01].
    pub day_number: i64,
    /// What the clock shows.
    pub time_of_day: Span,
}

/// A way of writing moments, such as `%Y-%m-%d %H:%M:%S`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeFormat {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece {
    Year,
    Month,
    Day,
    Hour,
    HalfDayHour,
    Minute,
    Second,
    Fraction,
    HalfDay,
    Literal(u8),
}

/// Why a text is no way of writing moments.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TimeFormatError {
    /// A `%` is followed by nothing known.
    #[error("`%{0}` is unknown; known are %Y %m %d %H %I %p %M %S %f")]
    UnknownPiece(char),
    /// Something without which there is no moment is not written.
    #[error("`{0}` must be in it")]
    Missing(&'static str),
    /// Something is written twice.
    #[error("`{0}` stands in it twice")]
    Twice(&'static str),
    /// Hours of half a day need `%p`, and `%p` needs them.
    #[error("`%I` and `%p` go together, without `%H`")]
    HalfDay,
}

/// Why a text is no moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// It is not written in the map's way.
    #[error("it is not written in that way")]
    Malformed,
    /// The calendar or the clock has no such moment.
    #[error("no calendar or clock shows it")]
    Impossible,
}

#[derive(Debug, Clone, Copy)]
struct Numbers {
    year: u32,
    month: u32,
    day: u32,
    hour: u32,
    minute: u32,
    second: u32,
    is_afternoon: Option<bool>,
}

impl Piece {
    const fn of(letter: char) -> Option<Self> {
        Some(match letter {
            'Y' => Self::Year,
            'm' => Self::Month,
            'd' => Self::Day,
            'H' => Self::Hour,
            'I' => Self::HalfDayHour,
            'M' => Self::Minute,
            'S' => Self::Second,
            'f' => Self::Fraction,
            'p' => Self::HalfDay,
            _ => return None,
        })
    }

    const fn written(self) -> &'static str {
        match self {
            Self::Year => "%Y",
            Self::Month => "%m",
            Self::Day => "%d",
            Self::Hour => "%H",
            Self::HalfDayHour => "%I",
            Self::Minute => "%M",
            Self::Second => "%S",
            Self::Fraction => "%f",
            Self::HalfDay => "%p",
            Self::Literal(_) => "",
        }
    }
}

impl TimeFormat {
    /// `%Y-%m-%d %H:%M:%S`.
    pub fn usual() -> Self {
        use Piece::{Day, Hour, Literal, Minute, Month, Second, Year};
        Self {
            text: "%Y-%m-%d %H:%M:%S".to_owned(),
            pieces: vec![
                Year,
                Literal(b'-'),
                Month,
                Literal(b'-'),
                Day,
                Literal(b' '),
                Hour,
                Literal(b':'),
                Minute,
                Literal(b':'),
                Second,
            ],
        }
    }

    /// The way of writing that `text` describes: %Y %m %d %H %M %S as usual, %I with %p for hours
    /// of half a day, %f for fractions of a second; all else stands for itself.
    ///
    /// # Errors
    /// A `%` that is unknown, and a date or an hour that is missing or written twice.
    pub fn new(text: &str) -> Result<Self, TimeFormatError> {
        let mut pieces = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            if letter == '%' {
                let letter = letters.next().unwrap_or(' ');
                pieces.push(Piece::of(letter).ok_or(TimeFormatError::UnknownPiece(letter))?);
            } else {
                let mut bytes = [0; 4];
                let bytes = letter.encode_utf8(&mut bytes).bytes();
                pieces.extend(bytes.map(Piece::Literal));
            }
        }
        check(&pieces)?;
        Ok(Self {
            text: text.to_owned(),
            pieces,
        })
    }

    /// The moment that `written` means.
    ///
    /// # Errors
    /// It is written in another way, or no calendar or clock shows it.
    pub fn read(&self, written: &[u8]) -> Result<LocalTime, TimeError> {
        let mut numbers = Numbers::NONE;
        let mut rest = written;
        for piece in &self.pieces {
            rest = numbers.take(*piece, rest).ok_or(TimeError::Malformed)?;
        }
        if !rest.is_empty() {
            return Err(TimeError::Malformed);
        }
        numbers.moment().ok_or(TimeError::Impossible)
    }
}

impl fmt::Display for TimeFormat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

fn check(pieces: &[Piece]) -> Result<(), TimeFormatError> {
    let count = |piece: Piece| pieces.iter().filter(|other| **other == piece).count();
    for piece in [
        Piece::Year,
        Piece::Month,
        Piece::Day,
        Piece::Hour,
        Piece::HalfDayHour,
        Piece::Minute,
        Piece::Second,
        Piece::Fraction,
        Piece::HalfDay,
    ] {
        if count(piece) > 1 {
            return Err(TimeFormatError::Twice(piece.written()));
        }
    }
    for piece in [Piece::Year, Piece::Month, Piece::Day] {
        if count(piece) == 0 {
            return Err(TimeFormatError::Missing(piece.written()));
        }
    }
    let halves = (count(Piece::HalfDayHour), count(Piece::HalfDay));
    match (count(Piece::Hour), halves) {
        (1, (0, 0)) | (0, (1, 1)) => Ok(()),
        (0, (0, 0)) => Err(TimeFormatError::Missing("%H")),
        _ => Err(TimeFormatError::HalfDay),
    }
}

impl Numbers {
    const NONE: Self = Self {
        year: 0,
        month: 0,
        day: 0,
        hour: 0,
        minute: 0,
        second: 0,
        is_afternoon: None,
    };

    /// Takes one piece from the front and yields the rest.
    fn take<'t>(&mut self, piece: Piece, text: &'t [u8]) -> Option<&'t [u8]> {
        let (place, least, most) = match piece {
            Piece::Literal(byte) => return text.strip_prefix(&[byte]),
            Piece::Fraction => return digits(text, 1, 9).map(|(_, rest)| rest),
            Piece::HalfDay => return self.take_half_day(text),
            Piece::Year => (&mut self.year, 4, 4),
            Piece::Month => (&mut self.month, 1, 2),
            Piece::Day => (&mut self.day, 1, 2),
            Piece::Hour | Piece::HalfDayHour => (&mut self.hour, 1, 2),
            Piece::Minute => (&mut self.minute, 2, 2),
            Piece::Second => (&mut self.second, 2, 2),
        };
        let (number, rest) = digits(text, least, most)?;
        *place = number;
        Some(rest)
    }

    fn take_half_day<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let (half, rest) = text.split_at_checked(2)?;
        self.is_afternoon = Some(match half.to_ascii_uppercase().as_slice() {
            b"AM" => false,
            b"PM" => true,
            _ => return None,
        });
        Some(rest)
    }

    fn moment(self) -> Option<LocalTime> {
        let hour = match self.is_afternoon {
            None => self.hour,
            Some(_) if !(1..=12).contains(&self.hour) => return None,
            Some(is_afternoon) => self.hour % 12 + 12 * u32::from(is_afternoon),
        };
        if hour > 23 || self.minute > 59 || self.second > 59 {
            return None;
        }
        let date = Date::new(self.year as i32, self.month as u8, self.day as u8).ok()?;
        let seconds = (hour * 60 + self.minute) * 60 + self.second;
        Some(LocalTime {
            day_number: date.day_number(),
            time_of_day: Span::from_seconds(i64::from(seconds)),
        })
    }
}

impl LocalTime {
    /// The date.
    pub const fn date(self) -> Date {
        Date::from_day_number(self.day_number)
    }
}

impl fmt::Display for LocalTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.time_of_day.seconds();
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        write!(f, "{} {hour:02}:{minute:02}:{second:02}", self.date())
    }
}

/// A number of `least` to `most` digits at the front, and the rest.
fn digits(text: &[u8], least: usize, most: usize) -> Option<(u32, &[u8])> {
    let count = text
        .iter()
        .take(most)
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if count < least {
        return None;
    }
    let (front, rest) = text.split_at(count);
    let number = front
        .iter()
        .fold(0, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(format: &str, text: &str) -> Result<String, TimeError> {
        let format = TimeFormat::new(format).unwrap();
        format.read(text.as_bytes()).map(|time| time.to_string())
    }

    #[test]
    fn moments_are_read_as_they_are_written() {
        let usual = "%Y-%m-%d %H:%M:%S";
        let expected = Ok("2011-07-01 01:32:33".to_owned());
        assert_eq!(read(usual, "2011-07-01 01:32:33"), expected);
        assert_eq!(
            read("%m/%d/%Y %I:%M:%S %p", "7/1/2011 1:32:33 am"),
            expected
        );
        assert_eq!(
            read("%Y年%m月%d日 %H:%M", "2025年1月6日 8:05"),
            Ok("2025-01-06 08:05:00".to_owned())
        );
        assert_eq!(
            read("%Y-%m-%dT%H:%M:%S.%f", "2011-07-01T01:32:33.127"),
            expected
        );
        assert_eq!(
            read("%Y-%m-%d %I%p", "2011-07-01 12AM"),
            Ok("2011-07-01 00:00:00".to_owned())
        );
    }

    #[test]
    fn what_is_no_moment_is_told_apart_from_what_is_written_otherwise() {
        let usual = "%Y-%m-%d %H:%M:%S";
        for text in [
            "",
            "2011-07-01",
            "11-07-01 01:32:33",
            "2011-07-01 01:32:33Z",
        ] {
            assert_eq!(read(usual, text), Err(TimeError::Malformed), "{text}");
        }
        for text in [
            "2011-02-29 01:32:33",
            "2011-13-01 01:32:33",
            "2011-07-01 24:00:00",
            "2011-07-01 01:60:33",
        ] {
            assert_eq!(read(usual, text), Err(TimeError::Impossible), "{text}");
        }
        assert_eq!(
            read("%Y-%m-%d %I%p", "2011-07-01 13PM"),
            Err(TimeError::Impossible)
        );
    }

    #[test]
    fn the_usual_format_is_what_it_says() {
        let usual = TimeFormat::usual();
        assert_eq!(TimeFormat::new(&usual.to_string()), Ok(usual));
    }

    #[test]
    fn a_format_without_a_moment_is_refused() {
        use TimeFormatError as E;
        for (text, expected) in [
            ("", E::Missing("%Y")),
            ("%Y-%m-%d", E::Missing("%H")),
            ("%Y-%m-%d %I", E::HalfDay),
            ("%Y-%m-%d %H %p", E::HalfDay),
            ("%Y-%m-%d %d %H", E::Twice("%d")),
            ("%Y-%m-%d %q", E::UnknownPiece('q')),
            ("%Y-%m-%d %H:%", E::UnknownPiece(' ')),
        ] {
            assert_eq!(TimeFormat::new(text), Err(expected), "{text}");
        }
    }
}
