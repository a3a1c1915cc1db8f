//! Founds the county that a log and its map describe, and places the log's rows in it.

use std::collections::{BTreeMap, BTreeSet};

use super::case_map::{CaseMap, MappedMatter};
use super::persons::{FoundingError, Workforce, content, workforce};
use super::reading::CaseLog;
use super::row::{CaseRow, RowKind};
use super::time_format::LocalTime;
use crate::base::calendar::Calendar;
use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{Date, Distribution, Id, Moment, Point, Table, Text};
use crate::county::trace::{Trace, TracedReport, TracedRoutine};
use crate::county::{
    Base, County, Department, DepartmentId, DepartmentKind, GroupId, Licence, Matter, MatterId,
    Need, PowerShare, Rate, Role, Routine, RoutineId, RoutineKind, Severity, ShiftId, Tier,
    Township, TownshipId, Travel, Variation, Village, VillageId, Worker, WorkerId,
};

/// Work of one kind at one department, as positions in the map: what becomes a matter or a line of
/// routine work of the county.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Matter(u16, usize),
    Ticket(usize, usize),
    Routine(usize, usize),
}

/// The county of a log, and what the log's rows are in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Founded {
    /// The county: everybody at one point, so that nobody travels.
    pub county: County,
    /// Work and persons of each department, in the order of the county.
    pub workforce: Vec<Workforce>,
    /// Date of the log's first row that was kept.
    pub first_day: Date,
    /// Days from that date to the log's last.
    pub days: i64,
    matters: BTreeMap<Line, MatterId>,
    routines: BTreeMap<Line, RoutineId>,
}

impl Line {
    fn of(row: &CaseRow) -> Self {
        match row.kind {
            RowKind::Incident => Self::Matter(row.matter, row.lead()),
            RowKind::Ticket(rule) => Self::Ticket(rule, row.lead()),
            RowKind::Routine(rule) => Self::Routine(rule, row.lead()),
        }
    }
}

/// What the rows of one line have in common.
struct Common<'m> {
    law: &'m Distribution,
    by_severity: [u32; Severity::DEGREES],
}

/// Founds the county called `id`.
///
/// # Errors
/// The log's span has no shift hours, its work asks for too many persons or for none at a
/// department, or two lines of work would have one id.
pub fn found(map: &CaseMap, log: &CaseLog, id: &str) -> Result<Founded, FoundingError> {
    let first_day = log
        .report
        .first
        .map_or(Date::from_day_number(0), LocalTime::date);
    let calendar = Calendar::new(map.staffing.calendar.kind(), first_day);
    let workforce = workforce(map, log, &calendar)?;
    let mut lines: BTreeMap<Line, Common> = BTreeMap::new();
    for row in &log.rows {
        let common = lines.entry(Line::of(row)).or_insert_with(|| Common {
            law: content(map, row),
            by_severity: [0; Severity::DEGREES],
        });
        common.by_severity[usize::from(row.severity.degree()) - 1] += 1;
    }
    let mut founding = Founding {
        map,
        matters: Table::new(),
        routines: Table::new(),
        matter_ids: BTreeMap::new(),
        routine_ids: BTreeMap::new(),
    };
    for (line, common) in &lines {
        founding.add(*line, common);
    }
    founding.check_ids()?;
    let county = County {
        id: id.to_owned(),
        name: map.name.clone(),
        layout_seed: 0,
        centre: Point::default(),
        travel: Travel {
            speed_km_per_h: f64::INFINITY,
            detour_factor: 1.0,
        },
        staffing: map.staffing.staffing,
        shifts: Table::from(vec![map.staffing.shift.clone()]),
        townships: townships(map, log),
        villages: villages(map, log),
        departments: departments(map),
        stations: Table::new(),
        workers: workers(map, &workforce),
        groups: groups(map),
        matters: founding.matters,
        routines: founding.routines,
        variation: Variation::NONE,
        costs: None,
    };
    Ok(Founded {
        county,
        workforce,
        first_day,
        days: log.report.days(),
        matters: founding.matter_ids,
        routines: founding.routine_ids,
    })
}

