//! Operating (专项行动): a place sighted again and again gets an operation of the unit first asked
//! for its matter, which keeps the place from offending as power on site does.
//!
//! The unit plans for itself, with its own people: nothing is told to the county. A unit in which no
//! two may ever act with power plans none, as parts that need power wait there for ever.

use crate::base::{Key, Moment};
use crate::county::{IncidentId, MatterId, Need, Severity, Task, TaskKind, WorkerId};
use crate::engine::Observer;

use super::extent::Extent;
use super::fact::Fact;
use super::life::draw;
use super::places::Place;
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Someone in office has come to know of an incident, which counts once for its place: not
    /// while that is suspended.
    #[cold]
    pub(super) fn note_sighting(&mut self, now: Moment, id: IncidentId) {
        if std::mem::replace(&mut self.lives[id].is_sighted, true) {
            return;
        }
        let place = self.place_behind(id);
        let Some(place) = place.filter(|place| !self.is_suspended(now, *place)) else {
            return;
        };
        let operations = self.operations.as_mut();
        if operations.is_some_and(|operations| operations.sight(now, place)) {
            self.plan_operation(now, id, place);
        }
    }

    /// The unit first asked for a matter plans an operation at a place, if it can hold power there.
    fn plan_operation(&mut self, now: Moment, id: IncidentId, place: Place) {
        let task = self.operation_at(now, place);
        let Some(task) = task.filter(|task| self.may_ever_do(task)) else {
            return;
        };
        if let Some(operations) = &mut self.operations {
            operations.plan(place);
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
    fn operation_at(&self, now: Moment, (matter, village, which): Place) -> Option<Task> {
        let law = self.operations.as_ref()?.law;
        let lead = self.setting.county.matters[matter].lead;
        let unit = self.charter.first_asked[lead][self.layout.township_of[village]];
        let calendar = self.setting.calendar;
        Some(Task {
            kind: TaskKind::Operation { matter, which },
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
    pub(super) fn end_operation(
        &mut self,
        now: Moment,
        lead: WorkerId,
        (matter, which): (MatterId, u16),
    ) {
        let Some(village) = self.crew(lead).village else {
            return;
        };
        let place = (matter, village, which);
        let county = self.setting.county;
        let visible = county.matters[matter].visible.as_ref();
        let (Some(operations), Some(visible)) = (&mut self.operations, visible) else {
            return;
        };
        let ordinal = operations.finish(place);
        let (township, of) = (self.layout.township_of[village], &county.villages[village]);
        let key = Key::of(&county.id).child(&county.townships[township].id);
        let key = key.child(&of.id).child(&county.matters[matter].id);
        let key = key.child("operation").numbered(u64::from(which));
        let mark = self
            .setting
            .world
            .stream(key)
            .mark(ordinal, draw::SUSPENDED);
        let lasts = visible.suspended_for(mark);
        if let Some(places) = &mut self.places {
            places.suspend(place, now + lasts);
        }
        let fact = Fact::OperationDone { township, lasts };
        self.tell(now, &fact);
    }
}
