//! A setup: one table per axis; an axis left out is at the status quo.

use crate::base::{Moment, Text};
use crate::define_words;
use crate::document::{
    Address, Fields, Known, Shape, Spec, Unit, either, integer, list, number, reference, table,
    text, word,
};
use crate::document::{Faults, Node, Seen};
use crate::governance::{
    Assignment, Coordination, Delegation, Enforcement, EnforcementLevel, Joint, MatterChoice,
    OneThing, Setup,
};

use super::common::{LONGEST_DAYS, name_of};

define_words! {
    /// Levels of enforcement.
    enum Level {
        SeparateLines = "separate-lines": "条线分设，各有站所和队伍", "each line has its own stations and squads";
        SingleTeam = "single-team": "一支队伍管执法，每乡镇一支", "one team per township";
        HubAndSpoke = "hub-and-spoke": "中心镇辐射（1+X）", "one team per hub of townships";
    }
}

define_words! {
    /// Levels of delegation.
    enum DelegationLevel {
        None = "none": "不赋权", "none: only the line's own officers may act";
        List = "list": "赋权清单内的事项", "the listed matters";
        Share = "share": "按频次赋权的比例", "the first share of all matters by frequency";
    }
}

define_words! {
    /// Levels of coordination.
    enum CoordinationLevel {
        Sequential = "sequential": "逐个办理", "one department after another";
    }
}

define_words! {
    /// All matters, in one word.
    enum AllWord {
        All = "all": "全部事项", "every matter";
    }
}

/// A setup with the places that later faults point at.
#[derive(Debug, Clone)]
pub struct SetupStated {
    /// The setup.
    pub setup: Setup,
    /// The setup itself.
    pub at: Option<Address>,
    /// Its level of enforcement.
    pub enforcement_at: Option<Address>,
    /// Its level of delegation.
    pub delegation_at: Option<Address>,
    /// Since when it holds, if that is written.
    pub holds_from_at: Option<Address>,
}

impl SetupStated {
    /// The status quo, where a scenario names no setup.
    pub fn status_quo(at: Option<Address>) -> Self {
        Self {
            enforcement_at: at.clone(),
            delegation_at: at.clone(),
            at,
            holds_from_at: None,
            setup: Setup::status_quo(),
        }
    }

    /// Reads a setup called `id`; the matters it may name, if the county is known.
    pub fn visit(fields: &mut Fields, id: &str, matters: Option<&Known>) -> Self {
        let name = name_of(fields, id);
        let from_day = fields
            .key("from_day", integer().unit(Unit::Day).range(0..=LONGEST_DAYS))
            .means(
                "从计量的第几天起实行（第一天为 0）；之前为现状",
                "the measured day from which it holds, the first being 0; before it the status quo does",
            )
            .or(0);
        let is_dated = fields.has("from_day");
        let enforcement = fields
            .key("enforcement", table(visit_enforcement))
            .means("执法体制", "which units exist and who is in them")
            .or((Enforcement::default(), None));
        let delegation = fields
            .key(
                "delegation",
                table(|fields: &mut Fields| visit_delegation(fields, matters)),
            )
            .means("赋权", "which matters a township unit holds power for")
            .or((Delegation::default(), None));
        let coordination = fields
            .key(
                "coordination",
                table(|fields: &mut Fields| visit_coordination(fields, matters)),
            )
            .means("多跨协同", "who is asked when")
            .or(Coordination::default());
        Self {
            at: fields.here(),
            enforcement_at: enforcement.1,
            delegation_at: delegation.1,
            holds_from_at: fields.address("from_day").filter(|_| is_dated),
            setup: Setup {
                id: id.to_owned(),
                name,
                holds_from: Moment::start_of_day(from_day),
                enforcement: enforcement.0,
                delegation: delegation.0,
                coordination,
            },
        }
    }
}

fn visit_enforcement(fields: &mut Fields) -> (Enforcement, Option<Address>) {
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

fn visit_delegation(fields: &mut Fields, matters: Option<&Known>) -> (Delegation, Option<Address>) {
    let means = Text::new("赋权的范围", "what is delegated");
    let default = Some(DelegationLevel::None);
    let delegation = fields.choose("level", default, means, |level, fields| match level {
        DelegationLevel::None => Delegation::None,
        DelegationLevel::List => Delegation::List(
            fields
                .key("matters", list(matter(matters)).length(1, 60_000))
                .means("赋权事项", "the matters delegated")
                .required(),
        ),
        DelegationLevel::Share => Delegation::Share(
            fields
                .key("share", number().share())
                .means(
                    "按频次从高到低赋权的事项比例",
                    "share of all matters, the most frequent first",
                )
                .required(),
        ),
    });
    (delegation, fields.address("level"))
}

fn visit_coordination(fields: &mut Fields, matters: Option<&Known>) -> Coordination {
    let CoordinationLevel::Sequential = fields
        .key("level", word::<CoordinationLevel>())
        .means(
            "多部门事件如何派单",
            "how the parts of an incident are asked",
        )
        .or(CoordinationLevel::Sequential);
    let listed = list(matter(matters)).map(|ids| OneThing {
        matters: MatterChoice::Listed(ids),
        joint: Joint::InParallel,
    });
    let in_full = table(|fields: &mut Fields| visit_one_thing(fields, matters));
    Coordination {
        one_thing: fields
            .key("one_thing", either(listed, in_full))
            .means(
                "一件事：这些事项的各部分同时派单",
                "one thing: the parts of these matters are asked at once",
            )
            .optional(),
    }
}

fn visit_one_thing(fields: &mut Fields, matters: Option<&Known>) -> OneThing {
    let all = word::<AllWord>().map(|AllWord::All| MatterChoice::All);
    let listed = list(matter(matters)).map(MatterChoice::Listed);
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

/// The id of a matter: of the county, or any while the county is not known.
enum MatterSpec<'k> {
    Known(&'k Known),
    Any,
}

fn matter(matters: Option<&Known>) -> MatterSpec<'_> {
    matters.map_or(MatterSpec::Any, MatterSpec::Known)
}

impl Spec for MatterSpec<'_> {
    type Value = String;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<String> {
        match self {
            Self::Known(known) => reference(known).read(seen, faults),
            Self::Any => text().read(seen, faults),
        }
    }

    fn describe(&mut self) -> (Shape, String) {
        (Shape::Reference(Vec::new()), String::new())
    }
}
