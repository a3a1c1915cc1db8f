//! `[factor.ID]`: what is varied, and over which values.

use std::sync::Arc;

use crate::base::Text;
use crate::document::{
    Address, FaultKind, Fields, Keyed, Node, Unit, distribution, integer, list, number, raw, text,
    word,
};

use super::super::common::{none_written, the_one_written};
use super::super::rule::ModelRule;
use super::spread::Spread;
use super::words::FactorKind;

/// Levels of what is not listed, unless said otherwise: its two ends.
const USUAL_LEVELS: i64 = 2;

/// The first keys of paths that no factor has: they say how a study is run, not what is studied.
const NOT_STUDIED: [&str; 6] = ["design", "factor", "measure", "kind", "name", "baseline"];

/// A factor of a study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Factor {
    /// The name used in tables.
    pub id: String,
    /// What it stands for.
    pub kind: FactorKind,
    /// What it changes, as in `--set`.
    pub path: String,
}

/// A factor with what later faults point at.
#[derive(Debug, Clone)]
pub struct FactorStated {
    /// The factor.
    pub factor: Factor,
    /// Where its path stands.
    pub path_at: Address,
    /// Its values; nothing where a list of points has them.
    pub spread: Option<Spread>,
    /// Levels of what is not listed.
    pub levels: usize,
}

/// Reads `[factor.ID]`; `needs_values` where the design takes them from here.
pub fn visit(fields: &mut Fields, needs_values: bool) -> Option<FactorStated> {
    let id = fields.id().to_owned();
    let kind = fields
        .key("kind", word::<FactorKind>())
        .means("这个因子代表什么", "what the factor stands for")
        .required();
    let path = fields
        .key("path", text())
        .means(
            "改变哪个键，写法同 --set；setup.*.… 为每个方案",
            "the key it changes, as in --set; setup.*.… is every setup",
        )
        .required();
    let path_at = fields.address("path");
    let spread = spread(fields, needs_values);
    let levels = fields
        .key("levels", integer().unit(Unit::Count).range(2..=1_000))
        .means(
            "range 或 distribution 取几个水平；用于 factorial 与 one-at-a-time",
            "levels taken of a range or a distribution, by factorial and one-at-a-time",
        )
        .or(USUAL_LEVELS);
    let path_at = path_at?;
    check_path(fields, &path, &path_at);
    Some(FactorStated {
        factor: Factor { id, kind, path },
        path_at,
        spread,
        levels: levels as usize,
    })
}

fn spread(fields: &mut Fields, needs_values: bool) -> Option<Spread> {
    const KEYS: [&str; 3] = ["values", "range", "distribution"];
    let values = fields
        .key("values", list(raw()).length(1, 1_000))
        .means("取这些值", "these values")
        .optional();
    let range = fields
        .key("range", list(number()).length(2, 2))
        .means("从最小到最大", "from the least to the greatest")
        .optional();
    let law = fields
        .key("distribution", distribution(Unit::Count))
        .means("按此分布", "as likely as this law says")
        .optional();
    let is_rising = range.as_ref().is_none_or(|range| range[0] < range[1]);
    fields.demand(
        is_rising,
        "range",
        FaultKind::OutOfRange,
        Text::new(
            "前一个数必须小于后一个数",
            "the first number must be below the second",
        ),
        Text::new("请对调，或改用 values", "swap them, or use values"),
    );
    let written = the_one_written(fields, &KEYS);
    if written.is_none() && needs_values {
        none_written(fields, &KEYS);
    }
    let key = written?;
    let place = fields.address(key)?.place;
    match key {
        "values" => {
            let values: Option<Vec<Arc<Node>>> = values?.into_iter().collect();
            Some(Spread::Values(values?))
        }
        "range" => range.filter(|_| is_rising).map(|range| Spread::Range {
            low: range[0],
            high: range[1],
            place,
        }),
        _ => law.map(|law| Spread::Law { law, place }),
    }
}

/// A factor changes the county, a setup, the time or the mechanics.
fn check_path(fields: &mut Fields, path: &str, at: &Address) {
    let root = path.split('.').next().unwrap_or_default();
    if !NOT_STUDIED.contains(&root) {
        return;
    }
    let rule = Text::new(
        format!("因子改变县、方案、时间或机制；`{root}` 说的是怎样运行研究"),
        format!(
            "a factor changes the county, setups, time or mechanics; `{root}` says how the study is run"
        ),
    );
    let remedy = Text::new(
        "请改写 path，例如 county.staffing.away_skill",
        "write another path, such as county.staffing.away_skill",
    );
    let fault = at.fault(ModelRule::FactorOfTheStudy.kind(), rule, remedy);
    fields.push(fault.with_value(path));
}

/// Two factors must not change the same key.
pub fn refuse_overlaps(fields: &mut Fields, factors: &[Keyed<Option<FactorStated>>]) {
    let stated: Vec<&FactorStated> = factors
        .iter()
        .filter_map(|one| one.value.as_ref())
        .collect();
    for (place, later) in stated.iter().enumerate() {
        let same = |earlier: &&&FactorStated| overlap(&earlier.factor.path, &later.factor.path);
        let Some(earlier) = stated[..place].iter().find(same) else {
            continue;
        };
        let (one, other) = (&later.factor.id, &earlier.factor.id);
        let rule = Text::new(
            format!("因子 `{one}` 与 `{other}` 改变同一个键"),
            format!("the factors `{one}` and `{other}` change the same key"),
        );
        let remedy = Text::new("请删去其一，或改写 path", "remove one, or change its path");
        let at = &later.path_at;
        let fault = at.fault(ModelRule::FactorOverlap.kind(), rule, remedy);
        fields.push(fault.with_value(&later.factor.path));
    }
}

/// Whether one path lies on the other.
fn overlap(one: &str, other: &str) -> bool {
    let mut keys = one.split('.').zip(other.split('.'));
    keys.all(|(one, other)| one == other || one == "*" || other == "*")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_overlap_where_one_lies_on_the_other() {
        assert!(overlap("county.a.b", "county.a.b"));
        assert!(overlap("county.a", "county.a.b"));
        assert!(overlap("setup.*.a", "setup.hubs.a"));
        assert!(!overlap("county.a.b", "county.a.c"));
        assert!(!overlap("setup.*.a", "setup.hubs.b"));
    }
}
