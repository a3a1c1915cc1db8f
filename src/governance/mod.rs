//! What is compared: one file per axis, each laying its part of a charter.

#[cfg(test)]
pub(crate) mod sample_county;
pub mod setup;
pub mod charter;
pub mod axis;
pub mod lay_error;
pub mod frequency;
pub mod reports;
pub mod posting;
pub mod workplace;
pub mod dealing;
pub mod hubs;
pub mod separate_lines;
pub mod blocks;
pub mod enforcement;
pub mod delegation;
pub mod coordination;
pub mod screening;
pub mod grid;
pub mod stance;
pub mod digital_load;
pub mod routing;
pub mod lay;
pub mod conduct;
pub mod power;
pub mod crew_skill;
pub mod load;
pub mod traced_work;
pub mod caseload;
pub mod unit_accounts;
mod line_task_accounts;
pub mod offered_load;
pub mod officer_choice;

pub use axis::Axis;
pub use charter::{Charter, Handling, Unit, UnitKind};
pub use conduct::Conduct;
pub use lay::lay;
pub use lay_error::LayError;
pub use load::{Load, LoadPart};
pub use offered_load::{OfferedLoad, offered_load};
pub use officer_choice::{LineAndBlock, Waiting};
pub use power::{
    Demand, Lack, LineWithoutPower, can_ever_serve, lines_without_power, powers_nobody_holds,
};
pub use setup::{
    Agreement, Assignment, Coordination, Delegation, DigitalLoad, Enforcement, EnforcementLevel,
    Fronting, GridLevel, Joint, MatterChoice, OneThing, Routing, Screening, Setup, Stance,
    StanceLevel, Targeting, TownshipChoice,
};
pub use unit_accounts::Basis;
