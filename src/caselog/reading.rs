//! Reads a log row by row; only what is kept of a row stays in memory.

use std::collections::BTreeMap;
use std::io::{Read, Seek};

use csv::{ByteRecord, ReaderBuilder};

use super::case_map::{CaseMap, Delimiter};
use super::findings::{Finding, Findings, Telling};
use super::header::Header;
use super::interpret::{DropReason, FieldFault, Interpretation, Interpreter};
use super::locate::FieldPlace;
use super::log_report::LogReport;
use super::row::{CaseRow, RowKind};
use super::row_fault::{Named, RowFault};
use super::time_format::LocalTime;
use super::unplaced::Unsorted;
use super::whole_file::{check_not_empty, empty, unreadable};
use crate::base::Key;
use crate::document::{Faults, Sources, nearest};

/// A log, read: its rows in order of time, and what became of all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseLog {
    /// Rows that were kept, in order of time, then of the log.
    pub rows: Vec<CaseRow>,
    /// What was read.
    pub report: LogReport,
}

struct Reading<'m> {
    map: &'m CaseMap,
    header: &'m Header,
    rows: Vec<CaseRow>,
    places: Vec<(u64, u64)>,
    report: LogReport,
    dropped: BTreeMap<DropReason, u64>,
    by_rule: Vec<u64>,
    findings: Findings,
    latest: Option<LocalTime>,
}

impl Delimiter {
    const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// Reads the log `input`, called `name` in faults; nothing if it has no rows or not the columns
/// of the map. What is returned is usable only if `faults` stays clean.
pub fn read_log<R: Read + Seek>(
    map: &CaseMap,
    input: &mut R,
    name: &str,
    sources: &mut Sources,
    faults: &mut Faults,
) -> Option<CaseLog> {
    let delimiter = map.delimiter.byte();
    let mut csv = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(&mut *input);
    let mut record = ByteRecord::new();
    match csv.read_byte_record(&mut record) {
        Ok(true) => {}
        Ok(false) => {
            faults.push(empty(sources, name));
            return None;
        }
        Err(error) => {
            faults.push(unreadable(sources, name, 1, &error));
            return None;
        }
    }
    let header = Header::find(map, &record, faults)?;
    let mut reading = Reading::new(map, &header);
    loop {
        match csv.read_byte_record(&mut record) {
            Ok(true) => reading.take(&record),
            Ok(false) => break,
            Err(error) => {
                faults.push(unreadable(sources, name, csv.position().line(), &error));
                return None;
            }
        }
    }
    drop(csv);
    let telling = Telling {
        input,
        name,
        columns: &header.names,
        delimiter,
    };
    let (log, findings) = reading.finish();
    findings.tell(telling, sources, faults);
    check_not_empty(&log.report, name, sources, faults);
    Some(log)
}

impl<'m> Reading<'m> {
    fn new(map: &'m CaseMap, header: &'m Header) -> Self {
        Self {
            map,
            header,
            rows: Vec::new(),
            places: Vec::new(),
            report: LogReport::default(),
            dropped: BTreeMap::new(),
            by_rule: vec![0; map.rules.len()],
            findings: Findings::default(),
            latest: None,
        }
    }

    fn take(&mut self, record: &ByteRecord) {
        self.report.rows += 1;
        let interpreter = Interpreter {
            map: self.map,
            header: self.header,
        };
        let at = record
            .position()
            .map_or((0, 1), |at| (at.byte(), at.line()));
        match interpreter.interpret(record) {
            Interpretation::Kept(row, rule, is_twice) => {
                if let Some(rule) = rule {
                    self.by_rule[rule] += 1;
                }
                self.report.shown_twice += u64::from(is_twice);
                self.keep(row, record, at);
            }
            Interpretation::Dropped(reason, warning) => {
                if let DropReason::Rule(rule) = reason {
                    self.by_rule[rule] += 1;
                }
                *self.dropped.entry(reason).or_default() += 1;
                if let Some(warning) = warning {
                    self.find(warning, record, at);
                }
            }
            Interpretation::Faulty(wrong) => {
                for wrong in wrong {
                    self.find(wrong, record, at);
                }
            }
        }
    }

    fn keep(&mut self, row: CaseRow, record: &ByteRecord, at: (u64, u64)) {
        if self.latest.is_some_and(|latest| row.at < latest) {
            self.report.out_of_order += 1;
            let unsorted = FieldFault {
                fault: RowFault::Unsorted,
                field: self.header.time,
                is_warning: self.map.unsorted == Unsorted::Warn,
            };
            self.find(unsorted, record, at);
        }
        self.latest = self.latest.max(Some(row.at));
        match row.kind {
            RowKind::Incident => self.report.incidents += 1,
            RowKind::Ticket(_) => self.report.tickets += 1,
            RowKind::Routine(_) => self.report.routine += 1,
        }
        self.rows.push(row);
        self.places.push(at);
    }

    fn find(&mut self, wrong: FieldFault, record: &ByteRecord, (byte, line): (u64, u64)) {
        let value = record.get(wrong.field).unwrap_or_default().trim_ascii();
        let finding = Finding {
            fault: wrong.fault,
            place: FieldPlace {
                byte,
                line,
                field: wrong.field,
            },
            value,
            is_warning: wrong.is_warning,
        };
        let words = &self.map.words;
        self.findings.add(finding, || {
            let table = match wrong.fault {
                RowFault::Unknown(Named::Township) => &words.townships,
                RowFault::Unknown(Named::Department) => &words.departments,
                RowFault::Unknown(Named::Matter) => &words.matters,
                _ => return None,
            };
            let word = std::str::from_utf8(value).ok()?;
            nearest(word, table.words()).map(str::to_owned)
        });
    }

    fn finish(mut self) -> (CaseLog, Findings) {
        self.find_duplicates();
        self.report
            .count_kept(self.map, &self.rows, self.header.channel.is_some());
        self.report
            .count_decided(self.map, &self.by_rule, &self.dropped);
        let mut rows = self.rows;
        if self.report.out_of_order > 0 {
            rows.sort_by_key(|row| row.at);
        }
        self.report.first = rows.first().map(|row| row.at);
        self.report.last = rows.last().map(|row| row.at);
        let log = CaseLog {
            rows,
            report: self.report,
        };
        (log, self.findings)
    }

    /// Two rows with one case number would have the same draws.
    fn find_duplicates(&mut self) {
        let mut keys: Vec<(Key, usize)> = self
            .rows
            .iter()
            .enumerate()
            .map(|(position, row)| (row.key, position))
            .collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            let [(before, _), (key, position)] = *pair else {
                continue;
            };
            if before == key {
                let (byte, line) = self.places[position];
                let finding = Finding {
                    fault: RowFault::DuplicateCase,
                    place: FieldPlace {
                        byte,
                        line,
                        field: self.header.case,
                    },
                    value: &key.bits().to_le_bytes(),
                    is_warning: false,
                };
                self.findings.add(finding, || None);
            }
        }
    }
}
