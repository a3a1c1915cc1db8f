//! One golden text per kind of fault, in both languages.

use std::path::Path;

use unicode_width::UnicodeWidthStr;

use super::example::{GOOD, read_bytes, read_county};
use crate::base::Language;
use crate::document::{Address, FaultKind, Faults, Place, Sources, Tree};

fn good_but(from: &str, to: &str) -> (Faults, Sources) {
    assert!(GOOD.contains(from));
    let (_, faults, sources) = read_county(&GOOD.replace(from, to));
    (faults, sources)
}

fn case(kind: FaultKind) -> (Faults, Sources) {
    let detour = "detour_factor = 1.3\n";
    match kind {
        FaultKind::Syntax => good_but("\"first-come\"", "first-come"),
        FaultKind::NotUtf8 => not_utf8(),
        FaultKind::DuplicateKey => good_but(detour, &detour.repeat(2)),
        FaultKind::UnknownKey => good_but(detour, "detour_factor = 1.3\nsped_km_per_h = 40\n"),
        FaultKind::MissingKey => good_but(detour, ""),
        FaultKind::WrongType => good_but("1.3", "\"1.3\""),
        FaultKind::WrongWord => good_but("first-come", "frist-come"),
        FaultKind::OutOfRange => good_but("1.3", "0.3"),
        FaultKind::NotFinite => good_but("1.3", "nan"),
        FaultKind::UnknownId => good_but("\"d-02\"", "\"d-2\""),
        FaultKind::DuplicateId => good_but("[travel]", "[department.d-07]\n[travel]"),
        FaultKind::BadId => good_but("a-hill =", "A-hill ="),
        FaultKind::MissingFile => missing_file(),
        FaultKind::Conflict => good_but("work_min = 60", "rate_per_township_per_year = 2"),
        FaultKind::Rule(_) => good_but("[0.75, 0.25]", "[0.75, 0.5]"),
    }
}

fn not_utf8() -> (Faults, Sources) {
    let mut bytes = "# 县\nnote = \"噪".as_bytes().to_vec();
    bytes.extend([0xD4, 0xEB, 0xC9, 0xF9, b'"', b'\n']);
    let (_, faults, sources) = read_bytes(&bytes);
    (faults, sources)
}

fn missing_file() -> (Faults, Sources) {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let source = sources.add("scenario.toml", "county = \"nowhere/county.toml\"\n");
    let asker = Address {
        path: "county".to_owned(),
        place: Place::new(source, 9..30),
    };
    let path = Path::new("nowhere/county.toml");
    assert!(Tree::open(&mut sources, &mut faults, path, &asker).is_none());
    (faults, sources)
}

#[test]
fn every_kind_of_fault_has_its_golden_text() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let rule = FaultKind::Rule("shares-do-not-sum");
    for kind in FaultKind::ALL.iter().copied().chain([rule]) {
        let (faults, sources) = case(kind);
        let kinds: Vec<_> = faults.iter().map(|fault| fault.kind).collect();
        assert_eq!(kinds, [kind]);
        let english = faults.report(&sources, Language::En, false);
        let chinese = faults.report(&sources, Language::Zh, false);
        settings.bind(|| insta::assert_snapshot!(kind.code(), format!("{english}\n{chinese}")));
    }
}

#[test]
fn all_faults_are_told_at_once_in_the_order_of_the_file() {
    let text = GOOD
        .replace("first-come", "frist-come")
        .replace("1.3", "0.3")
        .replace("30_000", "true")
        .replace("\"d-02\"", "\"e\"");
    let (_, faults, sources) = read_county(&text);
    let codes: Vec<_> = faults
        .in_order()
        .iter()
        .map(|fault| fault.kind.code())
        .collect();
    assert_eq!(
        codes,
        ["wrong-word", "out-of-range", "wrong-type", "unknown-id"]
    );
    let report = faults.report(&sources, Language::En, false);
    assert!(report.ends_with("\n4 faults in 1 file\n"), "{report}");
}

#[test]
fn a_caret_stands_right_under_chinese_text() {
    let (faults, sources) = good_but("zh = \"噪声\", en", "zh = \"噪声\", em");
    let report = faults.report(&sources, Language::Zh, false);
    let lines: Vec<_> = report.lines().collect();
    let shown = lines
        .iter()
        .rposition(|line| line.contains("噪声"))
        .unwrap();
    let key = lines[shown].find("em =").unwrap();
    let caret = lines[shown + 1].find('^').unwrap();
    assert_eq!(
        lines[shown][..key].width(),
        lines[shown + 1][..caret].width()
    );
    assert!(report.contains("county.toml:19:21"), "{report}");
}

#[test]
fn colour_changes_no_word() {
    let (faults, sources) = case(FaultKind::UnknownKey);
    let colourful = faults.report(&sources, Language::En, true);
    assert!(colourful.contains("\u{1b}["));
    let plain = anstream::adapter::strip_str(&colourful).to_string();
    assert_eq!(plain, faults.report(&sources, Language::En, false));
}

#[test]
fn a_line_of_a_million_characters_is_cut_around_the_caret() {
    let text =
        format!("note = \"{}\" \n", "长".repeat(1_000_000)) + &GOOD[GOOD.find('\n').unwrap()..];
    let (_, faults, sources) = read_county(&text);
    let report = faults.report(&sources, Language::En, false);
    assert!(report.len() < 2_000, "{}", report.len());
    assert!(report.contains("fault[out-of-range]: county.note"));
}
