//! Units that are asked for more hours than they have.

use super::looking::Lint;
use crate::base::Text;
use crate::document::Address;
use crate::governance::{Charter, Setup};
use crate::scenario::rule::ModelRule;

/// Most overloaded units that a warning names.
const MOST_NAMED: usize = 5;

impl Lint<'_> {
    /// Units whose backlog grows without end, the most loaded first.
    pub(super) fn warn_of_overload(&mut self, setup: &Setup, charter: &Charter, at: &Address) {
        let load = self.outlook.offered_load(charter);
        let mut over: Vec<(f64, &str)> = load
            .units
            .iter_with_ids()
            .map(|(id, unit)| (unit.offered(), charter.units[id].id.as_str()))
            .filter(|(offered, _)| *offered >= 1.0)
            .collect();
        if over.is_empty() {
            return;
        }
        over.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(other.1)));
        let (named, setup) = (in_words(&over), &setup.id);
        let rule = if self.outlook.trace.is_some() {
            overloaded_by_the_log(setup, &named)
        } else {
            overloaded_without_end(setup, &named)
        };
        let remedy = Text::new(
            "请增加人员或减少工作，除非正要研究积压",
            "add staff or lessen work, unless backlogs are what you study",
        );
        self.warn(at, ModelRule::Overload, rule, remedy);
    }
}

fn overloaded_without_end(setup: &str, named: &Text) -> Text {
    Text::new(
        format!(
            "方案 `{setup}` 下，有单位的负荷不小于 1，积压会一直增长：{}",
            named.zh
        ),
        format!(
            "under setup `{setup}`, backlogs grow without end where the offered load is at \
             least 1: {}",
            named.en
        ),
    )
}

/// A log ends, so nothing grows for ever; and small teams turn out less busy than expected.
fn overloaded_by_the_log(setup: &str, named: &Text) -> Text {
    Text::new(
        format!(
            "方案 `{setup}` 下，有单位的负荷不小于 1，台账期间积压可能不断增长：{}",
            named.zh
        ),
        format!(
            "under setup `{setup}`, backlogs may grow as long as the log lasts where the offered \
             load is at least 1: {}",
            named.en
        ),
    )
}

/// `a` 1.37, `b` 1.20 and 3 more.
fn in_words(over: &[(f64, &str)]) -> Text {
    let one = |(offered, unit): &(f64, &str)| {
        if offered.is_finite() {
            format!("`{unit}` {offered:.2}")
        } else {
            format!("`{unit}` ∞")
        }
    };
    let named: Vec<String> = over.iter().take(MOST_NAMED).map(one).collect();
    let (mut zh, mut en) = (named.join("、"), named.join(", "));
    if over.len() > MOST_NAMED {
        let more = over.len() - MOST_NAMED;
        zh = format!("{zh}，另有 {more} 个");
        en = format!("{en} and {more} more");
    }
    Text::new(zh, en)
}
