//! From a plan and a journal to rows, whatever the order in which runs finished.
//!
//! Runs are read one by one in plan order. What is kept of each is one number per measured
//! value and setup, so memory does not grow with the incidents of a run; where these numbers would
//! take too much room together, the journal is read several times, each time for some of them.

use super::board::{Board, Told};
use super::census::Census;
use super::contrast::{Compared, Values, adjust};
use super::derived::{DeriveError, Derived};
use super::effects::effects;
use super::frontier::frontier;
use super::headline::is_headline;
use super::journal::Journal;
use super::plan::Plan;
use super::portion::Portion;
use super::record::{RunEnd, RunRecord};
use super::rows::{RunRows, RunValues, ValueName};
use super::running::running;
use super::sensitivity::sensitivity;
use super::series::UnlikeRows;
use super::statistics::Resampling;

/// Most bytes of values that are kept at once.
const MOST_BYTES: u64 = 96 << 20;

/// Reads every finished run in plan order, hands its values to `rows` and sums up the rest.
///
/// # Errors
/// A record cannot be read or written, or setups of one world met different worlds.
pub fn derive(
    plan: &Plan,
    journal: &dyn Journal,
    rows: &mut dyn RunRows,
) -> Result<Derived, DeriveError> {
    derive_within(plan, journal, rows, MOST_BYTES)
}

/// The same with at most so many bytes of values kept at once.
fn derive_within(
    plan: &Plan,
    journal: &dyn Journal,
    rows: &mut dyn RunRows,
    bytes: u64,
) -> Result<Derived, DeriveError> {
    let planned = 0..plan.runs();
    let finished = journal.finished();
    let runs: Vec<u64> = planned.filter(|run| finished.contains(run)).collect();
    let readings = bytes_of(plan, journal, &runs)?.div_ceil(bytes);
    let mut telling = Telling::default();
    let mut rows = Some(rows);
    let mut last = Reading::new(plan, Portion::WHOLE);
    for portion in Portion::all(readings) {
        // What the reading before has kept goes before this one begins.
        last = Reading::new(plan, portion);
        let taker = rows.take();
        let taker: &mut dyn RunRows = match taker {
            Some(first) => first,
            None => &mut (),
        };
        for run in &runs {
            last.read(*run, &journal.read(*run)?, taker)?;
        }
        last.tell(&mut telling);
    }
    Ok(last.derived(telling))
}

/// Bytes that the values of all runs would take.
fn bytes_of(plan: &Plan, journal: &dyn Journal, runs: &[u64]) -> Result<u64, DeriveError> {
    for run in runs {
        let record = journal.read(*run)?;
        if matches!(record, RunRecord::Finished { .. }) {
            let mut one = Reading::new(plan, Portion::WHOLE);
            one.read(*run, &record, &mut ())?;
            let width: usize = one.boards.iter().map(Board::width).sum();
            return Ok(width as u64 * size_of::<f64>() as u64 * plan.runs());
        }
    }
    Ok(0)
}

/// What the readings so far have told.
#[derive(Default)]
struct Telling {
    told: Told,
    resampling: Resampling,
}

struct Reading<'a> {
    plan: &'a Plan<'a>,
    /// By point, then setup.
    boards: Vec<Board>,
    census: Census,
}

impl<'a> Reading<'a> {
    fn new(plan: &'a Plan<'a>, portion: Portion) -> Self {
        let boards = plan.points() as usize * plan.setups().len();
        Self {
            plan,
            boards: (0..boards).map(|_| Board::of(portion)).collect(),
            census: Census::new(plan),
        }
    }

    fn read(
        &mut self,
        run: u64,
        record: &RunRecord,
        rows: &mut dyn RunRows,
    ) -> Result<(), DeriveError> {
        let (plan, key) = (self.plan, self.plan.key(run));
        let seed = plan.study().seed;
        self.census.enter(plan, run, &RunEnd::of(record))?;
        match record {
            RunRecord::Failed { .. } => {
                let failed = RunValues {
                    key,
                    seed,
                    rows: None,
                };
                rows.take(failed)?;
            }
            RunRecord::Finished { tally, .. } => {
                let values = plan.at(key.point).catalogue(key.setup).metric_rows(tally);
                let ok = RunValues {
                    key,
                    seed,
                    rows: Some(&values),
                };
                rows.take(ok)?;
                let values = values
                    .into_iter()
                    .map(|row| {
                        let name = ValueName {
                            metric: row.metric,
                            population: row.population,
                            statistic: row.statistic,
                        };
                        (name, row.value)
                    })
                    .collect();
                let place = key.point as usize * plan.setups().len() + key.setup;
                self.boards[place]
                    .enter(plan, key, values, tally)
                    .map_err(|UnlikeRows| DeriveError::UnlikeRows { run })?;
            }
        }
        Ok(())
    }

    /// Tells the rows of its portion.
    fn tell(&self, telling: &mut Telling) {
        let baseline = self.plan.study().baseline;
        for (point, boards) in self.boards.chunks(self.plan.setups().len()).enumerate() {
            for (setup, board) in boards.iter().enumerate() {
                let at = (point as u32, setup);
                let against = (setup != baseline).then(|| &boards[baseline]);
                let Telling { told, resampling } = telling;
                board.add_to(told, at, self.plan.at(at.0), against);
                if let Some(against) = against {
                    let compared = Compared {
                        point: at.0,
                        setup: (setup, &board.values),
                        baseline: (baseline, &against.values),
                    };
                    let is_headline = |name: &ValueName| is_headline(self.plan, at, name);
                    told.contrasts
                        .add(at, compared.rows(is_headline, resampling));
                }
            }
        }
    }

    /// Everything: what all readings have told, and what this one has kept of the headline.
    fn derived(self, Telling { told, .. }: Telling) -> Derived {
        let mut derived = Derived {
            values: told.values.in_order(),
            stages: told.stages.in_order(),
            load: told.load.in_order(),
            ledger: told.ledger.in_order(),
            weeks: told.weeks.in_order(),
            villages: told.villages.in_order(),
            contrasts: told.contrasts.in_order(),
            ..self.census.derived()
        };
        for at_point in derived
            .contrasts
            .chunk_by_mut(|one, other| one.point == other.point)
        {
            adjust(at_point);
        }
        let setups = self.plan.setups().len();
        for (place, board) in self.boards.iter().enumerate() {
            board.add_curves(&mut derived, ((place / setups) as u32, place % setups));
        }
        let values: Vec<&Values> = self.boards.iter().map(|board| &board.values).collect();
        derived.sensitivity = sensitivity(self.plan, &values, &derived.contrasts);
        derived.effects = effects(self.plan, &values);
        derived.frontier = frontier(self.plan, &values, &derived.contrasts);
        derived.running = running(self.plan, &values);
        derived
    }
}

#[cfg(test)]
mod tests {
    use std::io;

    use super::*;
    use crate::base::Moment;
    use crate::experiment::RunKey;
    use crate::experiment::contrast::ContrastRow;
    use crate::experiment::journal::MemoryJournal;
    use crate::experiment::sample_study::{hidden_study, run_all, sample_study, setup};
    use crate::experiment::statistics::Verdict;
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
}
