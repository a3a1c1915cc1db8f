//! `[routing]` (流转口径), a control of comparisons.

use crate::document::{Address, Fields, word};
use crate::governance::Routing;

pub(super) fn visit(fields: &mut Fields) -> (Routing, Option<Address>) {
    let routing = fields
        .key("level", word::<Routing>())
        .means(
            "部门间流转等几次收文；equal 用于对照，并非改革措施",
            "how many clearings a passage between offices waits for; `equal` is a control, not a \
             reform",
        )
        .or(Routing::AsOffices);
    (routing, fields.address("level"))
}
