//! How many worlds a study runs that goes on until it knows a mean well enough.
//!
//! Whether another round is needed is asked only when all runs of a round have ended, and of their
//! values in plan order: the answer does not hang on threads, interruptions or the order of runs.

use crate::scenario::Precision;

use super::journal::{Journal, JournalError};
use super::plan::Plan;
use super::record::RunRecord;
use super::series::Series;
use super::statistics::{Confidence, MeanInterval};

/// What a study knows after some rounds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    /// Worlds at each point by now.
    pub worlds: u32,
    /// What is wanted.
    pub precision: Precision,
    /// The widest half interval of any setup at any point, as a share of its mean; none while one
    /// of them has no interval.
    pub widest: Option<f64>,
}

/// The values that decide whether there is another round.
#[derive(Debug)]
pub struct Rounds {
    precision: Precision,
    /// By point, then setup.
    series: Vec<Series>,
    /// Worlds entered.
    entered: u32,
}

impl Look {
    /// Whether the mean is known well enough.
    pub fn is_enough(&self) -> bool {
        self.widest
            .is_some_and(|widest| widest <= self.precision.half_width_share)
    }

    /// The worlds of the next round and all before; none if there is none.
    pub fn next(&self) -> Option<u32> {
        let is_last = self.is_enough() || self.worlds >= self.precision.to;
        (!is_last).then(|| self.precision.after(self.worlds))
    }
}

impl Rounds {
    /// The rounds of `plan`; none where the number of worlds is fixed.
    pub fn of(plan: &Plan) -> Option<Self> {
        let series = plan.points() as usize * plan.setups().len();
        plan.precision().map(|precision| Self {
            precision,
            series: vec![Series::new(); series],
            entered: 0,
        })
    }

    /// Looks at the worlds of `plan`, all of whose runs `journal` holds.
    ///
    /// # Errors
    /// A record is missing or cannot be read.
    pub fn look(&mut self, plan: &Plan, journal: &dyn Journal) -> Result<Look, JournalError> {
        for replication in self.entered..plan.replications() {
            self.enter(plan, journal, replication)?;
        }
        self.entered = plan.replications();
        let shares = self.series.iter().map(half_width_share);
        let widest = shares.reduce(|one, other| Some(one?.max(other?)));
        Ok(Look {
            worlds: self.entered,
            precision: self.precision,
            widest: widest.flatten(),
        })
    }

    fn enter(
        &mut self,
        plan: &Plan,
        journal: &dyn Journal,
        replication: u32,
    ) -> Result<(), JournalError> {
        for (place, run) in plan.runs_of_replication(replication).enumerate() {
            let value = match journal.read(run)? {
                RunRecord::Failed { .. } => None,
                RunRecord::Finished { tally, .. } => {
                    let key = plan.key(run);
                    let catalogue = plan.at(key.point).catalogue(key.setup);
                    let until = self.precision.until;
                    let population = catalogue.headline_population(until.metric);
                    let rows = catalogue.metric_rows(&tally).into_iter();
                    rows.filter(|row| {
                        (row.metric, row.statistic) == (until.metric, until.statistic)
                    })
                    .find(|row| row.population == population)
                    .and_then(|row| row.value)
                }
            };
            self.series[place].set(replication, value);
        }
        Ok(())
    }
}

/// Half the 95 % interval of a mean as a share of the mean; none below two values.
fn half_width_share(series: &Series) -> Option<f64> {
    let interval = MeanInterval::of(series.iter(), Confidence::PERCENT_95)?;
    let half = interval.half_width()?;
    Some(if half == 0.0 {
        0.0
    } else {
        half / interval.mean.abs()
    })
}

