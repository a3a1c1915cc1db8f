//! Emergence: a potential comes up, is reported at once, and gets a ticket.

use crate::base::key::mixed;
use crate::base::{Id, Key, Moment, Purpose, Span, Stream};
use crate::county::trace::TracedReport;
use crate::county::{
    DepartmentId, Incident, Matter, MatterId, Part, PartOrder, PartState, Power, SourceId, Ticket,
    VillageId,
};
use crate::engine::{Observer, Phase};

use super::fact::Fact;
use super::simulation::{Owner, Simulation};

const SEVERITY: Purpose = Purpose::named("severity");

/// The departments an incident needs, lead first, and when the others are asked.
#[derive(Debug, Clone, Copy)]
struct Needs {
    departments: [(DepartmentId, PartOrder); Matter::MOST_PARTS],
    count: usize,
}

impl Needs {
    fn lead(department: DepartmentId) -> Self {
        Self {
            departments: [(department, PartOrder::AfterLead); Matter::MOST_PARTS],
            count: 1,
        }
    }

    /// Adds a supporting department once; the county's files allow at most three.
    fn add(&mut self, department: DepartmentId, order: PartOrder) {
        let is_new = self
            .as_slice()
            .iter()
            .all(|(other, _)| *other != department);
        if is_new && self.count < Matter::MOST_PARTS {
            self.departments[self.count] = (department, order);
            self.count += 1;
        }
    }

    fn as_slice(&self) -> &[(DepartmentId, PartOrder)] {
        &self.departments[..self.count]
    }

    /// Brings them into the order of asking: whoever may come at any time goes by order of
    /// department, before the lead if it stands before it. Returns the lead's place.
    fn sort(&mut self) -> usize {
        if self.count == 1 {
            return 0;
        }
        let lead = self.departments[0].0;
        self.departments[..self.count].sort_by_key(|(department, order)| {
            let waits_for_lead = *order == PartOrder::AfterLead && *department != lead;
            (waits_for_lead, *department)
        });
        self.as_slice()
            .iter()
            .position(|(department, _)| *department == lead)
            .unwrap_or(0)
    }
}

