//! What a map makes of one row: an incident, a ticket, routine work, a reason to drop it, or
//! everything that is wrong with it.

use csv::ByteRecord;

use super::case_map::CaseMap;
use super::daylight::Clock;
use super::header::Header;
use super::row::{CaseRow, RowKind};
use super::row_fault::{LONGEST_FIELD, Named, RowFault};
use super::rule::Becomes;
use super::time_format::{LocalTime, TimeError};
use super::unplaced::{BadTime, Remedies, Remedy};
use super::value_table::ValueTable;
use crate::county::Matter;

/// Why a row is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DropReason {
    /// By the rule at this position.
    Rule(usize),
    /// A time that cannot be, and the map says to drop it.
    Time,
    /// An empty field.
    Empty(Named),
    /// A word without meaning.
    Unknown(Named),
}

/// One thing wrong in one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldFault {
    /// What.
    pub fault: RowFault,
    /// In which field.
    pub field: usize,
    /// Whether the map says to go on without the row.
    pub is_warning: bool,
}

/// What became of a row.
#[derive(Debug, Clone, PartialEq)]
pub enum Interpretation {
    /// It is kept; the rule that decided, if one did, and whether the clock showed its time twice.
    Kept(CaseRow, Option<usize>, bool),
    /// It is left out, perhaps with a warning.
    Dropped(DropReason, Option<FieldFault>),
    /// It cannot be read.
    Faulty(Vec<FieldFault>),
}

/// Why one field yields nothing.
#[derive(Debug, Clone, Copy)]
enum Refusal {
    Drop(DropReason, Option<FieldFault>),
    Fault(FieldFault),
}

type Field<T> = Result<T, Refusal>;

/// A map and the columns it was found to have.
#[derive(Debug, Clone, Copy)]
pub struct Interpreter<'m> {
    /// The map.
    pub map: &'m CaseMap,
    /// Where its columns are.
    pub header: &'m Header,
}

const fn fault(fault: RowFault, field: usize) -> FieldFault {
    FieldFault {
        fault,
        field,
        is_warning: false,
    }
}

