//! One table, key by key: reading it, or describing it without any document.

use super::fault::{Address, Fault, FaultKind, Faults};
use super::known::Known;
use super::nearest::nearest;
use super::scalar::{listed, remedy_for, word};
use super::shape::{Need, Property, Shape, TableShape, Variants};
use super::spec::{Seen, Spec};
use super::tree::{Entry, Node, Table, Tree, Value};
use super::words::Words;
use crate::base::Text;

/// The keys of one table, as a visiting function sees them.
///
/// Reading, each key is asked for once and a faulty one yields a stand-in, so that all faults are
/// found; keys nobody asked for are faults. Describing, there is no table, and what is asked for
/// becomes the shape.
#[derive(Debug)]
pub struct Fields<'a> {
    mode: Mode<'a>,
}

#[derive(Debug)]
enum Mode<'a> {
    Read(Reading<'a>),
    Describe(&'a mut TableShape),
}

#[derive(Debug)]
struct Reading<'a> {
    table: &'a Table,
    seen: Seen<'a>,
    asked: Vec<&'static str>,
    /// Keys are not known when the word that decides them is wrong.
    is_open: bool,
    met_before: usize,
    faults: &'a mut Faults,
}

/// One key about to be read: say what it means, then how it must be there.
#[must_use = "a key is read by `required`, `or`, `optional` or `or_empty`"]
#[derive(Debug)]
pub struct Field<'f, 'a, S> {
    fields: &'f mut Fields<'a>,
    key: &'static str,
    spec: S,
    means: Text,
    source: Option<&'static str>,
}

/// Keys that the entries of a keyed table have unless they say otherwise.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub(super) table: Table,
}

/// Reads `tree` with a visiting function; `path` is what its keys are addressed by (`county`), or
/// nothing. What is returned is usable only if `faults` stays clean.
pub fn read<T>(
    tree: &Tree,
    path: &str,
    faults: &mut Faults,
    visit: impl FnOnce(&mut Fields) -> T,
) -> T {
    let seen = Seen {
        node: tree.root(),
        path,
        id: None,
        ordinal: None,
    };
    match tree.root().as_table() {
        Some(table) => read_table(table, seen, faults, visit),
        None => describe_table(visit).1,
    }
}

/// What a visiting function asks for.
pub fn describe<T>(visit: impl FnOnce(&mut Fields) -> T) -> Shape {
    Shape::Table(describe_table(visit).0)
}

pub(super) fn read_table<T>(
    table: &Table,
    seen: Seen<'_>,
    faults: &mut Faults,
    visit: impl FnOnce(&mut Fields) -> T,
) -> T {
    let reading = Reading {
        table,
        seen,
        asked: Vec::new(),
        is_open: false,
        met_before: faults.met(),
        faults,
    };
    let mut fields = Fields {
        mode: Mode::Read(reading),
    };
    let value = visit(&mut fields);
    fields.finish();
    value
}

pub(super) fn describe_table<T>(visit: impl FnOnce(&mut Fields) -> T) -> (TableShape, T) {
    let mut shape = TableShape::default();
    let value = visit(&mut Fields {
        mode: Mode::Describe(&mut shape),
    });
    shape.resolve_defaults();
    (shape, value)
}

impl<'a> Fields<'a> {
    /// Asks for `key`.
    pub fn key<S: Spec>(&mut self, key: &'static str, spec: S) -> Field<'_, 'a, S> {
        Field {
            fields: self,
            key,
            spec,
            means: Text::new("", ""),
            source: None,
        }
    }

    /// Reads the word of `key` and the keys that belong to it; `default` is its word when it is
    /// not written. Describing, every word's keys are described.
    pub fn choose<W: Words, T>(
        &mut self,
        key: &'static str,
        default: Option<W>,
        means: Text,
        mut arm: impl FnMut(W, &mut Fields) -> T,
    ) -> T {
        if let Mode::Describe(shape) = &mut self.mode {
            let (variants, first) = describe_cases(key, default, means, &mut arm);
            shape.variants = Some(variants);
            return first;
        }
        let mut field = self.key(key, word::<W>()).means_text(means);
        match field.find(default.is_none()) {
            Found::Value(choice) => arm(choice, self),
            Found::Absent if let Some(choice) = default => arm(choice, self),
            Found::Absent | Found::Faulty => {
                self.open();
                describe_table(|fields| arm(W::ALL[0], fields)).1
            }
        }
    }

