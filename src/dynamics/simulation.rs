//! The state of one run: who is where, what is open, what is to happen.

use std::collections::VecDeque;
use std::marker::PhantomData;

use crate::base::calendar::Calendar;
use crate::base::{Id, Key, Moment, Span, Stream, Table};
use crate::county::{
    County, DepartmentId, Incident, IncidentId, Matter, ShiftId, Task, TaskId, UnitId, VillageId,
    WorkerId,
};
use crate::engine::{Agenda, Observer};
use crate::governance::Charter;
use crate::governance::charter::Practice;
use crate::governance::conduct::{Conduct, Trust};

use super::background::Background;
use super::borders::Borders;
use super::capacity::Villages;
use super::chores::Chores;
use super::crew::{Crew, Person};
use super::deadlines::Deadlines;
use super::displacement::Displacement;
use super::event::Event;
use super::extent::{Extent, Whole};
use super::fact::Fact;
use super::fronting::Fronts;
use super::grid_worker::GridWorkers;
use super::layout::Layout;
use super::life::Life;
use super::mechanism::{Mechanism, Mechanisms};
use super::office_memory::OfficeMemory;
use super::operations::Operations;
use super::paces::Paces;
use super::places::Places;
use super::powerless::Powerless;
use super::pressed::Pressed;
use super::queue::Queues;
use super::requests::Requests;
use super::roster::Roster;
use super::routine_source::{Falls, RoutineSource};
use super::setting::{Discipline, Setting};
use super::skills::Skills;
use super::slab::Slab;
use super::slots::{Common, Slots};
use super::source::Source;

/// What is asked of a person all the time.
#[derive(Debug, Clone, Copy)]
pub struct Profile {
    /// Home line.
    pub home: DepartmentId,
    /// Licence.
    pub is_licensed: bool,
    /// The draws of the days away.
    pub absence: Stream,
}

/// The state of one run of an extent.
pub struct Simulation<'a, O, E = Whole> {
    pub(super) setting: &'a Setting<'a>,
    /// The charter in force.
    pub(super) charter: &'a Charter,
    pub(super) layout: Layout,
    pub(super) agenda: Agenda<Event>,
    pub(super) slots: Slots,
    pub(super) sources: Vec<Source>,
    pub(super) routine_sources: Vec<RoutineSource>,
    /// The next piece of each kind of routine work.
    pub(super) next_routine: Vec<Option<(u64, Falls)>>,
    /// The next rows of the log.
    pub(super) next_report: usize,
    pub(super) next_traced_routine: usize,
    pub(super) rosters: Table<ShiftId, Roster>,
    pub(super) shift_members: Table<ShiftId, Vec<WorkerId>>,
    pub(super) incidents: Slab<IncidentId, Incident>,
    pub(super) tasks: Slab<TaskId, Task>,
    pub(super) queues: Queues,
    /// People of each unit who are on duty and free, the one free for longest first.
    pub(super) free: Table<UnitId, VecDeque<WorkerId>>,
    pub(super) persons: Table<WorkerId, Person>,
    pub(super) profiles: Table<WorkerId, Profile>,
    /// Crews by the person who leads them; of whoever leads none, the last one led.
    pub(super) crews: Table<WorkerId, Crew>,
    pub(super) deadlines: Deadlines<'a>,
    /// Whether incidents have lives.
    has_lives: bool,
    /// Lives of the incidents, if they have any.
    pub(super) lives: Table<IncidentId, Life>,
    /// Alarms set so far.
    pub(super) alarms: u32,
    /// Trust of the residents of each grid.
    pub(super) trust: Vec<Trust>,
    /// Hidden incidents in the cells of the county's grids.
    pub(super) cells: Vec<Vec<IncidentId>>,
    /// What offices remember.
    pub(super) offices: OfficeMemory,
    /// Who walks them, if anybody does.
    pub(super) grid_workers: GridWorkers,
    /// Villages that settle cases themselves, if any do.
    pub(super) villages: Option<Villages>,
    /// Skill by practice, if anybody learns.
    pub(super) skills: Option<Skills>,
    /// Pressure for the record, if it counts.
    pub(super) pressed: Option<Box<Pressed>>,
    /// What handlers must find out, if anything.
    pub(super) background: Option<Background>,
    /// How fast everybody works, if it changes.
    pub(super) paces: Option<Box<Paces>>,
    /// What townships without power go by, if they choose.
    pub(super) powerless: Option<Box<Powerless>>,
    /// Fronted work, if the county states any.
    pub(super) fronts: Option<Box<Fronts<'a>>>,
    /// What residents might ask, if they might ask anything.
    pub(super) requests: Option<Box<Requests>>,
    /// What lines hand down to townships, if they do.
    pub(super) chores: Option<Box<Chores>>,
    /// Places that offend again, if there are any.
    pub(super) places: Option<Places>,
    /// Places on borders, if there are any.
    pub(super) borders: Option<Box<Borders>>,
    /// Offenders who go on elsewhere, if any do.
    pub(super) displacement: Option<Box<Displacement>>,
    /// Operations planned on sightings, if the county states any and has such places.
    pub(super) operations: Option<Box<Operations>>,
    pub(super) observer: O,
    /// The digest of what the world drew beside the streams of potentials.
    pub(super) digest: u64,
    extent: PhantomData<E>,
}

