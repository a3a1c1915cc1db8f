//! The verdict of a study as data: per headline metric the baseline and every setup against it.

use crate::base::{Language, Text};
use crate::metrics::{MetricId, Statistic, Unit};
use crate::scenario::DesignPoint;

use super::contrast::ContrastRow;
use super::derived::Derived;
use super::plan::Plan;
use super::sensitivity::SensitivityRow;
use super::statistics::{Finding, MeanInterval, Verdict};

/// The verdict of a study.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// The name of the study.
    pub name: Text,
    /// Worlds planned.
    pub worlds: u64,
    /// Days measured.
    pub days: f64,
    /// Runs planned.
    pub planned: u64,
    /// Runs with values.
    pub finished: u64,
    /// Runs that failed.
    pub failed: u64,
    /// One row a headline metric and point.
    pub rows: Vec<SummaryRow>,
    /// Names of the factors; none of a study that looks at one point.
    pub factors: Vec<String>,
    /// The values of the factors at every point, as tables show them.
    pub points: Vec<Vec<String>>,
    /// How far each factor moves the verdict; only where they are varied one at a time.
    pub sensitivity: Vec<SensitivityRow>,
}

/// One headline metric over all incidents.
#[derive(Debug, Clone, PartialEq)]
pub struct SummaryRow {
    /// Point of the design.
    pub point: u32,
    /// What.
    pub metric: MetricId,
    /// Which statistic.
    pub statistic: Statistic,
    /// Unit of the values.
    pub unit: Unit,
    /// The baseline first, then the others in the order of the study.
    pub setups: Vec<SummarySetup>,
}

/// One setup's value, and how it differs from the baseline's.
#[derive(Debug, Clone, PartialEq)]
pub struct SummarySetup {
    /// The name used in files.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Whether the others are compared with it.
    pub is_baseline: bool,
    /// Mean and 95 % t interval over its own runs; `None` when none had it.
    pub value: Option<MeanInterval>,
    /// The paired difference; `None` for the baseline and where no pair has both values.
    pub finding: Option<Finding>,
    /// The p value of the difference, adjusted over all headline differences of the point.
    pub p_holm: Option<f64>,
}

impl Summary {
    /// The verdict over the headline metrics of `plan`'s study.
    pub fn new(plan: &Plan, derived: &Derived) -> Self {
        let study = plan.study();
        let rows = (0..plan.points())
            .flat_map(|point| study.headline.iter().map(move |metric| (point, *metric)))
            .map(|(point, metric)| summary_row(plan, derived, point, metric))
            .collect();
        Self {
            name: study.name.clone(),
            worlds: plan.worlds(),
            days: study.horizon.measured.days(),
            planned: plan.runs(),
            finished: derived.finished,
            failed: derived.failures.len() as u64,
            rows,
            factors: study
                .factors
                .iter()
                .map(|factor| factor.id.clone())
                .collect(),
            points: study.points.iter().map(values_of).collect(),
            sensitivity: derived.sensitivity.clone(),
        }
    }

    /// How many of the differences detected one by one are not once all headline differences of
    /// their point are judged together (Holm), and how many are detected one by one.
    pub fn detected_by_chance(&self) -> (usize, usize) {
        let setups = || self.rows.iter().flat_map(|row| &row.setups);
        let is_detected = |setup: &&SummarySetup| {
            let verdict = setup.finding.and_then(|finding| finding.verdict());
            matches!(verdict, Some(Verdict::Better | Verdict::Worse))
        };
        let by_chance = |setup: &&SummarySetup| {
            let p_holm = setup.p_holm;
            is_detected(setup) && p_holm.is_some_and(|p_holm| p_holm > SummarySetup::SURPRISING)
        };
        (
            setups().filter(by_chance).count(),
            setups().filter(is_detected).count(),
        )
    }

    /// Whether every planned run has values.
    pub const fn is_whole(&self) -> bool {
        self.finished == self.planned
    }
}

impl SummarySetup {
    /// The p value below which a difference is detected, that of 95 % intervals.
    const SURPRISING: f64 = 0.05;

    /// The difference in words; nothing for the baseline.
    pub fn words(&self, language: Language) -> Option<String> {
        let undefined = language.choose("无可比数值", "nothing to compare");
        let words = || {
            self.finding
                .map_or_else(|| undefined.to_owned(), |finding| finding.words(language))
        };
        (!self.is_baseline).then(words)
    }
}

/// The rows of one point among rows that are ordered by point.
fn of_point<R>(rows: &[R], point: u32, point_of: impl Fn(&R) -> u32) -> &[R] {
    let first = rows.partition_point(|row| point_of(row) < point);
    let end = rows.partition_point(|row| point_of(row) <= point);
    &rows[first..end]
}

fn values_of(point: &DesignPoint) -> Vec<String> {
    let levels = point.levels.iter();
    levels.map(|level| level.shown().to_owned()).collect()
}

fn summary_row(plan: &Plan, derived: &Derived, point: u32, metric: MetricId) -> SummaryRow {
    let statistic = metric.headline_statistic();
    let baseline = plan.study().baseline;
    let values = of_point(&derived.values, point, |row| row.point);
    let contrasts = of_point(&derived.contrasts, point, |row| row.point);
    let others = (0..plan.setups().len()).filter(|setup| *setup != baseline);
    let setups = std::iter::once(baseline)
        .chain(others)
        .map(|place| {
            let setup = &plan.setups()[place];
            let value = values.iter().find(|row| {
                let name = &row.name;
                row.setup == place && (name.metric, name.statistic) == (metric, statistic)
            });
            let contrast = contrasts.iter().find(|row| {
                row.setup == place && row.name.metric == metric && row.headline.is_some()
            });
            SummarySetup {
                id: setup.id.clone(),
                name: plan.setup_name(place),
                is_baseline: place == baseline,
                value: value.and_then(|row| row.interval),
                finding: contrast.and_then(ContrastRow::finding),
                p_holm: contrast.and_then(|row| row.headline?.p_holm),
            }
        })
        .collect();
    SummaryRow {
        point,
        metric,
        statistic,
        unit: metric.unit_of(statistic),
        setups,
    }
}
