//! `[routine.ID]`: work that no resident reported.

use crate::base::{Distribution, Text};
use crate::county::{Need, RoutineKind};
use crate::define_words;
use crate::document::{
    FaultKind, Fields, Known, Spec, Unit, either, flag, integer, number, reference, table, word,
};

use super::common::{check_work, name_of, work};
use super::needs::{Habit, Habits};
use super::rule::ModelRule;

define_words! {
    /// What sort of routine work it is.
    enum Sort {
        Inspection = "inspection": "检查企业和个体户", "visits to firms and small businesses";
        LineTask = "line-task": "条线任务（专项、统计、文书）", "campaigns, statistics and paper of a line";
    }
}

define_words! {
    /// Where it is done.
    enum Site {
        Base = "base": "驻地", "at the base of the persons";
    }
}

/// Most visits a business has in a year.
const MOST_VISITS: f64 = 10_000.0;
/// Hours of a year.
const HOURS_A_YEAR: f64 = 8_760.0;
/// Most persons of one line's offices.
const MOST_OFFICE_PERSONS: i64 = 100_000;

/// Routine work as its file states it.
#[derive(Debug)]
pub struct RoutineStated {
    /// The name people read.
    pub name: Text,
    /// A department, or `each`.
    pub department: String,
    /// What and how much.
    pub kind: RoutineKind,
    /// Who does one piece.
    pub need: Need,
    /// Content of one piece.
    pub work_min: Distribution,
    /// Whether the content holds the way.
    pub is_travel_included: bool,
    /// Working days until due.
    pub deadline_working_days: u32,
    /// Appraisal points per expected hour.
    pub points_per_hour: f64,
}

impl RoutineStated {
    /// Reads one kind of routine work.
    pub fn visit(fields: &mut Fields, departments: &Known, habits: Habits) -> Self {
        let id = fields.id().to_owned();
        let name = name_of(fields, &id);
        let department = fields
            .key("department", reference(departments).or_words(&["each"]))
            .means(
                "哪条线的工作；each 为每条线各一项",
                "whose work it is; each: one for every line",
            )
            .required();
        let means = Text::new("哪一类日常工作", "what sort of routine work it is");
        let (kind, work_min, is_travel_included) =
            fields.choose("kind", None, means, |sort, fields| match sort {
                Sort::Inspection => visit_inspection(fields),
                Sort::LineTask => visit_line_task(fields, habits),
            });
        let usual = match kind {
            RoutineKind::LineTask { .. } => Need::ONE,
            RoutineKind::Inspection { .. } | RoutineKind::Traced => PAIR,
        };
        Self {
            need: fields
                .key("crew", crew())
                .means("一次工作的人员", "who does one piece")
                .or(usual),
            deadline_working_days: fields
                .key(
                    "deadline_working_days",
                    integer().unit(Unit::WorkingDay).range(0..=2_000),
                )
                .means("期限", "time until it is due")
                .source("assumption")
                .or(20) as u32,
            points_per_hour: fields
                .key("points", number().range(0.0..=1_000.0))
                .means("每预计工时的考核分", "appraisal points per expected hour")
                .source("assumption: R7")
                .or(1.0),
            name,
            department,
            kind,
            work_min,
            is_travel_included,
        }
    }
}

/// One licensed and one auxiliary, the usual crew of an inspection.
const PAIR: Need = Need {
    licensed: 1,
    auxiliary: 1,
    any: 0,
};

fn visit_inspection(fields: &mut Fields) -> (RoutineKind, Distribution, bool) {
    let mut visits = |key, zh, en| {
        fields
            .key(key, number().unit(Unit::PerYear).range(0.0..=MOST_VISITS))
            .means(zh, en)
            .or(0.0)
    };
    let kind = RoutineKind::Inspection {
        per_firm: visits(
            "visits_per_firm_per_year",
            "每户企业每年次数",
            "visits per registered firm and year",
        ),
        per_small_business: visits(
            "visits_per_small_business_per_year",
            "每户个体户每年次数",
            "visits per small business and year",
        ),
    };
    let work_min = fields
        .key("work_min", work())
        .means(
            "一次检查的工作量（满熟练度）",
            "content of one visit at full skill",
        )
        .required();
    check_work(fields, "work_min", &work_min);
    let is_travel_included = fields
        .key("travel_included", flag())
        .means(
            "工作量是否含路途",
            "whether the content holds the way there and back",
        )
        .or(false);
    (kind, work_min, is_travel_included)
}

