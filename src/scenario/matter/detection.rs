//! How a matter's incidents come to be known: complaints and passes.

use super::bounds::{Around, LONGEST_DAYS, LONGEST_H, hazard};
use crate::base::Text;
use crate::county::{Complaint, Detection};
use crate::document::{Fields, Unit, distribution, number, table};
use crate::scenario::common::check_law;
use crate::scenario::needs::{Habit, Habits};
use crate::scenario::rule::ModelRule;

/// Shortest time between two passes (h).
const SHORTEST_ROUND_H: f64 = 0.1;
const COMPLAINTS: [&str; 2] = ["complaint_per_day", "complaint_h"];

/// Reads `detection`; none if incidents are reported as they emerge.
pub(super) fn detection(fields: &mut Fields, around: Around) -> Option<Detection> {
    let visit = |fields: &mut Fields| visit_detection(fields, around.habits);
    let detection = fields
        .key("detection", table(visit))
        .means(
            "发现：写了它，发生率是实际发生而不是上报；不写则一发生就上报",
            "how incidents come to be known: with it the rates are of emergence, not of reports; \
             without it an incident is reported as it emerges",
        )
        .optional();
    let is_written = fields.has("detection");
    fields.demand(
        !(around.is_traced && is_written),
        "detection",
        ModelRule::DetectionOfALog.kind(),
        Text::new(
            "案件由日志给出，日志里的时间是上报时间：发生即上报，不能再写发现过程",
            "a log says when the matter is reported, so it emerges as it is reported and cannot be \
             detected later",
        ),
        Text::new(
            "请删去 detection，或为事项写发生率",
            "remove detection, or state a rate of emergence",
        ),
    );
    detection
}

fn visit_detection(fields: &mut Fields, habits: Habits) -> Detection {
    let complaint = complaint(fields);
    let patrol_every_h = fields
        .key(
            "patrol_every_h",
            number()
                .unit(Unit::Hour)
                .range(SHORTEST_ROUND_H..=LONGEST_H),
        )
        .means(
            "定时巡查的间隔；不写则由网格巡查决定",
            "time between passes at fixed intervals; if not written the grid's patrols decide",
        )
        .optional();
    let seen = fields.key("seen_share", number().share()).means(
        "巡查一次的发现量 v：以 1 - exp(-v) 的概率看见；定时巡查时就是看见的概率",
        "what one pass adds to the clock of being seen: a pass sees it with chance \
             1 - exp(-v); with passes at fixed intervals the chance itself",
    );
    let seen_share = match patrol_every_h {
        Some(_) => seen.required(),
        None => seen.or(0.0),
    };
    let detection = Detection {
        complaint,
        natural_end_per_day: fields
            .key("natural_end_per_day", hazard())
            .means(
                "未被发现时每天自行消失的风险率；0 为不会",
                "hazard per day of ending unseen; 0 for never",
            )
            .or(0.0),
        seen_share,
        patrol_every_h,
        repeat_patience_days: fields
            .key(
                "patient_days",
                number().unit(Unit::Day).range(0.0..=LONGEST_DAYS),
            )
            .means(
                "居民预期的办结时间，过后会再次反映；不写则为 residents.expected_days；须有 [residents]",
                "time residents expect it to take, after which they may complain again; \
                 `residents.expected_days` if not written; needs [residents]",
            )
            .optional(),
    };
    habits.demand(fields, Habit::Residents, ("patient_days", true));
    detection
}

fn complaint(fields: &mut Fields) -> Complaint {
    let per_day = fields
        .key(COMPLAINTS[0], hazard())
        .means(
            "居民反映的风险率：每天、每级严重度，再乘以 0.5 加信任度；0 为从不反映",
            "hazard of a complaint per day and degree of severity, times 0.5 plus trust; 0 for never",
        )
        .optional();
    let after_h = fields
        .key(COMPLAINTS[1], distribution(Unit::Hour))
        .means(
            "从发生到居民反映的时间",
            "time from emergence to a complaint",
        )
        .optional();
    fields.exactly_one(&COMPLAINTS);
    match (per_day, after_h) {
        (_, Some(after_h)) => {
            check_law(fields, COMPLAINTS[1], &after_h, (LONGEST_H, Unit::Hour));
            Complaint::After(after_h)
        }
        (Some(per_day), None) if per_day > 0.0 => Complaint::PerDay(per_day),
        _ => Complaint::Never,
    }
}
