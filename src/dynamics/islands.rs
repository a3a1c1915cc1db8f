//! Islands: townships of a county that share no unit with any other, so that nothing done on one is
//! felt on another.
//!
//! Plain queues are run island by island. That changes no result, for no island hears of another and
//! tallies hang on no order; but what one island needs fits into the fastest memory there is.

use crate::base::{Id, Table};
use crate::county::{TownshipId, UnitId, WorkerId};
use crate::governance::Charter;

use super::layout::Layout;
use super::source::Source;

/// Townships with all that happens and everybody who works there.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Island {
    /// Its people, in their order.
    pub workers: Vec<WorkerId>,
    /// Its streams of potentials, in their order.
    pub sources: Vec<usize>,
}

impl Island {
    /// The whole county as one.
    pub(super) fn whole(workers: usize, sources: usize) -> Self {
        Self {
            workers: (0..workers).map(WorkerId::from_index).collect(),
            sources: (0..sources).collect(),
        }
    }

    /// The islands of a county whose incidents are served by the units first asked and by no other;
    /// units that nobody asks stand on the first.
    pub(super) fn all(charter: &Charter, layout: &Layout, sources: &[Source]) -> Vec<Self> {
        let shores = Shores::of(charter);
        let mut islands = vec![Self::default(); shores.count];
        for (worker, unit) in charter.unit_of.iter_with_ids() {
            islands[shores.of_unit[*unit]].workers.push(worker);
        }
        for (index, source) in sources.iter().enumerate() {
            let township = layout.township_of[source.village];
            islands[shores.of_township[township]].sources.push(index);
        }
        islands
    }
}

/// On which island each township and each unit stands.
#[derive(Debug, PartialEq)]
struct Shores {
    of_township: Table<TownshipId, usize>,
    of_unit: Table<UnitId, usize>,
    count: usize,
}

impl Shores {
    fn of(charter: &Charter) -> Self {
        let townships = charter.first_asked.iter().map(Table::len).max();
        let mut of_township: Table<TownshipId, usize> = (0..townships.unwrap_or(0)).collect();
        let mut asked_by = Table::filled(charter.units.len(), None);
        for units in &charter.first_asked {
            for (township, unit) in units.iter_with_ids() {
                let other = *asked_by[*unit].get_or_insert(township);
                join(&mut of_township, township, other);
            }
        }
        let count = number(&mut of_township);
        Self {
            of_unit: asked_by.map(|township| township.map_or(0, |township| of_township[township])),
            of_township,
            count,
        }
    }
}

/// Two townships, with whatever stands with them, stand together from now on.
fn join(of_township: &mut Table<TownshipId, usize>, one: TownshipId, other: TownshipId) {
    let (one, other) = (of_township[one], of_township[other]);
    for island in of_township.iter_mut() {
        if *island == one {
            *island = other;
        }
    }
}

/// Numbers the islands as the townships come upon them and returns how many there are.
fn number(of_township: &mut Table<TownshipId, usize>) -> usize {
    let mut found = Vec::new();
    for island in of_township.iter_mut() {
        let place = found.iter().position(|other| other == island);
        *island = place.unwrap_or_else(|| {
            found.push(*island);
            found.len() - 1
        });
    }
    found.len().max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn townships(islands: [usize; 5]) -> Table<TownshipId, usize> {
        islands.into_iter().collect()
    }

    #[test]
    fn townships_that_are_joined_stand_together_with_all_that_were_before() {
        let id = TownshipId::from_index;
        let mut of_township = townships([0, 1, 2, 3, 4]);
        join(&mut of_township, id(0), id(3));
        join(&mut of_township, id(4), id(2));
        join(&mut of_township, id(3), id(4));
        assert_eq!(number(&mut of_township), 2);
        assert_eq!(of_township, townships([0, 1, 0, 0, 0]));
    }
}
