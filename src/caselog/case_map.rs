//! The map of a log (`kind = "map"`): how it is written, what its columns and words mean, what
//! becomes of its rows, and what a log does not say: people, content, deadlines.

use crate::base::{Distribution, Text};
use crate::county::Severity;
use crate::define_words;
use crate::document::{
    Address, FaultKind, Fields, Keyed, Known, bilingual, integer, keyed, reference, table, text,
    word,
};

use super::columns::Columns;
use super::daylight::DaylightSaving;
use super::rule::{RowRule, check_work, deadline, work_min};
use super::staffing::LogStaffing;
use super::time_format::TimeFormat;
use super::unplaced::{Unplaced, Unsorted};
use super::value_table::{Meant, ValueTable};

/// Most matters and departments; each pair that occurs becomes a matter of the county.
const MOST_MATTERS: usize = 800;
const MOST_DEPARTMENTS: usize = 60;
const MOST_RULES: usize = 100;
const DEFAULT_TIME_FORMAT: &str = "%Y-%m-%d %H:%M:%S";

define_words! {
    /// What kind of file it is.
    pub enum MapKind {
        Map = "map": "台账映射", "the map of a case log";
    }
}

define_words! {
    /// What stands between two fields.
    pub enum Delimiter {
        Comma = "comma": "逗号", "a comma";
        Semicolon = "semicolon": "分号", "a semicolon";
        Tab = "tab": "制表符", "a tab";
    }
}

/// A department of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct MappedDepartment {
    /// Name and words.
    pub meant: Meant,
    /// Content of a case [min at skill 1].
    pub work_min: Distribution,
    /// Persons; none means as many as the log's work asks for.
    pub persons: Option<u32>,
}

/// A matter of a log.
#[derive(Debug, Clone, PartialEq)]
pub struct MappedMatter {
    /// Name and words.
    pub meant: Meant,
    /// Position of the department that always leads; none means the row's own.
    pub lead: Option<usize>,
    /// Content of a case [min at skill 1]; none means the leading department's.
    pub work_min: Option<Distribution>,
    /// How grave.
    pub severity: Severity,
    /// Working days until it is overdue.
    pub deadline_working_days: u32,
}

/// Words of the severity column, and how grave they make a row.
#[derive(Debug, Clone, PartialEq)]
pub struct MappedSeverity {
    /// Name and words.
    pub meant: Meant,
    /// How grave.
    pub degree: Severity,
}

/// The map of a log, checked in itself.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseMap {
    /// The name of the county people read.
    pub name: Text,
    /// What stands between two fields.
    pub delimiter: Delimiter,
    /// What stands between several departments in one field.
    pub department_separator: Option<String>,
    /// How moments are written.
    pub time_format: TimeFormat,
    /// The clock's changes; none means that it never changes.
    pub daylight_saving: Option<DaylightSaving>,
    /// What to do with a log out of order.
    pub unsorted: Unsorted,
    /// Which columns hold what.
    pub columns: Columns,
    /// Townships.
    pub townships: Vec<Keyed<Meant>>,
    /// Departments.
    pub departments: Vec<Keyed<MappedDepartment>>,
    /// Matters.
    pub matters: Vec<Keyed<MappedMatter>>,
    /// Channels.
    pub channels: Vec<Keyed<Meant>>,
    /// Words that make a row graver or milder.
    pub severities: Vec<Keyed<MappedSeverity>>,
    /// What becomes of rows; the first that fits decides.
    pub rules: Vec<Keyed<RowRule>>,
    /// What to do with rows that cannot be placed.
    pub unplaced: Unplaced,
    /// People.
    pub staffing: LogStaffing,
    /// Working days until routine work and short tickets are due, if their rule does not say.
    pub deadline_working_days: u32,
    /// Words of townships, departments, matters, channels, severities.
    pub words: MapWords,
    /// Where the whole map stands; nothing when there is no document.
    pub address: Option<Address>,
}

/// What the words of each column mean, as positions in the map's lists.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MapWords {
    /// Townships.
    pub townships: ValueTable,
    /// Departments.
    pub departments: ValueTable,
    /// Matters.
    pub matters: ValueTable,
    /// Channels.
    pub channels: ValueTable,
    /// Severities.
    pub severities: ValueTable,
}

