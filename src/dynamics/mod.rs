//! The model in motion: one file per stage or mechanism. It emits facts and keeps no statistics.

pub mod mechanism;
pub mod horizon;
pub mod setting;
pub mod fact;
pub mod slab;
pub mod report_time;
pub mod clocks;
pub mod way;
pub mod stock;
pub mod case_record;
pub mod planner;
pub mod places;
pub mod life;
pub mod layout;
pub mod potential;
pub mod variation;
pub mod source;
pub mod routine_source;
pub mod fronting;
pub mod queue;
pub mod deadlines;
pub mod crew;
pub mod grid_worker;
pub mod capacity;
pub mod roster;
pub mod office_memory;
pub mod simulation;
mod asking;
mod sight;
mod ringing;
mod reporters;
mod detecting;
mod worsening;
mod relapsing;
mod episodes;
mod local_settlement;
mod villages;
mod passages;
mod desks;
mod meetings;
mod returning;
mod routing;
mod entering;
mod forming;
mod choosing;
mod serving;
mod staying;
mod suspending;
mod prevention;
mod settling;
mod rosters;
mod switching;
mod emergence;
mod entry;
mod patrols;
mod running;
#[cfg(test)]
mod agreement;

pub use fact::{Activity, Fact, FieldActivity, FieldRole};
pub use horizon::Horizon;
pub use mechanism::{Mechanism, Mechanisms};
pub use running::{Outcome, simulate};
pub use setting::{Before, Discipline, Setting};

#[cfg(test)]
mod tests;
