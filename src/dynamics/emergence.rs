//! Emergence: a potential comes up, and is reported at once or hidden at first.

use crate::base::zipf::rank_by_power;
use crate::base::{Id, Key, Moment, Stream, Table};
use crate::county::trace::TracedReport;
use crate::county::{
    Cause, Channel, DepartmentId, Incident, IncidentId, MatterId, Part, PartOrder, PartState,
    Places, SourceId, TownshipId, UnitId, VillageId,
};
use crate::engine::{Observer, Phase};

use super::extent::Extent;
use super::fact::Fact;
use super::life::{Life, draw};
use super::mechanism::Mechanism;
use super::moving::Spot;
use super::potential::{Nature, Needs, Potential};
use super::simulation::Simulation;
use super::slots::Owner;
use super::world_digest;

/// Who is first asked for the parts of an incident, and how many visits each takes.
struct FirstAsked<'a> {
    units: &'a Table<DepartmentId, Table<TownshipId, UnitId>>,
    township: TownshipId,
    sessions: u8,
}

impl FirstAsked<'_> {
    /// Adds the parts of a potential as they are when it comes up.
    #[inline(always)]
    fn add_parts(&self, incident: &mut Incident, potential: &Potential) {
        for part in potential.parts() {
            incident.add_part(Part {
                department: part.department,
                unit: self.units[part.department][self.township],
                power: part.power,
                state: PartState::Unasked,
                sessions_left: self.sessions,
                task: None,
                content: part.content(),
            });
        }
        incident.lead = potential.lead;
    }
}

impl<'a, O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'a, O, E> {
    /// Sets the slot of a stream to its next potential.
    #[inline(always)]
    pub(super) fn await_source(&mut self, index: usize) {
        let window = self.setting.window();
        let source = &mut self.sources[index];
        source.advance(&self.layout, &window);
        let slot = self.slots.of(Owner::Source(index));
        match source.awaited() {
            Some(potential) => self.agenda.set(slot, potential.at, Phase::Emerge),
            None => self.agenda.clear(slot),
        }
    }

    /// The awaited potential of a stream emerges.
    #[inline(never)]
    pub(super) fn emerge(&mut self, now: Moment, index: usize) {
        let source = &self.sources[index];
        let (stream, matter, village) = (source.stream, source.matter, source.village);
        if let Some(potential) = source.awaited().copied() {
            self.await_source(index);
            let from = (SourceId::from_index(index), stream);
            if self.may_prevent() {
                match self.spot_or_cause(now, (matter, village), (stream, &potential)) {
                    Ok(Spot { moved: None, .. }) => {}
                    Ok(spot) => {
                        self.come_up_elsewhere(now, from, (matter, spot), &potential);
                        return;
                    }
                    Err(cause) => {
                        self.prevent(now, from, (matter, village), (&potential, cause));
                        return;
                    }
                }
            }
            self.come_up(now, from, (matter, Spot::home(village)), &potential);
        }
    }

    /// A row of a log is reported.
    pub(super) fn emerge_traced(&mut self, now: Moment, ordinal: u32, row: &TracedReport) {
        let stream = self.setting.world.stream(row.key);
        let plan = &self.layout.matters[row.matter];
        let mut departments = row.departments.iter().flatten();
        let mut needs = Needs::lead(departments.next().copied().unwrap_or(plan.lead));
        for department in departments {
            needs.add(*department, PartOrder::AfterLead);
        }
        let nature = Nature {
            plan,
            purposes: &self.layout.purposes,
            stream,
        };
        let mut potential = nature.one((now, 0), row.severity, needs);
        potential.ordinal = ordinal;
        let digest = world_digest::of_potential(&potential, stream);
        self.digest = self.digest.wrapping_add(digest);
        let source = SourceId::from_index(self.sources.len());
        let spot = Spot::home(row.village);
        self.come_up(now, (source, stream), (row.matter, spot), &potential);
    }

    /// A potential comes up elsewhere than it would have.
    #[cold]
    fn come_up_elsewhere(
        &mut self,
        now: Moment,
        from: (SourceId, Stream),
        (matter, spot): (MatterId, Spot),
        potential: &Potential,
    ) {
        self.come_up(now, from, (matter, spot), potential);
    }

