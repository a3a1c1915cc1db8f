//! Prevention (R11): officers' units plan visits, stays and procedures each week and do them between
//! their other work; what they leave in store keeps some potentials from coming up.

use crate::base::{Moment, Span, Stream};
use crate::county::{
    Cause, Channel, Fronted, GroupId, IncidentId, MatterId, Need, Severity, Task, TaskKind, UnitId,
    VillageId,
};
use crate::engine::{Observer, Phase};
use crate::governance::setup::{Fronting, Targeting};

use super::event::Event;
use super::extent::Extent;
use super::fact::Fact;
use super::fronting::Fronts;
use super::life::draw;
use super::moving::Spot;
use super::planner::{Target, monday_of, next_planning_day};
use super::potential::Potential;
use super::simulation::Simulation;

/// Capacity of a village where villages settle nothing; the mean of the usual law.
const USUAL_CAPACITY: f64 = 0.5;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// The planners meet on the first working day of each week from `day` on.
    pub(super) fn await_planning(&mut self, day: i64) {
        if self.fronts.is_none() {
            return;
        }
        let end = self.setting.horizon.end();
        if let Some(day) = next_planning_day(self.calendar(), day, end) {
            let at = Moment::start_of_day(day).max(self.setting.horizon.start());
            self.agenda
                .schedule(at, Phase::Decide, Event::PlansFronting);
        }
    }

    /// Plans a week of fronted work in every unit of officers, and sends it to them.
    pub(super) fn plan_fronting(&mut self, now: Moment) {
        self.await_planning(now.day() + 1);
        let Some(mut fronts) = self.fronts.take() else {
            return;
        };
        fronts.cases.fade_until(now);
        let mut sent = Vec::new();
        if let Some(fronting) = self.charter.stance.fronting() {
            fronts.lay(self.setting, self.charter, (fronting, &self.layout));
            self.plan_week(now, fronting, &mut fronts, &mut sent);
        }
        self.fronts = Some(fronts);
        for (unit, target) in sent {
            self.send_fronted(now, unit, &target);
        }
    }

    fn plan_week(
        &self,
        now: Moment,
        fronting: Fronting,
        fronts: &mut Fronts,
        sent: &mut Vec<(UnitId, Target)>,
    ) {
        let monday = Moment::start_of_day(monday_of(self.calendar(), now.day()));
        let shifts = &self.setting.county.shifts;
        let of_shift =
            shifts.map(|shift| shift.duty_between(self.calendar(), monday, monday + Span::WEEK));
        let staffing = &self.setting.county.staffing;
        let present = 1.0 - staffing.absent_share - staffing.seconded_share;
        let mut plans = std::mem::take(&mut fronts.plans);
        for plan in &mut plans {
            let hours = plan.hours(&of_shift) * present;
            let unit = plan.unit;
            for programme in &mut plan.programmes {
                programme.plan(
                    hours,
                    |target| self.worth(now, fronting.targeting, fronts, target),
                    |target| sent.push((unit, *target)),
                );
            }
        }
        fronts.plans = plans;
    }

    fn send_fronted(&mut self, now: Moment, unit: UnitId, target: &Target) {
        let Some(fronts) = &self.fronts else { return };
        let law = &fronts.law;
        let (content, persons) = match target.what {
            Fronted::Visit { .. } => (Span::from_minutes(law.visit_min), Need::ONE),
            Fronted::Stay { .. } => (Span::from_hours(law.resource_h), Need::LICENSED_PAIR),
            Fronted::Sitting { .. } => (Span::from_hours(target.hours), Need::ONE),
        };
        let need = if self.are_crews_on() {
            persons
        } else {
            Need::ONE
        };
        let week_ends = Moment::start_of_day(monday_of(self.calendar(), now.day())) + Span::WEEK;
        let task = Task {
            kind: TaskKind::Prevention(target.what),
            unit,
            assigned: None,
            of_person: None,
            need,
            department: target.department,
            by_law_of: None,
            severity: None::<Severity>,
            village: target.what.village(),
            is_travel_included: false,
            content,
            expected: content,
            points: target.hours / need.persons() as f64,
            released_at: now,
            queued_at: now,
            due_at: week_ends,
            is_begun: false,
            is_under_way: false,
        };
        let id = self.tasks.insert(task);
        self.join_queue(now, id);
    }

    /// A piece of fronted work is done by a unit.
    #[cold]
    pub(super) fn front(&mut self, now: Moment, what: Fronted, unit: UnitId) {
        let Some(fronts) = &mut self.fronts else {
            return;
        };
        if let Some(plan) = fronts.plans.iter_mut().find(|plan| plan.unit == unit) {
            plan.note_done(what);
        }
        match what {
            Fronted::Visit { village, group } => {
                fronts.stocks.add_visit(now, village, group);
                self.look_around(now, village, Some(group));
            }
            Fronted::Stay { village } => {
                fronts.stocks.add_stay(now, village);
                self.coach(now, village);
                self.look_around(now, village, None);
            }
            Fronted::Sitting { matter, township } => fronts.hold_sitting(now, matter, township),
        }
    }

    /// A stay has coached the village.
    fn coach(&mut self, now: Moment, village: VillageId) {
        if let (Some(fronts), Some(villages)) = (&self.fronts, &mut self.villages) {
            let hours = fronts.law.coaching_share * fronts.law.resource_h;
            villages.coach(now, village, hours);
        }
    }

    /// Capacity of a village to settle its own troubles, as the planners see it.
    fn capacity_seen(&self, now: Moment, village: VillageId) -> f64 {
        self.capacity(now, village).unwrap_or(USUAL_CAPACITY)
    }

    /// Whoever is in a village may see what is hidden there, of one group or of all.
    fn look_around(&mut self, now: Moment, village: VillageId, group: Option<GroupId>) {
        let adds = match &self.fronts {
            Some(fronts) if self.has_lives() => fronts.law.adds_sight,
            _ => return,
        };
        let cells = self.layout.cells_per_grid;
        let first = self.layout.first_grid[village] as usize * cells;
        let grids = self.setting.county.villages[village].grids.max(1) as usize;
        let matters = &self.setting.county.matters;
        let is_looked_for = |id: &IncidentId| {
            let of = matters[self.incidents[*id].matter].group;
            group.is_none_or(|group| group == of)
        };
        let hidden: Vec<IncidentId> = self.cells[first..first + grids * cells]
            .iter()
            .flatten()
            .copied()
            .filter(is_looked_for)
            .collect();
        for id in hidden {
            let left = &mut self.lives[id].sight_left;
            *left -= adds;
            if *left <= 0.0 {
                self.report(now, id, Channel::Patrol);
            }
        }
    }

    /// A ticket is opened: the planners will remember the case.
    #[inline]
    pub(super) fn note_case(&mut self, id: IncidentId) {
        if let Some(fronts) = &mut self.fronts {
            let incident = &self.incidents[id];
            let group = self.setting.county.matters[incident.matter].group;
            let township = self.layout.township_of[incident.village];
            let place = (incident.village, group);
            fronts.cases.note(place, (township, incident.matter));
        }
    }

    /// Whether anything may keep a potential from coming up.
    #[inline]
    pub(super) fn may_prevent(&self) -> bool {
        E::has(&self.fronts) || E::has(&self.places)
    }

    /// Where a potential comes up, or why it does not: its place is suspended, or visits prevent it.
    #[cold]
    pub(super) fn spot_or_cause(
        &self,
        now: Moment,
        (matter, village): (MatterId, VillageId),
        (stream, potential): (Stream, &Potential),
    ) -> Result<Spot, Cause> {
        let draws = (stream, u64::from(potential.ordinal));
        let places = self.places.as_ref();
        let spot = match places.and_then(|places| places.place_of((matter, village), draws)) {
            Some(place) => self.spot_of(now, place).ok_or(Cause::Suspended)?,
            None => Spot::home(village),
        };
        if self.is_visited(now, (matter, spot.village), draws) {
            Err(Cause::Visit)
        } else {
            Ok(spot)
        }
    }

    /// Whether visits to a village keep a potential from coming up there.
    fn is_visited(
        &self,
        now: Moment,
        (matter, village): (MatterId, VillageId),
        (stream, ordinal): (Stream, u64),
    ) -> bool {
        let Some(fronts) = &self.fronts else {
            return false;
        };
        let matter = &self.setting.county.matters[matter];
        let stock = fronts.stocks.of_visits(now, village, matter.group);
        let [may_be, is] = stream.two_marks(ordinal, draw::PREVENTED);
        may_be.is_below(matter.preventable_share) && fronts.law.prevents(is, stock)
    }

    /// Whether a standing procedure says who leads an incident and how: the lead is known, and no
    /// meeting is needed.
    #[inline]
    pub(super) fn follows_procedure(&self, now: Moment, id: IncidentId) -> bool {
        self.fronts.as_ref().is_some_and(|fronts| {
            let incident = &self.incidents[id];
            let township = self.layout.township_of[incident.village];
            fronts.has_procedure(now, incident.matter, township)
        })
    }

    /// What a target counts for a unit's planner; none if it is not wanted.
    fn worth(
        &self,
        now: Moment,
        targeting: Targeting,
        fronts: &Fronts,
        target: &Target,
    ) -> Option<f64> {
        let waiting = f64::from(target.waiting);
        let (cases, gain, village) = match target.what {
            Fronted::Visit { village, group } => {
                let stock = fronts.stocks.of_visits(now, village, group) + waiting;
                let cases = fronts.cases.in_village(village, group);
                (cases, fronts.law.gain_of_a_visit(stock), Some(village))
            }
            Fronted::Stay { village } => {
                let stock = fronts.stocks.of_stays(now, village) + waiting;
                let cases = fronts.cases.of_village(village);
                (cases, 1.0 / (1.0 + stock), Some(village))
            }
            Fronted::Sitting { matter, township } => {
                if fronts.is_begun(now, target)? {
                    return Some(f64::INFINITY);
                }
                (fronts.cases.in_township(township, matter), 1.0, None)
            }
        };
        let need = village.map_or(1.0, |village| 1.0 - self.capacity_seen(now, village));
        Some(match targeting {
            Targeting::Uniform => 1.0,
            Targeting::Hotspot => cases * gain,
            Targeting::ByCapacity => cases * gain * need,
        })
    }
}
