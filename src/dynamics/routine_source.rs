//! Routine work released over the year, keyed by (line, year, ordinal), whatever the setup.
//!
//! Inspections are spread evenly over the year's working days, each at a village drawn by its
//! businesses. Line tasks come on the first working day of each week, to the persons of the line
//! in turn; those of its offices, whom the county does not tell apart, in a stream of their own.

use crate::base::calendar::Calendar;
use crate::base::{Id, Key, Moment, Purpose, Stream, World};
use crate::county::{County, Routine, RoutineId, RoutineKind, VillageId, WorkerId};

const PLACE: Purpose = Purpose::named("place of an inspection");
const DAYS_A_YEAR: i64 = 365;

/// Where a piece of routine work falls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Falls {
    /// On a place.
    At(VillageId),
    /// On a person, at base.
    On(WorkerId),
    /// On somebody of the line's offices who is not of the county's staff.
    OnOffice,
}

/// The pieces of one kind of routine work, in order of release.
#[derive(Debug, Clone)]
pub struct RoutineSource {
    /// Which.
    pub routine: RoutineId,
    /// What its draws hang on.
    pub stream: Stream,
    per_year: f64,
    is_weekly: bool,
    /// Upper bounds of the villages' shares of the businesses.
    village_bounds: Vec<f64>,
    persons: Vec<WorkerId>,
    /// The day looked at next.
    day: i64,
    /// Pieces due before that day since day 0.
    counted: i64,
    /// Pieces of the day before that are not handed out yet.
    due_today: i64,
}

impl RoutineSource {
    /// The routine work of a county that makes any.
    pub fn all(county: &County, world: World, start: Moment) -> Vec<Self> {
        let root = Key::of(&county.id).child("routine");
        county
            .routines
            .iter_with_ids()
            .filter_map(|(id, routine)| {
                let stream = world.stream(root.child(&routine.id));
                Self::new(county, (id, routine), stream, start)
            })
            .collect()
    }

    /// The line tasks of the lines' offices, where there are any.
    pub fn of_offices(county: &County, world: World, start: Moment) -> Vec<Self> {
        let root = Key::of(&county.id).child("routine");
        county
            .routines
            .iter_with_ids()
            .filter_map(|(id, routine)| {
                let stream = world.stream(root.child(&routine.id).child("office"));
                Self::of_office((id, routine), stream, start)
            })
            .collect()
    }

    fn of_office(
        (id, routine): (RoutineId, &Routine),
        stream: Stream,
        start: Moment,
    ) -> Option<Self> {
        let RoutineKind::LineTask {
            hours_per_person,
            office_persons,
            ..
        } = routine.kind
        else {
            return None;
        };
        let per_year = line_tasks_a_year(routine, hours_per_person, office_persons as usize);
        (per_year > 0.0).then(|| Self {
            routine: id,
            stream,
            per_year,
            is_weekly: true,
            village_bounds: Vec::new(),
            persons: Vec::new(),
            day: start.day(),
            counted: pieces_before(per_year, start.day()),
            due_today: 0,
        })
    }

    fn new(
        county: &County,
        (id, routine): (RoutineId, &Routine),
        stream: Stream,
        start: Moment,
    ) -> Option<Self> {
        let persons: Vec<WorkerId> = county
            .workers
            .iter_with_ids()
            .filter(|(_, worker)| worker.home == routine.department)
            .map(|(worker, _)| worker)
            .collect();
        let visits: Vec<f64> = county
            .villages
            .iter()
            .map(|village| {
                routine
                    .kind
                    .visits_per_year(village.firms, village.small_businesses)
            })
            .collect();
        let (per_year, is_weekly) = match routine.kind {
            RoutineKind::Inspection { .. } => (visits.iter().sum(), false),
            RoutineKind::LineTask {
                hours_per_person, ..
            } => (
                line_tasks_a_year(routine, hours_per_person, persons.len()),
                true,
            ),
            RoutineKind::Traced => (0.0, false),
        };
        let mut upper = 0.0;
        let village_bounds = visits
            .iter()
            .map(|visits| {
                upper += visits;
                upper
            })
            .collect();
        (per_year > 0.0).then_some(Self {
            routine: id,
            stream,
            per_year,
            is_weekly,
            village_bounds,
            persons,
            day: start.day(),
            counted: pieces_before(per_year, start.day()),
            due_today: 0,
        })
    }

    /// The next piece, with its ordinal; none at or after `end`.
    pub fn next(&mut self, end: Moment, calendar: &Calendar) -> Option<(Moment, u64, Falls)> {
        while self.due_today == 0 {
            if Moment::start_of_day(self.day) >= end {
                return None;
            }
            if self.is_release_day(self.day, calendar) {
                let due = pieces_before(self.per_year, self.day + 1);
                self.due_today = due - self.counted;
                self.counted = due;
            }
            self.day += 1;
        }
        self.due_today -= 1;
        let at = Moment::start_of_day(self.day - 1);
        let ordinal = (self.counted - self.due_today) as u64;
        Some((at, ordinal, self.falls(ordinal)))
    }

    fn is_release_day(&self, day: i64, calendar: &Calendar) -> bool {
        let monday = day - calendar.weekday(day).index() as i64;
        let came_before = self.is_weekly && (monday..day).any(|day| calendar.is_working_day(day));
        calendar.is_working_day(day) && !came_before
    }

    fn falls(&self, ordinal: u64) -> Falls {
        if self.is_weekly && self.persons.is_empty() {
            return Falls::OnOffice;
        }
        if self.is_weekly {
            return Falls::On(self.persons[ordinal as usize % self.persons.len()]);
        }
        let upper = self.village_bounds.last().copied().unwrap_or_default();
        let value = self.stream.mark(ordinal, PLACE).value() * upper;
        let village = self.village_bounds.partition_point(|bound| *bound <= value);
        Falls::At(VillageId::from_index(
            village.min(self.village_bounds.len() - 1),
        ))
    }
}

fn line_tasks_a_year(routine: &Routine, hours_per_person: f64, persons: usize) -> f64 {
    hours_per_person * persons as f64 * 60.0 / routine.work_min.mean()
}

/// Pieces due before `day`, so that every 365 days bring the yearly number.
fn pieces_before(per_year: f64, day: i64) -> i64 {
    (per_year * day as f64 / DAYS_A_YEAR as f64).floor() as i64
}
