//! What a study measures.

use super::metric::{Kind, MetricId};
use super::nature::Nature;
use super::population::PopulationKind;

/// Metrics and populations of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// Metrics, in the order of tables.
    pub metrics: Vec<MetricId>,
    /// Whether they were named; if not, those that cannot move in a county are left out there.
    pub is_named: bool,
    /// Populations, in the order of tables.
    pub populations: Vec<PopulationKind>,
    /// Whether time is accounted stage by stage.
    pub has_stages: bool,
    /// Whether load is accounted by week and by hour of day.
    pub has_load_slices: bool,
}

impl Measure {
    /// Everything.
    pub fn everything() -> Self {
        Self {
            metrics: MetricId::ALL.to_vec(),
            is_named: false,
            populations: PopulationKind::ALL.to_vec(),
            has_stages: true,
            has_load_slices: true,
        }
    }

    /// Only these metrics and populations.
    pub fn only(metrics: Vec<MetricId>, populations: Vec<PopulationKind>) -> Self {
        Self {
            has_load_slices: metrics.contains(&MetricId::PeakWeekBusyShare),
            metrics,
            is_named: true,
            populations,
            has_stages: false,
        }
    }

    /// What of it can move in a county of this nature: a study that names no metrics has those,
    /// and what its verdict quotes.
    #[must_use]
    pub fn in_county(&self, nature: Nature, headline: &[MetricId]) -> Self {
        let is_kept = |metric: &MetricId| {
            self.is_named || nature.meets(metric.needs()) || headline.contains(metric)
        };
        let metrics = self.metrics.iter().copied();
        Self {
            metrics: metrics.filter(is_kept).collect(),
            ..self.clone()
        }
    }

    /// Whether `metric` is measured.
    pub fn has(&self, metric: MetricId) -> bool {
        self.metrics.contains(&metric)
    }

    /// Whether anything about people's hours is measured.
    pub fn has_load(&self) -> bool {
        self.metrics
            .iter()
            .any(|metric| matches!(metric.kind(), Kind::LoadShare | Kind::LoadValue))
    }

    /// Whether anything about incidents but their times is measured.
    pub fn has_cases(&self) -> bool {
        self.metrics.iter().any(|metric| {
            matches!(
                metric.kind(),
                Kind::CaseShare | Kind::CaseCount | Kind::CaseTotal | Kind::FateShare | Kind::Cost
            )
        })
    }
}