impl<O: for<'f> Observer<Fact<'f>>> Simulation<'_, O> {
    /// Sets the slot of a stream to its next potential.
    pub(super) fn await_source(&mut self, index: usize) {
        let horizon = self.setting.horizon;
        let calendar = self.setting.calendar;
        let slot = self.slots.of(Owner::Source(index));
        if let Some((at, ordinal)) =
            self.sources[index].next(horizon.start(), horizon.end(), calendar)
        {
            self.next_ordinals[index] = ordinal;
            self.agenda.set(slot, at, Phase::Emerge);
        } else {
            self.agenda.clear(slot);
        }
    }

    /// The awaited potential of a stream emerges.
    pub(super) fn emerge(&mut self, now: Moment, index: usize) {
        let source = &self.sources[index];
        let (stream, matter, village) = (source.stream, source.matter, source.village);
        let ordinal = self.next_ordinals[index];
        let key = u64::from(ordinal);
        let plan = &self.layout.matters[matter];
        let severity = if plan.severity_bounds.is_some() {
            plan.severity(stream.mark(key, SEVERITY).value())
        } else {
            plan.gravest
        };
        let needs = self.draw_needs(stream, key, matter);
        self.await_source(index);
        let name = (SourceId::from_index(index), ordinal);
        self.report(now, name, (matter, village, severity), needs, (stream, key));
    }

    /// A row of a log is reported.
    pub(super) fn emerge_traced(&mut self, now: Moment, ordinal: u32, row: &TracedReport) {
        let stream = self.setting.world.stream(row.key);
        let mut departments = row.departments.iter().flatten();
        let lead = departments
            .next()
            .copied()
            .unwrap_or(self.setting.county.matters[row.matter].lead);
        let mut needs = Needs::lead(lead);
        for department in departments {
            needs.add(*department, PartOrder::AfterLead);
        }
        let name = (SourceId::from_index(self.sources.len()), ordinal);
        let what = (row.matter, row.village, row.severity);
        self.report(now, name, what, needs, (stream, 0));
    }

    fn draw_needs(&self, stream: Stream, ordinal: u64, matter: MatterId) -> Needs {
        let mut needs = Needs::lead(self.setting.county.matters[matter].lead);
        for support in &self.layout.matters[matter].supports {
            let [share, choice] = stream.two_marks(ordinal, support.purpose);
            if share.is_below(support.share) {
                let chosen = choice.choose(support.candidates.len());
                needs.add(support.candidates[chosen], support.order);
            }
        }
        needs
    }

    fn report(
        &mut self,
        now: Moment,
        name: (SourceId, u32),
        what: (MatterId, VillageId, crate::county::Severity),
        mut needs: Needs,
        draws: (Stream, u64),
    ) {
        let (matter, village, _) = what;
        let lead = needs.sort();
        let mut parts = needs
            .as_slice()
            .iter()
            .map(|(department, _)| self.draw_part(draws, matter, village, *department));
        let first = parts.next().expect("an incident has the lead's part");
        let mut incident = Incident::new(name, what, now, first);
        parts.for_each(|part| incident.add_part(part));
        incident.lead = lead as u8;
        incident.is_measured = self.setting.horizon.is_measured(now);
        self.digest = self.digest.wrapping_add(digest(&incident, draws.0));

        let deadline = self.setting.county.matters[matter].deadline_working_days;
        let holder = incident.parts()[lead].unit;
        let id = self.incidents.insert(incident);
        let ticket = self.tickets.insert(Ticket {
            incident: id,
            holder,
            opened_at: now,
            due_at: self.setting.calendar.deadline(now, deadline),
            closed_at: None,
        });
        self.incidents[id].ticket = Some(ticket);
        let fact = Fact::Emerged {
            incident: &self.incidents[id],
        };
        self.observer.observe(now, &fact);
        self.ask(now, id);
    }

    #[inline]
    fn draw_part(
        &self,
        (stream, ordinal): (Stream, u64),
        matter: MatterId,
        village: VillageId,
        department: DepartmentId,
    ) -> Part {
        let plan = &self.layout.matters[matter];
        let purposes = &self.layout.purposes[department];
        let power = if plan.power_bounds.is_some() {
            plan.power(stream.mark(ordinal, purposes.power).value())
        } else {
            Power::None
        };
        let township = self.layout.township_of[village];
        Part {
            department,
            unit: self.setting.charter.first_asked[department][township],
            power,
            state: PartState::Unasked,
            sessions_left: self.setting.county.matters[matter].sessions,
            is_reached: false,
            task: None,
            content: Span::from_minutes(plan.work.sample(stream, ordinal, purposes.work)),
        }
    }

    /// What the draws of an incident hang on.
    pub(super) fn draws_of(&self, incident: &Incident) -> (Stream, u64) {
        if let Some(source) = self.sources.get(incident.source.index()) {
            return (source.stream, u64::from(incident.ordinal));
        }
        let row = self
            .setting
            .trace
            .and_then(|trace| trace.reports.get(incident.ordinal as usize));
        let key = row.map_or(Key::of("no row"), |row| row.key);
        (self.setting.world.stream(key), 0)
    }
}

/// A number that changes with anything the world drew for an incident; sums do not hang on order.
#[inline]
fn digest(incident: &Incident, stream: Stream) -> u64 {
    let nature = incident.emerged_at.seconds() as u64
        ^ u64::from(incident.severity.degree()) << 56
        ^ u64::from(incident.ordinal) << 32;
    let content = incident.parts().iter().fold(0_u64, |sum, part| {
        let what = part.content.seconds() as u64
            ^ (part.department.index() as u64) << 40
            ^ (part.power as u64) << 60;
        sum.wrapping_add(mixed(what))
    });
    mixed(mixed(nature.wrapping_add(stream.bits())) ^ content)
}
