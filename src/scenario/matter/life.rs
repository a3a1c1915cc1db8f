//! What becomes of a matter's incidents by themselves, as its file states it.

use super::bounds::{Around, LONGEST_DAYS, LONGEST_MIN, hazard};
use super::detection::detection;
use super::visible::visit_visible;
use crate::base::Distribution;
use crate::county::{Detection, Matter, Patience, PatienceWhile, Relapse, Visible};
use crate::document::{Fields, Unit, distribution, number, table, word};
use crate::governance::conduct::context::LONGEST_BACKGROUND_MIN;
use crate::scenario::common::{check_law, check_work, the_one_written, work};
use crate::scenario::needs::{Habit, Habits};

const RELAPSES: [&str; 2] = ["relapse_per_day", "relapse"];

/// The life of a matter's incidents as its file states it.
#[derive(Debug)]
pub struct LifeStated {
    /// How they come to be known.
    pub detection: Option<Detection>,
    /// How long they wait unserved.
    pub settles_itself: Option<Patience>,
    /// How they return.
    pub relapse: Option<Relapse>,
    /// Hazard of growing graver [per day].
    pub worsens_per_day: f64,
    /// Hazard of being taken over the county's head [per day].
    pub escalates_per_day: f64,
    /// Places that offend again.
    pub visible: Option<Visible>,
    /// Share that prevention can reach.
    pub preventable_share: f64,
    /// Background that a handler must gather (min).
    pub background_min: Option<f64>,
    /// Content of an attempt in the village (min).
    pub village_min: Option<Distribution>,
}

impl LifeStated {
    /// Reads the life of one matter.
    pub fn visit(fields: &mut Fields, around: Around) -> Self {
        Self {
            detection: detection(fields, around),
            settles_itself: fields
                .key("settles_itself", table(visit_patience))
                .means(
                    "自行了结：无人处置时等多久后离开；不写则一直等",
                    "how long a case waits before it leaves unserved; for ever if not written",
                )
                .optional(),
            relapse: relapse(fields, around.habits),
            worsens_per_day: fields
                .key("worsens_per_day", hazard())
                .means(
                    "未解决时每天加重一级的风险率",
                    "hazard per day of growing one degree graver while unsettled",
                )
                .source("assumption: off unless stated")
                .or(0.0),
            escalates_per_day: fields
                .key("escalates_per_day", hazard())
                .means(
                    "未解决时每天越级上访的风险率；一次失败的到场后加倍",
                    "hazard per day of going over the county's head while unsettled; double after \
                     a visit that failed",
                )
                .source("assumption: off unless stated")
                .or(0.0),
            visible: fields
                .key("visible", table(visit_visible))
                .means(
                    "点位：反复发生的地点，每次只在一段时间内看得见",
                    "places that offend again, each episode seen for a limited time",
                )
                .optional(),
            preventable_share: preventable_share(fields, around.habits),
            background_min: background_min(fields, around.habits),
            village_min: village_min(fields, around.habits),
        }
    }
}

fn preventable_share(fields: &mut Fields, habits: Habits) -> f64 {
    const KEY: &str = "preventable_share";
    let share = fields
        .key(KEY, number().share())
        .means(
            "可由前置工作预防的占比；须有 [prevention]",
            "share of potentials that prevention can reach; needs [prevention]",
        )
        .source("assumption: model R11")
        .or(Matter::PREVENTABLE_SHARE);
    habits.demand(fields, Habit::Prevention, (KEY, true));
    share
}

fn background_min(fields: &mut Fields, habits: Habits) -> Option<f64> {
    const KEY: &str = "background_min";
    let minutes = number()
        .unit(Unit::Minute)
        .range(0.0..=LONGEST_BACKGROUND_MIN);
    let background = fields
        .key(KEY, minutes)
        .means(
            "承办人须弄清的来龙去脉要多久；不写则为 context.background_min；须有 [context]",
            "background a handler must gather; `context.background_min` if not written; \
             needs [context]",
        )
        .source("assumption: model R14, disputes 60")
        .optional();
    habits.demand(fields, Habit::Context, (KEY, true));
    background
}

fn village_min(fields: &mut Fields, habits: Habits) -> Option<Distribution> {
    let law = fields
        .key("village_min", work())
        .means(
            "村里尝试一次的工作量；不写则为 village_life.case_min；须有 [village_life]",
            "content of an attempt in the village; `village_life.case_min` if not written; needs \
             [village_life]",
        )
        .optional()?;
    check_work(fields, "village_min", &law);
    habits.demand(fields, Habit::VillageLife, ("village_min", true));
    Some(law)
}

fn visit_patience(fields: &mut Fields) -> Patience {
    let while_in = fields
        .key("while", word::<PatienceWhile>())
        .means("何时计时", "when it counts")
        .or(PatienceWhile::Waiting);
    let after_min = fields
        .key("after_min", distribution(Unit::Minute))
        .means("等多久", "how long it waits")
        .required();
    check_law(fields, "after_min", &after_min, (LONGEST_MIN, Unit::Minute));
    Patience {
        while_in,
        after_min,
    }
}

fn relapse(fields: &mut Fields, habits: Habits) -> Option<Relapse> {
    let per_day = fields
        .key(RELAPSES[0], hazard())
        .means(
            "办结后 90 天内反弹的风险率（每天），再乘以残留等；不写则为县里的；须有 [recurrence]",
            "hazard of a relapse per day within 90 days of settlement, times what is left unsettled; \
             the county's own if not written; needs [recurrence]",
        )
        .source("assumption: model 4, 0.02; off unless stated")
        .optional();
    let counts = per_day.is_some_and(|per_day| per_day > 0.0);
    habits.demand(fields, Habit::Recurrence, (RELAPSES[0], counts));
    let shared = fields
        .key(RELAPSES[1], table(visit_relapse))
        .means(
            "办结后固定比例反弹",
            "a fixed share returns after settlement",
        )
        .optional();
    match the_one_written(fields, &RELAPSES) {
        Some("relapse_per_day") => per_day.map(Relapse::Hazard),
        _ => shared,
    }
}

fn visit_relapse(fields: &mut Fields) -> Relapse {
    Relapse::Share {
        share: fields
            .key("share", number().unit(Unit::Share).range(0.0..1.0))
            .means(
                "反弹的占比，每一轮都如此",
                "share that returns, in every round",
            )
            .required(),
        after_days: fields
            .key(
                "after_days",
                number().unit(Unit::Day).range(0.0..=LONGEST_DAYS),
            )
            .means("办结后多久反弹", "time from settlement")
            .or(0.0),
    }
}

#[cfg(test)]
mod tests;
