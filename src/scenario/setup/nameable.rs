//! Matters and townships that a setup names.

use crate::define_words;
use crate::document::{Faults, Known, Node, Seen, Shape, Spec, reference, text};

define_words! {
    /// All matters, in one word.
    pub(super) enum AllWord {
        All = "all": "全部事项", "every matter";
    }
}

/// What a setup may name of a county; none of it where the county is not known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nameable<'k> {
    /// Its matters.
    pub matters: Option<&'k Known>,
    /// Its townships.
    pub townships: Option<&'k Known>,
}

/// An id of the county, or any while the county is not known.
pub(super) enum NameSpec<'k> {
    Known(&'k Known),
    Any,
}

/// The id of one of those `known`; any, if they are not.
pub(super) fn name_among(known: Option<&Known>) -> NameSpec<'_> {
    known.map_or(NameSpec::Any, NameSpec::Known)
}

impl Spec for NameSpec<'_> {
    type Value = String;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<String> {
        match self {
            Self::Known(known) => reference(known).read(seen, faults),
            Self::Any => text().read(seen, faults),
        }
    }

    fn describe(&mut self) -> (Shape, String) {
        (Shape::Reference(Vec::new()), String::new())
    }
}
