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

/// What goes before the work where an incident has parts of several departments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Agreement {
    /// Nothing: each department is asked in its turn.
    #[default]
    InTurn,
    /// A meeting of the departments' leaders agrees on the parts first.
    Meeting,
}

/// Who is asked when (多跨协同): an agreement or none, then one after another, and for listed
/// matters all at once.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coordination {
    /// What goes before the work.
    pub agreement: Agreement,
    /// Matters taken out of the sequence.
    pub one_thing: Option<OneThing>,
}

/// Where the hours of fronting go (治理前移的对象).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Targeting {
    /// To every village alike.
    #[default]
    Uniform,
    /// To the villages where most cases were and an hour still helps most.
    Hotspot,
    /// As `Hotspot`, the weaker the village the more.
    ByCapacity,
}

/// Hours spent before anything happens, as shares of all officer hours: at least one is positive,
/// and they sum to at most 1.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Fronting {
    /// Visits to villages (服务前移).
    pub service_share: f64,
    /// Half-days of a licensed pair in a village (资源前移).
    pub resource_share: f64,
    /// Standing procedures for a matter in a township (机制前移).
    pub mechanism_share: f64,
    /// Where the hours go.
    pub targeting: Targeting,
}

impl Fronting {
    /// The share of officer hours that fronting takes in all.
    pub fn total_share(&self) -> f64 {
        self.service_share + self.resource_share + self.mechanism_share
    }

    /// Whether it takes some hours and no more than there are, as far as decimal fractions can say.
    pub fn is_affordable(&self) -> bool {
        let total = self.total_share();
        total > 0.0 && total <= 1.0 + 1e-9
    }
}

/// Whether one waits for trouble or goes looking for it (治理前移).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum StanceLevel {
    /// Something happens, then offices respond (事发—应对).
    #[default]
    EventResponse,
    /// Some officer hours are spent before anything happens (前置式治理).
    FrontLoaded(Fronting),
}

/// The stance axis.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Stance {
    /// What officer hours are for.
    pub level: StanceLevel,
}

impl Stance {
    /// The hours taken from response, if any are.
    pub const fn fronting(&self) -> Option<Fronting> {
        match self.level {
            StanceLevel::EventResponse => None,
            StanceLevel::FrontLoaded(fronting) => Some(fronting),
        }
    }
}

/// What is tried before a case enters an office (事件筛选).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Screening {
    /// Nothing: a case enters as it is reported.
    #[default]
    None,
    /// The village tries first, and passes up what it cannot settle.
    VillageFirst,
}

/// Whose patrols walk the grids (网格).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum GridLevel {
    /// Each line has grid workers of its own, who know its matters.
    #[default]
    PerLine,
    /// One net of grid workers, who know the matters of all lines (一张网).
    Unified,
}

/// What entering a case on terminals asks of the people who do it (数字负担); what is not said is
/// the county's own.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct DigitalLoad {
    /// Terminals on which the same case is entered, 1-20.
    pub terminals: Option<u8>,
    /// Time of one entry on one terminal (min).
    pub entry_min: Option<f64>,
    /// Whether offices read what others have entered; whoever hands a case on enters it then.
    pub is_shared: bool,
}

/// How many clearings a passage between two offices waits for (流转口径). It is a control of the
/// comparison, not a reform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Routing {
    /// What the offices' places in the hierarchy ask for.
    #[default]
    AsOffices,
    /// One clearing for every passage, so that setups differ in people and places alone.
    Equal,
}

/// Townships named in a file: all of them, or these ids.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum TownshipChoice {
    /// Every township of the county.
    #[default]
    All,
    /// A pilot (试点): the townships with these ids.
    Listed(Vec<String>),
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
    /// Where it holds; elsewhere the status quo does.
    pub townships: TownshipChoice,
    /// 执法体制.
    pub enforcement: Enforcement,
    /// 赋权.
    pub delegation: Delegation,
    /// 多跨协同.
    pub coordination: Coordination,
    /// 事件筛选.
    pub screening: Screening,
    /// 网格.
    pub grid: GridLevel,
    /// 治理前移.
    pub stance: Stance,
    /// 数字负担.
    pub digital_load: DigitalLoad,
    /// 流转口径.
    pub routing: Routing,
}

impl Setup {
    /// Every axis at its first level, under this id and name.
    pub fn status_quo(id: impl Into<String>, name: Text) -> Self {
        Self {
            id: id.into(),
            name,
            holds_from: Moment::START,
            townships: TownshipChoice::All,
            enforcement: Enforcement::default(),
            delegation: Delegation::default(),
            coordination: Coordination::default(),
            screening: Screening::default(),
            grid: GridLevel::default(),
            stance: Stance::default(),
            digital_load: DigitalLoad::default(),
            routing: Routing::default(),
        }
    }
}
