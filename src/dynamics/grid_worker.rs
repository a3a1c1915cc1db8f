//! Grid workers: their hours in the field, what each is doing, what each expects and has learnt.

use std::collections::VecDeque;

use crate::base::calendar::Calendar;
use crate::base::{Id, Key, Moment, Span, Stream};
use crate::county::{County, DepartmentId, GroupId, IncidentId, Matter, SourceId, VillageId};
use crate::governance::conduct::{Ewma, GridWork};

use super::fact::FieldActivity;
use super::mechanism::Mechanism;
use super::setting::Setting;

/// Finds a pass that a grid worker expects of a cell before the first one (assumed).
const EXPECTED_FINDS: f64 = 0.1;
/// Weight of the newest pass in what is expected (assumed).
const WEIGHT_OF_A_PASS: f64 = 0.05;
/// A cell where less was found is walked as if this were expected, so that none is given up (assumed).
const LEAST_FINDS: f64 = 0.02;
/// Days of the longest month.
const LONGEST_MONTH_DAYS: i64 = 31;
/// When the two halves of a day's patrol begin, unless they are too long for it (assumed) (h).
const HALVES_BEGIN_H: [f64; 2] = [8.5, 14.0];

/// A day as the field knows it.
#[derive(Debug, Clone, Copy)]
struct FieldDay {
    is_working: bool,
    month: u8,
    /// Working days of the month that are left, this one included.
    left_of_month: u32,
}

/// The days of a run and the hours of patrols in them.
#[derive(Debug, Clone, Default)]
pub struct FieldDays {
    first_day: i64,
    days: Vec<FieldDay>,
    halves: [(Span, Span); 2],
}

impl FieldDays {
    fn new(setting: &Setting, work: &GridWork) -> Self {
        let first_day = setting.horizon.start().day();
        let last_day = setting.horizon.end().day();
        Self {
            first_day,
            days: field_days(setting.calendar, first_day, last_day),
            halves: halves(work.patrol_min_per_day),
        }
    }

    fn of(&self, day: i64) -> Option<&FieldDay> {
        let index = usize::try_from(day - self.first_day).ok()?;
        self.days.get(index)
    }

    /// The month of a day, and the working days of it that are left, this one included.
    pub fn month(&self, day: i64) -> (u8, u32) {
        self.of(day)
            .map_or((0, 0), |of_day| (of_day.month, of_day.left_of_month))
    }

    /// The next time in the field at or after `at`, on working days on which `is_away` is false.
    pub fn block_after(
        &self,
        at: Moment,
        is_away: impl Fn(i64) -> bool,
    ) -> Option<(Moment, Moment)> {
        let mut day = at.day();
        loop {
            let of_day = self.of(day)?;
            if of_day.is_working {
                let midnight = Moment::start_of_day(day);
                let blocks = self
                    .halves
                    .map(|(from, to)| (midnight + from, midnight + to));
                let next = blocks.into_iter().find(|(from, to)| *to > at && to > from);
                if let Some((from, to)) = next
                    && !is_away(day)
                {
                    return Some((from.max(at), to));
                }
            }
            day += 1;
        }
    }
}

/// The days from first to last, counted back from a day of a later month.
fn field_days(calendar: &Calendar, first_day: i64, last_day: i64) -> Vec<FieldDay> {
    let mut days = Vec::new();
    let (mut month, mut left_of_month) = (0, 0);
    for day in (first_day..=last_day + LONGEST_MONTH_DAYS).rev() {
        let is_working = calendar.is_working_day(day);
        let this_month = calendar.date(day).month();
        if this_month != month {
            (month, left_of_month) = (this_month, 0);
        }
        left_of_month += u32::from(is_working);
        days.push(FieldDay {
            is_working,
            month,
            left_of_month,
        });
    }
    days.reverse();
    days.truncate(usize::try_from(last_day - first_day + 1).unwrap_or(0));
    days
}

