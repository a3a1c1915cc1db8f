//! One table, key by key: reading it, or describing it without any document.

use super::fault::{Address, Fault, FaultKind, Faults};
use super::field::{Field, Mode};
use super::known::Known;
use super::name::word;
use super::reading::{Defaults, Found, Reading, join};
use super::shape::{Need, Property, Shape, TableShape, Variants};
use super::spec::{Seen, Spec};
use super::tree::{Table, Tree};
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
    let mut fields = Fields {
        mode: Mode::Read(Reading::new(table, seen, faults)),
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
        Field::new(&mut self.mode, key, spec)
    }

    /// Reads the word of `key` (one such key a table) and the keys that belong to it; `default` is its word when it is
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
        match &mut self.mode {
            Mode::Describe(shape) => shape.exactly_one.push(keys.to_vec()),
            Mode::Read(reading) => reading.check_exactly_one(keys),
        }
    }

    /// Checks that all of `keys` are written or none; ask for each of them as `optional`.
    pub fn together(&mut self, keys: &[&'static str]) {
        match &mut self.mode {
            Mode::Describe(shape) => shape.together.push(keys.to_vec()),
            Mode::Read(reading) => reading.check_together(keys),
        }
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

    /// The ids that the keyed table `key` inside this table's table `table` makes, before either is
    /// read; nothing if there is no such inner table.
    pub fn known_under(&self, table: &str, key: &str) -> Option<Known> {
        let Mode::Read(reading) = &self.mode else {
            return None;
        };
        let inner = reading.table.get(table)?.node.as_table()?;
        let entry = inner.get(key);
        let ids = entry.and_then(|entry| entry.node.as_table());
        Some(ids.map(Known::of).unwrap_or_default())
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

    /// The ordinal (from 1) of this table among the copies that `count` made.
    pub fn ordinal(&self) -> Option<u32> {
        match &self.mode {
            Mode::Read(reading) => reading.seen.ordinal,
            Mode::Describe(_) => None,
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
            Mode::Read(reading) => reading.is_sound(),
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
