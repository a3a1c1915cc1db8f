//! How the runs of a journal have ended, and that the setups of a world have met the same one.

use super::derived::{DeriveError, Derived};
use super::journal::Journal;
use super::plan::{Plan, RunKey};
use super::record::RunEnd;
use super::rerun::command_for;
use super::rows::FailureRow;

/// How the runs of a study have ended so far.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Census {
    finished: u64,
    failures: Vec<FailureRow>,
    /// The first setup that finished in each world, and what it drew.
    worlds: Vec<Option<(usize, u64)>>,
}

impl Census {
    /// The census of a plan of which nothing has been read yet.
    pub fn new(plan: &Plan) -> Self {
        Self {
            worlds: vec![None; plan.worlds() as usize],
            ..Self::default()
        }
    }

    /// The census of all planned runs that a journal holds.
    ///
    /// # Errors
    /// A record cannot be read, or setups of one world met different worlds.
    pub fn of(plan: &Plan, journal: &dyn Journal) -> Result<Self, DeriveError> {
        let mut census = Self::new(plan);
        let finished = journal.finished();
        for run in finished.range(..plan.runs()) {
            census.enter(plan, *run, &journal.end(*run)?)?;
        }
        Ok(census)
    }

    /// Enters one run.
    ///
    /// # Errors
    /// It met another world than a setup before it.
    pub fn enter(&mut self, plan: &Plan, run: u64, end: &RunEnd) -> Result<(), DeriveError> {
        let key = plan.key(run);
        match end {
            RunEnd::Failed { error } => {
                self.failures.push(FailureRow {
                    key,
                    seed: plan.study().seed,
                    error: error.clone(),
                    command: command_for(plan.study(), key),
                });
                Ok(())
            }
            RunEnd::Finished { world_digest } => {
                self.finished += 1;
                self.check_world(plan, (run, key), *world_digest)
            }
        }
    }

    /// How the runs have ended, and nothing of what they gave.
    pub fn derived(self) -> Derived {
        let worlds = self.worlds.into_iter();
        Derived {
            finished: self.finished,
            failures: self.failures,
            world_digests: worlds
                .map(|world| world.map(|(_, digest)| digest))
                .collect(),
            ..Derived::default()
        }
    }

    fn check_world(
        &mut self,
        plan: &Plan,
        (run, key): (u64, RunKey),
        digest: u64,
    ) -> Result<(), DeriveError> {
        let world = (run / plan.setups().len() as u64) as usize;
        let (first, expected) = *self.worlds[world].get_or_insert((key.setup, digest));
        if digest == expected {
            return Ok(());
        }
        let setups = plan.setups();
        Err(DeriveError::UnequalWorlds {
            world: plan.world(world as u64),
            setups: [setups[first].id.clone(), setups[key.setup].id.clone()],
            digests: [expected, digest],
        })
    }
}
