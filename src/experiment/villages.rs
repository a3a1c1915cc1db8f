//! Villages: where what setups change falls, place by place.

use crate::county::VillageId;
use crate::metrics::{Catalogue, MetricId, OF_VILLAGES, RunTally, Unit};

use super::point_plan::PointPlan;
use super::rows::ComparedRow;

/// Which value of a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VillageName {
    /// Where.
    pub village: VillageId,
    /// What.
    pub metric: MetricId,
}

/// One value of one village.
pub type VillageRow = ComparedRow<VillageName>;

impl VillageRow {
    /// The unit of the value.
    pub const fn unit(&self) -> Unit {
        self.name.metric.unit()
    }
}

/// The values of every village in one run; none where villages are not told apart.
pub fn values(
    point: &PointPlan,
    catalogue: &Catalogue,
    tally: &RunTally,
) -> Vec<(VillageName, Option<f64>)> {
    if !catalogue.has_villages() {
        return Vec::new();
    }
    let villages = point.study().county.villages.ids();
    villages
        .flat_map(|village| OF_VILLAGES.map(|metric| VillageName { village, metric }))
        .filter(|name| point.measure().has(name.metric))
        .map(|name| (name, tally.villages().value(name.metric, name.village)))
        .collect()
}
