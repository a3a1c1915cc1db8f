//! From a plan and a journal to rows, whatever the order in which runs finished.
//!
//! Runs are read one by one in plan order. What is kept of each is one number per measured
//! value and setup, so memory does not grow with the incidents of a run.

use std::io;

use crate::base::{Histogram, Text};
use crate::county::Tier;
use crate::metrics::metric::Kind;
use crate::metrics::{Catalogue, MetricId, PopulationKind, RunTally};
use crate::scenario::Study;

use super::contrast::{ContrastRow, Values, contrasts, interval_of};
use super::journal::{Journal, JournalError};
use super::plan::{Plan, PlanWorld, RunKey};
use super::record::RunRecord;
use super::rerun::command_for;
use super::rows::{
    FailureRow, FateEstimateRow, FateName, LoadEstimateRow, LoadName, RunRows, RunValues,
    StageEstimateRow, StageName, StageStatistic, ValueName, ValueRow,
};
use super::series::{Sheet, UnlikeRows};
use super::weeks::{WeekRow, Weeks};

/// The distribution of one time over all runs of a setup.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Point of the design.
    pub point: u32,
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Which time.
    pub metric: MetricId,
    /// Spans of all incidents of all runs.
    pub histogram: Histogram,
}

/// The distribution of the resolution time of one tier over all runs of a setup.
#[derive(Debug, Clone, PartialEq)]
pub struct TierCurve {
    /// The setup, by its place in the study.
    pub setup: usize,
    /// The tier at which its incidents can be settled.
    pub tier: Tier,
    /// Spans of all its incidents of all runs.
    pub histogram: Histogram,
}

/// Everything tables, pictures and the verdict are written from, in plan order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Derived {
    /// Each setup against the baseline.
    pub contrasts: Vec<ContrastRow>,
    /// Values over all incidents.
    pub values: Vec<ValueRow>,
    /// Where the time goes.
    pub stages: Vec<StageEstimateRow>,
    /// Who carries the load.
    pub load: Vec<LoadEstimateRow>,
    /// What became of the potentials; only where something is hidden.
    pub ledger: Vec<FateEstimateRow>,
    /// Week by week since the switch; only where a setup takes over while measuring.
    pub weeks: Vec<WeekRow>,
    /// Runs that failed.
    pub failures: Vec<FailureRow>,
    /// Distributions of times; only of a design with a single point.
    pub curves: Vec<Curve>,
    /// Resolution time by tier; only of a design with a single point.
    pub tier_curves: Vec<TierCurve>,
    /// The digest of each world; `None` where none of its runs finished.
    pub world_digests: Vec<Option<u64>>,
    /// Runs with values.
    pub finished: u64,
}

/// Why a journal cannot be turned into tables.
#[derive(Debug, thiserror::Error)]
pub enum DeriveError {
    /// A record cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// Setups did not meet the same world, so nothing they differ in may be called theirs.
    #[error(
        "setups met different worlds at replication {}, point {}: {} drew {:016x}, {} drew {:016x}",
        .world.replication, .world.point, .setups[0], .digests[0], .setups[1], .digests[1]
    )]
    UnequalWorlds {
        /// Which world.
        world: PlanWorld,
        /// Two setups that differ.
        setups: [String; 2],
        /// What they drew.
        digests: [u64; 2],
    },
    /// A run has other rows than another run of the same setup.
    #[error(
        "run {run} has other rows than the runs of the same setup before it: the journal was written by another version"
    )]
    UnlikeRows {
        /// Which run.
        run: u64,
    },
    /// The rows of a run cannot be written.
    #[error("the rows of runs cannot be written: {0}")]
    Rows(#[from] io::Error),
}

impl DeriveError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Journal(error) => return error.text(),
            Self::UnequalWorlds {
                world,
                setups: [first, second],
                digests: [expected, drawn],
            } => format!(
                "第 {} 次重复、设计点 {} 上各方案遇到的世界不同：{first} 为 {expected:016x}，{second} 为 {drawn:016x}",
                world.replication, world.point
            ),
            Self::UnlikeRows { run } => {
                format!("第 {run} 次运行与同方案此前的运行行数不同：日志出自另一版本")
            }
            Self::Rows(error) => format!("各次运行的行无法写入：{error}"),
        };
        Text::new(zh, self.to_string())
    }
}

