//! Counts the rows kept, by department, township, matter and channel, and those left out by reason.

use std::collections::BTreeMap;

use super::case_map::CaseMap;
use super::interpret::DropReason;
use super::log_report::{LogReport, RowCount};
use super::row::CaseRow;
use super::row_fault::Named;
use crate::base::Text;

impl LogReport {
    /// Counts rows kept; `has_channels` says whether the map names a column of channels.
    pub(super) fn count_kept(&mut self, map: &CaseMap, rows: &[CaseRow], has_channels: bool) {
        let entries = map.townships.iter();
        let entries = entries.map(|entry| (&entry.id, &entry.value.name));
        self.by_township = counts(entries, rows, |row| Some(usize::from(row.township)));
        let entries = map.departments.iter();
        let entries = entries.map(|entry| (&entry.id, &entry.value.meant.name));
        self.by_department = counts(entries, rows, |row| Some(row.lead()));
        let entries = map.matters.iter();
        let entries = entries.map(|entry| (&entry.id, &entry.value.meant.name));
        self.by_matter = counts(entries, rows, |row| Some(usize::from(row.matter)));
        let entries = map.channels.iter();
        let entries = entries.map(|entry| (&entry.id, &entry.value.name));
        self.by_channel = counts(entries, rows, |row| row.channel.map(usize::from));
        let unlisted = rows.iter().filter(|row| row.channel.is_none()).count();
        if has_channels && unlisted > 0 {
            self.by_channel.push(RowCount {
                id: "unlisted".to_owned(),
                name: Text::new("映射文件未列出的渠道", "channels the map does not list"),
                rows: unlisted as u64,
            });
        }
    }

    /// Notes rows by rule and rows left out.
    pub(super) fn count_decided(
        &mut self,
        map: &CaseMap,
        by_rule: &[u64],
        dropped: &BTreeMap<DropReason, u64>,
    ) {
        let rules = map.rules.iter().zip(by_rule);
        self.by_rule = rules
            .map(|(rule, rows)| RowCount {
                id: rule.id.clone(),
                name: rule.value.name.clone(),
                rows: *rows,
            })
            .collect();
        let dropped = dropped.iter();
        self.dropped = dropped
            .map(|(reason, rows)| reason.count(map, *rows))
            .collect();
    }
}

fn counts<'e>(
    entries: impl ExactSizeIterator<Item = (&'e String, &'e Text)>,
    rows: &[CaseRow],
    position: impl Fn(&CaseRow) -> Option<usize>,
) -> Vec<RowCount> {
    let mut counted: Vec<RowCount> = entries
        .map(|(id, name)| RowCount {
            id: id.clone(),
            name: name.clone(),
            rows: 0,
        })
        .collect();
    for position in rows.iter().filter_map(position) {
        counted[position].rows += 1;
    }
    counted
}

impl DropReason {
    fn count(self, map: &CaseMap, rows: u64) -> RowCount {
        let (id, name) = match self {
            Self::Rule(rule) => {
                let rule = &map.rules[rule];
                return RowCount {
                    id: rule.id.clone(),
                    name: rule.value.name.clone(),
                    rows,
                };
            }
            Self::Time => ("bad-time", Text::new("时间不可能", "impossible time")),
            Self::Empty(Named::Township) => {
                ("empty-township", Text::new("没有乡镇", "no township"))
            }
            Self::Empty(Named::Department) => {
                ("empty-department", Text::new("没有部门", "no department"))
            }
            Self::Empty(Named::Matter) => ("empty-matter", Text::new("没有事项", "no matter")),
            Self::Unknown(Named::Township) => (
                "unknown-township",
                Text::new("未知乡镇", "unknown township"),
            ),
            Self::Unknown(Named::Department) => (
                "unknown-department",
                Text::new("未知部门", "unknown department"),
            ),
            Self::Unknown(Named::Matter) => {
                ("unknown-matter", Text::new("未知事项", "unknown matter"))
            }
        };
        RowCount {
            id: id.to_owned(),
            name,
            rows,
        }
    }
}
