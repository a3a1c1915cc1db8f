//! The people behind a log, which names none: shift, skill, and how busy they are to be.

use crate::base::{CalendarKind, ShiftDays, ShiftPattern, Span, Text};
use crate::county::Staffing;
use crate::define_words;
use crate::document::{FaultKind, Fields, list, number, time_of_day, word};

define_words! {
    /// Which days are worked.
    pub enum WorkedDays {
        AlwaysOpen = "always-open": "每天", "every day";
        Weekdays = "weekdays": "周一至周五", "Monday to Friday of any year";
        China2025 = "china-2025": "2025 年中国节假日", "working days of 2025 in China";
    }
}

/// The people of a log's departments.
#[derive(Debug, Clone, PartialEq)]
pub struct LogStaffing {
    /// Days.
    pub calendar: WorkedDays,
    /// Hours of everybody.
    pub shift: ShiftPattern,
    /// Skill and absence.
    pub staffing: Staffing,
    /// How busy the persons of a department are with its cases of the log, 0 to 1.
    pub busy_share: f64,
}

impl WorkedDays {
    /// The calendar of this name.
    pub const fn kind(self) -> CalendarKind {
        match self {
            Self::AlwaysOpen => CalendarKind::AlwaysOpen,
            Self::Weekdays => CalendarKind::Weekdays,
            Self::China2025 => CalendarKind::China2025,
        }
    }
}

impl LogStaffing {
    /// Reads the table `[staffing]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let calendar = fields.key("calendar", word::<WorkedDays>());
        let calendar = calendar
            .means("工作日历", "days worked")
            .or(WorkedDays::Weekdays);
        let shift = shift(fields);
        let mut share = |key, zh, en, default| {
            let field = fields.key(key, number().share()).means(zh, en);
            field.source("assumption").or(default)
        };
        let staffing = Staffing {
            home_skill: share(
                "home_skill",
                "本部门事项的技能",
                "skill in the home line",
                0.95,
            ),
            away_skill: share(
                "away_skill",
                "其他部门事项的技能",
                "skill in other lines",
                0.65,
            ),
            absent_share: share("absent_share", "缺勤占比", "share of days absent", 0.0),
            seconded_share: share("seconded_share", "借调占比", "share of days seconded", 0.0),
        };
        let busy_share = share(
            "busy_share",
            "各部门人员办理台账案件的忙碌率，据此倒推人数",
            "how busy a department's cases keep its people, from which their number follows",
            0.75,
        );
        check_shares(fields, staffing, busy_share);
        Self {
            calendar,
            shift,
            staffing,
            busy_share,
        }
    }

    /// Share of shift hours in which a person does work of the log, at skill 1.
    pub fn output_share(&self) -> f64 {
        let present = 1.0 - self.staffing.absent_share - self.staffing.seconded_share;
        self.busy_share * self.staffing.home_skill * present
    }
}

fn shift(fields: &mut Fields) -> ShiftPattern {
    let usual = [(510, 720), (810, 1_080)];
    let blocks = usual.map(|(from, to)| vec![Span::MINUTE * from, Span::MINUTE * to]);
    let hours = fields
        .key(
            "hours",
            list(list(time_of_day()).length(2, 2)).length(1, 10),
        )
        .means("工作日的上班时段", "hours of a working day")
        .source("assumption")
        .or(blocks.to_vec());
    let blocks = hours.iter().map(|block| (block[0], block[1])).collect();
    match ShiftPattern::new(ShiftDays::Working, blocks) {
        Ok(shift) => shift,
        Err(error) => {
            let rule = Text::new("各时段要有起有止、先后不重叠", error.to_string());
            let remedy = Text::new(
                "例如 [[\"08:30\", \"12:00\"], [\"13:30\", \"18:00\"]]",
                "for example [[\"08:30\", \"12:00\"], [\"13:30\", \"18:00\"]]",
            );
            fields.demand(false, "hours", FaultKind::OutOfRange, rule, remedy);
            ShiftPattern::always()
        }
    }
}

fn check_shares(fields: &mut Fields, staffing: Staffing, busy_share: f64) {
    let at_least = |fields: &mut Fields, holds: bool, key: &str| {
        let rule = Text::new("不能低于 0.05", "must be at least 0.05");
        let remedy = Text::new("请写较大的数", "write a greater number");
        fields.demand(holds, key, FaultKind::OutOfRange, rule, remedy);
    };
    at_least(fields, staffing.home_skill >= 0.05, "home_skill");
    at_least(fields, staffing.away_skill >= 0.05, "away_skill");
    at_least(fields, busy_share >= 0.05, "busy_share");
    fields.demand(
        staffing.absent_share + staffing.seconded_share <= 0.9,
        "absent_share",
        FaultKind::OutOfRange,
        Text::new(
            "缺勤与借调合计不超过 0.9",
            "absence and secondment are at most 0.9 together",
        ),
        Text::new("请写较小的数", "write a smaller number"),
    );
}
