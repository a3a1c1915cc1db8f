//! Departments: the lines (部门·条) with their stations, and the townships' own offices (块).

use crate::base::geometry::Point;
use crate::base::{Table, Text};

use super::ids::{DepartmentId, TownshipId};

/// What a department belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum DepartmentKind {
    /// A line of the county (条): its headquarters stand at the county's centre.
    #[default]
    Line,
    /// The townships' own offices (块), one in each township; its people are cadres who stay there
    /// whatever a setup does with officers.
    Block,
}

/// A department, one line of the county or the offices of its blocks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// The name used in files.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Line or block.
    pub kind: DepartmentKind,
}

impl Department {
    /// Whether it is the townships' own offices.
    pub fn is_block(&self) -> bool {
        self.kind == DepartmentKind::Block
    }
}

/// The townships' own offices among the departments of a county, the first of several.
pub fn township_office(departments: &Table<DepartmentId, Department>) -> Option<DepartmentId> {
    let mut departments = departments.iter_with_ids();
    departments
        .find(|(_, department)| department.is_block())
        .map(|(id, _)| id)
}

/// A station of a department that serves some townships.
#[derive(Debug, Clone, PartialEq)]
pub struct Station {
    /// The name used in files.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// Whose station it is.
    pub department: DepartmentId,
    /// The townships it serves.
    pub serves: Vec<TownshipId>,
    /// Where it stands.
    pub seat: Point,
}
