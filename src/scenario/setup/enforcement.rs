//! `[enforcement]` (执法体制).

use crate::base::Text;
use crate::define_words;
use crate::document::{Address, Fields, Unit, integer, word};
use crate::governance::{Assignment, Enforcement, EnforcementLevel};

define_words! {
    /// Levels of enforcement.
    enum Level {
        SeparateLines = "separate-lines": "条线分设，各有站所和队伍", "each line has its own stations and squads";
        SingleTeam = "single-team": "一支队伍管执法，每乡镇一支", "one team per township";
        HubAndSpoke = "hub-and-spoke": "中心镇辐射（1+X）", "one team per hub of townships";
    }
}

pub(super) fn visit(fields: &mut Fields) -> (Enforcement, Option<Address>) {
    let means = Text::new(
        "有哪些单位、谁在其中",
        "which units exist and who is in them",
    );
    let level = fields.choose(
        "level",
        Some(Level::SeparateLines),
        means,
        |level, fields| match level {
            Level::SeparateLines => EnforcementLevel::SeparateLines,
            Level::SingleTeam => EnforcementLevel::SingleTeam,
            Level::HubAndSpoke => EnforcementLevel::HubAndSpoke { hubs: hubs(fields) },
        },
    );
    let assignment = fields
        .key("assignment", word::<Assignment>())
        .means("单位内如何派活", "how tasks are dealt inside a unit")
        .or(Assignment::Pooled);
    let key = if fields.has("hubs") { "hubs" } else { "level" };
    (Enforcement { level, assignment }, fields.address(key))
}

fn hubs(fields: &mut Fields) -> Option<u16> {
    fields
        .key("hubs", integer().unit(Unit::Count).range(1..=10_000))
        .means(
            "片区数；不写则为乡镇数的三分之一（进一）",
            "how many hubs; townships / 3, rounded up, if not written",
        )
        .optional()
        .map(|hubs| hubs as u16)
}
