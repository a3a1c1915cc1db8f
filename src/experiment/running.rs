//! Running differences: what a study would have said after fewer worlds.

use crate::metrics::MetricId;

use super::contrast::Values;
use super::headline::Headlines;
use super::plan::Plan;
use super::statistics::{Confidence, MeanInterval};

/// A headline difference over the first worlds of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct RunningRow {
    /// The setup, by its place in the study.
    pub setup: usize,
    /// What.
    pub metric: MetricId,
    /// How many worlds, from the first.
    pub worlds: u32,
    /// Setup minus baseline over those worlds.
    pub difference: MeanInterval,
}

/// The headline differences over two worlds, three, and so on to all; only of a study that looks
/// at one point. `values` are those of every setup.
pub fn running(plan: &Plan, values: &[&Values]) -> Vec<RunningRow> {
    if plan.points() != 1 {
        return Vec::new();
    }
    let study = plan.study();
    let headlines = Headlines { plan, values };
    let others = (0..plan.setups().len()).filter(|setup| *setup != study.baseline);
    let pairs = others.flat_map(|setup| study.headline.iter().map(move |metric| (setup, *metric)));
    let rows = pairs.flat_map(|(setup, metric)| {
        let differences = headlines.differences((setup, metric), 0);
        let row = |worlds: u32| {
            let first = differences.iter().copied().take(worlds as usize);
            let difference = MeanInterval::of(first, Confidence::PERCENT_95)?;
            let row = RunningRow {
                setup,
                metric,
                worlds,
                difference,
            };
            (row.difference.n > 1).then_some(row)
        };
        let rows: Vec<RunningRow> = looks(differences.len() as u32).filter_map(row).collect();
        rows
    });
    rows.collect()
}

/// After how many worlds to look: all numbers from two on, of very many some hundred.
fn looks(worlds: u32) -> impl Iterator<Item = u32> {
    const MOST: u32 = 200;
    let step = worlds.div_ceil(MOST).max(1);
    let looks = (2..worlds).step_by(step as usize);
    looks.chain((worlds > 1).then_some(worlds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::derive;
    use crate::experiment::sample_study::{run_all, sample_study};

    #[test]
    fn one_looks_after_two_worlds_and_after_all_and_never_too_often() {
        for worlds in [0, 1, 2, 3, 20, 199, 200, 201, 1_999, 100_000] {
            let looks: Vec<u32> = looks(worlds).collect();
            assert_eq!(looks.is_empty(), worlds < 2);
            assert!(looks.is_sorted_by(|one, other| one < other) && looks.len() <= 201);
            assert!(looks.first().is_none_or(|first| *first == 2));
            assert!(looks.last().is_none_or(|last| *last == worlds));
        }
    }

    #[test]
    fn the_last_row_is_what_the_contrast_says_and_the_first_what_two_worlds_did() {
        let few = sample_study(2);
        let few = Plan::new(&few).unwrap();
        let many = sample_study(4);
        let many = Plan::new(&many).unwrap();
        let of_few = derive(&few, &run_all(&few, 1), &mut ()).unwrap();
        let of_many = derive(&many, &run_all(&many, 1), &mut ()).unwrap();
        let headline = |row: &&crate::experiment::ContrastRow| row.headline.is_some();
        let said = |derived: &crate::experiment::Derived| -> Vec<f64> {
            let rows = derived.contrasts.iter().filter(headline);
            rows.map(|row| row.difference.unwrap().estimate).collect()
        };
        let running = |worlds: u32| -> Vec<f64> {
            let rows = of_many.running.iter().filter(|row| row.worlds == worlds);
            rows.map(|row| row.difference.mean).collect()
        };
        assert_eq!(running(4), said(&of_many));
        assert_eq!(running(2), said(&of_few));
        assert_eq!(of_many.running.len(), 3 * running(4).len());
    }
}
