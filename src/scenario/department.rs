//! `[department.ID]` and `[station.ID]`: the lines and their stations, and the offices of blocks.

use crate::base::{Point, Text};
use crate::county::DepartmentKind;
use crate::document::{Fields, Known, list, reference, word};

use super::common::{name_of, point};

/// A station as its file states it.
#[derive(Debug)]
pub struct StationStated {
    /// The name people read.
    pub name: Text,
    /// Whose it is.
    pub department: String,
    /// Which townships it serves.
    pub serves: Vec<String>,
    /// Where it stands.
    pub seat: Point,
}

/// A department as its file states it.
#[derive(Debug)]
pub struct DepartmentStated {
    /// The name people read.
    pub name: Text,
    /// Line or block.
    pub kind: DepartmentKind,
}

impl DepartmentStated {
    /// Reads one department.
    pub fn visit(fields: &mut Fields) -> Self {
        let id = fields.id().to_owned();
        Self {
            name: name_of(fields, &id),
            kind: fields
                .key("kind", word::<DepartmentKind>())
                .means(
                    "条还是块；块的人员在任何执法体制下都留在乡镇",
                    "line or block; the people of a block stay in their townships under every level \
                     of enforcement",
                )
                .or(DepartmentKind::Line),
        }
    }
}

impl StationStated {
    /// Reads one station.
    pub fn visit(fields: &mut Fields, departments: &Known, townships: &Known) -> Self {
        let id = fields.id().to_owned();
        Self {
            name: name_of(fields, &id),
            department: fields
                .key("department", reference(departments))
                .means("所属部门", "whose station it is")
                .required(),
            serves: fields
                .key("serves", list(reference(townships)).length(1, 10_000))
                .means("服务的乡镇", "the townships it serves")
                .required(),
            seat: fields
                .key("seat_km", point())
                .means("所在坐标 [东, 北]", "where it stands, [east, north]")
                .required(),
        }
    }
}
