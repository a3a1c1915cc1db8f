//! A setup as its file states it: a level and its switches for every axis.

use crate::base::{Moment, Text};

/// How the persons of a unit come to their tasks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Assignment {
    /// One list per unit; whoever is free takes the next task.
    #[default]
    Pooled,
    /// A task goes to the person with the shortest list when it arrives.
    OnArrival,
}

/// Which units exist and who is in them (执法体制).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EnforcementLevel {
    /// Each line has its own stations and squads.
    #[default]
    SeparateLines,
    /// One team per township (一支队伍管执法).
    SingleTeam,
    /// One team per hub of townships (1+X).
    HubAndSpoke {
        /// How many hubs; none means townships / 3, rounded up.
        hubs: Option<u16>,
    },
}

/// The enforcement axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Enforcement {
    /// Units and people.
    pub level: EnforcementLevel,
    /// How tasks are dealt inside a unit.
    pub assignment: Assignment,
}

/// Matters named in a file: all of them, or these ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MatterChoice {
    /// Every matter of the county.
    All,
    /// The matters with these ids.
    Listed(Vec<String>),
}

/// Which items a township unit holds power for (赋权).
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Delegation {
    /// None: only two licensed officers of the home line may act.
    #[default]
    None,
    /// These matters.
    List(Vec<String>),
    /// The first share of all matters by frequency.
    Share(f64),
}

/// How the parts of a listed matter are visited.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Joint {
    /// All are asked at once, each comes when it can.
    #[default]
    InParallel,
    /// All are asked at once, work starts when the last has come.
    Together,
}

/// Matters handled as one thing (一件事).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneThing {
    /// Which matters.
    pub matters: MatterChoice,
    /// How their parts are visited.
    pub joint: Joint,
}

/// Who is asked when (多跨协同): one after another, and for listed matters all at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coordination {
    /// Matters taken out of the sequence.
    pub one_thing: Option<OneThing>,
}

/// One way of governing the county; an axis left out is at the status quo.
#[derive(Debug, Clone, PartialEq)]
pub struct Setup {
    /// The name used in files and tables.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// The first moment at which it holds; before it the status quo does.
    pub holds_from: Moment,
    /// 执法体制.
    pub enforcement: Enforcement,
    /// 赋权.
    pub delegation: Delegation,
    /// 多跨协同.
    pub coordination: Coordination,
}

impl Setup {
    /// Every axis at its first level.
    pub fn status_quo() -> Self {
        Self {
            id: "status-quo".to_owned(),
            name: Text::new("现状", "status quo"),
            holds_from: Moment::START,
            enforcement: Enforcement::default(),
            delegation: Delegation::default(),
            coordination: Coordination::default(),
        }
    }
}
