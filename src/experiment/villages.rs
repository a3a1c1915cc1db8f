//! Villages: where what setups change falls, place by place.

use crate::county::VillageId;
use crate::metrics::{Catalogue, MetricId, OF_VILLAGES, RunTally, Unit};

use super::point_plan::PointPlan;
use super::series::Sheet;
use super::statistics::{Confidence, MeanInterval, PairedDifference};

/// Which value of a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VillageName {
    /// Where.
    pub village: VillageId,
    /// What.
    pub metric: MetricId,
}

/// One value of one village, and how it differs from the baseline's.
#[derive(Debug, Clone, PartialEq)]
pub struct VillageRow {
    /// Point of the design.
    pub point: u32,
    /// Setup.
    pub setup: usize,
    /// Which value.
    pub name: VillageName,
    /// Mean and interval; `None` when no run had it.
    pub interval: Option<MeanInterval>,
    /// Setup minus baseline; `None` for the baseline, and where no pair has both.
    pub difference: Option<PairedDifference>,
}

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

/// The rows of the portion with their places, of a setup's villages, against those of the baseline if it is another.
pub fn rows<'a>(
    own: &'a Sheet<VillageName>,
    (point, setup): (u32, usize),
    baseline: Option<&'a Sheet<VillageName>>,
) -> impl Iterator<Item = (usize, VillageRow)> + 'a {
    let mut against = baseline.map(Sheet::told);
    own.told().map(move |(place, name, series)| {
        let counterpart = against.as_mut().and_then(Iterator::next);
        let row = VillageRow {
            point,
            setup,
            name: *name,
            interval: MeanInterval::of(series.iter(), Confidence::PERCENT_95),
            difference: counterpart.and_then(|(_, _, other)| series.minus(other)),
        };
        (place, row)
    })
}
