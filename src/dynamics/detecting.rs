//! Detecting: an incident nobody in office knows of, until someone tells or sees it, or it is gone.

use crate::base::elementary::ln;
use crate::base::{Mark, Moment, Span, exponential};
use crate::county::{Channel, Complaint, End, IncidentId, Stage};
use crate::engine::Observer;

use super::asking::move_to;
use super::clocks::Ring;
use super::extent::Extent;
use super::fact::Fact;
use super::life::{draw, threshold_of};
use super::mechanism::Mechanism;
use super::simulation::Simulation;

/// Where the ordinals of later rounds of an incident begin, so that their draws are their own.
const ROUND: u32 = 48;
const MINUTES_A_DAY: f64 = 1_440.0;
const SECONDS_A_DAY: f64 = 86_400.0;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Whether nobody in office knows of an incident when it emerges.
    #[inline]
    pub(super) fn is_hidden_at_first(&self, id: IncidentId) -> bool {
        self.has_lives()
            && self.mechanisms().has(Mechanism::Detection)
            && self.setting.county.matters[self.incidents[id].matter]
                .detection
                .is_some()
    }

    /// Nobody in office knows of an incident, or of what is left of it.
    pub(super) fn hide(&mut self, now: Moment, id: IncidentId) {
        let incident = &mut self.incidents[id];
        move_to(now, incident, Stage::Detect, &mut self.observer);
        for ring in [Ring::Complaint, Ring::NaturalEnd] {
            let threshold = self.days_until(id, ring);
            self.lives[id].clocks.set(ring, threshold);
        }
        self.await_periodic_pass(now, id);
        self.come_in_sight(now, id);
        self.refresh(now, id);
    }

    /// Sets the clock of the pass that sees it, where passes come at fixed intervals.
    fn await_periodic_pass(&mut self, now: Moment, id: IncidentId) {
        let incident = &self.incidents[id];
        let detection = self.setting.county.matters[incident.matter]
            .detection
            .as_ref();
        let every = detection.and_then(|own| Some((own.patrol_every_h?, own.seen_share)));
        if let Some((every_h, seen_share)) = every {
            let (stream, ordinal) = self.draws_of(incident);
            let mark = stream.mark(ordinal | self.round_bits(id), draw::SIGHT);
            let days = seen_after(now, Span::from_hours(every_h), seen_share, mark);
            self.lives[id].clocks.set(Ring::Passed, days);
        }
    }

    /// Whether places that offend again are told apart.
    pub(super) fn has_sources(&self) -> bool {
        self.mechanisms().has(Mechanism::Sources)
    }

    /// The part of an ordinal that names the present round.
    pub(super) fn round_bits(&self, id: IncidentId) -> u64 {
        u64::from(self.lives[id].course.rounds.saturating_sub(1)) << ROUND
    }

    /// The threshold of a clock in the present round: Exp(1), or days where a law states time.
    fn days_until(&self, id: IncidentId, ring: Ring) -> f64 {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let ordinal = ordinal | self.round_bits(id);
        let matter = &self.setting.county.matters[incident.matter];
        let complaint = matter
            .detection
            .as_ref()
            .map(|detection| &detection.complaint);
        match (ring, complaint, &matter.visible) {
            (Ring::Complaint, Some(Complaint::After(hours)), _) => {
                hours.sampler().sample(stream, ordinal, threshold_of(ring)) / 24.0
            }
            (Ring::NaturalEnd, _, Some(visible)) if self.has_sources() => {
                visible
                    .stays_h
                    .sampler()
                    .sample(stream, ordinal, draw::VISIBLE)
                    / 24.0
            }
            _ => exponential(stream.mark(ordinal, threshold_of(ring))),
        }
    }

    /// What changes for an incident when someone in office learns of it.
    pub(super) fn come_to_light(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        self.go_out_of_sight(id);
        let revealed = self.revealed(id);
        let incident = &mut self.incidents[id];
        incident.learn_of(revealed);
        let matter = &self.setting.county.matters[incident.matter];
        let ends_visibly = matter.visible.is_some() && self.has_sources();
        let life = &mut self.lives[id];
        life.course.channel.get_or_insert(channel);
        life.course.seen_at.get_or_insert(now);
        if life.course.relapsed_at.is_some() {
            life.course.relapse_reported_at.get_or_insert(now);
        }
        life.clocks.stop(Ring::Complaint);
        life.clocks.stop(Ring::Passed);
        if !ends_visibly {
            life.clocks.stop(Ring::NaturalEnd);
        }
        self.begin_patience(now, id, channel);
        self.await_leaving(id);
        self.await_another(id);
    }

    /// How long it waits for a crew before it settles itself, where a matter says so.
    fn await_leaving(&mut self, id: IncidentId) {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        if let Some(patience) = &matter.settles_itself {
            let (stream, ordinal) = self.draws_of(incident);
            let ordinal = ordinal | self.round_bits(id);
            let law = patience.after_min.sampler();
            let minutes = law.sample(stream, ordinal, threshold_of(Ring::NaturalEnd));
            let days = minutes / MINUTES_A_DAY;
            self.lives[id].clocks.set(Ring::NaturalEnd, days);
        }
    }

    /// It ends by itself: unseen it is gone; reported, a visit will find nothing.
    pub(super) fn end_by_itself(&mut self, now: Moment, id: IncidentId) {
        let stage = self.incidents[id].stage;
        let matter = &self.setting.county.matters[self.incidents[id].matter];
        let is_waiting = stage == Stage::Queue || self.is_with_the_desks(id);
        if matter.settles_itself.is_some() && !is_waiting && stage != Stage::Detect {
            self.refresh(now, id);
            return;
        }
        let waits_no_longer = matter.settles_itself.is_some() && is_waiting;
        self.reckon_exposure(now, id);
        self.lives[id].course.gone_at = Some(now);
        self.go_out_of_sight(id);
        if waits_no_longer {
            self.withdraw(now, id);
        }
        if waits_no_longer || stage == Stage::Detect {
            self.leave(now, id, End::NaturalEnd);
        } else {
            self.refresh(now, id);
        }
    }
}

/// The time until a pass sees what is hidden since `now` (d): passes come at the multiples of `every`,
/// each sees it with chance `share`, so which of them does is a geometric number.
fn seen_after(now: Moment, every: Span, share: f64, mark: Mark) -> f64 {
    let every_s = every.seconds().max(1);
    let until_first_s = every_s - now.seconds().rem_euclid(every_s);
    let misses = ln(mark.complement().value()) / ln(1.0 - share);
    // Half a second less, so that rounding up to the second ends at the pass itself.
    let seconds = until_first_s as f64 + misses.floor() * every_s as f64 - 0.5;
    if share > 0.0 {
        seconds / SECONDS_A_DAY
    } else {
        f64::INFINITY
    }
}
