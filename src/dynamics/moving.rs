//! Moving: what a suspended place does not do at home, and what it does elsewhere instead.
//!
//! A place on a border is suspended on the sides that the acting unit serves; while one side is free
//! it goes on there. Of any place that is suspended the offender may go on in the next grid.

use crate::base::Moment;
use crate::county::{IncidentId, Moved, MovedBy, TownshipId, UnitId, VillageId};
use crate::engine::Observer;

use super::extent::Extent;
use super::fact::Fact;
use super::places::{Place, Side};
use super::simulation::Simulation;

/// Where a potential comes up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// In which village.
    pub village: VillageId,
    /// Where it would have, if that is elsewhere, and how many cells on it lies.
    pub moved: Option<(Moved, usize)>,
}

impl Spot {
    /// Where it belongs.
    #[inline(always)]
    pub const fn home(village: VillageId) -> Self {
        Self {
            village,
            moved: None,
        }
    }

    fn elsewhere(home: VillageId, by: MovedBy, (village, cells): (VillageId, usize)) -> Self {
        let moved = Moved { home, by };
        Self {
            village,
            moved: Some((moved, cells)),
        }
    }
}

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Where a place does now what it has in store; nowhere while it is suspended for good.
    pub(super) fn spot_of(&self, now: Moment, place: Place) -> Option<Spot> {
        let (_, home, _) = place;
        if !self.is_suspended(now, (place, Side::Home)) {
            return Some(Spot::home(home));
        }
        let beyond = self.village_beyond(place);
        let beyond = beyond.filter(|_| !self.is_suspended(now, (place, Side::Beyond)));
        if let Some(village) = beyond {
            return Some(Spot::elsewhere(home, MovedBy::Border, (village, 0)));
        }
        let next = self.displacement.as_ref()?.goes_on(place)?;
        let to = (next.village, next.cells);
        Some(Spot::elsewhere(home, MovedBy::Displacement, to))
    }

    /// Whether a place is kept from offending on one side.
    pub(super) fn is_suspended(&self, now: Moment, at: (Place, Side)) -> bool {
        let places = self.places.as_ref();
        places.is_some_and(|places| places.is_suspended(now, at))
    }

    /// The village on the other side of the border that a place lies on, if it lies on one.
    pub(super) fn village_beyond(&self, place: Place) -> Option<VillageId> {
        self.borders.as_ref()?.beyond(place)
    }

    /// On which side of its place an incident lies.
    pub(super) fn side_of(&self, id: IncidentId, place: Place) -> Side {
        let by = self.lives[id].course.moved.map(|moved| moved.by);
        match by {
            Some(MovedBy::Border) if self.village_beyond(place).is_some() => Side::Beyond,
            _ => Side::Home,
        }
    }

    /// The village of a side of a place.
    pub(super) fn village_at(&self, place: Place, side: Side) -> VillageId {
        match side {
            Side::Home => place.1,
            Side::Beyond => self.village_beyond(place).unwrap_or(place.1),
        }
    }

    /// A unit keeps a place from offending until a moment: on every side that it serves, and where it
    /// has acted.
    pub(super) fn suspend(&mut self, now: Moment, unit: UnitId, at: (Place, Side), until: Moment) {
        let (place, here) = at;
        let is_border = self.village_beyond(place).is_some();
        let acts_on = |side: Side| {
            let township = self.layout.township_of[self.village_at(place, side)];
            side == here || is_border && self.serves(unit, township)
        };
        let sides = [Side::Home, Side::Beyond].map(|side| Some(side).filter(|side| acts_on(*side)));
        let mut acted_on = sides.iter().flatten();
        let goes_on = acted_on.all(|side| self.is_suspended(now, (place, *side)));
        if let Some(displacement) = &mut self.displacement {
            displacement.note_suspension(place, goes_on);
        }
        if let Some(places) = &mut self.places {
            for side in sides.into_iter().flatten() {
                places.suspend((place, side), until);
            }
        }
    }

    /// Whether a unit is first asked for anything in a township.
    fn serves(&self, unit: UnitId, township: TownshipId) -> bool {
        let mut asked = self.charter.first_asked.iter();
        asked.any(|units| units[township] == unit)
    }
}
