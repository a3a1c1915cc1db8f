//! Offered load against hand-made counties.

use proptest::prelude::*;

use super::*;
use crate::base::calendar::Calendar;
use crate::base::shift::{ShiftDays, ShiftPattern};
use crate::base::{CalendarKind, Date, Distribution, Id, Span};
use crate::county::matter::{PartOrder, Support, Supporter};
use crate::county::{
    County, DepartmentKind, MatterId, Need, Power, Rate, Routine, RoutineKind, Staffing, VillageId,
};
use crate::governance::Conduct;
use crate::governance::conduct::Context;
use crate::governance::sample_county::{SampleCounty, ask_power, line, name};
use crate::governance::{Charter, Delegation, Enforcement, EnforcementLevel, LoadPart, Setup, lay};

fn charter(county: &County, level: EnforcementLevel, delegation: Delegation) -> Charter {
    let setup = Setup {
        enforcement: Enforcement {
            level,
            ..Enforcement::default()
        },
        delegation,
        ..Setup::status_quo("tried", name("tried"))
    };
    lay(county, &setup).unwrap()
}

fn load_on(county: &County, charter: &Charter, kind: CalendarKind) -> OfferedLoad {
    offered_load(&Basis {
        county,
        charter,
        calendar: &Calendar::new(kind, Date::new(2025, 1, 6).unwrap()),
        days: 0..365,
        trace: None,
        conduct: &Conduct::NONE,
        counted: &LoadPart::ALL,
        has_crews: true,
        has_shifts: true,
    })
}

fn load(county: &County, level: EnforcementLevel, delegation: Delegation) -> OfferedLoad {
    let charter = charter(county, level, delegation);
    load_on(county, &charter, CalendarKind::AlwaysOpen)
}

fn lines(county: &County) -> Load {
    let load = load(county, EnforcementLevel::SeparateLines, Delegation::None);
    load.units[UnitId::from_index(0)]
}

fn close(left: f64, right: f64) -> bool {
    (left - right).abs() < 1e-9 * right.abs().max(1.0)
}

/// One line of `licensed` at headquarters and one township 10 km away; m-1 an hour a case.
fn county(licensed: usize, rate: f64) -> County {
    let mut county = SampleCounty::new(vec![line(licensed, 0)]).built();
    let (matter, village) = (MatterId::from_index(0), VillageId::from_index(0));
    county.matters[matter].rate = Rate::PerTownship(rate);
    county.villages[village].place.x_km = 10.0;
    county
}

#[test]
fn one_person_always_on_duty_is_offered_rate_times_content() {
    let mut county = county(1, 0.8 * 8_760.0);
    county.travel.speed_km_per_h = f64::INFINITY;
    let load = lines(&county);
    assert!(close(load.offered(), 0.8));
    assert!(close(load.offered_by(LoadPart::Incidents), 0.8));
    assert_eq!(load.on_duty(), Span::HOUR * 8_760);
}

#[test]
fn every_person_of_a_crew_goes_there_and_back_for_every_session() {
    let mut county = county(2, 100.0);
    let matter = &mut county.matters[MatterId::from_index(0)];
    (matter.crew, matter.sessions) = (2, 3);
    let load = lines(&county);
    assert_eq!(load.part(LoadPart::Incidents), Span::HOUR * (100 * 2 * 3));
    // 10 km x 1.3 at 40 km/h is 19.5 minutes a way.
    let ways = Span::from_minutes(19.5) * (100 * 2 * 3 * 2);
    assert_eq!(load.part(LoadPart::Travel), ways);
}

#[test]
fn a_penalty_is_followed_by_its_procedure_of_one_officer() {
    let mut county = county(2, 100.0);
    ask_power(&mut county, MatterId::from_index(0), Power::Penalty);
    let load = lines(&county);
    assert_eq!(load.part(LoadPart::Procedure), Span::HOUR * 500);
    assert_eq!(load.part(LoadPart::Incidents), Span::HOUR * 200);
}

#[test]
fn what_a_team_has_no_power_for_waits_and_is_no_work() {
    let sample = SampleCounty::new(vec![line(2, 0), line(2, 0)]);
    let mut county = sample.with_townships(&[1.0, 1.0]).built();
    ask_power(&mut county, MatterId::from_index(0), Power::Order);
    let teams = |delegation| load(&county, EnforcementLevel::SingleTeam, delegation);
    let first = UnitId::from_index(0);
    let without = teams(Delegation::None).units[first];
    assert_eq!(without.never_served(), Span::HOUR * 200);
    assert_eq!(without.part(LoadPart::Incidents), Span::HOUR * 100);
    let with = teams(Delegation::Share(1.0)).units[first];
    assert_eq!(with.never_served(), Span::ZERO);
    assert_eq!(with.part(LoadPart::Incidents), Span::HOUR * 300);
}

