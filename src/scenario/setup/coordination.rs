//! `[coordination]` (多跨协同).

use super::nameable::{AllWord, name_among};
use crate::document::{Address, Fields, Known, Spec, either, list, table, word};
use crate::governance::{Agreement, Coordination, Joint, MatterChoice, OneThing};

pub(super) fn visit(
    fields: &mut Fields,
    matters: Option<&Known>,
) -> (Coordination, Option<Address>) {
    let agreement = fields
        .key("level", word::<Agreement>())
        .means(
            "多部门事件如何派单",
            "how the parts of an incident are asked",
        )
        .or(Agreement::InTurn);
    let listed = list(name_among(matters)).map(|ids| OneThing {
        matters: MatterChoice::Listed(ids),
        joint: Joint::InParallel,
    });
    let in_full = table(|fields: &mut Fields| visit_one_thing(fields, matters));
    let one_thing = fields
        .key("one_thing", either(listed, in_full))
        .means(
            "一件事：这些事项的各部分同时派单",
            "one thing: the parts of these matters are asked at once",
        )
        .optional();
    let coordination = Coordination {
        agreement,
        one_thing,
    };
    (coordination, fields.address("level"))
}

fn visit_one_thing(fields: &mut Fields, matters: Option<&Known>) -> OneThing {
    let all = word::<AllWord>().map(|AllWord::All| MatterChoice::All);
    let listed = list(name_among(matters)).map(MatterChoice::Listed);
    OneThing {
        matters: fields
            .key("matters", either(all, listed))
            .means("哪些事项", "which matters")
            .required(),
        joint: fields
            .key("mode", word::<Joint>())
            .means("各部门如何到场", "how the parts are visited")
            .or(Joint::InParallel),
    }
}
