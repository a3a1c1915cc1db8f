//! A county as its file states it: every noun read, nothing resolved yet.

use crate::base::{Point, ShiftPattern, Text};
use crate::county::{Costs, Relapse, Staffing, Travel};
use crate::document::{Address, Fields, Keyed, Known, Tree, integer, keyed, table};
use crate::governance::Conduct;

use super::common::{name_of, point};
use super::department::{DepartmentStated, StationStated};
use super::matter::{Around, MatterStated, RATES};
use super::needs::{Habit, Habits};
use super::routine::RoutineStated;
use super::rule::ModelRule;
use super::shock::ShockStated;
use super::staff::{StaffKnown, StaffStated};
use super::township::{TownshipStated, VillageStated};
use super::variation::VariationStated;
use super::{shift, staffing, travel};

/// A county as its file states it.
#[derive(Debug)]
pub struct CountyStated {
    /// The name people read.
    pub name: Text,
    /// Names the places inside townships.
    pub layout_seed: u64,
    /// Where headquarters stand.
    pub centre: Point,
    /// How people move.
    pub travel: Travel,
    /// Skill and absence.
    pub staffing: Staffing,
    /// Rosters.
    pub shifts: Vec<Keyed<ShiftPattern>>,
    /// Blocks.
    pub townships: Vec<Keyed<TownshipStated>>,
    /// Villages.
    pub villages: Vec<Keyed<VillageStated>>,
    /// Lines and blocks.
    pub departments: Vec<Keyed<DepartmentStated>>,
    /// Stations.
    pub stations: Vec<Keyed<StationStated>>,
    /// People, in groups.
    pub staff: Vec<Keyed<StaffStated>>,
    /// Matters.
    pub matters: Vec<Keyed<MatterStated>>,
    /// Routine work.
    pub routines: Vec<Keyed<RoutineStated>>,
    /// How troubles vary beyond chance.
    pub variation: VariationStated,
    /// Days on which more happens.
    pub shocks: Vec<Keyed<ShockStated>>,
    /// Prices, if any are stated.
    pub costs: Option<Costs>,
    /// How people behave.
    pub conduct: Conduct,
    /// Where small requests are stated.
    pub requests_at: Option<Address>,
    /// Where handing down is stated.
    pub hand_down_at: Option<Address>,
    /// Where the county stands.
    pub at: Option<Address>,
}

/// Ids that the tables of a county refer to.
struct Ids {
    departments: Known,
    townships: Known,
    shifts: Known,
    bases: Known,
}

impl CountyStated {
    /// Reads a county; `is_traced` if a case log says when its matters come up.
    pub fn visit(fields: &mut Fields, is_traced: bool) -> Self {
        let ids = Ids::of(fields);
        let county = Self {
            name: name_of(fields, "county"),
            layout_seed: fields
                .key("layout_seed", integer().range(0..=i64::MAX))
                .means("村庄落点的种子", "names the places inside townships")
                .source("assumption: any value")
                .or(1) as u64,
            centre: fields
                .key("centre_km", point())
                .means(
                    "局机关所在坐标 [东, 北]",
                    "where headquarters stand, [east, north]",
                )
                .or(Point::default()),
            travel: fields
                .key("travel", table(travel::visit))
                .means("出行", "how people move")
                .or(travel::USUAL),
            staffing: fields
                .key("staffing", table(staffing::visit))
                .means("熟练度与缺勤", "skill and days not worked")
                .or(Staffing::PLAIN),
            shifts: fields
                .key("shift", keyed(table(shift::visit)))
                .means("班次", "rosters")
                .or_empty(),
            townships: townships(fields, &ids),
            villages: fields
                .key(
                    "village",
                    keyed(table(|fields: &mut Fields| {
                        VillageStated::visit(fields, &ids.townships)
                    }))
                    .counted(),
                )
                .means(
                    "村（社区）；没有村的乡镇，全部居民在驻地",
                    "villages; a township without one has all its residents at its seat",
                )
                .or_empty(),
            departments: fields
                .key(
                    "department",
                    keyed(table(DepartmentStated::visit)).counted(),
                )
                .means(
                    "部门：条线，以及乡镇自己的机构（块）",
                    "departments: the lines, and the townships' own offices",
                )
                .required(),
            stations: stations(fields, &ids),
            staff: staff(fields, &ids),
            matters: matters(fields, &ids, is_traced),
            routines: routines(fields, &ids),
            variation: variation(fields, is_traced),
            shocks: shocks(fields, is_traced),
            costs: costs(fields),
            conduct: Conduct::visit(fields),
            requests_at: fields.address("petty_demand"),
            hand_down_at: fields.address("hand_down"),
            at: fields.here(),
        };
        county.check_there_is_something(fields);
        check_habits(fields, &county.matters);
        county
    }

    fn check_there_is_something(&self, fields: &mut Fields) {
        for (key, is_empty) in [
            ("department", self.departments.is_empty()),
            ("township", self.townships.is_empty()),
        ] {
            fields.demand(
                !is_empty,
                key,
                ModelRule::NothingThere.kind(),
                Text::new(
                    format!("`{key}` 至少要有一个"),
                    format!("there must be at least one `{key}`"),
                ),
                Text::new(format!("请添加 [{key}.编号]"), format!("add a [{key}.ID]")),
            );
        }
    }
}

