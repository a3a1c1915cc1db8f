//! Nothing a person or a disk can do to a log or its map makes opening them panic.

use proptest::prelude::*;

use super::example::{LOG, MAP, open_bytes};
use crate::base::Language;

/// What mutations insert: the signs of CSV, moments at the edge, broken characters.
const PIECES: [&[u8]; 20] = [
    b",",
    b";",
    b"\"",
    b"\"\"",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xEF\xBB\xBF",
    b"\xE5",
    b"\xE5\x99\xAA",
    b"9999-12-31 23:59:59",
    b"0000-01-01 00:00:00",
    b"2025-03-09 02:30:00",
    b"99999999999999999999",
    b"-",
    "、".as_bytes(),
    "综合执法、市监、综合执法".as_bytes(),
    "1镇".as_bytes(),
    b" ",
];

/// What mutations put where a word of the map stood.
const WORDS: [&str; 16] = [
    "3",
    "-1",
    "0",
    "1e300",
    "nan",
    "true",
    "\"\"",
    "[]",
    "{}",
    "[[1]]",
    "count",
    "\"噪\"",
    "\"drop\"",
    "\"routine\"",
    "9999",
    "\"%Y%m%d%H\"",
];

#[derive(Debug, Clone)]
enum Mutation {
    Replace(usize, u8),
    Insert(usize, usize),
    Remove(usize, usize),
    Repeat(usize, usize),
    /// A word of the map becomes another of it or one of these; a field of the log becomes another.
    Swap(usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    prop_oneof![
        6 => (any::<usize>(), any::<usize>()).prop_map(|(at, by)| Mutation::Swap(at, by)),
        1 => (any::<usize>(), any::<u8>()).prop_map(|(at, byte)| Mutation::Replace(at, byte)),
        2 => (any::<usize>(), 0..PIECES.len()).prop_map(|(at, piece)| Mutation::Insert(at, piece)),
        1 => (any::<usize>(), 1..40_usize).prop_map(|(at, length)| Mutation::Remove(at, length)),
        1 => (any::<usize>(), 1..200_usize).prop_map(|(at, length)| Mutation::Repeat(at, length)),
    ]
}

/// Where the words of a text are: runs of what none of `signs` divides.
fn words(text: &str, signs: &str) -> Vec<std::ops::Range<usize>> {
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    text.split(|c: char| signs.contains(c))
        .filter(|word| !word.is_empty())
        .map(|word| start_of(word)..start_of(word) + word.len())
        .collect()
}

fn swap(bytes: &mut Vec<u8>, (at, by): (usize, usize), signs: &str, others: &[&str]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let all = words(text, signs);
    if all.is_empty() {
        return;
    }
    let by = by % (all.len() + others.len());
    let word = match all.get(by) {
        Some(range) => text[range.clone()].to_owned(),
        None => others[by - all.len()].to_owned(),
    };
    bytes.splice(all[at % all.len()].clone(), word.into_bytes());
}

fn mutate(bytes: &mut Vec<u8>, mutation: &Mutation, signs: &str, others: &[&str]) {
    let cut = |bytes: &[u8], at: usize, length: usize| {
        let start = at % (bytes.len() + 1);
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
        Mutation::Repeat(at, length) => {
            let range = cut(bytes, at, length);
            let copy = bytes[range.clone()].to_vec();
            bytes.splice(range.end..range.end, copy);
        }
        Mutation::Swap(at, by) => swap(bytes, (at, by), signs, others),
    }
}

/// Opens what mutations made of the example, and tells what is wrong, both ways.
fn open_mutated(in_map: &[Mutation], in_log: &[Mutation]) -> Result<(), TestCaseError> {
    let (mut map, mut log) = (MAP.as_bytes().to_vec(), LOG.as_bytes().to_vec());
    for mutation in in_map {
        mutate(&mut map, mutation, " \n=,[]{}.", &WORDS);
    }
    for mutation in in_log {
        mutate(&mut log, mutation, ",\n", &["2025-02-29 25:00:00", "", " "]);
    }
    let (opened, faults, sources) = open_bytes(&map, &log);
    let english = faults.report(&sources, Language::En, false);
    let chinese = faults.report(&sources, Language::Zh, true);
    prop_assert_eq!(chinese.is_empty(), faults.is_empty());
    for fault in &faults {
        prop_assert!(english.contains(fault.kind.code()));
    }
    prop_assert_eq!(opened.is_some(), faults.is_clean());
    if let Some(opened) = opened {
        let report = opened.report();
        let kept = report.incidents + report.tickets + report.routine;
        prop_assert_eq!(kept + report.dropped_rows(), report.rows);
        let trace = opened.trace();
        prop_assert_eq!((trace.reports.len() + trace.routine.len()) as u64, kept);
        prop_assert!(!report.text(Language::Zh).is_empty());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16 * ProptestConfig::default().cases, failure_persistence: None, ..Default::default() })]

    #[test]
    fn a_mutated_log_never_panics(in_log in prop::collection::vec(mutation(), 1..6)) {
        open_mutated(&[], &in_log)?;
    }

    #[test]
    fn a_mutated_map_never_panics(
        in_map in prop::collection::vec(mutation(), 1..4),
        in_log in prop::collection::vec(mutation(), 0..2),
    ) {
        open_mutated(&in_map, &in_log)?;
    }
}
