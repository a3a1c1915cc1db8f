//! R10, a township without power: what it does about a part that only others may act on.
//!
//! It does what has settled such cases soonest so far, and grave ones it never keeps to itself.
//! Further ways (a whistle, a neighbour) join [`TownshipWay`] with the axes that open them.

use crate::county::Severity;
use crate::document::{Fields, Unit, integer, number};

use super::ewma::Ewma;

/// What a township without power can do about a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TownshipWay {
    /// Its own people persuade the offender.
    Persuade,
    /// It asks the line whose part it is.
    AskTheLine,
}

impl TownshipWay {
    /// How many there are.
    pub const COUNT: usize = 2;
    /// All ways, in the order of ties.
    pub const ALL: [Self; Self::COUNT] = [Self::Persuade, Self::AskTheLine];
}

/// A part as the township sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithoutPowerView {
    /// Days to settlement that the township expects of each way, in the order of
    /// [`TownshipWay::ALL`]; none of a way that is not open to it.
    pub expected_days: [Option<f64>; TownshipWay::COUNT],
    /// How grave the case is.
    pub severity: Severity,
}

/// What the township decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TownshipChoice {
    /// The way it goes.
    pub way: TownshipWay,
    /// Whether it asks the line at the same time.
    pub asks_as_well: bool,
}

/// `[without_power]`: how townships choose; it needs `[persuasion]`, by which persuasion works.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WithoutPower {
    /// Weight of the newest case in the own record of days to settlement.
    pub record_weight: f64,
    /// Days to settlement expected of a way that was never tried (d).
    pub expected_days: f64,
    /// From this severity on the line is asked in any case.
    pub asks_from_severity: Severity,
}

/// The severity of model R10: 4.
const GRAVE: Severity = match Severity::new(4) {
    Some(severity) => severity,
    None => panic!("severities are 1 to 5"),
};

impl Default for WithoutPower {
    fn default() -> Self {
        Self {
            record_weight: 0.2,
            expected_days: 0.0,
            asks_from_severity: GRAVE,
        }
    }
}

const SOURCE: &str = "assumption: model R10";

impl WithoutPower {
    /// Reads `[without_power]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let grave = i64::from(usual.asks_from_severity.degree());
        let degree = fields
            .key(
                "asks_from_severity",
                integer().range(1..=Severity::DEGREES as i64),
            )
            .means(
                "几级以上除劝导外必同时请部门",
                "from this severity on the line is asked in any case",
            )
            .source(SOURCE)
            .or(grave);
        Self {
            record_weight: fields
                .key("record_weight", number().share())
                .means(
                    "最近一件在各办法“几天办结”经验中的权重",
                    "weight of the newest case in the own record of days to settlement",
                )
                .source(SOURCE)
                .or(usual.record_weight),
            expected_days: fields
                .key("expected_days", number().unit(Unit::Day).range(0.0..=365.0))
                .means(
                    "没有试过的办法预期几天办结；0 为乐观",
                    "days to settlement expected of a way never tried; 0 is an optimist's",
                )
                .source(SOURCE)
                .or(usual.expected_days),
            asks_from_severity: Severity::new(degree as u8).unwrap_or(usual.asks_from_severity),
        }
    }

    /// A record of days to settlement before any case.
    pub const fn record(&self) -> Ewma {
        Ewma::new(self.expected_days, self.record_weight)
    }

    /// What a township does: of the ways open to it the one expected to settle soonest, the first
    /// among equals; none where none is open.
    pub fn choose(&self, view: &WithoutPowerView) -> Option<TownshipChoice> {
        let open = TownshipWay::ALL.into_iter().zip(view.expected_days);
        let open = open.filter_map(|(way, days)| days.map(|days| (way, days)));
        let (way, _) = open.min_by(|(_, one), (_, other)| one.total_cmp(other))?;
        let is_line_there = view.expected_days[TownshipWay::AskTheLine as usize].is_some();
        Some(TownshipChoice {
            way,
            asks_as_well: view.severity >= self.asks_from_severity
                && is_line_there
                && way != TownshipWay::AskTheLine,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(persuade: Option<f64>, ask: Option<f64>, degree: u8) -> Option<TownshipChoice> {
        WithoutPower::default().choose(&WithoutPowerView {
            expected_days: [persuade, ask],
            severity: Severity::new(degree).unwrap(),
        })
    }

    const fn way(way: TownshipWay, asks_as_well: bool) -> TownshipChoice {
        TownshipChoice { way, asks_as_well }
    }

    #[test]
    fn the_way_that_settled_sooner_is_taken_and_the_first_of_two_alike() {
        use TownshipWay::{AskTheLine, Persuade};
        assert_eq!(chosen(Some(2.0), Some(3.0), 1), Some(way(Persuade, false)));
        assert_eq!(
            chosen(Some(3.1), Some(3.0), 1),
            Some(way(AskTheLine, false))
        );
        assert_eq!(chosen(Some(0.0), Some(0.0), 3), Some(way(Persuade, false)));
        assert_eq!(chosen(None, Some(9.0), 2), Some(way(AskTheLine, false)));
        assert_eq!(chosen(None, None, 2), None);
    }

    #[test]
    fn with_a_grave_case_the_line_is_asked_whatever_else_is_done() {
        use TownshipWay::{AskTheLine, Persuade};
        assert_eq!(chosen(Some(1.0), Some(3.0), 4), Some(way(Persuade, true)));
        assert_eq!(chosen(Some(1.0), Some(3.0), 3), Some(way(Persuade, false)));
        assert_eq!(
            chosen(Some(4.0), Some(3.0), 5),
            Some(way(AskTheLine, false))
        );
        assert_eq!(chosen(Some(1.0), None, 5), Some(way(Persuade, false)));
    }

    /// 0, then 2 d: 0.4; then 5 d: 1.32. Two days of the line, 0.4, are then expected to be less.
    #[test]
    fn a_township_turns_from_what_has_cost_it_days() {
        let fresh = WithoutPower::default().record();
        let persuaded = fresh.seen(2.0).seen(5.0);
        assert!((persuaded.value() - 1.32).abs() < 1e-12);
        let choice = |asked: f64| chosen(Some(persuaded.value()), Some(asked), 1).unwrap().way;
        assert_eq!(choice(fresh.seen(2.0).value()), TownshipWay::AskTheLine);
        assert_eq!(choice(fresh.seen(7.0).value()), TownshipWay::Persuade);
    }
}
