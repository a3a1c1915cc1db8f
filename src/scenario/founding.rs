//! A stated county is founded: ids resolved, people named, villages placed, rules of the whole held.

use std::collections::BTreeSet;

use crate::base::geometry::{point_in_disc, radius_km};
use crate::base::{Id, Key, Point, Purpose, Table, Text, World};
use crate::county::matter::Supporter;
use crate::county::{
    Base, County, Department, DepartmentId, GroupId, Licence, Matter, MatterId, Role, Routine,
    ShiftId, Station, StationId, Support, Township, TownshipId, Village, VillageId, Worker,
    WorkerId,
};
use crate::document::{Address, Fault, FaultKind, Faults, Keyed, Known};
use crate::dynamics::{Mechanism, Mechanisms};

use super::county::CountyStated;
use super::matter::MatterStated;
use super::routine::RoutineStated;
use super::rule::ModelRule;
use super::staff::StaffStated;
use super::township::VillageStated;

/// Most rows of one table: what the county's identifiers can name.
const MOST_ROWS: usize = 60_000;
/// Most streams of potentials: matters times villages.
const MOST_STREAMS: usize = 4_000_000;
/// Where a village lies in its township.
const PLACE: Purpose = Purpose::named("place of a village");

/// A founded county and where its nouns stand.
#[derive(Debug)]
pub struct Founded {
    /// The county.
    pub county: County,
    /// Where.
    pub places: Places,
}

/// Where the nouns of a county stand, for findings about them.
#[derive(Debug, Default)]
pub struct Places {
    /// The county itself.
    pub county: Option<Address>,
    /// Matters.
    pub matters: Vec<Address>,
    /// The parts of each matter, or the matter.
    pub parts: Vec<Address>,
    /// Departments.
    pub departments: Vec<Address>,
}

/// Resolves what was read; `id` is what keys start from.
pub fn found(stated: CountyStated, id: &str, on: Mechanisms, faults: &mut Faults) -> Founded {
    let places = places(&stated);
    check_size(&stated, faults);
    let names = Names::of(&stated);
    let mut founder = Founder {
        names,
        faults,
        has_shifts: on.has(Mechanism::Shifts),
    };
    let county = founder.county(stated, id);
    Founded { county, places }
}

fn places(stated: &CountyStated) -> Places {
    let parts_of = |matter: &Keyed<MatterStated>| {
        let parts = matter.value.parts_at.clone();
        parts.unwrap_or_else(|| matter.address.clone())
    };
    Places {
        county: stated.at.clone(),
        matters: addresses(&stated.matters),
        parts: stated.matters.iter().map(parts_of).collect(),
        departments: addresses(&stated.departments),
    }
}

fn addresses<T>(all: &[Keyed<T>]) -> Vec<Address> {
    all.iter().map(|one| one.address.clone()).collect()
}

/// Names of everything, to find their numbers by.
struct Names {
    departments: Known,
    townships: Known,
    stations: Known,
    shifts: Known,
}

impl Names {
    fn of(stated: &CountyStated) -> Self {
        Self {
            departments: known(&stated.departments),
            townships: known(&stated.townships),
            stations: known(&stated.stations),
            shifts: known(&stated.shifts),
        }
    }
}

fn known<T>(all: &[Keyed<T>]) -> Known {
    Known::new(all.iter().map(|one| one.id.as_str()))
}

/// The number of a name; the first row where a fault was told already.
fn number<I: Id>(known: &Known, name: &str) -> I {
    I::from_index(known.position(name).unwrap_or(0))
}

fn rows_of(stated: &CountyStated) -> [(&'static str, usize); 6] {
    let short_form: i64 = stated
        .townships
        .iter()
        .flat_map(|township| &township.value.staff)
        .map(|staff| match staff.id.as_str() {
            "each" => staff.value.saturating_mul(stated.departments.len() as i64),
            _ => staff.value,
        })
        .sum();
    let staff = stated.staff.iter().map(|group| &group.value);
    let persons: i64 = staff.map(|staff| staff.licensed + staff.auxiliary).sum();
    let units = stated.departments.len() * (stated.townships.len() + 1) + stated.stations.len();
    [
        ("department", stated.departments.len()),
        ("township", stated.townships.len()),
        ("village", stated.villages.len() + stated.townships.len()),
        ("staff", (short_form + persons) as usize),
        ("matter", stated.matters.len()),
        ("unit", units.min(short_form as usize + persons as usize)),
    ]
}

fn check_size(stated: &CountyStated, faults: &mut Faults) {
    let Some(at) = &stated.at else { return };
    let mut refuse = |what: &str, rows: usize, most: usize| {
        let rule = Text::new(
            format!("{what} 至多 {most} 个，此处 {rows} 个"),
            format!("there may be at most {most} of {what}, here {rows}"),
        );
        let remedy = Text::new(
            "请减小 count 或人数",
            "lower a count or the numbers of persons",
        );
        faults.push(at.fault(ModelRule::TooLarge.kind(), rule, remedy));
    };
    let rows = rows_of(stated);
    for (what, rows) in rows {
        if rows > MOST_ROWS {
            refuse(what, rows, MOST_ROWS);
        }
    }
    let streams = rows[2].1.saturating_mul(rows[4].1);
    if streams > MOST_STREAMS {
        refuse("matter x village", streams, MOST_STREAMS);
    }
}

struct Founder<'a> {
    names: Names,
    faults: &'a mut Faults,
    has_shifts: bool,
}

