//! Nothing a person or a disk can do to a file makes reading it panic.

use proptest::prelude::*;

use super::example::{County, GOOD, read_bytes, read_county};
use crate::base::Language;
use crate::document::{Faults, Sources, Tree, read};

/// What mutations insert: the signs of TOML, numbers at the edge, broken characters.
const PIECES: [&[u8]; 24] = [
    b"[",
    b"]",
    b"[[",
    b"]]",
    b"{",
    b"}",
    b"=",
    b".",
    b",",
    b"\"",
    b"'",
    b"\"\"\"",
    b"#",
    b"\n",
    b"\r",
    b"nan",
    b"-inf",
    b"1e999",
    b"99999999999999999999",
    b"count = 3\n",
    b"-",
    b"\xE5",
    b"\xE5\x99\xAA",
    b"[travel]\n",
];

#[derive(Debug, Clone)]
enum Mutation {
    Replace(usize, u8),
    Insert(usize, usize),
    Remove(usize, usize),
    Repeat(usize, usize),
    /// One word, number or sign becomes another of the sample or of these.
    Swap(usize, usize),
}

/// What mutations put where a word stood: most files they make are TOML and wrong in meaning.
const WORDS: [&str; 14] = [
    "3",
    "-1",
    "0",
    "1e300",
    "nan",
    "true",
    "\"d-#\"",
    "\"\"",
    "2025-02-28",
    "[]",
    "{}",
    "[[1]]",
    "count",
    "\"噪\"",
];

/// Where the words of a text are: runs of what no sign of TOML divides.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_sign = |c: char| c.is_whitespace() || "=,[]{}.".contains(c);
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words = text.split(is_sign).filter(|word| !word.is_empty());
    words
        .map(|word| start_of(word)..start_of(word) + word.len())
        .collect()
}

fn swap(bytes: &mut Vec<u8>, at: usize, by: usize) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let all = words(text);
    if all.is_empty() {
        return;
    }
    let range = all[at % all.len()].clone();
    let sample = words(GOOD);
    let by = by % (sample.len() + WORDS.len());
    let word = match sample.get(by) {
        Some(range) => &GOOD[range.clone()],
        None => WORDS[by - sample.len()],
    };
    bytes.splice(range, word.bytes());
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let at = 0..GOOD.len();
    prop_oneof![
        8 => (any::<usize>(), any::<usize>()).prop_map(|(at, by)| Mutation::Swap(at, by)),
        1 => (at.clone(), any::<u8>()).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        1 => (at.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        1 => (at.clone(), 1..40_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        1 => (at, 1..80_usize).prop_map(|(at, length)| Mutation::Repeat(at, length)),
    ]
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation) {
    let cut = |bytes: &[u8], at: usize, length: usize| {
        let start = at.min(bytes.len());
        start..(start + length).min(bytes.len())
    };
    match *mutation {
        Mutation::Replace(at, byte) => {
            let range = cut(bytes, at, 1);
            bytes[range].fill(byte);
        }
        Mutation::Insert(at, piece) => {
            let range = cut(bytes, at, 0);
            bytes.splice(range, PIECES[piece].iter().copied());
        }
        Mutation::Remove(at, length) => {
            let range = cut(bytes, at, length);
            bytes.drain(range);
        }
        Mutation::Swap(at, by) => swap(bytes, at, by),
        Mutation::Repeat(at, length) => {
            let range = cut(bytes, at, length);
            let copy = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, copy);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16 * ProptestConfig::default().cases, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_county_never_panics(mutations in prop::collection::vec(mutation(), 1..6)) {
        let mut bytes = GOOD.as_bytes().to_vec();
        for mutation in &mutations {
            mutate(&mut bytes, mutation);
        }
        let (_, faults, sources) = read_bytes(&bytes);
        let zh = faults.report(&sources, Language::Zh, true);
        let en = faults.report(&sources, Language::En, false);
        prop_assert_eq!(zh.is_empty(), faults.is_empty());
        for fault in &faults {
            prop_assert!(en.contains(fault.kind.code()));
        }
    }

    #[test]
    fn any_patch_at_all_never_panics(argument in "\\PC{0,12}=?\\PC{0,12}", path in "[a-z_.*]{1,12}") {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let mut tree = Tree::parse(&mut sources, &mut faults, "county.toml", GOOD);
        tree.set(&mut sources, &mut faults, &argument);
        tree.set(&mut sources, &mut faults, &format!("{path}={argument}"));
        read(&tree, "county", &mut faults, County::visit);
        faults.report(&sources, Language::En, true);
    }
}

#[test]
fn endless_nesting_is_refused_not_followed() {
    for text in [
        format!("a = {}{}", "[".repeat(100_000), "]".repeat(100_000)),
        format!("a = {}", "{ b = ".repeat(100_000)),
        format!("[{}a]\nb = 1", "a.".repeat(100_000)),
        format!("{}a = 1", "a.".repeat(100_000)),
        format!("{}a = 1", "\"a\" . ".repeat(100_000)),
        format!("a = {{ {}a = 1 }}", "a.".repeat(100_000)),
    ] {
        let (_, faults, sources) = read_county(&text);
        let report = faults.report(&sources, Language::En, false);
        assert!(report.contains("fault[syntax]"), "{report}");
        assert!(report.len() < 5_000, "{}", report.len());
    }
}

#[test]
fn a_count_beyond_all_counties_is_refused_not_made() {
    let (county, faults, _) = read_county(&GOOD.replace(
        "count = 12\n[township]",
        "count = 2_000_000_000\n[township]",
    ));
    assert!(!faults.is_clean());
    assert_eq!(county.department.len(), 1);
}
