//! A matter as its file states it.

use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{Distribution, Text};
use crate::county::{PowerShare, Rate, Severity, Tier};
use crate::document::known::is_id;
use crate::document::{
    Address, FaultKind, Fields, Known, Unit, integer, reference, table, text, word,
};
use crate::scenario::common::{check_work, name_of, work};

use super::bounds::Around;
use super::life::LifeStated;
use super::parts::{PARTS, PartStated, parts};
use super::rate::rate;
use super::shares::{severity_share, visit_power_share};

/// Most persons of a crew.
const MOST_CREW: i64 = crate::county::Need::MOST as i64;

/// A matter as its file states it.
#[derive(Debug)]
pub struct MatterStated {
    /// The name people read.
    pub name: Text,
    /// Lead department.
    pub lead: String,
    /// Matter group.
    pub group: String,
    /// Where a case can be settled, if stated.
    pub tier: Option<Tier>,
    /// How often.
    pub rate: Rate,
    /// Share of each severity, 1 first.
    pub severity_share: [f64; Severity::DEGREES],
    /// Supporting parts.
    pub parts: Vec<PartStated>,
    /// Power each part needs.
    pub power_share: PowerShare,
    /// Content of a part.
    pub work_min: Distribution,
    /// Procedure of a penalty.
    pub procedure_min: Distribution,
    /// Persons on site.
    pub crew: u8,
    /// Working days until overdue.
    pub deadline_working_days: u32,
    /// Visits.
    pub sessions: u8,
    /// Days between visits.
    pub session_gap_days: u32,
    /// Reports by hour.
    pub hour_profile: HourProfile,
    /// Reports by weekday.
    pub weekday_profile: WeekdayProfile,
    /// What becomes of its incidents by themselves.
    pub life: LifeStated,
    /// Where its parts stand, for faults found later.
    pub parts_at: Option<Address>,
}

impl MatterStated {
    /// Reads one matter.
    pub fn visit(fields: &mut Fields, departments: &Known, around: Around) -> Self {
        let id = fields.id().to_owned();
        let name = name_of(fields, &id);
        let lead = fields
            .key("lead", reference(departments))
            .means(
                "牵头部门；d-# 为同序号的部门",
                "lead department; d-# is the one of the same ordinal",
            )
            .required();
        let group = group(fields, &id);
        let rate = rate(fields, around.is_traced);
        let severity_share = severity_share(fields);
        let parts = parts(fields, departments, &lead);
        Self {
            parts_at: PARTS
                .iter()
                .find(|key| fields.has(key))
                .and_then(|key| fields.address(key)),
            tier: fields
                .key("tier", word::<Tier>())
                .means(
                    "可办结的层级；不写时，条线牵头为县级，乡镇机构牵头为乡镇级",
                    "the lowest level at which a case can be settled; if not written the county \
                     for a lead that is a line, the township for one that is a block",
                )
                .optional(),
            power_share: fields
                .key("power_share", table(visit_power_share))
                .means(
                    "各部分所需权限的占比",
                    "shares of parts that need each power",
                )
                .or(PowerShare::NONE),
            work_min: law(fields, "work_min", None),
            procedure_min: law(
                fields,
                "procedure_min",
                Some(Distribution::Constant { value: 0.0 }),
            ),
            crew: fields
                .key("crew", integer().unit(Unit::Person).range(1..=MOST_CREW))
                .means("到场人数", "persons on site")
                .source("A0: two")
                .or(2) as u8,
            deadline_working_days: fields
                .key(
                    "deadline_working_days",
                    integer().unit(Unit::WorkingDay).range(0..=2_000),
                )
                .means("办理期限", "time until the case is overdue")
                .source("assumption")
                .or(5) as u32,
            sessions: fields
                .key("sessions", integer().unit(Unit::Count).range(1..=100))
                .means("每部分需要的到场次数", "visits a part takes")
                .source("model 3: one visit settles")
                .or(1) as u8,
            session_gap_days: fields
                .key(
                    "session_gap_days",
                    integer().unit(Unit::Day).range(0..=1_000),
                )
                .means("两次到场之间的天数", "time between two visits")
                .source("assumption")
                .or(3) as u32,
            hour_profile: fields
                .key("hour_profile", word::<HourProfile>())
                .means("报告在一天中的分布", "reports by hour of day")
                .or(HourProfile::Flat),
            weekday_profile: fields
                .key("weekday_profile", word::<WeekdayProfile>())
                .means("报告在一周中的分布", "reports by weekday")
                .or(WeekdayProfile::Flat),
            life: LifeStated::visit(fields, around),
            name,
            lead,
            group,
            rate,
            severity_share,
            parts,
        }
    }
}

fn group(fields: &mut Fields, id: &str) -> String {
    let group = fields
        .key("group", text())
        .means(
            "事项组，熟练度按组积累；默认为事项自身",
            "matter group, what skill is kept by; its own id if not written",
        )
        .optional()
        .unwrap_or_else(|| id.to_owned());
    fields.demand(
        is_id(&group) || group.is_empty() && id.is_empty(),
        "group",
        FaultKind::BadId,
        Text::new(
            "事项组的写法与编号相同：小写字母、数字和连字符，字母开头",
            "a group is spelled as an id: small letters, digits and hyphens, beginning with a letter",
        ),
        Text::new("请换一种写法", "spell it otherwise"),
    );
    group
}

fn law(fields: &mut Fields, key: &'static str, default: Option<Distribution>) -> Distribution {
    let field = fields.key(key, work());
    let law = match default {
        None => field
            .means(
                "一个部分一次到场的工作量（满熟练度，按组计）",
                "content of a part at full skill, per crew and visit",
            )
            .required(),
        Some(default) => field
            .means(
                "处罚之后程序所需的人工",
                "officer time of the procedure after a penalty",
            )
            .or(default),
    };
    check_work(fields, key, &law);
    law
}
