//! How a study is conducted: `queue_discipline`, `only_mechanisms`, `[measure]`, `[design]`.

use crate::base::Text;
use crate::document::{
    Fault, FaultKind, Faults, Fields, Node, Seen, Shape, Spec, Unit, integer, list, word,
};

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
        }
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
        Self { measure, headline }
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

/// Worlds of a study.
#[derive(Debug, Clone, Copy)]
pub struct Design {
    /// How many.
    pub replications: u32,
    /// Names them together with the replication.
    pub seed: u64,
}

impl Design {
    /// Reads `[design]`; `usual` holds for what is not written.
    pub fn visit(fields: &mut Fields, usual: Self) -> Self {
        fields
            .key("design", DesignSpec)
            .means("实验设计", "which setups and values are run")
            .or(());
        Self {
            replications: fields
                .key(
                    "replications",
                    integer().unit(Unit::Count).range(1..=1_000_000),
                )
                .means(
                    "世界数，每个世界中各方案都运行一次",
                    "worlds; every setup is run in each",
                )
                .or(i64::from(usual.replications)) as u32,
            seed: fields
                .key("seed", integer().range(0..=i64::MAX))
                .means(
                    "种子，与序号一起命名各个世界",
                    "names the worlds together with the replication",
                )
                .or(usual.seed as i64) as u64,
        }
    }
}

/// Designs that files may name later; naming one now is a fault that says so.
const NOT_AVAILABLE: [&str; 10] = [
    "factorial",
    "list",
    "latin-hypercube",
    "sobol",
    "morris",
    "frontier",
    "discovery",
    "best-of",
    "goal-seek",
    "until",
];
const COMPARE: &str = "compare";

/// The word `compare`, the one design there is.
struct DesignSpec;

impl Spec for DesignSpec {
    type Value = ();

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<()> {
        let found = seen.node.as_text()?;
        if found == COMPARE {
            return Some(());
        }
        faults.push(no_such_design(seen, found));
        None
    }

    fn describe(&mut self) -> (Shape, ()) {
        let means = Text::new("逐对比较各方案", "setups are compared in pairs");
        (Shape::Words(vec![(COMPARE.to_owned(), means)]), ())
    }

    fn shown(&self, (): &()) -> Option<serde_json::Value> {
        Some(serde_json::json!(COMPARE))
    }
}

fn no_such_design(seen: &Seen<'_>, found: &str) -> Fault {
    let rule = if NOT_AVAILABLE.contains(&found) {
        Text::new(
            format!("本版本还没有 `{found}` 设计，只有 {COMPARE}"),
            format!("the design `{found}` is not available in this version, only {COMPARE} is"),
        )
    } else {
        Text::new(
            format!("可用的词：{COMPARE}"),
            format!("must be one of: {COMPARE}"),
        )
    };
    let remedy = Text::new(
        format!("请写 design = \"{COMPARE}\""),
        format!("write design = \"{COMPARE}\""),
    );
    seen.fault(FaultKind::WrongWord, rule, remedy)
        .with_nearest(Some(COMPARE))
}
