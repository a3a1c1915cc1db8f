//! Case records: how many cases offices have met lately, by place and matter.
//!
//! A case counts for a year in the mean: counts fade to 1/e in 365 days.

use crate::base::elementary::exp;
use crate::base::{Id, Moment};
use crate::county::{GroupId, MatterId, TownshipId, VillageId};

/// The mean age of what counts (d); assumed.
const DAYS_COUNTED: f64 = 365.0;

/// Cases of each matter group in each village, and of each matter in each township.
#[derive(Debug, Clone)]
pub struct CaseRecord {
    groups: usize,
    matters: usize,
    in_villages: Vec<f64>,
    in_townships: Vec<f64>,
    faded_until: Moment,
}

impl CaseRecord {
    /// No case yet.
    pub fn empty(
        (villages, groups): (usize, usize),
        (townships, matters): (usize, usize),
        start: Moment,
    ) -> Self {
        Self {
            groups,
            matters,
            in_villages: vec![0.0; villages * groups],
            in_townships: vec![0.0; townships * matters],
            faded_until: start,
        }
    }

    /// A case was opened.
    pub fn note(
        &mut self,
        (village, group): (VillageId, GroupId),
        (township, matter): (TownshipId, MatterId),
    ) {
        self.in_villages[village.index() * self.groups + group.index()] += 1.0;
        self.in_townships[township.index() * self.matters + matter.index()] += 1.0;
    }

    /// Lets the counts fade; called once a week, so that a case of this week counts whole.
    pub fn fade_until(&mut self, now: Moment) {
        let left = exp(-(now - self.faded_until).days() / DAYS_COUNTED);
        self.faded_until = now;
        for count in self.in_villages.iter_mut().chain(&mut self.in_townships) {
            *count *= left;
        }
    }

    /// Cases of a group in a village.
    pub fn in_village(&self, village: VillageId, group: GroupId) -> f64 {
        self.in_villages[village.index() * self.groups + group.index()]
    }

    /// Cases of all groups in a village.
    pub fn of_village(&self, village: VillageId) -> f64 {
        let first = village.index() * self.groups;
        self.in_villages[first..first + self.groups].iter().sum()
    }

    /// Cases of a matter in a township.
    pub fn in_township(&self, township: TownshipId, matter: MatterId) -> f64 {
        self.in_townships[township.index() * self.matters + matter.index()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    #[test]
    fn a_case_counts_where_it_was_and_fades_over_a_year() {
        let mut record = CaseRecord::empty((2, 2), (1, 3), Moment::START);
        let (village, group) = (VillageId::from_index(1), GroupId::from_index(0));
        let (township, matter) = (TownshipId::from_index(0), MatterId::from_index(2));
        record.note((village, group), (township, matter));
        record.note((village, group), (township, matter));
        for week in 1..=52 {
            record.fade_until(Moment::START + Span::WEEK * week);
        }
        let expected = 2.0 * libm::exp(-364.0 / 365.0);
        for count in [
            record.in_village(village, group),
            record.of_village(village),
            record.in_township(township, matter),
        ] {
            assert!((count - expected).abs() < 1e-12, "{count}");
        }
        let elsewhere = record.of_village(VillageId::from_index(0));
        assert!(elsewhere.abs() < f64::MIN_POSITIVE);
    }
}
