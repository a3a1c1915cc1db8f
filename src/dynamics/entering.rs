//! Entering: the way of a report into the offices, by the village or straight to the desks.

use crate::base::Moment;
use crate::county::{Channel, IncidentId, Stage, Ticket};
use crate::engine::Observer;

use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Somebody is told of what was hidden: from now on the one who told waits.
    pub(super) fn tell_first(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        let channel = self.told_to(id, channel);
        let was_hidden = self.incidents[id].stage == Stage::Detect;
        self.come_to_light(now, id, channel);
        let incident = &mut self.incidents[id];
        incident.reported_at.get_or_insert(now);
        let fact = Fact::Reported { incident, channel };
        self.observer.observe(now, &fact);
        if !was_hidden {
            self.refresh(now, id);
        }
        if channel != Channel::Village || !self.is_tried_in_the_village(now, id) {
            self.lodge(now, id, channel);
        }
        // Only now is it in the stage on which its hazards hang.
        if was_hidden {
            self.refresh(now, id);
        }
    }

    /// A case enters the offices: it is written down and goes where such cases go first.
    pub(super) fn lodge(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        self.open_ticket(now, id);
        self.route(now, id, channel);
        if E::has(&self.operations) {
            self.note_sighting(now, id);
        }
    }

    /// Opens the record of an incident; that of an earlier round is given away.
    #[inline(always)]
    pub(super) fn open_ticket(&mut self, now: Moment, id: IncidentId) {
        if E::has(&self.fronts) {
            self.note_case(id);
        }
        let incident = &mut self.incidents[id];
        incident.ticket = Some(Ticket {
            holder: incident.part(incident.lead as usize).unit,
            opened_at: now,
            due_at: self.deadlines.due_at(now, incident.matter),
            closed_at: None,
        });
    }
}