/// Two halves of a day's patrol, at their usual hours or as much earlier as the day asks.
fn halves(minutes: f64) -> [(Span, Span); 2] {
    let half = Span::from_minutes(minutes / 2.0);
    let [usual_first, usual_second] = HALVES_BEGIN_H.map(Span::from_hours);
    let second = usual_second.max(usual_first + half).min(Span::DAY - half);
    let first = usual_first.min(second - half);
    [(first, first + half), (second, second + half)]
}

/// What a grid worker does between two passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Errand {
    /// Puts right what was seen.
    Fix(Seen),
    /// Types in what was seen.
    Enter(Seen),
    /// Types in what is not there.
    EnterNothing(FieldActivity),
}

/// An incident that was seen, by the name it has in every setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    /// Its row.
    pub incident: IncidentId,
    /// Its stream and ordinal, since rows are used again.
    pub name: (SourceId, u32),
}

/// A pass through a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// Which cell of the grid.
    pub cell: usize,
    /// What is left of it.
    pub left: Span,
}

/// A cell as its grid worker knows it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Walked {
    /// When it was passed last.
    pub passed_at: Moment,
    /// Finds a pass, by own experience.
    pub finds: Ewma,
    /// Whose turn it is among the lines' nets.
    pub turn: usize,
}

/// The grid worker of one grid.
#[derive(Debug, Clone)]
pub struct GridWorker {
    /// Where.
    pub village: VillageId,
    /// The first of the grid's cells among those of the county.
    pub first_cell: usize,
    /// Draws of days away and of false sightings.
    pub draws: Stream,
    /// Cells of the grid.
    pub cells: Vec<Walked>,
    /// Recognition in each matter group.
    recognition: Vec<f64>,
    /// Mean of them.
    mean_recognition: f64,
    /// The pass under way.
    pub pass: Option<Pass>,
    /// What is to be done before the next pass.
    pub errands: VecDeque<Errand>,
    /// The errand that is done now.
    pub errand: Option<Errand>,
    /// Since when.
    pub since: Moment,
    /// When the present time in the field ends.
    pub until: Moment,
    /// The day of it.
    pub day: i64,
    /// Passes so far.
    pub passes: u64,
    /// The present month, and reports in it.
    pub month: u8,
    /// Reports in it.
    pub reports: u32,
}

impl GridWorker {
    /// Recognition of a matter's group.
    pub fn recognition(&self, group: GroupId) -> f64 {
        self.recognition.get(group.index()).copied().unwrap_or(0.0)
    }

    /// Recognition of the whole repertoire.
    pub const fn mean_recognition(&self) -> f64 {
        self.mean_recognition
    }

    /// One more case of a group was seen.
    pub fn learn(&mut self, group: GroupId, work: &GridWork) {
        let groups = self.recognition.len() as f64;
        if let Some(recognition) = self.recognition.get_mut(group.index()) {
            let after = work.after_case(*recognition);
            self.mean_recognition += (after - *recognition) / groups;
            *recognition = after;
        }
    }

    /// The cell to walk next at `at`: most days since it was passed times finds expected of it; the
    /// first of equals.
    pub fn next_cell(&self, at: Moment) -> usize {
        let mut best = (0, f64::NEG_INFINITY);
        for (index, cell) in self.cells.iter().enumerate() {
            let days = (at - cell.passed_at).days();
            let score = days * cell.finds.value().max(LEAST_FINDS);
            if score > best.1 {
                best = (index, score);
            }
        }
        best.0
    }

    /// How many reports are missing to the month's quota.
    pub fn shortfall(&self, work: &GridWork) -> f64 {
        (work.quota_per_month - f64::from(self.reports)).max(0.0)
    }
}

/// All grid workers of a county.
#[derive(Debug, Clone, Default)]
pub struct GridWorkers {
    /// Days and hours.
    pub days: FieldDays,
    /// The departments whose nets take turns where each line has its own.
    pub nets: Vec<DepartmentId>,
    /// Each of them.
    pub workers: Vec<GridWorker>,
}

impl GridWorkers {
    /// The grid workers of a setting; nobody if nobody walks its grids.
    pub fn new(setting: &Setting) -> Self {
        Self::of(setting).unwrap_or_default()
    }