impl Interpreter<'_> {
    /// What the map makes of a row.
    pub fn interpret(&self, record: &ByteRecord) -> Interpretation {
        if let Some(wrong) = self.unreadable(record) {
            return Interpretation::Faulty(vec![wrong]);
        }
        let rule = self.deciding_rule(record);
        if let Some(position) = rule
            && self.map.rules[position].value.becomes == Becomes::Dropped
        {
            return Interpretation::Dropped(DropReason::Rule(position), None);
        }
        let case = self.case(record);
        let time = self.time(record);
        let township = self.township(record);
        let departments = self.departments(record);
        let matter = self.matter(record);
        let refusals = [
            time.as_ref().err(),
            township.as_ref().err(),
            departments.as_ref().err(),
            matter.as_ref().err(),
            case.as_ref().err(),
        ];
        if let Some(interpretation) = refused(refusals) {
            return interpretation;
        }
        let (Ok(case), Ok((at, is_twice)), Ok(township), Ok(departments), Ok(matter)) =
            (case, time, township, departments, matter)
        else {
            return Interpretation::Faulty(Vec::new());
        };
        let row = CaseRow {
            key: CaseRow::key_of(case),
            at,
            kind: self.kind(rule),
            township: township as u16,
            departments: self.led(departments, matter),
            matter: matter as u16,
            channel: self.channel(record),
            severity: self.severity(record, matter),
        };
        Interpretation::Kept(row, rule, is_twice)
    }

    /// Rows that are torn, not text, or hold what nobody means.
    fn unreadable(&self, record: &ByteRecord) -> Option<FieldFault> {
        let expected = self.header.names.len();
        if record.len() != expected {
            let uneven = RowFault::Uneven {
                found: record.len(),
                expected,
            };
            return Some(fault(uneven, record.len().min(expected).saturating_sub(1)));
        }
        if !record.as_slice().is_ascii() {
            let bad = record
                .iter()
                .position(|field| std::str::from_utf8(field).is_err());
            if let Some(field) = bad {
                return Some(fault(RowFault::NotUtf8, field));
            }
        }
        let header = self.header;
        let read = [
            header.case,
            header.time,
            header.township,
            header.department,
            header.matter,
        ];
        let optional = [header.channel, header.severity];
        let mut read = read.into_iter().chain(optional.into_iter().flatten());
        let long = read.find(|field| record[*field].len() > LONGEST_FIELD)?;
        Some(fault(RowFault::TooLong(record[long].len()), long))
    }

    fn deciding_rule(&self, record: &ByteRecord) -> Option<usize> {
        let mut rules = self.map.rules.iter().zip(&self.header.conditions);
        rules.position(|(rule, columns)| {
            let mut conditions = rule.value.when.iter().zip(columns);
            conditions.all(|(condition, column)| {
                let found = record[*column].trim_ascii();
                condition.words.iter().any(|word| word == found)
            })
        })
    }

    fn kind(&self, rule: Option<usize>) -> RowKind {
        let Some(position) = rule else {
            return RowKind::Incident;
        };
        match self.map.rules[position].value.becomes {
            Becomes::Ticket => RowKind::Ticket(position),
            Becomes::Routine => RowKind::Routine(position),
            Becomes::Incident | Becomes::Dropped => RowKind::Incident,
        }
    }

    fn case<'r>(&self, record: &'r ByteRecord) -> Field<&'r str> {
        let column = self.header.case;
        match std::str::from_utf8(record[column].trim_ascii()) {
            Ok(case) if !case.is_empty() => Ok(case),
            _ => Err(Refusal::Fault(fault(RowFault::NoCase, column))),
        }
    }

    fn time(&self, record: &ByteRecord) -> Field<(LocalTime, bool)> {
        let column = self.header.time;
        let wrong = match self.map.time_format.read(record[column].trim_ascii()) {
            Err(TimeError::Malformed) => RowFault::MalformedTime,
            Err(TimeError::Impossible) => RowFault::ImpossibleTime,
            Ok(at) => match self.map.daylight_saving.map(|rule| rule.clock(at)) {
                None | Some(Clock::Once) => return Ok((at, false)),
                Some(Clock::Twice) => return Ok((at, true)),
                Some(Clock::Never) => RowFault::SkippedHour,
            },
        };
        let mut wrong = fault(wrong, column);
        Err(match self.map.unplaced.time {
            BadTime::Fault => Refusal::Fault(wrong),
            BadTime::Drop => {
                wrong.is_warning = true;
                Refusal::Drop(DropReason::Time, Some(wrong))
            }
        })
    }

    fn township(&self, record: &ByteRecord) -> Field<usize> {
        let column = self.header.township;
        let remedies = self.map.unplaced.township;
        let word = record[column].trim_ascii();
        placed(
            word,
            &self.map.words.townships,
            remedies,
            (Named::Township, column),
        )
    }

    fn matter(&self, record: &ByteRecord) -> Field<usize> {
        let column = self.header.matter;
        let remedies = self.map.unplaced.matter;
        let word = record[column].trim_ascii();
        placed(
            word,
            &self.map.words.matters,
            remedies,
            (Named::Matter, column),
        )
    }

    fn departments(&self, record: &ByteRecord) -> Field<[Option<u16>; Matter::MOST_PARTS]> {
        let column = self.header.department;
        let field = record[column].trim_ascii();
        let mut departments = [None; Matter::MOST_PARTS];
        let mut count = 0;
        for word in self.words_of(field) {
            let word = word.trim_ascii();
            if word.is_empty() && count > 0 {
                continue;
            }
            let named = (Named::Department, column);
            let remedies = self.map.unplaced.department;
            let department = placed(word, &self.map.words.departments, remedies, named)? as u16;
            if departments.contains(&Some(department)) {
                continue;
            }
            let Some(slot) = departments.get_mut(count) else {
                return Err(Refusal::Fault(fault(RowFault::TooManyDepartments, column)));
            };
            *slot = Some(department);
            count += 1;
        }
        Ok(departments)
    }

    fn words_of<'r>(&self, field: &'r [u8]) -> Vec<&'r [u8]> {
        let separator = self.map.department_separator.as_ref();
        match (separator, std::str::from_utf8(field)) {
            (Some(separator), Ok(text)) => {
                text.split(separator.as_str()).map(str::as_bytes).collect()
            }
            _ => vec![field],
        }
    }

    /// The departments with the matter's fixed lead in front, if it has one.
    fn led(
        &self,
        departments: [Option<u16>; Matter::MOST_PARTS],
        matter: usize,
    ) -> [Option<u16>; Matter::MOST_PARTS] {
        let Some(lead) = self.map.matters[matter].value.lead else {
            return departments;
        };
        let lead = lead as u16;
        let others = departments
            .into_iter()
            .flatten()
            .filter(|other| *other != lead);
        let mut in_order = std::iter::once(lead).chain(others);
        std::array::from_fn(|_| in_order.next())
    }

    fn channel(&self, record: &ByteRecord) -> Option<u16> {
        let word = record[self.header.channel?].trim_ascii();
        let position = self.map.words.channels.meaning(word);
        position.map(|position| position as u16)
    }

    fn severity(&self, record: &ByteRecord, matter: usize) -> crate::county::Severity {
        let stated = self.header.severity.and_then(|column| {
            let word = record[column].trim_ascii();
            self.map.words.severities.meaning(word)
        });
        match stated {
            Some(position) => self.map.severities[position].value.degree,
            None => self.map.matters[matter].value.severity,
        }
    }
}

/// The entry that `word` means, or what the map says of words without meaning.
fn placed(
    word: &[u8],
    table: &ValueTable,
    remedies: Remedies,
    (named, column): (Named, usize),
) -> Field<usize> {
    if let Some(position) = table.meaning(word) {
        return Ok(position);
    }
    let (remedy, reason, wrong) = if word.is_empty() {
        (
            remedies.empty,
            DropReason::Empty(named),
            RowFault::Empty(named),
        )
    } else {
        (
            remedies.unknown,
            DropReason::Unknown(named),
            RowFault::Unknown(named),
        )
    };
    match remedy {
        Remedy::Assign(position) => Ok(position),
        Remedy::Drop => Err(Refusal::Drop(reason, None)),
        Remedy::Fault => Err(Refusal::Fault(fault(wrong, column))),
    }
}

/// What refusals make of a row: a reason to drop it weighs more than its faults.
fn refused(refusals: [Option<&Refusal>; 5]) -> Option<Interpretation> {
    let mut faults = Vec::new();
    for refusal in refusals.into_iter().flatten() {
        match refusal {
            Refusal::Drop(reason, warning) => {
                return Some(Interpretation::Dropped(*reason, *warning));
            }
            Refusal::Fault(wrong) => faults.push(*wrong),
        }
    }
    (!faults.is_empty()).then_some(Interpretation::Faulty(faults))
}
