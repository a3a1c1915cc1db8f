//! Value tables: which words of a log mean which id of the map.

use std::collections::BTreeMap;

use crate::base::Text;
use crate::document::{FaultKind, Fields, Keyed, Spec, bilingual, list, text};

/// Most words an id may have.
const MOST_WORDS: usize = 1_000;

/// What the words of one column mean.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ValueTable {
    meanings: BTreeMap<Vec<u8>, usize>,
}

/// One thing that words of the log mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meant {
    /// The name people read.
    pub name: Text,
    /// The words.
    pub words: Vec<String>,
}

impl ValueTable {
    /// The position of what `word` means.
    pub fn meaning(&self, word: &[u8]) -> Option<usize> {
        self.meanings.get(word).copied()
    }

    /// All words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.meanings
            .keys()
            .filter_map(|word| std::str::from_utf8(word).ok())
    }

    /// The table of `entries`; a word with two meanings is a fault at the second.
    pub fn of<T>(
        fields: &mut Fields,
        entries: &[Keyed<T>],
        words: impl Fn(&T) -> &[String],
    ) -> Self {
        let mut meanings = BTreeMap::new();
        for (position, entry) in entries.iter().enumerate() {
            for word in words(&entry.value) {
                let before = meanings.insert(word.as_bytes().to_vec(), position);
                if let Some(before) = before.filter(|before| *before != position) {
                    let rule = Text::new(
                        format!("一个词只有一个意思，`{}` 已经用了它", entries[before].id),
                        format!(
                            "a word means one thing, and `{}` has it",
                            entries[before].id
                        ),
                    );
                    let remedy = Text::new("请从其中一处删去", "leave it out of one of the two");
                    let fault = entry.address.fault(FaultKind::DuplicateId, rule, remedy);
                    fields.push(fault.with_value(word));
                }
            }
        }
        Self { meanings }
    }
}

impl Meant {
    /// Reads `name` and `words`; `#` in them is the ordinal of a counted entry.
    pub fn visit(fields: &mut Fields) -> Self {
        let id = fields.id().to_owned();
        let ordinal = fields.ordinal().map(|ordinal| ordinal.to_string());
        let counted = |text: String| match &ordinal {
            Some(ordinal) => text.replace('#', ordinal),
            None => text,
        };
        let name = fields.key("name", bilingual());
        let name = name.means("名称", "the name people read").optional();
        let words = fields
            .key("words", list(text()).length(1, MOST_WORDS))
            .means(
                "台账中的写法；不写则为编号本身",
                "how the log writes it; if absent, as its id",
            )
            .optional()
            .unwrap_or_else(|| vec![id.clone()]);
        let name = name.map_or_else(
            || Text::new(&*id, &*id),
            |name| Text::new(counted(name.zh), counted(name.en)),
        );
        Self {
            name,
            words: words
                .into_iter()
                .map(|word| trimmed(&counted(word)))
                .collect(),
        }
    }
}

/// A list of words as the log writes them; an empty word is an empty field.
pub(super) fn words() -> impl Spec<Value = Vec<String>> {
    list(text().map(|word| trimmed(&word))).length(1, MOST_WORDS)
}

fn trimmed(word: &str) -> String {
    word.trim_matches(|c: char| c.is_ascii_whitespace())
        .to_owned()
}
