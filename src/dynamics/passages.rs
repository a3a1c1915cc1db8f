//! Passages: a case on its way between offices waits for in-trays and signatures.

use crate::base::{Moment, Span};
use crate::county::{IncidentId, PartState, Severity, Stage};
use crate::engine::{Observer, Phase};

use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;
use super::way::Stop;

/// After one clearing the next in-tray is cleared at the next, never at once.
const AFTER_A_CLEARING: Span = Span::from_seconds(1);

/// A passage that begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Passage {
    /// Which parts.
    pub(super) parts: u8,
    /// What they are in the meantime.
    pub(super) state: PartState,
    /// Where it leads.
    pub(super) stop: Stop,
    /// When it is there.
    pub(super) arrives_at: Moment,
    /// Signatures it asks for.
    pub(super) sign_offs: u8,
}

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Whether passages between offices take time.
    #[inline]
    pub(super) const fn are_offices_on(&self) -> bool {
        !E::IS_PLAIN && self.offices.is_on
    }

    /// Whether a case is too grave for papers: whoever serves it is called.
    pub(super) fn is_called_through(&self, id: IncidentId) -> bool {
        self.incidents[id].severity == Severity::EMERGENCY
    }

    /// When a passage that begins at `from` and asks for so many signatures is over.
    pub(super) fn cleared(&self, from: Moment, sign_offs: u8) -> Moment {
        let clearings = self.charter.routing.clearings(sign_offs);
        let rules = &self.offices.rules;
        rules.cleared(self.setting.calendar, from, clearings)
    }

    /// When what has just come out of an in-tray can come out of the next one.
    pub(super) fn after_a_clearing(now: Moment) -> Moment {
        now + AFTER_A_CLEARING
    }

    /// Parts set out.
    pub(super) fn set_out(&mut self, now: Moment, id: IncidentId, passage: Passage) {
        self.offices.passages += 1;
        let number = self.offices.passages;
        self.lives[id].way.set_out(passage.parts, number);
        self.set_parts(now, id, passage.parts, passage.state);
        let fact = Fact::SetOut {
            incident: &self.incidents[id],
            parts: passage.parts,
            to: passage.stop,
            sign_offs: passage.sign_offs,
        };
        self.observer.observe(now, &fact);
        let event = Event::Arrives {
            incident: id,
            parts: passage.parts,
            passage: number,
            stop: passage.stop,
        };
        self.agenda
            .schedule(passage.arrives_at, Phase::Notice, event);
    }

    /// A passage is over, unless the case was called through or has ended meanwhile.
    pub(super) fn end_passage(
        &mut self,
        now: Moment,
        id: IncidentId,
        (parts, number): (u8, u32),
        stop: Stop,
    ) {
        if !self.lives[id].way.arrive(parts, number) {
            return;
        }
        let next = Self::after_a_clearing(now);
        match stop {
            Stop::Registered => self.leave_desk(now, id, parts, now),
            Stop::Desk => self.leave_desk(now, id, parts, next),
            Stop::Unit => self.come_to_unit(now, id, parts),
            Stop::Stranger(department) => self.come_to_stranger(now, id, parts, department),
            Stop::Back => self.come_back(now, id, parts),
            Stop::Meeting { persons } => self.end_meeting(now, id, parts, persons),
        }
    }

    /// A case has become too grave for papers: what is on its way is called through.
    pub(super) fn call_through(&mut self, now: Moment, id: IncidentId) {
        let way = &mut self.lives[id].way;
        let parts = way.under_way();
        if parts != 0 {
            way.set_out(parts, 0);
            self.set_parts(now, id, parts, PartState::Unasked);
            self.ask(now, id);
        }
    }

    /// Whether a case is with the desks, and no unit has been asked for any of it.
    pub(super) fn is_with_the_desks(&self, id: IncidentId) -> bool {
        let incident = &self.incidents[id];
        let is_asked = incident.parts().iter().any(|part| part.task.is_some());
        let stage = matches!(
            incident.stage,
            Stage::Register | Stage::Route | Stage::Return | Stage::Coordinate
        );
        self.are_offices_on() && stage && !is_asked && incident.visits == 0
    }
}
