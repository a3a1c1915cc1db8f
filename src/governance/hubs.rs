//! Hubs: townships joined into a few centres (1+X) so that people travel as little as may be.

use crate::base::Table;
use crate::base::geometry::Point;
use crate::county::{Township, TownshipId};

/// A hub: the townships it serves and the most populous of them, where it has its seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hub {
    /// Where it has its seat.
    pub seat: TownshipId,
    /// Townships it serves, in order of the file.
    pub townships: Vec<TownshipId>,
}

/// Travel of a hub: first what residents cause, then plain distance where nobody is stated.
type Travel = (f64, f64);

impl Hub {
    fn of(townships: &Table<TownshipId, Township>, mut members: Vec<TownshipId>) -> Self {
        members.sort_unstable();
        let first = members[0];
        let seat = members.iter().copied().fold(first, |most, other| {
            if townships[other].residents > townships[most].residents {
                other
            } else {
                most
            }
        });
        Self {
            seat,
            townships: members,
        }
    }

    /// Residents times distance from the seat [person km], and the distance alone (km).
    fn travel(&self, townships: &Table<TownshipId, Township>) -> Travel {
        let seat: Point = townships[self.seat].seat;
        let ways = self.townships.iter().map(|township| {
            let township = &townships[*township];
            let distance_km = seat.distance_km(township.seat);
            (township.residents * distance_km, distance_km)
        });
        ways.fold((0.0, 0.0), |sum, way| (sum.0 + way.0, sum.1 + way.1))
    }

    fn joined(&self, other: &Self, townships: &Table<TownshipId, Township>) -> Self {
        let members = self.townships.iter().chain(&other.townships).copied();
        Self::of(townships, members.collect())
    }
}

/// A third of the townships, rounded up: how many hubs there are if a setup does not say.
pub const fn usual_count(townships: usize) -> usize {
    townships.div_ceil(3)
}

/// Joins `members` of `townships` into `hubs` hubs, in order of their first township.
///
/// Greedy agglomeration: every township starts alone; as long as there are too many hubs, those
/// two are joined whose union adds least travel, counted as residents times straight distance
/// between the seat of the hub (its most populous township) and the seats of its townships; then,
/// if equal, least distance; then the first two. One pass, no draw, so a county has one answer; it
/// is not the least travel of all partitions, and hubs need not be of equal size.
pub fn join(
    townships: &Table<TownshipId, Township>,
    members: &[TownshipId],
    hubs: usize,
) -> Vec<Hub> {
    let mut joined: Vec<Hub> = members
        .iter()
        .map(|township| Hub::of(townships, vec![*township]))
        .collect();
    while joined.len() > hubs.max(1) {
        let (first, second) = cheapest_pair(&joined, townships);
        let other = joined.remove(second);
        joined[first] = joined[first].joined(&other, townships);
    }
    joined
}

/// The two hubs whose union adds least travel; the first of equals. There are two at least.
fn cheapest_pair(hubs: &[Hub], townships: &Table<TownshipId, Township>) -> (usize, usize) {
    let mut cheapest = ((f64::INFINITY, f64::INFINITY), (0, 1));
    for first in 0..hubs.len() {
        for second in first + 1..hubs.len() {
            let union = hubs[first]
                .joined(&hubs[second], townships)
                .travel(townships);
            let (before, other) = (
                hubs[first].travel(townships),
                hubs[second].travel(townships),
            );
            let added = (union.0 - before.0 - other.0, union.1 - before.1 - other.1);
            if added < cheapest.0 {
                cheapest = (added, (first, second));
            }
        }
    }
    cheapest.1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::governance::sample_county::township;

    fn joined(townships: &Table<TownshipId, Township>, hubs: usize) -> Vec<Hub> {
        let all: Vec<TownshipId> = townships.ids().collect();
        join(townships, &all, hubs)
    }

    fn county(places: &[(f64, f64, f64)]) -> Table<TownshipId, Township> {
        let rows = places.iter().enumerate();
        rows.map(|(index, (residents, x_km, y_km))| {
            township(&format!("t-{}", index + 1), *residents, (*x_km, *y_km))
        })
        .collect()
    }

    fn named(townships: &Table<TownshipId, Township>, hubs: &[Hub]) -> Vec<String> {
        let hubs = hubs.iter().map(|hub| {
            let members = hub.townships.iter().map(|t| townships[*t].id.as_str());
            format!(
                "{}: {}",
                townships[hub.seat].id,
                members.collect::<Vec<_>>().join(" ")
            )
        });
        hubs.collect()
    }

    #[test]
    fn neighbours_are_joined_and_the_most_populous_is_the_seat() {
        let townships = county(&[
            (10.0, 0.0, 0.0),
            (10.0, 20.0, 0.0),
            (30.0, 1.0, 0.0),
            (10.0, 21.0, 0.0),
            (10.0, 22.0, 0.0),
        ]);
        let hubs = named(&townships, &joined(&townships, 2));
        assert_eq!(hubs, ["t-3: t-1 t-3", "t-2: t-2 t-4 t-5"]);
    }

    #[test]
    fn where_nobody_is_stated_distance_decides() {
        let townships = county(&[(0.0, 0.0, 0.0), (0.0, 9.0, 0.0), (0.0, 10.0, 0.0)]);
        let hubs = named(&townships, &joined(&townships, 2));
        assert_eq!(hubs, ["t-1: t-1", "t-2: t-2 t-3"]);
    }

    #[test]
    fn a_third_of_the_townships_is_rounded_up() {
        assert_eq!([1, 3, 4, 16].map(usual_count), [1, 1, 2, 6]);
    }

    proptest! {
        #[test]
        fn every_township_is_in_one_hub_and_every_hub_has_one(
            places in proptest::collection::vec((0.0_f64..9.0, -9.0_f64..9.0, -9.0_f64..9.0), 1..12),
            wanted in 1_usize..12,
        ) {
            let townships = county(&places);
            let wanted = wanted.min(townships.len());
            let hubs = joined(&townships, wanted);
            prop_assert_eq!(hubs.len(), wanted);
            let mut all: Vec<TownshipId> = hubs.iter().flat_map(|hub| hub.townships.clone()).collect();
            all.sort_unstable();
            prop_assert_eq!(all, townships.ids().collect::<Vec<_>>());
            prop_assert!(hubs.iter().all(|hub| hub.townships.contains(&hub.seat)));
        }
    }
}
