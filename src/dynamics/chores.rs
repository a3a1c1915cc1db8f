//! Chores: what lines hand down of their line tasks, and which township each task is about.

use crate::base::Table;
use crate::county::{DepartmentId, RoutineId, TownshipId, VillageId};
use crate::governance::conduct::HandDown;

use super::mechanism::Mechanism;
use super::setting::Setting;

/// What lines hand down, and to whom.
#[derive(Debug, Clone)]
pub struct Chores {
    /// How they weigh it.
    pub rules: HandDown,
    /// Whose office in each township receives it: the townships' own.
    pub office: DepartmentId,
    /// Share of a piece that a township can do.
    pub shares: Table<RoutineId, f64>,
    /// The villages of each township that has any.
    villages: Vec<Vec<VillageId>>,
}

impl Chores {
    /// The chores of a setting; none if lines hand nothing down or no township has an office.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = setting.mechanisms.has(Mechanism::HandDown);
        let rules = setting.conduct.hand_down.filter(|_| is_on)?;
        let county = setting.county;
        let of_township = |township: TownshipId| -> Vec<VillageId> {
            let villages = county.villages.iter_with_ids();
            let own = villages.filter(|(_, village)| village.township == township);
            own.map(|(id, _)| id).collect()
        };
        let villages = county.townships.ids().map(of_township);
        let villages: Vec<_> = villages.filter(|own| !own.is_empty()).collect();
        (!villages.is_empty()).then_some(Self {
            rules,
            office: HandDown::office(county)?,
            shares: county
                .routines
                .map(|routine| rules.share_of(county, routine)),
            villages,
        })
    }

    /// The village that the `ordinal`-th task of a line is about: the townships in turn, and the
    /// villages of each in turn.
    pub fn village(&self, ordinal: u64) -> VillageId {
        let townships = self.villages.len() as u64;
        let own = &self.villages[(ordinal % townships) as usize];
        own[(ordinal / townships % own.len() as u64) as usize]
    }
}
