//! `[staffing]`: skill at the start and days not worked.

use crate::base::Text;
use crate::county::Staffing;
use crate::document::{Fields, number};

use super::rule::ModelRule;

/// Least skill: somebody at 0 would never finish.
const LEAST_SKILL: f64 = 0.05;

/// Reads `[staffing]`; a county that states nothing has skill 1 and nobody away.
pub fn visit(fields: &mut Fields) -> Staffing {
    let plain = Staffing::PLAIN;
    let skill = || number().range(LEAST_SKILL..=1.0);
    let staffing = Staffing {
        home_skill: fields
            .key("home_skill", skill())
            .means("本条线事项的熟练度", "skill in the home line's matters")
            .source("assumption: model 2, 0.95 in a full county")
            .or(plain.home_skill),
        away_skill: fields
            .key("away_skill", skill())
            .means("其他条线事项的熟练度", "skill in other lines' matters")
            .source("assumption: model 2, 0.65 in a full county")
            .or(plain.away_skill),
        absent_share: fields
            .key("absent_share", number().share())
            .means("缺勤的工作日占比", "share of working days absent")
            .source("assumption: model 2, 0.12 in a full county")
            .or(plain.absent_share),
        seconded_share: fields
            .key("seconded_share", number().share())
            .means("借调的工作日占比", "share of working days lent to others")
            .source("assumption: model 2, 0.05 in a full county")
            .or(plain.seconded_share),
    };
    let away = staffing.absent_share + staffing.seconded_share;
    fields.demand(
        away < 1.0,
        "absent_share",
        ModelRule::NobodyPresent.kind(),
        Text::new(
            format!("缺勤与借调之和必须小于 1，此处是 {away}"),
            format!("absence and secondment together must be less than 1, here {away}"),
        ),
        Text::new("请减小其中一个", "lower one of them"),
    );
    staffing
}
