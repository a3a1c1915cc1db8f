//! Places on a border: which places lie on the border of two townships, and what lies beyond it.
//!
//! A trait of the place, drawn by the seed of the county's layout: the same in every world and setup.

use std::collections::BTreeSet;

use crate::base::{Key, Purpose, Table, World};
use crate::county::{County, MatterId, TownshipId, VillageId};

use super::places::Place;

const ON_BORDER: Purpose = Purpose::named("on the border");

/// The places that lie on a border.
#[derive(Debug, Clone)]
pub struct Borders {
    places: BTreeSet<Place>,
    /// The nearest village of another township.
    beyond: Table<VillageId, Option<VillageId>>,
}

impl Borders {
    /// The borders of a county; none where no matter has places on them.
    pub fn of(county: &County) -> Option<Self> {
        let matters = county.matters.ids();
        let places: BTreeSet<Place> = matters
            .flat_map(|matter| on_border(county, matter))
            .collect();
        let beyond = |village| nearest(county, village, |own, other| own != other);
        (!places.is_empty()).then(|| Self {
            places,
            beyond: county.villages.ids().map(beyond).collect(),
        })
    }

    /// The village on the other side of the border that a place lies on.
    pub fn beyond(&self, place: Place) -> Option<VillageId> {
        let (_, village, _) = place;
        self.beyond[village].filter(|_| self.places.contains(&place))
    }
}

/// The places of a matter that lie on a border.
fn on_border(county: &County, matter: MatterId) -> Vec<Place> {
    let of = &county.matters[matter];
    let Some(visible) = of.visible.as_ref().filter(|own| own.border_share > 0.0) else {
        return Vec::new();
    };
    let world = World {
        seed: county.layout_seed,
        replication: 0,
    };
    let mut places = Vec::new();
    for (id, village) in county.villages.iter_with_ids() {
        let township = &county.townships[village.township].id;
        let key = Key::of(&county.id).child(township).child(&village.id);
        let stream = world.stream(key.child(&of.id).child("border"));
        let is_there = |which: &u16| {
            let mark = stream.mark(u64::from(*which), ON_BORDER);
            mark.is_below(visible.border_share)
        };
        let own = (0..visible.places).filter(is_there);
        places.extend(own.map(|which| (matter, id, which)));
    }
    places
}

/// The nearest other village of which the two townships, its own first, are as wanted; of equals the
/// first of the county.
pub(super) fn nearest(
    county: &County,
    village: VillageId,
    is_wanted: impl Fn(TownshipId, TownshipId) -> bool,
) -> Option<VillageId> {
    let here = &county.villages[village];
    let others = county.villages.iter_with_ids();
    let others =
        others.filter(|(id, other)| *id != village && is_wanted(here.township, other.township));
    let distance = |other: VillageId| here.place.distance_km(county.villages[other].place);
    others
        .map(|(id, _)| id)
        .min_by(|one, other| distance(*one).total_cmp(&distance(*other)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Distribution, Id};
    use crate::county::Visible;
    use crate::governance::sample_county::{SampleCounty, line};

    fn county(places: u16, border_share: f64) -> County {
        let sample = SampleCounty::new(vec![line(2, 0)]);
        let mut county = sample.with_townships(&[1_000.0; 3]).built();
        county.matters[MatterId::from_index(0)].visible = Some(Visible {
            places,
            border_share,
            ..Visible::staying(Distribution::constant(2.0).unwrap())
        });
        county
    }

    #[test]
    fn a_place_lies_on_the_border_with_its_share_whatever_else_does() {
        assert!(Borders::of(&county(1_000, 0.0)).is_none());
        let few = Borders::of(&county(1_000, 0.1)).unwrap().places;
        let many = Borders::of(&county(1_000, 0.3)).unwrap().places;
        assert!(few.is_subset(&many));
        // 4 deviations of 3,000 places.
        for (share, places) in [(0.1, few.len()), (0.3, many.len())] {
            let deviation = (3_000.0_f64 * share * (1.0 - share)).sqrt();
            let difference = places as f64 - 3_000.0 * share;
            assert!(difference.abs() < 4.0 * deviation, "{places}");
        }
    }

    #[test]
    fn beyond_is_the_nearest_village_of_another_township() {
        let v = VillageId::from_index;
        let borders = Borders::of(&county(2, 1.0)).unwrap();
        let beyond = |village| borders.beyond((MatterId::from_index(0), village, 1));
        // Three in a row: the middle one has two as near.
        assert_eq!(beyond(v(0)), Some(v(1)));
        assert_eq!(beyond(v(1)), Some(v(0)));
        assert_eq!(beyond(v(2)), Some(v(1)));
        assert_eq!(borders.beyond((MatterId::from_index(0), v(0), 2)), None);
    }
}
