//! Requests: how many small things came up in each township, and how many were brought.

use crate::base::varint::write_unsigned;
use crate::base::{Count, DecodeError, Id};
use crate::county::TownshipId;

use super::metric::MetricId;
use super::scope::read_list;

/// Integers of the small requests of one township.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct OfTownship {
    came_up: Count,
    brought: Count,
}

/// Integers of small requests, township by township; empty where they are not measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RequestTally(Vec<OfTownship>);

impl RequestTally {
    /// Nothing came up yet in so many townships.
    pub fn new(townships: usize) -> Self {
        Self(vec![OfTownship::default(); townships])
    }

    /// A request came up, and was brought or not.
    pub fn add(&mut self, township: TownshipId, is_brought: bool) {
        if let Some(requests) = self.0.get_mut(township.index()) {
            requests.came_up.increment();
            requests.brought.add(u64::from(is_brought));
        }
    }

    /// The value of a metric of requests, in one township or in all.
    pub fn value(&self, metric: MetricId, township: Option<TownshipId>) -> f64 {
        let of = |requests: &OfTownship| match metric {
            MetricId::Consultations => requests.brought.value(),
            _ => requests.came_up.value(),
        };
        let count: u64 = match township {
            Some(township) => self.0.get(township.index()).map_or(0, of),
            None => self.0.iter().map(of).sum(),
        };
        count as f64
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        write_unsigned(self.0.len() as u128, bytes);
        for requests in &self.0 {
            requests.came_up.write_to(bytes);
            requests.brought.write_to(bytes);
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let of_township = |bytes: &mut &[u8]| {
            Ok(OfTownship {
                came_up: Count::read_from(bytes)?,
                brought: Count::read_from(bytes)?,
            })
        };
        Ok(Self(read_list(bytes, of_township)?))
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_where_they_come_up_and_survive_a_journal() {
        let mut tally = RequestTally::new(2);
        let [here, there] = [0, 1].map(TownshipId::from_index);
        tally.add(here, true);
        tally.add(there, false);
        tally.add(there, true);
        let of = |metric, township| tally.value(metric, township);
        assert_eq!(of(MetricId::Requests, None), 3.0);
        assert_eq!(of(MetricId::Requests, Some(there)), 2.0);
        assert_eq!(of(MetricId::Consultations, None), 2.0);
        assert_eq!(of(MetricId::Consultations, Some(there)), 1.0);
        let mut bytes = Vec::new();
        tally.write_to(&mut bytes);
        assert_eq!(RequestTally::read_from(&mut &bytes[..]), Ok(tally));
    }
}
