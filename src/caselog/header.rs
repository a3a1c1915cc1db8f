//! The first row of a log: where the columns are that the map names.

use csv::ByteRecord;

use super::case_map::CaseMap;
use super::columns::ColumnName;
use crate::base::Text;
use crate::document::{FaultKind, Faults, nearest};

/// Most column names that a fault lists, and most characters of one.
const MOST_LISTED: usize = 30;
const LONGEST_LISTED: usize = 40;

/// Positions of the columns that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Names of all columns.
    pub names: Vec<String>,
    /// Case number.
    pub case: usize,
    /// When.
    pub time: usize,
    /// Where.
    pub township: usize,
    /// Whose.
    pub department: usize,
    /// What.
    pub matter: usize,
    /// How it came to be known.
    pub channel: Option<usize>,
    /// What makes it graver or milder.
    pub severity: Option<usize>,
    /// Columns of each rule's conditions.
    pub conditions: Vec<Vec<usize>>,
}

struct Finder<'f> {
    names: &'f [String],
    faults: &'f mut Faults,
}

impl Header {
    /// Finds the map's columns in the first row; nothing if one is missing.
    pub fn find(map: &CaseMap, first_row: &ByteRecord, faults: &mut Faults) -> Option<Self> {
        let names: Vec<String> = first_row
            .iter()
            .map(|name| String::from_utf8_lossy(name.trim_ascii()).into_owned())
            .collect();
        let mut finder = Finder {
            names: &names,
            faults,
        };
        let columns = &map.columns;
        let case = finder.find(&columns.case);
        let time = finder.find(&columns.time);
        let township = finder.find(&columns.township);
        let department = finder.find(&columns.department);
        let matter = finder.find(&columns.matter);
        let channel = finder.find_optional(columns.channel.as_ref());
        let severity = finder.find_optional(columns.severity.as_ref());
        let mut conditions = Vec::new();
        let mut is_complete = true;
        for rule in &map.rules {
            let found = rule.value.when.iter();
            let found: Vec<Option<usize>> = found
                .map(|condition| finder.find(&condition.column))
                .collect();
            is_complete &= found.iter().all(Option::is_some);
            conditions.push(found.into_iter().flatten().collect());
        }
        is_complete.then_some(Self {
            case: case?,
            time: time?,
            township: township?,
            department: department?,
            matter: matter?,
            channel: channel?,
            severity: severity?,
            conditions,
            names,
        })
    }
}

impl Finder<'_> {
    fn find(&mut self, column: &ColumnName) -> Option<usize> {
        let mut found = self.names.iter().enumerate();
        let mut found = found.by_ref().filter(|(_, name)| **name == column.name);
        let first = found.next().map(|(position, _)| position);
        if first.is_none() {
            self.missing(column);
        } else if found.next().is_some() {
            self.repeated(column);
        }
        first
    }

    /// The column, if the map names one; nothing if it is named and missing.
    #[expect(clippy::option_option, reason = "not named and not found differ")]
    fn find_optional(&mut self, column: Option<&ColumnName>) -> Option<Option<usize>> {
        column.map_or(Some(None), |column| self.find(column).map(Some))
    }

    fn missing(&mut self, column: &ColumnName) {
        let near = nearest(&column.name, self.names.iter().map(String::as_str));
        let listed = listed(self.names);
        let rule = Text::new(
            format!("台账首行要有这一列；首行有：{}", listed.join("、")),
            format!(
                "the log's first row must have it; it has: {}",
                listed.join(", ")
            ),
        );
        let remedy = match near {
            Some(name) => Text::new(
                format!("是否想写 `{name}`？"),
                format!("did you mean `{name}`?"),
            ),
            None => Text::new("请写首行中的列名", "write the name of a column of the log"),
        };
        self.push(
            column,
            FaultKind::Rule("missing-column"),
            (rule, remedy),
            near,
        );
    }

    fn repeated(&mut self, column: &ColumnName) {
        let rule = Text::new(
            "台账首行中这个列名只能有一个",
            "the log's first row must have it once",
        );
        let remedy = Text::new("请给其中一列改名", "rename one of the two columns");
        self.push(
            column,
            FaultKind::Rule("duplicate-column"),
            (rule, remedy),
            None,
        );
    }

    fn push(
        &mut self,
        column: &ColumnName,
        kind: FaultKind,
        (rule, remedy): (Text, Text),
        near: Option<&str>,
    ) {
        if let Some(address) = &column.address {
            let fault = address.fault(kind, rule, remedy).with_value(&column.name);
            self.faults.push(fault.with_nearest(near));
        }
    }
}

fn listed(names: &[String]) -> Vec<String> {
    let shown = |name: &String| match name.char_indices().nth(LONGEST_LISTED) {
        Some((cut, _)) => format!("{}…", &name[..cut]),
        None => name.clone(),
    };
    let mut listed: Vec<String> = names.iter().take(MOST_LISTED).map(shown).collect();
    if names.len() > MOST_LISTED {
        listed.push("…".to_owned());
    }
    listed
}
