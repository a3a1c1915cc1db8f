//! Local settlement: a case is put right below the offices, by a grid worker or in the village.

use crate::base::Moment;
use crate::county::part::places_in;
use crate::county::{End, IncidentId, PartState, Tier};
use crate::engine::Observer;

use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Those who are there settle the whole of a case; whoever lives with a trouble leaves nothing of
    /// it for want of skill, so only the hazard that any settlement has brings it back.
    pub(super) fn settle_below_offices(&mut self, now: Moment, id: IncidentId, by: Tier) {
        if self.is_gone(id) {
            self.leave(now, id, End::NaturalEnd);
            return;
        }
        self.lives[id].course.settled_below = Some(by);
        let all = self.incidents[id].all();
        self.incidents[id].learn_of(all);
        self.set_parts(now, id, all, PartState::Closed);
        for place in places_in(all) {
            self.lives[id].residual[place] = 0.0;
            self.watch_for_relapse(now, id, place);
        }
        self.note_settlement(now, id);
    }
}
