//! Specifications made of others: lists, tables, tables keyed by id, either of two.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::fault::{Address, Fault, FaultKind, Faults};
use super::fields::{Fields, describe_table, read_table};
use super::known::{Known, MOST_COPIES, Made, copies, is_id};
use super::name::{listed, remedy_for, text};
use super::number::integer;
use super::parameters::whole_range;
use super::reading::{Defaults, join};
use super::shape::Shape;
use super::spec::{Seen, Spec};
use super::tree::{Entry, Node, Table, Value};
use crate::base::Text;

/// A list; see [`list`].
#[derive(Debug, Clone)]
pub struct ListSpec<S> {
    item: S,
    least: usize,
    most: usize,
}

/// A table of known keys; see [`table`].
#[derive(Debug, Clone)]
pub struct TableSpec<F> {
    visit: F,
}

/// A table keyed by id; see [`keyed`].
#[derive(Debug, Clone)]
pub struct KeyedSpec<S> {
    item: S,
    is_counted: bool,
    words: Vec<&'static str>,
    known: Option<Known>,
    defaults: Table,
}

/// One of two; see [`either`].
#[derive(Debug, Clone)]
pub struct EitherSpec<A, B> {
    first: A,
    second: B,
}

/// One entry of a keyed table.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyed<T> {
    /// Its id, after `count`.
    pub id: String,
    /// Its ordinal (from 1) if it is one of several made by `count`.
    pub ordinal: Option<u32>,
    /// Where it stands.
    pub address: Address,
    /// What it holds.
    pub value: T,
}

/// A list of `item`.
pub const fn list<S: Spec>(item: S) -> ListSpec<S> {
    ListSpec {
        item,
        least: 0,
        most: usize::MAX,
    }
}

/// A table read by a visiting function.
pub const fn table<T, F: FnMut(&mut Fields) -> T>(visit: F) -> TableSpec<F> {
    TableSpec { visit }
}

/// A table keyed by id, each entry being `item`; the order is the file's.
pub const fn keyed<S: Spec>(item: S) -> KeyedSpec<S> {
    KeyedSpec {
        item,
        is_counted: false,
        words: Vec::new(),
        known: None,
        defaults: Table::new(),
    }
}

/// `first` if the value is of its type, or else `second`.
pub const fn either<A: Spec, B: Spec<Value = A::Value>>(first: A, second: B) -> EitherSpec<A, B> {
    EitherSpec { first, second }
}

/// A name in both languages, `{ zh = "噪声", en = "noise" }`.
pub fn bilingual() -> impl Spec<Value = Text> {
    table(|fields: &mut Fields| {
        let zh = fields
            .key("zh", text())
            .means("中文名", "Chinese name")
            .required();
        let en = fields
            .key("en", text())
            .means("英文名", "English name")
            .required();
        Text::new(zh, en)
    })
}

impl<S> ListSpec<S> {
    /// It has at least `least` and at most `most` items.
    #[must_use]
    pub const fn length(mut self, least: usize, most: usize) -> Self {
        self.least = least;
        self.most = most;
        self
    }

    fn check_length(&self, items: usize, seen: &Seen<'_>, faults: &mut Faults) -> bool {
        let fits = (self.least..=self.most).contains(&items);
        if !fits {
            let most = i64::try_from(self.most).unwrap_or(i64::MAX);
            let range = whole_range(self.least as i64, most);
            let rule = Text::new(
                format!("列表项数：{}，此处 {items} 项", range.zh),
                format!("the number of items must be {}, here {items}", range.en),
            );
            let remedy = Text::new("请增减列表项", "add or remove items");
            faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
        }
        fits
    }
}

impl<S: Spec> Spec for ListSpec<S> {
    type Value = Vec<S::Value>;

