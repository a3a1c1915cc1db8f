//! What is compared: one file per axis, each laying its part of a charter.

#[cfg(test)]
pub(crate) mod sample_county;
pub mod setup;
pub mod charter;
pub mod axis;
pub mod lay_error;
pub mod frequency;
pub mod posting;
pub mod workplace;
pub mod dealing;
pub mod hubs;
pub mod separate_lines;
pub mod enforcement;
pub mod delegation;
pub mod coordination;
pub mod lay;
pub mod power;
pub mod crew_skill;
pub mod load;
pub mod traced_work;
pub mod caseload;
pub mod offered_load;
pub mod officer_choice;

pub use axis::Axis;
pub use charter::{Charter, Handling, Unit, UnitKind};
pub use lay::lay;
pub use lay_error::LayError;
pub use load::{Load, LoadPart};
pub use offered_load::{Basis, OfferedLoad, offered_load};
pub use officer_choice::{LineAndBlock, Waiting};
pub use power::{
    Demand, Lack, LineWithoutPower, can_ever_serve, lines_without_power, powers_nobody_holds,
};
pub use setup::{
    Assignment, Coordination, Delegation, Enforcement, EnforcementLevel, Joint, MatterChoice,
    OneThing, Setup,
};