    #[inline(always)]
    fn come_up(
        &mut self,
        now: Moment,
        (source, stream): (SourceId, Stream),
        (matter, spot): (MatterId, Spot),
        potential: &Potential,
    ) {
        let village = spot.village;
        let asked = self.first_asked(matter, village);
        let id = self.incidents.claim();
        let incident = &mut self.incidents[id];
        let name = (source, potential.ordinal);
        incident.emerge(name, (matter, village, potential.severity), now);
        asked.add_parts(incident, potential);
        incident.is_measured = self.setting.horizon.is_measured(now);
        if !E::IS_PLAIN
            && let Some(places) = self.setting.county.variation.places
        {
            incident.place = place_of(places, potential, stream);
            self.digest = self
                .digest
                .wrapping_add(world_digest::of_place(incident.place, stream));
        }
        if let Some((moved, _)) = spot.moved {
            let fact = Fact::CameUpElsewhere { incident, moved };
            self.observer.observe(now, &fact);
        }
        let fact = Fact::Emerged { incident };
        self.observer.observe(now, &fact);
        if self.has_lives() {
            self.begin_life(now, id, spot);
        }
        self.surface(now, id);
    }

    /// Who is first asked for the parts of a matter in a village.
    #[inline(always)]
    fn first_asked(&self, matter: MatterId, village: VillageId) -> FirstAsked<'a> {
        FirstAsked {
            units: &self.charter.first_asked,
            township: self.layout.township_of[village],
            sessions: self.setting.county.matters[matter].sessions,
        }
    }

    /// A potential does not come up: it is told as it would have been, and leaves no row.
    #[cold]
    fn prevent(
        &mut self,
        now: Moment,
        (source, stream): (SourceId, Stream),
        (matter, village): (MatterId, VillageId),
        (potential, cause): (&Potential, Cause),
    ) {
        let asked = self.first_asked(matter, village);
        let name = (source, potential.ordinal);
        let mut incident = Incident::new(name, (matter, village, potential.severity), now);
        asked.add_parts(&mut incident, potential);
        incident.is_measured = self.setting.horizon.is_measured(now);
        if let Some(places) = self.setting.county.variation.places {
            incident.place = place_of(places, potential, stream);
            self.digest = self
                .digest
                .wrapping_add(world_digest::of_place(incident.place, stream));
        }
        let fact = Fact::Prevented {
            incident: &incident,
            cause,
        };
        self.observer.observe(now, &fact);
    }

    /// An incident is there: someone in office is told at once, or nobody knows yet.
    #[inline(always)]
    pub(super) fn surface(&mut self, now: Moment, id: IncidentId) {
        if self.is_hidden_at_first(id) {
            self.hide(now, id);
        } else {
            self.report(now, id, Channel::Hotline);
        }
    }

    /// Someone in office or in the village is told of an incident, or of what is left of it.
    #[inline(always)]
    pub(super) fn report(&mut self, now: Moment, id: IncidentId, channel: Channel) {
        if self.has_lives() {
            self.tell_first(now, id, channel);
            return;
        }
        self.incidents[id].reported_at.get_or_insert(now);
        self.open_ticket(now, id);
        self.ask(now, id);
    }

    /// The life of an incident that has just emerged: where in the village it lies.
    #[cold]
    fn begin_life(&mut self, now: Moment, id: IncidentId, spot: Spot) {
        let incident = &self.incidents[id];
        let (stream, ordinal) = self.draws_of(incident);
        let village = incident.village;
        let grids = self.setting.county.villages[village].grids.max(1) as usize;
        let cells = self.layout.cells_per_grid;
        let cell = match self.setting.county.variation.places {
            Some(_) => usize::from(incident.place) % (grids * cells),
            None => stream.mark(ordinal, draw::PLACE).choose(grids * cells),
        };
        let further = spot.moved.map_or(0, |(_, cells)| cells);
        let cell = (cell + further) % (grids * cells);
        let first = self.layout.first_grid[village] as usize;
        let grid = (first + cell / cells) as u32;
        let cell = (first * cells + cell) as u32;
        let mut life = Life::new(now, grid, cell);
        life.course.moved = spot.moved.map(|(moved, _)| moved);
        self.give_life(id, &life);
        if self.is_hidden_at_first(id) {
            self.incidents[id].know_only(0);
        }
    }

    /// Gives an incident its life.
    pub(super) fn give_life(&mut self, id: IncidentId, life: &Life) {
        while self.lives.len() <= id.index() {
            self.lives.push(*life);
        }
        self.lives[id] = *life;
        if self.mechanisms().has(Mechanism::Escalation) {
            self.await_worsening(id);
            self.await_escalation(id);
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

/// Which place of its village a potential comes from.
#[cold]
fn place_of(places: Places, potential: &Potential, stream: Stream) -> u16 {
    let mark = stream.mark(u64::from(potential.ordinal), draw::ADDRESS);
    rank_by_power(mark, places.per_village, places.exponent)
}
