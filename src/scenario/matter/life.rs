//! What becomes of a matter's incidents by themselves, as its file states it.

use crate::base::{Distribution, Text};
use crate::county::{Complaint, Detection, Matter, Patience, PatienceWhile, Relapse, Visible};
use crate::document::{
    FaultKind, Fields, Spec, Unit, distribution, integer, list, number, table, word,
};
use crate::governance::conduct::context::LONGEST_BACKGROUND_MIN;
use crate::scenario::common::{check_law, check_work, the_one_written, work};
use crate::scenario::rule::ModelRule;

/// Largest hazard [per day]: one every minute and a half.
const MOST_PER_DAY: f64 = 1_000.0;
/// Longest mean of a time before something happens: ten years (h).
const LONGEST_H: f64 = 87_600.0;
/// The same (min).
const LONGEST_MIN: f64 = LONGEST_H * 60.0;
/// The same (day).
const LONGEST_DAYS: f64 = 3_650.0;
/// Shortest time between two passes (h).
const SHORTEST_ROUND_H: f64 = 0.1;
/// Most places of one kind in a village.
const MOST_PLACES: i64 = 1_000;
const COMPLAINTS: [&str; 2] = ["complaint_per_day", "complaint_h"];
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
    /// Reads the life of one matter; `is_traced` if a case log says when it is reported.
    pub fn visit(fields: &mut Fields, is_traced: bool) -> Self {
        Self {
            detection: detection(fields, is_traced),
            settles_itself: fields
                .key("settles_itself", table(visit_patience))
                .means(
                    "自行了结：无人处置时等多久后离开；不写则一直等",
                    "how long a case waits before it leaves unserved; for ever if not written",
                )
                .optional(),
            relapse: relapse(fields),
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
            preventable_share: fields
                .key("preventable_share", number().share())
                .means(
                    "可由前置工作预防的占比",
                    "share of potentials that prevention can reach",
                )
                .source("assumption: model R11")
                .or(Matter::PREVENTABLE_SHARE),
            background_min: fields
                .key(
                    "background_min",
                    number()
                        .unit(Unit::Minute)
                        .range(0.0..=LONGEST_BACKGROUND_MIN),
                )
                .means(
                    "承办人须弄清的来龙去脉要多久；不写则为 context.background_min；须有 [context]",
                    "background a handler must gather; `context.background_min` if not written; \
                     needs [context]",
                )
                .source("assumption: model R14, disputes 60")
                .optional(),
            village_min: village_min(fields),
        }
    }
}

fn hazard() -> impl Spec<Value = f64> {
    number().unit(Unit::PerDay).range(0.0..=MOST_PER_DAY)
}

fn village_min(fields: &mut Fields) -> Option<Distribution> {
    let law = fields
        .key("village_min", work())
        .means(
            "村里尝试一次的工作量；不写则为 village_life.case_min",
            "content of an attempt in the village; `village_life.case_min` if not written",
        )
        .optional()?;
    check_work(fields, "village_min", &law);
    Some(law)
}

