//! `[stance]` (治理前移).

use crate::base::Text;
use crate::define_words;
use crate::document::{Address, Fields, number, word};
use crate::governance::{Fronting, Stance, StanceLevel, Targeting};
use crate::scenario::rule::ModelRule;

define_words! {
    /// Levels of stance.
    enum Level {
        EventResponse = "event-response": "事发—应对", "something happens, then offices respond";
        FrontLoaded = "front-loaded": "前置式治理", "some officer hours are spent before anything happens";
    }
}

pub(super) fn visit(fields: &mut Fields) -> (Stance, Option<Address>) {
    let means = Text::new("执法工时用在何时", "what officer hours are for");
    let usual = Some(Level::EventResponse);
    let level = fields.choose("level", usual, means, |level, fields| match level {
        Level::EventResponse => StanceLevel::EventResponse,
        Level::FrontLoaded => StanceLevel::FrontLoaded(fronting(fields)),
    });
    (Stance { level }, fields.address("level"))
}

fn fronting(fields: &mut Fields) -> Fronting {
    let fronting = Fronting {
        service_share: share(
            fields,
            "service_share",
            "服务前移：进村走访所用执法工时的比例",
            "share of officer hours for visits to villages",
        ),
        resource_share: share(
            fields,
            "resource_share",
            "资源前移：两名持证人员驻村半天所用执法工时的比例",
            "share of officer hours for half-days of a licensed pair in a village",
        ),
        mechanism_share: share(
            fields,
            "mechanism_share",
            "机制前移：为乡镇的事项建立常设程序所用执法工时的比例",
            "share of officer hours for standing procedures for a matter in a township",
        ),
        targeting: fields
            .key("targeting", word::<Targeting>())
            .means("前置工时投向哪里", "where the hours go")
            .or(Targeting::Uniform),
    };
    check(fields, fronting);
    fronting
}

fn share(fields: &mut Fields, key: &'static str, zh: &str, en: &str) -> f64 {
    fields.key(key, number().share()).means(zh, en).or(0.0)
}

/// Checks that fronting takes some hours, and no more than officers have.
fn check(fields: &mut Fields, fronting: Fronting) {
    let total = fronting.total_share();
    let shown = (total * 1e9).round() / 1e9;
    fields.demand(
        fronting.is_affordable(),
        "level",
        ModelRule::FrontingHours.kind(),
        Text::new(
            format!("前置工时的比例之和应大于 0，至多为 1，此处是 {shown}"),
            format!("the shares of fronting must sum to more than 0 and at most 1, here {shown}"),
        ),
        Text::new(
            "请写 service_share、resource_share 或 mechanism_share，例如 service_share = 0.02",
            "write service_share, resource_share or mechanism_share, such as service_share = 0.02",
        ),
    );
}
