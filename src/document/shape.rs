//! What a document may hold, as data: from it come the JSON Schema and the parameter pages.

use std::ops::Bound;

use super::unit::Unit;
use crate::base::Text;

/// What one value may be.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A number.
    Number {
        /// Where it may lie.
        bounds: Bounds,
        /// Its unit.
        unit: Option<Unit>,
    },
    /// A whole number.
    Integer {
        /// The least.
        least: i64,
        /// The most.
        most: i64,
        /// Its unit.
        unit: Option<Unit>,
    },
    /// Anything.
    Any,
    /// True or false.
    Flag,
    /// A text.
    Text,
    /// A date.
    Date,
    /// A time of day, `"08:30"`.
    TimeOfDay,
    /// One word of a closed list, with meanings.
    Words(Vec<(String, Text)>),
    /// The id of something in the document, or one of these words.
    Reference(Vec<&'static str>),
    /// A list.
    List {
        /// What each item is.
        item: Box<Shape>,
        /// The least items.
        least: usize,
        /// The most items.
        most: usize,
    },
    /// A table keyed by id.
    Keyed {
        /// What each id holds.
        item: Box<Shape>,
        /// Whether `count` makes several.
        is_counted: bool,
        /// Words that may stand for an id.
        words: Vec<&'static str>,
    },
    /// A table of known keys.
    Table(TableShape),
    /// One of several.
    Either(Vec<Shape>),
    /// What the keyed table of this name holds, nothing required.
    DefaultsOf(&'static str),
}

/// A table of known keys.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableShape {
    /// Its keys, in the order they are read.
    pub properties: Vec<Property>,
    /// The key whose word decides which other keys there are.
    pub variants: Option<Variants>,
    /// Of each of these, exactly one key is written.
    pub exactly_one: Vec<Vec<&'static str>>,
    /// Of each of these, all keys are written or none.
    pub together: Vec<Vec<&'static str>>,
}

/// A key that decides which other keys there are.
#[derive(Debug, Clone, PartialEq)]
pub struct Variants {
    /// The deciding key.
    pub key: &'static str,
    /// What it means.
    pub means: Text,
    /// Its word when it is not written.
    pub default: Option<&'static str>,
    /// Each word, its meaning and its keys.
    pub cases: Vec<(&'static str, Text, TableShape)>,
}

/// One key of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// The key.
    pub key: &'static str,
    /// What it holds.
    pub shape: Shape,
    /// What it means.
    pub means: Text,
    /// Where its default comes from.
    pub source: Option<&'static str>,
    /// Whether it must be written.
    pub need: Need,
}

/// Whether a key must be written.
#[derive(Debug, Clone, PartialEq)]
pub enum Need {
    /// Yes.
    Required,
    /// No; then it is this (nothing if it cannot be said in a word).
    Default(Option<serde_json::Value>),
    /// No; then there is none.
    Optional,
}

/// Where a number may lie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// From here.
    pub low: Bound<f64>,
    /// To here.
    pub high: Bound<f64>,
}

impl Bounds {
    /// Any finite number.
    pub const ANY: Self = Self {
        low: Bound::Unbounded,
        high: Bound::Unbounded,
    };

    /// Whether `number` lies inside.
    pub fn contains(self, number: f64) -> bool {
        use std::ops::RangeBounds;
        (self.low, self.high).contains(&number)
    }

    /// The number inside nearest to 1, as far as that can be said: used to read on after a fault.
    pub(super) fn stand_in(self) -> f64 {
        match (self.low, self.high) {
            _ if self.contains(1.0) => 1.0,
            (Bound::Included(low), _) => low,
            (_, Bound::Included(high)) => high,
            (Bound::Excluded(low), Bound::Excluded(high)) => f64::midpoint(low, high),
            (Bound::Excluded(low), Bound::Unbounded) => low + 1.0,
            (Bound::Unbounded, Bound::Excluded(high)) => high - 1.0,
            (Bound::Unbounded, Bound::Unbounded) => 1.0,
        }
    }

    /// `1 to 200`, `more than 0`.
    pub fn in_words(self) -> Text {
        let join = |low: Option<Text>, high: Option<Text>| match (low, high) {
            (None, None) => Text::new("任意有限数", "any finite number"),
            (Some(one), None) | (None, Some(one)) => one,
            (Some(low), Some(high)) => Text::new(
                format!("{}且{}", low.zh, high.zh),
                format!("{} and {}", low.en, high.en),
            ),
        };
        if let (Bound::Included(low), Bound::Included(high)) = (self.low, self.high) {
            return Text::new(format!("{low} 到 {high}"), format!("{low} to {high}"));
        }
        let low = match self.low {
            Bound::Included(low) => Some(Text::new(
                format!("不小于 {low}"),
                format!("at least {low}"),
            )),
            Bound::Excluded(low) => {
                Some(Text::new(format!("大于 {low}"), format!("more than {low}")))
            }
            Bound::Unbounded => None,
        };
        let high = match self.high {
            Bound::Included(high) => Some(Text::new(
                format!("不大于 {high}"),
                format!("at most {high}"),
            )),
            Bound::Excluded(high) => Some(Text::new(
                format!("小于 {high}"),
                format!("less than {high}"),
            )),
            Bound::Unbounded => None,
        };
        join(low, high)
    }
}

impl Shape {
    /// The table, if it is one.
    pub const fn as_table(&self) -> Option<&TableShape> {
        match self {
            Self::Table(table) => Some(table),
            _ => None,
        }
    }
}

impl TableShape {
    /// Replaces [`Shape::DefaultsOf`] by what the named sibling holds, nothing required.
    pub(super) fn resolve_defaults(&mut self) {
        for index in 0..self.properties.len() {
            let Shape::DefaultsOf(name) = self.properties[index].shape else {
                continue;
            };
            let sibling = self.properties.iter().find(|other| other.key == name);
            if let Some(Shape::Keyed { item, .. }) = sibling.map(|sibling| &sibling.shape) {
                let mut shape = (**item).clone();
                if let Shape::Table(table) = &mut shape {
                    table.relax();
                }
                self.properties[index].shape = shape;
            }
        }
    }

    fn relax(&mut self) {
        self.exactly_one.clear();
        self.together.clear();
        for property in &mut self.properties {
            property.need = Need::Optional;
        }
    }
}
