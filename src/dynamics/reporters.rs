//! Reporters (R1): residents who told an office, their patience, their trust, and what they do next.

use crate::base::{Moment, exponential};
use crate::county::{Channel, Expectation, IncidentId};
use crate::engine::Observer;
use crate::governance::conduct::Residents;

use super::clocks::Ring;
use super::extent::Extent;
use super::fact::Fact;
use super::life::{draw, threshold_of};
use super::mechanism::Mechanism;
use super::ringing::Hazards;
use super::simulation::Simulation;

/// Where the ordinals of repeated complaints begin.
const REPEAT: u32 = 40;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// The habits of residents, if they react to what becomes of their reports.
    fn reacting_residents(&self) -> Option<&Residents> {
        let is_on = self.mechanisms().has(Mechanism::Trust);
        self.setting.conduct.residents.as_ref().filter(|_| is_on)
    }

    /// Trust of the residents of a grid.
    pub(super) fn trust(&self, now: Moment, grid: u32) -> f64 {
        let residents = self.setting.conduct.residents.unwrap_or_default();
        self.trust[grid as usize].at(now, &residents)
    }

    /// Hazard that a resident complains [per day]; trust is as of now.
    pub(super) fn complaint_per_day(&self, now: Moment, id: IncidentId, kappa: f64) -> f64 {
        let residents = self.setting.conduct.residents.unwrap_or_default();
        let trust = self.trust(now, self.lives[id].grid);
        residents.complaint_per_day(kappa, self.incidents[id].severity, trust)
    }

    /// A resident who reports waits for what he thinks right; a relapse has broken his trust.
    pub(super) fn begin_patience(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        let Some(residents) = self.reacting_residents().copied() else {
            return;
        };
        let life = &self.lives[id];
        if !channel.is_resident() {
            return;
        }
        if life.course.relapsed_at.is_some() {
            self.judge(now, id, false);
            self.disappoint(id);
            return;
        }
        if life.is_judged || life.clocks.is_set(Ring::Patience) {
            return;
        }
        let matter = &self.setting.county.matters[self.incidents[id].matter];
        let own = matter.detection.as_ref();
        let days = own
            .and_then(|detection| detection.repeat_patience_days)
            .unwrap_or(residents.expected_days);
        let is_first_report = self.incidents[id].reported_at.is_none();
        let life = &mut self.lives[id];
        life.clocks.set(Ring::Patience, days);
        life.course.expectation = is_first_report.then_some(Expectation::Open);
    }

    /// The reporter's verdict on an episode, once: in time, or not.
    fn judge(&mut self, now: Moment, id: IncidentId, is_good: bool) {
        let Some(residents) = self.reacting_residents().copied() else {
            return;
        };
        let life = &mut self.lives[id];
        if life.is_judged {
            return;
        }
        life.is_judged = true;
        let trust = &mut self.trust[life.grid as usize];
        *trust = if is_good {
            trust.after_good(now, &residents)
        } else {
            trust.after_bad(now, &residents)
        };
    }

    /// An episode is settled for good: a reporter who still waited is content.
    pub(super) fn content_reporter(&mut self, now: Moment, id: IncidentId) {
        if self.lives[id].clocks.is_set(Ring::Patience) {
            self.judge(now, id, true);
            self.lives[id].clocks.stop(Ring::Patience);
        }
    }

    /// A case sent back again is a bad outcome for a reporter who waits; he goes on waiting.
    pub(super) fn take_return_ill(&mut self, now: Moment, id: IncidentId) {
        if self.lives[id].clocks.is_set(Ring::Patience) {
            self.judge(now, id, false);
        }
    }

    /// The reporter has waited as long as he thinks right.
    pub(super) fn lose_patience(&mut self, now: Moment, id: IncidentId) {
        self.judge(now, id, false);
        self.disappoint(id);
        let give_up = self.reporter_threshold(id, Ring::GivingUp);
        self.lives[id].clocks.set(Ring::GivingUp, give_up);
        self.await_repeat(id);
        self.refresh(now, id);
    }

    fn disappoint(&mut self, id: IncidentId) {
        if let Some(expectation) = &mut self.lives[id].course.expectation {
            *expectation = Expectation::Disappointed;
        }
    }

    fn await_repeat(&mut self, id: IncidentId) {
        let threshold = self.reporter_threshold(id, Ring::Repeat);
        self.lives[id].clocks.set(Ring::Repeat, threshold);
    }

    fn reporter_threshold(&self, id: IncidentId, ring: Ring) -> f64 {
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let repeats = u64::from(self.lives[id].course.repeats) << REPEAT;
        exponential(stream.mark(ordinal | repeats, threshold_of(ring)))
    }

    /// The reporter complains again: a part that nobody knew of may come to light, and he may go
    /// over the heads of those in charge.
    pub(super) fn complain_again(&mut self, now: Moment, id: IncidentId) {
        let course = &mut self.lives[id].course;
        course.repeats = course.repeats.saturating_add(1);
        let repeats = u32::from(course.repeats);
        let residents = self.setting.conduct.residents.unwrap_or_default();
        if repeats == residents.over_head_repeats && self.goes_over_head(now, id, &residents) {
            self.lives[id].course.escalated_at.get_or_insert(now);
        }
        self.await_repeat(id);
        self.reveal_one(now, id);
        if self.lives[id].alarm == 0 {
            self.refresh(now, id);
        }
    }

    fn goes_over_head(&self, now: Moment, id: IncidentId, residents: &Residents) -> bool {
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let mark = stream.mark(ordinal, draw::OVER_HEAD);
        residents.goes_over_head(mark, self.trust(now, self.lives[id].grid))
    }

    /// Hazards of what a reporter may do while it is not settled.
    pub(super) fn hazards_of_the_reporter(&self, id: IncidentId, hazards: &mut Hazards) {
        let Some(residents) = self.reacting_residents() else {
            return;
        };
        let life = &self.lives[id];
        hazards[Ring::Patience as usize] = 1.0;
        if life.course.given_up_at.is_none() {
            hazards[Ring::Repeat as usize] = residents.repeat_per_day;
            hazards[Ring::GivingUp as usize] = 1.0 / residents.give_up_days;
        }
    }
}
