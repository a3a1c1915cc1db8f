//! Haste and sham (R8): what a unit does whose minutes due outrun its people, where the record counts.
//!
//! Work that starts in such a unit is cut short, and a visit that nobody has begun by its deadline
//! may be closed on record undone.

use crate::base::{Moment, Purpose, Span};
use crate::county::part::places_in;
use crate::county::{Channel, IncidentId, ShiftId, TaskId, TaskKind, UnitId, WorkerId};
use crate::engine::{Observer, Phase};

use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::mechanism::Mechanism;
use super::simulation::Simulation;

/// Working days ahead within which what is due presses (model R8).
const DAYS_AHEAD: u32 = 5;
/// Who of the unit is to answer for a case that nobody was named for.
const ANSWERS: Purpose = Purpose::named("answers for the case");
/// Whether the reporter of a case is asked afterwards.
const ASKED: Purpose = Purpose::named("asked afterwards");

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Minutes due at a unit within five working days, the person-minutes of what waits and of
    /// `starting`, over the shift minutes that those not away today have in them.
    fn saturation(&self, now: Moment, unit: UnitId, starting: Option<TaskId>) -> f64 {
        let by = self.calendar().deadline(now, DAYS_AHEAD);
        let due = self
            .queues
            .iter(unit)
            .filter(|id| Some(*id) != starting)
            .chain(starting)
            .map(|id| &self.tasks[id])
            .filter(|task| task.due_at <= by)
            .map(|task| {
                let ways = self.travel(task) * 2;
                (task.expected + ways) * task.need.persons() as i64
            });
        let due: Span = due.sum();
        let shifts = self.shift_span(now, unit, by);
        if shifts.is_zero() {
            1.0
        } else {
            due.hours() / shifts.hours()
        }
    }

    /// Time on shift until `by` of the people of a unit who are not away today.
    fn shift_span(&self, now: Moment, unit: UnitId, by: Moment) -> Span {
        let has_shifts = self.mechanisms().has(Mechanism::Shifts);
        let county = self.setting.county;
        let mut last: Option<(ShiftId, Span)> = None;
        let members = self.charter.units[unit].members.iter();
        let of_person = |worker: &WorkerId| {
            let Some(shift) = county.workers[*worker].shift.filter(|_| has_shifts) else {
                return by - now;
            };
            if self.is_away(*worker, now) {
                return Span::ZERO;
            }
            match last {
                Some((known, span)) if known == shift => span,
                _ => {
                    let span = county.shifts[shift].duty_between(self.calendar(), now, by);
                    last = Some((shift, span));
                    span
                }
            }
        };
        members.map(of_person).sum()
    }

    /// Work on parts starts: a unit that is pressed for its record does a share of the content.
    #[cold]
    pub(super) fn hasten(&mut self, now: Moment, id: TaskId) {
        let task = &self.tasks[id];
        let (Some(pressed), TaskKind::Visit { incident, parts }) = (&self.pressed, task.kind)
        else {
            return;
        };
        let share = pressed
            .rules
            .done_share(self.saturation(now, task.unit, Some(id)));
        if share >= 1.0 {
            return;
        }
        let matter = self.incidents[incident].matter;
        let sessions = f64::from(self.setting.county.matters[matter].sessions.max(1));
        for place in places_in(parts) {
            let part = self.incidents[incident].part_mut(place);
            part.content = Span::from_minutes(part.content.minutes() * share);
            self.lives[incident].done_share[place] -= (1.0 - share) / sessions;
        }
    }

    /// A visit that waits is looked at when it falls due, or at once if it is late already.
    #[inline]
    pub(super) fn await_falling_due(&mut self, now: Moment, id: TaskId) {
        if !E::has(&self.pressed) {
            return;
        }
        let task = &self.tasks[id];
        if let TaskKind::Visit { incident, .. } = task.kind {
            let at = task.due_at.max(now);
            let event = Event::FallsDue { incident, task: id };
            self.agenda.schedule(at, Phase::Notice, event);
        }
    }

    /// A visit falls due: if nobody has begun it, it may be closed on record undone.
    pub(super) fn fall_due(&mut self, now: Moment, id: IncidentId, task: TaskId) {
        let mut parts = self.incidents[id].parts().iter();
        let waits = parts.any(|part| part.task == Some(task));
        let Some(pressed) = self.pressed.as_ref().filter(|_| waits) else {
            return;
        };
        let visit = &self.tasks[task];
        let unit = visit.unit;
        let is_late = visit.due_at <= now && !visit.is_under_way && !visit.is_begun;
        if !is_late || self.is_gone(id) || self.saturation(now, unit, None) <= 1.0 {
            return;
        }
        let Some(answers) = self.who_answers(id, task) else {
            return;
        };
        let caught_share = pressed.rules.caught_share(pressed.found_out[unit]);
        let honesty = pressed.honesty[answers];
        if pressed.rules.closes_undone(caught_share, honesty) {
            self.close_undone(now, id, task);
        }
    }

    /// The person named, else one of the unit by a draw of the case.
    fn who_answers(&self, id: IncidentId, task: TaskId) -> Option<WorkerId> {
        let task = &self.tasks[task];
        let members = &self.charter.units[task.unit].members;
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let mark = stream.mark(ordinal | self.round_bits(id), ANSWERS);
        let drawn = (!members.is_empty()).then(|| members[mark.choose(members.len())]);
        task.assigned.or(drawn)
    }

    /// Parts are closed on record and nothing has been done; a reporter who is asked says so.
    fn close_undone(&mut self, now: Moment, id: IncidentId, task: TaskId) {
        let TaskKind::Visit { parts, .. } = self.tasks[task].kind else {
            return;
        };
        let unit = self.tasks[task].unit;
        self.withdraw_task(now, id, task);
        self.learn_of_sham(id, unit);
        self.take_return_ill(now, id);
        self.leave_latent(now, id, parts);
        self.wait_no_longer(now, id);
        self.note_settlement(now, id);
    }

    /// The unit's record of being found out grows if the case is asked about: only one that a
    /// resident told of can come out.
    fn learn_of_sham(&mut self, id: IncidentId, unit: UnitId) {
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let mark = stream.mark(ordinal | self.round_bits(id), ASKED);
        let channel = self.lives[id].course.channel;
        if let Some(pressed) = &mut self.pressed
            && mark.is_below(pressed.rules.public_score_coverage)
        {
            let comes_out = channel.is_some_and(Channel::is_resident);
            let record = &mut pressed.found_out[unit];
            *record = record.happened(comes_out);
        }
    }
}