impl Founder<'_> {
    fn county(&mut self, stated: CountyStated, id: &str) -> County {
        let is_too_large = !self.faults.is_clean();
        let departments = departments(&stated.departments);
        let townships = townships(&stated);
        let stations = self.stations(&stated);
        let workers = if is_too_large {
            Table::new()
        } else {
            self.workers(&stated)
        };
        let villages = self.villages(&stated, Key::of(id), &townships);
        let (groups, matters) = self.matters(stated.matters);
        County {
            id: id.to_owned(),
            name: stated.name,
            layout_seed: stated.layout_seed,
            centre: stated.centre,
            travel: stated.travel,
            staffing: stated.staffing,
            shifts: stated.shifts.into_iter().map(|shift| shift.value).collect(),
            routines: self.routines(stated.routines, &departments),
            townships,
            villages,
            departments,
            stations,
            workers,
            groups,
            matters,
        }
    }

    fn push(&mut self, address: &Address, kind: FaultKind, rule: Text, remedy: Text) {
        self.faults.push(address.fault(kind, rule, remedy));
    }

    fn stations(&mut self, stated: &CountyStated) -> Table<StationId, Station> {
        let mut served: BTreeSet<(DepartmentId, TownshipId)> = BTreeSet::new();
        let mut stations = Table::new();
        for station in &stated.stations {
            let department: DepartmentId =
                number(&self.names.departments, &station.value.department);
            let mut townships = Vec::new();
            for name in &station.value.serves {
                let township: TownshipId = number(&self.names.townships, name);
                if served.insert((department, township)) {
                    townships.push(township);
                } else {
                    let fault = served_twice(station, name);
                    self.faults.push(fault);
                }
            }
            stations.push(Station {
                id: station.id.clone(),
                name: station.value.name.clone(),
                department,
                serves: townships,
                seat: station.value.seat,
            });
        }
        stations
    }

    /// Groups of staff in the order of the file, then the short forms of townships.
    fn workers(&mut self, stated: &CountyStated) -> Table<WorkerId, Worker> {
        let mut workers: Table<WorkerId, Worker> = Table::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        for group in &stated.staff {
            self.check_group(group);
            for worker in self.group(group) {
                self.engage(worker, &group.address, &mut taken, &mut workers);
            }
        }
        for (index, township) in stated.townships.iter().enumerate() {
            let base = Base::Township(TownshipId::from_index(index));
            for (home, persons) in self.short_form(&township.value.staff) {
                let line = &stated.departments[home.index()].id;
                for ordinal in 1..=persons {
                    let worker = Worker {
                        id: format!("{}-{line}-{ordinal}", township.id),
                        home,
                        base,
                        shift: None,
                        licence: Licence::Licensed,
                        role: Role::Officer,
                    };
                    self.engage(worker, &township.address, &mut taken, &mut workers);
                }
            }
        }
        workers
    }

    fn engage(
        &mut self,
        worker: Worker,
        at: &Address,
        taken: &mut BTreeSet<String>,
        workers: &mut Table<WorkerId, Worker>,
    ) {
        if !taken.insert(worker.id.clone()) {
            let id = &worker.id;
            let rule = Text::new(
                format!("个人编号 `{id}` 只能有一个"),
                format!("there is one person `{id}`"),
            );
            let remedy = Text::new(
                "请给人员组或乡镇换一个编号",
                "give the group or the township another id",
            );
            let fault = at
                .fault(FaultKind::DuplicateId, rule, remedy)
                .with_value(id);
            self.faults.push(fault);
        }
        workers.push(worker);
    }

    /// Persons of each line; a line named itself goes before `each`.
    fn short_form(&self, staff: &[Keyed<i64>]) -> Vec<(DepartmentId, i64)> {
        let of = |name: &str| {
            staff
                .iter()
                .find(|entry| entry.id == name)
                .map(|entry| entry.value)
        };
        let each = of("each").unwrap_or(0);
        let lines = self.names.departments.iter().enumerate();
        lines
            .map(|(index, name)| (DepartmentId::from_index(index), of(name).unwrap_or(each)))
            .filter(|(_, persons)| *persons > 0)
            .collect()
    }

    fn group(&self, group: &Keyed<StaffStated>) -> Vec<Worker> {
        let stated = &group.value;
        let worker = |ordinal: i64| Worker {
            id: format!("{}-{ordinal}", group.id),
            home: number(&self.names.departments, &stated.home),
            base: self.base(&stated.base),
            shift: self.shift(stated),
            licence: if ordinal <= stated.licensed {
                Licence::Licensed
            } else {
                Licence::Auxiliary
            },
            role: Role::Officer,
        };
        (1..=stated.licensed + stated.auxiliary)
            .map(worker)
            .collect()
    }

    fn base(&self, base: &str) -> Base {
        if let Some(station) = self.names.stations.position(base) {
            return Base::Station(StationId::from_index(station));
        }
        match self.names.townships.position(base) {
            Some(township) => Base::Township(TownshipId::from_index(township)),
            None => Base::Headquarters,
        }
    }

    fn shift(&self, stated: &StaffStated) -> Option<ShiftId> {
        let shift = stated.shift.as_deref()?;
        self.names.shifts.position(shift).map(ShiftId::from_index)
    }

    fn check_group(&mut self, group: &Keyed<StaffStated>) {
        let stated = &group.value;
        let base = &stated.base;
        let is_ambiguous =
            self.names.stations.contains(base) && self.names.townships.contains(base);
        if let (true, Some(at)) = (is_ambiguous, &stated.base_at) {
            let rule = Text::new(
                format!("`{base}` 既是站所又是乡镇"),
                format!("`{base}` is a station and a township"),
            );
            let remedy = Text::new("请给站所换一个编号", "give the station another id");
            self.push(at, ModelRule::AmbiguousBase.kind(), rule, remedy);
        }
        let is_shiftless = self.has_shifts && stated.shift.is_none();
        if let (true, Some(at)) = (is_shiftless, &stated.shift_at) {
            let rule = Text::new("人员必须有班次", "people must have a shift");
            let remedy = Text::new(
                "请写 shift = \"编号\"，或用 only_mechanisms 关闭 shifts",
                "write shift = \"ID\", or leave `shifts` out of only_mechanisms",
            );
            self.push(at, ModelRule::NoShift.kind(), rule, remedy);
        }
    }

    /// Stated villages in the order of the file, then one for each township without.
    fn villages(
        &mut self,
        stated: &CountyStated,
        root: Key,
        townships: &Table<TownshipId, Township>,
    ) -> Table<VillageId, Village> {
        let mut per_township = Table::<TownshipId, u32>::filled(townships.len(), 0);
        for village in &stated.villages {
            let township: TownshipId = number(&self.names.townships, &village.value.township);
            if township.index() < per_township.len() {
                per_township[township] += 1;
            }
        }
        let layout = World {
            seed: stated.layout_seed,
            replication: 0,
        };
        let mut villages = Table::new();
        for village in &stated.villages {
            let id: TownshipId = number(&self.names.townships, &village.value.township);
            let Some(township) = townships.get(id) else {
                continue;
            };
            let stream = layout.stream(root.child(&township.id).child(&village.id));
            let [distance, direction] = stream.two_marks(0, PLACE);
            let radius = radius_km(township.area_km2);
            let place = point_in_disc(township.seat, radius, distance, direction);
            let residents = township.residents / f64::from(per_township[id]);
            villages.push(placed(village, id, place, residents));
            if per_township
                .iter()
                .zip(townships)
                .any(|(n, other)| *n == 0 && other.id == village.id)
            {
                self.push_taken(village);
            }
        }
        for (id, township) in townships.iter_with_ids() {
            if per_township[id] == 0 {
                villages.push(at_the_seat(id, township));
            }
        }
        villages
    }

    fn push_taken(&mut self, village: &Keyed<VillageStated>) {
        let id = &village.id;
        let rule = Text::new(
            format!("没有村的乡镇 `{id}` 自成一村，编号 `{id}` 已被占用"),
            format!("the township `{id}` has no village and is one itself, so its id is taken"),
        );
        let remedy = Text::new("请给这个村换一个编号", "give this village another id");
        self.push(&village.address, FaultKind::DuplicateId, rule, remedy);
    }

    fn matters(
        &mut self,
        stated: Vec<Keyed<MatterStated>>,
    ) -> (Table<GroupId, String>, Table<MatterId, Matter>) {
        let mut groups: Table<GroupId, String> = Table::new();
        let mut matters = Table::new();
        for matter in stated {
            let group = match groups.find(|group| *group == matter.value.group) {
                Some(group) => group,
                None => groups.push(matter.value.group.clone()),
            };
            matters.push(self.matter(matter, group));
        }
        (groups, matters)
    }

    fn matter(&self, matter: Keyed<MatterStated>, group: GroupId) -> Matter {
        let departments = &self.names.departments;
        let stated = matter.value;
        let supports = stated.parts.iter().map(|part| Support {
            supporter: match part.department.as_str() {
                "others" => Supporter::Others,
                name => Supporter::Department(number(departments, name)),
            },
            share: part.share,
            order: part.order,
        });
        Matter {
            lead: number(departments, &stated.lead),
            supports: supports.collect(),
            id: matter.id,
            name: stated.name,
            group,
            tier: stated.tier,
            rate: stated.rate,
            severity_share: stated.severity_share,
            power_share: stated.power_share,
            work_min: stated.work_min,
            procedure_min: stated.procedure_min,
            crew: stated.crew,
            deadline_working_days: stated.deadline_working_days,
            sessions: stated.sessions,
            session_gap_days: stated.session_gap_days,
            hour_profile: stated.hour_profile,
            weekday_profile: stated.weekday_profile,
        }
    }

    fn routines(
        &self,
        stated: Vec<Keyed<RoutineStated>>,
        departments: &Table<DepartmentId, Department>,
    ) -> Table<crate::county::RoutineId, Routine> {
        let mut routines = Table::new();
        for routine in stated {
            if routine.value.department == "each" {
                for (id, department) in departments.iter_with_ids() {
                    let name = Text::new(
                        format!("{}：{}", department.name.zh, routine.value.name.zh),
                        format!("{} of {}", routine.value.name.en, department.name.en),
                    );
                    let own = format!("{}-{}", routine.id, department.id);
                    routines.push(made(&routine.value, own, name, id));
                }
            } else {
                let department = number(&self.names.departments, &routine.value.department);
                let name = routine.value.name.clone();
                routines.push(made(&routine.value, routine.id, name, department));
            }
        }
        routines
    }
}

