//! Duplicates: others tell of an incident that is in hand, and join its ticket or open another.
//!
//! A report joins where the one who writes it down keeps the record that the first stands in. Lines
//! keep a record each, and so do townships with their villages; in one net all read the same.
//! Elsewhere a second ticket is written and goes its own way to a unit, which finds on paper that
//! it has the case; or, if the case is no longer open there, sends a crew that finds it settled.

use crate::base::{Id, Mark, Moment, Purpose, Span, exponential};
use crate::county::{
    Channel, Complaint, DepartmentId, IncidentId, Need, PartState, SourceId, Stage, Task, TaskKind,
    UnitId, WorkerId,
};
use crate::engine::{Observer, Phase};
use crate::governance::conduct::Duplicates;
use crate::governance::{GridLevel, Screening};

use super::capacity::is_below_officers;
use super::clocks::Ring;
use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::life::threshold_of;
use super::mechanism::Mechanism;
use super::ringing::Hazards;
use super::simulation::Simulation;

const TOLD: Purpose = Purpose::named("whom another tells");
const CALLED: Purpose = Purpose::named("which line another calls");
const WORK: Purpose = Purpose::named("work on a second ticket");
/// Where the ordinals of further reports begin.
const FURTHER: u32 = 40;

/// Whose record a report is written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Record {
    /// That of a line, or of the townships' own department.
    Line(DepartmentId),
    /// That of the township with its villages.
    Township,
}

