//! Rules for rows: what becomes of a row whose columns hold certain words. The first that fits
//! decides; a row that none fits is an incident.

use crate::base::{Distribution, Text};
use crate::define_words;
use crate::document::{
    FaultKind, Field, Fields, Spec, Unit, bilingual, distribution, integer, list, table, word,
};

use super::columns::{ColumnName, column_name};
use super::value_table::words;

/// Longest mean content of one piece of work (min), about two months of one person.
const LONGEST_MEAN_MIN: f64 = 20_000.0;

define_words! {
    /// What becomes of a row.
    pub enum Becomes {
        Incident = "incident": "事件", "an incident, measured";
        Ticket = "ticket": "短工单", "a short ticket: measured, with content of its own";
        Routine = "routine": "日常工作", "routine work of the department, not measured";
        Dropped = "dropped": "舍去", "left out and counted";
    }
}

/// A column that must hold one of some words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: ColumnName,
    /// What it may hold.
    pub words: Vec<Vec<u8>>,
}

/// What becomes of the rows that fulfil every condition.
#[derive(Debug, Clone, PartialEq)]
pub struct RowRule {
    /// The name people read.
    pub name: Text,
    /// What becomes of them.
    pub becomes: Becomes,
    /// All must hold.
    pub when: Vec<Condition>,
    /// Content of a ticket or a piece of routine work [min at skill 1]; none means the department's.
    pub work_min: Option<Distribution>,
    /// Working days until it is due; none means the matter's default.
    pub deadline_working_days: Option<u32>,
}

impl Condition {
    fn visit(fields: &mut Fields) -> Self {
        let column = column_name(fields, "column", "列名", "the column");
        let allowed = fields.key("words", words());
        let allowed = allowed
            .means("取其中之一", "it holds one of them")
            .required();
        Self {
            column,
            words: allowed.into_iter().map(String::into_bytes).collect(),
        }
    }
}

impl RowRule {
    /// Reads one rule.
    pub fn visit(fields: &mut Fields) -> Self {
        let id = fields.id().to_owned();
        let name = fields.key("name", bilingual());
        let name = name.means("名称", "the name people read").optional();
        let becomes = fields.key("becomes", word::<Becomes>());
        let becomes = becomes
            .means("作什么处理", "what becomes of the row")
            .required();
        let when = fields.key("when", list(table(Condition::visit)).length(1, 20));
        let when = when
            .means("同时满足的条件", "conditions, all of which hold")
            .required();
        let work_min = work_min(fields).optional();
        check_work(fields, work_min.as_ref());
        let due = deadline(fields).optional();
        fields.demand(
            work_min.is_none() || matches!(becomes, Becomes::Ticket | Becomes::Routine),
            "work_min",
            FaultKind::Conflict,
            Text::new(
                "只有短工单和日常工作可以另定工作量",
                "only short tickets and routine work have content of their own",
            ),
            Text::new("请删去 `work_min`", "leave `work_min` out"),
        );
        Self {
            name: name.unwrap_or_else(|| Text::new(&*id, &*id)),
            becomes,
            when,
            work_min,
            deadline_working_days: due,
        }
    }
}

/// The key `work_min`.
pub(super) fn work_min<'f, 'a>(
    fields: &'f mut Fields<'a>,
) -> Field<'f, 'a, impl Spec<Value = Distribution>> {
    let field = fields.key("work_min", distribution(Unit::Minute));
    field.means("工作量（技能为 1 时）", "content of one case, at skill 1")
}

/// A content beyond all cases is a slip of the pen.
pub(super) fn check_work(fields: &mut Fields, work: Option<&Distribution>) {
    let rule = Text::new(
        format!("工作量的均值不超过 {LONGEST_MEAN_MIN} 分钟，变异系数不超过 20"),
        format!("the mean content is at most {LONGEST_MEAN_MIN} min, its cv at most 20"),
    );
    let remedy = Text::new("请核对单位：分钟", "check the unit, minutes");
    let holds = work.is_none_or(|work| work.mean() <= LONGEST_MEAN_MIN && work.cv() <= 20.0);
    fields.demand(holds, "work_min", FaultKind::OutOfRange, rule, remedy);
}

/// The key `deadline_working_days`.
pub(super) fn deadline<'f, 'a>(
    fields: &'f mut Fields<'a>,
) -> Field<'f, 'a, impl Spec<Value = u32>> {
    let days = integer().range(0..=1_000).unit(Unit::WorkingDay);
    let field = fields.key("deadline_working_days", days.map(|days| days as u32));
    field.means("办理期限", "working days until it is overdue")
}
