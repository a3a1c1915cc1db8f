//! Offered load: what a charter asks of its people in expectation, before anything is run.
//!
//! An approximation for `check` and for sizing a county, never a result. Content means are divided
//! by the skill a crew is expected to have; ways are straight from the unit's base and back; what
//! is left out: waiting on site, trips cut by the end of a shift, overtime, who of a unit takes
//! what (its work is spread over its people by their time on duty), and parts of one unit always
//! make one visit, even where two lines' power would take two. A test of the model in motion
//! holds it against runs of a county of 160 officers, unit by unit.

use std::ops::Range;

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span, Table};
use crate::county::trace::Trace;
use crate::county::{
    County, DepartmentId, MatterId, Power, Role, Routine, RoutineKind, TownshipId, UnitId,
    VillageId, WorkerId,
};

use super::caseload::cases_per_incident;
use super::charter::Charter;
use super::conduct::{Conduct, PettyDemand};
use super::crew_skill::Pool;
use super::frequency::{parts_of, yearly_rate};
use super::load::{Load, LoadPart};
use super::power::{Demand, can_ever_serve, persons_on_site, power_shares};
use super::traced_work::{Parts, TracedWork};

const DAYS_A_YEAR: f64 = 365.0;
/// Rounds of: whom crews consist of, given how busy people are; how busy people are, given crews.
const ROUNDS: usize = 4;

/// What a load is worked out for.
#[derive(Debug, Clone)]
pub struct Basis<'a> {
    /// The county.
    pub county: &'a County,
    /// What the setup lays down.
    pub charter: &'a Charter,
    /// Days.
    pub calendar: &'a Calendar,
    /// Days looked at.
    pub days: Range<i64>,
    /// What a real log says happened, where matters and routine work have no rates.
    pub trace: Option<&'a Trace>,
    /// How people behave.
    pub conduct: &'a Conduct,
    /// Parts that exist; a mechanism that is off takes its part away.
    pub counted: &'a [LoadPart],
    /// Whether work needs crews; else one person does any of it.
    pub has_crews: bool,
    /// Whether people work by roster and are away some days; else all are always on duty.
    pub has_shifts: bool,
}

/// Loads of units, lines and roles.
#[derive(Debug, Clone, PartialEq)]
pub struct OfferedLoad {
    /// Of each unit.
    pub units: Table<UnitId, Load>,
    /// Of the people of each home line.
    pub lines: Table<DepartmentId, Load>,
    /// Of the people of each role that the county has.
    pub roles: Vec<(Role, Load)>,
}

/// Works out the loads of a charter: work that rates bring over the days looked at, and work that
/// a log says came up in them, each at its mean content.
///
/// Who is free decides who goes, and who goes how long it takes: starting from everyone free, both
/// are worked out in turn, four times.
pub fn offered_load(basis: &Basis) -> OfferedLoad {
    let duty = on_duty_hours(basis);
    let idle: Table<UnitId, Load> = basis.charter.units.map(|unit| Load {
        on_duty: unit.members.iter().map(|member| duty[*member]).sum(),
        ..Load::default()
    });
    let traced = basis.trace.map_or_else(TracedWork::default, |trace| {
        TracedWork::within(trace, &basis.days)
    });
    let mut units = idle.clone();
    for _ in 0..ROUNDS {
        let mut accounts = Accounts {
            basis,
            traced: &traced,
            busy: units.map(Load::busy_share),
            loads: idle.clone(),
        };
        accounts.add_everything();
        units = accounts.loads;
    }
    spread_over_people(basis, &duty, units)
}

fn on_duty_hours(basis: &Basis) -> Table<WorkerId, f64> {
    let from = Moment::start_of_day(basis.days.start);
    let to = Moment::start_of_day(basis.days.end);
    let staffing = &basis.county.staffing;
    let present_share = 1.0 - staffing.absent_share - staffing.seconded_share;
    let of_shift = basis
        .county
        .shifts
        .map(|shift| shift.duty_between(basis.calendar, from, to).hours() * present_share);
    basis.county.workers.map(|worker| match worker.shift {
        Some(shift) if basis.has_shifts => of_shift[shift],
        _ => (to - from).hours(),
    })
}

fn spread_over_people(
    basis: &Basis,
    duty: &Table<WorkerId, f64>,
    units: Table<UnitId, Load>,
) -> OfferedLoad {
    let mut lines = Table::filled(basis.county.departments.len(), Load::default());
    let mut roles: Vec<(Role, Load)> = Vec::new();
    for (id, worker) in basis.county.workers.iter_with_ids() {
        let load = units[basis.charter.unit_of[id]].of_person(duty[id]);
        lines[worker.home] += load;
        match roles.iter_mut().find(|(role, _)| *role == worker.role) {
            Some((_, sum)) => *sum += load,
            None => roles.push((worker.role, load)),
        }
    }
    OfferedLoad {
        units,
        lines,
        roles,
    }
}

/// Work of every unit as it is added up.
struct Accounts<'a> {
    basis: &'a Basis<'a>,
    traced: &'a TracedWork,
    busy: Table<UnitId, f64>,
    loads: Table<UnitId, Load>,
}