fn routine(kind: RoutineKind, need: Need) -> Routine {
    Routine {
        id: "r".to_owned(),
        name: name("r"),
        department: DepartmentId::from_index(0),
        kind,
        need,
        work_min: Distribution::constant(75.0).unwrap(),
        is_travel_included: true,
        deadline_working_days: 20,
        points_per_hour: 1.0,
    }
}

#[test]
fn routine_work_is_visits_of_crews_and_hours_of_persons() {
    let mut county = county(4, 0.0);
    let visits = RoutineKind::Inspection {
        per_firm: 1.0,
        per_small_business: 0.5,
    };
    let pair = Need {
        licensed: 1,
        auxiliary: 1,
        any: 0,
    };
    county.routines.push(routine(visits, pair));
    let hours = RoutineKind::line_task(680.0);
    county.routines.push(routine(hours, Need::ONE));
    let load = lines(&county);
    // 10 firms and 20 small businesses: 20 visits of two persons for 75 minutes.
    assert_eq!(load.part(LoadPart::Inspection), Span::HOUR * 50);
    assert_eq!(load.part(LoadPart::Travel), Span::ZERO);
    assert_eq!(load.part(LoadPart::LineTask), Span::HOUR * (680 * 4));

    county.routines[crate::county::RoutineId::from_index(0)].is_travel_included = false;
    let ways = Span::from_minutes(19.5) * (20 * 2 * 2);
    assert_eq!(lines(&county).part(LoadPart::Travel), ways);
}

#[test]
fn time_on_duty_is_that_of_the_roster_less_days_away() {
    let mut county = county(1, 100.0);
    county.staffing = Staffing {
        absent_share: 0.12,
        seconded_share: 0.05,
        ..Staffing::PLAIN
    };
    let hours = vec![(Span::HOUR * 9, Span::HOUR * 17)];
    let office = ShiftPattern::new(ShiftDays::Working, hours).unwrap();
    let office = county.shifts.push(office);
    county.workers[WorkerId::from_index(0)].shift = Some(office);
    let charter = charter(&county, EnforcementLevel::SeparateLines, Delegation::None);
    let load = load_on(&county, &charter, CalendarKind::Weekdays);
    // 365 days from a Monday: 261 weekdays of 8 hours.
    let expected = Span::from_hours(261.0 * 8.0 * 0.83);
    assert_eq!(load.units[UnitId::from_index(0)].on_duty(), expected);
    assert_eq!(load.roles[0].1.on_duty(), expected);
}

#[test]
fn a_part_that_is_not_counted_makes_no_work() {
    let county = county(2, 100.0);
    let charter = charter(&county, EnforcementLevel::SeparateLines, Delegation::None);
    let load = offered_load(&Basis {
        county: &county,
        charter: &charter,
        calendar: &Calendar::new(CalendarKind::AlwaysOpen, Date::new(2025, 1, 6).unwrap()),
        days: 0..365,
        trace: None,
        conduct: &Conduct::NONE,
        counted: &[LoadPart::Incidents],
        has_crews: false,
        has_shifts: false,
    });
    let load = load.units[UnitId::from_index(0)];
    assert_eq!(load.part(LoadPart::Travel), Span::ZERO);
    assert_eq!(load.work(), Span::HOUR * 100);
}

#[test]
fn people_of_other_lines_take_longer() {
    let mut county = SampleCounty::new(vec![line(4, 0), line(0, 0)]).built();
    county.staffing.away_skill = 0.5;
    let teams = load(&county, EnforcementLevel::SingleTeam, Delegation::None);
    // m-1 of their own line as it is, m-2 of the other twice as long.
    let expected = Span::HOUR * (100 + 200);
    assert_eq!(teams.units[UnitId::from_index(0)].work(), expected);
}

#[test]
fn nobody_ever_on_duty_is_an_endless_load_and_all_day_busy() {
    let mut county = county(1, 100.0);
    county.staffing.absent_share = 1.0;
    let never = ShiftPattern::always();
    county.workers[WorkerId::from_index(0)].shift = Some(county.shifts.push(never));
    let load = lines(&county);
    assert_eq!((load.offered(), load.busy_share()), (f64::INFINITY, 1.0));
}

