//! What is compared: one file per axis, each laying its part of a charter.

pub mod setup;
pub mod charter;
pub mod officer_choice;

pub use charter::{Charter, Unit, UnitKind};
pub use setup::{
    Assignment, Coordination, Delegation, Enforcement, EnforcementLevel, Joint, MatterChoice,
    OneThing, Setup,
};
