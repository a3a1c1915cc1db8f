//! One golden text per kind of fault of a log, in both languages.

use std::collections::BTreeSet;
use std::path::Path;

use super::example::{AS_IS, LOG, MAP, open_but, open_bytes, said};
use crate::base::Language;
use crate::caselog::row_fault::Named;
use crate::caselog::{RowFault, open};
use crate::document::{Address, Faults, Place, Sources, Tree};

type Told = (Faults, Sources);

fn in_log(from: &str, to: &str) -> Told {
    let (_, faults, sources) = open_but(AS_IS, [from, to]);
    (faults, sources)
}

fn in_map(from: &str, to: &str) -> Told {
    let (_, faults, sources) = open_but([from, to], AS_IS);
    (faults, sources)
}

fn of_log(log: &[u8]) -> Told {
    let (_, faults, sources) = open_bytes(MAP.as_bytes(), log);
    (faults, sources)
}

/// An example of every fault a row may have; a new one does not compile without.
fn case_of(fault: RowFault) -> Told {
    match fault {
        RowFault::NotUtf8 => not_utf8(),
        RowFault::Uneven { .. } => in_log("A7,2025-03-06 09:00:00,1镇,", "A7,2025-03-06 09:00:00,"),
        RowFault::TooLong(_) => in_log(
            "A3,2025-03-04 10:00:00,2乡",
            &format!("A3,2025-03-04 10:00:00,{}", "镇".repeat(333_334)),
        ),
        RowFault::NoCase => in_log("A4,", " ,"),
        RowFault::DuplicateCase => in_log("A4,", "A2,"),
        RowFault::MalformedTime => in_log("2025-03-05 08:00:00", "2025/3/5 08:00"),
        RowFault::ImpossibleTime => in_log("2025-03-05 08:00:00", "2025-02-29 08:00:00"),
        RowFault::SkippedHour => in_log("2025-03-07 09:00:00", "2025-03-09 02:30:00"),
        RowFault::Unsorted => in_log("2025-03-07", "2025-03-02"),
        RowFault::Empty(_) => in_log(
            "A8,2025-03-07 09:00:00,1镇,市场监管",
            "A8,2025-03-07 09:00:00,1镇,",
        ),
        RowFault::Unknown(Named::Township) => {
            in_log("A3,2025-03-04 10:00:00,2乡", "A3,2025-03-04 10:00:00,22乡")
        }
        RowFault::Unknown(Named::Department) => in_log("市场监管,占道经营", "市场监官局,占道经营"),
        RowFault::Unknown(Named::Matter) => in_log("占道经营,巡查,,办结", "占道,巡查,,办结"),
        RowFault::TooManyDepartments => too_many_departments(),
    }
}

const EACH: [(&str, RowFault); 14] = [
    ("not-utf-8", RowFault::NotUtf8),
    (
        "uneven",
        RowFault::Uneven {
            found: 0,
            expected: 0,
        },
    ),
    ("too-long", RowFault::TooLong(0)),
    ("no-case", RowFault::NoCase),
    ("duplicate-case", RowFault::DuplicateCase),
    ("malformed-time", RowFault::MalformedTime),
    ("impossible-time", RowFault::ImpossibleTime),
    ("skipped-hour", RowFault::SkippedHour),
    ("unsorted", RowFault::Unsorted),
    ("empty", RowFault::Empty(Named::Department)),
    ("unknown-township", RowFault::Unknown(Named::Township)),
    ("unknown-department", RowFault::Unknown(Named::Department)),
    ("unknown-matter", RowFault::Unknown(Named::Matter)),
    ("too-many-departments", RowFault::TooManyDepartments),
];

fn not_utf8() -> Told {
    let mut log = LOG.as_bytes().to_vec();
    let at = LOG.find("市场监管,食品安全").unwrap();
    log.splice(at..at + "市场监管".len(), [0xCA, 0xD0, 0xB3, 0xA1]);
    of_log(&log)
}

fn too_many_departments() -> Told {
    let more = "[department]\na = {}\nb = {}\nc = {}\n";
    let (_, faults, sources) = open_but(
        ["[department]\n", more],
        ["综合执法、市监", "a、b、c、综合执法、市监"],
    );
    (faults, sources)
}

fn missing_log() -> Told {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let text = "[trace]\nlog = \"nowhere/log.csv\"\n";
    let source = sources.add("scenario.toml", text);
    let asker = Address {
        path: "trace.log".to_owned(),
        place: Place::new(source, 14..31),
    };
    let map = Tree::from_bytes(&mut sources, &mut faults, "map.toml", MAP.as_bytes());
    let path = Path::new("nowhere/log.csv");
    assert!(open(&map, path, &asker, &mut sources, &mut faults).is_none());
    (faults, sources)
}

