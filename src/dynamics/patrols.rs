//! Patrols (R2): grid workers walk their cells, and see some of what is hidden there.
//!
//! A grid worker has so many minutes a working day in the field. Where each line has a net of its
//! own, the lines' nets share these minutes: a pass serves one line, by someone who knows its
//! matters. Where there is one net, each pass serves all matters, by someone who knows each less.

use crate::base::{Moment, Purpose, Span};
use crate::county::{DepartmentId, IncidentId, VillageId};
use crate::engine::{Observer, Phase};
use crate::governance::GridLevel;
use crate::governance::conduct::GridWork;

use super::extent::Extent;
use super::fact::{Fact, FieldActivity, FieldRole};
use super::grid_worker::{Errand, GridWorker, Pass, is_looked_for};
use super::mechanism::Mechanism;
use super::simulation::Simulation;
use super::slots::Owner;

const AWAY: Purpose = Purpose::named("away");
const FALSE_SIGHTING: Purpose = Purpose::named("false sighting");

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Grid workers await their first time in the field.
    pub(super) fn open_patrols(&mut self) {
        let start = self.setting.horizon.start();
        for grid in 0..self.grid_workers.workers.len() {
            self.await_field(start, grid);
        }
    }

    /// The habits of the grid worker of a grid under the charter in force.
    fn habits(&self, grid: usize) -> GridWork {
        self.grid_work(self.grid_workers.workers[grid].village)
    }

    /// The habits of grid workers in a village under the charter in force.
    pub(super) fn grid_work(&self, village: VillageId) -> GridWork {
        let own = self.setting.conduct.grid_work.unwrap_or_default();
        let load = &self.practice(village).digital_load;
        GridWork {
            terminals: load.terminals.map_or(own.terminals, u32::from),
            entry_min: load.entry_min.unwrap_or(own.entry_min),
            ..own
        }
    }

    pub(super) fn grid_worker(&mut self, grid: usize) -> &mut GridWorker {
        &mut self.grid_workers.workers[grid]
    }

    /// The step of a grid worker is over, or the time in the field is.
    pub(super) fn end_field_step(&mut self, now: Moment, grid: usize) {
        self.tell_field_step(now, grid);
        let worker = self.grid_worker(grid);
        if let Some(errand) = worker.errand.take() {
            self.end_errand(now, grid, errand);
        } else if let Some(pass) = &mut worker.pass {
            pass.left -= now - worker.since;
            if pass.left <= Span::ZERO {
                let cell = pass.cell;
                worker.pass = None;
                self.end_pass(now, grid, cell);
            }
        }
        let worker = self.grid_worker(grid);
        if worker.errands.is_empty() && now >= worker.until {
            self.await_field(now, grid);
        } else {
            self.begin_field_step(now, grid);
        }
    }

    /// The next time in the field, later by what the last one ran over.
    fn await_field(&mut self, now: Moment, grid: usize) {
        let worker = &self.grid_workers.workers[grid];
        let draws = worker.draws;
        let mut owed = now - worker.until;
        let calendar = self.calendar();
        let staffing = &self.setting.county.staffing;
        let is_absence_on = self.mechanisms().has(Mechanism::Shifts);
        let is_away = |day| {
            let date = calendar.date(day).day_number();
            is_absence_on && staffing.is_away(draws.mark(date as u64, AWAY))
        };
        let mut at = now;
        let (from, until) = loop {
            let Some((from, until)) = self.grid_workers.days.block_after(at, is_away) else {
                self.agenda.clear(self.slots.of(Owner::Patrol(grid)));
                return;
            };
            if from + owed < until {
                break (from + owed, until);
            }
            owed = from + owed - until;
            at = until;
        };
        let (month, left_of_month) = self.grid_workers.days.month(from.day());
        let work = self.habits(grid);
        let worker = self.grid_worker(grid);
        worker.until = until;
        if month != worker.month {
            worker.month = month;
            worker.reports = 0;
        }
        if from.day() != worker.day {
            worker.day = from.day();
            worker.fill_up(left_of_month, &work);
        }
        self.begin_field_step(from, grid);
    }

    /// A grid worker turns to the next errand, or goes on with the pass, or begins one.
    fn begin_field_step(&mut self, at: Moment, grid: usize) {
        let work = self.habits(grid);
        let mut ends_at = None;
        while let Some(errand) = self.grid_worker(grid).errands.pop_front() {
            if let Some(span) = self.begin_errand(at, errand, &work) {
                self.grid_worker(grid).errand = Some(errand);
                ends_at = Some(at + span);
                break;
            }
        }
        let worker = self.grid_worker(grid);
        worker.since = at;
        let ends_at = ends_at.unwrap_or_else(|| {
            let pass = worker.pass.unwrap_or_else(|| Pass {
                cell: worker.next_cell(at),
                left: Span::from_minutes(work.pass_min),
            });
            worker.pass = Some(pass);
            (at + pass.left).min(worker.until).max(at)
        });
        let slot = self.slots.of(Owner::Patrol(grid));
        self.agenda.set(slot, ends_at, Phase::Notice);
    }

    /// Tells what a grid worker has done since the present step began.
    pub(super) fn tell_field_step(&mut self, now: Moment, grid: usize) {
        let worker = &self.grid_workers.workers[grid];
        let from = worker.since;
        let on = match worker.errand {
            None => FieldActivity::Patrol,
            Some(Errand::Fix(_)) => FieldActivity::OnTheSpot,
            Some(Errand::Enter(_)) => FieldActivity::Entry,
            Some(Errand::EnterNothing(on)) => on,
        };
        let township = self.layout.township_of[worker.village];
        if now > from {
            let role = FieldRole::GridWorker;
            let fact = Fact::InTheField {
                role,
                township,
                on,
                from,
                to: now,
            };
            self.tell(now, &fact);
        }
    }

    /// Tells what grid workers were doing when the run ended.
    pub(super) fn close_patrols(&mut self, end: Moment) {
        for grid in 0..self.grid_workers.workers.len() {
            self.tell_field_step(end, grid);
        }
    }

    /// A cell has been passed: what lies in it is seen, or not yet.
    fn end_pass(&mut self, now: Moment, grid: usize, cell: usize) {
        let work = self.habits(grid);
        let net = self.net_of_the_pass(grid, cell);
        let seen = self.seen_on_a_pass(grid, cell, net, &work);
        let worker = self.grid_worker(grid);
        let walked = &mut worker.cells[cell];
        walked.passed_at = now;
        walked.turn += 1;
        walked.finds = walked.finds.seen(seen.len() as f64);
        worker.passes += 1;
        if seen.is_empty() {
            let recognition = match net {
                None => worker.mean_recognition(),
                Some(_) => work.specialist_recognition,
            };
            let mark = worker.draws.mark(worker.passes, FALSE_SIGHTING);
            if work.sees_falsely(mark, recognition) {
                let nothing = Errand::EnterNothing(FieldActivity::FalseSighting);
                worker.errands.push_back(nothing);
            }
        }
        for id in seen {
            self.see(now, grid, id, &work);
        }
    }

    /// Whose net a pass through a cell serves: a line's, in turn, or that of all.
    fn net_of_the_pass(&self, grid: usize, cell: usize) -> Option<DepartmentId> {
        let village = self.grid_workers.workers[grid].village;
        match self.practice(village).grid {
            GridLevel::Unified => None,
            GridLevel::PerLine => {
                let all = &self.grid_workers;
                let turn = all.workers[grid].cells[cell].turn;
                Some(all.nets[turn % all.nets.len()])
            }
        }
    }

    /// The hidden incidents of a cell whose clocks of being seen a pass uses up.
    fn seen_on_a_pass(
        &mut self,
        grid: usize,
        cell: usize,
        net: Option<DepartmentId>,
        work: &GridWork,
    ) -> Vec<IncidentId> {
        let mut seen = Vec::new();
        let worker = &self.grid_workers.workers[grid];
        let cell = worker.first_cell + cell;
        for index in 0..self.cells[cell].len() {
            let id = self.cells[cell][index];
            let matter = &self.setting.county.matters[self.incidents[id].matter];
            if !is_looked_for(matter) || net.is_some_and(|line| line != matter.lead) {
                continue;
            }
            let recognition = match net {
                None => self.grid_workers.workers[grid].recognition(matter.group),
                Some(_) => work.specialist_recognition,
            };
            let share = matter.detection.as_ref().map_or(0.0, |own| own.seen_share);
            if self.is_discovered_by(id, share * recognition) {
                seen.push(id);
            }
        }
        seen
    }
}

impl GridWorker {
    /// In the last working days of a month what is missing to the quota is made up for, an equal
    /// part on each of them.
    fn fill_up(&mut self, left_of_month: u32, work: &GridWork) {
        if left_of_month == 0 || left_of_month > work.filler_days {
            return;
        }
        let fillers = (self.shortfall(work) / f64::from(left_of_month)).ceil() as u32;
        for _ in 0..fillers {
            let nothing = Errand::EnterNothing(FieldActivity::Filler);
            self.errands.push_back(nothing);
        }
        self.reports += fillers;
    }
}
