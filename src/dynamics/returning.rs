//! Returning (R4): a department that is passed a case takes it or sends it back (退单).
//!
//! A department that has nothing to do with it always sends it back. The right one weighs its own
//! minutes: the busier its unit, the more a return pays, unless most of its returns come back to it
//! anyway. A third return of the same parts is settled by a meeting.

use crate::base::Moment;
use crate::county::{DepartmentId, IncidentId, PartState, Power, UnitId};
use crate::engine::Observer;
use crate::governance::conduct::PassedOn;

use super::extent::Extent;
use super::fact::Fact;
use super::passages::Passage;
use super::simulation::Simulation;
use super::way::Stop;

/// Returns of the same parts after which leaders meet (model R4).
const RETURNS_TO_ARBITRATION: u8 = 3;
/// Returns of a case that its reporter takes ill (model R1).
const RETURNS_TAKEN_ILL: u8 = 2;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Parts have come to the unit that serves them.
    pub(super) fn come_to_unit(&mut self, now: Moment, id: IncidentId, parts: u8) {
        let department = self.department_of_parts(id, parts);
        self.learn_of_return(id, parts, department);
        if self.takes(id, parts, department) {
            self.take(now, id, parts);
        } else {
            self.send_back(now, id, parts, department);
        }
    }

    /// Parts have come to a department that has nothing to do with them.
    pub(super) fn come_to_stranger(
        &mut self,
        now: Moment,
        id: IncidentId,
        parts: u8,
        department: DepartmentId,
    ) {
        self.learn_of_return(id, parts, department);
        self.send_back(now, id, parts, department);
    }

    /// The one who sent parts back learns whether they came back.
    pub(super) fn learn_of_return(&mut self, id: IncidentId, parts: u8, reached: DepartmentId) {
        let way = &mut self.lives[id].way;
        if let Some(returner) = way.returner(parts) {
            let record = &mut self.offices.records[returner];
            *record = record.happened(returner == reached);
            way.forget_returner(parts);
        }
    }

    pub(super) fn department_of_parts(&self, id: IncidentId, parts: u8) -> DepartmentId {
        let first = parts.trailing_zeros() as usize;
        self.incidents[id].part(first).department
    }

    fn takes(&self, id: IncidentId, parts: u8, department: DepartmentId) -> bool {
        let Some(returns) = &self.offices.returns else {
            return true;
        };
        let incident = &self.incidents[id];
        let part = incident.part(parts.trailing_zeros() as usize);
        let matter = &self.setting.county.matters[incident.matter];
        let is_crew = self.are_crews_on() && (matter.crew > 1 || part.power != Power::None);
        let case = PassedOn {
            pressure: self.pressure(part.unit),
            is_listed: None,
            sent_back: self.offices.records[department].value(),
            is_crew,
            cooperation_weight: 0.0,
        };
        let is_own_choice = self.persuading(id) & parts != 0;
        is_own_choice
            || self.is_agreed(id, parts)
            || returns.takes(&case, self.offices.reluctance_min[department])
    }

    /// pi: 1 + backlog hours / weekly hours of a unit, all work counted, each person's hours.
    pub(super) fn pressure(&self, unit: UnitId) -> f64 {
        let weekly = self.offices.weekly_hours[unit];
        let waiting = self.queues.iter(unit).map(|id| {
            let task = &self.tasks[id];
            task.expected * task.need.persons() as i64
        });
        let backlog: crate::base::Span = waiting.sum();
        if weekly > 0.0 {
            1.0 + backlog.hours() / weekly
        } else {
            1.0
        }
    }

    fn send_back(&mut self, now: Moment, id: IncidentId, parts: u8, department: DepartmentId) {
        let life = &mut self.lives[id];
        life.course.returns = life.course.returns.saturating_add(1);
        life.way.send_back(parts, department);
        let is_taken_ill = life.course.returns == RETURNS_TAKEN_ILL;
        let fact = Fact::Returned {
            incident: &self.incidents[id],
            department,
        };
        self.observer.observe(now, &fact);
        if is_taken_ill {
            self.take_return_ill(now, id);
        }
        let passage = Passage {
            parts,
            state: PartState::Returned,
            stop: Stop::Back,
            arrives_at: self.cleared(Self::after_a_clearing(now), 0),
            sign_offs: 0,
        };
        self.set_out(now, id, passage);
    }

    /// Parts are back with whoever sent them, who tries again or calls a meeting.
    pub(super) fn come_back(&mut self, now: Moment, id: IncidentId, parts: u8) {
        let next = Self::after_a_clearing(now);
        let way = &self.lives[id].way;
        if self.is_in_dispute(id, parts) {
            self.convene(now, id, parts);
        } else if way.sender(parts).is_some() {
            self.send(now, id, parts, next);
        } else {
            self.leave_desk(now, id, parts, next);
        }
    }

    /// Whether parts have been sent back so often that leaders meet about them.
    pub(super) fn is_in_dispute(&self, id: IncidentId, parts: u8) -> bool {
        self.lives[id].way.returns(parts) >= RETURNS_TO_ARBITRATION
    }
}
