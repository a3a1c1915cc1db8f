//! Places: townships, their villages, and the stations of lines.

use std::collections::BTreeSet;

use super::founder::{Founder, number};
use crate::base::geometry::{point_in_disc, radius_km};
use crate::base::{Id, Key, Point, Purpose, Table, Text, World};
use crate::county::{DepartmentId, Station, StationId, Township, TownshipId, Village, VillageId};
use crate::document::{Fault, FaultKind, Keyed};
use crate::scenario::county::CountyStated;
use crate::scenario::department::StationStated;
use crate::scenario::rule::ModelRule;
use crate::scenario::township::{TownshipStated, VillageStated};

/// Where a village lies in its township.
const PLACE: Purpose = Purpose::named("place of a village");

impl Founder<'_> {
    pub(super) fn stations(&mut self, stated: &CountyStated) -> Table<StationId, Station> {
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

    /// Stated villages in the order of the file, then one for each township without.
    pub(super) fn villages(
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
}

pub(super) fn townships(stated: &CountyStated) -> Table<TownshipId, Township> {
    let township = |township: &Keyed<TownshipStated>| Township {
        id: township.id.clone(),
        name: township.value.name.clone(),
        residents: township.value.residents,
        seat: township.value.seat,
        area_km2: township.value.area_km2,
        leaders: township.value.leaders,
    };
    stated.townships.iter().map(township).collect()
}

fn served_twice(station: &Keyed<StationStated>, township: &str) -> Fault {
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
        households: village
            .value
            .households
            .unwrap_or(residents / Village::RESIDENTS_A_HOUSEHOLD),
        cadres: village.value.cadres,
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
        households: township.residents / Village::RESIDENTS_A_HOUSEHOLD,
        cadres: Village::CADRES,
    }
}
