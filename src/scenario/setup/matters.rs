//! Matters that an axis names.

use crate::define_words;
use crate::document::{Faults, Known, Node, Seen, Shape, Spec, reference, text};

define_words! {
    /// All matters, in one word.
    pub(super) enum AllWord {
        All = "all": "全部事项", "every matter";
    }
}

/// The id of a matter: of the county, or any while the county is not known.
pub(super) enum MatterSpec<'k> {
    Known(&'k Known),
    Any,
}

/// The id of one of `matters`; of any, if they are not known.
pub(super) fn matter(matters: Option<&Known>) -> MatterSpec<'_> {
    matters.map_or(MatterSpec::Any, MatterSpec::Known)
}

impl Spec for MatterSpec<'_> {
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