/// 100 cases of a crew of two with a background of an hour, a tenth of them emergencies.
#[test]
fn every_unit_gathers_the_background_of_a_case_once_unless_it_is_called_through() {
    let mut county = county(2, 100.0);
    let matter = &mut county.matters[MatterId::from_index(0)];
    (matter.crew, matter.sessions) = (2, 3);
    matter.severity_share = [0.9, 0.0, 0.0, 0.0, 0.1];
    matter.background_min = Some(60.0);
    let gathered = |is_shared, context, counted: &[LoadPart]| {
        let level = EnforcementLevel::SeparateLines;
        let mut charter = charter(&county, level, Delegation::None);
        charter.practice.digital_load.is_shared = is_shared;
        let load = offered_load(&Basis {
            county: &county,
            charter: &charter,
            calendar: &Calendar::new(CalendarKind::AlwaysOpen, Date::new(2025, 1, 6).unwrap()),
            days: 0..365,
            trace: None,
            conduct: &Conduct {
                context,
                ..Conduct::NONE
            },
            counted,
            has_crews: true,
            has_shifts: true,
        });
        load.units[UnitId::from_index(0)].part(LoadPart::Context)
    };
    let stated = Some(Context::default());
    let all = &LoadPart::ALL;
    assert_eq!(gathered(false, stated, all), Span::HOUR * 180);
    assert_eq!(gathered(true, stated, all), Span::HOUR * 90);
    assert_eq!(gathered(false, None, all), Span::ZERO);
    assert_eq!(gathered(false, stated, &[LoadPart::Incidents]), Span::ZERO);
}

proptest! {
    #[test]
    fn setups_move_work_and_make_none(
        residents in proptest::collection::vec(1.0_f64..9_000.0, 1..5),
        staff in proptest::collection::vec((2_usize..9, 0_usize..5), 1..4),
        share in 0.0_f64..1.0,
    ) {
        // Equal skill, no way to go, no power: what there is to do does not depend on who.
        prop_assume!(staff.iter().map(|(licensed, _)| licensed).sum::<usize>() >= residents.len());
        let staff = staff.into_iter().map(|(licensed, auxiliary)| line(licensed, auxiliary));
        let mut county = SampleCounty::new(staff.collect()).with_townships(&residents).built();
        county.travel.speed_km_per_h = f64::INFINITY;
        let support = Support { supporter: Supporter::Others, share, order: PartOrder::Any };
        county.matters[MatterId::from_index(0)].supports.push(support);
        let total = |level| {
            let load = load(&county, level, Delegation::None);
            let sum = |loads: &mut dyn Iterator<Item = Load>| {
                let mut sum = Load::default();
                loads.for_each(|load| sum += load);
                (sum.parts.iter().sum::<f64>(), sum.on_duty)
            };
            let units = sum(&mut load.units.iter().copied());
            let lines = sum(&mut load.lines.iter().copied());
            let roles = sum(&mut load.roles.iter().map(|(_, load)| *load));
            assert!(close(units.0, lines.0) && close(units.0, roles.0));
            assert!(close(units.1, lines.1) && close(units.1, roles.1));
            units
        };
        let lines = total(EnforcementLevel::SeparateLines);
        let teams = total(EnforcementLevel::SingleTeam);
        let hubs = total(EnforcementLevel::HubAndSpoke { hubs: None });
        prop_assert!(close(lines.0, teams.0) && close(lines.0, hubs.0));
        prop_assert!(close(lines.1, teams.1) && close(lines.1, hubs.1));
    }
}

#[test]
fn cadres_are_a_role_of_their_own_with_the_work_of_their_block() {
    let sample = SampleCounty::new(vec![line(2, 0), line(0, 4)]);
    let mut county = sample.based_in_townships().built();
    let block = DepartmentId::from_index(1);
    county.departments[block].kind = DepartmentKind::Block;
    for worker in county.workers.iter_mut().filter(|one| one.home == block) {
        worker.role = Role::Cadre;
    }
    county.travel.speed_km_per_h = f64::INFINITY;
    let load = load(&county, EnforcementLevel::SingleTeam, Delegation::None);
    // 100 hours a year for two officers, and for four cadres.
    let year = 365.0 * 24.0;
    let expected = [
        (Role::Officer, 100.0 / (2.0 * year)),
        (Role::Cadre, 100.0 / (4.0 * year)),
    ];
    assert_eq!(load.roles.len(), 2);
    for ((role, load), (expected_role, offered)) in load.roles.iter().zip(expected) {
        assert_eq!(*role, expected_role);
        assert!((load.offered() - offered).abs() < 1e-9, "{role:?}");
    }
}
