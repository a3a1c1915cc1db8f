//! What is wrong with a document: every fault has a kind, a place, a rule and a remedy.

use std::collections::BTreeSet;

use super::source::{Place, SourceId};
use crate::base::Text;

/// Most characters of a value that a fault repeats.
pub(super) const LONGEST_ECHO: usize = 60;

macro_rules! fault_kinds {
    ($($(#[$meta:meta])* $name:ident = $code:literal;)+) => {
        /// What sort of thing is wrong; the code is stable and printed.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum FaultKind {
            $($(#[$meta])* $name,)+
            /// A rule of the model, with its own code.
            Rule(&'static str),
        }

        impl FaultKind {
            /// Every kind but the rules of the model.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The word in `fault[...]`.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$name => $code,)+
                    Self::Rule(code) => code,
                }
            }
        }
    };
}

fault_kinds! {
    /// Not TOML.
    Syntax = "syntax";
    /// Not UTF-8.
    NotUtf8 = "not-utf-8";
    /// A key is written twice in one table.
    DuplicateKey = "duplicate-key";
    /// A key nobody reads.
    UnknownKey = "unknown-key";
    /// A key that must be there is not.
    MissingKey = "missing-key";
    /// A text where a number belongs, and the like.
    WrongType = "wrong-type";
    /// Not one of the words that may stand here.
    WrongWord = "wrong-word";
    /// A number or a length outside its range.
    OutOfRange = "out-of-range";
    /// NaN or infinity.
    NotFinite = "not-finite";
    /// An id that nothing in the document has.
    UnknownId = "unknown-id";
    /// Two things with one id.
    DuplicateId = "duplicate-id";
    /// An id that is not spelled as ids are, or is reserved.
    BadId = "bad-id";
    /// A file that cannot be read.
    MissingFile = "missing-file";
    /// Keys that contradict each other.
    Conflict = "conflict";
}

/// Whether a finding stops the command.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is done before it is mended.
    Fault,
    /// Said, and gone on.
    Warning,
}

/// A key of a document: its path and its place, kept for faults that are found after reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// As in `--set`: `county.matter.noise.work_min.mean`.
    pub path: String,
    /// Where it stands.
    pub place: Place,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What sort of thing.
    pub kind: FaultKind,
    /// Whether it stops the command.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// The key, as in `--set`.
    pub path: String,
    /// The value found, at most 60 characters of it.
    pub value: Option<String>,
    /// What must hold.
    pub rule: Text,
    /// What to do.
    pub remedy: Text,
    /// The known name most like the one found.
    pub nearest: Option<String>,
}

/// All faults of all files.
#[derive(Debug, Clone, Default)]
pub struct Faults {
    all: Vec<Fault>,
    told: BTreeSet<Told>,
    broken: Vec<Broken>,
    met: usize,
}

/// What makes two faults one: copies made by `count` differ in the path before the last key only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    kind: FaultKind,
    place: Place,
    key: String,
    rule: String,
    value: Option<String>,
}

/// A line that is not TOML, and whether it was to open a table.
#[derive(Debug, Clone)]
struct Broken {
    line: Place,
    is_header: bool,
}

impl Address {
    /// A fault about this key.
    pub fn fault(&self, kind: FaultKind, rule: Text, remedy: Text) -> Fault {
        Fault {
            kind,
            severity: Severity::Fault,
            place: self.place,
            path: self.path.clone(),
            value: None,
            rule,
            remedy,
            nearest: None,
        }
    }
}

impl Fault {
    /// Repeats the value found.
    #[must_use]
    pub fn with_value(mut self, value: &str) -> Self {
        self.value = Some(shortened(value, LONGEST_ECHO));
        self
    }

    /// Names the nearest known name, if there is one.
    #[must_use]
    pub fn with_nearest(mut self, nearest: Option<&str>) -> Self {
        self.nearest = nearest.map(str::to_owned);
        self
    }

    /// The same as a warning: said, and gone on.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }
}

impl Faults {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one. A fault that only repeats another (the copies `count` makes), or that merely
    /// follows from a line that is not TOML, is left out.
    pub fn push(&mut self, fault: Fault) {
        if fault.severity == Severity::Fault {
            self.met += 1;
        }
        if self.follows_from_broken(&fault) {
            return;
        }
        let key = fault.path.rsplit('.').next().unwrap_or_default();
        let key = Told {
            kind: fault.kind,
            place: fault.place,
            key: key.to_owned(),
            rule: fault.rule.en.clone(),
            value: fault.value.clone(),
        };
        if self.told.insert(key) {
            self.all.push(fault);
        }
    }

    /// How many faults were met so far, those left out included.
    pub(crate) const fn met(&self) -> usize {
        self.met
    }

    /// Notes a line that could not be parsed, so that its consequences are not reported.
    pub(super) fn note_broken(&mut self, line: Place, is_header: bool) {
        self.broken.push(Broken { line, is_header });
    }

    /// What stood in a broken line is missing, and what followed a broken header seems unknown.
    fn follows_from_broken(&self, fault: &Fault) -> bool {
        if matches!(fault.kind, FaultKind::Syntax | FaultKind::DuplicateKey) {
            return false;
        }
        self.broken.iter().any(|broken| {
            let is_same_file = broken.line.source == fault.place.source;
            match fault.kind {
                FaultKind::UnknownId => true,
                FaultKind::MissingKey => is_same_file,
                FaultKind::UnknownKey if broken.is_header => is_same_file,
                _ => broken.line.meets(fault.place),
            }
        })
    }

    /// Whether nothing stops the command; there may be warnings.
    pub fn is_clean(&self) -> bool {
        self.count(Severity::Fault) == 0
    }

    /// Whether there is nothing to say at all.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// How many there are of one severity.
    pub fn count(&self, severity: Severity) -> usize {
        let same = |fault: &&Fault| fault.severity == severity;
        self.all.iter().filter(same).count()
    }

    /// In the order found.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.all.iter()
    }

    /// Ordered by file and position, faults before warnings at one place.
    pub fn in_order(&self) -> Vec<&Fault> {
        let mut all: Vec<&Fault> = self.all.iter().collect();
        all.sort_by_key(|fault| (fault.place, fault.severity));
        all
    }

    /// The files they lie in.
    pub fn files(&self) -> BTreeSet<SourceId> {
        self.all.iter().map(|fault| fault.place.source).collect()
    }

    /// `value` with the warnings if nothing stops the command.
    ///
    /// # Errors
    /// All faults and warnings, if any is a fault.
    pub fn into_result<T>(self, value: T) -> Result<(T, Self), Self> {
        if self.is_clean() {
            Ok((value, self))
        } else {
            Err(self)
        }
    }
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;
    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// At most `longest` characters, controls made visible.
pub(super) fn shortened(text: &str, longest: usize) -> String {
    let mut characters = text.chars();
    let mut short: String = characters
        .by_ref()
        .take(longest)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_kebab_case_and_distinct() {
        let codes: BTreeSet<_> = FaultKind::ALL.iter().map(|kind| kind.code()).collect();
        assert_eq!(codes.len(), FaultKind::ALL.len());
        let kebab = |code: &&str| {
            code.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        assert!(codes.iter().all(kebab));
    }

    #[test]
    fn a_million_characters_are_not_repeated() {
        assert_eq!(shortened(&"a".repeat(1_000_000), 3), "aaa…");
    }
}
