//! One number of a run: a metric and one of its statistics.

use std::fmt;

use crate::base::Text;
use crate::document::{Spec, choice};
use crate::metrics::MetricId;
use crate::metrics::metric::Statistic;

/// A metric and one of its statistics, of the incidents that a verdict on the metric speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quantity {
    /// What is measured.
    pub metric: MetricId,
    /// How a run's values are summed up.
    pub statistic: Statistic,
}

impl Quantity {
    /// All there are, in the order of tables.
    pub fn all() -> impl Iterator<Item = Self> {
        MetricId::ALL.iter().flat_map(|metric| {
            let statistics = metric.statistics().iter();
            statistics.map(|statistic| Self {
                metric: *metric,
                statistic: *statistic,
            })
        })
    }

    /// The name people read.
    pub fn name(self) -> Text {
        let (name, statistic) = (self.metric.name(), self.statistic.word());
        Text::new(
            format!("{} {statistic}", name.zh),
            format!("{} {statistic}", name.en),
        )
    }
}

/// As files write it: `resolution_time.p90`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.metric.word(), self.statistic.word())
    }
}

/// A quantity, written `METRIC.STATISTIC`.
pub fn quantity() -> impl Spec<Value = Quantity> {
    choice(
        Quantity::all()
            .map(|one| (one.to_string(), one.name(), one))
            .collect(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_quantity_has_a_word_of_its_own_and_only_statistics_that_tables_have() {
        let words: Vec<String> = Quantity::all().map(|one| one.to_string()).collect();
        for word in ["resolution_time.p90", "busy_share.share", "exposure.value"] {
            assert!(words.iter().any(|known| known == word), "{word}");
        }
        assert!(words.iter().all(|word| word != "busy_share.p90"));
        let mut each = words.clone();
        each.sort();
        each.dedup();
        assert_eq!(each.len(), words.len());
    }
}
