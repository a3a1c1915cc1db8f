//! From a journal to rows, whatever the order of runs and of readings.

use std::io;

use crate::base::Moment;
use crate::experiment::contrast::ContrastRow;
use crate::experiment::derive::derive_within;
use crate::experiment::journal::MemoryJournal;
use crate::experiment::sample_study::{hidden_study, run_all, sample_study, setup};
use crate::experiment::statistics::Verdict;
use crate::experiment::{Derived, Journal, Plan, RunKey, RunRecord, RunRows, RunValues, derive};
use crate::governance::EnforcementLevel;
use crate::metrics::{MetricId, MetricRow, Statistic};

/// Rows of runs as they were taken.
#[derive(Debug, Default, PartialEq)]
struct Taken(Vec<(RunKey, Option<Vec<MetricRow>>)>);

impl RunRows for Taken {
    fn take(&mut self, run: RunValues) -> io::Result<()> {
        self.0.push((run.key, run.rows.map(<[_]>::to_vec)));
        Ok(())
    }
}

fn derived(plan: &Plan, journal: &dyn Journal) -> (Derived, Taken) {
    let mut taken = Taken::default();
    let derived = derive(plan, journal, &mut taken).unwrap();
    (derived, taken)
}

#[test]
fn the_order_in_which_runs_finished_moves_no_row() {
    let study = sample_study(4);
    let plan = Plan::new(&study).unwrap();
    let journal = run_all(&plan, 1);
    let mut shuffled = MemoryJournal::new();
    for run in [5, 0, 7, 2, 6, 1, 4, 3] {
        let record = journal.read(run).unwrap().to_bytes();
        shuffled.append(run, &record).unwrap();
    }
    let expected = derived(&plan, &journal);
    assert_eq!(expected.1.0.len(), 8);
    assert!(expected.0.contrasts.len() > 100);
    assert_eq!(derived(&plan, &shuffled), expected);
}

#[test]
fn a_journal_that_is_read_several_times_tells_the_same() {
    for mut study in [sample_study(3), hidden_study(2)] {
        study.setups[1].holds_from = Moment::start_of_day(10);
        let plan = Plan::new(&study).unwrap();
        let journal = run_all(&plan, 1);
        let once = derived(&plan, &journal);
        assert!(once.0.weeks.len() > 10 && once.0.running.len() > 1);
        for bytes in [1 << 10, 20 << 10, 100 << 10] {
            let mut taken = Taken::default();
            let found = derive_within(&plan, &journal, &mut taken, bytes).unwrap();
            assert_eq!((found, taken), once, "{bytes}");
        }
    }
}

#[test]
fn equal_setups_differ_by_zero_to_the_bit() {
    let mut study = sample_study(3);
    study.setups[1] = setup("the-same", EnforcementLevel::SeparateLines);
    let plan = Plan::new(&study).unwrap();
    let (derived, _) = derived(&plan, &run_all(&plan, 1));
    let mut compared = 0;
    for row in &derived.contrasts {
        if let Some(difference) = row.difference {
            assert_eq!(difference.estimate.to_bits(), 0, "{row:?}");
            assert_eq!(row.verdict(), Some(Verdict::Zero), "{row:?}");
            compared += 1;
        }
    }
    assert!(compared > 100, "{compared} values compared");
}

#[test]
fn a_team_differs_from_separate_lines() {
    let study = sample_study(4);
    let plan = Plan::new(&study).unwrap();
    let (derived, _) = derived(&plan, &run_all(&plan, 1));
    let differs = |row: &&ContrastRow| {
        row.difference
            .is_some_and(|difference| !difference.is_exactly_zero())
    };
    assert!(derived.contrasts.iter().filter(differs).count() > 20);
    assert_eq!(derived.world_digests.len(), 4);
    assert!(derived.world_digests.iter().all(Option::is_some));
}

