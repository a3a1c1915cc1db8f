//! Entry (R2): what a grid worker makes of what was seen: put right at once, typed in, or left.

use crate::base::{Moment, Span};
use crate::county::{Channel, IncidentId, PartState, Power, Stage, Tier};
use crate::engine::Observer;
use crate::governance::GridLevel;
use crate::governance::conduct::GridWork;

use super::extent::Extent;
use super::fact::Fact;
use super::grid_worker::{Errand, Seen};
use super::mechanism::Mechanism;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A grid worker has seen an incident and decides what to do about it.
    pub(super) fn see(&mut self, now: Moment, grid: usize, id: IncidentId, work: &GridWork) {
        let incident = &self.incidents[id];
        let name = (incident.source, incident.ordinal);
        let severity = incident.severity;
        let group = self.setting.county.matters[incident.matter].group;
        self.lives[id].course.seen_at.get_or_insert(now);
        let net = self.practice(incident.village).grid;
        let is_learning = self.mechanisms().has(Mechanism::Learning) && net == GridLevel::Unified;
        let is_fixed = self.is_fixed_on_the_spot(id, work);
        let seen = Seen { incident: id, name };
        let worker = self.grid_worker(grid);
        if is_learning {
            worker.learn(group, work);
        }
        let errand = if is_fixed {
            Errand::Fix(seen)
        } else if work.reports(severity, worker.shortfall(work)) {
            Errand::Enter(seen)
        } else {
            self.await_sight(id);
            return;
        };
        worker.errands.push_back(errand);
        self.go_out_of_sight(id);
    }

    /// Whether what was seen is put right at once: the whole of it, by one person without power.
    fn is_fixed_on_the_spot(&self, id: IncidentId, work: &GridWork) -> bool {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let parts = incident.parts().iter();
        let power = parts.map(|part| part.power).max().unwrap_or(Power::None);
        matter.sessions <= 1 && work.fixes_on_the_spot(power, matter.tier, self.content_of(id))
    }

    fn content_of(&self, id: IncidentId) -> Span {
        let parts = self.incidents[id].parts().iter();
        parts.map(|part| part.content).sum()
    }

    /// Whether nobody in office knows yet of what was seen.
    fn is_still_hidden(&self, seen: Seen) -> bool {
        let incident = &self.incidents[seen.incident];
        (incident.source, incident.ordinal) == seen.name && incident.stage == Stage::Detect
    }

    /// Begins an errand and says how long it takes; none if somebody else was faster.
    pub(super) fn begin_errand(
        &mut self,
        at: Moment,
        errand: Errand,
        work: &GridWork,
    ) -> Option<Span> {
        let entry = Span::from_minutes(work.report_min());
        match errand {
            Errand::EnterNothing(_) => Some(entry),
            Errand::Enter(seen) => self.is_still_hidden(seen).then_some(entry),
            Errand::Fix(seen) => self.is_still_hidden(seen).then(|| {
                let id = seen.incident;
                self.come_to_light(at, id, Channel::Patrol);
                let all = self.incidents[id].all();
                self.incidents[id].learn_of(all);
                self.set_parts(at, id, all, PartState::Working);
                self.refresh(at, id);
                self.content_of(id)
            }),
        }
    }

    /// An errand is done: an office knows, or the trouble is over.
    pub(super) fn end_errand(&mut self, now: Moment, grid: usize, errand: Errand) {
        match errand {
            Errand::EnterNothing(_) => {}
            Errand::Enter(seen) => {
                self.grid_worker(grid).reports += 1;
                if self.is_still_hidden(seen) {
                    self.report(now, seen.incident, Channel::Patrol);
                }
            }
            Errand::Fix(seen) => {
                if E::has(&self.operations) {
                    self.note_sighting(now, seen.incident);
                }
                self.settle_below_offices(now, seen.incident, Tier::Grid);
            }
        }
    }
}
