//! What is no incident, township by township: small requests, consultations, useless visits,
//! operations, inspections.

use crate::base::varint::write_unsigned;
use crate::base::{Count, DecodeError, Id};
use crate::county::TownshipId;

use super::metric::MetricId;
use super::scope::read_list;

/// Integers of one township.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct OfTownship {
    /// Small requests that came up.
    requests: Count,
    /// Those that were brought.
    consultations: Count,
    /// Visits on second tickets to what was settled.
    useless_visits: Count,
    /// Operations worked off.
    operations: Count,
    /// Inspections carried out.
    inspections: Count,
}

/// Integers township by township; empty where none of them is measured.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TownshipTally(Vec<OfTownship>);

impl TownshipTally {
    /// Nothing happened yet in so many townships.
    pub fn new(townships: usize) -> Self {
        Self(vec![OfTownship::default(); townships])
    }

    /// A small request came up, and was brought or not.
    pub fn request(&mut self, township: TownshipId, is_brought: bool) {
        if let Some(of) = self.0.get_mut(township.index()) {
            of.requests.increment();
            of.consultations.add(u64::from(is_brought));
        }
    }

    /// A crew followed a second ticket in vain.
    pub fn useless_visit(&mut self, township: TownshipId) {
        if let Some(of) = self.0.get_mut(township.index()) {
            of.useless_visits.increment();
        }
    }

    /// An operation was worked off.
    pub fn operation(&mut self, township: TownshipId) {
        if let Some(of) = self.0.get_mut(township.index()) {
            of.operations.increment();
        }
    }

    /// An inspection was carried out.
    pub fn inspect(&mut self, township: TownshipId) {
        if let Some(of) = self.0.get_mut(township.index()) {
            of.inspections.increment();
        }
    }

    /// The number behind a metric in one township or in all; none for one of another kind.
    pub fn value(&self, metric: MetricId, township: Option<TownshipId>) -> Option<f64> {
        let of = |of: &OfTownship| match metric {
            MetricId::Requests => Some(of.requests),
            MetricId::Consultations => Some(of.consultations),
            MetricId::UselessVisits => Some(of.useless_visits),
            MetricId::Operations => Some(of.operations),
            MetricId::VisitsPerFirm => Some(of.inspections),
            _ => None,
        };
        let count = |row| of(row).map(Count::value);
        let count: Option<u64> = match township {
            Some(township) => count(self.0.get(township.index())?),
            None => self.0.iter().map(count).sum(),
        };
        count.map(|count| count as f64)
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        write_unsigned(self.0.len() as u128, bytes);
        for of in &self.0 {
            let visits = [of.useless_visits, of.operations, of.inspections];
            for count in [of.requests, of.consultations].into_iter().chain(visits) {
                count.write_to(bytes);
            }
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let of_township = |bytes: &mut &[u8]| {
            Ok(OfTownship {
                requests: Count::read_from(bytes)?,
                consultations: Count::read_from(bytes)?,
                useless_visits: Count::read_from(bytes)?,
                operations: Count::read_from(bytes)?,
                inspections: Count::read_from(bytes)?,
            })
        };
        Ok(Self(read_list(bytes, of_township)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happens_is_counted_where_it_does_and_survives_a_journal() {
        let mut tally = TownshipTally::new(2);
        let [here, there] = [0, 1].map(TownshipId::from_index);
        tally.request(here, true);
        tally.request(there, false);
        tally.request(there, true);
        tally.useless_visit(there);
        tally.operation(here);
        tally.inspect(here);
        tally.inspect(here);
        let of = |metric, township| tally.value(metric, township);
        assert_eq!(of(MetricId::Requests, None), Some(3.0));
        assert_eq!(of(MetricId::Requests, Some(there)), Some(2.0));
        assert_eq!(of(MetricId::Consultations, None), Some(2.0));
        assert_eq!(of(MetricId::UselessVisits, None), Some(1.0));
        assert_eq!(of(MetricId::UselessVisits, Some(here)), Some(0.0));
        assert_eq!(of(MetricId::Operations, None), Some(1.0));
        assert_eq!(of(MetricId::Operations, Some(there)), Some(0.0));
        assert_eq!(of(MetricId::VisitsPerFirm, Some(here)), Some(2.0));
        assert_eq!(of(MetricId::Emerged, None), None);
        let mut bytes = Vec::new();
        tally.write_to(&mut bytes);
        assert_eq!(TownshipTally::read_from(&mut &bytes[..]), Ok(tally));
    }
}
