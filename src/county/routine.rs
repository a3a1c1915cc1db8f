//! Work that no resident reported; it shares people and queues with incidents.

use crate::base::Text;
use crate::base::distribution::Distribution;

use super::ids::DepartmentId;
use super::task::Need;

/// What routine work is and how much of it there is in a year.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum RoutineKind {
    /// Visits to firms and small businesses, each in a village keyed by its ordinal.
    Inspection {
        /// Visits per registered firm and year.
        per_firm: f64,
        /// Visits per small business and year.
        per_small_business: f64,
    },
    /// Line tasks (campaigns, statistics, paper) by the persons of the line, at their base.
    LineTask {
        /// Hours per person of the line and year.
        hours_per_person: f64,
        /// Persons of the line's offices beyond the county's staff who have such tasks too: what
        /// they do themselves is not told, what they hand down is.
        office_persons: u32,
        /// Share of one task that a township can do; none if the county's usual one.
        township_share: Option<f64>,
    },
    /// Released by a case log, at the moments the log says.
    Traced,
}

impl RoutineKind {
    /// Line tasks of the county's own staff, so many hours a person and year.
    pub const fn line_task(hours_per_person: f64) -> Self {
        Self::LineTask {
            hours_per_person,
            office_persons: 0,
            township_share: None,
        }
    }

    /// Visits a year at a place with so many firms and small businesses.
    pub fn visits_per_year(self, firms: f64, small_businesses: f64) -> f64 {
        match self {
            Self::Inspection {
                per_firm,
                per_small_business,
            } => per_firm * firms + per_small_business * small_businesses,
            Self::LineTask { .. } | Self::Traced => 0.0,
        }
    }
}

/// A kind of routine work of one department.
#[derive(Debug, Clone, PartialEq)]
pub struct Routine {
    /// The name used in files; one declared for `each` department carries the department's name too.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Whose work it is.
    pub department: DepartmentId,
    /// What and how much.
    pub kind: RoutineKind,
    /// Who does one piece.
    pub need: Need,
    /// Content of one piece [min at skill 1].
    pub work_min: Distribution,
    /// Whether the content holds the way there and back.
    pub is_travel_included: bool,
    /// Working days until it is due.
    pub deadline_working_days: u32,
    /// Appraisal points per expected hour.
    pub points_per_hour: f64,
}
