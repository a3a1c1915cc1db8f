//! The picture of villages: how able they are, and where what setups change falls.

use crate::base::Text;
use crate::experiment::VillageRow;
use crate::metrics::MetricId;

use super::difference_pictures::{difference_amount, side_of};
use super::drawing::{Drawing, How};
use super::picture::{Amount, Map, MapPanel, MapPlace, MapScale, Picture};

/// Setups whose difference is drawn at most.
const MOST_SETUPS: usize = 5;

impl Drawing<'_> {
    /// Maps of the villages: capacity at the end under the baseline, and what each setup changes
    /// in exposure; only where villages are told apart and there are several.
    pub fn villages(&self) -> Option<Picture> {
        let county = &self.plan.study().county;
        if self.derived.villages.is_empty() || county.villages.len() < 2 {
            return None;
        }
        let places = county.villages.iter();
        let places = places.map(|village| MapPlace {
            x_km: village.place.x_km,
            y_km: village.place.y_km,
            residents: village.residents,
        });
        let baseline = self.plan.study().baseline;
        let others = (0..self.plan.setups().len()).filter(|setup| *setup != baseline);
        let panels: Vec<MapPanel> = self
            .capacity_map(baseline)
            .into_iter()
            .chain(
                others
                    .filter_map(|setup| self.exposure_map(setup))
                    .take(MOST_SETUPS),
            )
            .collect();
        (!panels.is_empty()).then(|| {
            Picture::Map(Map {
                heading: self.heading(
                    "各村的化解能力与方案的效果",
                    "Villages: how able they are, and what setups change",
                    How::Means,
                ),
                places: places.collect(),
                panels,
            })
        })
    }

    fn of_villages(
        &self,
        (setup, metric): (usize, MetricId),
        value: impl Fn(&VillageRow) -> Option<f64>,
    ) -> Vec<Option<f64>> {
        let rows = self.derived.villages.iter();
        rows.filter(|row| row.setup == setup && row.name.metric == metric)
            .map(value)
            .collect()
    }

    fn capacity_map(&self, setup: usize) -> Option<MapPanel> {
        let metric = MetricId::CommunityCapacityEnd;
        let mean = |row: &VillageRow| row.interval.as_ref().map(|interval| interval.mean);
        let values = self.of_villages((setup, metric), mean);
        values.iter().any(Option::is_some).then(|| MapPanel {
            setup: self.plan.setup_name(setup),
            caption: metric.name(),
            amount: Amount::Share,
            scale: MapScale::Level,
            values,
        })
    }

    /// What a setup changes, if it changes anything anywhere.
    fn exposure_map(&self, setup: usize) -> Option<MapPanel> {
        let metric = MetricId::Exposure;
        let change = |row: &VillageRow| row.difference.as_ref().map(|change| change.estimate);
        let values = self.of_villages((setup, metric), change);
        let differs = values.iter().flatten().any(|change| *change != 0.0);
        let name = metric.name();
        differs.then(|| MapPanel {
            setup: self.plan.setup_name(setup),
            caption: Text::new(
                format!("{}与基线之差（严重度·小时）", name.zh),
                format!("{}, difference from the baseline (severity h)", name.en),
            ),
            amount: difference_amount(metric.unit()),
            scale: MapScale::Difference(side_of(metric.better())),
            values,
        })
    }
}
