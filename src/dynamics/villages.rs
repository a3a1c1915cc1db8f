//! Villages (R12): what residents bring is tried there first, or not.

use crate::base::Moment;
use crate::county::{Channel, IncidentId};
use crate::engine::Observer;

use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// Whether the village takes a report on itself; if it does, it goes on from there.
    pub(super) fn is_tried_in_the_village(
        &mut self,
        _now: Moment,
        _id: IncidentId,
        _channel: Channel,
    ) -> bool {
        false
    }
}
