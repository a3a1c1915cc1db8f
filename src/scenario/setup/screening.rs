//! `[screening]` (事件筛选).

use crate::document::{Address, Fields, word};
use crate::governance::Screening;

pub(super) fn visit(fields: &mut Fields) -> (Screening, Option<Address>) {
    let screening = fields
        .key("level", word::<Screening>())
        .means(
            "事件进入部门之前先由谁试着办",
            "what is tried before a case enters an office",
        )
        .or(Screening::None);
    (screening, fields.address("level"))
}
