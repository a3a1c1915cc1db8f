//! Worsening: an unsettled incident becomes graver, and whoever keeps it waiting learns of it.

use crate::base::{Moment, exponential};
use crate::county::part::places_in;
use crate::county::{IncidentId, Severity};
use crate::engine::Observer;

use super::clocks::Ring;
use super::extent::Extent;
use super::fact::Fact;
use super::life::threshold_of;
use super::queue::Class;
use super::simulation::Simulation;

/// Where the ordinals of further degrees begin.
const DEGREE: u32 = 40;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// An unsettled incident becomes graver by one degree.
    pub(super) fn worsen(&mut self, now: Moment, id: IncidentId) {
        self.reckon_exposure(now, id);
        if let Some(graver) = Severity::new(self.incidents[id].severity.degree() + 1) {
            self.incidents[id].severity = graver;
            self.tell_the_units(id, graver);
            if graver == Severity::EMERGENCY {
                self.call_through(now, id);
            }
        }
        self.await_worsening(id);
        self.refresh(now, id);
    }

    /// Sets the clock of the next degree.
    pub(super) fn await_worsening(&mut self, id: IncidentId) {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let degree = u64::from(incident.severity.degree()) << DEGREE;
        let ordinal = ordinal | self.round_bits(id) | degree;
        let threshold = exponential(stream.mark(ordinal, threshold_of(Ring::Worsening)));
        self.lives[id].clocks.set(Ring::Worsening, threshold);
    }

    /// Sets the clock of going over the heads of those in charge.
    pub(super) fn await_escalation(&mut self, id: IncidentId) {
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let threshold = exponential(stream.mark(ordinal, threshold_of(Ring::Escalation)));
        self.lives[id].clocks.set(Ring::Escalation, threshold);
    }

    /// Waiting tasks of an incident take the place in their queues that its severity gives them.
    fn tell_the_units(&mut self, id: IncidentId, severity: Severity) {
        let incident = &self.incidents[id];
        let mut told = None;
        for place in places_in(incident.all()) {
            let Some(task) = self.incidents[id].part(place).task else {
                continue;
            };
            if told.replace(task) == Some(task) {
                continue;
            }
            let (unit, is_queued) = {
                let waiting = &self.tasks[task];
                (
                    waiting.unit,
                    !waiting.is_under_way && !self.is_stranded(waiting),
                )
            };
            if is_queued {
                let class = Class::of(&self.tasks[task], self.discipline());
                self.queues.remove(unit, class, task);
            }
            self.tasks[task].severity = Some(severity);
            if is_queued {
                let class = Class::of(&self.tasks[task], self.discipline());
                self.queues.push(unit, class, task);
            }
        }
    }

    /// Adds exposure up to now at the present severity.
    pub(super) fn reckon_exposure(&mut self, now: Moment, id: IncidentId) {
        let incident = &self.incidents[id];
        let course = &mut self.lives[id].course;
        let since = course.severity_since.unwrap_or(incident.emerged_at);
        let degree = i64::from(incident.severity.degree());
        course.exposed_s += (now - since).seconds() * degree;
        course.severity_since = Some(now);
    }
}