/// Grows a plan to the worlds its study runs as far as the journal can tell: those of the first
/// round that is not whole, or of the last.
///
/// # Errors
/// A record cannot be read.
pub fn grow_as_held(plan: &mut Plan, journal: &dyn Journal) -> Result<(), JournalError> {
    let Some(mut rounds) = Rounds::of(plan) else {
        return Ok(());
    };
    let finished = journal.finished();
    plan.grow_to(rounds.precision.from);
    while (0..plan.runs()).all(|run| finished.contains(&run)) {
        match rounds.look(plan, journal)?.next() {
            Some(worlds) => plan.grow_to(worlds),
            None => break,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Key, Purpose, World};
    use crate::experiment::journal::MemoryJournal;
    use crate::experiment::sample_study::{run_all, sample_study};
    use crate::metrics::MetricId;
    use crate::metrics::metric::Statistic;
    use crate::scenario::{Quantity, Study};
    use statrs::distribution::ContinuousCDF;

    /// The sample study until the mean response time is known within a share.
    fn until(half_width_share: f64) -> Study {
        let until = Quantity {
            metric: MetricId::ResponseTime,
            statistic: Statistic::Mean,
        };
        Study {
            precision: Some(Precision {
                until,
                half_width_share,
                from: 2,
                to: 7,
            }),
            ..sample_study(2)
        }
    }

    /// The sample study with a journal of all worlds there may be.
    fn looked(study: &Study, journal: &MemoryJournal) -> (u32, Look) {
        let mut plan = Plan::new(study).unwrap();
        grow_as_held(&mut plan, journal).unwrap();
        let mut rounds = Rounds::of(&plan).unwrap();
        (plan.replications(), rounds.look(&plan, journal).unwrap())
    }

    fn everything() -> MemoryJournal {
        let study = sample_study(7);
        run_all(&Plan::new(&study).unwrap(), 1)
    }

    #[test]
    fn worlds_are_added_until_every_setup_is_known_well_enough_and_not_beyond() {
        let journal = everything();
        let of_share = |share: f64| looked(&until(share), &journal);
        // What fixed studies of 2, 4, 6 and 7 worlds say of the widest setup.
        let widest: Vec<f64> = [2, 4, 6, 7]
            .map(|worlds| {
                let study = until(1e-9);
                let mut plan = Plan::new(&study).unwrap();
                plan.grow_to(worlds);
                let mut rounds = Rounds::of(&plan).unwrap();
                rounds.look(&plan, &journal).unwrap().widest.unwrap()
            })
            .to_vec();
        for share in [0.001, 0.02, 0.05, 0.2, 1.0] {
            let (worlds, look) = of_share(share);
            let first = widest.iter().position(|widest| *widest <= share);
            let expected = [2, 4, 6, 7][first.unwrap_or(3)];
            assert_eq!(worlds, expected, "{share}: {widest:?}");
            assert_eq!(look.is_enough(), first.is_some());
            assert_eq!(look.next(), None);
        }
        assert!(widest[3] < widest[0]);
    }

    #[test]
    fn the_share_is_the_half_width_of_the_mean_over_the_mean_of_the_worst_setup() {
        let study = until(0.05);
        let plan = Plan::new(&study).unwrap();
        let journal = everything();
        let mut rounds = Rounds::of(&plan).unwrap();
        let look = rounds.look(&plan, &journal).unwrap();
        let derived = crate::experiment::derive(&plan, &journal, &mut ()).unwrap();
        let shares = derived.values.iter().filter(|row| {
            row.name.metric == MetricId::ResponseTime && row.name.statistic == Statistic::Mean
        });
        let widest = shares.map(|row| {
            let interval = row.interval.unwrap();
            interval.half_width().unwrap() / interval.mean
        });
        assert_eq!(look.widest, widest.reduce(f64::max));
    }

    #[test]
    fn a_round_that_is_not_whole_is_finished_before_anything_is_decided() {
        let all = everything();
        let study = until(1e-9);
        for held in 0..=14 {
            let mut journal = MemoryJournal::new();
            for run in 0..held {
                journal
                    .append(run, &all.read(run).unwrap().to_bytes())
                    .unwrap();
            }
            let mut plan = Plan::new(&study).unwrap();
            grow_as_held(&mut plan, &journal).unwrap();
            // Two runs a world, two worlds a round, seven at most.
            let expected = ((held / 4 + 1) * 2).min(7) as u32;
            assert_eq!(plan.replications(), expected, "{held} runs");
        }
    }

    #[test]
    fn a_setup_whose_runs_fail_is_never_known() {
        let study = until(1.0);
        let mut plan = Plan::new(&study).unwrap();
        plan.break_setup(1);
        let journal = run_all(&plan, 1);
        let look = Rounds::of(&plan).unwrap().look(&plan, &journal).unwrap();
        assert_eq!((look.widest, look.next()), (None, Some(4)));
    }

    /// Of normal values with this coefficient of variation, how often the 95 % interval at the
    /// end of its rounds covers the mean, and after how many worlds rounds end on average.
    fn coverage(variation: f64, precision: Precision) -> (f64, f64) {
        const STUDIES: u64 = 4_000;
        let normal = statrs::distribution::Normal::new(1.0, variation).unwrap();
        let (mut covered, mut worlds) = (0, 0);
        for study in 0..STUDIES {
            let world = World {
                seed: study,
                replication: 0,
            };
            let stream = world.stream(Key::of("coverage"));
            let value = |number: u32| {
                let mark = stream.mark(u64::from(number), Purpose::named("value"));
                Some(normal.inverse_cdf(mark.value()))
            };
            let mut series = Series::new();
            let mut look = Look {
                worlds: 0,
                precision,
                widest: None,
            };
            while let Some(next) = look.next() {
                for number in look.worlds..next {
                    series.set(number, value(number));
                }
                look = Look {
                    worlds: next,
                    widest: half_width_share(&series),
                    ..look
                };
            }
            let interval = MeanInterval::of(series.iter(), Confidence::PERCENT_95).unwrap();
            covered += u64::from(interval.covers(1.0));
            worlds += u64::from(look.worlds);
        }
        let studies = STUDIES as f64;
        (covered as f64 / studies, worlds as f64 / studies)
    }

    #[test]
    fn stopping_when_the_interval_is_narrow_costs_little_of_its_coverage() {
        let study = until(0.05);
        let precision = Precision {
            from: 10,
            to: 200,
            ..study.precision.unwrap()
        };
        // Needed for half a width of 5 %: (1.96 x 0.16 / 0.05)^2, some 40 worlds.
        let (covered, worlds) = coverage(0.16, precision);
        assert!((35.0..50.0).contains(&worlds), "{worlds}");
        // A fixed number of worlds covers 0.95; three standard errors of 4,000 studies are 0.010.
        assert!((0.92..0.955).contains(&covered), "{covered}");
        let (fixed, _) = coverage(
            0.16,
            Precision {
                from: 40,
                to: 40,
                ..precision
            },
        );
        assert!((0.94..0.96).contains(&fixed), "{fixed}");
    }
}
