//! Opens a log by its map: the county, the trace and the report that a trace-driven study needs.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use super::case_map::CaseMap;
use super::founding::{Founded, found};
use super::persons::FoundingError;
use super::reading::{CaseLog, read_log};
use crate::base::calendar::Calendar;
use crate::base::{CalendarKind, Date, Moment, Text};
use crate::county::County;
use crate::county::trace::Trace;
use crate::document::{Address, Fault, FaultKind, Faults, Severity, Sources, Tree, read, unread};

use super::log_report::LogReport;

/// A log, read, and the county founded on it.
#[derive(Debug, Clone, PartialEq)]
pub struct OpenedLog {
    /// The map.
    pub map: CaseMap,
    /// The rows.
    pub log: CaseLog,
    /// The county and where the rows lie in it.
    pub founded: Founded,
}

/// Reads `map`, a document whose keys are addressed by `map`, and the log at `path`, named at
/// `asker`. Nothing is returned if either has a fault; warnings are added all the same.
pub fn open(
    map: &Tree,
    path: &Path,
    asker: &Address,
    sources: &mut Sources,
    faults: &mut Faults,
) -> Option<OpenedLog> {
    let name = path.display().to_string();
    match File::open(path) {
        Ok(mut file) => open_input(map, (&mut file, &name), sources, faults),
        Err(error) => {
            read(map, "map", faults, CaseMap::visit);
            faults.push(unread(asker, &name, &error));
            None
        }
    }
}

/// As [`open`], for a log that is open already; with the name faults show.
pub fn open_input<R: Read + Seek>(
    map: &Tree,
    (input, name): (&mut R, &str),
    sources: &mut Sources,
    faults: &mut Faults,
) -> Option<OpenedLog> {
    let before = faults.met();
    let id = folder_of(map, sources);
    let of_map = map.root().place.source;
    let map = read(map, "map", faults, CaseMap::visit);
    let is_broken =
        |fault: &Fault| fault.severity == Severity::Fault && fault.place.source == of_map;
    if faults.met() > before || faults.iter().any(is_broken) {
        return None;
    }
    let log = read_log(&map, input, name, sources, faults)?;
    if faults.met() > before {
        return None;
    }
    match found(&map, &log, &id) {
        Ok(founded) => Some(OpenedLog { map, log, founded }),
        Err(error) => {
            push_founding(&map, &error, faults);
            None
        }
    }
}

/// The name of the county: the folder of its map.
fn folder_of(map: &Tree, sources: &Sources) -> String {
    let path = sources.resolve(map.root().place.source, "");
    let folder = path.file_name().and_then(|name| name.to_str());
    folder.unwrap_or("log").to_owned()
}

fn push_founding(map: &CaseMap, error: &FoundingError, faults: &mut Faults) {
    let zh = match error {
        FoundingError::NobodyOnDuty => "台账首日到末日之间没有人上班".to_owned(),
        FoundingError::TooMany => "台账的工作量所需人数过多".to_owned(),
        FoundingError::NobodyAt { id, .. } => {
            format!("部门 `{id}` 在台账中没有工作量，因此没有人员")
        }
        FoundingError::SameId(id) => format!("事项与部门的编号连写后重复：{id}"),
    };
    let rule = Text::new(zh, error.to_string());
    let (zh_remedy, en_remedy) = match error {
        FoundingError::NobodyAt { .. } => (
            "请从映射文件中删去这个部门，或写明 persons",
            "leave the department out of the map, or state its `persons`",
        ),
        _ => (
            "请核对 [staffing] 的日历和时段、各部门的 work_min 和编号",
            "check calendar and hours of [staffing], `work_min` of the departments, and ids",
        ),
    };
    let remedy = Text::new(zh_remedy, en_remedy);
    let address = match error {
        FoundingError::NobodyAt { position, .. } => Some(&map.departments[*position].address),
        _ => map.address.as_ref(),
    };
    if let Some(address) = address {
        faults.push(address.fault(FaultKind::Rule("no-county"), rule, remedy));
    }
}

impl OpenedLog {
    /// The county.
    pub const fn county(&self) -> &County {
        &self.founded.county
    }

    /// What was read.
    pub const fn report(&self) -> &LogReport {
        &self.log.report
    }

    /// Which days are worked.
    pub const fn calendar_kind(&self) -> CalendarKind {
        self.map.staffing.calendar.kind()
    }

    /// The map's calendar with day 0 at the log's first day.
    pub const fn calendar(&self) -> Calendar {
        Calendar::new(self.calendar_kind(), self.founded.first_day)
    }

    /// The log as a run meets it whose day 0 is the log's first day.
    pub fn trace(&self) -> Trace {
        self.trace_from(self.founded.first_day, Moment::START)
    }

    /// The log as a run meets it whose day 0 is `start`: rows before `from`, the start of its
    /// warm-up, are left out.
    pub fn trace_from(&self, start: Date, from: Moment) -> Trace {
        self.founded.trace(&self.log, start, from)
    }
}
