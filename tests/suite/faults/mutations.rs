//! Nothing a person or a disk can do to a file makes reading it panic.
//!
//! `TIAOKUAI_MUTATIONS` says how many files of each kind are tried.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use tiaokuai::base::{Draws, Key, Language, Purpose, World};
use tiaokuai::document::Sources;
use tiaokuai::scenario::check_file_from;

use super::shelf::{DEMO, LINES, PATTERN, SPEED, Shelf, TEAMS};

const USUAL_MUTATIONS: u64 = 1_000;
/// Signs of TOML, numbers at the edge, broken characters.
const PIECES: [&str; 14] = [
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "\"",
    "\"\"\"",
    "#",
    "\n",
    "1e999",
    "count = 3\n",
    "噪",
];
/// What stands where a word stood: most such files are TOML and wrong in meaning.
const WORDS: [&str; 16] = [
    "3",
    "-1",
    "0",
    "1e300",
    "1e-300",
    "nan",
    "true",
    "\"d-#\"",
    "\"each\"",
    "\"\"",
    "2025-02-28",
    "[]",
    "{}",
    "9223372036854775807",
    "999",
    "\"others\"",
];

/// What stands where a number stood: most such files read, or break a rule of the model.
const NUMBERS: [&str; 12] = [
    "0", "1", "2", "3", "4", "7", "0.1", "0.5", "24", "90", "999", "1e300",
];

fn cases() -> u64 {
    let asked = std::env::var("TIAOKUAI_MUTATIONS").ok();
    asked.map_or(USUAL_MUTATIONS, |number| number.parse().unwrap())
}

fn choose(draws: &mut Draws, choices: usize) -> usize {
    draws.mark().choose(choices)
}

/// Where the words of a text are: runs of what no sign of TOML divides.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let is_sign = |c: char| c.is_whitespace() || "=,[]{}.#".contains(c);
    let start_of = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let words = text.split(is_sign).filter(|word| !word.is_empty());
    words
        .map(|word| start_of(word)..start_of(word) + word.len())
        .collect()
}

struct Sample {
    bytes: Vec<u8>,
    words: Vec<std::ops::Range<usize>>,
    numbers: Vec<std::ops::Range<usize>>,
    text: String,
}

impl Sample {
    fn of(text: &str) -> Self {
        // Comments take time and no part in meaning.
        let lines = text
            .lines()
            .map(|line| line.split(" #").next().unwrap_or_default());
        let text: String = lines
            .filter(|line| !line.starts_with('#'))
            .flat_map(|line| [line, "\n"])
            .collect();
        let words = words(&text);
        let is_number = |at: &&std::ops::Range<usize>| text[(*at).clone()].parse::<f64>().is_ok();
        let numbers: Vec<_> = words.iter().filter(is_number).cloned().collect();
        Self {
            bytes: text.clone().into_bytes(),
            numbers: if numbers.is_empty() {
                words.clone()
            } else {
                numbers
            },
            words,
            text,
        }
    }

    /// The sample with one to four of its numbers, words, bytes or stretches changed.
    fn mutated(&self, draws: &mut Draws) -> Vec<u8> {
        let mut bytes = self.bytes.clone();
        // From the back, so that places of the sample stay what they were.
        let mut places: Vec<(usize, usize, bool)> =
            (0..=choose(draws, 4)).map(|_| self.place(draws)).collect();
        places.sort_unstable_by(|one, other| other.cmp(one));
        places.dedup_by_key(|place| place.0);
        for (start, end, is_number) in places {
            if is_number {
                let number = NUMBERS[choose(draws, NUMBERS.len())];
                bytes.splice(start..end, number.bytes());
            } else {
                self.change(&mut bytes, start..end, draws);
            }
        }
        bytes
    }

    /// Where something changes, and whether a number takes the place of a number.
    fn place(&self, draws: &mut Draws) -> (usize, usize, bool) {
        let is_number = choose(draws, 3) > 0;
        let all = if is_number {
            &self.numbers
        } else {
            &self.words
        };
        let at = &all[choose(draws, all.len())];
        (at.start, at.end, is_number)
    }

    fn change(&self, bytes: &mut Vec<u8>, at: std::ops::Range<usize>, draws: &mut Draws) {
        match choose(draws, 12) {
            0 => bytes[at.start] = choose(draws, 256) as u8,
            1 => {
                let piece = PIECES[choose(draws, PIECES.len())];
                bytes.splice(at.start..at.start, piece.bytes());
            }
            2 => {
                let end = (at.start + choose(draws, 80)).min(bytes.len());
                bytes.drain(at.start..end);
            }
            3 => {
                let end = (at.start + choose(draws, 80)).min(bytes.len());
                let copy = bytes[at.start..end].to_vec();
                bytes.splice(end..end, copy);
            }
            4..=7 => {
                let word = WORDS[choose(draws, WORDS.len())];
                bytes.splice(at, word.bytes());
            }
            _ => {
                let other = self.words[choose(draws, self.words.len())].clone();
                bytes.splice(at, self.text[other].bytes());
            }
        }
    }
}

