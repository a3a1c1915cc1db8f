//! One key of a table: what it means, how it must be there, and what it then is.

use super::reading::{Found, Reading};
use super::shape::{Need, Property, TableShape};
use super::spec::Spec;
use crate::base::Text;

/// What a visit of a table is for.
#[derive(Debug)]
pub(super) enum Mode<'a> {
    /// The keys are read.
    Read(Reading<'a>),
    /// There is no table, and what is asked for becomes this shape.
    Describe(&'a mut TableShape),
}

impl Mode<'_> {
    const fn is_describing(&self) -> bool {
        matches!(self, Self::Describe(_))
    }
}

/// One key about to be read: say what it means, then how it must be there.
#[must_use = "a key is read by `required`, `or`, `optional` or `or_empty`"]
#[derive(Debug)]
pub struct Field<'f, 'a, S> {
    mode: &'f mut Mode<'a>,
    key: &'static str,
    spec: S,
    means: Text,
    source: Option<&'static str>,
}

impl<'f, 'a, S: Spec> Field<'f, 'a, S> {
    /// The key before anything is said of it.
    pub(super) fn new(mode: &'f mut Mode<'a>, key: &'static str, spec: S) -> Self {
        Self {
            mode,
            key,
            spec,
            means: Text::new("", ""),
            source: None,
        }
    }

    /// What the key means, in Chinese and English.
    pub fn means(self, zh: &str, en: &str) -> Self {
        self.means_text(Text::new(zh, en))
    }

    /// As [`Self::means`], of a text made already.
    pub(super) fn means_text(mut self, means: Text) -> Self {
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
        if self.mode.is_describing() {
            return self.record(Need::Required);
        }
        match self.find(true) {
            Found::Value(value) => value,
            Found::Absent | Found::Faulty => self.spec.describe().1,
        }
    }

    /// It is `default` when it is not written.
    pub fn or(mut self, default: S::Value) -> S::Value {
        if self.mode.is_describing() {
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
        if self.mode.is_describing() {
            self.record(Need::Optional);
            return None;
        }
        match self.find(false) {
            Found::Value(value) => Some(value),
            Found::Absent | Found::Faulty => None,
        }
    }

    /// As [`Self::or`], for a default whose plain form cannot be told from its type.
    pub fn or_shown(mut self, default: S::Value, shown: impl Into<serde_json::Value>) -> S::Value {
        if self.mode.is_describing() {
            self.record(Need::Default(Some(shown.into())));
            return default;
        }
        match self.find(false) {
            Found::Value(value) => value,
            Found::Absent | Found::Faulty => default,
        }
    }

    /// It is an empty table when it is not written: what is required inside is missing here.
    pub fn or_empty(mut self) -> S::Value {
        if self.mode.is_describing() {
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

    /// A fault is recorded when it is faulty, or required and absent.
    pub(super) fn find(&mut self, is_required: bool) -> Found<S::Value> {
        match self.mode {
            Mode::Read(reading) => {
                let required = is_required.then_some(&self.means);
                reading.find(self.key, &mut self.spec, required)
            }
            Mode::Describe(_) => Found::Absent,
        }
    }

    fn find_empty(&mut self) -> Option<S::Value> {
        match self.mode {
            Mode::Read(reading) => reading.find_empty(self.key, &mut self.spec),
            Mode::Describe(_) => None,
        }
    }

    fn record(mut self, need: Need) -> S::Value {
        let (shape, value) = self.spec.describe();
        if let Mode::Describe(table) = self.mode {
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
