//! `[delegation]` (赋权).

use super::nameable::name_among;
use crate::base::Text;
use crate::define_words;
use crate::document::{Address, Fields, Known, list, number};
use crate::governance::Delegation;

define_words! {
    /// Levels of delegation.
    enum Level {
        None = "none": "不赋权", "none: only the line's own officers may act";
        List = "list": "赋权清单内的事项", "the listed matters";
        Share = "share": "按频次赋权的比例", "the first share of all matters by frequency";
    }
}

pub(super) fn visit(fields: &mut Fields, matters: Option<&Known>) -> (Delegation, Option<Address>) {
    let means = Text::new("赋权的范围", "what is delegated");
    let delegation = fields.choose(
        "level",
        Some(Level::None),
        means,
        |level, fields| match level {
            Level::None => Delegation::None,
            Level::List => Delegation::List(
                fields
                    .key("matters", list(name_among(matters)).length(1, 60_000))
                    .means("赋权事项", "the matters delegated")
                    .required(),
            ),
            Level::Share => Delegation::Share(
                fields
                    .key("share", number().share())
                    .means(
                        "按频次从高到低赋权的事项比例",
                        "share of all matters, the most frequent first",
                    )
                    .required(),
            ),
        },
    );
    (delegation, fields.address("level"))
}