impl CaseMap {
    /// Reads a map; describing, says what a map may hold.
    pub fn visit(fields: &mut Fields) -> Self {
        let [townships, departments, matters] =
            ["township", "department", "matter"].map(|key| fields.known(key));
        let kind = fields.key("kind", word::<MapKind>());
        let _ = kind.means("文件种类", "what kind of file it is").required();
        let name = fields.key("name", bilingual());
        let name = name.means("名称", "the name people read").required();
        let delimiter = fields.key("delimiter", word::<Delimiter>());
        let delimiter = delimiter.means("字段分隔符", "what stands between two fields");
        let delimiter = delimiter.or(Delimiter::Comma);
        let separator = fields.key("department_separator", text()).means(
            "一格内多个部门之间的分隔符；第一个牵头",
            "what stands between several departments in one field, the lead first",
        );
        let separator = separator
            .optional()
            .filter(|separator| !separator.is_empty());
        let time_format = time_format(fields);
        let daylight = fields.key("daylight_saving", table(DaylightSaving::visit));
        let daylight = daylight.means("夏令时", "daylight saving time").optional();
        let unsorted = fields.key("unsorted", word::<Unsorted>());
        let unsorted = unsorted
            .means("时间乱序", "a log out of order")
            .or(Unsorted::Warn);
        let columns = fields.key("columns", table(Columns::visit));
        let columns = columns
            .means("各列的含义", "which columns hold what")
            .required();
        let lists = Lists::visit(fields, &departments);
        let rules = fields.key("rule", keyed(table(RowRule::visit)));
        let rules = rules.means(
            "行的处理规则，第一条符合的生效，都不符合的是事件",
            "what becomes of rows: the first that fits decides, the rest are incidents",
        );
        let rules = rules.or_empty();
        let known = [&townships, &departments, &matters];
        let unplaced = fields.key("unplaced", table(|fields| Unplaced::visit(fields, known)));
        let unplaced = unplaced
            .means("无法归位的行", "rows that cannot be placed")
            .or_empty();
        let staffing = fields.key("staffing", table(LogStaffing::visit));
        let staffing = staffing.means("人员", "people").or_empty();
        let due = deadline(fields).source("assumption").or_shown(10, 10);
        let map = Self {
            name,
            delimiter,
            department_separator: separator,
            time_format,
            daylight_saving: daylight,
            unsorted,
            columns,
            words: lists.words(fields),
            townships: lists.townships,
            departments: lists.departments,
            matters: lists.matters,
            channels: lists.channels,
            severities: lists.severities,
            rules,
            unplaced,
            staffing,
            deadline_working_days: due,
            address: fields.here(),
        };
        map.check_sizes(fields);
        map
    }

    fn check_sizes(&self, fields: &mut Fields) {
        let sizes = [
            ("township", self.townships.len(), 1, 10_000),
            ("department", self.departments.len(), 1, MOST_DEPARTMENTS),
            ("matter", self.matters.len(), 1, MOST_MATTERS),
            ("rule", self.rules.len(), 0, MOST_RULES),
        ];
        for (key, size, least, most) in sizes {
            let rule = Text::new(
                format!("要有 {least} 到 {most} 个，此处 {size} 个"),
                format!("there must be {least} to {most}, here {size}"),
            );
            let remedy = Text::new("请增减条目", "add or remove entries");
            let holds = (least..=most).contains(&size);
            fields.demand(holds, key, FaultKind::OutOfRange, rule, remedy);
        }
    }
}

struct Lists {
    townships: Vec<Keyed<Meant>>,
    departments: Vec<Keyed<MappedDepartment>>,
    matters: Vec<Keyed<MappedMatter>>,
    channels: Vec<Keyed<Meant>>,
    severities: Vec<Keyed<MappedSeverity>>,
}

