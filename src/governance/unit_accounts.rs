//! Accounts of units: the work that incidents, a log and routine bring to each unit.

use std::ops::Range;

use crate::base::calendar::Calendar;
use crate::base::{Span, Table};
use crate::county::trace::Trace;
use crate::county::{
    County, DepartmentId, Matter, MatterId, Power, Routine, RoutineKind, Severity, TownshipId,
    UnitId, VillageId,
};

use super::caseload::cases_per_incident;
use super::charter::Charter;
use super::conduct::{Conduct, HandedOver, PettyDemand};
use super::crew_skill::Pool;
use super::frequency::{parts_of, yearly_rate};
use super::load::{Load, LoadPart};
use super::power::{Demand, can_ever_serve, persons_on_site, power_shares};
use super::traced_work::{Parts, TracedWork};

const DAYS_A_YEAR: f64 = 365.0;

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

/// Work of every unit as it is added up.
pub(super) struct Accounts<'a> {
    /// What they are worked out for.
    pub(super) basis: &'a Basis<'a>,
    /// Reports and routine work of a log, if there is one.
    pub(super) traced: &'a TracedWork,
    /// Busy share of each unit's people.
    pub(super) busy: Table<UnitId, f64>,
    /// What is added up.
    pub(super) loads: Table<UnitId, Load>,
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
    /// Incidents by rate, rows of a log, and routine work.
    pub(super) fn add_everything(&mut self) {
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
                RoutineKind::LineTask { .. } => self.add_line_tasks(routine),
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
    pub(super) fn add(&mut self, unit: UnitId, part: LoadPart, hours_a_year: f64) {
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

    pub(super) fn persons(&self, with_crews: usize) -> f64 {
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
            self.add_background(place, unit, 1.0 - chance);
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
        let visits = chance * f64::from(matter.sessions) * self.mean_crew(matter);
        let hours: f64 = place
            .villages
            .iter()
            .map(|(village, rate)| rate * self.way(unit, *village).hours())
            .sum();
        self.add(unit, LoadPart::Travel, 2.0 * visits * hours);
    }

    /// What a unit finds out when it takes a case up: once, however often it comes; whoever is
    /// called through is told. What a crew enters for other units is left out.
    fn add_background(&mut self, place: &Place, unit: UnitId, chance: f64) {
        let Some(rules) = self.basis.conduct.context else {
            return;
        };
        let matter = &self.basis.county.matters[place.matter];
        let practice = self.basis.charter.practice_in(place.township);
        let handed_over = if practice.digital_load.is_shared {
            HandedOver::InSharedSystem
        } else {
            HandedOver::ByTicket
        };
        let background_min = matter.background_min.unwrap_or(rules.background_min);
        let gathered = rules.gathering(background_min, handed_over).hours();
        let degrees = Severity::all().zip(matter.severity_share);
        let untold = degrees.filter(|(severity, _)| *severity != Severity::EMERGENCY);
        let untold_share: f64 = untold.map(|(_, share)| share).sum();
        let crews = place.yearly() * chance * untold_share * self.mean_crew(matter);
        self.add(unit, LoadPart::Context, crews * gathered);
    }

    /// Persons who come to one visit, in the mean over powers.
    fn mean_crew(&self, matter: &Matter) -> f64 {
        power_shares(matter)
            .into_iter()
            .map(|(power, share)| share * self.persons(persons_on_site(matter, power)))
            .sum()
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
}
