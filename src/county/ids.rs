//! Typed identifiers of everything a county holds.

use crate::define_id;

define_id!(
    /// A department (部门·条), a line of the county.
    DepartmentId
);
define_id!(
    /// A township (乡镇), a block of the county.
    TownshipId
);
define_id!(
    /// A village or community (村·社区), the place where incidents happen.
    VillageId
);
define_id!(
    /// A station (派出站所) of a department.
    StationId
);
define_id!(
    /// A person who works for the county.
    WorkerId
);
define_id!(
    /// A roster of days and hours.
    ShiftId
);
define_id!(
    /// A matter (事项): a kind of trouble.
    MatterId
);
define_id!(
    /// A matter group, what skill is kept by.
    GroupId
);
define_id!(
    /// A kind of work that no resident reported.
    RoutineId
);
define_id!(
    /// A unit of a setup: station, squad, team or hub.
    UnitId
);
define_id!(
    /// A stream of potentials: one matter at one place, or one log.
    SourceId: u32
);
define_id!(
    /// A living incident.
    IncidentId: u32
);
define_id!(
    /// A task in a queue or under way.
    TaskId: u32
);
