//! Entering: the way of a report into the offices: the village first, or straight to the desks.

use crate::base::Moment;
use crate::county::{Channel, IncidentId};
use crate::engine::Observer;

use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// A report that has a ticket goes where reports go first.
    #[inline]
    pub(super) fn enter(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        if !self.is_tried_in_the_village(now, id, channel) {
            self.route(now, id, channel);
        }
    }
}
