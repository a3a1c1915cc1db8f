//! The runs of a plan, run: each by itself, or all of a world together.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::base::World;
use crate::dynamics::{Fact, Setting, simulate};
use crate::engine::Observer;
use crate::metrics::{Roll, Told, add_common, measure_run};

use super::plan::{Plan, RunKey};
use super::record::RunRecord;

/// One run of a world, before it is compared with the others.
#[derive(Debug)]
pub struct RunApart {
    key: RunKey,
    record: RunRecord,
    /// Who was reported in it, where something is hidden.
    roll: Option<Roll>,
}

impl Plan<'_> {
    /// Runs run `index`: pure, so the same record whenever and wherever it is called.
    ///
    /// A panic inside the run becomes a failed record with its message. Where something is hidden,
    /// a record also tells what the setups of the world have in common, so that all of them are
    /// run: [`Plan::run_world`] gives all their records at once.
    pub fn run(&self, index: u64) -> RunRecord {
        if !self.at(self.key(index).point).nature().hides {
            return self.run_apart(index).record;
        }
        let world = index / self.setups().len() as u64;
        self.run_world(world).swap_remove(self.key(index).setup)
    }

    /// Runs every setup of the `world`-th world: pure, the records in the order of setups.
    pub fn run_world(&self, world: u64) -> Vec<RunRecord> {
        let apart = self.runs_of_world(world).map(|run| self.run_apart(run));
        self.joined(apart.collect())
    }

    /// Runs run `index` without the other setups of its world; see [`Plan::joined`].
    pub fn run_apart(&self, index: u64) -> RunApart {
        let key = self.key(index);
        let run = || measure_run(&self.setting(key), self.at(key.point).catalogue(key.setup));
        let (record, roll) = match catch_unwind(AssertUnwindSafe(run)) {
            Ok((outcome, tally, roll)) => {
                let tally = Box::new(tally);
                (RunRecord::Finished { outcome, tally }, roll)
            }
            Err(panic) => {
                let error = message_of(panic.as_ref());
                (RunRecord::Failed { error }, None)
            }
        };
        RunApart { key, record, roll }
    }

    /// The records of all setups of one world, what those that finished have in common added where
    /// something is hidden.
    pub fn joined(&self, mut world: Vec<RunApart>) -> Vec<RunRecord> {
        let told = world.iter_mut().filter_map(|run| {
            let roll = run.roll.take()?;
            match &mut run.record {
                RunRecord::Finished { tally, .. } => Some(Told {
                    catalogue: self.at(run.key.point).catalogue(run.key.setup),
                    tally: tally.as_mut(),
                    roll,
                }),
                RunRecord::Failed { .. } => None,
            }
        });
        add_common(told.collect());
        world.into_iter().map(|run| run.record).collect()
    }

    /// Runs run `index` again for an observer only, who sees the facts the measured run saw.
    ///
    /// # Errors
    /// The run's message, if it breaks off.
    pub fn watch<O>(&self, index: u64, observer: O) -> Result<O, String>
    where
        O: for<'f> Observer<Fact<'f>>,
    {
        let key = self.key(index);
        let run = || simulate(&self.setting(key), observer).1;
        catch_unwind(AssertUnwindSafe(run)).map_err(|panic| message_of(panic.as_ref()))
    }

    /// The inputs of one run.
    fn setting(&self, key: RunKey) -> Setting<'_> {
        let world = World {
            seed: self.study().seed,
            replication: key.replication,
        };
        self.at(key.point).setting(world, key.setup)
    }
}

/// What a panic said.
fn message_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("the run broke off without a message")
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Moment;
    use crate::experiment::sample_study::sample_study;
    use crate::metrics::MetricId;
    use crate::scenario::Study;

    #[test]
    fn a_run_gives_the_same_bytes_each_time_and_others_in_another_world() {
        let study = sample_study(2);
        let plan = Plan::new(&study).unwrap();
        assert_eq!(plan.run(1).to_bytes(), plan.run(1).to_bytes());
        assert_ne!(plan.run(0).to_bytes(), plan.run(2).to_bytes());
    }

    #[test]
    fn a_run_that_panics_becomes_a_failed_record_with_its_message() {
        let study = sample_study(1);
        let mut plan = Plan::new(&study).unwrap();
        plan.break_setup(1);
        assert!(matches!(plan.run(0), RunRecord::Finished { .. }));
        let RunRecord::Failed { error } = plan.run(1) else {
            panic!("the broken setup ran");
        };
        assert!(error.contains("index"), "{error}");
        assert_eq!(plan.watch(1, ()).unwrap_err(), error);
    }

    /// Mean lengths of all queues and of the single team's, added up, over 28 days.
    fn queue_lengths(study: &Study) -> (f64, f64) {
        let plan = Plan::new(study).unwrap();
        let RunRecord::Finished { tally, .. } = plan.run(1) else {
            panic!("the run goes through");
        };
        let rows = plan.catalogue(1).metric_rows(&tally);
        let of = |population: &str| -> f64 {
            let lengths = rows.iter().filter(|row| {
                row.metric == MetricId::QueueLength && row.population.starts_with(population)
            });
            lengths.filter_map(|row| row.value).sum()
        };
        (of("all"), of("unit="))
    }

    #[test]
    fn units_of_a_setup_that_takes_over_late_are_told_of_from_then_on() {
        let mut study = sample_study(1);
        let (all, units) = queue_lengths(&study);
        assert!((all - units).abs() < 1e-9, "{units} of {all}");
        study.setups[1].holds_from = Moment::start_of_day(14);
        let (all, units) = queue_lengths(&study);
        // Days of waiting: those of 28, and those in the teams' queues in the last 14.
        let (all, units) = (all * 28.0, units * 14.0);
        assert!(0.0 < units && units < all, "{units} of {all}");
    }
}
