//! `[matter.ID]`: kinds of trouble, how often they come up, what settles them, and what becomes of
//! them by themselves.

pub mod rate;
pub mod shares;
pub mod parts;
pub mod life;
pub mod stated;

pub use life::{Around, LifeStated};
pub use parts::PartStated;
pub use rate::RATES;
pub use stated::MatterStated;
