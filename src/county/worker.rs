//! People: they belong to the county; a setup only assigns them to units.

use crate::base::Mark;

use super::ids::{DepartmentId, ShiftId, StationId, TownshipId};

/// Where a person is based under the status quo.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Base {
    /// At the department's headquarters in the county's centre.
    Headquarters,
    /// At a station of the department.
    Station(StationId),
    /// At a township.
    Township(TownshipId),
}

/// Whether a person may act by law.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Licence {
    /// Holds an enforcement licence (执法证).
    Licensed,
    /// Helps, never acts with power.
    Auxiliary,
}

/// What a person is paid to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Enforcement officer, licensed or auxiliary.
    Officer,
    /// Cadre (干部) of a township's own office; holds no licence.
    Cadre,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Officer, Self::Cadre];

    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Cadre => "cadre",
        }
    }
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worker {
    /// The name used in files and keys: staff group and ordinal, such as `um-town-1`.
    pub id: String,
    /// Home line.
    pub home: DepartmentId,
    /// Base under the status quo.
    pub base: Base,
    /// Roster; none means always on shift.
    pub shift: Option<ShiftId>,
    /// Licence.
    pub licence: Licence,
    /// Role.
    pub role: Role,
}

impl Worker {
    /// Whether the person holds a licence.
    pub fn is_licensed(&self) -> bool {
        self.licence == Licence::Licensed
    }
}

/// Skill at the start and days not worked, equal for all persons of the county.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Staffing {
    /// Skill in the home line's matters, 0 to 1.
    pub home_skill: f64,
    /// Skill in other lines' matters, 0 to 1.
    pub away_skill: f64,
    /// Share of working days absent.
    pub absent_share: f64,
    /// Share of working days lent to others.
    pub seconded_share: f64,
}

impl Staffing {
    /// A county that states no skill and no absence.
    pub const PLAIN: Self = Self {
        home_skill: 1.0,
        away_skill: 1.0,
        absent_share: 0.0,
        seconded_share: 0.0,
    };

    /// Whether anybody is ever away.
    pub fn is_anyone_ever_away(&self) -> bool {
        self.absent_share + self.seconded_share > 0.0
    }

    /// Whether a person whose mark of the day is `mark` is away that day.
    pub fn is_away(&self, mark: Mark) -> bool {
        mark.is_below(self.absent_share + self.seconded_share)
    }
}
