//! What offices remember and leaders have before them, as long as passages take time.

use crate::base::{Id, Key, Moment, Purpose, Stream, Table, World};
use crate::county::{County, DepartmentId, MatterId, Township, TownshipId, UnitId, Worker};
use crate::governance::Charter;
use crate::governance::conduct::{Ewma, Offices, Returns};

use super::mechanism::Mechanism;
use super::setting::Setting;
use super::way::Desk;

/// A department's reluctance to return, a trait of the county's.
const RELUCTANCE: Purpose = Purpose::named("reluctance to return");
/// Weeks over which the hours of a unit are averaged.
const WEEKS: f64 = 52.0;

/// What offices remember, and what they count on.
#[derive(Debug, Clone)]
pub struct OfficeMemory {
    /// Whether passages between offices take time.
    pub is_on: bool,
    /// How they take it.
    pub rules: Offices,
    /// How departments weigh what they are passed, if they do.
    pub returns: Option<Returns>,
    /// Number of the last passage.
    pub passages: u32,
    /// Each department's record of own returns sent back to it.
    pub records: Table<DepartmentId, Ewma>,
    /// Reluctance to return (min).
    pub reluctance_min: Table<DepartmentId, f64>,
    /// Hours that the people of a unit are on duty in a week, absence not counted.
    pub weekly_hours: Table<UnitId, f64>,
    leaders: Table<DepartmentId, Stream>,
    township_leaders: Table<TownshipId, Vec<Stream>>,
    /// Cases that each desk has named a department for, matter by matter.
    own_cases: Vec<Table<MatterId, u32>>,
}

impl OfficeMemory {
    /// Nothing met yet.
    pub fn new(setting: &Setting) -> Self {
        let county = setting.county;
        let returns = setting.conduct.returns;
        let weighs = returns.unwrap_or_default();
        let has_hops = setting.mechanisms.has(Mechanism::Hops);
        let leaders = Key::of("leader");
        let of_line = leaders.child("department");
        let of_township = leaders.child("township");
        let desks = 2 + county.townships.len();
        Self {
            is_on: has_hops && setting.conduct.offices.is_some(),
            rules: setting.conduct.offices.clone().unwrap_or_default(),
            returns: returns.filter(|_| setting.mechanisms.has(Mechanism::Returns)),
            passages: 0,
            records: county.departments.map(|_| weighs.record()),
            reluctance_min: reluctance_min(county, &weighs),
            weekly_hours: weekly_hours(setting, setting.opening_charter()),
            leaders: county
                .departments
                .map(|department| setting.world.stream(of_line.child(&department.id))),
            township_leaders: county.townships.map(|township: &Township| {
                let key = of_township.child(&township.id);
                let leaders = 0..u64::from(township.leaders);
                leaders
                    .map(|leader| setting.world.stream(key.numbered(leader)))
                    .collect()
            }),
            own_cases: vec![Table::filled(county.matters.len(), 0); desks],
        }
    }

    /// Counts the hours of units anew: other people are in them under another charter.
    pub fn staff(&mut self, setting: &Setting, charter: &Charter) {
        self.weekly_hours = weekly_hours(setting, charter);
    }

    /// Cases of a matter that a desk has named a department for.
    pub fn own_cases(&mut self, desk: Desk, matter: MatterId) -> &mut u32 {
        let desk = match desk {
            Desk::Hotline => 0,
            Desk::Net => 1,
            Desk::Township(township) => 2 + township.index(),
        };
        &mut self.own_cases[desk][matter]
    }

    /// Calendars of the leaders of departments and of the township's leader who answers for them:
    /// by name, so that adding departments moves nobody else's.
    pub fn leaders(
        &self,
        county: &County,
        departments: &[DepartmentId],
        township: TownshipId,
    ) -> Vec<Stream> {
        let mut leaders: Vec<Stream> = departments.iter().map(|id| self.leaders[*id]).collect();
        let own = &self.township_leaders[township];
        if let (Some(first), false) = (departments.first(), own.is_empty()) {
            let name = Key::of(&county.departments[*first].id).bits();
            leaders.push(own[(name % own.len() as u64) as usize]);
        }
        leaders
    }
}

fn reluctance_min(county: &County, returns: &Returns) -> Table<DepartmentId, f64> {
    let world = World {
        seed: county.layout_seed,
        replication: 0,
    };
    let traits = Key::of("reluctance");
    county.departments.map(|department| {
        let stream = world.stream(traits.child(&department.id));
        returns.reluctance_min(stream.mark(0, RELUCTANCE))
    })
}

fn weekly_hours(setting: &Setting, charter: &Charter) -> Table<UnitId, f64> {
    let has_shifts = setting.mechanisms.has(Mechanism::Shifts);
    let county = setting.county;
    let to = Moment::start_of_day(7 * WEEKS as i64);
    let whole = (to - Moment::START).hours() / WEEKS;
    let of_shift = county.shifts.map(|shift| {
        let hours = shift.duty_between(setting.calendar, Moment::START, to);
        hours.hours() / WEEKS
    });
    let of_person = |worker: &Worker| match worker.shift {
        Some(shift) if has_shifts => of_shift[shift],
        _ => whole,
    };
    charter.units.map(|unit| {
        let members = unit.members.iter();
        members.map(|id| of_person(&county.workers[*id])).sum()
    })
}
