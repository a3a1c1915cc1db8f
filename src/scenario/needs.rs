//! What is stated and then read by nobody, because the county lacks the table that would read it.

use crate::base::Text;
use crate::document::{Address, Fault, Fields};

use super::rule::ModelRule;
use crate::governance::Conduct;

/// A table of conduct that something else in a file counts on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Habit {
    /// `[residents]`.
    Residents,
    /// `[recurrence]`.
    Recurrence,
    /// `[offices]`.
    Offices,
    /// `[grid_work]`.
    GridWork,
    /// `[village_life]`.
    VillageLife,
    /// `[prevention]`.
    Prevention,
    /// `[persuasion]`.
    Persuasion,
    /// `[context]`.
    Context,
    /// `[hand_down]`.
    HandDown,
}

impl Habit {
    /// The table's key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Residents => "residents",
            Self::Recurrence => "recurrence",
            Self::Offices => "offices",
            Self::GridWork => "grid_work",
            Self::VillageLife => "village_life",
            Self::Prevention => "prevention",
            Self::Persuasion => "persuasion",
            Self::Context => "context",
            Self::HandDown => "hand_down",
        }
    }

    /// Whether a county states it.
    pub const fn is_stated(self, conduct: &Conduct) -> bool {
        match self {
            Self::Residents => conduct.residents.is_some(),
            Self::Recurrence => conduct.recurrence.is_some(),
            Self::Offices => conduct.offices.is_some(),
            Self::GridWork => conduct.grid_work.is_some(),
            Self::VillageLife => conduct.village_life.is_some(),
            Self::Prevention => conduct.prevention.is_some(),
            Self::Persuasion => conduct.persuasion.is_some(),
            Self::Context => conduct.context.is_some(),
            Self::HandDown => conduct.hand_down.is_some(),
        }
    }

    /// The fault of what stands at `at` and does nothing without this table.
    pub fn missing(self, at: &Address) -> Fault {
        let table = self.key();
        let rule = Text::new(
            format!("县里没有写 [{table}]，写在这里的不起作用"),
            format!("the county states no [{table}], so what is written here does nothing"),
        );
        let remedy = Text::new(
            format!("请在县里写 [{table}]（空表即全部取默认值），或删去此处"),
            format!(
                "write [{table}] in the county (an empty table is every default), or leave this out"
            ),
        );
        at.fault(ModelRule::NeedsTable.kind(), rule, remedy)
    }
}

/// The tables of conduct that a county writes, as known while its other tables are read.
#[derive(Debug, Clone, Copy)]
pub struct Habits([bool; 9]);

impl Habits {
    const ALL: [Habit; 9] = [
        Habit::Residents,
        Habit::Recurrence,
        Habit::Offices,
        Habit::GridWork,
        Habit::VillageLife,
        Habit::Prevention,
        Habit::Persuasion,
        Habit::Context,
        Habit::HandDown,
    ];

    /// Every table.
    pub const EVERY: Self = Self([true; 9]);

    /// Those that the table of a county writes.
    pub fn written(fields: &Fields) -> Self {
        Self(Self::ALL.map(|habit| fields.has(habit.key())))
    }

    /// A fault about `key` of a table inside the county, if it does something (`counts`) and the
    /// county does not write `habit`.
    pub fn demand(self, fields: &mut Fields, habit: Habit, (key, counts): (&str, bool)) {
        let is_idle = counts && fields.has(key) && !self.0[habit as usize];
        if let Some(at) = fields.address(key).filter(|_| is_idle) {
            fields.push(habit.missing(&at));
        }
    }
}
