//! Where the nouns of a county stand in its files.

use crate::document::{Address, Keyed};
use crate::scenario::county::CountyStated;
use crate::scenario::matter::MatterStated;

/// Where the nouns of a county stand, for findings about them.
#[derive(Debug, Default)]
pub struct Places {
    /// The county itself.
    pub county: Option<Address>,
    /// Matters.
    pub matters: Vec<Address>,
    /// The parts of each matter, or the matter.
    pub parts: Vec<Address>,
    /// Departments.
    pub departments: Vec<Address>,
}

pub(super) fn places(stated: &CountyStated) -> Places {
    let parts_of = |matter: &Keyed<MatterStated>| {
        let parts = matter.value.parts_at.clone();
        parts.unwrap_or_else(|| matter.address.clone())
    };
    Places {
        county: stated.at.clone(),
        matters: addresses(&stated.matters),
        parts: stated.matters.iter().map(parts_of).collect(),
        departments: addresses(&stated.departments),
    }
}

fn addresses<T>(all: &[Keyed<T>]) -> Vec<Address> {
    all.iter().map(|one| one.address.clone()).collect()
}
