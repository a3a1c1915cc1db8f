//! `[matter.ID]`: kinds of trouble, how often they come up and what settles them.

use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{Distribution, Text};
use crate::county::{Matter, PartOrder, PowerShare, Rate, Severity, Tier};
use crate::document::known::is_id;
use crate::document::{
    Address, FaultKind, Fields, Keyed, Known, Unit, integer, keyed, list, number, reference, table,
    text, word,
};

use super::common::{check_sum, check_work, name_of, none_written, the_one_written, work};
use super::rule::ModelRule;

/// Most persons of a crew.
const MOST_CREW: i64 = crate::county::Need::MOST as i64;
/// Keys that say how often a matter comes up.
pub const RATES: [&str; 3] = [
    "rate_per_township_per_year",
    "rate_per_1000_residents_per_year",
    "rate_per_100_firms_per_year",
];
const SEVERITIES: [&str; 2] = ["severity", "severity_share"];
const PARTS: [&str; 2] = ["part", "second_department"];

/// A supporting part as a file states it.
#[derive(Debug)]
pub struct PartStated {
    /// A department, or `others`.
    pub department: String,
    /// Share of incidents that need it.
    pub share: f64,
    /// When it is asked.
    pub order: PartOrder,
}

/// A matter as its file states it.
#[derive(Debug)]
pub struct MatterStated {
    /// The name people read.
    pub name: Text,
    /// Lead department.
    pub lead: String,
    /// Matter group.
    pub group: String,
    /// Where a case can be settled.
    pub tier: Tier,
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
    /// Where its parts stand, for faults found later.
    pub parts_at: Option<Address>,
}

