//! Runs what a journal does not hold yet, world by world on several threads.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::{ThreadPoolBuildError, ThreadPoolBuilder};

use crate::base::Text;

use super::journal::{Journal, JournalError};
use super::plan::{Plan, RunKey};
use super::record::RunRecord;
use super::rounds::Look;

/// How far a study has come; counts are of this session, `reused` apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Advance {
    /// Runs planned here: of the study, or of a shard of it.
    pub planned: u64,
    /// Runs the journal held before.
    pub reused: u64,
    /// Runs that came to an end now, failed ones included.
    pub done: u64,
    /// Runs that failed now.
    pub failed: u64,
    /// Events handled now.
    pub events: u64,
}

impl Advance {
    /// How far it has come after a round that followed these runs.
    #[must_use]
    pub const fn then(self, round: Self) -> Self {
        Self {
            planned: round.planned,
            reused: self.reused,
            done: self.done + round.done,
            failed: self.failed + round.failed,
            events: self.events + round.events,
        }
    }
}

/// Someone who is told how far a study has come.
pub trait Progress: Sync {
    /// The first run is about to start.
    fn began(&self, _advance: Advance) {}

    /// A run has ended; called by one thread at a time.
    fn ended(&self, _key: RunKey, _advance: Advance) {}

    /// A round of worlds has ended, of a study that runs until a mean is known well enough.
    fn looked(&self, _look: Look) {}
}

/// Nobody.
impl Progress for () {}

/// How a study is run; none of it reaches a result.
#[derive(Clone, Copy)]
pub struct Execution<'a> {
    /// Worlds run at once.
    pub threads: NonZeroUsize,
    /// Set from outside to stop after the runs under way.
    pub stop: &'a AtomicBool,
    /// Who is told.
    pub progress: &'a dyn Progress,
}

/// What a session has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Executed {
    /// How far the study has come.
    pub advance: Advance,
    /// Whether it was stopped before its end.
    pub is_stopped: bool,
}

/// Why a session ended early; what the journal holds by then is kept.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The threads cannot be started.
    #[error("the threads cannot be started: {0}")]
    Threads(#[from] ThreadPoolBuildError),
    /// The journal refuses a record.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl RunError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Threads(error) => Text::new(format!("线程无法启动：{error}"), self.to_string()),
            Self::Journal(error) => error.text(),
        }
    }
}

/// Runs every run of `plan`, or of its shard, that `journal` does not hold.
///
/// All setups of a world are one job and worlds are taken in plan order, so that whole worlds
/// finish. Records are appended as runs end, in any order. A failed run is a record like others.
/// Where something is hidden, the records of a world tell what its setups have in common: all of
/// them are run again if one is missing, and they are appended together.
///
/// # Errors
/// Threads cannot be started, or the journal refuses a record.
pub fn execute(
    plan: &Plan,
    journal: &mut (dyn Journal + Send),
    execution: Execution,
) -> Result<Executed, RunError> {
    let finished = journal.finished();
    let planned = plan.own_runs();
    let reused = finished.iter().filter(|run| plan.is_own_run(**run)).count() as u64;
    let advance = Advance {
        planned,
        reused,
        ..Advance::default()
    };
    let open = planned - reused;
    execution.progress.began(advance);
    let session = Session {
        plan,
        execution,
        is_broken: AtomicBool::new(false),
        desk: Mutex::new(Desk {
            journal,
            advance,
            error: None,
        }),
    };
    if open > 0 {
        let jobs = Mutex::new(plan.own_worlds());
        let next = || jobs.lock().unwrap_or_else(PoisonError::into_inner).next();
        let threads = execution.threads.get().min(plan.own_worlds().count());
        let pool = ThreadPoolBuilder::new().num_threads(threads).build()?;
        pool.broadcast(|_| {
            while let Some(world) = next() {
                session.run_world(world, &finished);
            }
        });
    }
    session.close(open)
}

/// One call of [`execute`], seen from its threads.
struct Session<'a> {
    plan: &'a Plan<'a>,
    execution: Execution<'a>,
    is_broken: AtomicBool,
    desk: Mutex<Desk<'a>>,
}

/// What only one thread at a time may touch.
struct Desk<'a> {
    journal: &'a mut (dyn Journal + Send),
    advance: Advance,
    error: Option<JournalError>,
}