fn visit_line_task(fields: &mut Fields, habits: Habits) -> (RoutineKind, Distribution, bool) {
    let hours_per_person = fields
        .key(
            "hours_per_person_per_year",
            number().unit(Unit::HourPerYear).range(0.0..=HOURS_A_YEAR),
        )
        .means(
            "该条线每人每年的小时数",
            "hours per person of the line and year",
        )
        .required();
    let work_min = fields
        .key("content_min", work())
        .means("一件任务的工作量", "content of one task")
        .source("model 10: 4 h")
        .or(Distribution::Constant { value: 240.0 });
    check_work(fields, "content_min", &work_min);
    fields.demand(
        work_min.mean() >= 1.0,
        "content_min",
        FaultKind::OutOfRange,
        Text::new(
            "一件任务至少 1 分钟",
            "a task takes at least 1 min in the mean",
        ),
        Text::new("请写较大的数", "write a larger number"),
    );
    let Site::Base = fields
        .key("at", word::<Site>())
        .means("在哪里做", "where it is done")
        .or(Site::Base);
    let kind = RoutineKind::LineTask {
        hours_per_person,
        office_persons: office_persons(fields, habits),
        township_share: township_share(fields, habits),
    };
    (kind, work_min, true)
}

fn office_persons(fields: &mut Fields, habits: Habits) -> u32 {
    const KEY: &str = "office_persons";
    let persons = fields
        .key(
            KEY,
            integer().unit(Unit::Person).range(0..=MOST_OFFICE_PERSONS),
        )
        .means(
            "该条线机关中另有多少人也有这样的任务，不在 staff 之列；自己做的不计，派下去的计；须有 [hand_down]",
            "persons of the line's offices beside `staff` who have such tasks too; what they do \
             themselves is not counted, what they hand down is; needs [hand_down]",
        )
        .source("assumption: model R5")
        .or(0) as u32;
    habits.demand(fields, Habit::HandDown, (KEY, true));
    persons
}

fn township_share(fields: &mut Fields, habits: Habits) -> Option<f64> {
    const KEY: &str = "township_share";
    let share = fields
        .key(KEY, number().share())
        .means(
            "一件任务中乡镇能做的占比，0 为从不下派；不写则为 hand_down.township_share；须有 [hand_down]",
            "share of one task that a township can do, 0: never handed down; \
             `hand_down.township_share` if not written; needs [hand_down]",
        )
        .source("assumption: model R5")
        .optional();
    habits.demand(fields, Habit::HandDown, (KEY, true));
    share
}

/// A number of persons whoever they are, or how many of each licence.
fn crew() -> impl Spec<Value = Need> {
    let most = Need::MOST as i64;
    let plain = integer()
        .unit(Unit::Person)
        .range(1..=most)
        .map(|persons| Need {
            any: persons as u8,
            ..Need::default()
        });
    either(plain, table(visit_crew))
}

fn visit_crew(fields: &mut Fields) -> Need {
    let most = Need::MOST as i64;
    let mut persons = |key, zh, en| {
        fields
            .key(key, integer().unit(Unit::Person).range(0..=most))
            .means(zh, en)
            .or(0) as u8
    };
    let need = Need {
        licensed: persons("licensed", "持证人员", "licensed officers"),
        auxiliary: persons(
            "auxiliary",
            "辅助人员，持证人员可顶替",
            "auxiliaries; a licensed person may stand in",
        ),
        any: persons("any", "不限", "persons of any licence"),
    };
    let total = need.persons();
    fields.demand(
        (1..=Need::MOST).contains(&total),
        "licensed",
        ModelRule::ImpossibleCrew.kind(),
        Text::new(
            format!("一个组有 1 到 {} 人，此处 {total} 人", Need::MOST),
            format!("a crew has 1 to {} persons, here {total}", Need::MOST),
        ),
        Text::new("请改写人数", "change the numbers"),
    );
    need
}
