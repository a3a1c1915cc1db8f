//! Specifications of single values: numbers, words, texts, ids, dates.

use std::marker::PhantomData;
use std::ops::{Bound, RangeBounds};

use super::fault::{FaultKind, Faults};
use super::known::Known;
use super::nearest::nearest;
use super::parameters::whole_range;
use super::shape::{Bounds, Shape};
use super::spec::{Seen, Spec};
use super::tree::{Node, Value};
use super::unit::Unit;
use super::words::Words;
use crate::base::{Span, Text};

/// Longest text that is read [characters].
const LONGEST_TEXT: usize = 1_000;
/// Most known names that a rule lists.
const MOST_LISTED: usize = 12;

/// A finite number; see [`number`].
#[derive(Debug, Clone, Copy)]
pub struct NumberSpec {
    bounds: Bounds,
    unit: Option<Unit>,
}

/// A whole number; see [`integer`].
#[derive(Debug, Clone, Copy)]
pub struct IntegerSpec {
    least: i64,
    most: i64,
    unit: Option<Unit>,
}

/// True or false; see [`flag`].
#[derive(Debug, Clone, Copy)]
pub struct FlagSpec;

/// A text; see [`text`].
#[derive(Debug, Clone, Copy)]
pub struct TextSpec;

/// A word of a closed list; see [`word`].
#[derive(Debug, Clone, Copy)]
pub struct WordSpec<W>(PhantomData<W>);

/// An id of something known; see [`reference`].
#[derive(Debug, Clone)]
pub struct ReferenceSpec<'k> {
    known: &'k Known,
    words: Vec<&'static str>,
}

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

/// A finite number.
pub const fn number() -> NumberSpec {
    NumberSpec {
        bounds: Bounds::ANY,
        unit: None,
    }
}

/// A whole number.
pub const fn integer() -> IntegerSpec {
    IntegerSpec {
        least: i64::MIN,
        most: i64::MAX,
        unit: None,
    }
}

/// True or false.
pub const fn flag() -> FlagSpec {
    FlagSpec
}

/// A text of at most 1,000 characters.
pub const fn text() -> TextSpec {
    TextSpec
}

/// A word of the closed list `W`.
pub const fn word<W: Words>() -> WordSpec<W> {
    WordSpec(PhantomData)
}

/// The id of one of `known`; `d-#` is the one of the same ordinal.
pub const fn reference(known: &Known) -> ReferenceSpec<'_> {
    ReferenceSpec {
        known,
        words: Vec::new(),
    }
}

/// A date, `2025-01-06`.
pub const fn date() -> DateSpec {
    DateSpec
}

/// A time of day, `"08:30"`; `"24:00"` is the end of the day.
pub const fn time_of_day() -> TimeOfDaySpec {
    TimeOfDaySpec
}

impl NumberSpec {
    /// It lies in `range`.
    #[must_use]
    pub fn range(mut self, range: impl RangeBounds<f64>) -> Self {
        self.bounds = Bounds {
            low: range.start_bound().cloned(),
            high: range.end_bound().cloned(),
        };
        self
    }

    /// It is more than 0.
    #[must_use]
    pub fn positive(self) -> Self {
        self.range((Bound::Excluded(0.0), Bound::Unbounded))
    }

    /// It is a share from 0 to 1.
    #[must_use]
    pub fn share(self) -> Self {
        self.unit(Unit::Share).range(0.0..=1.0)
    }

    /// It is measured in `unit`.
    #[must_use]
    pub const fn unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }
}

impl Spec for NumberSpec {
    type Value = f64;