/// A second ticket that has reached its unit.
#[derive(Debug, Clone, Copy)]
struct SecondTicket {
    /// Stream and ordinal of its incident.
    name: (SourceId, u32),
    /// Whose case it is taken for.
    department: DepartmentId,
    /// Which further report of the incident it is.
    number: u8,
}

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    fn duplicates(&self) -> Option<&Duplicates> {
        let is_on = self.has_lives() && self.mechanisms().has(Mechanism::Duplicates);
        self.setting.conduct.duplicates.as_ref().filter(|_| is_on)
    }

    /// Somebody has told of an incident; others may still do so.
    pub(super) fn await_another(&mut self, id: IncidentId) {
        if self.duplicates().is_none() {
            return;
        }
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let ordinal = ordinal | self.round_bits(id) | self.further_bits(id);
        let threshold = exponential(stream.mark(ordinal, threshold_of(Ring::Another)));
        self.lives[id].clocks.set(Ring::Another, threshold);
    }

    fn further_bits(&self, id: IncidentId) -> u64 {
        u64::from(self.lives[id].course.further_reports) << FURTHER
    }

    /// Hazard that another resident tells of what is in hand.
    pub(super) fn hazard_of_another(&self, now: Moment, id: IncidentId, hazards: &mut Hazards) {
        let Some(duplicates) = self.duplicates() else {
            return;
        };
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        let complaint = matter.detection.as_ref().map(|own| &own.complaint);
        if let (Some(Complaint::PerDay(kappa)), true) = (complaint, incident.stage != Stage::Detect)
        {
            let everybody = self.complaint_per_day(now, id, *kappa);
            hazards[Ring::Another as usize] = duplicates.others_share * everybody;
        }
    }

    /// Another resident tells of an incident that is in hand.
    pub(super) fn tell_again(&mut self, now: Moment, id: IncidentId) {
        let record = self.record_told(id);
        let is_joined = self.is_on_record(id, record);
        let course = &mut self.lives[id].course;
        course.further_reports = course.further_reports.saturating_add(1);
        if is_joined {
            course.joined_reports = course.joined_reports.saturating_add(1);
        } else {
            course.duplicates = course.duplicates.saturating_add(1);
        }
        let incident = &self.incidents[id];
        let fact = Fact::ToldAgain {
            incident,
            is_joined,
        };
        self.observer.observe(now, &fact);
        self.await_another(id);
        if !is_joined {
            self.send_second(now, id, record);
        }
        self.refresh(now, id);
    }

    /// Whom another resident tells: the village cadre as often as others are, else the line of the
    /// side that is seen, or a wrong one.
    fn record_told(&self, id: IncidentId) -> Record {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let ordinal = ordinal | self.round_bits(id) | self.further_bits(id);
        if self.is_told_to_the_village(id, stream.mark(ordinal, TOLD)) {
            return Record::Township;
        }
        let [right, choice] = stream.two_marks(ordinal, CALLED);
        let others = if self.are_offices_on() && !right.is_below(self.offices.rules.hotline_right) {
            self.others(id)
        } else {
            Vec::new()
        };
        if others.is_empty() {
            let parts = incident.parts();
            Record::Line(parts[Duplicates::side_seen(choice, parts.len())].department)
        } else {
            Record::Line(others[choice.choose(others.len())])
        }
    }

    fn is_told_to_the_village(&self, id: IncidentId, mark: Mark) -> bool {
        let Some(villages) = &self.villages else {
            return false;
        };
        let incident = &self.incidents[id];
        let matter = &self.setting.county.matters[incident.matter];
        match self.practice(incident.village).screening {
            Screening::VillageFirst => true,
            Screening::None => {
                is_below_officers(self.setting.county, matter)
                    && mark.is_below(villages.rules.first_share)
            }
        }
    }

    /// Whether the incident stands in a record. What a village tries and what is put right on the
    /// spot stand in no office's record.
    fn is_on_record(&self, id: IncidentId, record: Record) -> bool {
        let incident = &self.incidents[id];
        let was_told_to_village = self.lives[id].course.channel == Some(Channel::Village);
        let has_ticket = incident.ticket.is_some();
        let is_asked = |state: PartState| {
            has_ticket && !matches!(state, PartState::Unasked | PartState::Screened)
        };
        let mut asked = incident.parts().iter().filter(|part| is_asked(part.state));
        let is_there = match record {
            Record::Line(line) => {
                let is_the_leads = line == incident.lead_department();
                has_ticket && is_the_leads && !was_told_to_village
                    || asked.any(|part| part.department == line)
            }
            Record::Township => {
                was_told_to_village || asked.any(|part| self.is_of_township(part.unit))
            }
        };
        is_there || self.practice(incident.village).grid == GridLevel::Unified
    }

    fn is_of_township(&self, unit: UnitId) -> bool {
        self.charter.units[unit].kind.is_block()
    }

    /// A second ticket sets out to the unit that serves the department it names.
    fn send_second(&mut self, now: Moment, id: IncidentId, record: Record) {
        let incident = &self.incidents[id];
        let department = match record {
            Record::Line(line) => line,
            Record::Township => incident.lead_department(),
        };
        let event = Event::SecondArrives {
            incident: id,
            source: incident.source,
            ordinal: incident.ordinal,
            department,
            number: self.lives[id].course.further_reports,
        };
        let arrives_at = if self.are_offices_on() && !self.is_called_through(id) {
            self.second_arrives_at(now, id, (record, department))
        } else {
            now
        };
        self.agenda.schedule(arrives_at, Phase::Notice, event);
    }

    fn second_arrives_at(
        &self,
        now: Moment,
        id: IncidentId,
        (record, department): (Record, DepartmentId),
    ) -> Moment {
        let rules = &self.offices.rules;
        match record {
            Record::Line(_) => {
                let written = now + Span::from_minutes(rules.registration_min);
                self.cleared(written, rules.sign_offs_hotline)
            }
            Record::Township => {
                let desk = Self::after_a_clearing(self.cleared(now, 0));
                let unit = self.unit_of_department(id, department);
                let is_own = self.is_of_township(unit);
                let between = rules.sign_offs_between_offices;
                self.cleared(desk, if is_own { 0 } else { between })
            }
        }
    }

    /// A second ticket reaches a unit. Open there or no case of theirs, that is seen on paper, and a
    /// part nobody knew of comes to light; else a crew goes to look and finds it settled.
    pub(super) fn meet_second(
        &mut self,
        now: Moment,
        id: IncidentId,
        name: (SourceId, u32),
        (department, number): (DepartmentId, u8),
    ) {
        let second = SecondTicket {
            name,
            department,
            number,
        };
        let incident = &self.incidents[id];
        let is_same = (incident.source, incident.ordinal) == name;
        let is_open = is_same && !incident.is_settled() && !self.is_gone(id);
        self.work_on_second(now, second, !is_open);
        if is_open {
            self.learn_from_second(now, id, department);
        }
    }

    fn learn_from_second(&mut self, now: Moment, id: IncidentId, department: DepartmentId) {
        let incident = &self.incidents[id];
        if incident.stage == Stage::Detect {
            self.report(now, id, Channel::Hotline);
            return;
        }
        let mut parts = incident.parts().iter();
        let place = parts.position(|part| part.department == department);
        let unknown = place.map_or(0, |place| incident.unknown() & 1 << place);
        if unknown != 0 {
            self.incidents[id].learn_of(unknown);
            if self.incidents[id].stage != Stage::Screen {
                self.ask(now, id);
            }
            self.refresh(now, id);
        }
    }

    /// Sends what a second ticket asks of its unit: a look on site, or a check on paper.
    fn work_on_second(&mut self, now: Moment, second: SecondTicket, is_on_site: bool) {
        let SecondTicket {
            name: (source, ordinal),
            department,
            number,
        } = second;
        let source = self.sources.get(source.index());
        let (Some(duplicates), Some(source)) = (self.duplicates(), source) else {
            return;
        };
        let (village, matter) = (source.village, source.matter);
        let law = if is_on_site {
            &duplicates.look_min
        } else {
            &duplicates.check_min
        };
        let ordinal = u64::from(ordinal) | u64::from(number) << FURTHER;
        let minutes = law.sampler().sample(source.stream, ordinal, WORK);
        let need = if is_on_site && self.are_crews_on() {
            Need {
                any: self.setting.county.matters[matter].crew,
                ..Need::default()
            }
        } else {
            Need::ONE
        };
        let township = self.layout.township_of[village];
        let task = Task {
            kind: TaskKind::Duplicate { is_on_site },
            unit: self.charter.first_asked[department][township],
            assigned: None,
            of_person: None,
            need,
            department,
            by_law_of: None,
            severity: None,
            village: Some(village),
            is_travel_included: !is_on_site,
            content: Span::from_minutes(minutes).max(Span::from_seconds(1)),
            expected: Span::from_minutes(law.mean()),
            points: 1.0,
            released_at: now,
            queued_at: now,
            due_at: self.deadlines.due_at(now, matter),
            is_begun: false,
            is_under_way: false,
        };
        let id = self.tasks.insert(task);
        self.join_queue(now, id);
    }

    /// A crew has looked, found the trouble settled and says so.
    pub(super) fn say_it_is_settled(&mut self, now: Moment, lead: WorkerId) {
        if let Some(village) = self.crew(lead).village {
            let township = self.layout.township_of[village];
            self.tell(now, &Fact::LookedInVain { township });
        }
    }
}
