//! R11, prevention: what visits lay in store against trouble, and how it wears off.

use crate::base::{Mark, Moment, Span};
use crate::document::{Fields, Unit, number};

use super::fading::share_left;

/// A twelfth of a year of 365 days (d).
const DAYS_OF_A_MONTH: f64 = 365.0 / 12.0;

/// `[prevention]`: what fronted work prevents.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prevention {
    /// One person's visit to a village for one matter group (min).
    pub visit_min: f64,
    /// The stock that visits leave halves in so many days (d).
    pub half_life_days: f64,
    /// Share of preventable trouble that the greatest stock prevents.
    pub max_share: f64,
    /// Visits in store that prevent half of that.
    pub half_effect_visits: f64,
    /// What a visit adds to the stock of the other groups.
    pub other_group_share: f64,
    /// What a visit adds to the sight clocks of its own group in the village.
    pub adds_sight: f64,
    /// A licensed pair's stay in a village (h).
    pub resource_h: f64,
    /// Share of that stay that coaches the village.
    pub coaching_share: f64,
    /// Work on a standing procedure for one matter in one township (h).
    pub procedure_h: f64,
    /// How long such a procedure holds (months).
    pub procedure_months: f64,
}

impl Default for Prevention {
    fn default() -> Self {
        Self {
            visit_min: 90.0,
            half_life_days: 90.0,
            max_share: 0.35,
            half_effect_visits: 4.0,
            other_group_share: 0.5,
            adds_sight: 0.05,
            resource_h: 4.0,
            coaching_share: 1.0,
            procedure_h: 40.0,
            procedure_months: 12.0,
        }
    }
}

const SOURCE: &str = "assumption: model R11";

impl Prevention {
    /// Reads `[prevention]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let effect = visit_effect(fields, &Self::default());
        visit_ways(fields, &effect)
    }

    /// The share of preventable trouble that a stock prevents: max S / (S + S50).
    pub fn prevented_share(&self, stock: f64) -> f64 {
        self.max_share * stock / (stock + self.half_effect_visits)
    }

    /// Whether a preventable trouble with this mark is prevented.
    pub fn prevents(&self, mark: Mark, stock: f64) -> bool {
        mark.is_below(self.prevented_share(stock))
    }

    /// By how much the prevented share rises with one more visit.
    pub fn gain_of_a_visit(&self, stock: f64) -> f64 {
        self.prevented_share(stock + 1.0) - self.prevented_share(stock)
    }

    /// How long a standing procedure holds.
    pub fn procedure_holds(&self) -> Span {
        Span::from_hours(self.procedure_months * DAYS_OF_A_MONTH * 24.0)
    }
}

/// What visits have left for one matter group of a village, in visits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stock {
    value: f64,
    since: Moment,
}

impl Stock {
    /// Nothing was done yet.
    pub const EMPTY: Self = Self {
        value: 0.0,
        since: Moment::START,
    };

    /// What is left at `now`, at or after the last visit.
    pub fn at(self, now: Moment, prevention: &Prevention) -> f64 {
        if self.value > 0.0 {
            self.value * share_left(now - self.since, prevention.half_life_days)
        } else {
            0.0
        }
    }

    /// After `visits` more (1 for its own group, `other_group_share` for another).
    #[must_use]
    pub fn add(self, now: Moment, visits: f64, prevention: &Prevention) -> Self {
        Self {
            value: self.at(now, prevention) + visits,
            since: now,
        }
    }
}

/// The keys of what visits bring; the others as in `usual`.
fn visit_effect(fields: &mut Fields, usual: &Prevention) -> Prevention {
    Prevention {
        half_life_days: fields
            .key(
                "half_life_days",
                number().unit(Unit::Day).range(1.0..=3_650.0),
            )
            .means(
                "走访效果的半衰期",
                "the stock that visits leave halves in so many days",
            )
            .source("assumption: model R11, swept from 30 to 365")
            .or(usual.half_life_days),
        max_share: fields
            .key("max_share", number().unit(Unit::Share).range(0.0..=0.6))
            .means(
                "走访最多能预防的占比（可预防者中）",
                "share of preventable trouble that the greatest stock prevents",
            )
            .source("assumption: model R11, swept from 0 to 0.6")
            .or(usual.max_share),
        half_effect_visits: fields
            .key(
                "half_effect_visits",
                number().unit(Unit::Count).range(0.1..=1_000.0),
            )
            .means(
                "存量多少次走访达到一半效果",
                "visits in store that prevent half of the most",
            )
            .source("assumption: model R11, swept from 1 to 12")
            .or(usual.half_effect_visits),
        other_group_share: fields
            .key("other_group_share", number().share())
            .means(
                "一次走访给其他事项组增加的存量",
                "what a visit adds to the stock of the other groups",
            )
            .source(SOURCE)
            .or(usual.other_group_share),
        adds_sight: fields
            .key("adds_sight", number().unit(Unit::Ratio).range(0.0..=10.0))
            .means(
                "一次走访给本组隐患被看见的时钟增加的量",
                "what a visit adds to the sight clocks of its own group there",
            )
            .source(SOURCE)
            .or(usual.adds_sight),
        ..*usual
    }
}

