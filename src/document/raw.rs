//! A value kept as it is written, to be put elsewhere: the values of a design's factor.

use std::sync::Arc;

use super::fault::Faults;
use super::shape::Shape;
use super::spec::{Seen, Spec};
use super::tree::Node;

/// Any value; see [`raw`].
#[derive(Debug, Clone, Copy)]
pub struct RawSpec;

/// Any value at all, kept with its places; nothing only where there is no document.
pub const fn raw() -> RawSpec {
    RawSpec
}

impl Spec for RawSpec {
    type Value = Option<Arc<Node>>;

    fn accepts(&self, _node: &Node) -> bool {
        true
    }

    fn read(&mut self, seen: &Seen<'_>, _faults: &mut Faults) -> Option<Self::Value> {
        Some(Some(Arc::new(seen.node.clone())))
    }

    fn describe(&mut self) -> (Shape, Self::Value) {
        (Shape::Any, None)
    }
}
