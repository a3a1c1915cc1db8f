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
    let usual = Visible::staying(stays_h);
    Visible {
        places: fields
            .key("places", integer().unit(Unit::Count).range(1..=MOST_PLACES))
            .means("每村的点位数", "such places in each village")
            .or(1) as u16,
        suspended_days: suspended_days(fields),
        displaced_share: fields
            .key("displaced_share", number().share())
            .means(
                "点位停歇期间当事人转到相邻网格继续的占比，0 为从不",
                "share of suspensions during which the offender goes on in the next grid, 0: none",
            )
            .source("assumption: model 3, off; 0.1 where it is swept")
            .or(usual.displaced_share),
        border_share: fields
            .key("border_share", number().share())
            .means(
                "位于两个乡镇交界处的点位占比：只有所属单位管辖的一侧停歇，0 为没有",
                "share of the places on the border of two townships, suspended only on the sides that \
                 the acting unit serves, 0: none",
            )
            .source("assumption: S31, which tells the direction only")
            .or(usual.border_share),
        ..usual
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