/// Reads every finished run in plan order, hands its values to `rows` and sums up the rest.
///
/// # Errors
/// A record cannot be read or written, or setups of one world met different worlds.
pub fn derive(
    plan: &Plan,
    journal: &dyn Journal,
    rows: &mut dyn RunRows,
) -> Result<Derived, DeriveError> {
    let mut reading = Reading::new(plan);
    let planned = 0..plan.runs();
    let finished = journal.finished();
    for run in planned.filter(|run| finished.contains(run)) {
        reading.read(run, &journal.read(run)?, rows)?;
    }
    Ok(reading.derived())
}

/// What is kept of the runs of one setup at one point.
#[derive(Debug, Default)]
struct Board {
    values: Values,
    stages: Sheet<StageName>,
    load: Sheet<LoadName>,
    ledger: Sheet<FateName>,
    weeks: Weeks,
    curves: Vec<(MetricId, Histogram)>,
    tiers: Vec<(Tier, Histogram)>,
}

struct Reading<'a> {
    plan: &'a Plan<'a>,
    /// By point, then setup.
    boards: Vec<Board>,
    /// The first setup that finished in each world, and what it drew.
    worlds: Vec<Option<(usize, u64)>>,
    failures: Vec<FailureRow>,
    finished: u64,
}

impl<'a> Reading<'a> {
    fn new(plan: &'a Plan<'a>) -> Self {
        let boards = plan.points() as usize * plan.setups().len();
        Self {
            plan,
            boards: (0..boards).map(|_| Board::default()).collect(),
            worlds: vec![None; plan.worlds() as usize],
            failures: Vec::new(),
            finished: 0,
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
        match record {
            RunRecord::Failed { error } => {
                self.failures.push(FailureRow {
                    key,
                    seed,
                    error: error.clone(),
                    command: command_for(plan.study(), key),
                });
                let failed = RunValues {
                    key,
                    seed,
                    rows: None,
                };
                rows.take(failed)?;
            }
            RunRecord::Finished { outcome, tally } => {
                self.finished += 1;
                self.check_world(run, key, outcome.world_digest)?;
                let values = plan.catalogue(key.setup).metric_rows(tally);
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
                self.enter(key, values, tally)
                    .map_err(|UnlikeRows| DeriveError::UnlikeRows { run })?;
            }
        }
        Ok(())
    }

    fn check_world(&mut self, run: u64, key: RunKey, digest: u64) -> Result<(), DeriveError> {
        let world = (run / self.plan.setups().len() as u64) as usize;
        let (first, expected) = *self.worlds[world].get_or_insert((key.setup, digest));
        if digest == expected {
            return Ok(());
        }
        let setups = self.plan.setups();
        Err(DeriveError::UnequalWorlds {
            world: self.plan.world(world as u64),
            setups: [setups[first].id.clone(), setups[key.setup].id.clone()],
            digests: [expected, digest],
        })
    }

    fn enter(
        &mut self,
        key: RunKey,
        values: Vec<(ValueName, Option<f64>)>,
        tally: &RunTally,
    ) -> Result<(), UnlikeRows> {
        let study = self.plan.study();
        let catalogue = self.plan.catalogue(key.setup);
        let at = (key.replication, study.replications);
        let place = key.point as usize * self.plan.setups().len() + key.setup;
        let board = &mut self.boards[place];
        board.values.sheet.enter(at, values)?;
        board.stages.enter(at, stage_values(catalogue, tally))?;
        board.load.enter(at, load_values(catalogue, tally))?;
        if self.plan.nature().hides {
            board.ledger.enter(at, fate_values(catalogue, tally))?;
        }
        board.weeks.enter(self.plan, at, tally.daily())?;
        let distributions = distributions(study, tally);
        let open = distributions
            .iter()
            .map(|(metric, histogram)| (*metric, open_share(histogram)))
            .collect();
        board.values.open_share.enter(at, open)?;
        if self.plan.points() == 1 {
            pool(&mut board.curves, distributions);
            let tiers = catalogue.tiers(tally, MetricId::ResolutionTime);
            pool(&mut board.tiers, tiers);
        }
        Ok(())
    }

    fn derived(self) -> Derived {
        let mut derived = Derived {
            world_digests: self
                .worlds
                .iter()
                .map(|world| world.map(|(_, digest)| digest))
                .collect(),
            finished: self.finished,
            ..Derived::default()
        };
        let setups = self.plan.setups().len();
        let baseline = self.plan.study().baseline;
        for (point, boards) in self.boards.chunks(setups).enumerate() {
            for (setup, board) in boards.iter().enumerate() {
                let at = (point as u32, setup);
                board.add_to(&mut derived, at, self.plan.catalogue(setup));
                let against = (setup != baseline).then(|| &boards[baseline].weeks);
                derived
                    .weeks
                    .extend(board.weeks.rows(self.plan, at, against));
                if setup != baseline {
                    let against = (baseline, &boards[baseline].values);
                    add_contrasts(&mut derived, at, &board.values, against);
                }
            }
        }
        derived.failures = self.failures;
        derived
    }
}

impl Board {
    fn add_to(&self, derived: &mut Derived, (point, setup): (u32, usize), catalogue: &Catalogue) {
        let of_all = self
            .values
            .sheet
            .iter()
            .filter(|(name, _)| name.population == catalogue.headline_population(name.metric));
        derived.values.extend(of_all.map(|(name, series)| ValueRow {
            point,
            setup,
            name: name.clone(),
            interval: interval_of(series),
        }));
        let stages = self.stages.iter().map(|(name, series)| StageEstimateRow {
            point,
            setup,
            name: name.clone(),
            interval: interval_of(series),
        });
        derived.stages.extend(stages);
        let load = self.load.iter().map(|(name, series)| LoadEstimateRow {
            point,
            setup,
            name: name.clone(),
            interval: interval_of(series),
        });
        derived.load.extend(load);
        let ledger = self.ledger.iter().map(|(name, series)| FateEstimateRow {
            point,
            setup,
            name: *name,
            interval: interval_of(series),
        });
        derived.ledger.extend(ledger);
        let curves = self.curves.iter().map(|(metric, histogram)| Curve {
            point,
            setup,
            metric: *metric,
            histogram: histogram.clone(),
        });
        derived.curves.extend(curves);
        let tiers = self.tiers.iter().map(|(tier, histogram)| TierCurve {
            setup,
            tier: *tier,
            histogram: histogram.clone(),
        });
        derived.tier_curves.extend(tiers);
    }
}

fn add_contrasts(
    derived: &mut Derived,
    (point, setup): (u32, usize),
    values: &Values,
    (baseline, against): (usize, &Values),
) {
    let rows = contrasts(values, against).map(|(name, difference, unfinished)| ContrastRow {
        point,
        setup,
        baseline,
        name,
        difference,
        unfinished,
    });
    derived.contrasts.extend(rows);
}

fn stage_values(catalogue: &Catalogue, tally: &RunTally) -> Vec<(StageName, Option<f64>)> {
    let rows = catalogue.stage_rows(tally).into_iter();
    rows.flat_map(|row| {
        let name = |statistic| StageName {
            population: row.population.clone(),
            stage: row.stage,
            statistic,
        };
        [
            (name(StageStatistic::Mean), row.mean_h),
            (name(StageStatistic::ShareOfTotal), row.share_of_total),
        ]
    })
    .collect()
}

fn load_values(catalogue: &Catalogue, tally: &RunTally) -> Vec<(LoadName, Option<f64>)> {
    let rows = catalogue.load_rows(tally).into_iter();
    rows.map(|row| {
        let name = LoadName {
            level: row.level,
            id: row.id,
            slice: row.slice,
            metric: row.metric,
        };
        (name, row.value)
    })
    .collect()
}

fn fate_values(catalogue: &Catalogue, tally: &RunTally) -> Vec<(FateName, Option<f64>)> {
    let rows = catalogue.ledger(tally).into_iter();
    rows.map(|row| {
        let name = FateName {
            of: row.of,
            fate: row.fate,
            cause: row.cause,
        };
        (name, Some(row.value))
    })
    .collect()
}

/// The measured times over all incidents; none where all incidents are no population.
fn distributions<'a>(study: &Study, tally: &'a RunTally) -> Vec<(MetricId, &'a Histogram)> {
    let measure = &study.measure;
    if !measure.populations.contains(&PopulationKind::All) {
        return Vec::new();
    }
    let times = measure.metrics.iter().copied();
    times
        .filter(|metric| metric.kind() == Kind::Time)
        .filter_map(|metric| Some((metric, tally.distribution(metric)?)))
        .collect()
}

fn open_share(histogram: &Histogram) -> Option<f64> {
    let count = histogram.count();
    (count > 0).then(|| histogram.open() as f64 / count as f64)
}

fn pool<'a, K: PartialEq>(
    curves: &mut Vec<(K, Histogram)>,
    more: impl IntoIterator<Item = (K, &'a Histogram)>,
) {
    for (name, histogram) in more {
        match curves.iter_mut().find(|(other, _)| *other == name) {
            Some((_, pooled)) => pooled.merge(histogram),
            None => curves.push((name, histogram.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::journal::MemoryJournal;
    use crate::experiment::sample_study::{run_all, sample_study, setup};
    use crate::experiment::statistics::Verdict;
    use crate::governance::EnforcementLevel;
    use crate::metrics::{MetricRow, Statistic};

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
