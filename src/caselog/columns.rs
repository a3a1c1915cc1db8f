//! Which columns of a log hold what.

use crate::document::{Address, Fields, Spec, text};

/// The name of a column, and where the map says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    /// As in the log's first row.
    pub name: String,
    /// Where it is written; nothing when there is no document.
    pub address: Option<Address>,
}

/// The columns a row is read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// Case number: what a row's draws hang on.
    pub case: ColumnName,
    /// When it was reported.
    pub time: ColumnName,
    /// Where.
    pub township: ColumnName,
    /// Whose it is: the lead, and behind it those who support, if there is a separator.
    pub department: ColumnName,
    /// What.
    pub matter: ColumnName,
    /// How it came to be known.
    pub channel: Option<ColumnName>,
    /// What makes it graver or milder than its matter usually is.
    pub severity: Option<ColumnName>,
}

/// Reads the name of the column that `key` states.
pub(super) fn column_name(
    fields: &mut Fields,
    key: &'static str,
    zh: &str,
    en: &str,
) -> ColumnName {
    let name = fields.key(key, column()).means(zh, en).required();
    ColumnName {
        name,
        address: fields.address(key),
    }
}

fn optional_column(
    fields: &mut Fields,
    key: &'static str,
    zh: &str,
    en: &str,
) -> Option<ColumnName> {
    let name = fields.key(key, column()).means(zh, en).optional();
    name.map(|name| ColumnName {
        name,
        address: fields.address(key),
    })
}

fn column() -> impl Spec<Value = String> {
    text().map(|name| name.trim().to_owned())
}

impl Columns {
    /// Reads the table `[columns]`.
    pub fn visit(fields: &mut Fields) -> Self {
        Self {
            case: column_name(fields, "case", "案件编号", "case number"),
            time: column_name(fields, "time", "受理时间", "when it was reported"),
            township: column_name(fields, "township", "所在乡镇", "where"),
            department: column_name(fields, "department", "承办部门", "whose it is"),
            matter: column_name(fields, "matter", "事项", "what"),
            channel: optional_column(fields, "channel", "来源渠道", "how it came to be known"),
            severity: optional_column(
                fields,
                "severity",
                "决定轻重的一列",
                "what makes it graver or milder than its matter usually is",
            ),
        }
    }
}
