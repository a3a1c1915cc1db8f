//! Routing: the way of a case from the desk where it was told to the units that serve it.
//!
//! How many signatures a passage asks for hangs on the two offices only: hotlines know the lines'
//! units; a township and the units that are its own are one house; between all others papers go
//! from signature to signature. What stays in one unit waits for nobody.

use crate::base::{Moment, Span};
use crate::county::{Channel, DepartmentId, IncidentId, PartState, UnitId};
use crate::engine::Observer;
use crate::governance::{Handling, UnitKind};

use super::extent::Extent;
use super::fact::Fact;
use super::passages::Passage;
use super::simulation::Simulation;
use super::way::{Desk, Stop};

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A case sets out from the desk of its channel.
    #[inline]
    pub(super) fn route(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        if self.are_offices_on() && !self.is_called_through(id) {
            self.open_post(now, id, channel);
        } else {
            self.ask(now, id);
        }
    }

    /// A desk hears of what may be sent now, and writes it down or passes it to the township.
    fn open_post(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        let incident = &self.incidents[id];
        let is_sequential =
            self.practice(incident.village).handling[incident.matter] == Handling::Sequential;
        let unasked = incident.unasked();
        if unasked == 0 || is_sequential && incident.is_one_open() {
            return;
        }
        let parts = if is_sequential {
            self.parts_of_one_task(id, unasked)
        } else {
            unasked
        };
        let desk = self.desk_of(id, channel);
        let way = &mut self.lives[id].way;
        way.desk = desk;
        way.begin(parts, None);
        let passage = if let Desk::Township(_) = desk {
            Passage {
                parts,
                state: PartState::Routed,
                stop: Stop::Desk,
                arrives_at: self.cleared(now, 0),
                sign_offs: 0,
            }
        } else {
            Passage {
                parts,
                state: PartState::Registered,
                stop: Stop::Registered,
                arrives_at: now + Span::from_minutes(self.offices.rules.registration_min),
                sign_offs: 0,
            }
        };
        self.set_out(now, id, passage);
    }

    /// The desk names a department and sends the parts there.
    pub(super) fn leave_desk(&mut self, now: Moment, id: IncidentId, parts: u8, from: Moment) {
        let mut parts = parts;
        if self.powerless.is_some() {
            parts = self.weigh_at_desk(now, id, parts, from);
            if parts == 0 {
                return;
            }
        }
        let own = self.unit_of_parts(id, parts);
        let wrong = self
            .misnamed(now, id, parts)
            .map(|department| (department, self.unit_of_department(id, department)))
            .filter(|(_, unit)| *unit != own);
        if let Some((department, unit)) = wrong {
            let sign_offs = self.sign_offs(id, None, unit);
            let passage = Passage {
                parts,
                state: PartState::Routed,
                stop: Stop::Stranger(department),
                arrives_at: self.cleared(from, sign_offs),
                sign_offs,
            };
            self.set_out(now, id, passage);
            return;
        }
        let mut rest = parts;
        while rest != 0 {
            let sent = self.parts_of_one_task(id, rest);
            rest &= !sent;
            self.send(now, id, sent, from);
        }
    }

    /// Whoever has a case asks for further parts of it.
    pub(super) fn pass_on(&mut self, now: Moment, id: IncidentId, parts: u8) {
        let unit = self.unit_of_parts(id, parts);
        let incident = &self.incidents[id];
        let is_there = incident
            .parts()
            .iter()
            .any(|part| part.unit == unit && part.task.is_some());
        let holder = self.lives[id].way.holder;
        let sender = if is_there { Some(unit) } else { holder };
        self.lives[id].way.begin(parts, sender);
        let from = self.asked_since(id, parts).unwrap_or(now);
        self.send(now, id, parts, from);
    }

    /// Parts of one task go to the unit that serves them; their papers may leave from `from` on.
    pub(super) fn send(&mut self, now: Moment, id: IncidentId, parts: u8, from: Moment) {
        let unit = self.unit_of_parts(id, parts);
        let is_urgent = self.is_called_through(id);
        if !is_urgent && self.needs_meeting(now, id, parts) {
            self.convene(now, id, parts);
            return;
        }
        let sender = self.lives[id].way.sender(parts);
        if is_urgent || sender == Some(unit) {
            self.take(now, id, parts);
            return;
        }
        let sign_offs = if self.is_agreed(id, parts) {
            0
        } else {
            self.sign_offs(id, sender, unit)
        };
        let passage = Passage {
            parts,
            state: PartState::Routed,
            stop: Stop::Unit,
            arrives_at: self.cleared(from, sign_offs).max(now),
            sign_offs,
        };
        self.set_out(now, id, passage);
    }

    /// The unit takes the parts on.
    pub(super) fn take(&mut self, now: Moment, id: IncidentId, parts: u8) {
        self.lives[id].way.holder = Some(self.unit_of_parts(id, parts));
        self.send_visits(now, id, parts);
    }

    /// The unit that serves parts sent together.
    pub(super) fn unit_of_parts(&self, id: IncidentId, parts: u8) -> UnitId {
        let first = parts.trailing_zeros() as usize;
        self.incidents[id].part(first).unit
    }

    pub(super) fn unit_of_department(&self, id: IncidentId, department: DepartmentId) -> UnitId {
        let township = self.layout.township_of[self.incidents[id].village];
        self.charter.first_asked[department][township]
    }

    /// Signatures on the way from a unit, or from the desk of the case, to another unit.
    fn sign_offs(&self, id: IncidentId, sender: Option<UnitId>, to: UnitId) -> u8 {
        let rules = &self.offices.rules;
        let is_of_township = |unit: UnitId| {
            matches!(
                self.charter.units[unit].kind,
                UnitKind::Team | UnitKind::Office
            )
        };
        let is_from_township = match (sender, self.lives[id].way.desk) {
            (Some(unit), _) => is_of_township(unit),
            (None, Desk::Township(_)) => true,
            (None, Desk::Hotline | Desk::Net) => return rules.sign_offs_hotline,
        };
        if is_from_township && is_of_township(to) {
            0
        } else {
            rules.sign_offs_between_offices
        }
    }
}
