//! Headlines: which values the verdict of a study speaks of.

use std::collections::BTreeMap;

use crate::metrics::MetricId;

use super::contrast::{ContrastRow, Values};
use super::plan::Plan;
use super::rows::ValueName;
use super::series::Series;
use super::statistics::{BreakEven, Finding};

/// The population that the verdict at a point speaks of.
pub fn headline_population(plan: &Plan, (point, setup): (u32, usize), metric: MetricId) -> String {
    plan.at(point).catalogue(setup).headline_population(metric)
}

/// Whether a value of a setup at a point is one that the verdict speaks of.
pub fn is_headline(plan: &Plan, at: (u32, usize), name: &ValueName) -> bool {
    let metric = name.metric;
    plan.study().headline.contains(&metric)
        && name.statistic == metric.headline_statistic()
        && name.population == headline_population(plan, at, metric)
}

/// The values that the verdict speaks of, of every setup at every point.
#[derive(Debug, Clone, Copy)]
pub struct Headlines<'a> {
    /// The plan of the study.
    pub plan: &'a Plan<'a>,
    /// By point, then setup.
    pub values: &'a [&'a Values],
}

impl Headlines<'_> {
    /// The name of a metric's headline value.
    pub fn name(&self, (point, setup): (u32, usize), metric: MetricId) -> ValueName {
        ValueName {
            metric,
            population: headline_population(self.plan, (point, setup), metric),
            statistic: metric.headline_statistic(),
        }
    }

    /// Setup minus baseline in each world; `None` where a run of the pair gave no value.
    pub fn differences(&self, (setup, metric): (usize, MetricId), point: u32) -> Vec<Option<f64>> {
        let series = |setup: usize| {
            let name = self.name((point, setup), metric);
            let place = point as usize * self.plan.setups().len() + setup;
            let mut rows = self.values[place].sheet.kept();
            rows.find(|(known, _)| **known == name)
                .map(|(_, series)| series)
        };
        let both = series(setup).zip(series(self.plan.study().baseline));
        let differences = |(setup, baseline): (&Series, &Series)| {
            let pairs = setup.iter().zip(baseline.iter());
            let pairs = pairs.map(|(setup, baseline)| Some(setup? - baseline?));
            pairs.collect()
        };
        both.map_or_else(Vec::new, differences)
    }

    /// Where the contrast changes its sign along `axis`: the values of a factor, rising, each with
    /// its point. A world counts if it has a pair at every point. `name` names the resampling.
    pub fn break_even(
        &self,
        of: (usize, MetricId),
        axis: &[(f64, u32)],
        name: &str,
    ) -> Option<BreakEven> {
        let columns: Vec<Vec<Option<f64>>> = axis
            .iter()
            .map(|(_, point)| self.differences(of, *point))
            .collect();
        let replications = columns.iter().map(Vec::len).min()?;
        let row = |replication: usize| columns.iter().map(|column| column[replication]).collect();
        let worlds: Vec<Vec<f64>> = (0..replications).filter_map(row).collect();
        let places: Vec<f64> = axis.iter().map(|(place, _)| *place).collect();
        BreakEven::of(&places, &worlds, name)
    }
}

/// The headline findings among contrasts, by setup, metric and point.
pub fn headline_findings(rows: &[ContrastRow]) -> BTreeMap<(usize, MetricId, u32), Finding> {
    let found = rows.iter().filter_map(|row| {
        let key = (row.setup, row.name.metric, row.point);
        let finding = row.headline.and(row.finding());
        finding.map(|finding| (key, finding))
    });
    found.collect()
}
