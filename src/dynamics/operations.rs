//! What offices remember of each place that offends again: when it was sighted, and whether an
//! operation there is planned.

use std::collections::BTreeMap;

use crate::base::Moment;
use crate::governance::conduct;

use super::mechanism::Mechanism;
use super::places::{Place, Side};
use super::setting::Setting;

/// What is remembered of one place, on one side of a border.
#[derive(Debug, Clone, Default)]
struct Watched {
    /// Sightings that count, the oldest first.
    sighted_at: Vec<Moment>,
    /// Whether an operation waits or is under way.
    is_planned: bool,
    /// Operations worked off so far.
    done: u64,
}

/// The places under watch and what calls for an operation.
#[derive(Debug, Clone)]
pub struct Operations {
    /// When there is one, and what it takes.
    pub law: conduct::Operations,
    watched: BTreeMap<(Place, Side), Watched>,
}

impl Operations {
    /// No place sighted yet; none where the county states no operations.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = setting.mechanisms.has(Mechanism::Operations);
        let law = setting.conduct.operations.filter(|_| is_on)?;
        Some(Self {
            law,
            watched: BTreeMap::new(),
        })
    }

    /// A place was sighted; whether it has been often enough for an operation. While one is planned
    /// there, nothing is counted.
    pub fn sight(&mut self, now: Moment, place: (Place, Side)) -> bool {
        let watched = self.watched.entry(place).or_default();
        if watched.is_planned {
            return false;
        }
        let window = self.law.window();
        watched.sighted_at.retain(|at| now - *at <= window);
        watched.sighted_at.push(now);
        watched.sighted_at.len() >= usize::from(self.law.sightings)
    }

    /// An operation is planned at a place: counting begins anew.
    pub fn plan(&mut self, place: (Place, Side)) {
        let watched = self.watched.entry(place).or_default();
        watched.sighted_at.clear();
        watched.is_planned = true;
    }

    /// An operation at a place is worked off; which one there it was, the first being 0.
    pub fn finish(&mut self, place: (Place, Side)) -> u64 {
        let watched = self.watched.entry(place).or_default();
        watched.is_planned = false;
        watched.done += 1;
        watched.done - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Id, Span};
    use crate::county::{MatterId, VillageId};

    fn operations() -> Operations {
        Operations {
            law: conduct::Operations {
                sightings: 3,
                ..conduct::Operations::default()
            },
            watched: BTreeMap::new(),
        }
    }

    fn place(which: u16) -> (Place, Side) {
        let place = (MatterId::from_index(0), VillageId::from_index(0), which);
        (place, Side::Home)
    }

    fn day(day: i64) -> Moment {
        Moment::START + Span::from_days(day)
    }

    #[test]
    fn a_place_is_called_for_by_its_own_sightings_within_the_window() {
        let mut operations = operations();
        assert!(!operations.sight(day(0), place(0)));
        assert!(!operations.sight(day(20), place(1)));
        assert!(!operations.sight(day(20), place(0)));
        // The first lies 31 days back, then 30.
        assert!(!operations.sight(day(31), place(0)));
        assert!(operations.sight(day(50), place(0)));
    }

    #[test]
    fn counting_rests_while_an_operation_is_planned_and_begins_anew_after_it() {
        let mut operations = operations();
        for at in [0, 1, 2] {
            operations.sight(day(at), place(0));
        }
        operations.plan(place(0));
        assert!(!operations.sight(day(3), place(0)));
        assert!(!operations.sight(day(4), place(0)));
        assert_eq!(operations.finish(place(0)), 0);
        assert!(!operations.sight(day(5), place(0)));
        assert!(!operations.sight(day(6), place(0)));
        assert!(operations.sight(day(7), place(0)));
        operations.plan(place(0));
        assert_eq!(operations.finish(place(0)), 1);
    }
}
