//! Ids: how they are spelled, what `count` makes of one, and which ones a document has.

use super::nearest::nearest;
use super::tree::{Entry, Table, Value};

/// Most copies that `count` makes.
pub const MOST_COPIES: i64 = 10_000;
/// Longest id, in characters.
pub const LONGEST_ID: usize = 64;
/// Words that are never ids.
pub const RESERVED: [&str; 3] = ["each", "others", "headquarters"];

/// The ids that may be referred to, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    names: Vec<String>,
}

/// One thing that an entry of a keyed table names, after `count`.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub id: String,
    pub ordinal: Option<u32>,
}

impl Known {
    /// The names of something that is not in the document.
    pub fn new<I: IntoIterator<Item = S>, S: Into<String>>(names: I) -> Self {
        Self {
            names: names.into_iter().map(Into::into).collect(),
        }
    }

    /// The ids a keyed table makes, its `count`s included.
    pub(super) fn of(table: &Table) -> Self {
        Self::new(table.iter().flat_map(copies).map(|made| made.id))
    }

    /// All, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The ordinal of `name` in the list.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Whether `name` is one of them.
    pub fn contains(&self, name: &str) -> bool {
        self.position(name).is_some()
    }

    /// The one most like `name`.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.iter())
    }

    /// What `d-#` means to the thing with this ordinal: the id `d-03`, however it is padded.
    pub fn same_ordinal(&self, pattern: &str, ordinal: u32) -> Option<&str> {
        let stem = pattern.strip_suffix('#')?;
        self.iter().find(|name| {
            let digits = name.strip_prefix(stem).unwrap_or_default();
            digits.bytes().all(|c| c.is_ascii_digit()) && digits.parse() == Ok(ordinal)
        })
    }
}

/// Whether `text` is spelled as ids are and not reserved.
pub fn is_id(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.len() <= LONGEST_ID
        && text
            .bytes()
            .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-')
        && !RESERVED.contains(&text)
}

/// `[township.t] count = 20` is `t-01 ... t-20`, padded to equal width; without it `t` itself.
pub(super) fn copies(entry: &Entry) -> Vec<Made> {
    let Some(count) = count_of(entry) else {
        return vec![Made {
            id: entry.key.clone(),
            ordinal: None,
        }];
    };
    let width = count.to_string().len();
    let made = |ordinal| Made {
        id: format!("{}-{ordinal:0width$}", entry.key),
        ordinal: Some(ordinal),
    };
    (1..=count).map(made).collect()
}

/// The `count` of a body, if it has a usable one.
fn count_of(entry: &Entry) -> Option<u32> {
    match entry.node.as_table()?.get("count")?.node.value {
        Value::Integer(count) if (1..=MOST_COPIES).contains(&count) => u32::try_from(count).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_small_letters_digits_and_hyphens() {
        assert!(is_id("um-town-2"));
        for bad in ["", "2nd", "Town", "town_1", "each", "镇", "d-#"] {
            assert!(!is_id(bad), "{bad}");
        }
    }

    #[test]
    fn the_same_ordinal_is_found_however_it_is_padded() {
        let known = Known::new(["d-01", "d-02", "d-10"]);
        assert_eq!(known.same_ordinal("d-#", 2), Some("d-02"));
        assert_eq!(known.same_ordinal("d-#", 3), None);
    }
}