impl<'a, O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'a, O, E> {
    /// An empty county at the start of the run.
    pub(super) fn new(setting: &'a Setting<'a>, observer: O) -> Self {
        let county = setting.county;
        let charter = setting.opening_charter();
        let start = setting.horizon.start();
        let sources = Source::all(setting);
        let chores = Chores::of(setting).map(Box::new);
        let routine_sources = routine_sources(setting, chores.as_deref());
        let grid_workers = GridWorkers::new(setting);
        let common = Common {
            routines: routine_sources.len(),
            shifts: county.shifts.len(),
            patrols: grid_workers.workers.len(),
        };
        let slots = Slots::of_county(county.workers.len(), sources.len(), common);
        let has_places = setting.mechanisms.has(Mechanism::Sources) && setting.trace.is_none();
        let places = has_places.then(|| Places::of(county)).flatten();
        let has_places = places.is_some();
        let operations = Operations::of(setting).filter(|_| has_places);
        let absences = Key::of("absence");
        let layout = Layout::new(setting, charter);
        let residents = setting.conduct.residents.unwrap_or_default();
        let trust = vec![Trust::initial(start, &residents); layout.grids];
        let cells_per_grid = layout.cells_per_grid;
        let cells = vec![Vec::new(); layout.grids * cells_per_grid];
        Self {
            layout,
            agenda: Agenda::new(slots.count()),
            slots,
            sources,
            next_routine: vec![None; routine_sources.len()],
            routine_sources,
            next_report: 0,
            next_traced_routine: 0,
            rosters: county.shifts.map(|shift| {
                let blocks = shift.on_duty(setting.calendar, start, setting.horizon.end());
                Roster::new(blocks, county.staffing.is_anyone_ever_away())
            }),
            shift_members: (0..county.shifts.len())
                .map(|shift| {
                    let shift = Some(ShiftId::from_index(shift));
                    let members = county.workers.iter_with_ids();
                    members
                        .filter(|(_, worker)| worker.shift == shift)
                        .map(|(id, _)| id)
                        .collect()
                })
                .collect(),
            incidents: Slab::new(Incident::nothing()),
            tasks: Slab::new(Task::nothing()),
            queues: Queues::new(charter.units.len()),
            free: Table::filled(charter.units.len(), VecDeque::new()),
            persons: Table::filled(county.workers.len(), Person::ABSENT),
            profiles: county.workers.map(|worker| Profile {
                home: worker.home,
                is_licensed: worker.is_licensed(),
                absence: setting.world.stream(absences.child(&worker.id)),
            }),
            crews: county.workers.ids().map(Crew::none_yet).collect(),
            deadlines: Deadlines::new(setting.calendar, &county.matters),
            has_lives: has_lives(setting.county, setting.conduct),
            lives: Table::new(),
            alarms: 0,
            trust,
            cells,
            offices: OfficeMemory::new(setting),
            grid_workers,
            villages: Villages::new(setting),
            skills: Skills::of(setting),
            pressed: Pressed::of(setting).map(Box::new),
            background: Background::of(setting),
            paces: Paces::of(setting).map(Box::new),
            powerless: Powerless::of(setting).map(Box::new),
            fronts: Fronts::of(setting).map(Box::new),
            requests: Requests::of(setting).map(Box::new),
            chores,
            places,
            borders: has_places
                .then(|| Borders::of(county))
                .flatten()
                .map(Box::new),
            displacement: has_places
                .then(|| Displacement::of(setting, cells_per_grid))
                .flatten()
                .map(Box::new),
            operations: operations.map(Box::new),
            observer,
            digest: 0,
            extent: PhantomData,
            setting,
            charter,
        }
    }

