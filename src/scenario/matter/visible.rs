//! Places that offend again (点位), as a matter states them.

use super::bounds::{LONGEST_DAYS, LONGEST_H};
use crate::base::Text;
use crate::county::Visible;
use crate::document::{FaultKind, Fields, Unit, distribution, integer, list, number};
use crate::scenario::common::check_law;

/// Most places of one kind in a village.
const MOST_PLACES: i64 = 1_000;

/// Reads `visible`.
pub(super) fn visit_visible(fields: &mut Fields) -> Visible {
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