/// Tables of conduct that do nothing without another.
fn check_habits(fields: &mut Fields, matters: &[Keyed<MatterStated>]) {
    let written = Habits::written(fields);
    let mut of_matters = matters.iter().map(|matter| &matter.value.life.relapse);
    let come_back = of_matters.any(|relapse| matches!(relapse, Some(Relapse::Share { .. })));
    written.demand(fields, Habit::Recurrence, ("ownership", !come_back));
    for (key, habit) in [
        ("haste", Habit::Recurrence),
        ("returns", Habit::Offices),
        ("without_power", Habit::Persuasion),
    ] {
        written.demand(fields, habit, (key, true));
    }
}

impl Ids {
    fn of(fields: &Fields) -> Self {
        let townships = fields.known("township");
        let stations = fields.known("station");
        Self {
            departments: fields.known("department"),
            shifts: fields.known("shift"),
            bases: Known::new(stations.iter().chain(townships.iter())),
            townships,
        }
    }
}

fn townships(fields: &mut Fields, ids: &Ids) -> Vec<Keyed<TownshipStated>> {
    let township = |fields: &mut Fields| TownshipStated::visit(fields, &ids.departments);
    fields
        .key("township", keyed(table(township)).counted())
        .means("乡镇", "townships, the blocks")
        .required()
}

fn stations(fields: &mut Fields, ids: &Ids) -> Vec<Keyed<StationStated>> {
    let station =
        |fields: &mut Fields| StationStated::visit(fields, &ids.departments, &ids.townships);
    fields
        .key("station", keyed(table(station)))
        .means(
            "派出站所；没有站所的部门只有局机关队伍",
            "stations; a department without one has a squad at headquarters",
        )
        .or_empty()
}

fn staff(fields: &mut Fields, ids: &Ids) -> Vec<Keyed<StaffStated>> {
    let known = StaffKnown {
        departments: &ids.departments,
        bases: &ids.bases,
        shifts: &ids.shifts,
    };
    fields
        .key(
            "staff",
            keyed(table(|fields: &mut Fields| {
                StaffStated::visit(fields, &known)
            })),
        )
        .means(
            "人员，按组；个人编号为 组-序号，持证在前",
            "people in groups; persons are ID-1 and so on, licensed first",
        )
        .or_empty()
}

fn matters(fields: &mut Fields, ids: &Ids, is_traced: bool) -> Vec<Keyed<MatterStated>> {
    let means = Text::new("事项未写明时的取值", "what a matter does not state itself");
    let defaults = fields.defaults("matter_default", "matter", means);
    let around = Around {
        is_traced,
        habits: Habits::written(fields),
    };
    let matter = |fields: &mut Fields| MatterStated::visit(fields, &ids.departments, around);
    fields
        .key("matter", keyed(table(matter)).counted().over(defaults))
        .means("事项", "matters, the kinds of trouble")
        .or_empty()
}

fn routines(fields: &mut Fields, ids: &Ids) -> Vec<Keyed<RoutineStated>> {
    let habits = Habits::written(fields);
    let routine = |fields: &mut Fields| RoutineStated::visit(fields, &ids.departments, habits);
    fields
        .key("routine", keyed(table(routine)))
        .means(
            "日常工作：检查与条线任务",
            "routine work: inspections and line tasks",
        )
        .or_empty()
}

/// What a log does not say by itself: how the rates of a county vary.
fn variation(fields: &mut Fields, is_traced: bool) -> VariationStated {
    if is_traced {
        return VariationStated::NONE;
    }
    fields
        .key("variation", table(VariationStated::visit))
        .means(
            "事件在纯偶然之外的起伏：按日、周、乡镇、点位；不写则没有",
            "how troubles vary beyond chance: days, weeks, townships, places; absent if not written",
        )
        .or(VariationStated::NONE)
}

/// Prices; those of grid workers only where there are any.
fn costs(fields: &mut Fields) -> Option<Costs> {
    let habits = Habits::written(fields);
    let costs = |fields: &mut Fields| {
        let costs = Costs::visit(fields);
        for key in ["grid_worker_yuan_per_year", "terminal_yuan_per_year"] {
            habits.demand(fields, Habit::GridWork, (key, true));
        }
        costs
    };
    fields
        .key("costs", table(costs))
        .means(
            "价格：人员、加班、路程、终端；不写则没有费用指标，写了也不改变运行",
            "prices of people, overtime, the road and terminals; without them there are no metrics of \
             costs; they change no run",
        )
        .optional()
}

fn shocks(fields: &mut Fields, is_traced: bool) -> Vec<Keyed<ShockStated>> {
    if is_traced {
        return Vec::new();
    }
    let matters = fields.known("matter");
    fields
        .key(
            "shock",
            keyed(table(|fields: &mut Fields| {
                ShockStated::visit(fields, &matters)
            })),
        )
        .means(
            "冲击：台风、洪水、节庆、专项行动，几天之内事件增多",
            "shocks: typhoons, floods, festivals, campaigns; days on which more happens",
        )
        .or_empty()
}

/// Whether any matter of the county at `path` states how often it comes up; a county of which none
/// does is one whose log says so.
pub fn states_a_rate(tree: &Tree, path: &str) -> bool {
    let at = |key: &str| match path {
        "" => tree.get(key),
        path => tree.get(&format!("{path}.{key}")),
    };
    let has_rate =
        |table: &crate::document::tree::Table| RATES.iter().any(|rate| table.get(rate).is_some());
    let default = at("matter_default").and_then(|node| node.as_table());
    let matters = at("matter").and_then(|node| node.as_table());
    default.is_some_and(has_rate)
        || matters.is_some_and(|matters| {
            matters
                .iter()
                .any(|matter| matter.node.as_table().is_some_and(has_rate))
        })
}
