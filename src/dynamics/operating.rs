//! Operating (专项行动): a place sighted again and again gets an operation of the unit first asked
//! for its matter, which keeps the place from offending as power on site does.
//!
//! The unit plans for itself, with its own people: nothing is told to the county. A unit in which no
//! two may ever act with power plans none, as parts that need power wait there for ever.

use crate::base::{Key, Moment};
use crate::county::{IncidentId, Need, Severity, Task, TaskKind, WorkerId};
use crate::engine::Observer;

use super::extent::Extent;
use super::fact::Fact;
use super::life::draw;
use super::places::{Place, Side};
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Someone in office has come to know of an incident, which counts once for its place: not
    /// while that is suspended.
    #[cold]
    pub(super) fn note_sighting(&mut self, now: Moment, id: IncidentId) {
        if self.lives[id].sighted_at.is_some() {
            return;
        }
        self.lives[id].sighted_at = Some(now);
        let place = self.place_behind(id);
        let at = place.map(|place| (place, self.side_of(id, place)));
        let Some(at) = at.filter(|at| !self.is_suspended(now, *at)) else {
            return;
        };
        let operations = self.operations.as_mut();
        if operations.is_some_and(|operations| operations.sight(now, at)) {
            self.plan_operation(now, id, at);
        }
    }

    /// The unit first asked for a matter plans an operation at a place, if it can hold power there.
    fn plan_operation(&mut self, now: Moment, id: IncidentId, at: (Place, Side)) {
        let task = self.operation_at(now, at);
        let Some(task) = task.filter(|task| self.may_ever_do(task)) else {
            return;
        };
        if let Some(operations) = &mut self.operations {
            operations.plan(at);
        }
        let fact = Fact::OperationPlanned {
            incident: &self.incidents[id],
            task: &task,
        };
        self.observer.observe(now, &fact);
        let task = self.tasks.insert(task);
        self.join_queue(now, task);
    }

    /// The operation at a place as the unit first asked would have it.
    fn operation_at(&self, now: Moment, (place, side): (Place, Side)) -> Option<Task> {
        let (matter, home, which) = place;
        let village = self.village_at(place, side);
        let law = self.operations.as_ref()?.law;
        let lead = self.setting.county.matters[matter].lead;
        let unit = self.charter.first_asked[lead][self.layout.township_of[village]];
        let calendar = self.setting.calendar;
        Some(Task {
            kind: TaskKind::Operation {
                matter,
                village: home,
                which,
            },
            unit,
            assigned: None,
            of_person: None,
            need: if self.are_crews_on() {
                Need::LICENSED_PAIR
            } else {
                Need::ONE
            },
            department: lead,
            by_law_of: self.is_law_asked_of(unit, matter).then_some(lead),
            severity: None::<Severity>,
            village: Some(village),
            is_travel_included: false,
            content: law.content(),
            expected: law.content(),
            points: law.points_per_hour * law.hours,
            released_at: now,
            queued_at: now,
            due_at: calendar.deadline(now, law.deadline_working_days),
            is_begun: false,
            is_under_way: false,
        })
    }

    /// Whether a crew of its unit can ever do a task: a charter moves nobody to another unit.
    fn may_ever_do(&self, task: &Task) -> bool {
        let members = self.charter.units[task.unit].members.iter();
        let able = members.filter(|worker| self.may_lead(**worker, task));
        able.count() >= task.need.persons()
    }

    /// An operation is worked off: its place is kept from offending.
    #[cold]
    pub(super) fn end_operation(&mut self, now: Moment, lead: WorkerId, place: Place) {
        let (matter, home, which) = place;
        let village = self.crew(lead).village.unwrap_or(home);
        let side = if village == home {
            Side::Home
        } else {
            Side::Beyond
        };
        let at = (place, side);
        let county = self.setting.county;
        let visible = county.matters[matter].visible.as_ref();
        let (Some(operations), Some(visible)) = (&mut self.operations, visible) else {
            return;
        };
        let ordinal = operations.finish(at);
        let own = &county.villages[home];
        let key = Key::of(&county.id).child(&county.townships[own.township].id);
        let key = key.child(&own.id).child(&county.matters[matter].id);
        let key = match side {
            Side::Home => key.child("operation"),
            Side::Beyond => key.child("operation beyond"),
        };
        let stream = self.setting.world.stream(key.numbered(u64::from(which)));
        let lasts = visible.suspended_for(stream.mark(ordinal, draw::SUSPENDED));
        self.suspend(now, self.charter.unit_of[lead], at, now + lasts);
        let township = self.layout.township_of[village];
        self.tell(now, &Fact::OperationDone { township, lasts });
    }
}
