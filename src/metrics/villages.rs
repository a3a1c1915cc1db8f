//! Village by village: what became of its potentials, and how able it is in the end.

use crate::base::varint::{read_u64, write_unsigned};
use crate::base::{DecodeError, Id};
use crate::county::{Cause, VillageId};
use crate::dynamics::CountyEnd;

use super::case::Leaving;
use super::fates::FateTally;
use super::metric::MetricId;
use super::scope::read_list;

/// The metrics told village by village, in the order of tables.
pub const OF_VILLAGES: [MetricId; 6] = [
    MetricId::Emerged,
    MetricId::Prevented,
    MetricId::Reported,
    MetricId::SettledInVillage,
    MetricId::Exposure,
    MetricId::CommunityCapacityEnd,
];

/// Integers of one village.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct OfVillage {
    fates: FateTally,
    /// Its capacity at the end (millionths); none where villages settle nothing.
    capacity: Option<u64>,
}

/// Integers village by village; empty where villages are not told apart.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VillageTally(Vec<OfVillage>);

impl VillageTally {
    /// Nothing happened yet in so many villages.
    pub fn new(villages: usize) -> Self {
        Self(vec![OfVillage::default(); villages])
    }

    /// Whether villages are not told apart.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Counts an incident that left.
    pub fn left(&mut self, leaving: &Leaving) {
        if let Some(of) = self.0.get_mut(leaving.incident.village.index()) {
            of.fates.record(leaving);
        }
    }

    /// Counts one that was prevented.
    pub fn prevented(&mut self, village: VillageId, cause: Cause) {
        if let Some(of) = self.0.get_mut(village.index()) {
            of.fates.prevent(cause);
        }
    }

    /// Notes how able a village is when the run ends.
    pub fn ends(&mut self, village: VillageId, capacity: f64) {
        if let Some(of) = self.0.get_mut(village.index()) {
            of.capacity = Some(CountyEnd::millionths(capacity));
        }
    }

    /// The value of a metric in one village; none for one of another kind.
    pub fn value(&self, metric: MetricId, village: VillageId) -> Option<f64> {
        let of = self.0.get(village.index())?;
        match metric {
            MetricId::CommunityCapacityEnd => of.capacity.map(CountyEnd::share),
            _ => of.fates.value(metric),
        }
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        write_unsigned(self.0.len() as u128, bytes);
        for of in &self.0 {
            of.fates.write_to(bytes);
            write_unsigned(of.capacity.map_or(0, |value| u128::from(value) + 1), bytes);
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let of_village = |bytes: &mut &[u8]| {
            Ok(OfVillage {
                fates: FateTally::read_from(bytes)?,
                capacity: read_u64(bytes)?.checked_sub(1),
            })
        };
        Ok(Self(read_list(bytes, of_village)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn villages_are_told_apart_and_survive_a_journal() {
        let mut tally = VillageTally::new(2);
        let [here, there] = [0, 1].map(VillageId::from_index);
        tally.prevented(here, Cause::Visit);
        tally.ends(there, 0.25);
        assert_eq!(tally.value(MetricId::Prevented, here), Some(1.0));
        assert_eq!(tally.value(MetricId::Prevented, there), Some(0.0));
        let capacity = |village| tally.value(MetricId::CommunityCapacityEnd, village);
        assert_eq!((capacity(here), capacity(there)), (None, Some(0.25)));
        assert_eq!(tally.value(MetricId::ResponseTime, here), None);
        let mut bytes = Vec::new();
        tally.write_to(&mut bytes);
        assert_eq!(VillageTally::read_from(&mut &bytes[..]), Ok(tally));
    }
}
