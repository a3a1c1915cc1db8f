//! Villages (R12): what residents bring there is tried there first.
//!
//! Cadres see how grave a case is, or misjudge it by a degree. What seems grave is passed up at once;
//! the rest waits for the cadres' hours, and is settled by a village able enough unless it needs
//! power or another department. What is not is passed up then, and the time is lost.

use crate::base::{Moment, Purpose, Span};
use crate::county::part::places_in;
use crate::county::{Channel, IncidentId, PartState, Power, Severity, Tier, VillageId};
use crate::engine::{Observer, Phase};
use crate::governance::Screening;
use crate::governance::conduct::VillageLife;

use super::capacity::{graver, is_below_officers, milder};
use super::event::Event;
use super::extent::Extent;
use super::fact::{Fact, FieldActivity, FieldRole};
use super::simulation::Simulation;

const TOLD: Purpose = Purpose::named("told to the village");
const JUDGED: Purpose = Purpose::named("severity as the village sees it");
const WORK: Purpose = Purpose::named("work in the village");
const SELF: Purpose = Purpose::named("settled in the village");

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Whom a resident tells: the hotline, or the village cadre.
    pub(super) fn told_to(&self, id: IncidentId, channel: Channel) -> Channel {
        let Some(villages) = &self.villages else {
            return channel;
        };
        if channel != Channel::Hotline {
            return channel;
        }
        let incident = &self.incidents[id];
        let is_village_first = match self.practice(incident.village).screening {
            Screening::VillageFirst => true,
            Screening::None => {
                let matter = &self.setting.county.matters[incident.matter];
                let (stream, ordinal) = self.draws_of(incident);
                let mark = stream.mark(ordinal | self.round_bits(id), TOLD);
                is_below_officers(self.setting.county, matter)
                    && mark.is_below(villages.rules.first_share)
            }
        };
        if is_village_first {
            Channel::Village
        } else {
            channel
        }
    }

    /// Whether the village takes a case on itself; if it does, the case goes on from there.
    pub(super) fn is_tried_in_the_village(&mut self, now: Moment, id: IncidentId) -> bool {
        let seen = self.severity_seen(id);
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let ordinal = ordinal | self.round_bits(id);
        let (matter, village, parts) = (incident.matter, incident.village, incident.unasked());
        let Some(villages) = self.villages.as_mut().filter(|all| all.rules.tries(seen)) else {
            return false;
        };
        let minutes = villages.work[matter].sample(stream, ordinal, WORK);
        let trial = villages.take_on(now, village, Span::from_minutes(minutes));
        self.alarms += 1;
        let life = &mut self.lives[id];
        life.course.was_screened = true;
        life.trial = self.alarms;
        self.set_parts(now, id, parts, PartState::Screened);
        let event = Event::TriedInVillage {
            incident: id,
            trial: self.alarms,
            is_done: trial.is_done,
        };
        self.agenda.schedule(trial.ends_at, Phase::Notice, event);
        let fact = Fact::InTheField {
            role: FieldRole::VillageCadre,
            township: self.layout.township_of[village],
            on: FieldActivity::VillageCase,
            from: trial.begins_at,
            to: trial.begins_at + trial.worked,
        };
        if trial.worked > Span::ZERO {
            self.tell(now, &fact);
        }
        true
    }

    /// The severity of a case as the village cadre sees it.
    fn severity_seen(&self, id: IncidentId) -> Severity {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let [sees, errs] = stream.two_marks(ordinal | self.round_bits(id), JUDGED);
        let is_right = self
            .villages
            .as_ref()
            .is_none_or(|all| all.rules.sees_severity(sees));
        if is_right {
            incident.severity
        } else if errs.is_below(0.5) {
            milder(incident.severity)
        } else {
            graver(incident.severity)
        }
    }

    /// The village has settled a case, or passes it up.
    pub(super) fn end_trial(&mut self, now: Moment, id: IncidentId, trial: u32, is_done: bool) {
        if self.lives[id].trial != trial {
            return;
        }
        self.lives[id].trial = 0;
        if is_done && self.is_settled_in_village(now, id) || self.is_gone(id) {
            self.settle_below_offices(now, id, Tier::Village);
            return;
        }
        let incident = &self.incidents[id];
        let screened = places_in(incident.all())
            .filter(|place| incident.part(*place).state == PartState::Screened)
            .fold(0, |mask, place| mask | 1 << place);
        self.set_parts(now, id, screened, PartState::Unasked);
        self.lodge(now, id, Channel::Village);
        self.refresh(now, id);
    }

    /// Whether the village settles a case it has worked on, which is practice.
    fn is_settled_in_village(&mut self, now: Moment, id: IncidentId) -> bool {
        let incident = &self.incidents[id];
        let lead = incident.lead_department();
        let is_within_reach = incident
            .parts()
            .iter()
            .all(|part| part.power == Power::None && part.department == lead);
        let (stream, ordinal) = self.draws_of(incident);
        let village = incident.village;
        let [own, difficulty] = stream.two_marks(ordinal | self.round_bits(id), SELF);
        let capacity = self.capacity(now, village).unwrap_or(0.0);
        let is_settled = is_within_reach
            && !self.is_gone(id)
            && VillageLife::is_settled(own, capacity, difficulty.value());
        if let Some(villages) = self.villages.as_mut().filter(|_| is_settled) {
            villages.practise(now, village);
        }
        is_settled
    }

    /// How able a village is to settle its own troubles, if villages settle any.
    pub(super) fn capacity(&self, now: Moment, village: VillageId) -> Option<f64> {
        let villages = self.villages.as_ref()?;
        Some(villages.capacity(now, village))
    }

    /// Tells how able villages are when the run ends.
    pub(super) fn close_villages(&mut self, end: Moment) {
        for village in self.setting.county.villages.ids() {
            if let Some(capacity) = self.capacity(end, village) {
                self.tell(end, &Fact::VillageEnds { village, capacity });
            }
        }
    }
}
