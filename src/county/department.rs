//! Departments (部门·条) and their stations.

use crate::base::Text;
use crate::base::geometry::Point;

use super::ids::{DepartmentId, TownshipId};

/// A department, one line of the county; its headquarters stand at the county's centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Department {
    /// The name used in files.
    pub id: String,
    /// The name people read.
    pub name: Text,
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
