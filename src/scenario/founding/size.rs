//! How large a county may be.

use crate::base::Text;
use crate::document::Faults;
use crate::scenario::county::CountyStated;
use crate::scenario::rule::ModelRule;

/// Most rows of one table: what the county's identifiers can name.
const MOST_ROWS: usize = 60_000;
/// Most streams of potentials: matters times villages.
const MOST_STREAMS: usize = 4_000_000;

fn rows_of(stated: &CountyStated) -> [(&'static str, usize); 6] {
    let short_form: i64 = stated
        .townships
        .iter()
        .flat_map(|township| &township.value.staff)
        .map(|staff| match staff.id.as_str() {
            "each" => staff.value.saturating_mul(stated.departments.len() as i64),
            _ => staff.value,
        })
        .sum();
    let townships = stated.townships.len() as i64;
    let staff = stated.staff.iter().map(|group| &group.value);
    let persons: i64 = staff
        .map(|staff| {
            let groups = if staff.is_in_each_township() {
                townships
            } else {
                1
            };
            staff.persons().saturating_mul(groups)
        })
        .sum();
    let units = stated.departments.len() * (stated.townships.len() + 1) + stated.stations.len();
    [
        ("department", stated.departments.len()),
        ("township", stated.townships.len()),
        ("village", stated.villages.len() + stated.townships.len()),
        ("staff", (short_form + persons) as usize),
        ("matter", stated.matters.len()),
        ("unit", units.min(short_form as usize + persons as usize)),
    ]
}

pub(super) fn check_size(stated: &CountyStated, faults: &mut Faults) {
    let Some(at) = &stated.at else { return };
    let mut refuse = |what: &str, rows: usize, most: usize| {
        let rule = Text::new(
            format!("{what} 至多 {most} 个，此处 {rows} 个"),
            format!("there may be at most {most} of {what}, here {rows}"),
        );
        let remedy = Text::new(
            "请减小 count 或人数",
            "lower a count or the numbers of persons",
        );
        faults.push(at.fault(ModelRule::TooLarge.kind(), rule, remedy));
    };
    let rows = rows_of(stated);
    for (what, rows) in rows {
        if rows > MOST_ROWS {
            refuse(what, rows, MOST_ROWS);
        }
    }
    let streams = rows[2].1.saturating_mul(rows[4].1);
    if streams > MOST_STREAMS {
        refuse("matter x village", streams, MOST_STREAMS);
    }
}
