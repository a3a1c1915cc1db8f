//! How a study is conducted: `queue_discipline`, `only_mechanisms`, `[measure]`.

use crate::base::Text;
use crate::document::{Fields, list, word};

use super::rule::ModelRule;
use crate::dynamics::{Discipline, Mechanism, Mechanisms};
use crate::metrics::{Measure, MetricId, PopulationKind};

/// What is on and who is served next.
#[derive(Debug, Clone, Copy)]
pub struct Mechanics {
    /// What is on.
    pub mechanisms: Mechanisms,
    /// Who is served next.
    pub discipline: Discipline,
}

impl Mechanics {
    /// A full county: everything on, officers choose.
    pub fn usual() -> Self {
        Self {
            mechanisms: Mechanisms::all(),
            discipline: Discipline::OfficerChoice,
        }
    }

    /// Reads `queue_discipline` and `only_mechanisms`.
    pub fn visit(fields: &mut Fields) -> Self {
        let discipline = fields
            .key("queue_discipline", word::<Discipline>())
            .means("下一个办哪件", "which waiting task is served next")
            .or(Discipline::OfficerChoice);
        let only = fields
            .key("only_mechanisms", list(word::<Mechanism>()))
            .means(
                "只开启这些机制；空列表为纯排队，不写则全部开启",
                "only these mechanisms; an empty list is plain queues, all are on if not written",
            )
            .optional();
        Self {
            mechanisms: only.map_or_else(Mechanisms::all, |only| Mechanisms::only(&only)),
            discipline,
        }
    }
}

/// What a study measures and what its verdict quotes.
#[derive(Debug, Clone)]
pub struct Measured {
    /// Metrics and populations.
    pub measure: Measure,
    /// What the verdict quotes.
    pub headline: Vec<MetricId>,
    /// Whether populations were named; if not, a large design has all incidents only.
    pub are_populations_named: bool,
}

const USUAL_HEADLINE: [MetricId; 3] = [
    MetricId::ResponseTime,
    MetricId::ResolutionTime,
    MetricId::BusyShare,
];

impl Measured {
    /// Everything, with the usual headline.
    pub fn usual() -> Self {
        Self {
            measure: Measure::everything(),
            headline: USUAL_HEADLINE.to_vec(),
            are_populations_named: false,
        }
    }

    /// What a design of very many runs measures where it does not say: what its verdict quotes,
    /// over all incidents.
    pub fn of_a_large_design(&self) -> Measure {
        let metrics = if self.measure.is_named {
            self.measure.metrics.clone()
        } else {
            let metrics = self.measure.metrics.iter().copied();
            metrics
                .filter(|metric| self.headline.contains(metric))
                .collect()
        };
        let populations = if self.are_populations_named {
            self.measure.populations.clone()
        } else {
            vec![PopulationKind::All]
        };
        Measure::only(metrics, populations)
    }

    /// Reads `[measure]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let metrics = fields
            .key("metrics", list(word::<MetricId>()).length(1, 1_000))
            .means("指标；不写则全部", "metrics; all if not written")
            .optional();
        let populations = fields
            .key(
                "populations",
                list(word::<PopulationKind>()).length(1, 1_000),
            )
            .means("按什么分组；不写则全部", "populations; all if not written")
            .optional();
        let headline = fields
            .key("headline", list(word::<MetricId>()).length(1, 1_000))
            .means("结论先报哪些指标", "the metrics a verdict quotes")
            .optional();
        let are_populations_named = populations.is_some();
        let measure = measure(metrics, populations);
        let headline = match headline {
            Some(headline) => without_repeats(headline),
            None => usual_of(&measure),
        };
        let absent = headline.iter().find(|metric| !measure.has(**metric));
        let word = absent.map_or("", |metric| metric.word());
        fields.demand(
            absent.is_none(),
            "headline",
            ModelRule::HeadlineNotMeasured.kind(),
            Text::new(
                format!("`{word}` 不在 metrics 之中"),
                format!("`{word}` is not among the metrics"),
            ),
            Text::new(
                "请加入 metrics，或从 headline 删去",
                "add it to metrics, or remove it from headline",
            ),
        );
        Self {
            measure,
            headline,
            are_populations_named,
        }
    }
}

/// Metrics and populations in the order of tables, each once.
fn measure(metrics: Option<Vec<MetricId>>, populations: Option<Vec<PopulationKind>>) -> Measure {
    let populations = populations.map_or_else(
        || PopulationKind::ALL.to_vec(),
        |mut populations| {
            populations.sort_unstable();
            populations.dedup();
            populations
        },
    );
    match metrics {
        Some(mut metrics) => {
            metrics.sort_unstable();
            metrics.dedup();
            Measure::only(metrics, populations)
        }
        None => Measure {
            populations,
            ..Measure::everything()
        },
    }
}

fn usual_of(measure: &Measure) -> Vec<MetricId> {
    let usual = USUAL_HEADLINE.into_iter();
    let usual: Vec<_> = usual.filter(|metric| measure.has(*metric)).collect();
    if usual.is_empty() {
        measure.metrics.clone()
    } else {
        usual
    }
}

fn without_repeats(metrics: Vec<MetricId>) -> Vec<MetricId> {
    let mut once = Vec::new();
    for metric in metrics {
        if !once.contains(&metric) {
            once.push(metric);
        }
    }
    once
}
