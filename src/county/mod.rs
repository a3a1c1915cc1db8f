//! The nouns of a county and their lawful state changes: places, departments, people, matters, and
//! what happens to them: incidents (truth), tickets (record) and tasks (work).

pub mod ids;
pub mod severity;
pub mod place;
pub mod department;
pub mod worker;
pub mod life;
pub mod matter;
pub mod task;
pub mod routine;
pub mod trace;
pub mod township_rates;
pub mod variation;
pub mod costs;
pub mod map;
pub mod stage;
pub mod cause;
pub mod moved;
pub mod course;
pub mod ticket;
pub mod part;
pub mod incident;

pub use cause::Cause;
pub use costs::{Costs, Paid};
pub use course::{Channel, Course, Expectation};
pub use department::{Department, DepartmentKind, Station, township_office};
pub use ids::{
    DepartmentId, GroupId, IncidentId, MatterId, RoutineId, ShiftId, SourceId, StationId, TaskId,
    TownshipId, UnitId, VillageId, WorkerId,
};
pub use incident::{End, Incident};
pub use life::{Complaint, Detection, Patience, PatienceWhile, Relapse, Visible};
pub use map::County;
pub use matter::{Matter, PartOrder, Power, PowerShare, Rate, Support};
pub use moved::{Moved, MovedBy};
pub use part::{Part, PartState};
pub use place::{Township, Travel, Village};
pub use routine::{Routine, RoutineKind};
pub use severity::{Severity, Tier};
pub use stage::Stage;
pub use task::{Fronted, Need, Task, TaskKind};
pub use ticket::Ticket;
pub use township_rates::TownshipRates;
pub use variation::{Places, Shock, ShockComes, Variation};
pub use worker::{Base, Licence, Role, Staffing, Worker};
