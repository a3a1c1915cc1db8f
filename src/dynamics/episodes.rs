//! Episodes: an incident is done with, comes up again, and is done with for good.
//!
//! A relapse within the time of an episode is a new round of it, calm time not counted; a later one
//! is a new incident of the same source.

use crate::base::{Moment, Span};
use crate::county::part::places_in;
use crate::county::{Course, End, Incident, IncidentId, Part, PartState, Stage, Tier};
use crate::engine::Observer;

use super::asking::move_to;
use super::extent::Extent;
use super::fact::Fact;
use super::life::Life;
use super::simulation::Simulation;

/// Generations of relapses that became incidents of their own are counted in an ordinal's high bits.
pub const GENERATION: u32 = 1 << 28;
/// The last generation an ordinal can name.
const LAST_GENERATION: u32 = 15;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Every part is closed: the incident is done with, unless its clocks say that it comes back.
    #[inline(always)]
    pub(super) fn finish(&mut self, now: Moment, id: IncidentId) {
        self.close_record(now, id);
        if self.has_lives() {
            self.end_round(now, id);
        } else {
            self.leave(now, id, End::Closed);
        }
    }

    /// The clocks of an incident that is done with say whether it comes back.
    #[inline(never)]
    fn end_round(&mut self, now: Moment, id: IncidentId) {
        self.refresh(now, id);
        let settled_at = self.incidents[id].settled_at.unwrap_or(now);
        let returns_after = self.lives[id].rings_at.map(|at| at - settled_at);
        let episode = self
            .setting
            .conduct
            .recurrence
            .unwrap_or_default()
            .episode();
        match returns_after {
            Some(after) if after <= episode => {
                move_to(
                    now,
                    &mut self.incidents[id],
                    Stage::Quiet,
                    &mut self.observer,
                );
            }
            Some(after) if after <= self.window() => {
                self.content_reporter(now, id);
                let end = self.end_of(id);
                let alarm = self.lives[id].alarm;
                self.tell_left(now, id, end);
                let life = &mut self.lives[id];
                life.alarm = alarm;
                life.has_left = true;
            }
            _ => {
                self.content_reporter(now, id);
                let end = self.end_of(id);
                self.leave(now, id, end);
            }
        }
    }

    /// Nothing known is open: what is left is closed on record, and nobody in office knows of it.
    pub(super) fn note_what_is_left(&mut self, now: Moment, id: IncidentId) {
        let incident = &self.incidents[id];
        if incident.is_known_closed() && incident.unknown() != 0 {
            self.close_record(now, id);
            self.lives[id].course.was_partly_closed = true;
            if self.is_hidden_at_first(id) {
                self.hide(now, id);
            }
        } else {
            self.refresh(now, id);
        }
    }

    /// Parts that a visit left undone are closed on record and hidden again.
    pub(super) fn leave_undone(&mut self, now: Moment, id: IncidentId, undone: u8) {
        let course = &mut self.lives[id].course;
        course.failed_visits = course.failed_visits.saturating_add(1);
        self.leave_latent(now, id, undone);
    }

    /// Parts are closed on record as they are, and hidden again.
    pub(super) fn leave_latent(&mut self, now: Moment, id: IncidentId, undone: u8) {
        for place in places_in(undone) {
            self.renew_part(id, place);
        }
        let incident = &mut self.incidents[id];
        let known = incident.all() & !incident.unknown() & !undone;
        incident.know_only(known);
        self.set_parts(now, id, undone, PartState::Unasked);
    }

    /// Every part is settled in truth.
    pub(super) fn note_settled(&mut self, now: Moment, id: IncidentId) {
        if self.incidents[id].settled_at.is_none() && !self.is_gone(id) {
            self.reckon_exposure(now, id);
            if self.incidents[id].reported_at.is_some() {
                self.lives[id].course.first_settled_at.get_or_insert(now);
            }
        }
    }

    /// The ticket of an incident is closed on record.
    #[inline]
    pub(super) fn close_record(&mut self, now: Moment, id: IncidentId) {
        if let Some(ticket) = &mut self.incidents[id].ticket {
            ticket.closed_at.get_or_insert(now);
        }
    }

    /// How an incident ends whose parts are all closed.
    fn end_of(&self, id: IncidentId) -> End {
        let course = &self.lives[id].course;
        if course.escalated_at.is_some() {
            End::Escalated
        } else if course.gone_at.is_some() {
            End::NaturalEnd
        } else {
            match course.settled_below {
                Some(Tier::Grid) => End::FixedOnTheSpot,
                Some(_) => End::SettledInVillage,
                None => End::Closed,
            }
        }
    }

    /// How an incident ends that is open when the run does.
    pub(super) fn end_of_the_open(&self, id: IncidentId) -> End {
        if !self.has_lives() {
            return End::Open;
        }
        let course = &self.lives[id].course;
        if self.incidents[id].is_closed() {
            self.end_of(id)
        } else if course.escalated_at.is_some() {
            End::Escalated
        } else if course.given_up_at.is_some() {
            End::GivenUp
        } else {
            End::Open
        }
    }

    /// Whether an incident has ended by itself, so that a visit finds nothing.
    #[inline]
    pub(super) fn is_gone(&self, id: IncidentId) -> bool {
        self.has_lives() && self.lives[id].course.gone_at.is_some()
    }

    /// A settled part comes up again.
    pub(super) fn relapse(&mut self, now: Moment, id: IncidentId, place: usize) {
        let settled_at = self.lives[id].part_settled_at[place].unwrap_or(now);
        if now - settled_at > self.window() {
            self.refresh(now, id);
        } else if self.lives[id].has_left {
            self.come_up_again(now, id);
        } else {
            self.begin_round(now, id, place);
        }
    }

    /// The relapse belongs to the episode: a new round of the part, noticed like a new incident.
    fn begin_round(&mut self, now: Moment, id: IncidentId, place: usize) {
        let was_settled = self.incidents[id].is_settled();
        let was_closed = self.incidents[id].is_closed();
        let calm = self.incidents[id]
            .settled_at
            .map_or(Span::ZERO, |at| now - at);
        // Before anybody was told there is no relapse to resent, and no calm to be taken off.
        let was_told = self.incidents[id].reported_at.is_some();
        let life = &mut self.lives[id];
        if was_told {
            life.course.relapsed_at.get_or_insert(now);
        }
        life.course.settled_below = None;
        life.part_settled_at[place] = None;
        life.residual[place] = 1.0;
        if was_settled {
            life.course.rounds = life.course.rounds.saturating_add(1);
            if was_told {
                life.course.calm_s += calm.seconds();
            }
            life.course.severity_since = Some(now);
            self.incidents[id].settled_at = None;
        }
        self.renew_part(id, place);
        self.forget_tries(id, place);
        let incident = &mut self.incidents[id];
        let known = incident.all() & !incident.unknown() & !(1 << place);
        incident.know_only(known);
        self.set_parts(now, id, 1 << place, PartState::Unasked);
        // While another part is in procedure the case is still on a desk: it is hidden only after.
        if was_settled && was_closed {
            self.surface(now, id);
        } else {
            self.refresh(now, id);
        }
    }

    /// Content and sessions of a part that is to be done once more.
    pub(super) fn renew_part(&mut self, id: IncidentId, place: usize) {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let ordinal = ordinal | self.round_bits(id);
        let department = incident.part(place).department;
        let plan = &self.layout.matters[incident.matter];
        let work = self.layout.purposes[department].work;
        let content = Span::from_minutes(plan.work.sample(stream, ordinal, work));
        let sessions = self.setting.county.matters[incident.matter].sessions;
        let part = self.incidents[id].part_mut(place);
        part.content = content;
        part.sessions_left = sessions;
        part.task = None;
        self.lives[id].done_share[place % 4] = 1.0;
    }

    /// The relapse comes late: a new incident of the same source.
    fn come_up_again(&mut self, now: Moment, id: IncidentId) {
        let old = self.incidents[id];
        let Life {
            grid,
            cell,
            papers,
            course: Course { moved, .. },
            ..
        } = self.lives[id];
        self.incidents.free(id);
        if old.ordinal / GENERATION >= LAST_GENERATION {
            return;
        }
        let fresh = |part: Part| Part {
            unit: self.charter.first_asked[part.department][self.layout.township_of[old.village]],
            state: PartState::Unasked,
            task: None,
            ..part
        };
        let name = (old.source, old.ordinal + GENERATION);
        let what = (old.matter, old.village, old.severity);
        let mut incident = Incident::new(name, what, now);
        for part in old.parts() {
            incident.add_part(fresh(*part));
        }
        incident.lead = old.lead;
        incident.place = old.place;
        incident.is_measured = self.setting.horizon.is_measured(now);
        let mut life = Life::new(now, grid, cell);
        life.papers = papers;
        life.course = Course {
            parent: Some(old.ordinal),
            moved,
            ..Course::PLAIN
        };
        let id = self.incidents.insert(incident);
        self.give_life(id, &life);
        for place in places_in(self.incidents[id].all()) {
            self.renew_part(id, place);
        }
        let incident = &self.incidents[id];
        if let Some(moved) = moved {
            let fact = Fact::CameUpElsewhere { incident, moved };
            self.observer.observe(now, &fact);
        }
        self.observer.observe(now, &Fact::Emerged { incident });
        self.surface(now, id);
    }
}