    fn accepts(&self, node: &Node) -> bool {
        matches!(node.value, Value::List(_))
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Self::Value> {
        let Value::List(items) = &seen.node.value else {
            return None;
        };
        let fits = self.check_length(items.len(), seen, faults);
        let mut values = Vec::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let path = join(seen.path, &index.to_string());
            values.extend(self.item.check(&seen.inside(item, &path), faults));
        }
        (fits && values.len() == items.len()).then_some(values)
    }

    /// The stand-in has as many items as there must be.
    fn describe(&mut self) -> (Shape, Self::Value) {
        let (item, _) = self.item.describe();
        let shape = Shape::List {
            item: Box::new(item),
            least: self.least,
            most: self.most,
        };
        let values = (0..self.least).map(|_| self.item.describe().1).collect();
        (shape, values)
    }

    fn shown(&self, value: &Self::Value) -> Option<serde_json::Value> {
        let items: Option<Vec<_>> = value.iter().map(|item| self.item.shown(item)).collect();
        items.map(serde_json::Value::Array)
    }
}

impl<T, F: FnMut(&mut Fields) -> T> Spec for TableSpec<F> {
    type Value = T;

    fn accepts(&self, node: &Node) -> bool {
        node.as_table().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<T> {
        let table = seen.node.as_table()?;
        Some(read_table(table, *seen, faults, &mut self.visit))
    }

    fn describe(&mut self) -> (Shape, T) {
        let (shape, value) = describe_table(&mut self.visit);
        (Shape::Table(shape), value)
    }
}

impl<S> KeyedSpec<S> {
    /// `count = 20` in an entry `t` makes `t-01 ... t-20`.
    #[must_use]
    pub const fn counted(mut self) -> Self {
        self.is_counted = true;
        self
    }

    /// These words, reserved elsewhere, may be keys.
    #[must_use]
    pub fn or_words(mut self, words: &[&'static str]) -> Self {
        self.words = words.to_vec();
        self
    }

    /// The keys are ids of something else.
    #[must_use]
    pub fn of(mut self, known: &Known) -> Self {
        self.known = Some(known.clone());
        self
    }

    /// Entries have these keys unless they say otherwise.
    #[must_use]
    pub fn over(mut self, defaults: Defaults) -> Self {
        self.defaults = defaults.table;
        self
    }

    /// The body of an entry: its own keys but `count`, then the defaults it lacks.
    fn body(&self, node: &Arc<Node>) -> Arc<Node> {
        let Some(own) = node.as_table() else {
            return Arc::clone(node);
        };
        let is_counted = self.is_counted && own.get("count").is_some();
        if !is_counted && self.defaults.is_empty() {
            return Arc::clone(node);
        }
        let kept = own
            .iter()
            .filter(|entry| !(is_counted && entry.key == "count"));
        let lacking = self
            .defaults
            .iter()
            .filter(|entry| own.get(&entry.key).is_none());
        let body: Table = kept.chain(lacking).cloned().collect();
        Arc::new(Node::new(Value::Table(body), node.place))
    }

    fn copies(&self, entry: &Entry) -> Vec<Made> {
        if self.is_counted {
            return copies(entry);
        }
        vec![Made {
            id: entry.key.clone(),
            ordinal: None,
        }]
    }

    /// The key is an id that may stand here, and its `count` a count.
    fn check_key(&self, entry: &Entry, path: &str, faults: &mut Faults) {
        let address = Address {
            path: path.to_owned(),
            place: entry.key_place,
        };
        if self.words.contains(&entry.key.as_str()) {
            return;
        }
        if let Some(known) = &self.known {
            self.check_known(known, &address, &entry.key, faults);
        } else if !is_id(&entry.key) {
            let rule = Text::new(
                "编号是小写字母、数字和连字符，字母开头，至多 64 个字符；each、others、headquarters 是保留词",
                "an id is small letters, digits and hyphens, begins with a letter and has at most \
                 64 characters; `each`, `others`, `headquarters` are reserved",
            );
            let remedy = Text::new(
                "请换一个编号，中文名写在 name 里",
                "choose another id; names of any spelling go into `name`",
            );
            let fault = address.fault(FaultKind::BadId, rule, remedy);
            faults.push(fault.with_value(&entry.key));
        }
        if self.is_counted {
            check_count(entry, path, faults);
        }
    }

    fn check_known(&self, known: &Known, address: &Address, key: &str, faults: &mut Faults) {
        if known.contains(key) {
            return;
        }
        let near = known.nearest(key);
        let all = self.words.iter().copied().chain(known.iter());
        let fault = address.fault(FaultKind::UnknownId, listed(all), remedy_for(near));
        faults.push(fault.with_value(key).with_nearest(near));
    }
}

fn check_count(entry: &Entry, path: &str, faults: &mut Faults) {
    let Some(count) = entry.node.as_table().and_then(|body| body.get("count")) else {
        return;
    };
    let path = join(path, "count");
    let seen = Seen {
        node: &count.node,
        path: &path,
        id: None,
        ordinal: None,
    };
    // What it yields is read again where copies are made.
    let _ = integer().range(1..=MOST_COPIES).check(&seen, faults);
}

impl<S: Spec> Spec for KeyedSpec<S> {
    type Value = Vec<Keyed<S::Value>>;

