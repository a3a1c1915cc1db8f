//! The discrete-event kernel, generic over what happens: agenda, driver, observer.

pub mod phase;
pub mod winner_tree;
pub mod appointments;
pub mod agenda;
pub mod observer;
pub mod driver;

pub use agenda::{Agenda, Due, Slot};
pub use driver::run;
pub use observer::Observer;
pub use phase::Phase;
