//! One value of one factor.

use std::sync::Arc;

use crate::document::{Node, Place, Value};

/// The value a factor has at a point.
#[derive(Debug, Clone)]
pub struct Level {
    /// As tables show it; empty where it is whatever the files make of a key that is not written.
    shown: String,
    number: Option<f64>,
    /// What is put into the document; nothing where it stays as the files state it.
    node: Option<Arc<Node>>,
}

impl Level {
    /// The value `node`, put into the document.
    pub fn put(node: Arc<Node>) -> Self {
        let seen = Self::seen(&node);
        Self {
            node: Some(node),
            ..seen
        }
    }

    /// A number put into the document, whose faults show `place`.
    pub fn number_at(number: f64, place: Place) -> Self {
        Self::put(Arc::new(Node::new(Value::Number(number), place)))
    }

    /// A whole number put into the document, whose faults show `place`.
    pub fn whole_at(number: i64, place: Place) -> Self {
        Self::put(Arc::new(Node::new(Value::Integer(number), place)))
    }

    /// The value as the files state it: `node`, if they do.
    pub fn stated(node: Option<&Node>) -> Self {
        node.map_or_else(Self::unknown, Self::seen)
    }

    /// The default of a key that no file writes.
    pub fn default_of(value: &serde_json::Value) -> Self {
        let text = value.as_str().map(str::to_owned);
        let number = value.as_f64().map(|number| Self::of_number(number).shown);
        let shown = text.or(number).unwrap_or_else(|| value.to_string());
        Self {
            shown,
            number: value.as_f64(),
            node: None,
        }
    }

    fn unknown() -> Self {
        Self {
            shown: String::new(),
            number: None,
            node: None,
        }
    }

    fn of_number(number: f64) -> Self {
        // Minus zero is the zero that people write.
        let number = number + 0.0;
        Self {
            shown: number.to_string(),
            number: Some(number),
            node: None,
        }
    }

    fn seen(node: &Node) -> Self {
        match &node.value {
            Value::Number(number) => Self::of_number(*number),
            Value::Integer(number) => Self {
                shown: number.to_string(),
                number: Some(*number as f64),
                node: None,
            },
            Value::Text(text) => Self {
                shown: text.clone(),
                number: None,
                node: None,
            },
            _ => Self {
                shown: written(node),
                number: None,
                node: None,
            },
        }
    }

    /// The value as tables show it.
    pub fn shown(&self) -> &str {
        &self.shown
    }

    /// The value, if it is a number.
    pub const fn number(&self) -> Option<f64> {
        self.number
    }

    /// What is put into the document.
    pub const fn node(&self) -> Option<&Arc<Node>> {
        self.node.as_ref()
    }

    /// As TOML, for `--set`; nothing where the files' own value stays.
    pub fn toml(&self) -> Option<String> {
        self.node.as_deref().map(written)
    }

    /// Whether both are the same value, however it is written.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self.number, other.number) {
            (Some(one), Some(other)) => one.total_cmp(&other).is_eq(),
            (None, None) => self.shown == other.shown,
            _ => false,
        }
    }
}

/// A value as TOML on one line, whole.
fn written(node: &Node) -> String {
    match &node.value {
        // A JSON text is a basic string of TOML.
        Value::Text(text) => serde_json::Value::from(text.as_str()).to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => format!("{number:?}"),
        Value::Flag(flag) => flag.to_string(),
        Value::Date(date) => date.to_string(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| written(item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Table(table) => {
            let entries = table.iter();
            let entries = entries.map(|entry| format!("{} = {}", entry.key, written(&entry.node)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Faults, Sources, Tree};

    fn level(text: &str) -> Level {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let text = format!("x = {text}\n");
        let tree = Tree::parse(&mut sources, &mut faults, "a.toml", &text);
        Level::put(Arc::new(tree.get("x").unwrap().clone()))
    }

    #[test]
    fn a_value_is_shown_bare_and_written_as_toml() {
        for (text, shown, toml) in [
            ("1.50", "1.5", "1.5"),
            ("-0.0", "0", "-0.0"),
            ("12", "12", "12"),
            ("\"a b\"", "a b", "\"a b\""),
            ("true", "true", "true"),
            (
                "{ a = 1, b = [\"x\", 2.0] }",
                "{ a = 1, b = [\"x\", 2.0] }",
                "{ a = 1, b = [\"x\", 2.0] }",
            ),
        ] {
            let level = level(text);
            assert_eq!(
                (level.shown(), level.toml().unwrap().as_str()),
                (shown, toml)
            );
        }
    }

    #[test]
    fn numbers_are_the_same_however_they_are_written() {
        assert!(level("1").is_same(&level("1.0")));
        assert!(!level("1").is_same(&level("\"1\"")));
        assert!(level("\"a\"").is_same(&Level::default_of(&serde_json::json!("a"))));
        assert!(level("0.5").is_same(&Level::default_of(&serde_json::json!(0.5))));
    }
}
