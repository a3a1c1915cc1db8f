//! Handing down (R5): a line does a line task itself, or sends what a township can do of it to the
//! township's own office.
//!
//! The line weighs the minutes of its own staff alone: what it hands down costs it a paper. The
//! township has no say and its cadres do it in their queue. The task is the same under every setup,
//! and about the same village; who does it hangs on how busy the unit is whose task it would be.

use crate::base::{Moment, Span};
use crate::county::{Need, RoutineId, Task, TaskKind, VillageId};
use crate::engine::Observer;
use crate::governance::conduct::{LineTaskAtHand, divided};

use super::extent::Extent;
use super::fact::Fact;
use super::routine_source::Falls;
use super::simulation::Simulation;

/// pi of a unit without backlog, and of offices whose desks the county does not tell.
const LEAST_PRESSURE: f64 = 1.0;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Routine work comes to a line, which keeps all of it or hands part of it down; `work` is its
    /// content and what it is expected to be.
    pub(super) fn weigh_line_task(
        &mut self,
        now: Moment,
        routine: RoutineId,
        (ordinal, falls): (u64, Falls),
        work: (Span, Span),
    ) {
        let Some(chores) = &self.chores else { return };
        let (share, village) = (chores.shares[routine], chores.village(ordinal));
        let (handed, kept) = divided(work.0, share);
        let (expected, expected_kept) = divided(work.1, share);
        let is_kept = handed.is_zero() || !self.is_handed_down(routine, falls, expected);
        if is_kept {
            self.send_routine(now, routine, falls, work);
            return;
        }
        let kind = &self.setting.county.routines[routine];
        let persons = if self.are_crews_on() {
            kind.need.persons() as i64
        } else {
            1
        };
        let fact = Fact::HandedDown {
            department: kind.department,
            township: self.layout.township_of[village],
            handed: handed * persons,
            kept: kept * persons,
        };
        self.tell(now, &fact);
        self.send_chore(
            now,
            routine,
            village,
            (handed * persons, expected * persons),
        );
        if !kept.is_zero() {
            self.send_routine(now, routine, falls, (kept, expected_kept));
        }
    }

    /// Whether the unit that a task falls on hands `chore` of it down, by what it expects it to take.
    fn is_handed_down(&self, routine: RoutineId, falls: Falls, chore: Span) -> bool {
        let Some(chores) = &self.chores else {
            return false;
        };
        let persons = self.setting.county.routines[routine].need.persons();
        let at_hand = |pressure| LineTaskAtHand {
            chore_min: chore.minutes() * persons as f64,
            pressure,
            cooperation_weight: 0.0,
        };
        // Backlog only speaks for handing down, so that few decisions ask for it.
        let is_clear = chores.rules.is_handed_down(&at_hand(LEAST_PRESSURE));
        is_clear
            || match falls {
                Falls::On(worker) => {
                    let pressure = self.pressure(self.charter.unit_of[worker]);
                    chores.rules.is_handed_down(&at_hand(pressure))
                }
                Falls::At(_) | Falls::OnOffice => false,
            }
    }

    /// A chore joins the queue of the township's own office; one cadre does it.
    fn send_chore(
        &mut self,
        now: Moment,
        routine: RoutineId,
        village: VillageId,
        (content, expected): (Span, Span),
    ) {
        let Some(chores) = &self.chores else { return };
        let kind = &self.setting.county.routines[routine];
        let township = self.layout.township_of[village];
        let due_in = kind.deadline_working_days;
        let task = Task {
            kind: TaskKind::Chore,
            unit: self.charter.first_asked[chores.office][township],
            assigned: None,
            of_person: None,
            need: Need::ONE,
            department: chores.office,
            by_law_of: None,
            severity: None,
            village: Some(village),
            is_travel_included: true,
            content,
            expected,
            points: kind.points_per_hour * expected.hours(),
            released_at: now,
            queued_at: now,
            due_at: self.setting.calendar.deadline(now, due_in),
            is_begun: false,
            is_under_way: false,
        };
        let id = self.tasks.insert(task);
        self.join_queue(now, id);
    }
}