/// What may be wrong with a log as a whole, or between it and its map.
fn whole_files() -> Vec<(&'static str, Told)> {
    let only_tests = LOG.lines().next().unwrap().to_owned()
        + "\nA7,2025-03-06 09:00:00,1镇,市场监管,食品安全,热线,,测试,\n";
    let header_only = format!("{}\n", LOG.lines().next().unwrap());
    let weekend = LOG.lines().next().unwrap().to_owned()
        + "\nA7,2025-03-08 09:00:00,1镇,市场监管,食品安全,热线,,办结,\n";
    vec![
        ("empty", of_log(b"")),
        ("header-only", of_log(header_only.as_bytes())),
        ("no-incidents", of_log(only_tests.as_bytes())),
        ("nobody-on-duty", of_log(weekend.as_bytes())),
        (
            "department-without-work",
            in_map("[department]\n", "[department]\nfire = {}\n"),
        ),
        ("missing-column", in_log("受理时间", "受理日期时间")),
        (
            "missing-column-of-a-rule",
            in_map(
                "column = \"结果\", words = [\"重复\"",
                "column = \"结果二\", words = [\"重复\"",
            ),
        ),
        ("duplicate-column", in_log("描述", "事项")),
        ("missing-log", missing_log()),
        (
            "bad-time-format",
            in_map(
                "department_separator",
                "time_format = \"%Y-%m-%d\"\ndepartment_separator",
            ),
        ),
        (
            "two-meanings",
            in_map("words = [\"市场监管\"", "words = [\"综合执法\""),
        ),
        ("work-beyond-all-cases", in_map("mean = 60", "mean = 1e300")),
        (
            "rule-without-content",
            in_map(
                "becomes = \"dropped\"",
                "becomes = \"dropped\"\nwork_min = 3",
            ),
        ),
        ("unsorted-refused", open_unsorted()),
        ("open-quote", in_log("综合执法、市监", "\"综合执法、市监")),
    ]
}

fn open_unsorted() -> Told {
    let (_, faults, sources) = open_but(
        [
            "department_separator",
            "unsorted = \"fault\"\ndepartment_separator",
        ],
        ["2025-03-07", "2025-03-02"],
    );
    (faults, sources)
}

fn both_languages((faults, sources): &Told) -> String {
    let english = faults.report(sources, Language::En, false);
    let chinese = faults.report(sources, Language::Zh, false);
    format!("{english}\n{chinese}")
}

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

#[test]
fn every_fault_of_a_row_has_its_golden_text() {
    let mut kinds = BTreeSet::new();
    for (name, fault) in EACH {
        let told = case_of(fault);
        let found: Vec<_> = told.0.iter().map(|found| found.kind).collect();
        assert_eq!(
            found,
            [fault.kind()],
            "{fault:?}\n{}",
            both_languages(&told)
        );
        kinds.insert(fault.kind().code());
        settings().bind(|| insta::assert_snapshot!(format!("row-{name}"), both_languages(&told)));
    }
    assert!(kinds.len() >= 11);
}

#[test]
fn every_fault_of_a_whole_log_has_its_golden_text() {
    for (name, told) in whole_files() {
        assert!(!told.0.is_clean(), "{name}");
        settings().bind(|| insta::assert_snapshot!(format!("log-{name}"), both_languages(&told)));
    }
}

#[test]
fn the_same_word_wrong_in_many_rows_is_told_once_with_their_number() {
    let mut log = LOG.to_owned();
    for case in 0..1_000 {
        let row = format!("C{case},2025-03-08 09:00:00,3镇,综合执法,占道经营,热线,,办结,\n");
        log.push_str(&row);
    }
    for case in 0..100 {
        let row = format!("D{case},2025-03-08 09:00:00,1镇,综合执法,事项{case},热线,,办结,\n");
        log.push_str(&row);
    }
    let (faults, sources) = of_log(log.as_bytes());
    let said = said(&faults, &sources);
    assert!(said.contains("(1000 rows)"), "{said}");
    assert!(
        said.contains("; 80 more rows of this column are not listed"),
        "{said}"
    );
    assert_eq!(faults.iter().count(), 21);
}

#[test]
fn all_faults_of_a_row_and_of_all_rows_are_told_in_the_order_of_the_log() {
    let log = LOG
        .replace("A2,2025-03-03 09:30:00,2镇", "A2,tomorrow,5镇")
        .replace(
            "A8,2025-03-07 09:00:00,1镇,市场监管",
            "A8,2025-03-07 09:00:00,1镇,市监局",
        );
    let (faults, sources) = of_log(log.as_bytes());
    let codes: Vec<_> = faults
        .in_order()
        .iter()
        .map(|fault| fault.kind.code())
        .collect();
    assert_eq!(codes, ["malformed-time", "unknown-word", "unknown-word"]);
    let said = said(&faults, &sources);
    for place in ["log.csv:4:4", "log.csv:4:13", "log.csv:10:27"] {
        assert!(said.contains(place), "{place}\n{said}");
    }
    assert!(said.contains("nearest: 市监\n"), "{said}");
}

#[test]
fn a_field_of_a_million_characters_that_nobody_reads_is_no_fault() {
    let long = "长".repeat(1_000_000);
    let (faults, sources) = in_log(
        "占道经营,热线,紧急,办结,\n",
        &format!("占道经营,热线,紧急,办结,\"{long}\n{long}\"\n"),
    );
    assert_eq!(said(&faults, &sources), "");
    let (faults, sources) = in_log("2镇,综合执法、市监", &format!("9镇,{long}"));
    let said = said(&faults, &sources);
    assert!(said.len() < 3_000, "{}", said.len());
}
