//! The planner of fronted work (R11): what a unit's weekly hours for it are spent on.
//!
//! Hours that buy no whole piece of work are kept for the next week. No more than two weeks' hours
//! wait undone: what the unit does not get to is not piled up.

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span, Table};
use crate::county::{DepartmentId, Fronted, ShiftId, UnitId};

/// Weeks of hours that may wait undone.
const WEEKS_THAT_WAIT: f64 = 2.0;

/// A piece of work that a unit may be sent to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Target {
    /// What, and where.
    pub what: Fronted,
    /// The line whose matter it is.
    pub department: DepartmentId,
    /// Person-hours, the way there and back included (h).
    pub hours: f64,
    /// Pieces sent and not done yet.
    pub waiting: u32,
}

/// One kind of fronted work of one unit.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Programme {
    /// Share of the unit's hours.
    share: f64,
    targets: Vec<Target>,
    /// The target whose turn it is among equals.
    turn: usize,
    /// Hours not planned yet (h).
    purse: f64,
    /// Hours planned and not done yet (h).
    waiting: f64,
}

impl Programme {
    /// Work at these targets for a share of the unit's hours.
    pub fn new(share: f64, targets: Vec<Target>) -> Self {
        Self {
            share,
            targets,
            ..Self::default()
        }
    }

    /// Plans a week in which the unit has so many hours; `worth` says what a target counts, none
    /// that it is not wanted.
    pub fn plan(
        &mut self,
        week_hours: f64,
        worth: impl Fn(&Target) -> Option<f64>,
        mut send: impl FnMut(&Target),
    ) {
        let of_week = self.share * week_hours;
        self.purse += of_week;
        while let Some(index) = self.best(&worth) {
            let hours = self.targets[index].hours;
            if self.purse < hours {
                return;
            }
            if self.waiting > 0.0 && self.waiting + hours > WEEKS_THAT_WAIT * of_week {
                self.purse = self.purse.min(of_week);
                return;
            }
            self.purse -= hours;
            self.waiting += hours;
            self.targets[index].waiting += 1;
            self.turn = index + 1;
            send(&self.targets[index]);
        }
    }

    /// The target that counts most; among equals the first from the one whose turn it is.
    fn best(&self, worth: impl Fn(&Target) -> Option<f64>) -> Option<usize> {
        let count = self.targets.len();
        let mut best: Option<(f64, usize)> = None;
        for index in (self.turn..self.turn + count).map(|index| index % count) {
            let Some(value) = worth(&self.targets[index]) else {
                continue;
            };
            if best.is_none_or(|(highest, _)| value > highest) {
                best = Some((value, index));
            }
        }
        best.map(|(_, index)| index)
    }

    /// A piece of work is done; returns whether it was one of these.
    fn note_done(&mut self, what: Fronted) -> bool {
        let sent = |target: &&mut Target| target.what == what && target.waiting > 0;
        let Some(target) = self.targets.iter_mut().find(sent) else {
            return false;
        };
        target.waiting -= 1;
        self.waiting = (self.waiting - target.hours).max(0.0);
        true
    }
}

/// Fronted work of one unit.
#[derive(Debug, Clone)]
pub struct UnitPlan {
    /// Whose.
    pub unit: UnitId,
    /// Officers by roster; none is always on duty.
    pub officers: Vec<(Option<ShiftId>, u32)>,
    /// Visits, stays and sittings.
    pub programmes: [Programme; 3],
}

impl UnitPlan {
    /// Hours on duty of its officers in a week, by the hours of each roster.
    pub fn hours(&self, of_shift: &Table<ShiftId, Span>) -> f64 {
        self.officers
            .iter()
            .map(|(shift, count)| {
                let span = shift.map_or(Span::WEEK, |shift| of_shift[shift]);
                f64::from(*count) * span.hours()
            })
            .sum()
    }

    /// A piece of work is done.
    pub fn note_done(&mut self, what: Fronted) {
        let _ = self
            .programmes
            .iter_mut()
            .any(|programme| programme.note_done(what));
    }
}

