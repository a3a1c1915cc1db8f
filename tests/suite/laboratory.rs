//! The bench of the proofs: reads a shipped scenario, patches it, and runs its worlds.

use std::path::Path;

use rayon::prelude::*;
use tiaokuai::document::Sources;
use tiaokuai::experiment::plan::Plan;
use tiaokuai::experiment::record::RunRecord;
use tiaokuai::experiment::statistics::{Confidence, MeanInterval};
use tiaokuai::metrics::{MetricId, MetricRow, Statistic};
use tiaokuai::scenario::{Study, read_study};

/// Reads `file` of this repository with patches; a fault fails the test with its message.
pub fn study(file: &str, patches: &[&str]) -> Study {
    let mut sources = Sources::default();
    let patches: Vec<String> = patches.iter().map(|patch| (*patch).to_owned()).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    match read_study(&path, &patches, &mut sources) {
        Ok((study, _warnings)) => study,
        Err(faults) => panic!(
            "{}",
            faults.report(&sources, tiaokuai::base::Language::En, false)
        ),
    }
}

/// The rows of every run of a study, in plan order.
pub fn rows(study: &Study) -> Vec<Vec<MetricRow>> {
    let plan = Plan::new(study).expect("a shipped scenario can be laid");
    (0..plan.runs())
        .into_par_iter()
        .map(|index| match plan.run(index) {
            RunRecord::Finished { tally, .. } => {
                plan.catalogue(plan.key(index).setup).metric_rows(&tally)
            }
            RunRecord::Failed { error } => panic!("run {index}: {error}"),
        })
        .collect()
}

/// One value of each run.
pub fn values(
    rows: &[Vec<MetricRow>],
    population: &str,
    metric: MetricId,
    statistic: Statistic,
) -> Vec<f64> {
    rows.iter()
        .map(|run| {
            run.iter()
                .find(|row| {
                    row.population == population
                        && row.metric == metric
                        && row.statistic == statistic
                })
                .and_then(|row| row.value)
                .unwrap_or_else(|| panic!("{} of {population} is measured", metric.word()))
        })
        .collect()
}

/// Demands that the mean over independent worlds agrees with theory.
///
/// The tolerance follows from the sample: the interval of the mean over worlds, at a confidence
/// that lets a true statement fail once in 1,000 tests, covers the theory; and it is narrow enough
/// (`half_width_share` of the theory) that a wrong model could not hide in it.
pub fn agrees(what: &str, values: &[f64], theory: f64, half_width_share: f64) {
    let confidence = Confidence::new(0.999).expect("a probability");
    let interval = MeanInterval::of(values.iter().copied().map(Some), confidence)
        .expect("several worlds were run");
    let half_width = interval.half_width().expect("several worlds were run");
    assert!(
        half_width < half_width_share * theory,
        "{what}: half-width {half_width} is too wide to say anything about {theory}"
    );
    assert!(
        interval.covers(theory),
        "{what}: {} ± {half_width} (n = {}) does not cover {theory}",
        interval.mean,
        values.len()
    );
}
