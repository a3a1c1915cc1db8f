//! What is kept of the runs of one setup at one point: one number a value and replication.

use crate::base::Histogram;
use crate::county::Tier;
use crate::metrics::metric::Kind;
use crate::metrics::{Catalogue, MetricId, PopulationKind, RunTally};
use crate::scenario::Study;

use super::contrast::{Values, interval_of};
use super::derived::{Curve, Derived, TierCurve};
use super::plan::{Plan, RunKey};
use super::rows::{
    FateEstimateRow, FateName, LoadEstimateRow, LoadName, StageEstimateRow, StageName,
    StageStatistic, ValueName, ValueRow,
};
use super::series::{Sheet, UnlikeRows};
use super::villages::{self, VillageName};
use super::weeks::Weeks;

/// What is kept of the runs of one setup at one point.
#[derive(Debug, Default)]
pub struct Board {
    /// Every measured value.
    pub values: Values,
    stages: Sheet<StageName>,
    load: Sheet<LoadName>,
    ledger: Sheet<FateName>,
    /// Week by week since the switch.
    pub weeks: Weeks,
    /// Village by village.
    pub villages: Sheet<VillageName>,
    curves: Vec<(MetricId, Histogram)>,
    tiers: Vec<(Tier, Histogram)>,
}

impl Board {
    /// Enters the values of one run of its setup and point.
    ///
    /// # Errors
    /// They are not named like those of the runs before.
    pub fn enter(
        &mut self,
        plan: &Plan,
        key: RunKey,
        values: Vec<(ValueName, Option<f64>)>,
        tally: &RunTally,
    ) -> Result<(), UnlikeRows> {
        let point = plan.at(key.point);
        let catalogue = point.catalogue(key.setup);
        let replication = key.replication;
        self.values.sheet.enter(replication, values)?;
        self.stages
            .enter(replication, stage_values(catalogue, tally))?;
        self.load
            .enter(replication, load_values(catalogue, tally))?;
        if point.nature().hides {
            self.ledger
                .enter(replication, fate_values(catalogue, tally))?;
        }
        self.weeks.enter(point, replication, tally.daily())?;
        let villages = villages::values(point, catalogue, tally);
        self.villages.enter(replication, villages)?;
        let distributions = distributions(plan.study(), tally);
        let open = distributions
            .iter()
            .map(|(metric, histogram)| (*metric, open_share(histogram)))
            .collect();
        self.values.open_share.enter(replication, open)?;
        if plan.points() == 1 {
            pool(&mut self.curves, distributions);
            let tiers = catalogue.tiers(tally, MetricId::ResolutionTime);
            pool(&mut self.tiers, tiers);
        }
        Ok(())
    }

    /// Adds the rows of this setup and point.
    pub fn add_to(
        &self,
        derived: &mut Derived,
        (point, setup): (u32, usize),
        catalogue: &Catalogue,
    ) {
        let of_all = self
            .values
            .sheet
            .iter()
            .filter(|(name, _)| name.population == catalogue.headline_population(name.metric));
        derived.values.extend(of_all.map(|(name, series)| ValueRow {
            point,
            setup,
            name: name.clone(),
            interval: interval_of(series),
        }));
        let stages = self.stages.iter().map(|(name, series)| StageEstimateRow {
            point,
            setup,
            name: name.clone(),
            interval: interval_of(series),
        });
        derived.stages.extend(stages);
        let load = self.load.iter().map(|(name, series)| LoadEstimateRow {
            point,
            setup,
            name: name.clone(),
            interval: interval_of(series),
        });
        derived.load.extend(load);
        let ledger = self.ledger.iter().map(|(name, series)| FateEstimateRow {
            point,
            setup,
            name: *name,
            interval: interval_of(series),
        });
        derived.ledger.extend(ledger);
        let curves = self.curves.iter().map(|(metric, histogram)| Curve {
            point,
            setup,
            metric: *metric,
            histogram: histogram.clone(),
        });
        derived.curves.extend(curves);
        let tiers = self.tiers.iter().map(|(tier, histogram)| TierCurve {
            setup,
            tier: *tier,
            histogram: histogram.clone(),
        });
        derived.tier_curves.extend(tiers);
    }
}

fn stage_values(catalogue: &Catalogue, tally: &RunTally) -> Vec<(StageName, Option<f64>)> {
    let rows = catalogue.stage_rows(tally).into_iter();
    rows.flat_map(|row| {
        let name = |statistic| StageName {
            population: row.population.clone(),
            stage: row.stage,
            statistic,
        };
        [
            (name(StageStatistic::Mean), row.mean_h),
            (name(StageStatistic::ShareOfTotal), row.share_of_total),
        ]
    })
    .collect()
}

fn load_values(catalogue: &Catalogue, tally: &RunTally) -> Vec<(LoadName, Option<f64>)> {
    let rows = catalogue.load_rows(tally).into_iter();
    rows.map(|row| {
        let name = LoadName {
            level: row.level,
            id: row.id,
            slice: row.slice,
            metric: row.metric,
        };
        (name, row.value)
    })
    .collect()
}

fn fate_values(catalogue: &Catalogue, tally: &RunTally) -> Vec<(FateName, Option<f64>)> {
    let rows = catalogue.ledger(tally).into_iter();
    rows.map(|row| {
        let name = FateName {
            of: row.of,
            fate: row.fate,
            cause: row.cause,
        };
        (name, Some(row.value))
    })
    .collect()
}

/// The measured times over all incidents; none where all incidents are no population.
fn distributions<'a>(study: &Study, tally: &'a RunTally) -> Vec<(MetricId, &'a Histogram)> {
    let measure = &study.measure;
    if !measure.populations.contains(&PopulationKind::All) {
        return Vec::new();
    }
    let times = measure.metrics.iter().copied();
    times
        .filter(|metric| metric.kind() == Kind::Time)
        .filter_map(|metric| Some((metric, tally.distribution(metric)?)))
        .collect()
}

fn open_share(histogram: &Histogram) -> Option<f64> {
    let count = histogram.count();
    (count > 0).then(|| histogram.open() as f64 / count as f64)
}

fn pool<'a, K: PartialEq>(
    curves: &mut Vec<(K, Histogram)>,
    more: impl IntoIterator<Item = (K, &'a Histogram)>,
) {
    for (name, histogram) in more {
        match curves.iter_mut().find(|(other, _)| *other == name) {
            Some((_, pooled)) => pooled.merge(histogram),
            None => curves.push((name, histogram.clone())),
        }
    }
}
