//! What is wrong with a log, gathered while it streams by and told at its end with lines and
//! columns; the same thing wrong in many rows is told once, with their number.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use super::locate::{FieldPlace, Located, locate};
use super::row_fault::RowFault;
use crate::base::Text;
use crate::document::{Address, Excerpt, Faults, Place, Position, Sources};

/// Most different words told of one kind in one column; the rest are counted.
const MOST_TOLD: usize = 20;
/// Most bytes of a word kept.
const LONGEST_KEPT: usize = 256;

/// Rows with the same thing wrong.
#[derive(Debug, Clone)]
struct Group {
    first: FieldPlace,
    rows: u64,
    is_warning: bool,
    nearest: Option<String>,
}

/// Everything wrong with a log so far.
#[derive(Debug, Clone, Default)]
pub struct Findings {
    groups: BTreeMap<(RowFault, usize, Vec<u8>), Group>,
    untold: BTreeMap<(RowFault, usize), u64>,
}

/// One row with something wrong.
#[derive(Debug, Clone, Copy)]
pub struct Finding<'r> {
    /// What.
    pub fault: RowFault,
    /// Where.
    pub place: FieldPlace,
    /// The field's content.
    pub value: &'r [u8],
    /// Whether it is only said.
    pub is_warning: bool,
}

/// A log as its findings are told: its file, its columns, what stands between two fields.
#[derive(Debug)]
pub struct Telling<'t, R> {
    /// The file, to be read once more where something is wrong.
    pub input: &'t mut R,
    /// Its path.
    pub name: &'t str,
    /// The names of its columns.
    pub columns: &'t [String],
    /// What stands between two fields.
    pub delimiter: u8,
}

impl Findings {
    /// Adds one; `nearest` is asked only where it will be told.
    pub fn add(&mut self, finding: Finding<'_>, nearest: impl FnOnce() -> Option<String>) {
        let Finding {
            fault,
            place,
            value,
            is_warning,
        } = finding;
        let told_by = if fault.is_told_by_value() { value } else { b"" };
        let told_by = &told_by[..told_by.len().min(LONGEST_KEPT)];
        let key = (fault, place.field, told_by.to_vec());
        if let Some(group) = self.groups.get_mut(&key) {
            group.rows += 1;
            return;
        }
        let alike = (fault, place.field, Vec::new())..(fault, place.field + 1, Vec::new());
        if self.groups.range(alike).count() >= MOST_TOLD {
            *self.untold.entry((fault, place.field)).or_default() += 1;
            return;
        }
        let group = Group {
            first: place,
            rows: 1,
            is_warning,
            nearest: nearest(),
        };
        self.groups.insert(key, group);
    }

    /// Tells all of it.
    pub fn tell<R: Read + Seek>(
        self,
        mut telling: Telling<'_, R>,
        sources: &mut Sources,
        faults: &mut Faults,
    ) {
        if self.groups.is_empty() {
            return;
        }
        let mut groups: Vec<_> = self.groups.into_iter().collect();
        groups.sort_by_key(|(_, group)| group.first);
        let located: Vec<Located> = groups
            .iter()
            .map(|((fault, _, _), group)| telling.locate(group.first, *fault))
            .collect();
        let excerpts: Vec<Excerpt> = located.iter().map(|found| found.excerpt.clone()).collect();
        let source = sources.add_excerpts(telling.name, &excerpts);
        let mut from = 0;
        let mut untold = self.untold;
        for (((fault, field, value), group), found) in groups.into_iter().zip(located) {
            let range = from + found.field.start..from + found.field.end;
            from += found.excerpt.text.len() + 1;
            let column = telling.columns.get(field).cloned().unwrap_or_default();
            let address = Address {
                path: column,
                place: Place::new(source, range),
            };
            let more = untold.remove(&(fault, field)).unwrap_or(0);
            let rule = counted(fault.rule(), group.rows, more);
            let mut told = address.fault(fault.kind(), rule, fault.remedy());
            if fault == RowFault::DuplicateCase {
                told = told.with_value(&found.excerpt.text[found.field]);
            } else if fault.is_told_by_value() {
                told = told.with_value(&String::from_utf8_lossy(&value));
            }
            told = told.with_nearest(group.nearest.as_deref());
            faults.push(if group.is_warning {
                told.as_warning()
            } else {
                told
            });
        }
    }
}

impl<R: Read + Seek> Telling<'_, R> {
    /// The line; empty where the file cannot be read a second time.
    fn locate(&mut self, place: FieldPlace, fault: RowFault) -> Located {
        let lost = |_| Located {
            excerpt: Excerpt {
                from: Position {
                    line: usize::try_from(place.line).unwrap_or(usize::MAX),
                    column: 1,
                },
                text: String::new(),
            },
            field: 0..0,
        };
        let mut found = locate(self.input, place, self.delimiter).unwrap_or_else(lost);
        if fault == RowFault::NotUtf8 {
            let text = &found.excerpt.text[found.field.clone()];
            if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
                let start = found.field.start + at;
                found.field = start..start + char::REPLACEMENT_CHARACTER.len_utf8();
            }
        }
        found
    }
}

/// The rule, and how many rows break it.
fn counted(rule: Text, rows: u64, more: u64) -> Text {
    let Text { mut zh, mut en } = rule;
    if rows > 1 {
        zh = format!("{zh}（共 {rows} 行）");
        en = format!("{en} ({rows} rows)");
    }
    if more > 0 {
        zh = format!("{zh}；此列另有 {more} 行同类问题未列出");
        en = format!("{en}; {more} more rows of this column are not listed");
    }
    Text::new(zh, en)
}