    /// Checks that exactly one of `keys` is written; ask for each of them as `optional`.
    pub fn exactly_one(&mut self, keys: &[&'static str]) {
        let reading = match &mut self.mode {
            Mode::Describe(shape) => return shape.exactly_one.push(keys.to_vec()),
            Mode::Read(reading) => reading,
        };
        let written: Vec<&Entry> = keys
            .iter()
            .filter_map(|key| reading.table.get(key))
            .collect();
        let rule = Text::new(
            format!("必须写且只写其中一个：{}", keys.join("、")),
            format!("exactly one of these is written: {}", keys.join(", ")),
        );
        let fault = match written.as_slice() {
            [_] => return,
            [] => {
                let remedy = Text::new("请补上其中一个", "add one of them");
                let address = reading.seen.address();
                address.fault(FaultKind::MissingKey, rule, remedy)
            }
            [_, second, ..] => {
                let remedy = Text::new("请删去其余的", "remove the others");
                let address = reading.address_of(second);
                let fault = address.fault(FaultKind::Conflict, rule, remedy);
                fault.with_value(&second.node.shown())
            }
        };
        reading.faults.push(fault);
    }

    /// The ids that the keyed table `key` of this table makes, before it is read.
    pub fn known(&self, key: &str) -> Known {
        match &self.mode {
            Mode::Read(reading) => {
                let entry = reading.table.get(key);
                let table = entry.and_then(|entry| entry.node.as_table());
                table.map(Known::of).unwrap_or_default()
            }
            Mode::Describe(_) => Known::default(),
        }
    }

    /// The table `key`, whose keys hold for the entries of the keyed table `of` that lack them;
    /// hand it to [`super::compound::KeyedSpec::over`].
    pub fn defaults(&mut self, key: &'static str, of: &'static str, means: Text) -> Defaults {
        match &mut self.mode {
            Mode::Describe(shape) => {
                shape.properties.push(Property {
                    key,
                    shape: Shape::DefaultsOf(of),
                    means,
                    source: None,
                    need: Need::Optional,
                });
                Defaults::default()
            }
            Mode::Read(reading) => reading.defaults(key),
        }
    }

    /// The id under which this table stands in a keyed table; empty elsewhere.
    pub fn id(&self) -> &str {
        match &self.mode {
            Mode::Read(reading) => reading.seen.id.unwrap_or_default(),
            Mode::Describe(_) => "",
        }
    }

    /// Whether `key` is written.
    pub fn has(&self, key: &str) -> bool {
        match &self.mode {
            Mode::Read(reading) => reading.table.get(key).is_some(),
            Mode::Describe(_) => false,
        }
    }

    /// Where `key` stands (this table, if it is not written), for faults found after reading;
    /// nothing when there is no document.
    pub fn address(&self, key: &str) -> Option<Address> {
        match &self.mode {
            Mode::Read(reading) => Some(match reading.table.get(key) {
                Some(entry) => reading.address_of(entry),
                None => Address {
                    path: join(reading.seen.path, key),
                    place: reading.seen.node.place,
                },
            }),
            Mode::Describe(_) => None,
        }
    }

    /// Where this table stands.
    pub fn here(&self) -> Option<Address> {
        match &self.mode {
            Mode::Read(reading) => Some(reading.seen.address()),
            Mode::Describe(_) => None,
        }
    }

    /// Whether everything read of this table so far is as written, not a stand-in.
    pub fn is_sound(&self) -> bool {
        match &self.mode {
            Mode::Read(reading) => reading.faults.met() == reading.met_before,
            Mode::Describe(_) => false,
        }
    }

    /// A rule between keys, about `key`: a fault unless it `holds`. It is not asked of stand-ins.
    pub fn demand(&mut self, holds: bool, key: &str, kind: FaultKind, rule: Text, remedy: Text) {
        if holds || !self.is_sound() {
            return;
        }
        let value = match &self.mode {
            Mode::Read(reading) => reading.table.get(key).map(|entry| entry.node.shown()),
            Mode::Describe(_) => None,
        };
        if let Some(address) = self.address(key) {
            let mut fault = address.fault(kind, rule, remedy);
            fault.value = value;
            self.push(fault);
        }
    }

    /// Adds a fault or a warning.
    pub fn push(&mut self, fault: Fault) {
        if let Mode::Read(reading) = &mut self.mode {
            reading.faults.push(fault);
        }
    }

    const fn is_describing(&self) -> bool {
        matches!(self.mode, Mode::Describe(_))
    }

    fn open(&mut self) {
        if let Mode::Read(reading) = &mut self.mode {
            reading.is_open = true;
        }
    }

    fn finish(self) {
        if let Mode::Read(reading) = self.mode
            && !reading.is_open
        {
            reading.report_unknown();
        }
    }
}

fn describe_cases<W: Words, T>(
    key: &'static str,
    default: Option<W>,
    means: Text,
    arm: &mut impl FnMut(W, &mut Fields) -> T,
) -> (Variants, T) {
    let (case, first) = describe_table(|fields| arm(W::ALL[0], fields));
    let mut cases = vec![(W::ALL[0].word(), W::ALL[0].means(), case)];
    for choice in &W::ALL[1..] {
        let (case, _) = describe_table(|fields| arm(*choice, fields));
        cases.push((choice.word(), choice.means(), case));
    }
    let variants = Variants {
        key,
        means,
        default: default.map(Words::word),
        cases,
    };
    (variants, first)
}

impl Reading<'_> {
    fn address_of(&self, entry: &Entry) -> Address {
        Address {
            path: self.path_of(entry),
            place: entry.node.place,
        }
    }

