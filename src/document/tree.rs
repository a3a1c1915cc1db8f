//! A document as a tree in which every key and value knows its place; keys keep the file's order.

use std::fmt::Write;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};
use toml::value::Datetime;

use super::fault::{LONGEST_ECHO, shortened};
use super::source::{Place, SourceId};

/// One value with its place.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it is.
    pub value: Value,
    /// Where it stands; for a table its header or braces.
    pub place: Place,
}

/// What a key may hold.
#[derive(Debug, Clone)]
pub enum Value {
    /// A text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number; also whole numbers too large for 64 bits.
    Number(f64),
    /// True or false.
    Flag(bool),
    /// A date or a time.
    Date(Datetime),
    /// A list.
    List(Vec<Arc<Node>>),
    /// A table.
    Table(Table),
}

/// Keys and values in file order. Bodies are shared, so copies made by `count` cost nothing.
#[derive(Debug, Clone, Default)]
pub struct Table {
    entries: Vec<Entry>,
}

/// One key with its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key.
    pub key: String,
    /// Where the key stands.
    pub key_place: Place,
    /// Its value.
    pub node: Arc<Node>,
    /// The path it was written under, if that is another (a table of defaults).
    pub origin: Option<Arc<str>>,
}

/// A whole document.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) root: Arc<Node>,
}

impl Value {
    /// The type's name in Chinese and English.
    pub const fn type_names(&self) -> (&'static str, &'static str) {
        match self {
            Self::Text(_) => ("文本", "a text"),
            Self::Integer(_) => ("整数", "a whole number"),
            Self::Number(_) => ("数字", "a number"),
            Self::Flag(_) => ("布尔值", "true or false"),
            Self::Date(_) => ("日期或时间", "a date or time"),
            Self::List(_) => ("列表", "a list"),
            Self::Table(_) => ("表", "a table"),
        }
    }
}

impl Node {
    /// A value at a place.
    pub const fn new(value: Value, place: Place) -> Self {
        Self { value, place }
    }

    pub(super) fn from_parsed(value: Spanned<DeValue<'_>>, source: SourceId) -> Self {
        node_from(value, source)
    }

    /// Moves all its places `offset` bytes further into the source.
    pub(super) fn shift(&mut self, offset: usize) {
        let shift = |place: &mut Place| {
            place.start += offset;
            place.end += offset;
        };
        shift(&mut self.place);
        match &mut self.value {
            Value::List(items) => {
                for item in items {
                    Arc::make_mut(item).shift(offset);
                }
            }
            Value::Table(table) => {
                for entry in &mut table.entries {
                    shift(&mut entry.key_place);
                    Arc::make_mut(&mut entry.node).shift(offset);
                }
            }
            _ => {}
        }
    }

    /// The table it is, if it is one.
    pub const fn as_table(&self) -> Option<&Table> {
        match &self.value {
            Value::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The text it is, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// As TOML on one line, at most 60 characters of it.
    pub fn shown(&self) -> String {
        let mut shown = String::new();
        self.show(&mut shown);
        shortened(&shown, LONGEST_ECHO)
    }

    /// Writes until the text is longer than anything that is repeated.
    fn show(&self, out: &mut String) {
        if out.len() > 4 * LONGEST_ECHO {
            return;
        }
        // Writing to a string cannot fail.
        let _ = match &self.value {
            Value::Text(text) => write!(out, "\"{}\"", shortened(text, LONGEST_ECHO)),
            Value::Integer(number) => write!(out, "{number}"),
            Value::Number(number) => write!(out, "{number:?}"),
            Value::Flag(flag) => write!(out, "{flag}"),
            Value::Date(date) => write!(out, "{date}"),
            Value::List(items) => {
                out.push('[');
                show_all(out, items, |item, out| item.show(out));
                write!(out, "]")
            }
            Value::Table(table) => {
                out.push_str("{ ");
                show_all(out, &table.entries, |entry, out| {
                    out.push_str(&shortened(&entry.key, LONGEST_ECHO));
                    out.push_str(" = ");
                    entry.node.show(out);
                });
                write!(out, " }}")
            }
        };
    }
}

fn show_all<T>(out: &mut String, items: &[T], show: impl Fn(&T, &mut String)) {
    // More items than characters shown would be wasted.
    for (index, item) in items.iter().take(LONGEST_ECHO).enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        show(item, out);
    }
}

impl Table {
    /// A table without keys.
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// The entry of `key`.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// Entries in file order.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Sets `key`, in its old position if it is there already.
    pub fn put(&mut self, entry: Entry) {
        match self.entries.iter_mut().find(|old| old.key == entry.key) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }

    /// Removes `key` and returns its entry.
    pub fn take(&mut self, key: &str) -> Option<Entry> {
        let at = self.entries.iter().position(|entry| entry.key == key)?;
        Some(self.entries.remove(at))
    }

    pub(super) fn entry_mut(&mut self, key: &str) -> Option<&mut Entry> {
        self.entries.iter_mut().find(|entry| entry.key == key)
    }

    pub(super) fn entries_mut(&mut self) -> std::slice::IterMut<'_, Entry> {
        self.entries.iter_mut()
    }
}

impl FromIterator<Entry> for Table {
    fn from_iter<I: IntoIterator<Item = Entry>>(entries: I) -> Self {
        Self {
            entries: entries.into_iter().collect(),
        }
    }
}

impl<'a> IntoIterator for &'a Table {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Tree {
    /// A document without keys.
    pub fn empty(source: SourceId) -> Self {
        Self::from_parsed(DeTable::new(), source)
    }

    pub(super) fn from_parsed(table: DeTable<'_>, source: SourceId) -> Self {
        let table = table_from(table, source);
        Self {
            root: Arc::new(Node::new(Value::Table(table), Place::top(source))),
        }
    }

    /// The root table as a node.
    pub fn root(&self) -> &Node {
        &self.root
    }

    /// The node at `path`, as in `--set`.
    pub fn get(&self, path: &str) -> Option<&Node> {
        path.split('.').try_fold(&*self.root, |node, key| {
            Some(&*node.as_table()?.get(key)?.node)
        })
    }
}

fn table_from(table: DeTable<'_>, source: SourceId) -> Table {
    let mut entries: Vec<Entry> = table
        .into_iter()
        .map(|(key, value)| Entry {
            key_place: Place::new(source, key.span()),
            key: key.into_inner().into_owned(),
            node: Arc::new(node_from(value, source)),
            origin: None,
        })
        .collect();
    entries.sort_by_key(|entry| entry.key_place.start);
    Table { entries }
}

fn node_from(value: Spanned<DeValue<'_>>, source: SourceId) -> Node {
    let place = Place::new(source, value.span());
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text.into_owned()),
        DeValue::Integer(integer) => whole(integer.as_str(), integer.radix()),
        DeValue::Float(float) => Value::Number(float.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(flag) => Value::Flag(flag),
        DeValue::Datetime(date) => Value::Date(date),
        DeValue::Array(items) => Value::List(
            items
                .into_iter()
                .map(|item| Arc::new(node_from(item, source)))
                .collect(),
        ),
        DeValue::Table(table) => Value::Table(table_from(table, source)),
    };
    Node::new(value, place)
}

fn whole(digits: &str, radix: u32) -> Value {
    match i64::from_str_radix(digits, radix) {
        Ok(integer) => Value::Integer(integer),
        // Beyond 64 bits in a radix other than ten there is no number anybody means.
        Err(_) => Value::Number(digits.parse().unwrap_or(f64::INFINITY)),
    }
}
