//! Supporting parts of a matter, as its file states them.

use crate::base::Text;
use crate::county::{Matter, PartOrder};
use crate::document::{Fields, Keyed, Known, keyed, number, reference, table, word};
use crate::scenario::common::the_one_written;
use crate::scenario::rule::ModelRule;

/// Keys that say which departments support.
pub const PARTS: [&str; 2] = ["part", "second_department"];

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

/// Reads the parts of a matter that `lead` leads.
pub fn parts(fields: &mut Fields, departments: &Known, lead: &str) -> Vec<PartStated> {
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
