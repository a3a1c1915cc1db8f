//! Extent: how much of the model a run can need, known when the run's machine code is made.
//!
//! A run of plain queues asks at every step for mechanisms that it does not have. With its extent
//! as a type the answers are constants, so that such a run costs what queues cost; the steps
//! themselves are the same lines for every extent.

use crate::county::WorkerId;

use super::crew::Members;

/// How much of the model a run can need.
pub trait Extent {
    /// Whether nothing can happen but that plain queues are served.
    const IS_PLAIN: bool;

    /// Whether the run has this part of the model.
    #[inline(always)]
    fn has<T>(part: &Option<T>) -> bool {
        !Self::IS_PLAIN && part.is_some()
    }

    /// The persons of a crew; in plain queues everybody goes alone.
    #[inline(always)]
    fn persons(members: &Members) -> &[WorkerId] {
        if Self::IS_PLAIN {
            members.alone()
        } else {
            members.as_slice()
        }
    }
}

/// All of it.
#[derive(Debug)]
pub struct Whole;

impl Extent for Whole {
    const IS_PLAIN: bool = false;
}

/// Queues alone: everybody is always on duty and does any task alone and at once, and an incident
/// is its visits.
#[derive(Debug)]
pub struct Plain;

impl Extent for Plain {
    const IS_PLAIN: bool = true;
}
