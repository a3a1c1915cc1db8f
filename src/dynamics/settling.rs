//! Settling: parts are done in truth, penalties go on as procedures, and the record is closed.

use crate::base::{Moment, Span};
use crate::county::part::places_in;
use crate::county::{Course, End, IncidentId, Need, PartState, Stage, Task, TaskKind};
use crate::engine::{Observer, Phase};

use super::asking::move_to;
use super::crew::Members;
use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;
use super::way::Way;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// A visit to these parts is over: the next session is agreed, or they are settled.
    #[inline(always)]
    pub(super) fn settle_visit(
        &mut self,
        now: Moment,
        id: IncidentId,
        mask: u8,
        members: &Members,
    ) {
        let mut again = 0;
        let mut undone = 0;
        let mut done = 0;
        for index in places_in(mask) {
            let bit = 1 << index;
            let part = self.incidents[id].part_mut(index);
            part.task = None;
            let (sessions_left, power) = (part.sessions_left, part.power);
            if E::has(&self.powerless) && self.persuade(now, id, index) {
                continue;
            }
            if sessions_left > 1 {
                self.draw_next_session(id, index);
                again |= bit;
                continue;
            }
            if self.has_lives() && !self.leave_residual(now, id, index, members) {
                undone |= bit;
                continue;
            }
            if self.has_lives() {
                self.remember_service(now, id, index, members);
            }
            let procedure = if self.is_procedure_due(power) {
                self.procedure_of(id, index)
            } else {
                Span::ZERO
            };
            if procedure > Span::ZERO {
                self.set_parts(now, id, bit, PartState::InProcedure);
                self.send_procedure(now, id, index, procedure);
            } else {
                done |= bit;
            }
        }
        if done != 0 {
            self.set_parts(now, id, done, PartState::Closed);
            for index in places_in(done) {
                self.watch_for_relapse(now, id, index);
            }
        }
        self.practise(now, members, id, places_in(mask & !again));
        if undone != 0 {
            self.leave_undone(now, id, undone);
        }
        if again != 0 {
            self.set_parts(now, id, again, PartState::Paused);
            let matter = &self.setting.county.matters[self.incidents[id].matter];
            let gap = Span::from_days(i64::from(matter.session_gap_days));
            let event = Event::SessionDue {
                incident: id,
                parts: again,
            };
            self.agenda.schedule(now + gap, Phase::Notice, event);
        }
        self.note_settlement(now, id);
    }

    /// What is kept in mind of a part that a crew has settled.
    fn remember_service(&mut self, now: Moment, id: IncidentId, place: usize, members: &Members) {
        if E::has(&self.background) {
            self.lives[id].papers.serve(place, members);
        }
        if E::has(&self.powerless) {
            self.learn_of_way(now, id, place);
        }
    }

    fn draw_next_session(&mut self, id: IncidentId, index: usize) {
        let incident = &self.incidents[id];
        let part = incident.parts()[index];
        let matter = &self.setting.county.matters[incident.matter];
        let (stream, ordinal) = self.draws_of(incident);
        let session = u64::from(matter.sessions - part.sessions_left + 1);
        let purposes = &self.layout.purposes[part.department];
        let plan = &self.layout.matters[incident.matter];
        let minutes = plan
            .work
            .sample(stream, ordinal | session << 40, purposes.work);
        let part = &mut self.incidents[id].parts_mut()[index];
        part.sessions_left -= 1;
        part.content = Span::from_minutes(minutes);
    }

    /// Officer time of the procedure after a part's disposal.
    fn procedure_of(&self, id: IncidentId, index: usize) -> Span {
        let incident = &self.incidents[id];
        let part = incident.part(index);
        let (stream, ordinal) = self.draws_of(incident);
        let purposes = &self.layout.purposes[part.department];
        let plan = &self.layout.matters[incident.matter];
        Span::from_minutes(plan.procedure.sample(stream, ordinal, purposes.procedure))
    }

    fn send_procedure(&mut self, now: Moment, id: IncidentId, index: usize, content: Span) {
        let incident = &self.incidents[id];
        let part = incident.parts()[index];
        let licensed = u8::from(self.are_crews_on());
        let task = Task {
            kind: TaskKind::Procedure {
                incident: id,
                part: index as u8,
            },
            unit: part.unit,
            assigned: None,
            of_person: None,
            need: Need {
                licensed,
                any: 1 - licensed,
                auxiliary: 0,
            },
            department: part.department,
            by_law_of: None,
            severity: Some(incident.severity),
            village: None,
            is_travel_included: false,
            content,
            expected: content,
            points: 1.0,
            released_at: now,
            queued_at: now,
            due_at: incident
                .ticket
                .map_or(now, |ticket| ticket.due_at)
                .max(now + Span::DAY),
            is_begun: false,
            is_under_way: false,
        };
        let task = self.tasks.insert(task);
        self.join_queue(now, task);
    }

    /// The procedure of a part is over.
    pub(super) fn close_part(&mut self, now: Moment, id: IncidentId, part: u8) {
        self.set_parts(now, id, 1 << part, PartState::Closed);
        self.watch_for_relapse(now, id, part as usize);
        self.note_settlement(now, id);
    }

    /// Notes what has become true: settled, closed on record; else asks whoever comes next.
    #[inline(always)]
    pub(super) fn note_settlement(&mut self, now: Moment, id: IncidentId) {
        if !self.incidents[id].is_settled() {
            self.ask(now, id);
            if self.has_lives() {
                self.note_what_is_left(now, id);
            }
            return;
        }
        if self.has_lives() {
            self.note_settled(now, id);
        }
        let is_gone = self.is_gone(id);
        let incident = &mut self.incidents[id];
        if !is_gone {
            incident.settled_at.get_or_insert(now);
        }
        if incident.is_closed() {
            self.finish(now, id);
        } else if self.has_lives() {
            // A procedure goes on, but no clock of what is unsettled.
            self.refresh(now, id);
        }
    }

    /// An incident leaves the run.
    #[inline(always)]
    pub(super) fn leave(&mut self, now: Moment, id: IncidentId, end: End) {
        self.tell_left(now, id, end);
        self.incidents.free(id);
    }

    /// Tells how an incident ended, and gives its record away.
    #[inline(always)]
    pub(super) fn tell_left(&mut self, now: Moment, id: IncidentId, end: End) {
        let has_lives = self.has_lives();
        let incident = &mut self.incidents[id];
        move_to(now, incident, Stage::Quiet, &mut self.observer);
        let span = now - incident.stage_since;
        if !span.is_zero() {
            let from = Stage::Quiet;
            let fact = Fact::Moved {
                incident,
                from,
                span,
            };
            self.observer.observe(now, &fact);
        }
        let fact = Fact::Left {
            incident,
            ticket: incident.ticket.as_ref(),
            course: if has_lives {
                &self.lives[id].course
            } else {
                &Course::PLAIN
            },
            end,
        };
        self.observer.observe(now, &fact);
        if has_lives {
            self.incidents[id].ticket = None;
            self.lives[id].alarm = 0;
            self.lives[id].way = Way::default();
            self.lives[id].trial = 0;
            self.go_out_of_sight(id);
        }
    }
}
