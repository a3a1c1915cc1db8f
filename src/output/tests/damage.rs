//! A journal damaged or torn anywhere costs the runs it touches, and no byte of a table.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;

use crate::experiment::sample_study::sample_study;
use crate::output::Manifest;
use crate::scenario::Study;

use super::table::{resumed, tables};

const JOURNAL: &str = "journal/runs";
const HEADER: usize = 20;

/// What is done to a journal of so many bytes.
#[derive(Debug, Clone, Copy)]
enum Harm {
    /// One byte gets another value.
    Flip(prop::sample::Index, u8),
    /// It ends earlier.
    Cut(prop::sample::Index),
}

fn harm() -> impl Strategy<Value = Harm> {
    prop_oneof![
        (any::<prop::sample::Index>(), 1_u8..).prop_map(|(at, by)| Harm::Flip(at, by)),
        any::<prop::sample::Index>().prop_map(Harm::Cut),
    ]
}

fn study() -> &'static Study {
    static STUDY: LazyLock<Study> = LazyLock::new(|| {
        let mut study = sample_study(3);
        study.horizon.measured = crate::base::Span::from_days(7);
        study
    });
    &STUDY
}

/// Where each frame begins and ends, by the lengths they state.
fn frames(journal: &[u8]) -> Vec<(usize, usize)> {
    let mut frames = Vec::new();
    let mut at = HEADER;
    while let Some(length) = journal.get(at..at + 4) {
        let length = u32::from_le_bytes(length.try_into().unwrap());
        let end = at + 20 + length as usize;
        frames.push((at, end));
        at = end;
    }
    frames
}

fn harmed(journal: &[u8], harm: Harm) -> (Vec<u8>, u64) {
    let mut bytes = journal.to_vec();
    let place = match harm {
        Harm::Flip(at, by) => {
            let place = at.index(bytes.len());
            bytes[place] ^= by;
            place
        }
        Harm::Cut(at) => {
            bytes.truncate(at.index(journal.len()));
            bytes.len()
        }
    };
    let is_lost = |(begin, end): &&(usize, usize)| match harm {
        Harm::Flip(..) => (*begin..*end).contains(&place),
        Harm::Cut(_) => place < *end,
    };
    let frames = frames(journal);
    let lost = frames.iter().filter(is_lost).count();
    (bytes, (frames.len() - lost) as u64)
}

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copied(&path, &copy);
        } else {
            fs::copy(&path, copy).unwrap();
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn resuming_repeats_exactly_the_runs_that_were_harmed(harm in harm()) {
        let folder = tempfile::tempdir().unwrap();
        let (whole, broken) = (folder.path().join("whole"), folder.path().join("broken"));
        resumed(&whole, study(), 1);
        copied(&whole, &broken);
        let journal = fs::read(broken.join(JOURNAL)).unwrap();
        let (bytes, kept) = harmed(&journal, harm);
        fs::write(broken.join(JOURNAL), bytes).unwrap();
        let worked = resumed(&broken, study(), 2);
        prop_assert_eq!(worked.is_none(), kept == 6);
        prop_assert_eq!(tables(&broken), tables(&whole));
        let manifest = Manifest::read(&broken.join("manifest.json")).unwrap();
        prop_assert_eq!(manifest.runs.done, 6);
        if let Some(worked) = worked {
            prop_assert_eq!(manifest.runs.reused, kept);
            prop_assert_eq!(worked.executed.advance.done, 6 - kept);
        }
        prop_assert!(resumed(&broken, study(), 1).is_none());
    }
}