impl MatterStated {
    /// Reads one matter; `is_traced` if a case log says when it comes up.
    pub fn visit(fields: &mut Fields, departments: &Known, is_traced: bool) -> Self {
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
        let rate = rate(fields, is_traced);
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
                    "可办结的层级",
                    "the lowest level at which a case can be settled",
                )
                .or(Tier::County),
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

fn rate(fields: &mut Fields, is_traced: bool) -> Rate {
    let mut asked = |key, most, zh, en| {
        fields
            .key(key, number().unit(Unit::PerYear).range(0.0..=most))
            .means(zh, en)
            .optional()
    };
    let per_township = asked(
        RATES[0],
        10_000_000.0,
        "每乡镇每年件数",
        "incidents per township and year",
    );
    let per_residents = asked(
        RATES[1],
        100_000.0,
        "每千居民每年件数",
        "incidents per 1,000 residents and year",
    );
    let per_firms = asked(
        RATES[2],
        100_000.0,
        "每百户企业每年件数",
        "incidents per 100 firms and year",
    );
    if fields.here().is_none() {
        fields.exactly_one(&RATES);
        return Rate::Traced;
    }
    let written = the_one_written(fields, &RATES);
    if is_traced {
        return Rate::Traced;
    }
    let rate = match written {
        Some(key) if key == RATES[0] => per_township.map(Rate::PerTownship),
        Some(key) if key == RATES[1] => per_residents.map(Rate::PerThousandResidents),
        Some(_) => per_firms.map(Rate::PerHundredFirms),
        None => {
            none_written(fields, &RATES);
            None
        }
    };
    rate.unwrap_or(Rate::PerTownship(0.0))
}

fn severity_share(fields: &mut Fields) -> [f64; Severity::DEGREES] {
    let degree = fields
        .key("severity", integer().range(1..=Severity::DEGREES as i64))
        .means("严重度，1 轻 5 重", "severity, 1 mild to 5 grave")
        .optional();
    let shares = fields
        .key(
            "severity_share",
            list(number().share()).length(1, Severity::DEGREES),
        )
        .means(
            "各级严重度的占比，从 1 级起",
            "share of each severity, 1 first",
        )
        .optional();
    let mut share = [0.0; Severity::DEGREES];
    match (the_one_written(fields, &SEVERITIES), degree, shares) {
        (Some("severity"), Some(degree), _) => share[degree as usize - 1] = 1.0,
        (Some(_), _, Some(shares)) => {
            check_sum(fields, "severity_share", shares.iter().sum());
            share[..shares.len()].copy_from_slice(&shares);
        }
        _ => share[0] = 1.0,
    }
    share
}

fn visit_power_share(fields: &mut Fields) -> PowerShare {
    let mut share = |key, zh, en| fields.key(key, number().share()).means(zh, en).or(0.0);
    let power = PowerShare {
        none: share(
            "none",
            "无需权限（劝导、帮助）",
            "no power: help or persuasion",
        ),
        order: share("order", "责令", "an order on site"),
        penalty: share(
            "penalty",
            "处罚",
            "a penalty: disposal on site, then a procedure",
        ),
    };
    check_sum(fields, "none", power.none + power.order + power.penalty);
    power
}

fn parts(fields: &mut Fields, departments: &Known, lead: &str) -> Vec<PartStated> {
    let named = fields
        .key("part", keyed(table(visit_part)).of(departments))
        .means(
            "协办部门及其占比",
            "supporting departments with the share of incidents that need each",
        )
        .optional();
    let second = fields
        .key(
            "second_department",
            table(|fields: &mut Fields| visit_second(fields, departments)),
        )
        .means("一个协办部门", "one supporting department")
        .optional();
    let parts = match (the_one_written(fields, &PARTS), named, second) {
        (Some("part"), Some(named), _) => named.into_iter().map(from_keyed).collect(),
        (Some(_), _, Some(second)) => vec![second],
        _ => Vec::new(),
    };
    check_parts(fields, &parts, lead, departments);
    parts
}

fn from_keyed(part: Keyed<(f64, PartOrder)>) -> PartStated {
    let (share, order) = part.value;
    PartStated {
        department: part.id,
        share,
        order,
    }
}

fn visit_part(fields: &mut Fields) -> (f64, PartOrder) {
    let share = fields
        .key("share", number().share())
        .means("需要它的事件占比", "share of incidents that need it")
        .required();
    let order = fields
        .key("order", word::<PartOrder>())
        .means("何时派给它", "when it is asked")
        .or(PartOrder::AfterLead);
    (share, order)
}

fn visit_second(fields: &mut Fields, departments: &Known) -> PartStated {
    let (share, order) = visit_part(fields);
    let department = fields
        .key("among", reference(departments).or_words(&["others"]))
        .means(
            "哪个部门；others 为牵头以外的任一部门",
            "which department; others: one of the others than the lead",
        )
        .or("others".to_owned());
    PartStated {
        department,
        share,
        order,
    }
}

fn check_parts(fields: &mut Fields, parts: &[PartStated], lead: &str, departments: &Known) {
    let key = if fields.has("part") {
        "part"
    } else {
        "second_department"
    };
    let most = Matter::MOST_PARTS - 1;
    fields.demand(
        parts.len() <= most,
        key,
        ModelRule::TooManyParts.kind(),
        Text::new(
            format!(
                "一件事最多涉及 {} 个部门：牵头和 {most} 个协办",
                Matter::MOST_PARTS
            ),
            format!(
                "an incident has at most {} departments: the lead and {most} more",
                Matter::MOST_PARTS
            ),
        ),
        Text::new("请减少协办部门", "name fewer supporting departments"),
    );
    fields.demand(
        parts.iter().all(|part| part.department != lead),
        key,
        ModelRule::PartOfTheLead.kind(),
        Text::new(
            format!("`{lead}` 已是牵头部门，不能再作协办"),
            format!("`{lead}` leads already and cannot support as well"),
        ),
        Text::new(
            "请删去它，或换一个牵头部门",
            "remove it, or let another department lead",
        ),
    );
    let needs_others = parts
        .iter()
        .any(|part| part.department == "others" && part.share > 0.0);
    fields.demand(
        !needs_others || departments.iter().nth(1).is_some(),
        key,
        ModelRule::NoOtherDepartment.kind(),
        Text::new(
            "县里没有牵头以外的部门",
            "the county has no department but the lead",
        ),
        Text::new(
            "请增加部门，或删去协办",
            "add a department, or remove the supporting part",
        ),
    );
}
