//! However a study is cut, run, broken off and put together, its tables are the same bytes.

use std::fs;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

use proptest::prelude::*;

use crate::base::Span;
use crate::experiment::sample_study::{hidden_study, sample_study};
use crate::experiment::{Execution, Journal, Plan, Shard};
use crate::output::{Existing, Manifest, Opened, Publication, ResultFolder, Shards, work_on_shard};
use crate::scenario::Study;

use super::table::{StopAfter, resumed, tables};

/// One where nothing is hidden and one where worlds are told as wholes.
static STUDIES: LazyLock<[Study; 2]> = LazyLock::new(|| {
    [sample_study(4), hidden_study(3)].map(|mut study| {
        study.horizon.measured = Span::from_days(7);
        study
    })
});

/// Runs a shard, first only so many runs of it, then the rest.
fn run_shard(path: &Path, study: &Study, shard: Shard, (threads, stop_after): (usize, u64)) {
    let mut plan = Plan::new(study).unwrap().of_shard(Some(shard));
    for runs in [stop_after, u64::MAX] {
        let opened = ResultFolder::open(path, &mut plan, "tiaokuai run x", Existing::Resume);
        let Opened::Ready(mut folder) = opened.unwrap() else {
            return;
        };
        let stop = AtomicBool::new(runs == 0);
        let execution = Execution {
            threads: NonZeroUsize::new(threads).unwrap(),
            stop: &stop,
            progress: &StopAfter(runs, &stop),
        };
        work_on_shard(&mut folder, &plan, execution).unwrap();
    }
}

fn merged(out: &Path, study: &Study, folders: &[PathBuf]) {
    let mut plan = Plan::new(study).unwrap();
    let shards = Shards::gather(folders).unwrap();
    shards.check(&plan).unwrap();
    let opened = ResultFolder::open(out, &mut plan, "tiaokuai merge x", Existing::Resume);
    let Opened::Ready(mut folder) = opened.unwrap() else {
        panic!("merged already");
    };
    let publication = Publication {
        plots: &[],
        has_incidents: false,
        parquet: None,
        threads: NonZeroUsize::MIN,
    };
    shards.merge_into(&mut folder, &plan, publication).unwrap();
}

/// The beginning of a merge that was killed: some runs of a shard are copied.
fn broken_merge(out: &Path, study: &Study, from: &Path) {
    let mut plan = Plan::new(study).unwrap();
    let opened = ResultFolder::open(out, &mut plan, "tiaokuai merge x", Existing::Resume);
    let Opened::Ready(mut folder) = opened.unwrap() else {
        panic!("merged already");
    };
    let journal = crate::output::JournalFile::read_only(&from.join("journal/runs")).unwrap();
    for run in journal.finished().into_iter().take(1) {
        folder.journal.copy(run, &journal).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_partition_order_threads_and_interruption_give_the_same_bytes(
        (which, count) in (0_usize..2, 1_u32..=6),
        threads in prop::collection::vec(1_usize..=3, 6),
        stops in prop::collection::vec(0_u64..4, 6),
        order in Just(vec![1_u32, 2, 3, 4, 5, 6]).prop_shuffle(),
        is_merge_broken in any::<bool>(),
    ) {
        let study = &STUDIES[which];
        let folder = tempfile::tempdir().unwrap();
        let (whole, out) = (folder.path().join("whole"), folder.path().join("out"));
        resumed(&whole, study, 2);
        let place = |shard: &u32| folder.path().join(shard.to_string());
        let order: Vec<u32> = order.into_iter().filter(|shard| *shard <= count).collect();
        for number in &order {
            let shard = Shard::new(*number, count).unwrap();
            let at = *number as usize - 1;
            run_shard(&place(number), study, shard, (threads[at], stops[at]));
            let manifest = Manifest::read(&place(number).join("manifest.json")).unwrap();
            prop_assert_eq!(manifest.shard, Some(shard));
            prop_assert_eq!(manifest.runs.done, manifest.runs.planned);
        }
        let folders: Vec<PathBuf> = order.iter().rev().map(place).collect();
        if is_merge_broken {
            broken_merge(&out, study, &folders[0]);
        }
        merged(&out, study, &folders);
        prop_assert_eq!(tables(&out), tables(&whole));
        let [one, other] = [&out, &whole].map(|path| {
            Manifest::read(&path.join("manifest.json")).unwrap()
        });
        prop_assert_eq!(one.world_digest, other.world_digest);
        prop_assert_eq!((one.study_digest, one.shard), (other.study_digest, None));
        prop_assert_eq!((one.runs.done, one.state), (other.runs.done, other.state));
        prop_assert!(resumed(&out, study, 1).is_none());
        for number in &order {
            prop_assert!(!place(number).join("runs.csv").exists());
            prop_assert!(fs::read_to_string(place(number).join("README.md")).unwrap().contains("tiaokuai merge"));
        }
    }
}