struct Founding<'m> {
    map: &'m CaseMap,
    matters: Table<MatterId, Matter>,
    routines: Table<RoutineId, Routine>,
    matter_ids: BTreeMap<Line, MatterId>,
    routine_ids: BTreeMap<Line, RoutineId>,
}

impl Founding<'_> {
    fn add(&mut self, line: Line, common: &Common<'_>) {
        match line {
            Line::Matter(matter, department) => {
                let mapped = &self.map.matters[usize::from(matter)];
                let MappedMatter {
                    meant,
                    lead,
                    deadline_working_days,
                    ..
                } = &mapped.value;
                let called = if lead.is_some() {
                    (mapped.id.clone(), meant.name.clone())
                } else {
                    self.called(&mapped.id, &meant.name, department)
                };
                let group = GroupId::from_index(usize::from(matter));
                let due = *deadline_working_days;
                let id = self
                    .matters
                    .push(traced_matter(called, (department, group), due, common));
                self.matter_ids.insert(line, id);
            }
            Line::Ticket(position, department) => {
                let rule = &self.map.rules[position];
                let called = self.called(&rule.id, &rule.value.name, department);
                let group = GroupId::from_index(self.map.matters.len() + position);
                let due = self.due(position);
                let id = self
                    .matters
                    .push(traced_matter(called, (department, group), due, common));
                self.matter_ids.insert(line, id);
            }
            Line::Routine(position, department) => {
                let rule = &self.map.rules[position];
                let (id, name) = self.called(&rule.id, &rule.value.name, department);
                let routine = Routine {
                    id,
                    name,
                    department: DepartmentId::from_index(department),
                    kind: RoutineKind::Traced,
                    need: Need::ONE,
                    work_min: common.law.clone(),
                    is_travel_included: true,
                    deadline_working_days: self.due(position),
                    points_per_hour: 1.0,
                };
                self.routine_ids.insert(line, self.routines.push(routine));
            }
        }
    }

    /// Joined ids may meet: `a-at-b` at `c` and `a` at `b-at-c`.
    fn check_ids(&self) -> Result<(), FoundingError> {
        let mut ids = BTreeSet::new();
        let matters = self.matters.iter().map(|matter| &matter.id);
        let mut all = matters.chain(self.routines.iter().map(|routine| &routine.id));
        match all.find(|id| !ids.insert(*id)) {
            Some(id) => Err(FoundingError::SameId(id.clone())),
            None => Ok(()),
        }
    }

    fn due(&self, rule: usize) -> u32 {
        let stated = self.map.rules[rule].value.deadline_working_days;
        stated.unwrap_or(self.map.deadline_working_days)
    }

    /// The id and the name of something at a department.
    fn called(&self, id: &str, name: &Text, department: usize) -> (String, Text) {
        let department = &self.map.departments[department];
        let at = &department.value.meant.name;
        let name = Text::new(
            format!("{}（{}）", name.zh, at.zh),
            format!("{} ({})", name.en, at.en),
        );
        (format!("{id}-at-{}", department.id), name)
    }
}

/// A matter of one officer, one part and no power.
fn traced_matter(
    (id, name): (String, Text),
    (lead, group): (usize, GroupId),
    deadline_working_days: u32,
    common: &Common<'_>,
) -> Matter {
    let rows: u32 = common.by_severity.iter().sum();
    Matter {
        id,
        name,
        lead: DepartmentId::from_index(lead),
        group,
        tier: Tier::County,
        rate: Rate::Traced,
        severity_share: common.by_severity.map(|n| f64::from(n) / f64::from(rows)),
        supports: Vec::new(),
        power_share: PowerShare::NONE,
        work_min: common.law.clone(),
        procedure_min: Distribution::Constant { value: 0.0 },
        crew: 1,
        deadline_working_days,
        sessions: 1,
        session_gap_days: 0,
        hour_profile: HourProfile::Flat,
        weekday_profile: WeekdayProfile::Flat,
        detection: None,
        settles_itself: None,
        relapse: None,
        worsens_per_day: 0.0,
        escalates_per_day: 0.0,
        visible: None,
        preventable_share: Matter::PREVENTABLE_SHARE,
        background_min: None,
        village_min: None,
    }
}