    #[inline]
    pub(super) fn mechanisms(&self) -> Mechanisms {
        if E::IS_PLAIN {
            Mechanisms::NONE
        } else {
            self.setting.mechanisms
        }
    }

    /// A number that changes with anything the world drew; equal in every setup.
    pub(super) fn world_digest(&self) -> u64 {
        let streams = self.sources.iter().map(Source::digest);
        streams.fold(self.digest, u64::wrapping_add)
    }

    /// Whether incidents have lives.
    #[inline]
    pub(super) fn has_lives(&self) -> bool {
        !E::IS_PLAIN && self.has_lives
    }

    /// One way from the base of a task's unit to its place.
    #[inline]
    pub(super) fn travel(&self, task: &Task) -> Span {
        if E::IS_PLAIN {
            Span::ZERO
        } else {
            self.layout.travel(task)
        }
    }

    #[inline]
    pub(super) fn discipline(&self) -> Discipline {
        self.setting.discipline
    }

    /// Whether what counts for the officers says whom they serve next.
    #[inline]
    pub(super) fn do_officers_choose(&self) -> bool {
        !E::IS_PLAIN && self.setting.discipline == Discipline::OfficerChoice
    }

    pub(super) fn calendar(&self) -> &'a Calendar {
        self.setting.calendar
    }

    /// How troubles are dealt with in a village under the charter in force.
    #[inline(always)]
    pub(super) fn practice(&self, village: VillageId) -> &'a Practice {
        let charter: &'a Charter = self.charter;
        match &charter.pilot {
            Some(_) if !E::IS_PLAIN => charter.practice_in(self.layout.township_of[village]),
            _ => &charter.practice,
        }
    }

    #[inline]
    pub(super) fn are_crews_on(&self) -> bool {
        self.mechanisms().has(Mechanism::Crews)
    }

    /// Whether a person leads a crew under way.
    pub(super) fn leads(&self, worker: WorkerId) -> bool {
        self.persons[worker].crew == Some(worker)
    }

    /// The crew led by `lead`; only those under way are asked for.
    #[inline]
    pub(super) fn crew(&self, lead: WorkerId) -> &Crew {
        debug_assert!(self.leads(lead), "a crew under way has a lead");
        &self.crews[lead]
    }

    #[inline]
    pub(super) fn crew_mut(&mut self, lead: WorkerId) -> &mut Crew {
        debug_assert!(self.leads(lead), "a crew under way has a lead");
        &mut self.crews[lead]
    }

    #[inline]
    pub(super) fn tell(&mut self, at: Moment, fact: &Fact) {
        self.observer.observe(at, fact);
    }
}

/// Whether a setting asks for plain queues, in order of arrival or severity, and nothing else.
pub(super) fn is_plain(setting: &Setting) -> bool {
    setting.mechanisms == Mechanisms::NONE
        && setting.discipline != Discipline::OfficerChoice
        && !has_lives(setting.county, setting.conduct)
        && setting.county.variation.places.is_none()
        && setting.trace.is_none()
        && setting.switch_at().is_none()
        && setting.opening_charter().pilot.is_none()
}

/// The routine work of a setting; that of the lines' offices only where it may be handed down.
fn routine_sources(setting: &Setting, chores: Option<&Chores>) -> Vec<RoutineSource> {
    if !setting.mechanisms.has(Mechanism::Routine) {
        return Vec::new();
    }
    let (county, start) = (setting.county, setting.horizon.start());
    let mut sources = RoutineSource::all(county, setting.world, start);
    if let Some(chores) = chores {
        let of_offices = RoutineSource::of_offices(county, setting.world, start);
        let may_be = |source: &RoutineSource| chores.shares[source.routine] > 0.0;
        sources.extend(of_offices.into_iter().filter(may_be));
    }
    sources
}

/// Whether anything in the county gives incidents a life beside what officers do with them.
pub fn has_lives(county: &County, conduct: &Conduct) -> bool {
    let of_a_matter = |matter: &Matter| {
        matter.detection.is_some()
            || matter.settles_itself.is_some()
            || matter.relapse.is_some()
            || matter.visible.is_some()
            || matter.worsens_per_day > 0.0
            || matter.escalates_per_day > 0.0
    };
    *conduct != Conduct::NONE || county.matters.iter().any(of_a_matter)
}