/// Every noun of a county in few lines, so that it is read a hundred thousand times in seconds.
const COUNTY: &str = r#"kind = "county"
layout_seed = 1
centre_km = [0.0, 0.0]
travel = { speed_km_per_h = 35, detour_factor = 1.3 }
staffing = { home_skill = 0.95, away_skill = 0.65, absent_share = 0.12, seconded_share = 0.05 }
[shift.office]
days = "working"
hours = [["08:30", "12:00"], ["13:30", "18:00"]]
[township]
east = { residents = 3_000, seat_km = [2.0, 1.0], area_km2 = 100, staff = { law = 2 } }
west = { residents = 1_800, seat_km = [16.0, 9.0] }
[village.v]
township = "east"
count = 3
grids = 2
firms = 36
small_businesses = 10
[department]
law = {}
market = {}
[station.post]
department = "law"
serves = ["west"]
seat_km = [16.0, 9.0]
[staff]
post = { home = "law", base = "post", shift = "office", licensed = 3, auxiliary = 1 }
market = { home = "market", shift = "office", licensed = 3 }
[matter_default]
severity_share = [0.75, 0.25]
power_share = { none = 0.35, order = 0.55, penalty = 0.1 }
work_min = { distribution = "lognormal", mean = 40, cv = 1.3 }
procedure_min = 300
[matter.trade]
lead = "law"
rate_per_1000_residents_per_year = 4.5
part = { market = { share = 0.1, order = "any" } }
hour_profile = "evening"
[matter.food]
lead = "market"
group = "food"
rate_per_100_firms_per_year = 3
severity = 2
sessions = 2
[routine]
visits = { kind = "inspection", department = "law", visits_per_firm_per_year = 0.4, crew = { licensed = 1, auxiliary = 1 }, work_min = 75 }
tasks = { kind = "line-task", department = "each", hours_per_person_per_year = 600, crew = 1 }
"#;

fn never_panics(kind: &str, path: &str, sample: &Sample) {
    let stream = World {
        seed: 1,
        replication: 0,
    }
    .stream(Key::of("mutations").child(kind));
    let clean = AtomicU64::new(0);
    let wrong: Vec<String> = (0..cases())
        .into_par_iter()
        .filter_map(|ordinal| {
            let mut draws = stream.draws(ordinal, Purpose::named("mutation"));
            let bytes = sample.mutated(&mut draws);
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let read = || check(path, bytes);
            match catch_unwind(AssertUnwindSafe(read)) {
                Ok(is_clean) => {
                    clean.fetch_add(u64::from(is_clean), Ordering::Relaxed);
                    None
                }
                Err(_) => Some(format!("{kind} {ordinal}:\n{text}")),
            }
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} panics, such as {}",
        wrong.len(),
        wrong[0]
    );
    // Some mutations leave a file that reads, so that what follows reading is tried too.
    let clean = clean.into_inner();
    assert!(
        clean * 50 > cases() && clean * 4 < 3 * cases(),
        "{clean} clean"
    );
}

/// Checks `bytes` in the place of the file `path` and writes the report; whether it is clean.
fn check(path: &str, bytes: Vec<u8>) -> bool {
    let mut shelf = SHELF.with(Shelf::clone);
    shelf.put(path, bytes);
    let mut sources = Sources::new();
    let faults = match check_file_from(&shelf, Path::new(path), &mut sources) {
        Ok((_, warnings)) => warnings,
        Err(faults) => faults,
    };
    let report = faults.report(&sources, Language::Zh, false);
    assert_eq!(report.is_empty(), faults.is_empty());
    faults.is_clean()
}

thread_local! {
    /// What the files under test refer to, in memory.
    static SHELF: Shelf = {
        let mut shelf = Shelf::untouched();
        shelf.put(PATTERN, COUNTY.as_bytes().to_vec());
        for path in [LINES, TEAMS] {
            shelf.put(path, std::fs::read(path).unwrap());
        }
        shelf
    };
}

fn shipped(path: &str) -> Sample {
    Sample::of(&std::fs::read_to_string(path).unwrap())
}

#[test]
fn a_mutated_county_never_panics() {
    never_panics("county", PATTERN, &Sample::of(COUNTY));
}

#[test]
fn a_mutated_setup_never_panics() {
    never_panics("setup", TEAMS, &shipped(TEAMS));
}

#[test]
fn a_mutated_scenario_never_panics() {
    let text = std::fs::read_to_string(SPEED).unwrap();
    let few = text
        .replace("count = 20", "count = 2")
        .replace("count = 8", "count = 3");
    never_panics("scenario", SPEED, &Sample::of(&few));
}

#[test]
fn a_mutated_experiment_never_panics() {
    let text = std::fs::read_to_string(DEMO).unwrap();
    let hubs = text
        .lines()
        .filter(|line| !line.starts_with("hub-and-spoke"));
    let text: Vec<&str> = hubs.collect();
    never_panics("experiment", DEMO, &Sample::of(&text.join("\n")));
}
