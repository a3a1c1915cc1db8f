//! The charter: what all axes together have laid down, as dense tables the hot path reads.
//!
//! Each field has exactly one writer, named beside it.

use crate::base::geometry::Point;
use crate::base::{Table, Text};
use crate::county::{DepartmentId, MatterId, TownshipId, UnitId, WorkerId};

use super::setup::{
    Agreement, Assignment, DigitalLoad, GridLevel, Joint, Routing, Screening, Stance,
};

/// What kind of unit it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A line's squad at headquarters.
    Squad,
    /// A line's station, or its people based in one township.
    Station,
    /// A township's team.
    Team,
    /// A hub's team.
    Hub,
    /// A township's own office, of cadres, the same under every setup.
    Office,
}

impl UnitKind {
    /// Whether it is a unit of officers of several lines; only such units hold delegated power.
    pub const fn is_block(self) -> bool {
        matches!(self, Self::Team | Self::Hub)
    }
}

/// A unit: people who share a base and a queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Unit {
    /// The name used in tables.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Kind.
    pub kind: UnitKind,
    /// Base of its people.
    pub seat: Point,
    /// Its people, in the order of the county.
    pub members: Vec<WorkerId>,
}

/// How the parts of a matter's incidents are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Handling {
    /// One after another.
    #[default]
    Sequential,
    /// All at once.
    Joint(Joint),
}

/// How troubles of a township are dealt with.
#[derive(Debug, Clone, PartialEq)]
pub struct Practice {
    /// How parts are asked. Written by coordination.
    pub handling: Table<MatterId, Handling>,
    /// What goes before the work on parts of several departments. Written by coordination.
    pub agreement: Agreement,
    /// What is tried before a case enters. Written by screening.
    pub screening: Screening,
    /// Whose patrols walk the grids. Written by grid.
    pub grid: GridLevel,
    /// What entry asks for, where it is not the county's own. Written by digital load.
    pub digital_load: DigitalLoad,
}

/// A setup that holds in some townships only (试点).
#[derive(Debug, Clone, PartialEq)]
pub struct Pilot {
    /// The townships in which it holds. Written by the setup's list of townships.
    pub holds_in: Table<TownshipId, bool>,
    /// How troubles of the others are dealt with: as in the status quo.
    pub elsewhere: Practice,
}

/// What a setup lays down for a county.
#[derive(Debug, Clone, PartialEq)]
pub struct Charter {
    /// Units and who is in them. Written by enforcement.
    pub units: Table<UnitId, Unit>,
    /// The unit of each person. Written by enforcement.
    pub unit_of: Table<WorkerId, UnitId>,
    /// How tasks are dealt inside each unit. Written by enforcement.
    pub assignment: Table<UnitId, Assignment>,
    /// The unit first asked for a department's part in a township. Written by enforcement.
    pub first_asked: Table<DepartmentId, Table<TownshipId, UnitId>>,
    /// Whether township units hold power for a matter. Written by delegation.
    pub is_delegated: Table<MatterId, bool>,
    /// How troubles are dealt with where the setup holds.
    pub practice: Practice,
    /// Where it does not hold, if there is such a township.
    pub pilot: Option<Pilot>,
    /// Hours spent before anything happens, where the setup holds. Written by stance.
    pub stance: Stance,
    /// How passages between offices are counted, in the whole county: it is a control. Written by
    /// routing.
    pub routing: Routing,
}

impl Charter {
    /// Whether `unit` holds power for `matter` by delegation.
    pub fn holds_by_delegation(&self, unit: UnitId, matter: MatterId) -> bool {
        self.units[unit].kind.is_block() && self.is_delegated[matter]
    }

    /// Whether the setup holds in a township.
    pub fn holds_in(&self, township: TownshipId) -> bool {
        self.pilot
            .as_ref()
            .is_none_or(|pilot| pilot.holds_in[township])
    }

    /// How troubles of a township are dealt with.
    #[inline]
    pub fn practice_in(&self, township: TownshipId) -> &Practice {
        match &self.pilot {
            Some(pilot) if !pilot.holds_in[township] => &pilot.elsewhere,
            _ => &self.practice,
        }
    }
}
