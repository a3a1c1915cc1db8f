//! Numbers: finite, whole, and the two truth values.

use std::ops::{Bound, RangeBounds};

use super::fault::{FaultKind, Faults};
use super::parameters::whole_range;
use super::shape::{Bounds, Shape};
use super::spec::{Seen, Spec};
use super::tree::{Node, Value};
use super::unit::Unit;
use crate::base::Text;

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
