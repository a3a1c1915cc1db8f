//! `[matter.ID]`: kinds of trouble, how often they come up, what settles them, and what becomes of
//! them by themselves.

pub mod rate;
pub mod shares;
pub mod parts;
mod bounds;
mod detection;
mod visible;
pub mod life;
pub mod stated;

pub use bounds::Around;
pub use life::LifeStated;
pub use parts::PartStated;
pub use rate::RATES;
pub use stated::MatterStated;
