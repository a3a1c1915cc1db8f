//! `[digital_load]` (数字负担).

use crate::document::{Address, Fields, Unit, flag, integer, number};
use crate::governance::DigitalLoad;
use crate::governance::digital_load::{LONGEST_ENTRY_MIN, MOST_TERMINALS};

pub(super) fn visit(fields: &mut Fields) -> (DigitalLoad, Option<Address>) {
    let terminals = fields
        .key(
            "terminals",
            integer()
                .unit(Unit::Count)
                .range(1..=i64::from(MOST_TERMINALS)),
        )
        .means(
            "同一件事要录入几个终端；不写则按县里的",
            "on how many terminals one case is entered; the county's own if not written",
        )
        .optional();
    let entry_min = fields
        .key(
            "entry_min",
            number().unit(Unit::Minute).range(0.0..=LONGEST_ENTRY_MIN),
        )
        .means(
            "每个终端录入一次的时间；不写则按县里的",
            "time of one entry on one terminal; the county's own if not written",
        )
        .optional();
    let is_shared = fields
        .key("shared", flag())
        .means(
            "录入的内容是否各部门共享：接手的人少问一部分来龙去脉，交出的人要先录入；须有县里的 [context]",
            "whether offices read what others enter: whoever takes a case up asks less anew, \
             whoever hands it on enters it first; needs the county's [context]",
        )
        .or(false);
    let load = DigitalLoad {
        terminals: terminals.map(|terminals| terminals as u8),
        entry_min,
        is_shared,
    };
    (load, fields.here())
}