    fn of(setting: &Setting) -> Option<Self> {
        let work = setting.conduct.grid_work.as_ref()?;
        let is_on = setting.mechanisms.has(Mechanism::Patrols)
            && setting.mechanisms.has(Mechanism::Detection)
            && work.patrol_min_per_day > 0.0;
        let nets = nets(setting.county);
        (is_on && !nets.is_empty()).then(|| Self {
            days: FieldDays::new(setting, work),
            nets,
            workers: workers(setting, work),
        })
    }
}

/// Whether patrols look for a matter.
pub fn is_looked_for(matter: &Matter) -> bool {
    let detection = matter.detection.as_ref();
    detection.is_some_and(|detection| detection.patrol_every_h.is_none())
}

/// Passes a day through a cell that serve one line where each has a net of its own, times what it
/// recognises; none if nobody walks.
pub fn passes_a_day(setting: &Setting) -> f64 {
    let work = setting.conduct.grid_work.as_ref();
    let nets = nets(setting.county).len().max(1);
    let is_on = setting.mechanisms.has(Mechanism::Patrols);
    work.filter(|_| is_on).map_or(0.0, |work| {
        let days = FieldDays::new(setting, work).days;
        let worked = days.iter().filter(|day| day.is_working).count() as f64;
        let staffing = &setting.county.staffing;
        let present = 1.0 - staffing.absent_share - staffing.seconded_share;
        let passes = work.patrol_min_per_day / work.pass_min / f64::from(work.cells_per_grid);
        worked / days.len() as f64 * present * passes / nets as f64 * work.specialist_recognition
    })
}

/// Departments with a matter to look for.
fn nets(county: &County) -> Vec<DepartmentId> {
    let has_matters = |line: &DepartmentId| {
        let mut own = county.matters.iter().filter(|matter| matter.lead == *line);
        own.any(is_looked_for)
    };
    county.departments.ids().filter(has_matters).collect()
}

fn workers(setting: &Setting, work: &GridWork) -> Vec<GridWorker> {
    let start = setting.horizon.start();
    let root = Key::of(&setting.county.id).child("grid worker");
    let cells = work.cells_per_grid.max(1) as usize;
    let groups = setting.county.groups.len().max(1);
    let mut all = Vec::new();
    for (village, place) in setting.county.villages.iter_with_ids() {
        let township = &setting.county.townships[place.township];
        let key = root.child(&township.id).child(&place.id);
        for grid in 0..u64::from(place.grids.max(1)) {
            let walked = |turn| Walked {
                passed_at: start - Span::DAY,
                finds: Ewma::new(EXPECTED_FINDS, WEIGHT_OF_A_PASS),
                turn,
            };
            all.push(GridWorker {
                village,
                first_cell: all.len() * cells,
                draws: setting.world.stream(key.numbered(grid)),
                cells: (0..cells).map(walked).collect(),
                recognition: vec![work.recognition; groups],
                mean_recognition: work.recognition,
                pass: None,
                errands: VecDeque::new(),
                errand: None,
                since: start,
                until: start,
                day: start.day() - 1,
                passes: 0,
                month: 0,
                reports: 0,
            });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{CalendarKind, Date};

    #[test]
    fn working_days_left_of_a_month_are_counted_to_its_end_even_beyond_the_run() {
        let first = Date::new(2025, 1, 6).unwrap();
        let calendar = Calendar::new(CalendarKind::China2025, first);
        let days = field_days(&calendar, -20, 97);
        assert_eq!(days.len(), 118);
        for (of_day, day) in days.iter().zip(-20..) {
            let month = calendar.date(day).month();
            let rest = (day..).take_while(|day| calendar.date(*day).month() == month);
            let left = rest.filter(|day| calendar.is_working_day(*day)).count();
            assert_eq!(of_day.left_of_month as usize, left, "{day}");
            let expected = (month, calendar.is_working_day(day));
            assert_eq!((of_day.month, of_day.is_working), expected);
        }
    }
}
