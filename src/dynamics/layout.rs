//! What a run reads all the time, worked out once: travel times, laws of matters, draws' purposes.

use crate::base::{Id, Purpose, Sampler, Span, Table};
use crate::county::matter::Supporter;
use crate::county::{
    DepartmentId, Matter, MatterId, PartOrder, Power, RoutineId, Severity, Task, TownshipId,
    UnitId, Village, VillageId,
};
use crate::governance::Charter;

use super::mechanism::Mechanism;
use super::report_time::ReportTime;
use super::setting::Setting;

/// Which draws a department's part hangs on; named, so that adding departments moves none.
#[derive(Debug, Clone, Copy)]
pub struct PartPurposes {
    /// Whether it supports.
    pub share: Purpose,
    /// Which power it needs.
    pub power: Purpose,
    /// Its content.
    pub work: Purpose,
    /// Its procedure.
    pub procedure: Purpose,
}

impl PartPurposes {
    fn of(department: &str) -> Self {
        let named = |what: &str| Purpose::named(&format!("{what} of {department}"));
        Self {
            share: named("share"),
            power: named("power"),
            work: named("work"),
            procedure: named("procedure"),
        }
    }
}

/// A supporting part as it is drawn.
#[derive(Debug, Clone)]
pub struct SupportPlan {
    /// Who may be drawn; one department, or the others.
    pub candidates: Vec<DepartmentId>,
    /// Where share and choice come from.
    pub purpose: Purpose,
    /// Share of incidents.
    pub share: f64,
    /// When it is asked.
    pub order: PartOrder,
}

/// What severity hangs on.
pub const SEVERITY: Purpose = Purpose::named("severity");

/// A matter as it is drawn.
#[derive(Debug, Clone)]
pub struct MatterPlan {
    /// Lead department.
    pub lead: DepartmentId,
    /// Upper bounds of the severities' shares, 1 first; none if there is only one severity.
    pub severity_bounds: Option<[f64; Severity::DEGREES]>,
    /// The gravest severity that occurs.
    pub gravest: Severity,
    /// Supporting parts.
    pub supports: Vec<SupportPlan>,
    /// Upper bounds of the shares of no power and of an order; none if no part needs power.
    pub power_bounds: Option<(f64, f64)>,
    /// Content of a part (min).
    pub work: Sampler,
    /// Content an officer expects of a part.
    pub expected: Span,
    /// Procedure (min).
    pub procedure: Sampler,
}

impl MatterPlan {
    fn new(matter: &Matter, departments: &[String]) -> Self {
        let mut upper = 0.0;
        let bounds = matter.severity_share.map(|share| {
            upper += share;
            upper
        });
        let occurring: Vec<Severity> = Severity::all()
            .filter(|severity| matter.severity_share[severity.degree() as usize - 1] > 0.0)
            .collect();
        let power = matter.power_share;
        Self {
            lead: matter.lead,
            severity_bounds: (occurring.len() > 1).then_some(bounds),
            gravest: occurring.last().copied().unwrap_or(Severity::MILD),
            supports: matter
                .supports
                .iter()
                .map(|support| {
                    let (candidates, purpose) = match support.supporter {
                        Supporter::Department(department) => (
                            vec![department],
                            PartPurposes::of(&departments[department.index()]).share,
                        ),
                        Supporter::Others => (
                            (0..departments.len())
                                .map(DepartmentId::from_index)
                                .filter(|department| *department != matter.lead)
                                .collect(),
                            Purpose::named("share of others"),
                        ),
                    };
                    SupportPlan {
                        candidates,
                        purpose,
                        share: support.share,
                        order: support.order,
                    }
                })
                .collect(),
            power_bounds: (power.none < 1.0).then_some((power.none, power.none + power.order)),
            work: matter.work_min.sampler(),
            expected: Span::from_minutes(matter.work_min.mean()),
            procedure: matter.procedure_min.sampler(),
        }
    }

    /// The power that a mark of `value` asks for.
    pub fn power(&self, value: f64) -> Power {
        match self.power_bounds {
            None => Power::None,
            Some((none, _)) if value < none => Power::None,
            Some((_, order)) if value < order => Power::Order,
            Some(_) => Power::Penalty,
        }
    }