/// The Monday of the week of `day`.
pub fn monday_of(calendar: &Calendar, day: i64) -> i64 {
    day - calendar.weekday(day).index() as i64
}

/// The first working day of its week at or after `day`, before `end`.
pub fn next_planning_day(calendar: &Calendar, day: i64, end: Moment) -> Option<i64> {
    let is_first = |day: &i64| {
        let came_before = (monday_of(calendar, *day)..*day).any(|day| calendar.is_working_day(day));
        calendar.is_working_day(*day) && !came_before
    };
    (day..=end.day())
        .filter(|day| Moment::start_of_day(*day) < end)
        .find(is_first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{CalendarKind, Date, Id};
    use crate::county::{GroupId, VillageId};

    fn target(village: usize, hours: f64) -> Target {
        let what = Fronted::Visit {
            village: VillageId::from_index(village),
            group: GroupId::from_index(0),
        };
        Target {
            what,
            department: DepartmentId::from_index(0),
            hours,
            waiting: 0,
        }
    }

    /// The villages sent to in a week of so many hours.
    fn week(
        programme: &mut Programme,
        hours: f64,
        worth: impl Fn(&Target) -> Option<f64>,
    ) -> Vec<usize> {
        let mut sent = Vec::new();
        programme.plan(hours, worth, |target| {
            sent.extend(target.what.village().map(Id::index));
        });
        sent
    }

    fn visit(village: usize) -> Fronted {
        target(village, 0.0).what
    }

    #[test]
    fn equals_come_in_turn_and_left_hours_are_kept() {
        let targets = (0..3).map(|village| target(village, 2.0)).collect();
        let mut programme = Programme::new(0.1, targets);
        let mut done = Vec::new();
        for _ in 0..4 {
            let sent = week(&mut programme, 30.0, |_| Some(1.0));
            for village in &sent {
                assert!(programme.note_done(visit(*village)));
            }
            done.push(sent);
        }
        assert_eq!(done, [vec![0], vec![1, 2], vec![0], vec![1, 2]]);
    }

    #[test]
    fn the_worthiest_goes_first_until_others_count_more() {
        let targets = vec![target(0, 1.0), target(1, 1.0), target(2, 1.0)];
        let mut programme = Programme::new(1.0, targets);
        let worth = |target: &Target| {
            let value = [4.0, 7.0, 0.0][target.what.village()?.index()];
            (value > 0.0).then(|| value / f64::from(1 + target.waiting))
        };
        assert_eq!(week(&mut programme, 4.0, worth), [1, 0, 1, 1]);
    }

    #[test]
    fn at_most_two_weeks_of_hours_wait_undone() {
        let mut programme = Programme::new(1.0, vec![target(0, 1.0)]);
        let sent: Vec<usize> = (0..5)
            .map(|_| week(&mut programme, 3.0, |_| Some(1.0)).len())
            .collect();
        assert_eq!(sent, [3, 3, 0, 0, 0]);
        for _ in 0..6 {
            assert!(programme.note_done(visit(0)));
        }
        assert!(!programme.note_done(visit(0)));
        assert_eq!(week(&mut programme, 3.0, |_| Some(1.0)).len(), 6);
    }

    #[test]
    fn work_longer_than_a_weeks_hours_is_saved_for() {
        let mut programme = Programme::new(0.5, vec![target(0, 2.5)]);
        let sent: Vec<usize> = (0..6)
            .map(|_| {
                let sent = week(&mut programme, 2.0, |_| Some(1.0)).len();
                (0..sent).for_each(|_| assert!(programme.note_done(visit(0))));
                sent
            })
            .collect();
        assert_eq!(sent, [0, 0, 1, 0, 1, 0]);
    }

    #[test]
    fn a_week_is_planned_on_its_first_working_day() {
        let start = Date::new(2025, 1, 1).unwrap();
        let calendar = Calendar::new(CalendarKind::Weekdays, start);
        let end = Moment::start_of_day(14);
        let days: Vec<i64> = std::iter::successors(next_planning_day(&calendar, -2, end), |day| {
            next_planning_day(&calendar, day + 1, end)
        })
        .collect();
        assert_eq!(days, [-2, 5, 12]);
    }
}