impl Session<'_> {
    fn is_over(&self) -> bool {
        self.execution.stop.load(Ordering::Relaxed) || self.is_broken.load(Ordering::Relaxed)
    }

    /// Runs what is missing of a world.
    fn run_world(&self, world: u64, finished: &BTreeSet<u64>) {
        let runs = self.plan.runs_of_world(world);
        let missing: Vec<u64> = runs.filter(|run| !finished.contains(run)).collect();
        // Whether the setups of this world have something in common to be told.
        let is_joined = self.plan.at(self.plan.world(world).point).nature().hides;
        if is_joined {
            self.run_together(world, &missing);
        } else {
            self.run_all(&missing);
        }
    }

    fn run_all(&self, runs: &[u64]) {
        for &run in runs {
            if self.is_over() {
                return;
            }
            let record = self.plan.run(run);
            self.hand_in(run, &record);
        }
    }

    /// Runs a whole world of which runs are missing, and hands in the records of those.
    fn run_together(&self, world: u64, missing: &[u64]) {
        if missing.is_empty() {
            return;
        }
        let runs = self.plan.runs_of_world(world);
        let mut apart = Vec::new();
        for run in runs.clone() {
            if self.is_over() {
                return;
            }
            apart.push(self.plan.run_apart(run));
        }
        for (run, record) in runs.zip(self.plan.joined(apart)) {
            if missing.contains(&run) {
                self.hand_in(run, &record);
            }
        }
    }

    fn hand_in(&self, run: u64, record: &RunRecord) {
        let bytes = record.to_bytes();
        let mut desk = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(error) = desk.journal.append(run, &bytes) {
            self.is_broken.store(true, Ordering::Relaxed);
            desk.error.get_or_insert(error);
            return;
        }
        desk.advance.done += 1;
        match record {
            RunRecord::Finished { outcome, .. } => desk.advance.events += outcome.events,
            RunRecord::Failed { .. } => desk.advance.failed += 1,
        }
        self.execution
            .progress
            .ended(self.plan.key(run), desk.advance);
    }

    fn close(self, open: u64) -> Result<Executed, RunError> {
        let desk = self
            .desk
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        match desk.error {
            Some(error) => Err(error.into()),
            None => Ok(Executed {
                advance: desk.advance,
                is_stopped: desk.advance.done < open,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::journal::MemoryJournal;
    use crate::experiment::sample_study::{run_all, sample_study};
    use std::io;

    /// Stops after so many runs.
    struct StopAfter<'a>(u64, &'a AtomicBool);

    impl Progress for StopAfter<'_> {
        fn ended(&self, _key: RunKey, advance: Advance) {
            self.1.store(advance.done >= self.0, Ordering::Relaxed);
        }
    }

    fn records(plan: &Plan, journal: &MemoryJournal) -> Vec<Vec<u8>> {
        (0..plan.runs())
            .map(|run| journal.read(run).unwrap().to_bytes())
            .collect()
    }

    #[test]
    fn every_number_of_threads_gives_the_same_records() {
        let study = sample_study(5);
        let plan = Plan::new(&study).unwrap();
        let one = records(&plan, &run_all(&plan, 1));
        assert_eq!(one.len(), 10);
        for threads in [2, 8] {
            assert_eq!(records(&plan, &run_all(&plan, threads)), one);
        }
    }

    #[test]
    fn a_stopped_study_keeps_what_is_finished_and_goes_on_from_there() {
        let study = sample_study(4);
        let plan = Plan::new(&study).unwrap();
        let (mut journal, stop) = (MemoryJournal::new(), AtomicBool::new(false));
        let mut execution = Execution {
            threads: NonZeroUsize::MIN,
            stop: &stop,
            progress: &StopAfter(3, &stop),
        };
        let first = execute(&plan, &mut journal, execution).unwrap();
        assert!(first.is_stopped);
        assert_eq!((first.advance.done, first.advance.planned), (3, 8));
        stop.store(false, Ordering::Relaxed);
        execution.progress = &();
        let second = execute(&plan, &mut journal, execution).unwrap();
        assert!(!second.is_stopped);
        assert_eq!((second.advance.done, second.advance.reused), (5, 3));
        assert_eq!(records(&plan, &journal), records(&plan, &run_all(&plan, 1)));
    }

    #[test]
    fn a_failed_run_does_not_stop_the_study() {
        let study = sample_study(2);
        let mut plan = Plan::new(&study).unwrap();
        plan.break_setup(0);
        let mut journal = MemoryJournal::new();
        let execution = Execution {
            threads: NonZeroUsize::MIN,
            stop: &AtomicBool::new(false),
            progress: &(),
        };
        let executed = execute(&plan, &mut journal, execution).unwrap();
        assert!(!executed.is_stopped);
        assert_eq!((executed.advance.done, executed.advance.failed), (4, 2));
    }

    /// A disk that is full after one record.
    struct FullDisk(MemoryJournal);

    impl Journal for FullDisk {
        fn finished(&self) -> std::collections::BTreeSet<u64> {
            self.0.finished()
        }
        fn append(&mut self, index: u64, record: &[u8]) -> Result<(), JournalError> {
            if self.finished().len() == 1 {
                return Err(io::Error::from(io::ErrorKind::StorageFull).into());
            }
            self.0.append(index, record)
        }
        fn read(&self, index: u64) -> Result<RunRecord, JournalError> {
            self.0.read(index)
        }
    }

    #[test]
    fn a_journal_that_refuses_ends_the_session_with_its_reason() {
        let study = sample_study(3);
        let plan = Plan::new(&study).unwrap();
        let mut journal = FullDisk(MemoryJournal::new());
        let execution = Execution {
            threads: NonZeroUsize::MIN,
            stop: &AtomicBool::new(false),
            progress: &(),
        };
        let error = execute(&plan, &mut journal, execution).unwrap_err();
        assert!(matches!(error, RunError::Journal(JournalError::Storage(_))));
        assert_eq!(journal.finished().len(), 1);
    }
}