fn departments(stated: &[Keyed<Text>]) -> Table<DepartmentId, Department> {
    let department = |stated: &Keyed<Text>| Department {
        id: stated.id.clone(),
        name: stated.value.clone(),
    };
    stated.iter().map(department).collect()
}

fn townships(stated: &CountyStated) -> Table<TownshipId, Township> {
    let township = |township: &Keyed<super::township::TownshipStated>| Township {
        id: township.id.clone(),
        name: township.value.name.clone(),
        residents: township.value.residents,
        seat: township.value.seat,
        area_km2: township.value.area_km2,
    };
    stated.townships.iter().map(township).collect()
}

fn served_twice(station: &Keyed<super::department::StationStated>, township: &str) -> Fault {
    let department = &station.value.department;
    let rule = Text::new(
        format!("`{department}` 在 `{township}` 只能由一个站所服务"),
        format!("one station of `{department}` serves `{township}`"),
    );
    let remedy = Text::new(
        "请从其中一个的 serves 删去",
        "remove it from the `serves` of one of them",
    );
    station
        .address
        .fault(ModelRule::ServedTwice.kind(), rule, remedy)
        .with_value(township)
}

fn placed(
    village: &Keyed<VillageStated>,
    township: TownshipId,
    place: Point,
    residents: f64,
) -> Village {
    Village {
        id: village.id.clone(),
        name: village.value.name.clone(),
        township,
        place,
        residents,
        firms: village.value.firms,
        small_businesses: village.value.small_businesses,
        grids: village.value.grids,
    }
}

fn at_the_seat(id: TownshipId, township: &Township) -> Village {
    Village {
        id: township.id.clone(),
        name: township.name.clone(),
        township: id,
        place: township.seat,
        residents: township.residents,
        firms: 0.0,
        small_businesses: 0.0,
        grids: 1,
    }
}

fn made(stated: &RoutineStated, id: String, name: Text, department: DepartmentId) -> Routine {
    Routine {
        id,
        name,
        department,
        kind: stated.kind,
        need: stated.need,
        work_min: stated.work_min.clone(),
        is_travel_included: stated.is_travel_included,
        deadline_working_days: stated.deadline_working_days,
        points_per_hour: stated.points_per_hour,
    }
}
