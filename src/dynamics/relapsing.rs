//! Relapsing: what work leaves undone, parts nobody knew of, and how trouble comes up again.

use crate::base::{Moment, Span, exponential};
use crate::county::part::places_in;
use crate::county::{Channel, IncidentId, PartState, Relapse, Stage};
use crate::engine::Observer;
use crate::governance::conduct::Recurrence;

use super::clocks::Ring;
use super::crew::Members;
use super::extent::Extent;
use super::fact::Fact;
use super::life::{draw, threshold_of};
use super::mechanism::Mechanism;
use super::ringing::Hazards;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// How trouble recurs, if it does.
    fn recurrence(&self) -> Option<&Recurrence> {
        let is_on = self.has_lives() && self.mechanisms().has(Mechanism::Relapse);
        self.setting.conduct.recurrence.as_ref().filter(|_| is_on)
    }

    /// For how long a settled part may come up again.
    pub(super) fn window(&self) -> Span {
        self.setting.conduct.recurrence.unwrap_or_default().window()
    }

    /// The parts that come to light with a report: the lead's and those that show, then one at a time.
    pub(super) fn revealed(&self, id: IncidentId) -> u8 {
        let incident = &self.incidents[id];
        let Some(recurrence) = self.recurrence() else {
            return incident.all();
        };
        if incident.reported_at.is_some() {
            return lowest(incident.unknown());
        }
        let (stream, ordinal) = self.draws_of(incident);
        let others = places_in(incident.all()).filter(|place| {
            let ordinal = ordinal | (*place as u64) << 32;
            recurrence.is_known_at_report(stream.mark(ordinal, draw::KNOWN))
        });
        others.fold(1 << incident.lead, |mask, place| mask | 1 << place)
    }

    /// A later complaint brings one unknown part to light.
    pub(super) fn reveal_one(&mut self, now: Moment, id: IncidentId) {
        if self.incidents[id].stage == Stage::Detect {
            self.report(now, id, Channel::Hotline);
            return;
        }
        let hidden = lowest(self.incidents[id].unknown());
        if hidden != 0 {
            self.incidents[id].learn_of(hidden);
            if self.incidents[id].stage != Stage::Screen {
                self.ask(now, id);
            }
        }
        self.refresh(now, id);
    }

    /// Officers on site recognise other departments' parts, or do not.
    pub(super) fn recognise_on_site(&mut self, id: IncidentId) {
        let Some(recurrence) = self.recurrence() else {
            return;
        };
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let visit = u64::from(incident.visits) << 40;
        let seen = places_in(incident.unknown()).filter(|place| {
            let ordinal = ordinal | (*place as u64) << 32 | visit;
            recurrence.is_recognised(stream.mark(ordinal, draw::RECOGNISED))
        });
        let mask = seen.fold(0, |mask, place| mask | 1 << place);
        self.incidents[id].learn_of(mask);
    }

    /// What a visit leaves of a part; whether it is settled in truth.
    pub(super) fn leave_residual(
        &mut self,
        now: Moment,
        id: IncidentId,
        place: usize,
        members: &Members,
    ) -> bool {
        let Some(recurrence) = self.recurrence().copied() else {
            return true;
        };
        if self.is_gone(id) {
            return true;
        }
        let skill = self.skill_in_part(now, members, &self.incidents[id], place);
        let residual = recurrence.residual(self.lives[id].done_share[place % 4], skill);
        self.lives[id].residual[place % 4] = residual;
        recurrence.is_settled(residual)
    }

    /// A part is settled in truth and closed: its clock of relapse is set.
    #[inline(always)]
    pub(super) fn watch_for_relapse(&mut self, now: Moment, id: IncidentId, place: usize) {
        if self.has_lives() && self.mechanisms().has(Mechanism::Relapse) && !self.is_gone(id) {
            self.set_clock_of_relapse(now, id, place);
        }
    }

    #[inline(never)]
    fn set_clock_of_relapse(&mut self, now: Moment, id: IncidentId, place: usize) {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let ring = Ring::relapse(place);
        let (stream, ordinal) = self.draws_of(incident);
        let mark = stream.mark(ordinal | self.round_bits(id), threshold_of(ring));
        let threshold = match matter.relapse {
            Some(Relapse::Share { share, after_days }) if mark.is_below(share) => after_days,
            Some(Relapse::Share { .. }) => f64::INFINITY,
            _ => exponential(mark),
        };
        let life = &mut self.lives[id];
        life.clocks.set(ring, threshold);
        life.part_settled_at[place % 4] = Some(now);
    }

    /// Hazards of settled parts coming up again.
    pub(super) fn hazards_of_relapse(&self, now: Moment, id: IncidentId, hazards: &mut Hazards) {
        if !self.mechanisms().has(Mechanism::Relapse) {
            return;
        }
        let incident = &self.incidents[id];
        let life = &self.lives[id];
        let of_matter = self.setting.county.matters[incident.matter].relapse;
        for place in places_in(incident.settled()) {
            let is_closed = incident.part(place).state == PartState::Closed;
            let is_other_open = incident.all() & !incident.settled() != 0;
            let per_day = |own: Option<f64>| {
                self.recurrence().map_or(0.0, |recurrence| {
                    recurrence.hazard_per_day(own, life.residual[place], is_other_open)
                })
            };
            let per_day = match of_matter {
                Some(Relapse::Share { .. }) => 1.0,
                Some(Relapse::Hazard(own)) => per_day(Some(own)),
                None => per_day(None),
            };
            let is_over = life.part_settled_at[place].is_none_or(|at| now - at > self.window());
            if is_closed && !is_over {
                hazards[Ring::relapse(place) as usize] = per_day;
            }
        }
    }
}

/// The lowest bit of a mask, or none.
const fn lowest(mask: u8) -> u8 {
    mask & mask.wrapping_neg()
}
