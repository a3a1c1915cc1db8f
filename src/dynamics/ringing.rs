//! Ringing: the hazards of an incident's clocks as things stand, and what each of them brings.

use crate::base::Moment;
use crate::county::{Channel, Complaint, IncidentId, Severity, Stage};
use crate::engine::{Observer, Phase};

use super::clocks::Ring;
use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::mechanism::Mechanism;
use super::simulation::Simulation;

/// Hazards [per day], clock by clock.
pub(super) type Hazards = [f64; Ring::COUNT];

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Things have changed for an incident: its clocks are reckoned and the next one is awaited.
    pub(super) fn refresh(&mut self, now: Moment, id: IncidentId) {
        let hazards = self.hazards(now, id);
        let report_time = &self.layout.report_times[self.incidents[id].matter];
        let life = &mut self.lives[id];
        life.clocks.reckon(now, report_time);
        for (ring, per_day) in Ring::ALL.into_iter().zip(hazards) {
            life.clocks.run(ring, per_day);
        }
        let Some((at, ring)) = life.clocks.next(report_time) else {
            life.alarm = 0;
            life.rings_at = None;
            return;
        };
        self.alarms += 1;
        life.alarm = self.alarms;
        life.awaited = ring;
        life.rings_at = Some(at);
        let event = Event::Rings {
            incident: id,
            alarm: self.alarms,
        };
        self.agenda.schedule(at, Phase::Emerge, event);
    }

    /// Whether an incident as it stands now can meet with this: whoever changed it has refreshed its
    /// clocks. A relapse may be over meanwhile, since its window ends without an event.
    fn runs(&self, now: Moment, id: IncidentId, ring: Ring) -> bool {
        let is_over = ring.relapsing_part().is_some_and(|part| {
            let settled_at = self.lives[id].part_settled_at[part];
            settled_at.is_some_and(|at| now - at > self.window())
        });
        is_over || self.hazards(now, id)[ring as usize] > 0.0
    }

    /// Hazards that hold until the incident's next event.
    fn hazards(&self, now: Moment, id: IncidentId) -> Hazards {
        let mut hazards = [0.0; Ring::COUNT];
        let incident = &self.incidents[id];
        let course = &self.lives[id].course;
        if course.gone_at.is_none() && !incident.is_settled() {
            self.hazards_of_the_hidden(now, id, &mut hazards);
            self.hazards_of_the_unsettled(id, &mut hazards);
            self.hazards_of_the_reporter(id, &mut hazards);
            self.hazard_of_another(now, id, &mut hazards);
        }
        self.hazards_of_relapse(now, id, &mut hazards);
        self.hazards_of_the_persuaded(id, &mut hazards);
        hazards
    }

    /// A hidden incident may end by itself until it is first told of; what a visit left of it does not.
    fn hazards_of_the_hidden(&self, now: Moment, id: IncidentId, hazards: &mut Hazards) {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let Some(detection) = &matter.detection else {
            return;
        };
        if incident.stage != Stage::Detect {
            return;
        }
        hazards[Ring::Complaint as usize] = match detection.complaint {
            Complaint::PerDay(kappa) => self.complaint_per_day(now, id, kappa),
            Complaint::After(_) => 1.0,
            Complaint::Never => 0.0,
        };
        let is_told = incident.reported_at.is_some() && self.lives[id].course.rounds == 1;
        if !is_told {
            hazards[Ring::NaturalEnd as usize] = detection.natural_end_per_day;
        }
        if detection.patrol_every_h.is_some() {
            hazards[Ring::Passed as usize] = 1.0;
        }
    }

    fn hazards_of_the_unsettled(&self, id: IncidentId, hazards: &mut Hazards) {
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let course = &self.lives[id].course;
        if matter.visible.is_some() && self.has_sources() {
            hazards[Ring::NaturalEnd as usize] = 1.0;
        }
        if matter.settles_itself.is_some() && incident.stage != Stage::Detect {
            hazards[Ring::NaturalEnd as usize] = 1.0;
        }
        if !self.mechanisms().has(Mechanism::Escalation) {
            return;
        }
        if incident.severity < Severity::EMERGENCY {
            hazards[Ring::Worsening as usize] = matter.worsens_per_day;
        }
        if course.escalated_at.is_none() {
            let times = if course.failed_visits > 0 { 2.0 } else { 1.0 };
            hazards[Ring::Escalation as usize] = matter.escalates_per_day * times;
        }
    }

    /// Whatever was awaited for an incident happens, unless it was put off since.
    pub(super) fn ring(&mut self, now: Moment, id: IncidentId, alarm: u32) {
        if self.lives[id].alarm != alarm {
            return;
        }
        let ring = self.lives[id].awaited;
        debug_assert!(
            self.runs(now, id, ring),
            "{ring:?} of {id:?} rings, though nothing makes it run any more"
        );
        let report_time = &self.layout.report_times[self.incidents[id].matter];
        let life = &mut self.lives[id];
        life.alarm = 0;
        life.clocks.reckon(now, report_time);
        life.clocks.stop(ring);
        match ring {
            Ring::Complaint => self.report(now, id, Channel::Hotline),
            Ring::Passed => self.report(now, id, Channel::Patrol),
            Ring::NaturalEnd => self.end_by_itself(now, id),
            Ring::Worsening => self.worsen(now, id),
            Ring::Escalation => {
                life.course.escalated_at = Some(now);
                self.refresh(now, id);
            }
            Ring::Patience => self.lose_patience(now, id),
            Ring::Another => self.tell_again(now, id),
            Ring::Repeat => self.complain_again(now, id),
            Ring::GivingUp => {
                life.course.given_up_at = Some(now);
                self.refresh(now, id);
            }
            Ring::Relapse0 | Ring::Relapse1 | Ring::Relapse2 | Ring::Relapse3 => {
                self.relapse(now, id, ring.relapsing_part().unwrap_or(0));
            }
        }
    }
}
