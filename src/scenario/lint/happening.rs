//! Too many events for any run, and matters that never happen.

use super::looking::Lint;
use crate::base::{Id, Text};
use crate::county::Rate;
use crate::governance::frequency::yearly_rate_in_county;
use crate::scenario::rule::ModelRule;

/// Most incidents and pieces of routine work of a run: beyond it no memory or patience lasts.
const MOST_EVENTS: f64 = 1e9;

impl Lint<'_> {
    pub(super) fn check_events(&mut self) {
        let events = self.outlook.expected_events();
        let Some(at) = &self.places.county else {
            return;
        };
        if events > MOST_EVENTS {
            let rule = Text::new(
                format!("一次运行至多 {MOST_EVENTS:.0} 件事，此处约 {events:.0} 件"),
                format!(
                    "a run has at most {MOST_EVENTS:.0} incidents and routine tasks, here about {events:.0}"
                ),
            );
            let remedy = Text::new(
                "请减小发生率、人口或天数",
                "lower a rate, the residents or the days",
            );
            self.faults
                .push(at.fault(ModelRule::TooLarge.kind(), rule, remedy));
        }
    }

    pub(super) fn warn_of_matters_that_never_happen(&mut self) {
        let county = self.outlook.county;
        for (id, matter) in county.matters.iter_with_ids() {
            let stated = match matter.rate {
                Rate::PerTownship(rate)
                | Rate::PerThousandResidents(rate)
                | Rate::PerHundredFirms(rate) => rate,
                Rate::Traced => 0.0,
            };
            let happens = yearly_rate_in_county(county, matter).unwrap_or(0.0);
            if stated > 0.0 && happens <= 0.0 {
                let (zh, en) = match matter.rate {
                    Rate::PerHundredFirms(_) => ("县里没有写企业", "the county states no firms"),
                    _ => ("县里没有写居民", "the county states no residents"),
                };
                let rule = Text::new(
                    format!("{zh}，所以 `{}` 从不发生", matter.id),
                    format!("{en}, so `{}` never happens", matter.id),
                );
                let remedy = Text::new(
                    "请补上它们，或换一种发生率",
                    "state them, or give another kind of rate",
                );
                self.warn(
                    &self.places.matters[id.index()],
                    ModelRule::MatterNeverHappens,
                    rule,
                    remedy,
                );
            }
        }
    }
}