    fn accepts(&self, node: &Node) -> bool {
        matches!(node.value, Value::Number(_) | Value::Integer(_))
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<f64> {
        let number = match seen.node.value {
            Value::Number(number) => number,
            Value::Integer(integer) => integer as f64,
            _ => return None,
        };
        if !number.is_finite() {
            let rule = Text::new("必须是有限数", "a number must be finite");
            let remedy = Text::new(
                "不要写 nan、inf 或超出范围的指数",
                "write no nan, no inf and no exponent beyond all numbers",
            );
            faults.push(seen.fault(FaultKind::NotFinite, rule, remedy));
            return None;
        }
        if !self.bounds.contains(number) {
            out_of_range(seen, &self.bounds.in_words(), faults);
            return None;
        }
        Some(number)
    }

    fn describe(&mut self) -> (Shape, f64) {
        let shape = Shape::Number {
            bounds: self.bounds,
            unit: self.unit,
        };
        (shape, self.bounds.stand_in())
    }

    fn shown(&self, value: &f64) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

impl IntegerSpec {
    /// It lies in `range`.
    #[must_use]
    pub fn range(mut self, range: impl RangeBounds<i64>) -> Self {
        self.least = match range.start_bound() {
            Bound::Included(least) => *least,
            Bound::Excluded(below) => below.saturating_add(1),
            Bound::Unbounded => i64::MIN,
        };
        self.most = match range.end_bound() {
            Bound::Included(most) => *most,
            Bound::Excluded(above) => above.saturating_sub(1),
            Bound::Unbounded => i64::MAX,
        };
        self
    }

    /// It counts `unit`.
    #[must_use]
    pub const fn unit(mut self, unit: Unit) -> Self {
        self.unit = Some(unit);
        self
    }
}

impl Spec for IntegerSpec {
    type Value = i64;

    /// A whole number beyond 64 bits is of the right type and out of range.
    fn accepts(&self, node: &Node) -> bool {
        match node.value {
            Value::Integer(_) => true,
            Value::Number(number) => number.abs() >= 9.2e18,
            _ => false,
        }
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<i64> {
        match seen.node.value {
            Value::Integer(integer) if (self.least..=self.most).contains(&integer) => Some(integer),
            _ => {
                out_of_range(seen, &whole_range(self.least, self.most), faults);
                None
            }
        }
    }

    fn describe(&mut self) -> (Shape, i64) {
        let shape = Shape::Integer {
            least: self.least,
            most: self.most,
            unit: self.unit,
        };
        (shape, 1.max(self.least).min(self.most))
    }

    fn shown(&self, value: &i64) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

fn out_of_range(seen: &Seen<'_>, range: &Text, faults: &mut Faults) {
    let rule = Text::new(
        format!("取值范围：{}", range.zh),
        format!("must be {}", range.en),
    );
    let remedy = Text::new("请写范围内的数", "write a number in that range");
    faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
}

impl Spec for FlagSpec {
    type Value = bool;

    fn accepts(&self, node: &Node) -> bool {
        matches!(node.value, Value::Flag(_))
    }

    fn read(&mut self, seen: &Seen<'_>, _faults: &mut Faults) -> Option<bool> {
        match seen.node.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    fn describe(&mut self) -> (Shape, bool) {
        (Shape::Flag, false)
    }

    fn shown(&self, value: &bool) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

impl Spec for TextSpec {
    type Value = String;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<String> {
        let text = seen.node.as_text()?;
        if text.chars().nth(LONGEST_TEXT).is_some() {
            let rule = Text::new(
                format!("文本最多 {LONGEST_TEXT} 个字符"),
                format!("a text has at most {LONGEST_TEXT} characters"),
            );
            let remedy = Text::new("请缩短", "shorten it");
            faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
            return None;
        }
        Some(text.to_owned())
    }

    fn describe(&mut self) -> (Shape, String) {
        (Shape::Text, String::new())
    }

    fn shown(&self, value: &String) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

impl<W: Words> Spec for WordSpec<W> {
    type Value = W;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<W> {
        let found = seen.node.as_text()?;
        let value = W::from_word(found);
        if value.is_none() {
            let words: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
            let rule = Text::new(
                format!("可用的词：{}", words.join("、")),
                format!("must be one of: {}", words.join(", ")),
            );
            let near = nearest(found, words);
            let fault = seen.fault(FaultKind::WrongWord, rule, remedy_for(near));
            faults.push(fault.with_nearest(near));
        }
        value
    }

    fn describe(&mut self) -> (Shape, W) {
        let words = W::ALL
            .iter()
            .map(|value| (value.word().to_owned(), value.means()))
            .collect();
        (Shape::Words(words), W::ALL[0])
    }

    fn shown(&self, value: &W) -> Option<serde_json::Value> {
        Some(serde_json::json!(value.word()))
    }
}

impl ReferenceSpec<'_> {
    /// These words may stand instead of an id.
    #[must_use]
    pub fn or_words(mut self, words: &[&'static str]) -> Self {
        self.words = words.to_vec();
        self
    }

    fn resolve(&self, found: &str, ordinal: Option<u32>) -> Option<String> {
        if self.words.contains(&found) || self.known.contains(found) {
            return Some(found.to_owned());
        }
        let same = self.known.same_ordinal(found, ordinal?);
        same.map(str::to_owned)
    }
}

impl Spec for ReferenceSpec<'_> {
    type Value = String;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<String> {
        let found = seen.node.as_text()?;
        let id = self.resolve(found, seen.ordinal);
        if id.is_none() {
            let all = || self.words.iter().copied().chain(self.known.iter());
            let near = nearest(found, all());
            let fault = seen.fault(FaultKind::UnknownId, listed(all()), remedy_for(near));
            faults.push(fault.with_nearest(near));
        }
        id
    }

    fn describe(&mut self) -> (Shape, String) {
        let stand_in = self.known.iter().next().unwrap_or_default();
        (Shape::Reference(self.words.clone()), stand_in.to_owned())
    }

    fn shown(&self, value: &String) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

/// `known here: a, b, c, …`.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Text {
    let mut names: Vec<&str> = names.take(MOST_LISTED + 1).collect();
    if names.is_empty() {
        return Text::new("此处没有可用的名字", "nothing is known here");
    }
    if names.len() > MOST_LISTED {
        names[MOST_LISTED] = "…";
    }
    Text::new(
        format!("此处可用：{}", names.join("、")),
        format!("known here: {}", names.join(", ")),
    )
}

/// `did you mean ...?`, or the general advice.
pub(super) fn remedy_for(nearest: Option<&str>) -> Text {
    match nearest {
        Some(name) => Text::new(
            format!("是否想写 `{name}`？"),
            format!("did you mean `{name}`?"),
        ),
        None => Text::new("请选用其中之一", "choose one of those"),
    }
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
