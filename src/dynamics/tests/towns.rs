//! A county with everything in it: rosters, crews, travel, powers, sessions, routine work.

use crate::base::calendar::{Calendar, CalendarKind};
use crate::base::geometry::Point;
use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::shift::{ShiftDays, ShiftPattern};
use crate::base::{Date, Distribution, Family, Id, Span, World};
use crate::county::matter::Supporter;
use crate::county::{
    County, DepartmentId, Need, PartOrder, PowerShare, Rate, Routine, RoutineKind, ShiftId,
    Staffing, Support, TownshipId, Village,
};
use crate::dynamics::{Discipline, Horizon, Mechanisms, Setting};
use crate::governance::sample_county::{SampleCounty, line, name};
use crate::governance::{
    Assignment, Charter, Conduct, Coordination, Delegation, Enforcement, EnforcementLevel, Setup,
    lay,
};

fn lognormal(mean: f64) -> Distribution {
    Distribution::from_mean_and_cv(Family::Lognormal, mean, 1.0).unwrap()
}

/// So many hours.
pub fn hours(hour: i64) -> Span {
    Span::HOUR * hour
}

/// Office hours with a pause over noon, and a watch around the clock.
fn add_shifts(county: &mut County) {
    let office = vec![(hours(8), hours(12)), (hours(14), hours(18))];
    let watch = vec![(Span::ZERO, hours(24))];
    county.shifts = vec![
        ShiftPattern::new(ShiftDays::Working, office).unwrap(),
        ShiftPattern::new(ShiftDays::Every, watch).unwrap(),
    ]
    .into();
    for (index, worker) in county.workers.iter_mut().enumerate() {
        worker.shift = Some(ShiftId::from_index(usize::from(index % 4 == 3)));
    }
}

/// A second village in every township, some kilometres off.
fn add_villages(county: &mut County) {
    for index in 0..county.townships.len() {
        let township = TownshipId::from_index(index);
        let seat = county.townships[township].seat;
        county.villages.push(Village {
            id: format!("v-{}", index + 1),
            name: name("v"),
            township,
            place: Point {
                x_km: seat.x_km + 3.0,
                y_km: seat.y_km + 4.0,
            },
            residents: 500.0,
            firms: 12.0,
            small_businesses: 30.0,
            grids: 1,
            households: 500.0 / Village::RESIDENTS_A_HOUSEHOLD,
            cadres: Village::CADRES,
        });
    }
}

fn colour_matters(county: &mut County) {
    let d = DepartmentId::from_index;
    for (index, matter) in county.matters.iter_mut().enumerate() {
        matter.rate = Rate::PerTownship(350.0);
        matter.severity_share = [0.4, 0.3, 0.2, 0.07, 0.03];
        matter.work_min = lognormal(90.0);
        matter.procedure_min = lognormal(240.0);
        matter.crew = 2;
        matter.power_share = PowerShare {
            none: 0.4,
            order: 0.3,
            penalty: 0.3,
        };
        matter.supports = vec![
            Support {
                supporter: Supporter::Others,
                share: 0.4,
                order: PartOrder::AfterLead,
            },
            Support {
                supporter: Supporter::Department(d((index + 1) % 3)),
                share: 0.3,
                order: PartOrder::Any,
            },
        ];
        if index == 1 {
            matter.sessions = 2;
            matter.session_gap_days = 3;
            matter.hour_profile = HourProfile::Evening;
            matter.weekday_profile = WeekdayProfile::Field;
        }
    }
}

fn add_routines(county: &mut County) {
    for (index, kind) in [
        RoutineKind::Inspection {
            per_firm: 3.0,
            per_small_business: 1.0,
        },
        RoutineKind::line_task(300.0),
    ]
    .into_iter()
    .enumerate()
    {
        let is_inspection = matches!(kind, RoutineKind::Inspection { .. });
        county.routines.push(Routine {
            id: format!("r-{index}"),
            name: name("r"),
            department: DepartmentId::from_index(index),
            kind,
            need: if is_inspection {
                Need {
                    licensed: 1,
                    auxiliary: 1,
                    any: 0,
                }
            } else {
                Need::ONE
            },
            work_min: lognormal(if is_inspection { 60.0 } else { 240.0 }),
            is_travel_included: is_inspection,
            deadline_working_days: 10,
            points_per_hour: 1.0,
        });
    }
}

/// Three lines, three townships, six villages; every mechanism has something to do.
pub fn busy_county() -> County {
    let sample = SampleCounty::new(vec![line(4, 2), line(4, 2), line(3, 3)]);
    let mut county = sample.with_townships(&[1_000.0, 1_500.0, 800.0]).built();
    add_shifts(&mut county);
    add_villages(&mut county);
    colour_matters(&mut county);
    add_routines(&mut county);
    county.staffing = Staffing {
        home_skill: 0.95,
        away_skill: 0.65,
        absent_share: 0.12,
        seconded_share: 0.05,
    };
    county
}

/// A setup of one level of each axis.
pub fn charter(
    county: &County,
    level: EnforcementLevel,
    assignment: Assignment,
    delegation: Delegation,
    coordination: Coordination,
) -> Charter {
    let setup = Setup {
        enforcement: Enforcement { level, assignment },
        delegation,
        coordination,
        ..Setup::status_quo("s", name("s"))
    };
    lay(county, &setup).unwrap()
}

/// Work pooled in every unit, nothing delegated, one part after another.
pub fn plain(county: &County, level: EnforcementLevel) -> Charter {
    let (pooled, none) = (Assignment::Pooled, Delegation::None);
    charter(county, level, pooled, none, Coordination::default())
}

/// Every line its own people, nothing delegated.
pub fn lines(county: &County) -> Charter {
    plain(county, EnforcementLevel::SeparateLines)
}

/// The same county, whose cases come out of a log.
pub fn told_by_log(mut county: County) -> County {
    for matter in &mut county.matters {
        matter.rate = Rate::Traced;
    }
    county
}

/// Weekdays from a Monday on.
pub fn weekdays() -> Calendar {
    Calendar::new(CalendarKind::Weekdays, Date::new(2025, 1, 6).unwrap())
}

/// A run of so many days with every mechanism on.
pub fn setting<'a>(
    county: &'a County,
    charter: &'a Charter,
    calendar: &'a Calendar,
    days: i64,
) -> Setting<'a> {
    Setting {
        county,
        conduct: &Conduct::NONE,
        charter,
        before: None,
        calendar,
        horizon: Horizon {
            warm_up: Span::from_days(14),
            measured: Span::from_days(days),
            cool_down: Span::from_days(10),
        },
        mechanisms: Mechanisms::all(),
        discipline: Discipline::OfficerChoice,
        world: World {
            seed: 1,
            replication: 0,
        },
        trace: None,
    }
}

/// The same without warm-up and cool-down, first come, first served.
pub fn first_come<'a>(
    county: &'a County,
    charter: &'a Charter,
    calendar: &'a Calendar,
    days: i64,
) -> Setting<'a> {
    let setting = setting(county, charter, calendar, days);
    Setting {
        horizon: Horizon {
            warm_up: Span::ZERO,
            cool_down: Span::ZERO,
            ..setting.horizon
        },
        discipline: Discipline::FirstCome,
        ..setting
    }
}
