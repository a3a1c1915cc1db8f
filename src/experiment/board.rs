//! What is kept of the runs of one setup at one point: one number a value and replication.

use crate::base::Histogram;
use crate::county::Tier;
use crate::metrics::metric::Kind;
use crate::metrics::{Catalogue, MetricId, PopulationKind, RunTally};
use crate::scenario::Study;

use super::contrast::{ContrastRow, Values, is_looked_at};
use super::derived::{Curve, Derived, TierCurve};
use super::estimates::{compared, estimates};
use super::gathered::Gathered;
use super::headline::is_headline;
use super::plan::{Plan, RunKey};
use super::point_plan::PointPlan;
use super::portion::Portion;
use super::rows::{
    FateEstimateRow, FateName, LoadEstimateRow, LoadName, StageEstimateRow, StageName,
    StageStatistic, ValueName, ValueRow,
};
use super::series::{Sheet, UnlikeRows};
use super::villages::{self, VillageName, VillageRow};
use super::weeks::{WeekRow, Weeks};

/// What is told of all setups at all points, gathered reading by reading.
#[derive(Debug, Default)]
pub struct Told {
    /// Values over all incidents.
    pub values: Gathered<ValueRow>,
    /// Where the time goes.
    pub stages: Gathered<StageEstimateRow>,
    /// Who carries the load.
    pub load: Gathered<LoadEstimateRow>,
    /// What became of the potentials.
    pub ledger: Gathered<FateEstimateRow>,
    /// Week by week since the switch.
    pub weeks: Gathered<WeekRow>,
    /// Village by village.
    pub villages: Gathered<VillageRow>,
    /// Each setup against the baseline.
    pub contrasts: Gathered<ContrastRow>,
}

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
    /// A board of one portion of the values.
    pub fn of(portion: Portion) -> Self {
        Self {
            values: Values {
                sheet: Sheet::of(portion),
                ..Values::default()
            },
            stages: Sheet::of(portion),
            load: Sheet::of(portion),
            ledger: Sheet::of(portion),
            weeks: Weeks::of(portion),
            villages: Sheet::of(portion),
            ..Self::default()
        }
    }

    /// How many numbers a run has, of all portions.
    pub fn width(&self) -> usize {
        self.values.sheet.width()
            + self.values.open_share.width()
            + self.stages.width()
            + self.load.width()
            + self.ledger.width()
            + self.weeks.width()
            + self.villages.width()
    }

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
        let at = (key.point, key.setup);
        let is_lasting = |name: &ValueName| is_headline(plan, at, name) || is_looked_at(name);
        self.values
            .sheet
            .enter_lasting(replication, values, is_lasting)?;
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

    /// Adds the rows of its portion to what is told of its setup and point; `weeks` and `villages`
    /// are compared with those of the `baseline` if it is another.
    pub fn add_to(
        &self,
        told: &mut Told,
        at: (u32, usize),
        plan: &PointPlan,
        baseline: Option<&Self>,
    ) {
        let catalogue = plan.catalogue(at.1);
        let values = estimates(&self.values.sheet, at).filter(|(_, row)| {
            row.name.population == catalogue.headline_population(row.name.metric)
        });
        told.values.add(at, values);
        told.stages.add(at, estimates(&self.stages, at));
        told.load.add(at, estimates(&self.load, at));
        told.ledger.add(at, estimates(&self.ledger, at));
        let weeks = baseline.map(|baseline| &baseline.weeks);
        told.weeks.add(at, self.weeks.rows(plan, at, weeks));
        let villages = baseline.map(|baseline| &baseline.villages);
        told.villages
            .add(at, compared(&self.villages, at, villages));
    }

    /// Adds the distributions over all its runs.
    pub fn add_curves(&self, derived: &mut Derived, (point, setup): (u32, usize)) {
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
