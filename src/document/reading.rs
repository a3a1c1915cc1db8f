//! One table being read: which keys were asked for, and what is wrong with them.

use super::fault::{Address, Fault, FaultKind, Faults};
use super::name::{listed, remedy_for};
use super::nearest::nearest;
use super::spec::{Seen, Spec};
use super::tree::{Entry, Node, Table, Value};
use crate::base::Text;

#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub table: &'a Table,
    pub seen: Seen<'a>,
    asked: Vec<&'static str>,
    /// Keys are not known when the word that decides them is wrong.
    pub is_open: bool,
    met_before: usize,
    pub faults: &'a mut Faults,
}

/// Keys that the entries of a keyed table have unless they say otherwise.
#[derive(Debug, Clone, Default)]
pub struct Defaults {
    pub(super) table: Table,
}

/// What became of a key.
pub(super) enum Found<T> {
    Value(T),
    Absent,
    Faulty,
}

impl<'a> Reading<'a> {
    pub fn new(table: &'a Table, seen: Seen<'a>, faults: &'a mut Faults) -> Self {
        Self {
            table,
            seen,
            asked: Vec::new(),
            is_open: false,
            met_before: faults.met(),
            faults,
        }
    }

    /// Whether no fault was met since the table was begun.
    pub fn is_sound(&self) -> bool {
        self.faults.met() == self.met_before
    }

    /// Asks for `key`; a fault is recorded when it is faulty, or required and absent.
    pub fn find<S: Spec>(
        &mut self,
        key: &'static str,
        spec: &mut S,
        required: Option<&Text>,
    ) -> Found<S::Value> {
        self.asked.push(key);
        let Some(entry) = self.table.get(key) else {
            if let Some(means) = required {
                let fault = self.missing(key, means, spec);
                self.faults.push(fault);
            }
            return Found::Absent;
        };
        let path = self.path_of(entry);
        let seen = self.seen.inside(&entry.node, &path);
        match spec.check(&seen, self.faults) {
            Some(value) => Found::Value(value),
            None => Found::Faulty,
        }
    }

    /// Reads an empty table at this table's place.
    pub fn find_empty<S: Spec>(&mut self, key: &str, spec: &mut S) -> Option<S::Value> {
        let node = Node::new(Value::Table(Table::new()), self.seen.node.place);
        let path = join(self.seen.path, key);
        let seen = self.seen.inside(&node, &path);
        spec.check(&seen, self.faults)
    }

    /// A missing key is reported at its table's header.
    fn missing(&self, key: &str, means: &Text, spec: &mut impl Spec) -> Fault {
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
            path: join(self.seen.path, key),
            place: self.seen.node.place,
        };
        address.fault(FaultKind::MissingKey, rule, remedy)
    }

    pub fn address_of(&self, entry: &Entry) -> Address {
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

    pub fn defaults(&mut self, key: &'static str) -> Defaults {
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

    pub fn check_exactly_one(&mut self, keys: &[&'static str]) {
        let written: Vec<&Entry> = keys.iter().filter_map(|key| self.table.get(key)).collect();
        let rule = Text::new(
            format!("必须写且只写其中一个：{}", keys.join("、")),
            format!("exactly one of these is written: {}", keys.join(", ")),
        );
        let fault = match written.as_slice() {
            [_] => return,
            [] => {
                let remedy = Text::new("请补上其中一个", "add one of them");
                let address = self.seen.address();
                address.fault(FaultKind::MissingKey, rule, remedy)
            }
            [_, second, ..] => {
                let remedy = Text::new("请删去其余的", "remove the others");
                let address = self.address_of(second);
                let fault = address.fault(FaultKind::Conflict, rule, remedy);
                fault.with_value(&second.node.shown())
            }
        };
        self.faults.push(fault);
    }

    pub fn check_together(&mut self, keys: &[&'static str]) {
        if keys.iter().all(|key| self.table.get(key).is_none()) {
            return;
        }
        for key in keys.iter().filter(|key| self.table.get(key).is_none()) {
            let rule = Text::new(
                format!("这些键要么都写、要么都不写：{}", keys.join("、")),
                format!(
                    "these are written together or not at all: {}",
                    keys.join(", ")
                ),
            );
            let remedy = Text::new(format!("请补上 `{key}`"), format!("add `{key}`"));
            let address = Address {
                path: join(self.seen.path, key),
                place: self.seen.node.place,
            };
            self.faults
                .push(address.fault(FaultKind::MissingKey, rule, remedy));
        }
    }

    pub fn report_unknown(self) {
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

pub(super) fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}
