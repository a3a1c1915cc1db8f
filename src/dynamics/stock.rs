//! Stocks: what fronted visits and stays have left in the villages.

use crate::base::{Id, Moment, Table};
use crate::county::{GroupId, VillageId};
use crate::governance::conduct::{Prevention, Stock};

/// What is in store in each village for each matter group.
#[derive(Debug, Clone)]
pub struct Stocks {
    law: Prevention,
    groups: usize,
    visits: Vec<Stock>,
    stays: Table<VillageId, Stock>,
}

impl Stocks {
    /// Nothing was done yet.
    pub fn empty(law: Prevention, villages: usize, groups: usize) -> Self {
        Self {
            law,
            groups,
            visits: vec![Stock::EMPTY; villages * groups],
            stays: Table::filled(villages, Stock::EMPTY),
        }
    }

    /// Visits in store for a group in a village.
    #[inline]
    pub fn of_visits(&self, now: Moment, village: VillageId, group: GroupId) -> f64 {
        self.visits[village.index() * self.groups + group.index()].at(now, &self.law)
    }

    /// Stays of a licensed pair in a village, fading as visits do.
    pub fn of_stays(&self, now: Moment, village: VillageId) -> f64 {
        self.stays[village].at(now, &self.law)
    }

    /// A visit for one group is done: one for its own, a share for the village's others.
    pub fn add_visit(&mut self, now: Moment, village: VillageId, group: GroupId) {
        let first = village.index() * self.groups;
        let of_village = &mut self.visits[first..first + self.groups];
        for (index, stock) in of_village.iter_mut().enumerate() {
            let visits = if index == group.index() {
                1.0
            } else {
                self.law.other_group_share
            };
            *stock = stock.add(now, visits, &self.law);
        }
    }

    /// A stay is over.
    pub fn add_stay(&mut self, now: Moment, village: VillageId) {
        self.stays[village] = self.stays[village].add(now, 1.0, &self.law);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    /// The stock after `visits` visits `days` apart: the geometric sum of what each has left.
    fn geometric_sum(visits: i32, days: f64, half_life_days: f64) -> f64 {
        let left = libm::exp2(-days / half_life_days);
        (1.0 - left.powi(visits)) / (1.0 - left)
    }

    #[test]
    fn regular_visits_leave_the_geometric_sum_and_a_share_of_it_elsewhere() {
        let law = Prevention::default();
        let mut stocks = Stocks::empty(law, 2, 3);
        let id = |index| (VillageId::from_index(index), GroupId::from_index(index));
        let (village, own) = id(1);
        let (other_village, other) = id(0);
        for visit in 0..40 {
            let now = Moment::START + Span::from_days(14 * visit);
            stocks.add_visit(now, village, own);
        }
        let last = Moment::START + Span::from_days(14 * 39);
        let expected = geometric_sum(40, 14.0, law.half_life_days);
        let there = stocks.of_visits(last, village, own);
        assert!((there / expected - 1.0).abs() < 1e-12, "{there} {expected}");
        let beside = stocks.of_visits(last, village, other);
        let expected_beside = law.other_group_share * expected;
        assert!((beside / expected_beside - 1.0).abs() < 1e-12, "{beside}");
        assert!(stocks.of_visits(last, other_village, own).abs() < f64::MIN_POSITIVE);
        let later = stocks.of_visits(last + Span::from_days(90), village, own);
        assert!((later / (there / 2.0) - 1.0).abs() < 1e-12, "{later}");
    }

    #[test]
    fn stays_fade_like_visits() {
        let law = Prevention::default();
        let mut stocks = Stocks::empty(law, 1, 1);
        let village = VillageId::from_index(0);
        stocks.add_stay(Moment::START, village);
        let later = Moment::START + Span::from_days(90);
        assert!((stocks.of_stays(later, village) - 0.5).abs() < 1e-12);
    }
}
