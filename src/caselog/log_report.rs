//! What was read of a log: how many rows became what, and what was left out, by reason.

use std::fmt::Write;

use super::time_format::LocalTime;
use crate::base::{Language, Text};

/// Rows that have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowCount {
    /// The id in the map, or the word for a reason.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// How many.
    pub rows: u64,
}

/// What was read of a log.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogReport {
    /// Rows under the first one.
    pub rows: u64,
    /// Rows that became incidents.
    pub incidents: u64,
    /// Rows that became short tickets, measured as incidents are.
    pub tickets: u64,
    /// Rows that became routine work.
    pub routine: u64,
    /// Rows left out, by reason; reasons without a row are absent.
    pub dropped: Vec<RowCount>,
    /// Rows each rule decided, in the order of the map.
    pub by_rule: Vec<RowCount>,
    /// Rows whose time the clock showed twice; the first is meant.
    pub shown_twice: u64,
    /// Rows that stood below a later one.
    pub out_of_order: u64,
    /// The first moment kept.
    pub first: Option<LocalTime>,
    /// The last moment kept.
    pub last: Option<LocalTime>,
    /// Rows kept, by department that leads.
    pub by_department: Vec<RowCount>,
    /// Rows kept, by township.
    pub by_township: Vec<RowCount>,
    /// Rows kept, by matter.
    pub by_matter: Vec<RowCount>,
    /// Rows kept, by channel; words the map does not list are under none.
    pub by_channel: Vec<RowCount>,
}

impl LogReport {
    /// Rows left out, whatever the reason.
    pub fn dropped_rows(&self) -> u64 {
        self.dropped.iter().map(|reason| reason.rows).sum()
    }

    /// Days from midnight of the first kept row to the end of the day of the last; 0 if none.
    pub fn days(&self) -> i64 {
        match (self.first, self.last) {
            (Some(first), Some(last)) => last.day_number - first.day_number + 1,
            _ => 0,
        }
    }

    /// The report in a few lines.
    pub fn text(&self, language: Language) -> String {
        let mut text = String::new();
        let dropped = self.dropped_rows();
        let (rows, incidents) = (self.rows, self.incidents);
        let (tickets, routine) = (self.tickets, self.routine);
        text.push_str(&language.choose(
            format!("读入 {rows} 行：事件 {incidents}，短工单 {tickets}，日常工作 {routine}，舍去 {dropped}\n"),
            format!("{rows} rows read: {incidents} incidents, {tickets} short tickets, {routine} routine, {dropped} dropped\n"),
        ));
        if let (Some(first), Some(last)) = (self.first, self.last) {
            let days = self.days();
            text.push_str(&language.choose(
                format!("自 {first} 至 {last}，{days} 天\n"),
                format!("from {first} to {last}, {days} days\n"),
            ));
        }
        let sections = [
            (Text::new("舍去原因", "dropped"), &self.dropped),
            (Text::new("按规则", "by rule"), &self.by_rule),
            (Text::new("按部门", "by department"), &self.by_department),
            (Text::new("按渠道", "by channel"), &self.by_channel),
            (Text::new("按乡镇", "by township"), &self.by_township),
        ];
        for (title, counts) in sections {
            write_section(&mut text, title.in_language(language), counts, language);
        }
        text
    }
}

fn write_section(text: &mut String, title: &str, counts: &[RowCount], language: Language) {
    if counts.is_empty() {
        return;
    }
    let listed: Vec<String> = counts
        .iter()
        .map(|count| format!("{} {}", count.name.in_language(language), count.rows))
        .collect();
    let (colon, comma) = language.choose(("：", "，"), (": ", ", "));
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{title}{colon}{}", listed.join(comma));
}
