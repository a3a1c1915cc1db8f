//! What rows become, and the county that is founded on them.

use std::io::{Read, Seek, SeekFrom};

use super::example::{AS_IS, LOG, MAP, open_but, open_bytes, said};
use crate::base::{Date, Id, Moment, Span};
use crate::caselog::{CaseRow, OpenedLog, open_input};
use crate::county::{DepartmentId, Rate, RoutineKind};
use crate::document::{Faults, Sources, Tree};

fn opened(in_map: [&str; 2], in_log: [&str; 2]) -> OpenedLog {
    let (opened, faults, sources) = open_but(in_map, in_log);
    opened.unwrap_or_else(|| panic!("{}", said(&faults, &sources)))
}

#[test]
fn every_row_becomes_what_the_map_says() {
    let (opened, faults, sources) = open_bytes(MAP.as_bytes(), LOG.as_bytes());
    assert_eq!(said(&faults, &sources), "");
    let opened = opened.unwrap();
    let report = opened.report();
    assert_eq!(
        [
            report.rows,
            report.incidents,
            report.tickets,
            report.routine
        ],
        [8, 4, 1, 1]
    );
    let dropped: Vec<_> = report
        .dropped
        .iter()
        .map(|reason| (&*reason.id, reason.rows))
        .collect();
    assert_eq!(dropped, [("test-rows", 1), ("empty-township", 1)]);
    assert_eq!(report.dropped_rows(), 2);
    let channels: Vec<_> = report
        .by_channel
        .iter()
        .map(|row| (&*row.id, row.rows))
        .collect();
    assert_eq!(channels, [("hotline", 2), ("patrol", 3), ("unlisted", 1)]);
    assert_eq!(report.days(), 5);
}

#[test]
fn a_trace_holds_the_log_at_its_moments() {
    let opened = opened(AS_IS, AS_IS);
    let trace = opened.trace();
    assert_eq!((trace.reports.len(), trace.routine.len()), (5, 1));
    let second = trace.reports[1];
    assert_eq!(second.key, CaseRow::key_of("A2"));
    assert_eq!(second.at, Moment::START + Span::from_minutes(570.0));
    assert_eq!(second.severity.degree(), 4);
    assert_eq!(second.village.index(), 1);
    let department = |index| Some(DepartmentId::from_index(index));
    assert_eq!(
        second.departments,
        [department(0), department(1), None, None]
    );
    // Food is led by the market department whoever the row names; both have a part.
    assert_eq!(
        trace.reports[2].departments,
        [department(1), department(0), None, None]
    );
    assert_eq!(
        trace.reports[3].departments,
        [department(1), None, None, None]
    );
    assert_eq!(trace.routine[0].key, CaseRow::key_of("A4"));
}

#[test]
fn a_later_day_zero_moves_rows_and_leaves_out_those_before_the_warm_up() {
    let opened = opened(AS_IS, AS_IS);
    let start = Date::new(2025, 3, 5).unwrap();
    let trace = opened.trace_from(start, Moment::start_of_day(-1));
    let at: Vec<i64> = trace
        .reports
        .iter()
        .map(|row| row.at.seconds() / 3_600)
        .collect();
    assert_eq!(at, [-14, 8, 57]);
}

#[test]
#[expect(clippy::float_cmp, reason = "shares and numbers of cases are exact")]
fn a_county_is_founded_on_what_the_log_holds() {
    let opened = opened(AS_IS, AS_IS);
    let county = opened.county();
    assert_eq!(county.id, "pattern");
    let matters: Vec<&str> = county.matters.iter().map(|matter| &*matter.id).collect();
    assert_eq!(
        matters,
        [
            "stall-at-urban",
            "stall-at-market",
            "food",
            "short-tickets-at-market"
        ]
    );
    assert!(
        county
            .matters
            .iter()
            .all(|matter| matter.rate == Rate::Traced)
    );
    let means: Vec<f64> = county
        .matters
        .iter()
        .map(|matter| matter.work_min.mean())
        .collect();
    for (mean, expected) in means.into_iter().zip([60.0, 30.0, 30.0, 5.0]) {
        assert!((mean - expected).abs() < 1e-9, "{mean}");
    }
    let stall = county.matters.iter().next().unwrap();
    assert_eq!(stall.severity_share, [0.0, 0.5, 0.0, 0.5, 0.0]);
    assert_eq!(stall.deadline_working_days, 3);
    let routine: Vec<_> = county
        .routines
        .iter()
        .map(|line| (&*line.id, line.kind))
        .collect();
    assert_eq!(routine, [("own-initiative-at-urban", RoutineKind::Traced)]);
    let residents: Vec<f64> = county.townships.iter().map(|town| town.residents).collect();
    assert_eq!(residents, [4.0, 2.0]);
    assert_eq!(county.townships.iter().next().unwrap().name.en, "town 1");
}

/// Five weekdays of 8 h at busy share 0.75 and skill 0.95 make 28.5 h of work a person.
#[test]
fn persons_are_work_over_the_hours_they_can_work_rounded_up() {
    let opened = opened(["mean = 60", "mean = 2_000"], AS_IS);
    let workforce = &opened.founded.workforce;
    // Urban management: two stalls and a routine row; its part of the food case has the matter's content.
    assert!((workforce[0].work_h - (3.0 * 2_000.0 + 30.0) / 60.0).abs() < 1e-9);
    assert_eq!(workforce[0].persons, 4);
    let market = 2_000.0 + 30.0 + 30.0 + 5.0;
    assert!((workforce[1].work_h - market / 60.0).abs() < 1e-9);
    assert_eq!(workforce[1].persons, 2);
    let people: Vec<&str> = opened
        .county()
        .workers
        .iter()
        .map(|person| &*person.id)
        .collect();
    assert_eq!(
        people,
        [
            "urban-1", "urban-2", "urban-3", "urban-4", "market-1", "market-2"
        ]
    );
}

