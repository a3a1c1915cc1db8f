//! Running: one setting from its start to its end.

use std::fmt;

use crate::base::{Moment, Span};
use crate::county::{Need, RoutineId, Severity, Task, TaskKind, UnitId, VillageId};
use crate::engine::{Agenda, Due, Observer, Phase};

use super::event::Event;
use super::extent::{Extent, Plain, Whole};
use super::fact::Fact;
use super::islands::Island;
use super::layout::ROUTINE_WORK;
use super::mechanism::Mechanism;
use super::routine_source::Falls;
use super::setting::Setting;
use super::simulation::{Simulation, is_plain};
use super::slots::Owner;

/// What a run leaves behind beside what its observer saw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Outcome {
    /// Events handled.
    pub events: u64,
    /// A number that changes with anything the world drew; equal in every setup.
    pub world_digest: u64,
    /// The state the county is left in.
    pub county_end: CountyEnd,
}

/// The state a county is left in, in whole millionths, so that no sum depends on its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CountyEnd {
    /// Mean over grids of residents' trust; none where residents do not react.
    pub trust: Option<u64>,
    /// Mean over villages of their capacity to settle cases; none where villages settle none.
    pub capacity: Option<u64>,
}

impl CountyEnd {
    const MILLIONTHS: f64 = 1e6;

    /// The mean of values from 0 to 1, each rounded to a millionth; none of nothing.
    fn mean(values: impl Iterator<Item = f64>) -> Option<u64> {
        let (mut sum, mut count) = (0, 0);
        for value in values {
            sum += Self::millionths(value);
            count += 1;
        }
        (count > 0).then(|| sum / count)
    }

    /// A share as whole millionths.
    pub fn millionths(share: f64) -> u64 {
        (share * Self::MILLIONTHS).round() as u64
    }

    /// Millionths as a share.
    pub const fn share(millionths: u64) -> f64 {
        millionths as f64 / Self::MILLIONTHS
    }
}

/// Runs a setting and tells `observer` every fact.
pub fn simulate<O: for<'f> Observer<Fact<'f>>>(setting: &Setting, observer: O) -> (Outcome, O) {
    simulate_extent::<O, Whole>(setting, observer)
}

/// The same to the bit, faster where a setting asks for plain queues; takes twice the machine code.
pub fn simulate_lean<O: for<'f> Observer<Fact<'f>>>(
    setting: &Setting,
    observer: O,
) -> (Outcome, O) {
    if is_plain(setting) {
        simulate_extent::<O, Plain>(setting, observer)
    } else {
        simulate_extent::<O, Whole>(setting, observer)
    }
}

