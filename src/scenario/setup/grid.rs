//! `[grid]` (网格).

use crate::document::{Address, Fields, word};
use crate::governance::GridLevel;

pub(super) fn visit(fields: &mut Fields) -> (GridLevel, Option<Address>) {
    let level = fields
        .key("level", word::<GridLevel>())
        .means(
            "谁的网格员巡查、认得哪些事项",
            "whose patrols walk the grids, and what they know",
        )
        .or(GridLevel::PerLine);
    (level, fields.address("level"))
}
