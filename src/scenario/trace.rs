//! `[trace]`: a real case log and its map, instead of rates; the map makes the county.

use std::io::Cursor;

use crate::base::{CalendarKind, Date, Text};
use crate::caselog::{OpenedLog, open_input};
use crate::county::trace::Trace;
use crate::document::{Address, Faults, Fields, Known, Patch, Tree, text};

use super::files::Reader;
use super::founding::Places;
use super::rule::ModelRule;
use super::time::Time;

/// Keys of the map are addressed by `map`, as in `--set map.staffing.busy_share=0.8`.
const MAP: &str = "map.";

/// A log, opened by its map.
#[derive(Debug)]
pub struct Traced {
    opened: OpenedLog,
}

/// Reads `[trace]`; its files are opened apart.
pub fn visit(fields: &mut Fields) {
    fields
        .key("log", text())
        .means(
            "案件日志（CSV），相对于本文件",
            "the case log, a CSV file, relative to this file",
        )
        .required();
    fields
        .key("map", text())
        .means(
            "日志的映射文件，相对于本文件",
            "the map of the log, relative to this file",
        )
        .required();
}

/// Opens the log and the map that `[trace]` names, patches of the map applied; nothing if either
/// is faulty or missing, which is told.
pub fn open(reader: &mut Reader, tree: &Tree, patches: &[Patch]) -> Option<Traced> {
    let map = tree.get("trace.map")?.clone();
    let log = tree.get("trace.log")?.clone();
    let map = reader.open_beside(&map, "trace.map");
    let input = reader.bytes_beside(&log, "trace.log");
    let (_, mut map) = map?;
    for patch in patches.iter().filter(|patch| is_of_map(patch)) {
        let mut own = patch.clone();
        own.path.drain(..MAP.len());
        map.apply(&own, &mut reader.faults);
    }
    let input = input?;
    let mut bytes = Cursor::new(input.bytes.as_slice());
    let named = (&mut bytes, input.path.as_str());
    let opened = open_input(&map, named, reader.sources, &mut reader.faults)?;
    Some(Traced { opened })
}

/// Whether a patch changes the map of a log.
pub fn is_of_map(patch: &Patch) -> bool {
    patch.path.starts_with(MAP)
}

impl Traced {
    /// What was read.
    pub const fn opened(&self) -> &OpenedLog {
        &self.opened
    }

    /// The map's calendar and the log's first day: what `[time]` need not say.
    pub const fn usual(&self) -> (CalendarKind, Date) {
        (self.opened.calendar_kind(), self.opened.founded.first_day)
    }

    /// Matters that setups may name.
    pub fn matters(&self) -> Known {
        let matters = self.opened.county().matters.iter();
        Known::new(matters.map(|matter| matter.id.as_str()))
    }

    /// Findings about the county show the map, or where the map is named.
    pub fn places(&self, named: Option<&Address>) -> Places {
        let county = self.opened.county();
        let at = self.opened.map.address.as_ref().or(named).cloned();
        let of = |rows: usize| at.iter().cloned().cycle().take(rows).collect::<Vec<_>>();
        Places {
            matters: of(county.matters.len()),
            parts: of(county.matters.len()),
            departments: of(county.departments.len()),
            county: at,
        }
    }

    /// The log as a run of `time` meets it.
    pub fn trace(&self, time: &Time) -> Trace {
        let start = time.calendar.date(0);
        self.opened.trace_from(start, time.horizon.start())
    }

    /// Measured days must lie in the log; a warm-up before it is told.
    pub fn check_days(&self, time: &Time, at: &Address, faults: &mut Faults) {
        let founded = &self.opened.founded;
        let first = founded.first_day.day_number();
        let end = first + founded.days;
        let start = time.calendar.date(0).day_number();
        let measured = time.horizon.measured_until().day();
        let (from, to) = (founded.first_day, Date::from_day_number(end - 1));
        let rule = |what: (&str, &str)| {
            Text::new(
                format!("日志从 {from} 到 {to}；{}", what.0),
                format!("the log goes from {from} to {to}; {}", what.1),
            )
        };
        let remedy = Text::new(
            "请改 start、days 或 warm_up_days",
            "change start, days or warm_up_days",
        );
        if start < first || start + measured > end {
            let said = rule(("计量的日子须在其中", "measured days must lie in it"));
            faults.push(at.fault(ModelRule::BeyondTheLog.kind(), said, remedy));
        } else if start + time.horizon.start().day() < first {
            let said = rule((
                "预热早于第一天，开头没有案件",
                "the warm-up begins before it, without any case",
            ));
            let fault = at.fault(ModelRule::BeyondTheLog.kind(), said, remedy);
            faults.push(fault.as_warning());
        }
    }
}
