//! Suspending: a visit keeps the place it went to from offending, with power for months, by persuasion
//! for days.

use crate::base::Moment;
use crate::county::part::places_in;
use crate::county::{Incident, IncidentId, Part, Power, WorkerId};
use crate::engine::Observer;

use super::episodes::GENERATION;
use super::extent::Extent;
use super::fact::Fact;
use super::life::draw;
use super::places::Place;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A crew has come to parts of an incident: if its source is still at it, it is kept from
    /// offending for a while.
    #[cold]
    pub(super) fn suspend_place(&mut self, now: Moment, lead: WorkerId, id: IncidentId, mask: u8) {
        let incident = &self.incidents[id];
        let visible = self.setting.county.matters[incident.matter]
            .visible
            .as_ref();
        let Some(visible) = visible.filter(|_| !self.is_gone(id)) else {
            return;
        };
        let (stream, ordinal) = self.draws_of(incident);
        let round = ordinal | self.round_bits(id);
        let parts = || places_in(mask).map(|place| incident.part(place));
        let has_power = parts()
            .any(|part| part.power != Power::None && self.acts_with_power(lead, incident, part));
        let lasts = if has_power {
            visible.suspended_for(stream.mark(round, draw::SUSPENDED))
        } else {
            let needs_power = parts().any(|part| part.power != Power::None);
            let compliance = stream.mark(round, draw::COMPLIANCE);
            match self.setting.conduct.persuasion {
                Some(law) if !needs_power || law.works(compliance) => law.lasts(),
                _ => return,
            }
        };
        if let Some(place) = self.place_behind(id) {
            let at = (place, self.side_of(id, place));
            self.suspend(now, self.charter.unit_of[lead], at, now + lasts);
        }
    }

    /// The place that an incident comes from, if its matter comes from places.
    pub(super) fn place_behind(&self, id: IncidentId) -> Option<Place> {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let origin = ordinal % u64::from(GENERATION);
        let moved = self.lives[id].course.moved;
        let home = moved.map_or(incident.village, |moved| moved.home);
        let here = (incident.matter, home);
        self.places.as_ref()?.place_of(here, (stream, origin))
    }

    /// Whether a crew holds power for a part: two licensed of its line, or of any line where the
    /// unit holds the matter by delegation; without crews whoever comes holds it.
    pub(super) fn acts_with_power(&self, lead: WorkerId, incident: &Incident, part: &Part) -> bool {
        if !self.are_crews_on() {
            return true;
        }
        let unit = self.charter.unit_of[lead];
        let is_delegated = self.charter.holds_by_delegation(unit, incident.matter);
        let members = self.crew(lead).members;
        let with_power = members.as_slice().iter().filter(|worker| {
            let profile = &self.profiles[**worker];
            profile.is_licensed && (is_delegated || profile.home == part.department)
        });
        with_power.count() >= 2
    }
}
