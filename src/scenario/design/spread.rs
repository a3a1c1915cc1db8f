//! The values a factor may have: listed, between two ends, or of a distribution.

use std::sync::Arc;

use crate::base::Distribution;
use crate::document::{Node, Place};

use super::level::Level;
use super::quantile::quantile;

/// Where the levels of a distribution lie: from its 5th to its 95th percentile.
const TAIL: f64 = 0.05;

/// The values of a factor.
#[derive(Debug, Clone)]
pub enum Spread {
    /// These, in this order.
    Values(Vec<Arc<Node>>),
    /// All between two ends.
    Range {
        /// The least.
        low: f64,
        /// The greatest.
        high: f64,
        /// Where both are written.
        place: Place,
    },
    /// As likely as a law says.
    Law {
        /// The law.
        law: Distribution,
        /// Where it is written.
        place: Place,
    },
}

impl Spread {
    /// How many levels a design of levels has, if `levels` are asked for of what is not listed.
    pub fn levels(&self, levels: usize) -> usize {
        match self {
            Self::Values(values) => values.len(),
            Self::Range { .. } | Self::Law { .. } => levels,
        }
    }

    /// The `ordinal`-th of so many levels: of a range evenly from end to end, of a law at quantiles
    /// that are evenly apart from the 5th percentile to the 95th.
    pub fn level(&self, ordinal: usize, levels: usize, is_whole: bool) -> Level {
        let along = ordinal as f64 / (levels.max(2) - 1) as f64;
        match self {
            Self::Values(values) => Level::put(Arc::clone(&values[ordinal])),
            Self::Range { low, high, place } => {
                let value = if ordinal + 1 == levels {
                    *high
                } else {
                    low + along * (high - low)
                };
                number(value, *place, is_whole)
            }
            Self::Law { law, place } => {
                let at = TAIL + along * (1.0 - 2.0 * TAIL);
                number(quantile(law, at), *place, is_whole)
            }
        }
    }

    /// The value at a place of the unit cube; listed values, and whole numbers of a range, have
    /// equal shares of it.
    pub fn at(&self, place_in_cube: f64, is_whole: bool) -> Level {
        match self {
            Self::Values(values) => {
                let chosen = (place_in_cube * values.len() as f64) as usize;
                Level::put(Arc::clone(&values[chosen.min(values.len() - 1)]))
            }
            Self::Range { low, high, place } if is_whole => {
                let (low, high) = (low.ceil(), high.floor());
                let step = (place_in_cube * (high - low + 1.0)).floor();
                Level::whole_at((low + step).min(high) as i64, *place)
            }
            Self::Range { low, high, place } => {
                Level::number_at(low + place_in_cube * (high - low), *place)
            }
            Self::Law { law, place } => number(quantile(law, place_in_cube), *place, is_whole),
        }
    }

    /// Whether a value that a file lists may stand: one of the listed, or between the ends.
    pub fn contains(&self, level: &Level) -> bool {
        match self {
            Self::Values(values) => values
                .iter()
                .any(|value| Level::put(Arc::clone(value)).is_same(level)),
            Self::Range { low, high, .. } => level
                .number()
                .is_some_and(|number| (*low..=*high).contains(&number)),
            Self::Law { .. } => true,
        }
    }
}

fn number(value: f64, place: Place, is_whole: bool) -> Level {
    if is_whole {
        Level::whole_at(value.round() as i64, place)
    } else {
        Level::number_at(value, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Sources;

    fn range(low: f64, high: f64) -> Spread {
        let place = Place::top(Sources::new().add("a.toml", ""));
        Spread::Range { low, high, place }
    }

    fn shown(levels: impl IntoIterator<Item = Level>) -> Vec<String> {
        let levels = levels.into_iter();
        levels.map(|level| level.shown().to_owned()).collect()
    }

    #[test]
    fn levels_of_a_range_run_evenly_from_end_to_end() {
        let spread = range(0.2, 0.5);
        let levels = |n: usize, is_whole| shown((0..n).map(|at| spread.level(at, n, is_whole)));
        assert_eq!(levels(2, false), ["0.2", "0.5"]);
        assert_eq!(levels(4, false).len(), 4);
        assert_eq!(levels(3, false)[1], "0.35");
        let whole = range(10.0, 13.0);
        assert_eq!(shown([whole.level(1, 3, true)]), ["12"]);
    }

    #[test]
    fn levels_of_a_law_run_from_its_5th_to_its_95th_percentile() {
        let place = Place::top(Sources::new().add("a.toml", ""));
        let law = Distribution::uniform(0.0, 100.0).unwrap();
        let spread = Spread::Law { law, place };
        let levels = shown((0..3).map(|at| spread.level(at, 3, true)));
        assert_eq!(levels, ["5", "50", "95"]);
    }

    #[test]
    fn whole_numbers_have_equal_shares_of_the_cube() {
        let spread = range(1.0, 4.0);
        let places = (0..8).map(|cell| spread.at((f64::from(cell) + 0.5) / 8.0, true));
        assert_eq!(shown(places), ["1", "1", "2", "2", "3", "3", "4", "4"]);
        assert_eq!(shown([spread.at(0.5, false)]), ["2.5"]);
    }
}