    fn path_of(&self, entry: &Entry) -> String {
        match &entry.origin {
            Some(origin) => origin.as_ref().to_owned(),
            None => join(self.seen.path, &entry.key),
        }
    }

    fn defaults(&mut self, key: &'static str) -> Defaults {
        self.asked.push(key);
        let Some(entry) = self.table.get(key) else {
            return Defaults::default();
        };
        let path = self.path_of(entry);
        let Some(table) = entry.node.as_table() else {
            let seen = self.seen.inside(&entry.node, &path);
            let rule = Text::new("应为表", "must be a table");
            let remedy = Text::new("请改写为表", "write a table");
            let fault = seen.fault(FaultKind::WrongType, rule, remedy);
            self.faults.push(fault);
            return Defaults::default();
        };
        let with_origin = |entry: &Entry| Entry {
            origin: Some(join(&path, &entry.key).into()),
            ..entry.clone()
        };
        Defaults {
            table: table.iter().map(with_origin).collect(),
        }
    }

    fn report_unknown(self) {
        for entry in self.table {
            if self.asked.contains(&entry.key.as_str()) {
                continue;
            }
            let near = nearest(&entry.key, self.asked.iter().copied());
            let address = Address {
                path: self.path_of(entry),
                place: entry.key_place,
            };
            let remedy = match near {
                Some(_) => remedy_for(near),
                None => Text::new("请删去这个键", "remove this key"),
            };
            let rule = listed(self.asked.iter().copied());
            let fault = address.fault(FaultKind::UnknownKey, rule, remedy);
            let fault = fault.with_value(&entry.node.shown());
            self.faults.push(fault.with_nearest(near));
        }
    }
}

enum Found<T> {
    Value(T),
    Absent,
    Faulty,
}

impl<S: Spec> Field<'_, '_, S> {
    /// What the key means, in Chinese and English.
    pub fn means(self, zh: &str, en: &str) -> Self {
        self.means_text(Text::new(zh, en))
    }

