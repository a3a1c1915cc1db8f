//! Meetings: leaders agree on the parts of a case, or on who takes what everybody sends back.
//!
//! A meeting takes the first half-day in which the leaders of all departments concerned and one of
//! the township are free, and some time of each. What leaders have agreed on asks for no signature
//! and is not sent back.

use crate::base::{Moment, Span};
use crate::county::part::places_in;
use crate::county::{DepartmentId, Incident, IncidentId, PartState};
use crate::engine::Observer;
use crate::governance::Agreement;

use super::extent::Extent;
use super::fact::Fact;
use super::passages::Passage;
use super::simulation::Simulation;
use super::way::Stop;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Whether leaders have agreed on parts.
    pub(super) fn is_agreed(&self, id: IncidentId, parts: u8) -> bool {
        parts & !self.lives[id].way.agreed == 0
    }

    /// Whether leaders meet before these parts are asked: the first supporting part of a case that
    /// several departments in several units share, where no standing procedure says how.
    pub(super) fn needs_meeting(&self, now: Moment, id: IncidentId, parts: u8) -> bool {
        let incident = &self.incidents[id];
        let is_supporting = parts & !(1 << incident.lead) != 0;
        if self.practice(incident.village).agreement != Agreement::Meeting
            || !is_supporting
            || self.is_agreed(id, parts)
            || self.follows_procedure(now, id)
        {
            return false;
        }
        let known = places_in(incident.all() & !incident.unknown());
        let lead = incident.part(incident.lead as usize);
        known
            .map(|place| incident.part(place))
            .any(|part| part.department != lead.department && part.unit != lead.unit)
    }

    /// Parts wait for a meeting; one that can never be held is done without.
    pub(super) fn convene(&mut self, now: Moment, id: IncidentId, parts: u8) {
        let county = self.setting.county;
        let incident = &self.incidents[id];
        let mut departments = departments_known(incident);
        let returner = self.lives[id].way.returner(parts);
        if let Some(returner) = returner.filter(|other| !departments.contains(other)) {
            departments.push(returner);
        }
        let township = self.layout.township_of[incident.village];
        let leaders = self.offices.leaders(county, &departments, township);
        let rules = &self.offices.rules;
        let start = rules.first_free_half_day(self.setting.calendar, now, &leaders);
        let Some(start) = start else {
            self.go_on_from_meeting(now, id, parts);
            return;
        };
        let passage = Passage {
            parts,
            state: PartState::Convened,
            stop: Stop::Meeting {
                persons: leaders.len() as u8,
            },
            arrives_at: start + Span::from_hours(rules.meeting_h),
            sign_offs: 0,
        };
        self.set_out(now, id, passage);
    }

    /// A meeting is over.
    pub(super) fn end_meeting(&mut self, now: Moment, id: IncidentId, parts: u8, persons: u8) {
        let fact = Fact::Met {
            incident: &self.incidents[id],
            persons,
            span: Span::from_hours(self.offices.rules.meeting_h),
        };
        self.observer.observe(now, &fact);
        self.go_on_from_meeting(now, id, parts);
    }

    /// Leaders have agreed: what was in dispute is taken along, the rest is sent as the handling says.
    fn go_on_from_meeting(&mut self, now: Moment, id: IncidentId, parts: u8) {
        let incident = &self.incidents[id];
        let known = incident.all() & !incident.unknown();
        self.lives[id].way.agreed |= known | parts;
        if self.is_in_dispute(id, parts) {
            self.learn_of_return(id, parts, self.department_of_parts(id, parts));
            let rest = if self.powerless.is_some() {
                self.fall_to_township(now, id, parts)
            } else {
                parts
            };
            if rest != 0 {
                self.take(now, id, rest);
            }
        } else {
            self.send(now, id, parts, now);
        }
    }
}

/// The departments whose parts are known, the lead's first.
fn departments_known(incident: &Incident) -> Vec<DepartmentId> {
    let mut departments = vec![incident.lead_department()];
    for place in places_in(incident.all() & !incident.unknown()) {
        let department = incident.part(place).department;
        if !departments.contains(&department) {
            departments.push(department);
        }
    }
    departments
}