    /// The severity that a mark of `value` means.
    #[inline]
    pub fn severity(&self, value: f64) -> Severity {
        let Some(bounds) = self.severity_bounds else {
            return self.gravest;
        };
        let milder = bounds.iter().filter(|bound| value >= **bound).count();
        Severity::all().nth(milder).unwrap_or(self.gravest)
    }
}

/// What the content of a piece of routine work hangs on.
pub const ROUTINE_WORK: Purpose = Purpose::named("routine work");

/// Routine work as it is drawn.
#[derive(Debug, Clone)]
pub struct RoutinePlan {
    /// Content (min).
    pub work: Sampler,
    /// Content an officer expects.
    pub expected: Span,
}

/// One way from each unit to each village.
type Ways = Table<UnitId, Table<VillageId, Span>>;

/// Dense tables of one run.
#[derive(Debug)]
pub struct Layout {
    /// Matters as they are drawn.
    pub matters: Table<MatterId, MatterPlan>,
    /// Purposes of each department's part.
    pub purposes: Table<DepartmentId, PartPurposes>,
    /// Routine work as it is drawn.
    pub routines: Table<RoutineId, RoutinePlan>,
    /// Report time of each matter.
    pub report_times: Table<MatterId, ReportTime>,
    /// The first grid of each village; grids of the county are numbered village by village.
    pub first_grid: Table<VillageId, u32>,
    /// Grids of the county.
    pub grids: usize,
    /// Cells of each grid.
    pub cells_per_grid: usize,
    /// Township of each village.
    pub township_of: Table<VillageId, TownshipId>,
    /// One way from each unit to each village; none if no time passes.
    ways: Option<Ways>,
}

impl Layout {
    /// Works out the tables of a setting under a charter.
    pub fn new(setting: &Setting, charter: &Charter) -> Self {
        let county = setting.county;
        let departments: Vec<String> = county
            .departments
            .iter()
            .map(|department| department.id.clone())
            .collect();
        let mut grids = 0;
        let first_grid = county.villages.map(|village| {
            let first = grids;
            grids += u32::from(village.grids.max(1));
            first
        });
        Self {
            matters: county
                .matters
                .map(|matter| MatterPlan::new(matter, &departments)),
            purposes: county
                .departments
                .map(|department| PartPurposes::of(&department.id)),
            routines: county.routines.map(|routine| RoutinePlan {
                work: routine.work_min.sampler(),
                expected: Span::from_minutes(routine.work_min.mean()),
            }),
            report_times: county
                .matters
                .map(|matter| ReportTime::new(matter, setting.calendar)),
            first_grid,
            grids: grids as usize,
            cells_per_grid: setting
                .conduct
                .grid_work
                .as_ref()
                .map_or(1, |work| work.cells_per_grid as usize),
            township_of: county.villages.map(|village| village.township),
            ways: ways(setting, charter),
        }
    }

    /// Works out the ways anew: units have other bases under another charter.
    pub fn base_at(&mut self, setting: &Setting, charter: &Charter) {
        self.ways = ways(setting, charter);
    }

    /// One way from the base of a task's unit to its place.
    #[inline]
    pub fn travel(&self, task: &Task) -> Span {
        match (&self.ways, task.village) {
            (Some(ways), Some(village)) if !task.is_travel_included => ways[task.unit][village],
            _ => Span::ZERO,
        }
    }

    /// One way from the base of a unit to a village.
    #[inline]
    pub fn way(&self, unit: UnitId, village: VillageId) -> Span {
        self.ways
            .as_ref()
            .map_or(Span::ZERO, |ways| ways[unit][village])
    }
}

fn ways(setting: &Setting, charter: &Charter) -> Option<Ways> {
    let county = setting.county;
    let is_travel_on = setting.mechanisms.has(Mechanism::Travel);
    is_travel_on.then(|| {
        charter.units.map(|unit| {
            let way = |village: &Village| county.travel.time(unit.seat, village.place);
            county.villages.map(way)
        })
    })
}