    fn accepts(&self, node: &Node) -> bool {
        node.as_table().is_some()
    }

    /// An entry with a bad key is read all the same, for the faults inside it.
    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Self::Value> {
        let mut ids = BTreeSet::new();
        let mut values = Vec::new();
        for entry in seen.node.as_table()? {
            self.check_key(entry, &join(seen.path, &entry.key), faults);
            let body = self.body(&entry.node);
            for made in self.copies(entry) {
                let address = Address {
                    path: join(seen.path, &made.id),
                    place: entry.key_place,
                };
                if !ids.insert(made.id.clone()) {
                    faults.push(duplicate(&made.id, &address, &entry.key));
                    continue;
                }
                let inner = Seen {
                    node: &body,
                    path: &address.path,
                    id: Some(&made.id),
                    ordinal: made.ordinal.or(seen.ordinal),
                };
                let value = self.item.check(&inner, faults);
                values.extend(value.map(|value| Keyed {
                    id: made.id,
                    ordinal: made.ordinal,
                    address,
                    value,
                }));
            }
        }
        Some(values)
    }

    fn describe(&mut self) -> (Shape, Self::Value) {
        let (item, _) = self.item.describe();
        let shape = Shape::Keyed {
            item: Box::new(item),
            is_counted: self.is_counted,
            words: self.words.clone(),
        };
        (shape, Vec::new())
    }
}

fn duplicate(id: &str, address: &Address, key: &str) -> Fault {
    let rule = Text::new(
        format!("编号 `{id}` 只能有一个；`count` 已生成同名编号"),
        format!("there is one `{id}`; a `count` makes the same id"),
    );
    let remedy = Text::new(
        format!("请给 `{key}` 换一个编号"),
        format!("give `{key}` another id"),
    );
    address
        .fault(FaultKind::DuplicateId, rule, remedy)
        .with_value(id)
}

impl<A: Spec, B: Spec<Value = A::Value>> Spec for EitherSpec<A, B> {
    type Value = A::Value;

    fn accepts(&self, node: &Node) -> bool {
        self.first.accepts(node) || self.second.accepts(node)
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<A::Value> {
        if self.first.accepts(seen.node) {
            self.first.read(seen, faults)
        } else {
            self.second.read(seen, faults)
        }
    }

    fn describe(&mut self) -> (Shape, A::Value) {
        let (first, value) = self.first.describe();
        let (second, _) = self.second.describe();
        (Shape::Either(vec![first, second]), value)
    }

    fn shown(&self, value: &A::Value) -> Option<serde_json::Value> {
        self.first.shown(value)
    }
}
