//! A stated county is founded: ids resolved, people named, villages placed, rules of the whole held.

mod origin;
mod size;
mod founder;
mod places;
mod groups;
mod people;
mod work;
mod variation;
mod requests;
mod chores;
mod whole;

pub use origin::Places;
pub use whole::{Founded, found};
