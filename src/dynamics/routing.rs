//! Routing: the passage of a case from the desk where it was told to the unit that serves it.

use crate::base::Moment;
use crate::county::{Channel, IncidentId};
use crate::engine::Observer;

use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// A case sets out from the desk of its channel.
    #[inline]
    pub(super) fn route(&mut self, now: Moment, id: IncidentId, _channel: Channel) {
        self.ask(now, id);
    }
}
