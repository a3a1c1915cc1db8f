//! Accounts of line tasks: what lines keep of them, and what they hand down to townships' offices.

use crate::county::{Routine, RoutineKind};

use super::conduct::{HandDown, LineTaskAtHand};
use super::load::LoadPart;
use super::unit_accounts::Accounts;

impl Accounts<'_> {
    /// Line tasks go to the units of the line's persons, and need no skill of a matter group; what
    /// is handed down of them, and of those of the line's offices, goes to the townships' offices.
    pub(super) fn add_line_tasks(&mut self, routine: &Routine) {
        let RoutineKind::LineTask {
            hours_per_person,
            office_persons,
            ..
        } = routine.kind
        else {
            return;
        };
        let crew = self.persons(routine.need.persons());
        let handed_share = self.share_handed_down(routine, crew);
        let kept = hours_per_person * crew * (1.0 - handed_share);
        let mut persons = f64::from(office_persons);
        for (id, worker) in self.basis.county.workers.iter_with_ids() {
            if worker.home == routine.department {
                persons += 1.0;
                let unit = self.basis.charter.unit_of[id];
                self.add(unit, LoadPart::LineTask, kept);
            }
        }
        self.add_chores(persons * hours_per_person * crew * handed_share);
    }

    /// The share of a line task that is handed down by a unit without backlog.
    fn share_handed_down(&self, routine: &Routine, crew: f64) -> f64 {
        let counted = self.basis.counted;
        let are_on = [LoadPart::LineTask, LoadPart::Chore]
            .iter()
            .all(|part| counted.contains(part));
        let Some(rules) = self.basis.conduct.hand_down.filter(|_| are_on) else {
            return 0.0;
        };
        let share = rules.share_of(self.basis.county, routine);
        let at_hand = LineTaskAtHand {
            chore_min: share * routine.work_min.mean() * crew,
            pressure: 1.0,
            cooperation_weight: 0.0,
        };
        if rules.is_handed_down(&at_hand) {
            share
        } else {
            0.0
        }
    }

    /// Adds chores, so many hours a year, to the offices of all townships alike.
    fn add_chores(&mut self, hours: f64) {
        let Some(office) = HandDown::office(self.basis.county) else {
            return;
        };
        let townships = self.basis.county.townships.len();
        for township in self.basis.county.townships.ids() {
            let unit = self.basis.charter.first_asked[office][township];
            self.add(unit, LoadPart::Chore, hours / townships as f64);
        }
    }
}