fn simulate_extent<O: for<'f> Observer<Fact<'f>>, E: Extent>(
    setting: &Setting,
    observer: O,
) -> (Outcome, O) {
    let mut simulation = Simulation::<O, E>::new(setting, observer);
    simulation.open();
    let end = setting.horizon.end();
    let mut events = simulation.run_to(end);
    for island in simulation.islands() {
        simulation.land_on(&island);
        events += simulation.run_to(end);
    }
    simulation.close(end);
    let outcome = Outcome {
        events,
        world_digest: simulation.world_digest(),
        county_end: simulation.county_end(end),
    };
    (outcome, simulation.observer)
}

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Opens rosters and streams; those of islands are opened where they are landed on.
    pub(super) fn open(&mut self) {
        self.open_rosters();
        if !E::IS_PLAIN {
            for index in 0..self.sources.len() {
                self.await_source(index);
            }
        }
        for index in 0..self.routine_sources.len() {
            self.await_routine(index);
        }
        self.await_traced_report();
        self.await_traced_routine();
        self.open_patrols();
        self.await_requests();
        self.await_switch();
        self.await_planning(self.setting.horizon.start().day());
    }

    /// What is run for itself, beside what belongs to the whole county.
    fn islands(&self) -> Vec<Island> {
        if E::IS_PLAIN {
            Island::all(self.charter, &self.layout, &self.sources)
        } else {
            Vec::new()
        }
    }

    /// From now on the agenda is for `island` alone.
    fn land_on(&mut self, island: &Island) {
        self.slots.land_on(island);
        self.agenda = Agenda::new(self.slots.count());
        for index in &island.sources {
            self.await_source(*index);
        }
    }

    /// Handles every event before `end` in order; returns how many there were.
    fn run_to(&mut self, end: Moment) -> u64 {
        let mut events = 0;
        while let Some((now, due)) = self.agenda.pop_before(end) {
            self.handle(now, due);
            events += 1;
        }
        events
    }

    /// What is due happens.
    #[inline(always)]
    pub(super) fn handle(&mut self, now: Moment, due: Due<Event>) {
        match due {
            Due::Slot(slot) => match self.slots.owner(slot) {
                Owner::Crew(lead) => self.end_step(now, lead),
                Owner::Source(index) => self.emerge(now, index),
                other if E::IS_PLAIN => no_plain_queue(&other),
                other => self.act(now, other),
            },
            Due::OneOff(Event::SessionDue { incident, parts }) => {
                self.send_visits(now, incident, parts);
            }
            Due::OneOff(event) if E::IS_PLAIN => no_plain_queue(&event),
            Due::OneOff(event) => self.happen(now, event),
        }
    }

    /// Anybody but a crew or a stream of potentials acts.
    #[inline(never)]
    fn act(&mut self, now: Moment, owner: Owner) {
        match owner {
            Owner::Crew(lead) => self.end_step(now, lead),
            Owner::Source(index) => self.emerge(now, index),
            Owner::Routine(index) => self.release_routine(now, index),
            Owner::Shift(shift) => self.turn_roster(now, shift),
            Owner::Patrol(grid) => self.end_field_step(now, grid),
            Owner::TracedReport => self.release_traced_report(now),
            Owner::TracedRoutine => self.release_traced_routine(now),
        }
    }

    /// A one-off event happens.
    #[inline(never)]
    fn happen(&mut self, now: Moment, event: Event) {
        match event {
            Event::SessionDue { incident, parts } => self.send_visits(now, incident, parts),
            Event::TriedInVillage {
                incident,
                trial,
                is_done,
            } => self.end_trial(now, incident, trial, is_done),
            Event::PlansFronting => self.plan_fronting(now),
            Event::Rings { incident, alarm } => self.ring(now, incident, alarm),
            Event::Arrives {
                incident,
                parts,
                passage,
                stop,
            } => self.end_passage(now, incident, (parts, passage), stop),
            Event::FallsDue { incident, task } => self.fall_due(now, incident, task),
            Event::RequestComesUp { index, ordinal } => {
                self.come_up_with_request(now, index, ordinal);
            }
            Event::SecondArrives {
                incident,
                source,
                ordinal,
                department,
                number,
            } => self.meet_second(now, incident, (source, ordinal), (department, number)),
            Event::Switch => self.switch(now),
        }
    }

    /// The state the county is left in at `end`.
    fn county_end(&self, end: Moment) -> CountyEnd {
        let residents = self.setting.conduct.residents;
        CountyEnd {
            trust: residents.and_then(|residents| {
                CountyEnd::mean(self.trust.iter().map(|trust| trust.at(end, &residents)))
            }),
            capacity: {
                let villages = self.setting.county.villages.ids();
                CountyEnd::mean(villages.filter_map(|village| self.capacity(end, village)))
            },
        }
    }

    /// Tells what is still open.
    fn close(&mut self, end: Moment) {
        self.close_accounts(end);
        self.close_patrols(end);
        self.close_villages(end);
        for (_, task) in self.tasks.iter_with_ids() {
            let is_waiting = !task.is_under_way;
            if is_waiting {
                let fact = Fact::Waited {
                    task,
                    incident: task.incident().map(|incident| &self.incidents[incident]),
                    is_taken: false,
                    crew: &[],
                };
                self.observer.observe(end, &fact);
            }
        }
        let open: Vec<_> = self.incidents.iter_with_ids().map(|(id, _)| id).collect();
        for id in open {
            if !self.has_lives() || !self.lives[id].has_left {
                let how = self.end_of_the_open(id);
                self.leave(end, id, how);
            }
        }
    }

    fn await_routine(&mut self, index: usize) {
        let slot = self.slots.of(Owner::Routine(index));
        let end = self.setting.horizon.end();
        let next = self.routine_sources[index].next(end, self.setting.calendar);
        self.next_routine[index] = next.map(|(_, ordinal, falls)| (ordinal, falls));
        match next {
            Some((at, _, _)) => self.agenda.set(slot, at, Phase::Emerge),
            None => self.agenda.clear(slot),
        }
    }

    fn release_routine(&mut self, now: Moment, index: usize) {
        let source = &self.routine_sources[index];
        let (routine, stream) = (source.routine, source.stream);
        if let Some((ordinal, falls)) = self.next_routine[index] {
            let plan = &self.layout.routines[routine];
            let minutes = plan.work.sample(stream, ordinal, ROUTINE_WORK);
            let work = (Span::from_minutes(minutes), plan.expected);
            if self.chores.is_some() {
                self.weigh_line_task(now, routine, (ordinal, falls), work);
            } else {
                self.send_routine(now, routine, falls, work);
            }
        }
        self.await_routine(index);
    }

    fn unit_for_routine(&self, routine: RoutineId, village: VillageId) -> UnitId {
        let department = self.setting.county.routines[routine].department;
        self.charter.first_asked[department][self.layout.township_of[village]]
    }

    /// A piece of routine work, with its content and what it is expected to be, joins the queue of
    /// whoever it falls on.
    pub(super) fn send_routine(
        &mut self,
        now: Moment,
        routine: RoutineId,
        falls: Falls,
        (content, expected): (Span, Span),
    ) {
        let kind = &self.setting.county.routines[routine];
        let (unit, village, of_person) = match falls {
            Falls::At(village) => (self.unit_for_routine(routine, village), Some(village), None),
            Falls::On(worker) => (self.charter.unit_of[worker], None, Some(worker)),
            Falls::OnOffice => return,
        };
        let task = Task {
            kind: TaskKind::Routine(routine),
            unit,
            assigned: None,
            of_person,
            need: if self.are_crews_on() {
                kind.need
            } else {
                Need::ONE
            },
            department: kind.department,
            by_law_of: None,
            severity: None::<Severity>,
            village,
            is_travel_included: kind.is_travel_included,
            content,
            expected,
            points: kind.points_per_hour * expected.hours(),
            released_at: now,
            queued_at: now,
            due_at: self
                .setting
                .calendar
                .deadline(now, kind.deadline_working_days),
            is_begun: false,
            is_under_way: false,
        };
        let id = self.tasks.insert(task);
        self.join_queue(now, id);
    }

    fn await_traced_report(&mut self) {
        let slot = self.slots.of(Owner::TracedReport);
        let at = self
            .setting
            .trace
            .and_then(|trace| trace.reports.get(self.next_report))
            .map(|row| row.at);
        match at {
            Some(at) => self.agenda.set(slot, at, Phase::Emerge),
            None => self.agenda.clear(slot),
        }
    }

    fn release_traced_report(&mut self, now: Moment) {
        if let Some(trace) = self.setting.trace {
            let ordinal = self.next_report;
            self.next_report += 1;
            self.await_traced_report();
            self.emerge_traced(now, ordinal as u32, &trace.reports[ordinal]);
        }
    }

    fn await_traced_routine(&mut self) {
        let slot = self.slots.of(Owner::TracedRoutine);
        let at = self
            .setting
            .trace
            .filter(|_| self.mechanisms().has(Mechanism::Routine))
            .and_then(|trace| trace.routine.get(self.next_traced_routine))
            .map(|row| row.at);
        match at {
            Some(at) => self.agenda.set(slot, at, Phase::Emerge),
            None => self.agenda.clear(slot),
        }
    }

    fn release_traced_routine(&mut self, now: Moment) {
        if let Some(trace) = self.setting.trace {
            let row = trace.routine[self.next_traced_routine];
            self.next_traced_routine += 1;
            self.await_traced_routine();
            let stream = self.setting.world.stream(row.key);
            let plan = &self.layout.routines[row.routine];
            let minutes = plan.work.sample(stream, 0, ROUTINE_WORK);
            let work = (Span::from_minutes(minutes), plan.expected);
            self.send_routine(now, row.routine, Falls::At(row.village), work);
        }
    }
}

/// Ends a run that was taken for plain queues and is not: its results would lack what is due.
#[cold]
#[inline(never)]
fn no_plain_queue(due: &dyn fmt::Debug) -> ! {
    panic!("{due:?} is due in a run that was taken for plain queues")
}