#[test]
fn persons_may_be_stated() {
    let opened = opened(["work_min = 30 }", "work_min = 30, persons = 7 }"], AS_IS);
    assert_eq!(opened.founded.workforce[1].persons, 7);
}

#[test]
fn an_unsorted_log_is_sorted_with_a_warning() {
    let (opened, faults, sources) = open_but(AS_IS, ["2025-03-07", "2025-03-02"]);
    let opened = opened.unwrap();
    assert!(faults.is_clean());
    let said = said(&faults, &sources);
    assert!(said.contains("warning[unsorted-log]: 受理时间"), "{said}");
    assert!(said.contains("pattern/log.csv:10:4"), "{said}");
    assert_eq!(opened.trace().reports[0].key, CaseRow::key_of("A8"));
    assert_eq!(opened.report().out_of_order, 1);
}

#[test]
fn rows_that_cannot_be_placed_are_dropped_or_assigned_as_the_map_says() {
    let unknown = ["A3,2025-03-04 10:00:00,2乡", "A3,2025-03-04 10:00:00,3乡"];
    let empty = "empty_township = \"drop\"";
    let dropping = format!("{empty}\nunknown_township = \"drop\"");
    let report = opened([empty, &dropping], unknown).log.report;
    assert!(
        report
            .dropped
            .iter()
            .any(|reason| reason.id == "unknown-township")
    );
    let assigned = opened(
        [
            empty,
            "empty_township = \"t-2\"\nunknown_township = \"t-2\"",
        ],
        unknown,
    );
    let rows: Vec<u64> = assigned
        .report()
        .by_township
        .iter()
        .map(|town| town.rows)
        .collect();
    assert_eq!(rows, [4, 3]);
    let skipped = ["2025-03-07 09:00:00", "2025-03-09 02:30:00"];
    let (opened, faults, sources) =
        open_but(["[unplaced]", "[unplaced]\ntime = \"drop\""], skipped);
    assert_eq!(opened.unwrap().report().dropped_rows(), 3);
    assert!(said(&faults, &sources).contains("warning[impossible-time]"));
}

#[test]
fn the_hour_shown_twice_is_counted_and_the_first_is_meant() {
    let opened = opened(AS_IS, ["2025-03-07 09:00:00", "2025-11-02 01:30:00"]);
    assert_eq!(opened.report().shown_twice, 1);
    let last = opened.trace().reports[4].at;
    assert_eq!(last.time_of_day(), Span::from_minutes(90.0));
}

#[test]
fn a_mark_of_byte_order_and_dos_line_ends_are_no_fault() {
    let text = LOG.replace("第一行\n", "第一行 ").replace('\n', "\r\n");
    let (opened, faults, sources) =
        open_bytes(MAP.as_bytes(), format!("\u{feff}{text}").as_bytes());
    assert_eq!(said(&faults, &sources), "");
    assert_eq!(opened.unwrap().report().rows, 8);
}

/// A log of 80,000 rows that is made while it is read; nobody could hand it out twice.
struct Endless {
    rows: u32,
    made: u32,
    rest: Vec<u8>,
    largest_request: usize,
}

impl Read for Endless {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        self.largest_request = self.largest_request.max(buffer.len());
        if self.rest.is_empty() && self.made < self.rows {
            let (minute, second) = (self.made / 60 % 60, self.made % 60);
            let hour = self.made / 3_600;
            let row = format!(
                "B{},2025-03-03 {hour:02}:{minute:02}:{second:02},1镇,综合执法,占道经营,热线,,办结,\n",
                self.made
            );
            self.rest = row.into_bytes();
            self.made += 1;
        }
        let taken = self.rest.len().min(buffer.len());
        buffer[..taken].copy_from_slice(&self.rest[..taken]);
        self.rest.drain(..taken);
        Ok(taken)
    }
}

impl Seek for Endless {
    fn seek(&mut self, _: SeekFrom) -> std::io::Result<u64> {
        Err(std::io::Error::other("it streams by once"))
    }
}

#[test]
fn a_log_streams_by_once_in_small_pieces() {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let map = MAP.replace("work_min = 30 }", "work_min = 30, persons = 1 }");
    let map = Tree::from_bytes(&mut sources, &mut faults, "map.toml", map.as_bytes());
    let head = LOG.lines().next().unwrap();
    let mut log = Endless {
        rows: 80_000,
        made: 0,
        rest: format!("{head}\n").into_bytes(),
        largest_request: 0,
    };
    let opened = open_input(&map, (&mut log, "log.csv"), &mut sources, &mut faults);
    assert_eq!(said(&faults, &sources), "");
    assert_eq!(opened.unwrap().report().incidents, 80_000);
    assert!(log.largest_request <= 1 << 16, "{}", log.largest_request);
}

#[test]
fn what_a_row_draws_hangs_on_its_case_alone() {
    let whole = opened(AS_IS, AS_IS).trace();
    let first = LOG.find("A3").unwrap();
    let fewer = format!("{}{}", &LOG[..LOG.find("A1").unwrap()], &LOG[first..]);
    let (cut, _, _) = open_bytes(MAP.as_bytes(), fewer.as_bytes());
    let cut = cut.unwrap().trace();
    let keys = |rows: &[crate::county::trace::TracedReport]| {
        rows.iter().map(|row| row.key).collect::<Vec<_>>()
    };
    assert_eq!(keys(&cut.reports), keys(&whole.reports[2..]));
}
