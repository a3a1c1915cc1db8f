//! How people behave: one file per family of rules, each with its parameters, how they are read and
//! the rules as pure functions.

pub mod fading;
pub mod ewma;
pub mod beta;
pub mod residents;
pub mod trust;
pub mod petty_demand;
pub mod hand_down;
pub mod duplicates;
pub mod recurrence;
pub mod offices;
pub mod returns;
pub mod grid_work;
pub mod village_life;
pub mod prevention;
pub mod learning;
pub mod haste;
pub mod persuasion;
pub mod without_power;
pub mod operations;
pub mod context;
pub mod pace;
pub mod ownership;
pub mod whole;

pub use context::{Context, HandedOver};
pub use duplicates::Duplicates;
pub use ewma::Ewma;
pub use grid_work::GridWork;
pub use hand_down::{HandDown, LineTaskAtHand, divided};
pub use haste::Haste;
pub use learning::{Learning, Skill};
pub use offices::Offices;
pub use operations::Operations;
pub use ownership::Ownership;
pub use pace::Pace;
pub use persuasion::Persuasion;
pub use petty_demand::PettyDemand;
pub use prevention::{Prevention, Stock};
pub use recurrence::Recurrence;
pub use residents::Residents;
pub use returns::{PassedOn, Returns};
pub use trust::Trust;
pub use village_life::VillageLife;
pub use whole::Conduct;
pub use without_power::{TownshipChoice, TownshipWay, WithoutPower, WithoutPowerView};
