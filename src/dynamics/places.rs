//! Places (点位) that offend again: which of them an incident comes from, and until when each is kept
//! from offending.

use std::collections::BTreeMap;

use crate::base::{Mark, Moment, Purpose, Stream, Table};
use crate::county::{County, Matter, MatterId, VillageId};

/// Which place of the village an incident comes from.
const WHICH: Purpose = Purpose::named("place that offends again");

/// A place: of a matter, in a village, and which one there.
pub type Place = (MatterId, VillageId, u16);

/// A side of the border of two townships, for a place that lies on one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// That of its own village; the only one of a place that lies on no border.
    Home,
    /// The other.
    Beyond,
}

/// The places of a county and those that are suspended.
#[derive(Debug, Clone)]
pub struct Places {
    /// Upper bounds of the places' shares of a matter's incidents in one village; none if the
    /// matter comes from nowhere in particular.
    bounds: Table<MatterId, Vec<f64>>,
    suspended_until: BTreeMap<(Place, Side), Moment>,
}

impl Places {
    /// The places of a county, all free to offend; none if no matter has any.
    pub fn of(county: &County) -> Option<Self> {
        let bounds = county.matters.map(|matter: &Matter| {
            matter
                .visible
                .as_ref()
                .map_or_else(Vec::new, |visible| zipf_bounds(visible.places))
        });
        bounds
            .iter()
            .any(|bounds| !bounds.is_empty())
            .then_some(Self {
                bounds,
                suspended_until: BTreeMap::new(),
            })
    }

    /// The place that the `ordinal`-th potential of a stream comes from.
    pub fn place_of(
        &self,
        (matter, village): (MatterId, VillageId),
        (stream, ordinal): (Stream, u64),
    ) -> Option<Place> {
        let bounds = &self.bounds[matter];
        let last = bounds.len().checked_sub(1)?;
        let mark: Mark = stream.mark(ordinal, WHICH);
        let which = bounds.partition_point(|bound| *bound <= mark.value());
        Some((matter, village, which.min(last) as u16))
    }

    /// Whether a place is kept from offending on one side.
    pub fn is_suspended(&self, now: Moment, at: (Place, Side)) -> bool {
        self.suspended_until
            .get(&at)
            .is_some_and(|until| now < *until)
    }

    /// Keeps a place from offending on one side until a moment, or for as long as it already is.
    pub fn suspend(&mut self, at: (Place, Side), until: Moment) {
        let kept = self.suspended_until.entry(at).or_insert(until);
        *kept = (*kept).max(until);
    }
}

/// Upper bounds of shares that fall as 1, 1/2, 1/3, ...: Zipf's law with exponent 1.
fn zipf_bounds(places: u16) -> Vec<f64> {
    let weights = (1..=places).map(|rank| 1.0 / f64::from(rank));
    let sum: f64 = weights.clone().sum();
    let mut upper = 0.0;
    weights
        .map(|weight| {
            upper += weight / sum;
            upper
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Distribution, Id, Key, Span, World};
    use crate::county::Visible;
    use crate::governance::sample_county::{SampleCounty, line};

    fn here() -> (MatterId, VillageId) {
        (MatterId::from_index(0), VillageId::from_index(0))
    }

    fn places(places: u16) -> Places {
        let mut county = SampleCounty::new(vec![line(2, 0)]).built();
        assert!(Places::of(&county).is_none());
        county.matters[here().0].visible = Some(Visible {
            places,
            ..Visible::staying(Distribution::constant(2.0).unwrap())
        });
        Places::of(&county).unwrap()
    }

    #[test]
    fn incidents_come_from_places_by_zipfs_law() {
        let places = places(4);
        let world = World {
            seed: 3,
            replication: 0,
        };
        let stream = world.stream(Key::of("dumping"));
        let mut counts = [0.0; 4];
        let drawn = 20_000;
        for ordinal in 0..drawn {
            let (_, _, which) = places.place_of(here(), (stream, ordinal)).unwrap();
            counts[which as usize] += 1.0;
        }
        let sum = 1.0 + 1.0 / 2.0 + 1.0 / 3.0 + 1.0 / 4.0;
        for (index, count) in counts.into_iter().enumerate() {
            let share = 1.0 / (index as f64 + 1.0) / sum;
            let error = (share * (1.0 - share) / drawn as f64).sqrt();
            let difference = count / drawn as f64 - share;
            assert!(difference.abs() < 4.0 * error, "{index}: {difference}");
        }
    }

    #[test]
    fn a_place_is_suspended_for_the_longest_reason_and_free_from_then_on() {
        let mut places = places(2);
        let day = |days| Moment::START + Span::from_days(days);
        let (first, second) = ((here().0, here().1, 0), (here().0, here().1, 1));
        let (first, second, beyond) = (
            (first, Side::Home),
            (second, Side::Home),
            (first, Side::Beyond),
        );
        places.suspend(first, day(90));
        places.suspend(first, day(7));
        assert!(places.is_suspended(day(89), first));
        assert!(!places.is_suspended(day(90), first));
        assert!(!places.is_suspended(day(1), second));
        assert!(!places.is_suspended(day(1), beyond));
    }
}