/// Residents are the rows of a township, so that people are dealt by volume.
fn townships(map: &CaseMap, log: &CaseLog) -> Table<TownshipId, Township> {
    let entries = map.townships.iter().zip(&log.report.by_township);
    let townships = entries.map(|(entry, rows)| Township {
        id: entry.id.clone(),
        name: entry.value.name.clone(),
        residents: rows.rows as f64,
        seat: Point::default(),
        area_km2: 1.0,
        leaders: Township::LEADERS,
    });
    townships.collect()
}

fn villages(map: &CaseMap, log: &CaseLog) -> Table<VillageId, Village> {
    let entries = map.townships.iter().zip(&log.report.by_township);
    let villages = entries
        .enumerate()
        .map(|(position, (entry, rows))| Village {
            id: entry.id.clone(),
            name: entry.value.name.clone(),
            township: TownshipId::from_index(position),
            place: Point::default(),
            residents: rows.rows as f64,
            firms: 0.0,
            small_businesses: 0.0,
            grids: 1,
            households: rows.rows as f64 / Village::RESIDENTS_A_HOUSEHOLD,
            cadres: Village::CADRES,
        });
    villages.collect()
}

fn departments(map: &CaseMap) -> Table<DepartmentId, Department> {
    let departments = map.departments.iter().map(|entry| Department {
        id: entry.id.clone(),
        name: entry.value.meant.name.clone(),
        kind: DepartmentKind::Line,
    });
    departments.collect()
}

fn groups(map: &CaseMap) -> Table<GroupId, String> {
    let matters = map.matters.iter().map(|entry| &entry.id);
    let rules = map.rules.iter().map(|entry| &entry.id);
    matters.chain(rules).cloned().collect()
}

fn workers(map: &CaseMap, workforce: &[Workforce]) -> Table<WorkerId, Worker> {
    let mut workers = Table::new();
    for (position, (entry, line)) in map.departments.iter().zip(workforce).enumerate() {
        let width = line.persons.to_string().len();
        for ordinal in 1..=line.persons {
            workers.push(Worker {
                id: format!("{}-{ordinal:0width$}", entry.id),
                home: DepartmentId::from_index(position),
                base: Base::Headquarters,
                shift: Some(ShiftId::from_index(0)),
                licence: Licence::Licensed,
                role: Role::Officer,
            });
        }
    }
    workers
}

impl Founded {
    /// The rows of the log this county was founded on, as a run whose day 0 is `start` meets them:
    /// those from `from` on.
    pub fn trace(&self, log: &CaseLog, start: Date, from: Moment) -> Trace {
        let mut trace = Trace::default();
        let day_zero = start.day_number();
        for row in &log.rows {
            let at = Moment::start_of_day(row.at.day_number - day_zero) + row.at.time_of_day;
            if at >= from {
                self.add_to(&mut trace, row, at);
            }
        }
        trace
    }

    fn add_to(&self, trace: &mut Trace, row: &CaseRow, at: Moment) {
        let line = Line::of(row);
        let village = VillageId::from_index(usize::from(row.township));
        if let Some(routine) = self.routines.get(&line) {
            trace.routine.push(TracedRoutine {
                key: row.key,
                at,
                village,
                routine: *routine,
            });
        } else if let Some(matter) = self.matters.get(&line) {
            let parts = if row.kind == RowKind::Incident {
                row.departments.len()
            } else {
                1
            };
            let mut departments = row.departments.into_iter().take(parts).flatten();
            trace.reports.push(TracedReport {
                key: row.key,
                at,
                village,
                matter: *matter,
                departments: std::array::from_fn(|_| {
                    let department = departments.next();
                    department.map(|position| DepartmentId::from_index(usize::from(position)))
                }),
                severity: row.severity,
            });
        }
    }
}
