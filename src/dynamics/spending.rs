//! Spending: what the time of a crew went into, told person by person.

use crate::base::Moment;
use crate::county::WorkerId;
use crate::engine::Observer;

use super::crew::Step;
use super::extent::Extent;
use super::fact::{Activity, Fact};
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Tells what the time of a crew went into since its step began or went on.
    #[inline(always)]
    pub(super) fn spend(&mut self, now: Moment, lead: WorkerId) {
        let crew = &self.crews[lead];
        if !E::IS_PLAIN && crew.is_paused || now == crew.since {
            return;
        }
        let on = match (crew.step, crew.task) {
            (Step::Waiting, _) => Activity::Wait,
            (Step::Working, Some(task)) => self.activity_at_work(self.tasks[task].kind),
            _ => Activity::Travel,
        };
        for worker in E::persons(&crew.members) {
            let fact = Fact::Spent {
                worker: *worker,
                unit: self.charter.unit_of[*worker],
                on,
                village: crew.village,
                from: crew.since,
                to: now,
            };
            self.observer.observe(now, &fact);
        }
        if !E::IS_PLAIN && on == Activity::Travel {
            let from = crew.since;
            self.observer.observe(now, &Fact::Drove { from, to: now });
        }
        if E::has(&self.paces) {
            self.note_busy(now, lead);
        }
    }
}
