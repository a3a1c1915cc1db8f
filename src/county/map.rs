//! The whole county: what every setup meets unchanged.

use crate::base::geometry::Point;
use crate::base::shift::ShiftPattern;
use crate::base::{Table, Text};

use super::costs::Costs;
use super::department::{Department, Station};
use super::ids::{
    DepartmentId, GroupId, MatterId, RoutineId, ShiftId, StationId, TownshipId, VillageId, WorkerId,
};
use super::matter::Matter;
use super::place::{Township, Travel, Village};
use super::routine::Routine;
use super::variation::Variation;
use super::worker::{Staffing, Worker};

/// A county with its places, departments, people and matters.
#[derive(Debug, Clone, PartialEq)]
pub struct County {
    /// The name keys start from: the county folder's or the scenario's.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Names the places inside townships.
    pub layout_seed: u64,
    /// Where headquarters stand.
    pub centre: Point,
    /// How people move.
    pub travel: Travel,
    /// Skill and absence.
    pub staffing: Staffing,
    /// Rosters.
    pub shifts: Table<ShiftId, ShiftPattern>,
    /// Blocks.
    pub townships: Table<TownshipId, Township>,
    /// Villages; every township has at least one place.
    pub villages: Table<VillageId, Village>,
    /// Lines.
    pub departments: Table<DepartmentId, Department>,
    /// Stations.
    pub stations: Table<StationId, Station>,
    /// People, in the order of the file.
    pub workers: Table<WorkerId, Worker>,
    /// Matter groups, by name.
    pub groups: Table<GroupId, String>,
    /// Matters.
    pub matters: Table<MatterId, Matter>,
    /// Routine work.
    pub routines: Table<RoutineId, Routine>,
    /// How troubles vary beyond chance.
    pub variation: Variation,
    /// Prices; a county that states none has no costs.
    pub costs: Option<Costs>,
}

impl County {
    /// Leaders: one of each department, and those of townships.
    pub fn leaders(&self) -> usize {
        let of_townships = self.townships.iter();
        let of_townships: usize = of_townships.map(|township| township.leaders as usize).sum();
        self.departments.len() + of_townships
    }

    /// Grids, each with a grid worker where the county has them.
    pub fn grids(&self) -> usize {
        let grids = self.villages.iter().map(|village| village.grids.max(1));
        grids.map(usize::from).sum()
    }
}
