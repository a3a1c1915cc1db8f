//! Displacement: an offender kept from one place may go on in the next grid.

use std::collections::BTreeMap;

use crate::base::{Key, Purpose, Table, World};
use crate::county::{County, MatterId, VillageId};

use super::borders::nearest;
use super::places::Place;
use super::setting::Setting;

const DISPLACED: Purpose = Purpose::named("displaced");

/// What is next to the place of a village.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Next {
    /// In which village.
    pub village: VillageId,
    /// How many cells on, counted through the village's grids.
    pub cells: usize,
}

/// What became of the offender of one place.
#[derive(Debug, Clone, Copy, Default)]
struct Offender {
    /// Suspensions so far.
    suspensions: u64,
    /// Whether he goes on in the next grid while the present one lasts.
    has_moved: bool,
}

/// Offenders who go on elsewhere.
#[derive(Debug, Clone)]
pub struct Displacement {
    world: World,
    /// The names of the matters and how often their offenders go on.
    shares: Table<MatterId, (String, f64)>,
    next: Table<VillageId, Next>,
    /// What the draws of each village's places hang on.
    keys: Table<VillageId, Key>,
    offenders: BTreeMap<Place, Offender>,
}

impl Displacement {
    /// Nobody has moved yet; none where no matter's offenders ever do.
    pub fn of(setting: &Setting, cells_per_grid: usize) -> Option<Self> {
        let county = setting.county;
        let shares = county.matters.map(|matter| {
            let visible = matter.visible.as_ref();
            let share = visible.map_or(0.0, |visible| visible.displaced_share);
            (matter.id.clone(), share)
        });
        let key = |village| {
            let own = &county.villages[village];
            let township = &county.townships[own.township].id;
            Key::of(&county.id).child(township).child(&own.id)
        };
        let is_any = shares.iter().any(|(_, share)| *share > 0.0);
        is_any.then(|| Self {
            world: setting.world,
            shares,
            next: next_of_all(county, cells_per_grid),
            keys: county.villages.ids().map(key).collect(),
            offenders: BTreeMap::new(),
        })
    }

    /// A place is suspended: a new suspension unless the one before goes on where nobody has moved.
    /// Who is met where he has moved to may move again.
    pub fn note_suspension(&mut self, place: Place, goes_on: bool) {
        let (matter, village, which) = place;
        let (name, share) = &self.shares[matter];
        if *share <= 0.0 {
            return;
        }
        let offender = self.offenders.entry(place).or_default();
        if goes_on && !offender.has_moved {
            return;
        }
        let key = self.keys[village].child(name).child("displacement");
        let key = key.numbered(u64::from(which));
        let mark = self.world.stream(key).mark(offender.suspensions, DISPLACED);
        offender.has_moved = mark.is_below(*share);
        offender.suspensions += 1;
    }

    /// Where the offender of a suspended place goes on, if he does.
    pub fn goes_on(&self, place: Place) -> Option<Next> {
        let offender = self.offenders.get(&place);
        let has_moved = offender.is_some_and(|offender| offender.has_moved);
        has_moved.then(|| self.next[place.1])
    }
}

/// The next grid of each village.
fn next_of_all(county: &County, cells_per_grid: usize) -> Table<VillageId, Next> {
    let next = |village: VillageId| next_to(county, village, cells_per_grid);
    county.villages.ids().map(next).collect()
}

/// The next grid of the same village; of a village with one grid, the nearest other village, of the
/// same township if there is one; in a county of one grid the next cell.
fn next_to(county: &County, village: VillageId, cells_per_grid: usize) -> Next {
    if county.villages[village].grids > 1 {
        let cells = cells_per_grid;
        return Next { village, cells };
    }
    let same = nearest(county, village, |own, other| own == other);
    let other = same.or_else(|| nearest(county, village, |_, _| true));
    match other {
        Some(village) => Next { village, cells: 0 },
        None => Next { village, cells: 1 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;
    use crate::governance::sample_county::{SampleCounty, line};

    #[test]
    fn the_next_grid_is_of_the_village_else_of_the_township_else_the_nearest() {
        let sample = SampleCounty::new(vec![line(2, 0)]);
        let v = VillageId::from_index;
        let mut county = sample.with_townships(&[1_000.0; 3]).built();
        let mut hamlet = county.villages[v(0)].clone();
        hamlet.place.y_km += 30.0;
        let hamlet = county.villages.push(hamlet);
        county.villages[v(1)].grids = 2;
        let next = |village| next_to(&county, village, 5);
        let in_village = |village| Next { village, cells: 0 };
        assert_eq!(next(v(0)), in_village(hamlet));
        // Five cells on is the next grid.
        assert_eq!(
            next(v(1)),
            Next {
                village: v(1),
                cells: 5
            }
        );
        assert_eq!(next(v(2)), in_village(v(1)));
        let alone = SampleCounty::new(vec![line(2, 0)]).built();
        let only = Next {
            village: v(0),
            cells: 1,
        };
        assert_eq!(next_to(&alone, v(0), 5), only);
    }
}