/// A matter in a township, with its cases a year.
struct Place {
    matter: MatterId,
    township: TownshipId,
    villages: Vec<(VillageId, f64)>,
}

impl Place {
    fn yearly(&self) -> f64 {
        self.villages.iter().map(|(_, rate)| rate).sum()
    }
}

impl Accounts<'_> {
    fn add_everything(&mut self) {
        for matter in self.basis.county.matters.ids() {
            for township in self.basis.county.townships.ids() {
                let parts = parts_of(self.basis.county, matter);
                self.add_incidents(&self.place(matter, township), parts);
            }
        }
        self.add_traced();
        for routine in &self.basis.county.routines {
            match routine.kind {
                RoutineKind::Inspection { .. } => self.add_inspections(routine),
                RoutineKind::LineTask { hours_per_person } => {
                    self.add_line_tasks(routine, hours_per_person);
                }
                // Its pieces are rows of the log.
                RoutineKind::Traced => {}
            }
        }
        self.add_consultations();
    }

    /// Small requests that residents bring at the trust they start with.
    fn add_consultations(&mut self) {
        let county = self.basis.county;
        let conduct = self.basis.conduct;
        let office = PettyDemand::office(county);
        let (Some(petty_demand), Some(office)) = (&conduct.petty_demand, office) else {
            return;
        };
        let trust = conduct.residents.unwrap_or_default().initial_trust;
        for village in &county.villages {
            let asked = trust * petty_demand.requests_a_year(village.residents);
            let hours = asked * petty_demand.work_min.mean() / 60.0;
            let unit = self.basis.charter.first_asked[office][village.township];
            self.add(unit, LoadPart::Consultation, hours);
        }
    }

    fn place(&self, matter: MatterId, township: TownshipId) -> Place {
        let county = self.basis.county;
        let villages = county.villages.iter_with_ids();
        let stated = &county.matters[matter];
        let cases = cases_per_incident(stated);
        Place {
            matter,
            township,
            villages: villages
                .filter(|(_, village)| village.township == township)
                .map(|(id, village)| (id, cases * yearly_rate(county, stated, village)))
                .filter(|(_, rate)| *rate > 0.0)
                .collect(),
        }
    }

    /// Adds person-hours a year to a unit's account.
    fn add(&mut self, unit: UnitId, part: LoadPart, hours_a_year: f64) {
        if self.basis.counted.contains(&part) {
            self.loads[unit].parts[part as usize] += self.in_days(hours_a_year);
        }
    }

    fn in_days(&self, a_year: f64) -> f64 {
        let days = (self.basis.days.end - self.basis.days.start) as f64;
        a_year * days / DAYS_A_YEAR
    }

    /// So many in the days looked at, as a rate: the way back from [`Self::in_days`].
    fn a_year(&self, in_days: usize) -> f64 {
        let days = (self.basis.days.end - self.basis.days.start) as f64;
        in_days as f64 * DAYS_A_YEAR / days
    }

    fn persons(&self, with_crews: usize) -> f64 {
        if self.basis.has_crews {
            with_crews as f64
        } else {
            1.0
        }
    }

    /// Expected time over content of work of `line` by people of `pool` in `unit`.
    fn slowdown(&self, unit: UnitId, pool: Pool, crew: f64) -> f64 {
        let staffing = &self.basis.county.staffing;
        let present = 1.0 - staffing.absent_share - staffing.seconded_share;
        let free = pool.persons as f64 * present * (1.0 - self.busy[unit]);
        pool.slowdown(free.max(crew).round() as usize, staffing)
    }

    /// Every row of the log is one incident, or one piece of routine work, at its village.
    fn add_traced(&mut self) {
        let county = self.basis.county;
        let traced = self.traced;
        for ((matter, departments, village), rows) in &traced.reports {
            let place = Place {
                matter: *matter,
                township: county.villages[*village].township,
                villages: vec![(*village, self.a_year(*rows))],
            };
            self.add_incidents(&place, self.parts_of_row(*matter, departments));
        }
        for ((routine, village), rows) in &traced.routine {
            let visits = self.a_year(*rows);
            let routine = &county.routines[*routine];
            self.add_visits(routine, LoadPart::LineTask, (*village, visits));
        }
    }

    fn parts_of_row(&self, matter: MatterId, departments: &Parts) -> Vec<(DepartmentId, f64)> {
        if departments[0].is_none() {
            return vec![(self.basis.county.matters[matter].lead, 1.0)];
        }
        departments
            .iter()
            .flatten()
            .map(|line| (*line, 1.0))
            .collect()
    }

    fn add_incidents(&mut self, place: &Place, parts: Vec<(DepartmentId, f64)>) {
        // The chance that an incident does not bring each unit out, by unit.
        let mut stays_in: Vec<(UnitId, f64)> = Vec::new();
        for (department, parts) in parts {
            let unit = self.basis.charter.first_asked[department][place.township];
            let comes = parts * self.add_part(place, department, parts);
            match stays_in.iter_mut().find(|(other, _)| *other == unit) {
                Some((_, chance)) => *chance *= 1.0 - comes,
                None => stays_in.push((unit, 1.0 - comes)),
            }
        }
        for (unit, chance) in stays_in {
            self.add_ways(place, unit, 1.0 - chance);
        }
    }

    /// Adds the work of a department's parts; the share of them that its unit can ever do.
    fn add_part(&mut self, place: &Place, department: DepartmentId, parts: f64) -> f64 {
        let (county, charter) = (self.basis.county, self.basis.charter);
        let matter = &county.matters[place.matter];
        let unit = charter.first_asked[department][place.township];
        let visit_hours = matter.work_min.mean() / 60.0 * f64::from(matter.sessions);
        let mut able_share = 0.0;
        for (power, share) in power_shares(matter) {
            let demand = Demand {
                department,
                matter: place.matter,
                power,
            };
            let cases = place.yearly() * parts * share;
            let crew = self.persons(persons_on_site(matter, power));
            let content = cases * visit_hours * crew;
            if self.basis.has_crews && !can_ever_serve(county, charter, unit, demand) {
                self.loads[unit].never_served += self.in_days(content);
                continue;
            }
            able_share += share;
            let slowdown = self.slowdown(unit, self.pool(unit, demand), crew);
            self.add(unit, LoadPart::Incidents, content * slowdown);
            if power == Power::Penalty {
                let procedure_hours = matter.procedure_min.mean() / 60.0;
                self.add(unit, LoadPart::Procedure, cases * procedure_hours);
            }
        }
        able_share
    }

    /// Who may act: by law the line's own people, by delegation any licensed, else anyone.
    fn pool(&self, unit: UnitId, demand: Demand) -> Pool {
        let (county, charter) = (self.basis.county, self.basis.charter);
        let Demand {
            department, matter, ..
        } = demand;
        let unit_itself = &charter.units[unit];
        if demand.power == Power::None || !self.basis.has_crews {
            return Pool::everyone(county, unit_itself, department);
        }
        let licensed = Pool::licensed(county, unit_itself, department);
        if charter.holds_by_delegation(unit, matter) {
            licensed
        } else {
            Pool {
                persons: licensed.of_line,
                ..licensed
            }
        }
    }

    fn add_ways(&mut self, place: &Place, unit: UnitId, chance: f64) {
        let matter = &self.basis.county.matters[place.matter];
        let crew: f64 = power_shares(matter)
            .into_iter()
            .map(|(power, share)| share * self.persons(persons_on_site(matter, power)))
            .sum();
        let visits = chance * f64::from(matter.sessions) * crew;
        let hours: f64 = place
            .villages
            .iter()
            .map(|(village, rate)| rate * self.way(unit, *village).hours())
            .sum();
        self.add(unit, LoadPart::Travel, 2.0 * visits * hours);
    }

    fn way(&self, unit: UnitId, village: VillageId) -> Span {
        let (county, charter) = (self.basis.county, self.basis.charter);
        let place = county.villages[village].place;
        county.travel.time(charter.units[unit].seat, place)
    }

    fn add_inspections(&mut self, routine: &Routine) {
        for (id, village) in self.basis.county.villages.iter_with_ids() {
            let kind = routine.kind;
            let visits = kind.visits_per_year(village.firms, village.small_businesses);
            self.add_visits(routine, LoadPart::Inspection, (id, visits));
        }
    }

    /// Adds pieces of routine work at a village, so many a year, to the unit first asked there.
    fn add_visits(&mut self, routine: &Routine, part: LoadPart, (at, visits): (VillageId, f64)) {
        let (county, charter) = (self.basis.county, self.basis.charter);
        let crew = self.persons(routine.need.persons());
        let unit = charter.first_asked[routine.department][county.villages[at].township];
        let visits = crew * visits;
        let pool = Pool::everyone(county, &charter.units[unit], routine.department);
        let slowdown = self.slowdown(unit, pool, crew);
        let hours = visits * routine.work_min.mean() / 60.0 * slowdown;
        self.add(unit, part, hours);
        if !routine.is_travel_included {
            let ways = 2.0 * visits * self.way(unit, at).hours();
            self.add(unit, LoadPart::Travel, ways);
        }
    }

    /// Line tasks go to the units of the line's persons, and need no skill of a matter group.
    fn add_line_tasks(&mut self, routine: &Routine, hours_per_person: f64) {
        let crew = self.persons(routine.need.persons());
        for (id, worker) in self.basis.county.workers.iter_with_ids() {
            if worker.home == routine.department {
                let unit = self.basis.charter.unit_of[id];
                self.add(unit, LoadPart::LineTask, hours_per_person * crew);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::shift::{ShiftDays, ShiftPattern};
    use crate::base::{CalendarKind, Date, Distribution, Id};
    use crate::county::matter::{PartOrder, Support, Supporter};
    use crate::county::{DepartmentKind, Need, Rate, Staffing};
    use crate::governance::sample_county::{SampleCounty, ask_power, line, name};
    use crate::governance::{Delegation, Enforcement, EnforcementLevel, Setup, lay};

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
        let hours = RoutineKind::LineTask {
            hours_per_person: 680.0,
        };
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
}
