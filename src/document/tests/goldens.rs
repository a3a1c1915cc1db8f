use std::path::Path;

use super::example::{County, GOOD, read_bytes, read_county, report};
use crate::base::Language;
use crate::document::{Address, FaultKind, Faults, Place, Sources, Tree, read};

#[test]
fn print_all() {
    for (kind, text) in cases() {
        println!("==== {}\n{text}", kind.code());
    }
}

fn cases() -> Vec<(FaultKind, String)> {
    let with = |from: &str, to: &str| report(&GOOD.replace(from, to));
    vec![
        (FaultKind::Syntax, with("\"first-come\"", "first-come")),
        (FaultKind::NotUtf8, not_utf8()),
        (
            FaultKind::DuplicateKey,
            with(
                "detour_factor = 1.3",
                "detour_factor = 1.3\ndetour_factor = 1.4",
            ),
        ),
        (
            FaultKind::UnknownKey,
            with(
                "detour_factor = 1.3",
                "detour_factor = 1.3\nsped_km_per_h = 40",
            ),
        ),
        (
            FaultKind::MissingKey,
            with("detour_factor = 1.3", "speed_km_per_h = 40"),
        ),
        (FaultKind::WrongType, with("1.3", "\"1.3\"")),
        (FaultKind::WrongWord, with("first-come", "frist-come")),
        (FaultKind::OutOfRange, with("1.3", "0.3")),
        (FaultKind::NotFinite, with("1.3", "nan")),
        (FaultKind::UnknownId, with("\"d-02\"", "\"d-2\"")),
        (
            FaultKind::DuplicateId,
            with("[travel]", "[department.d-07]\n[travel]"),
        ),
        (FaultKind::BadId, with("a-hill =", "山前 =")),
        (FaultKind::MissingFile, missing_file()),
        (
            FaultKind::Conflict,
            with("work_min = 60", "rate_per_township_per_year = 2"),
        ),
    ]
}

fn not_utf8() -> String {
    let mut bytes = "# 县\nnote = \"".as_bytes().to_vec();
    bytes.extend([0xD4, 0xEB, 0xC9, 0xF9, b'"', b'\n']);
    let (_, faults, sources) = read_bytes(&bytes);
    faults.report(&sources, Language::En, false)
}

fn missing_file() -> String {
    let (mut sources, mut faults) = (Sources::new(), Faults::new());
    let source = sources.add("scenario.toml", "county = \"nowhere/county.toml\"\n");
    let asker = Address {
        path: "county".to_owned(),
        place: Place::new(source, 9..30),
    };
    assert!(
        Tree::open(
            &mut sources,
            &mut faults,
            Path::new("nowhere/county.toml"),
            &asker
        )
        .is_none()
    );
    faults.report(&sources, Language::En, false)
}

#[test]
fn print_chinese() {
    let text = GOOD
        .replace("噪声\", en", "噪声\", n")
        .replace("18_000", "18_000, 村 = 1");
    let (_, faults, sources) = read_county(&text);
    println!("{}", faults.report(&sources, Language::Zh, false));
    println!("{}", faults.report(&sources, Language::En, true));
    let mut f = Faults::new();
    let mut s = Sources::new();
    let t = Tree::parse(
        &mut s,
        &mut f,
        "x",
        &format!("note = \"{}\"\n", "长".repeat(100_000)),
    );
    read(&t, "", &mut f, County::visit);
    println!("{}", f.report(&s, Language::En, false));
}
