//! What only the whole shows: setups laid over the county, power, rosters, load, never-happenings.

mod looking;
mod happening;
mod needs;
mod refusal;
mod power;
mod rosters;
mod load;
mod whole;

pub use looking::Lint;
