//! What a real case log says happened: reports and routine work at their moments.

use crate::base::{Key, Moment};

use super::ids::{DepartmentId, MatterId, RoutineId, VillageId};
use super::severity::Severity;

/// One reported incident of a log; its report is its emergence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TracedReport {
    /// Key of the row, from its case number: what its draws hang on.
    pub key: Key,
    /// When it was reported.
    pub at: Moment,
    /// Where.
    pub village: VillageId,
    /// What.
    pub matter: MatterId,
    /// Departments of its parts, lead first; the rest are `None`.
    pub departments: [Option<DepartmentId>; 4],
    /// How grave.
    pub severity: Severity,
}

/// One piece of routine work of a log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TracedRoutine {
    /// Key of the row.
    pub key: Key,
    /// When it is released.
    pub at: Moment,
    /// Where.
    pub village: VillageId,
    /// What.
    pub routine: RoutineId,
}

/// A log, placed in a county; both lists in order of time, then of the log.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Reports.
    pub reports: Vec<TracedReport>,
    /// Routine work.
    pub routine: Vec<TracedRoutine>,
}