/// The keys of what it takes; the others as in `usual`.
fn visit_ways(fields: &mut Fields, usual: &Prevention) -> Prevention {
    Prevention {
        visit_min: fields
            .key("visit_min", number().unit(Unit::Minute).range(1.0..=480.0))
            .means(
                "一人走访一个村一组事项的用时",
                "one person's visit to a village for one matter group",
            )
            .source(SOURCE)
            .or(usual.visit_min),
        resource_h: fields
            .key("resource_h", number().unit(Unit::Hour).range(0.5..=24.0))
            .means(
                "资源前置：一组持证人员驻村一次的时间",
                "a licensed pair's stay in a village: half a day",
            )
            .source(SOURCE)
            .or(usual.resource_h),
        coaching_share: fields
            .key("coaching_share", number().share())
            .means(
                "驻村时间中用于辅导村里的占比",
                "share of such a stay that coaches the village",
            )
            .source(SOURCE)
            .or(usual.coaching_share),
        procedure_h: fields
            .key(
                "procedure_h",
                number().unit(Unit::Hour).range(0.0..=2_000.0),
            )
            .means(
                "机制前置：为一个乡镇一个事项建立常设流程的用时",
                "work on a standing procedure for one matter in one township",
            )
            .source(SOURCE)
            .or(usual.procedure_h),
        procedure_months: fields
            .key(
                "procedure_months",
                number().unit(Unit::Month).range(0.0..=120.0),
            )
            .means("常设流程有效多久", "how long a standing procedure holds")
            .source(SOURCE)
            .or(usual.procedure_months),
        ..*usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> Prevention {
        Prevention::default()
    }

    #[test]
    fn a_stock_of_the_half_effect_prevents_half_of_the_most() {
        assert!((usual().prevented_share(4.0) - 0.175).abs() < 1e-15);
        assert!(usual().prevented_share(1e9) < 0.35);
        let mark = Mark::from_words(0x2000_0000, 0); // 0.125
        assert!(usual().prevents(mark, 4.0) && !usual().prevents(mark, 1.0)); // 0.07
        assert!(!usual().prevents(Mark::from_words(0, 0), 0.0));
    }

    #[test]
    fn each_further_visit_brings_less() {
        // 0.35 (1/5); 0.35 (5/9 - 4/8)
        assert!((usual().gain_of_a_visit(0.0) - 0.07).abs() < 1e-15);
        assert!((usual().gain_of_a_visit(4.0) - 0.35 / 18.0).abs() < 1e-15);
    }

    #[test]
    fn a_stock_halves_in_its_half_life_and_visits_add() {
        let later = Moment::START + Span::from_days(90);
        let stock = Stock::EMPTY.add(Moment::START, 2.0, &usual());
        assert!((stock.at(later, &usual()) - 1.0).abs() < 1e-14);
        let more = stock.add(later, usual().other_group_share, &usual());
        assert!((more.at(later, &usual()) - 1.5).abs() < 1e-14);
        let before = Moment::START - Span::from_days(56);
        assert!(Stock::EMPTY.at(before, &usual()).abs() < 1e-15);
    }

    /// Visits every 30 days: after a visit 1 / (1 - x), x = 2^(-1/3).
    #[test]
    fn regular_visits_come_to_the_sum_of_the_geometric_series() {
        let visit =
            |stock: Stock, visit: i64| stock.add(Moment::start_of_day(30 * visit), 1.0, &usual());
        let stock = (0..200).fold(Stock::EMPTY, visit);
        let left = stock.at(Moment::start_of_day(30 * 199), &usual());
        let expected = 1.0 / (1.0 - 0.793_700_525_984_099_7);
        assert!((left - expected).abs() < 1e-12, "{left} {expected}");
    }

    #[test]
    fn a_procedure_holds_a_year() {
        assert_eq!(usual().procedure_holds(), Span::from_days(365));
    }
}