    fn means_text(mut self, means: Text) -> Self {
        self.means = means;
        self
    }

    /// Where the default comes from, as `S 002` or `assumption: ...`.
    pub fn source(mut self, source: &'static str) -> Self {
        self.source = Some(source);
        self
    }

    /// It must be written.
    pub fn required(mut self) -> S::Value {
        if self.fields.is_describing() {
            return self.record(Need::Required);
        }
        match self.find(true) {
            Found::Value(value) => value,
            Found::Absent | Found::Faulty => self.spec.describe().1,
        }
    }

    /// It is `default` when it is not written.
    pub fn or(mut self, default: S::Value) -> S::Value {
        if self.fields.is_describing() {
            let shown = self.spec.shown(&default);
            self.record(Need::Default(shown));
            return default;
        }
        match self.find(false) {
            Found::Value(value) => value,
            Found::Absent | Found::Faulty => default,
        }
    }

    /// There may be none.
    pub fn optional(mut self) -> Option<S::Value> {
        if self.fields.is_describing() {
            self.record(Need::Optional);
            return None;
        }
        match self.find(false) {
            Found::Value(value) => Some(value),
            Found::Absent | Found::Faulty => None,
        }
    }

    /// It is an empty table when it is not written: what is required inside is missing here.
    pub fn or_empty(mut self) -> S::Value {
        if self.fields.is_describing() {
            return self.record(Need::Optional);
        }
        match self.find(false) {
            Found::Value(value) => value,
            Found::Faulty => self.spec.describe().1,
            Found::Absent => match self.find_empty() {
                Some(value) => value,
                None => self.spec.describe().1,
            },
        }
    }

    /// Asks for the key; a fault is recorded when it is faulty, or required and absent.
    fn find(&mut self, is_required: bool) -> Found<S::Value> {
        let Mode::Read(reading) = &mut self.fields.mode else {
            return Found::Absent;
        };
        reading.asked.push(self.key);
        let Some(entry) = reading.table.get(self.key) else {
            if is_required {
                let fault = missing(reading, self.key, &self.means, &mut self.spec);
                reading.faults.push(fault);
            }
            return Found::Absent;
        };
        let path = reading.path_of(entry);
        let seen = reading.seen.inside(&entry.node, &path);
        match self.spec.check(&seen, reading.faults) {
            Some(value) => Found::Value(value),
            None => Found::Faulty,
        }
    }

    /// Reads an empty table at this table's place.
    fn find_empty(&mut self) -> Option<S::Value> {
        let Mode::Read(reading) = &mut self.fields.mode else {
            return None;
        };
        let node = Node::new(Value::Table(Table::new()), reading.seen.node.place);
        let path = join(reading.seen.path, self.key);
        let seen = reading.seen.inside(&node, &path);
        self.spec.check(&seen, reading.faults)
    }

    fn record(mut self, need: Need) -> S::Value {
        let (shape, value) = self.spec.describe();
        if let Mode::Describe(table) = &mut self.fields.mode {
            table.properties.push(Property {
                key: self.key,
                shape,
                means: self.means,
                source: self.source,
                need,
            });
        }
        value
    }
}

/// A missing key is reported at its table's header.
fn missing(reading: &Reading, key: &str, means: &Text, spec: &mut impl Spec) -> Fault {
    let holds = spec.describe().0.in_words();
    let rule = match means.en.as_str() {
        "" => Text::new(
            format!("`{key}` 必须写出"),
            format!("`{key}` must be written"),
        ),
        _ => Text::new(
            format!("`{key}` 必须写出：{}", means.zh),
            format!("`{key}` must be written: {}", means.en),
        ),
    };
    let remedy = Text::new(
        format!("请补上 `{key}`（{}）", holds.zh),
        format!("add `{key}`, {}", holds.en),
    );
    let address = Address {
        path: join(reading.seen.path, key),
        place: reading.seen.node.place,
    };
    address.fault(FaultKind::MissingKey, rule, remedy)
}

pub(super) fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}