impl Lists {
    fn visit(fields: &mut Fields, known: &Known) -> Self {
        let defaults = |fields: &mut Fields, key, of| {
            let means = Text::new(
                "条目未写明时取用的值",
                "what an entry does not state itself",
            );
            fields.defaults(key, of, means)
        };
        let over_departments = defaults(fields, "department_default", "department");
        let over_matters = defaults(fields, "matter_default", "matter");
        let townships = fields.key("township", keyed(table(Meant::visit)).counted());
        let townships = townships.means("乡镇", "townships").required();
        let departments = keyed(table(MappedDepartment::visit)).counted();
        let departments = fields.key("department", departments.over(over_departments));
        let departments = departments.means("部门", "departments").required();
        let matters = keyed(table(|fields| MappedMatter::visit(fields, known))).counted();
        let matters = fields.key("matter", matters.over(over_matters));
        let matters = matters.means("事项", "matters").required();
        let channels = fields.key("channel", keyed(table(Meant::visit)));
        let channels = channels.means("渠道", "channels").or_empty();
        let severities = fields.key("severity", keyed(table(MappedSeverity::visit)));
        let severities = severities.means(
            "改变轻重的词；其余的行取事项的轻重",
            "words that make a row graver or milder; other rows are as grave as their matter",
        );
        Self {
            townships,
            departments,
            matters,
            channels,
            severities: severities.or_empty(),
        }
    }

    fn words(&self, fields: &mut Fields) -> MapWords {
        MapWords {
            townships: ValueTable::of(fields, &self.townships, |meant| &meant.words),
            departments: ValueTable::of(fields, &self.departments, |department| {
                &department.meant.words
            }),
            matters: ValueTable::of(fields, &self.matters, |matter| &matter.meant.words),
            channels: ValueTable::of(fields, &self.channels, |meant| &meant.words),
            severities: ValueTable::of(fields, &self.severities, |severity| &severity.meant.words),
        }
    }
}

impl MappedDepartment {
    fn visit(fields: &mut Fields) -> Self {
        let meant = Meant::visit(fields);
        let work = work_min(fields).required();
        check_work(fields, Some(&work));
        let persons = fields.key("persons", integer().range(0..=10_000));
        let persons = persons.means(
            "人数；不写则由台账的工作量倒推",
            "persons; if absent, as many as the log's work asks for",
        );
        Self {
            meant,
            work_min: work,
            persons: persons.optional().map(|persons| persons as u32),
        }
    }
}

impl MappedMatter {
    fn visit(fields: &mut Fields, departments: &Known) -> Self {
        let meant = Meant::visit(fields);
        let lead = fields.key("lead", reference(departments)).means(
            "固定的牵头部门；不写则为该行的承办部门",
            "the department that always leads; if absent, the row's own",
        );
        let lead = lead.optional().and_then(|id| departments.position(&id));
        let work = work_min(fields).optional();
        check_work(fields, work.as_ref());
        Self {
            meant,
            lead,
            work_min: work,
            severity: severity(fields, "severity"),
            deadline_working_days: deadline(fields).source("assumption").or_shown(10, 10),
        }
    }
}

impl MappedSeverity {
    fn visit(fields: &mut Fields) -> Self {
        Self {
            meant: Meant::visit(fields),
            degree: severity(fields, "degree"),
        }
    }
}

fn severity(fields: &mut Fields, key: &'static str) -> Severity {
    let degree = fields.key(key, integer().range(1..=Severity::DEGREES as i64));
    let degree = degree
        .means("轻重，1 轻 5 重", "how grave, 1 mild to 5 grave")
        .or(2);
    Severity::new(degree as u8).unwrap_or(Severity::MILD)
}

fn time_format(fields: &mut Fields) -> TimeFormat {
    let field = fields.key("time_format", text());
    let written = field
        .means("时间的写法", "how moments are written")
        .or(DEFAULT_TIME_FORMAT.to_owned());
    TimeFormat::new(&written).unwrap_or_else(|error| {
        let rule = Text::new(
            format!("时间的写法要有 %Y、%m、%d 和 %H（或 %I 与 %p）：{error}"),
            format!("a way of writing moments: {error}"),
        );
        let remedy = Text::new(
            format!("例如 \"{DEFAULT_TIME_FORMAT}\""),
            format!("for example \"{DEFAULT_TIME_FORMAT}\""),
        );
        let kind = FaultKind::Rule("bad-time-format");
        fields.demand(false, "time_format", kind, rule, remedy);
        TimeFormat::usual()
    })
}
