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
const MOST_BYTES: u64 = 160 << 20;

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
pub(super) fn derive_within(
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
