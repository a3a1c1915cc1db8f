//! What one value must be: a specification reads a value and describes itself.

use super::fault::{Address, Fault, FaultKind, Faults};
use super::shape::Shape;
use super::tree::{Node, Value};
use crate::base::Text;

/// A value as a specification sees it: the node, its path, and which copy it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The value.
    pub node: &'a Node,
    /// Its path.
    pub path: &'a str,
    /// The id of the keyed table's entry it lies in.
    pub id: Option<&'a str>,
    /// The ordinal (from 1) if that entry is one of several made by `count`.
    pub ordinal: Option<u32>,
}

/// What one value must be.
pub trait Spec {
    /// What reading yields.
    type Value;

    /// Whether the value is of the right type, whatever it says.
    fn accepts(&self, node: &Node) -> bool;

    /// Reads a value of the right type; nothing if a fault makes it unusable.
    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Self::Value>;

    /// Its shape, and a value to read on with after a fault.
    fn describe(&mut self) -> (Shape, Self::Value);

    /// A value as JSON, where it has a plain form.
    fn shown(&self, value: &Self::Value) -> Option<serde_json::Value> {
        let _ = value;
        None
    }

    /// The same read into another type.
    fn map<U, F: FnMut(Self::Value) -> U>(self, change: F) -> Mapped<Self, F>
    where
        Self: Sized,
    {
        Mapped {
            inner: self,
            change,
        }
    }

    /// The type is checked, then the value.
    fn check(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Self::Value> {
        if self.accepts(seen.node) {
            return self.read(seen, faults);
        }
        let expected = self.describe().0.in_words();
        let (zh, en) = seen.node.value.type_names();
        let rule = Text::new(
            format!("应为{}，此处是{zh}", expected.zh),
            format!("must be {}, this is {en}", expected.en),
        );
        let remedy = match unquoted(seen.node).filter(|bare| self.accepts(bare)) {
            Some(bare) => Text::new(
                format!("请去掉引号：{}", bare.shown()),
                format!("write {} without quotes", bare.shown()),
            ),
            None => Text::new(
                format!("请改写为{}", expected.zh),
                format!("write {}", expected.en),
            ),
        };
        faults.push(seen.fault(FaultKind::WrongType, rule, remedy));
        None
    }
}

/// A specification read into another type; see [`Spec::map`].
#[derive(Debug, Clone)]
pub struct Mapped<S, F> {
    inner: S,
    change: F,
}

impl<S: Spec, U, F: FnMut(S::Value) -> U> Spec for Mapped<S, F> {
    type Value = U;

    fn accepts(&self, node: &Node) -> bool {
        self.inner.accepts(node)
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<U> {
        self.inner.read(seen, faults).map(&mut self.change)
    }

    fn describe(&mut self) -> (Shape, U) {
        let (shape, value) = self.inner.describe();
        (shape, (self.change)(value))
    }
}

impl Seen<'_> {
    /// Where it stands.
    pub fn address(&self) -> Address {
        Address {
            path: self.path.to_owned(),
            place: self.node.place,
        }
    }

    /// A fault about this value, repeating it.
    pub fn fault(&self, kind: FaultKind, rule: Text, remedy: Text) -> Fault {
        let fault = self.address().fault(kind, rule, remedy);
        fault.with_value(&self.node.shown())
    }

    /// A value inside this one.
    pub fn inside<'b>(&'b self, node: &'b Node, path: &'b str) -> Seen<'b> {
        Seen {
            node,
            path,
            id: self.id,
            ordinal: self.ordinal,
        }
    }
}

/// The number or flag that a text would be without its quotes.
fn unquoted(node: &Node) -> Option<Node> {
    let text = node.as_text()?;
    let value = match text {
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        _ if text.len() > 32 => return None,
        _ => match text.parse::<i64>() {
            Ok(integer) => Value::Integer(integer),
            Err(_) => Value::Number(text.parse().ok()?),
        },
    };
    Some(Node::new(value, node.place))
}
