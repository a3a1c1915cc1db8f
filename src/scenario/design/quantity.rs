//! One number of a run: a metric and one of its statistics.

use std::fmt;

use crate::base::Text;
use crate::document::{FaultKind, Faults, Node, Seen, Shape, Spec, nearest, remedy_for};
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
}

/// As files write it: `resolution_time.p90`.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.metric.word(), self.statistic.word())
    }
}

/// A quantity; see [`quantity`].
pub struct QuantitySpec;

/// A quantity, written `METRIC.STATISTIC`.
pub const fn quantity() -> QuantitySpec {
    QuantitySpec
}

impl Spec for QuantitySpec {
    type Value = Quantity;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<Quantity> {
        let found = seen.node.as_text()?;
        let known = Quantity::all().find(|one| one.to_string() == found);
        if known.is_none() {
            let metric = found.split('.').next().and_then(MetricId::from_word);
            let near = metric.map_or_else(
                || nearest_quantity(found),
                |metric| {
                    Some(
                        Quantity {
                            metric,
                            statistic: metric.headline_statistic(),
                        }
                        .to_string(),
                    )
                },
            );
            let near = near.as_deref();
            let fault = seen.fault(FaultKind::WrongWord, rule(metric), remedy_for(near));
            faults.push(fault.with_nearest(near));
        }
        known
    }

    fn describe(&mut self) -> (Shape, Quantity) {
        let metric = MetricId::ResolutionTime;
        let statistic = metric.headline_statistic();
        (Shape::Text, Quantity { metric, statistic })
    }
}

fn nearest_quantity(found: &str) -> Option<String> {
    let words: Vec<String> = Quantity::all().map(|one| one.to_string()).collect();
    nearest(found, words.iter().map(String::as_str)).map(str::to_owned)
}

/// What must stand there; of a metric that is known, its statistics.
fn rule(metric: Option<MetricId>) -> Text {
    let Some(metric) = metric else {
        return Text::new(
            "应写 指标.统计量，例如 resolution_time.p90",
            "must be METRIC.STATISTIC, such as resolution_time.p90",
        );
    };
    let word = metric.word();
    let statistics = metric.statistics().iter();
    let statistics: Vec<&str> = statistics.map(|statistic| statistic.word()).collect();
    Text::new(
        format!("{word} 的统计量有：{}", statistics.join("、")),
        format!("the statistics of {word} are: {}", statistics.join(", ")),
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
