//! Too many events for any run, and matters that never happen or are never known.

use super::looking::Lint;
use crate::base::{Id, Text};
use crate::county::{Complaint, Rate};
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

    /// Incidents that neither residents nor patrols ever bring to anybody's notice.
    pub(super) fn warn_of_matters_never_known(&mut self) {
        for (id, matter) in self.outlook.county.matters.iter_with_ids() {
            let Some(detection) = &matter.detection else {
                continue;
            };
            if detection.complaint != Complaint::Never || detection.seen_share > 0.0 {
                continue;
            }
            let rule = Text::new(
                format!("`{}` 没有人反映，巡查也看不见，所以谁也不会知道", matter.id),
                format!(
                    "nobody complains of `{}` and no pass sees it, so nobody ever knows of it",
                    matter.id
                ),
            );
            let remedy = Text::new(
                "请写大于 0 的 complaint_per_day 或 seen_share，除非正要比较没有发现的情形",
                "state a complaint_per_day or a seen_share above 0, unless you compare what happens \
                 unseen",
            );
            let at = &self.places.matters[id.index()];
            self.warn(at, ModelRule::NeverKnown, rule, remedy);
        }
    }
}