#[test]
fn a_study_that_grows_keeps_its_first_runs() {
    let small = sample_study(2);
    let small = Plan::new(&small).unwrap();
    let large = sample_study(4);
    let large = Plan::new(&large).unwrap();
    let (_, few) = derived(&small, &run_all(&small, 1));
    let (_, many) = derived(&large, &run_all(&large, 1));
    assert_eq!(many.0[..few.0.len()], few.0[..]);
}

#[test]
fn another_metric_leaves_the_other_rows_as_they_were() {
    let everything = sample_study(2);
    let mut less = sample_study(2);
    let measured = &mut less.measure.metrics;
    measured.retain(|metric| *metric != MetricId::QueueLength);
    let (less, everything) = (Plan::new(&less).unwrap(), Plan::new(&everything).unwrap());
    let (_, less) = derived(&less, &run_all(&less, 1));
    let (_, everything) = derived(&everything, &run_all(&everything, 1));
    for (without, with) in less.0.iter().zip(&everything.0) {
        let (mut with, without) = (with.1.clone().unwrap(), without.1.clone().unwrap());
        assert!(with.len() > without.len());
        with.retain(|row| row.metric != MetricId::QueueLength);
        assert_eq!(with, without);
    }
}

#[test]
fn a_failed_run_is_a_row_and_its_world_no_pair() {
    let study = sample_study(3);
    let plan = Plan::new(&study).unwrap();
    let journal = run_all(&plan, 1);
    let mut broken = MemoryJournal::new();
    for run in 0..plan.runs() {
        let record = journal.read(run).unwrap().to_bytes();
        broken.append(run, &record).unwrap();
    }
    let failed = RunRecord::Failed {
        error: "a desk fell over".to_owned(),
    };
    broken.append(3, &failed.to_bytes()).unwrap();
    let (derived, taken) = derived(&plan, &broken);
    assert_eq!(derived.finished, 5);
    assert_eq!(taken.0[3].1, None);
    let failure = &derived.failures[0];
    assert_eq!(failure.error, "a desk fell over");
    assert_eq!(
        failure.command,
        "tiaokuai run sample/experiment.toml --seed 1 --replications 2 --out outputs/failed-run"
    );
    let emerged = derived
        .contrasts
        .iter()
        .find(|row| row.name.population == "all" && row.name.metric == MetricId::Emerged);
    assert_eq!(emerged.unwrap().difference.unwrap().n, 2);
}

#[test]
fn setups_that_met_different_worlds_are_an_error_that_names_the_world() {
    let study = sample_study(2);
    let plan = Plan::new(&study).unwrap();
    let journal = run_all(&plan, 1);
    let mut mixed = MemoryJournal::new();
    for (run, from) in [(0, 0), (1, 1), (2, 2), (3, 1)] {
        let record = journal.read(from).unwrap().to_bytes();
        mixed.append(run, &record).unwrap();
    }
    let error = derive(&plan, &mixed, &mut ()).unwrap_err();
    let text = error.to_string();
    assert!(error.text().zh.starts_with("第 1 次重复、设计点 0"));
    assert!(
        text.contains("replication 1, point 0: separate-lines drew"),
        "{text}"
    );
}

#[test]
fn curves_hold_the_spans_of_all_runs() {
    let study = sample_study(3);
    let plan = Plan::new(&study).unwrap();
    let (derived, taken) = derived(&plan, &run_all(&plan, 1));
    let counted: u64 = taken
        .0
        .iter()
        .filter(|(key, _)| key.setup == 1)
        .flat_map(|(_, rows)| rows.as_deref().unwrap())
        .filter(|row| {
            row.metric == MetricId::ResponseTime
                && row.statistic == Statistic::Count
                && row.population == "all"
        })
        .filter_map(|row| row.value)
        .map(|value| value as u64)
        .sum();
    let curve = derived
        .curves
        .iter()
        .find(|curve| (curve.setup, curve.metric) == (1, MetricId::ResponseTime));
    let finished = curve.unwrap().histogram.finished();
    assert!(finished > 100);
    assert_eq!(finished, counted);
}
