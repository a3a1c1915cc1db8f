//! Forming crews: which of the free people of a unit go out together.

use std::collections::VecDeque;

use crate::base::Moment;
use crate::county::{Task, WorkerId};
use crate::engine::Observer;

use super::crew::Members;
use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;

/// Free people kept back because an incident waits for one more of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    /// Nobody.
    Nobody,
    /// Those with a licence.
    Licensed,
    /// Everyone.
    All,
}

impl Held {
    /// How many there are.
    pub(super) const COUNT: usize = 3;
    /// Those that keep anybody back, the lesser first.
    pub(super) const KEEPING: [Self; 2] = [Self::Licensed, Self::All];
}

/// The place of a person in a crew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Licensed,
    Auxiliary,
    Any,
}

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// The crew that free people of the unit can form for `task` now, if any.
    ///
    /// Among equals the one free for longest goes; people of the line go before others, and
    /// auxiliaries before licensed where no licence is needed.
    #[inline(always)]
    pub(super) fn form(&self, now: Moment, task: &Task, held: Held) -> Option<Members> {
        self.people(task, held)
            .filter(|members| self.is_in_time(now, task, members))
    }

    /// Free people who could go, whether or not they would arrive in time.
    #[inline(always)]
    pub(super) fn people(&self, task: &Task, held: Held) -> Option<Members> {
        if self.are_crews_on() {
            self.crew_of(task, held)
        } else {
            self.person_for(task).map(Members::one)
        }
    }

    /// Without crews: the person named, else the first free person of the line, else the first.
    #[inline(always)]
    fn person_for(&self, task: &Task) -> Option<WorkerId> {
        let free = &self.free[task.unit];
        match task.assigned {
            Some(assigned) => free.iter().copied().find(|worker| *worker == assigned),
            None => self.first_of_line(free, task),
        }
    }

    /// With crews: one person for each place that the task's need names.
    fn crew_of(&self, task: &Task, held: Held) -> Option<Members> {
        let free = &self.free[task.unit];
        if free.len() < task.need.persons() {
            return None;
        }
        let mut crew: Option<Members> = None;
        let mut add = |worker: WorkerId| match &mut crew {
            Some(members) => members.add(worker),
            None => crew = Some(Members::one(worker)),
        };
        let mut taken = [None; crate::county::Need::MOST];
        let places = std::iter::repeat_n(Place::Licensed, task.need.licensed as usize)
            .chain(std::iter::repeat_n(Place::Any, task.need.any as usize))
            .chain(std::iter::repeat_n(
                Place::Auxiliary,
                task.need.auxiliary as usize,
            ));
        for (seat, place) in places.enumerate() {
            let has_home = taken
                .iter()
                .flatten()
                .any(|worker: &WorkerId| self.profiles[*worker].home == task.department);
            let worker = free
                .iter()
                .copied()
                .filter(|worker| !taken.contains(&Some(*worker)))
                .filter(|worker| self.may_sit(*worker, place, seat, task, held))
                .min_by_key(|worker| self.preference(*worker, place, task, has_home))?;
            taken[seat] = Some(worker);
            add(worker);
        }
        crew
    }

    #[inline(always)]
    fn first_of_line(&self, free: &VecDeque<WorkerId>, task: &Task) -> Option<WorkerId> {
        let staffing = &self.setting.county.staffing;
        let first = *free.front()?;
        if staffing.home_skill <= staffing.away_skill {
            return Some(first);
        }
        let of_line = free
            .iter()
            .find(|worker| self.profiles[**worker].home == task.department);
        Some(of_line.copied().unwrap_or(first))
    }

    fn may_sit(
        &self,
        worker: WorkerId,
        place: Place,
        seat: usize,
        task: &Task,
        held: Held,
    ) -> bool {
        let profile = &self.profiles[worker];
        let is_lead_free = seat > 0 || task.assigned.is_none_or(|assigned| assigned == worker);
        let has_licence = place != Place::Licensed
            || profile.is_licensed && task.by_law_of.is_none_or(|law| profile.home == law);
        let is_kept_back = match held {
            Held::Nobody => false,
            Held::Licensed => profile.is_licensed,
            Held::All => true,
        };
        is_lead_free && has_licence && !is_kept_back
    }

    /// Lower is better; ties go to whoever has been free for longer.
    fn preference(&self, worker: WorkerId, place: Place, task: &Task, has_home: bool) -> u8 {
        let profile = &self.profiles[worker];
        let is_foreign = profile.home != task.department && !has_home;
        let is_wasted = profile.is_licensed && place != Place::Licensed;
        u8::from(is_foreign) * 2 + u8::from(is_wasted)
    }

    /// A crew sets out only if it arrives before the shift of any member ends; emergencies always.
    #[inline(always)]
    pub(super) fn is_in_time(&self, now: Moment, task: &Task, members: &Members) -> bool {
        let travel = self.travel(task);
        let arrives = now + travel;
        travel.is_zero()
            || task.is_emergency()
            || members
                .as_slice()
                .iter()
                .all(|worker| arrives < self.persons[*worker].on_until)
    }

    /// Whether no crew of the task's unit can ever serve it: a charter moves nobody to another unit.
    ///
    /// Such a task waits on no list, so that nobody looks at it again; it waits all the same. Only
    /// where officers choose: there the order of the list decides nothing, and such a task keeps
    /// nobody back.
    pub(super) fn is_stranded(&self, task: &Task) -> bool {
        if !self.do_officers_choose() || !self.are_crews_on() {
            return false;
        }
        let members = &self.charter.units[task.unit].members;
        if task.need.licensed == 0 {
            return members.len() < task.need.persons();
        }
        let able = members
            .iter()
            .filter(|worker| self.may_lead(**worker, task));
        able.count() < task.need.licensed as usize
    }

    /// Whether a person has the licence and the line that a task asks of whoever leads.
    #[inline]
    pub(super) fn may_lead(&self, worker: WorkerId, task: &Task) -> bool {
        let profile = &self.profiles[worker];
        (task.need.licensed == 0 || profile.is_licensed)
            && task.by_law_of.is_none_or(|law| profile.home == law)
    }

    /// Who waits for an incident that lacks people: if enough of those on duty could go, the free
    /// ones among them wait for the others.
    pub(super) fn waits_for(&self, task: &Task) -> Held {
        if !self.are_crews_on() {
            return Held::Nobody;
        }
        let is_able = |worker: &&WorkerId| {
            self.persons[**worker].is_on_duty() && self.may_lead(**worker, task)
        };
        let members = &self.charter.units[task.unit].members;
        let able = members.iter().filter(is_able).count();
        if task.need.licensed > 0 && able >= task.need.licensed as usize {
            Held::Licensed
        } else if task.need.licensed == 0 && able >= task.need.persons() {
            Held::All
        } else {
            Held::Nobody
        }
    }
}
