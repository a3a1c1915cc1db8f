//! What becomes of rows that cannot be placed: dropped and counted, assigned, or a fault.

use crate::define_words;
use crate::document::{Fields, Known, reference, word};

define_words! {
    /// What to do with a time that cannot be.
    pub enum BadTime {
        Fault = "fault": "报错", "a fault: nothing runs before it is mended";
        Drop = "drop": "舍去并计数", "the row is dropped and counted, with a warning";
    }
}

define_words! {
    /// What to do with a log that is not in order of time.
    pub enum Unsorted {
        Warn = "warn": "排序并警告", "sorted, with a warning";
        Fault = "fault": "报错", "a fault";
    }
}

/// What to do with a field that names nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Remedy {
    /// A fault: nothing runs before it is mended.
    Fault,
    /// The row is dropped and counted.
    Drop,
    /// The row is taken to mean the entry at this position.
    Assign(usize),
}

/// What to do with empty and with unknown words of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Remedies {
    /// An empty field.
    pub empty: Remedy,
    /// A word that no entry has.
    pub unknown: Remedy,
}

/// What to do with rows that cannot be placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unplaced {
    /// A time that cannot be read or that no clock showed.
    pub time: BadTime,
    /// Where.
    pub township: Remedies,
    /// Whose.
    pub department: Remedies,
    /// What.
    pub matter: Remedies,
}

impl Unplaced {
    /// Reads the table `[unplaced]`; what it does not say is a fault.
    pub fn visit(fields: &mut Fields, [townships, departments, matters]: [&Known; 3]) -> Self {
        let time = fields.key("time", word::<BadTime>());
        let time = time.means("读不出或不可能的时间", "a time that cannot be");
        Self {
            time: time.or(BadTime::Fault),
            township: Remedies {
                empty: remedy(fields, "empty_township", townships),
                unknown: remedy(fields, "unknown_township", townships),
            },
            department: Remedies {
                empty: remedy(fields, "empty_department", departments),
                unknown: remedy(fields, "unknown_department", departments),
            },
            matter: Remedies {
                empty: remedy(fields, "empty_matter", matters),
                unknown: remedy(fields, "unknown_matter", matters),
            },
        }
    }
}

fn remedy(fields: &mut Fields, key: &'static str, known: &Known) -> Remedy {
    let what = fields
        .key(key, reference(known).or_words(&["fault", "drop"]))
        .means(
            "报错、舍去，或归入某个编号",
            "a fault, dropped, or taken for the entry of this id",
        )
        .or("fault".to_owned());
    match what.as_str() {
        "fault" => Remedy::Fault,
        "drop" => Remedy::Drop,
        id => known.position(id).map_or(Remedy::Fault, Remedy::Assign),
    }
}