fn detection(fields: &mut Fields, is_traced: bool) -> Option<Detection> {
    let detection = fields
        .key("detection", table(visit_detection))
        .means(
            "发现：写了它，发生率是实际发生而不是上报；不写则一发生就上报",
            "how incidents come to be known: with it the rates are of emergence, not of reports; \
             without it an incident is reported as it emerges",
        )
        .optional();
    let is_written = fields.has("detection");
    fields.demand(
        !(is_traced && is_written),
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

fn visit_detection(fields: &mut Fields) -> Detection {
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
    Detection {
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
                "居民预期的办结时间，过后会再次反映；不写则为 residents.expected_days",
                "time residents expect it to take, after which they may complain again; \
                 `residents.expected_days` if not written; needs [residents]",
            )
            .optional(),
    }
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

fn relapse(fields: &mut Fields) -> Option<Relapse> {
    let per_day = fields
        .key(RELAPSES[0], hazard())
        .means(
            "办结后 90 天内反弹的风险率（每天），再乘以残留等；不写则为县里的；须有 [recurrence]",
            "hazard of a relapse per day within 90 days of settlement, times what is left unsettled; \
             the county's own if not written; needs [recurrence]",
        )
        .source("assumption: model 4, 0.02; off unless stated")
        .optional();
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

fn visit_visible(fields: &mut Fields) -> Visible {
    let stays_h = fields
        .key("stays_h", distribution(Unit::Hour))
        .means(
            "一次能看见多久（船只 2、摊贩 3）",
            "how long an episode can be seen (boats 2, vendors 3)",
        )
        .required();
    check_law(fields, "stays_h", &stays_h, (LONGEST_H, Unit::Hour));
    Visible {
        stays_h,
        places: fields
            .key("places", integer().unit(Unit::Count).range(1..=MOST_PLACES))
            .means("每村的点位数", "such places in each village")
            .or(1) as u16,
        suspended_days: suspended_days(fields),
    }
}

fn suspended_days(fields: &mut Fields) -> (f64, f64) {
    let days = number().unit(Unit::Day).range(0.0..=LONGEST_DAYS);
    let bounds = fields
        .key("suspended_days", list(days).length(2, 2))
        .means(
            "有权执法后停歇的天数 [最短, 最长]",
            "time that power on site keeps a place from offending, [shortest, longest]",
        )
        .source("model 3: 90 to 365 d")
        .or(vec![90.0, 365.0]);
    let (shortest, longest) = (bounds[0], bounds[1]);
    fields.demand(
        shortest <= longest,
        "suspended_days",
        FaultKind::OutOfRange,
        Text::new(
            "最短不大于最长",
            "the shortest comes first and the longest second",
        ),
        Text::new("请调换两个数", "exchange the two numbers"),
    );
    (shortest, longest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::document::{Faults, Sources, Tree, read};

    fn life_of(text: &str, is_traced: bool) -> (LifeStated, String) {
        let (mut sources, mut faults) = (Sources::new(), Faults::new());
        let tree = Tree::parse(&mut sources, &mut faults, "a.toml", text);
        let visit = |fields: &mut Fields| LifeStated::visit(fields, is_traced);
        let life = read(&tree, "", &mut faults, visit);
        (life, faults.report(&sources, Language::En, false))
    }

    fn life(text: &str) -> LifeStated {
        let (life, report) = life_of(text, false);
        assert_eq!(report, "", "{text}");
        life
    }

    fn exponential(mean: f64) -> Distribution {
        Distribution::exponential(mean).unwrap()
    }

    #[test]
    fn a_matter_that_says_nothing_is_reported_at_once_and_never_returns() {
        let plain = life("");
        assert_eq!(plain.detection, None);
        assert_eq!(plain.settles_itself, None);
        assert_eq!(plain.relapse, None);
        assert_eq!(plain.visible, None);
        assert_eq!(plain.background_min, None);
        assert_eq!(plain.village_min, None);
        let hazards = (plain.worsens_per_day, plain.escalates_per_day);
        assert_eq!(hazards, (0.0, 0.0));
        assert!((plain.preventable_share - 0.4).abs() < f64::EPSILON);
    }

    #[test]
    fn detection_is_read_as_hazards() {
        let text = "[detection]\ncomplaint_per_day = 0.0245\nnatural_end_per_day = 0.25\n\
                    seen_share = 0.3\npatient_days = 2\n";
        let expected = Detection {
            complaint: Complaint::PerDay(0.0245),
            natural_end_per_day: 0.25,
            seen_share: 0.3,
            patrol_every_h: None,
            repeat_patience_days: Some(2.0),
        };
        assert_eq!(life(text).detection, Some(expected));
    }

    #[test]
    fn detection_is_read_as_passes_and_a_time_to_the_complaint() {
        let text = "detection = { patrol_every_h = 8, seen_share = 0.6, \
                    complaint_h = { distribution = \"exponential\", mean = 12 } }\n";
        let expected = Detection {
            complaint: Complaint::After(exponential(12.0)),
            natural_end_per_day: 0.0,
            seen_share: 0.6,
            patrol_every_h: Some(8.0),
            repeat_patience_days: None,
        };
        assert_eq!(life(text).detection, Some(expected));
    }

    #[test]
    fn hazards_of_zero_are_mechanisms_that_are_absent() {
        let detection = life("detection = { complaint_per_day = 0 }\n").detection;
        assert_eq!(detection.unwrap().complaint, Complaint::Never);
        let never = Some(Relapse::Hazard(0.0));
        assert_eq!(life("relapse_per_day = 0\n").relapse, never);
    }

    #[test]
    fn patience_is_read_with_when_it_counts() {
        let text = "settles_itself = { while = \"waiting\", \
                    after_min = { distribution = \"exponential\", mean = 60 } }\n";
        let expected = Patience {
            while_in: PatienceWhile::Waiting,
            after_min: exponential(60.0),
        };
        assert_eq!(life(text).settles_itself, Some(expected));
    }

    #[test]
    fn relapse_is_a_hazard_or_a_share() {
        let relapse = |text: &str| life(text).relapse;
        assert_eq!(
            relapse("relapse_per_day = 0.02\n"),
            Some(Relapse::Hazard(0.02))
        );
        let share = Relapse::Share {
            share: 0.2,
            after_days: 3.0,
        };
        assert_eq!(
            relapse("relapse = { share = 0.2, after_days = 3 }\n"),
            Some(share)
        );
    }

    #[test]
    fn sources_and_the_rest_are_read() {
        let text = "worsens_per_day = 0.01\nescalates_per_day = 0.002\npreventable_share = 0.5\n\
                    background_min = 60\nvillage_min = 90\n\
                    visible = { stays_h = 2, places = 3, suspended_days = [30, 60] }\n";
        let read = life(text);
        assert_eq!(
            (read.worsens_per_day, read.escalates_per_day),
            (0.01, 0.002)
        );
        assert!((read.preventable_share - 0.5).abs() < f64::EPSILON);
        assert_eq!(read.background_min, Some(60.0));
        assert_eq!(
            read.village_min,
            Some(Distribution::constant(90.0).unwrap())
        );
        let visible = Visible {
            stays_h: Distribution::constant(2.0).unwrap(),
            places: 3,
            suspended_days: (30.0, 60.0),
        };
        assert_eq!(read.visible, Some(visible));
        let usual = life("visible = { stays_h = 3 }\n").visible.unwrap();
        assert_eq!((usual.places, usual.suspended_days), (1, (90.0, 365.0)));
    }

    #[test]
    fn bad_values_are_told_at_their_keys() {
        for (text, expected) in [
            (
                "detection = { seen_share = 0.3 }",
                "fault[missing-key]: detection\n",
            ),
            (
                "detection = { complaint_per_day = 0.1, complaint_h = 3 }",
                "fault[conflict]: detection.complaint_h\n",
            ),
            (
                "detection = { complaint_per_day = -0.1 }",
                "fault[out-of-range]: detection.complaint_per_day\n",
            ),
            (
                "detection = { complaint_h = 1e6 }",
                "fault[out-of-range]: detection.complaint_h\n",
            ),
            (
                "detection = { complaint_h = 1, natural_end_per_day = 1e9 }",
                "fault[out-of-range]: detection.natural_end_per_day\n",
            ),
            (
                "detection = { complaint_h = 1, seen_share = 1.5 }",
                "fault[out-of-range]: detection.seen_share\n",
            ),
            (
                "detection = { complaint_h = 1, patrol_every_h = 8 }",
                "fault[missing-key]: detection.seen_share\n",
            ),
            (
                "detection = { complaint_h = 1, patrol_every_h = 0, seen_share = 1 }",
                "fault[out-of-range]: detection.patrol_every_h\n",
            ),
            (
                "detection = { complaint_h = 1, patient_days = -1 }",
                "fault[out-of-range]: detection.patient_days\n",
            ),
            (
                "settles_itself = { while = \"travelling\", after_min = 3 }",
                "fault[wrong-word]: settles_itself.while\n",
            ),
            (
                "settles_itself = {}",
                "fault[missing-key]: settles_itself.after_min\n",
            ),
            (
                "relapse_per_day = 0.1\nrelapse = { share = 0.2 }",
                "fault[conflict]: relapse\n",
            ),
            (
                "relapse_per_day = -1",
                "fault[out-of-range]: relapse_per_day\n",
            ),
            (
                "relapse = { share = 1 }",
                "fault[out-of-range]: relapse.share\n",
            ),
            (
                "relapse = { share = 0.1, after_days = -1 }",
                "fault[out-of-range]: relapse.after_days\n",
            ),
            (
                "worsens_per_day = -1",
                "fault[out-of-range]: worsens_per_day\n",
            ),
            (
                "escalates_per_day = \"1\"",
                "fault[wrong-type]: escalates_per_day\n",
            ),
            (
                "visible = { places = 3 }",
                "fault[missing-key]: visible.stays_h\n",
            ),
            (
                "visible = { stays_h = 2, places = 0 }",
                "fault[out-of-range]: visible.places\n",
            ),
            (
                "visible = { stays_h = 2, suspended_days = [365, 90] }",
                "fault[out-of-range]: visible.suspended_days\n",
            ),
            (
                "preventable_share = 2",
                "fault[out-of-range]: preventable_share\n",
            ),
            (
                "background_min = -1",
                "fault[out-of-range]: background_min\n",
            ),
            ("village_min = 1e6", "fault[out-of-range]: village_min\n"),
        ] {
            let (_, report) = life_of(&format!("{text}\n"), false);
            assert!(report.contains(expected), "{text}: {report}");
            assert!(report.contains("1 fault in 1 file"), "{text}: {report}");
        }
    }

    #[test]
    fn what_a_log_reports_cannot_be_detected_later() {
        let (_, report) = life_of("detection = { complaint_per_day = 0.1 }\n", true);
        assert!(
            report.contains("fault[detection-of-a-log]: detection\n"),
            "{report}"
        );
    }
}
