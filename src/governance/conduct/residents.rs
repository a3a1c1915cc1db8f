//! R1, residents: when they complain, ask again, turn higher or give up, and what moves their trust.

use crate::base::{Mark, Span};
use crate::county::Severity;
use crate::document::{Fields, Unit, integer, number};

use super::fading::share_left;

/// The trust that nothing has moved, to which trust returns (share) (assumed: model R1).
pub const NEUTRAL_TRUST: f64 = 0.5;

/// `[residents]`: the habits of the residents of a grid.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Residents {
    /// Trust at the start, 0 to 1.
    pub initial_trust: f64,
    /// Trust's distance from [`NEUTRAL_TRUST`] halves in so many days (d).
    pub trust_half_life_days: f64,
    /// Share of the way to 1 after a settlement in the expected time.
    pub trust_gain: f64,
    /// Share of trust lost after a bad outcome.
    pub trust_loss: f64,
    /// Hazard of asking again once it is overdue [1/d].
    pub repeat_per_day: f64,
    /// Times asked again before anybody turns over the township's head.
    pub over_head_repeats: u32,
    /// Share who then do so without any trust.
    pub over_head_share: f64,
    /// Mean time until they give up (d).
    pub give_up_days: f64,
    /// How long they find it right to wait (d).
    pub expected_days: f64,
}

impl Default for Residents {
    fn default() -> Self {
        Self {
            initial_trust: 0.5,
            trust_half_life_days: 365.0,
            trust_gain: 0.05,
            trust_loss: 0.1,
            repeat_per_day: 0.03,
            over_head_repeats: 2,
            over_head_share: 0.2,
            give_up_days: 60.0,
            expected_days: 2.0,
        }
    }
}

impl Residents {
    /// Reads `[residents]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let trust = visit_trust(fields, &usual);
        Self {
            repeat_per_day: fields
                .key(
                    "repeat_per_day",
                    number().unit(Unit::PerDay).range(0.0..=1.0),
                )
                .means(
                    "超过期望时限后再次投诉的风险率",
                    "hazard of complaining again once it is overdue",
                )
                .source("assumption: model R1")
                .or(usual.repeat_per_day),
            over_head_repeats: fields
                .key(
                    "over_head_repeats",
                    integer().unit(Unit::Count).range(0..=100),
                )
                .means(
                    "再次投诉几次后才可能越级",
                    "repeats before anybody turns over the township's head",
                )
                .source("assumption: model R1")
                .or(i64::from(usual.over_head_repeats)) as u32,
            over_head_share: fields
                .key("over_head_share", number().share())
                .means(
                    "毫无信任时越级的占比；有信任 T 时乘以 1 - T",
                    "share who then turn higher without any trust; times 1 - T at trust T",
                )
                .source("assumption: model R1")
                .or(usual.over_head_share),
            give_up_days: fields
                .key(
                    "give_up_days",
                    number().unit(Unit::Day).range(1.0..=10_000.0),
                )
                .means(
                    "放弃前的平均时间（指数分布）",
                    "mean time until they give up, exponential",
                )
                .source("assumption: model R1")
                .or(usual.give_up_days),
            expected_days: fields
                .key("expected_days", number().unit(Unit::Day).range(0.0..=365.0))
                .means(
                    "投诉人愿意等待的时间",
                    "how long a reporter finds it right to wait",
                )
                .source("assumption: model R1, so that trust is stationary near 0.5")
                .or(usual.expected_days),
            ..trust
        }
    }

    /// How long they find it right to wait.
    pub fn expected(&self) -> Span {
        Span::from_hours(self.expected_days * 24.0)
    }

    /// Complaint hazard [1/d] of a trouble whose own hazard is `kappa_per_day` [1/d] a degree of
    /// severity: kappa s (0.5 + T).
    pub fn complaint_per_day(&self, kappa_per_day: f64, severity: Severity, trust: f64) -> f64 {
        kappa_per_day * f64::from(severity.degree()) * (0.5 + trust)
    }

    /// Whether a petty question with the threshold `threshold` is asked at all: where trust is more.
    pub fn consults(&self, threshold: Mark, trust: f64) -> bool {
        threshold.is_below(trust)
    }

    /// Trust after a settlement in the expected time.
    pub fn after_good(&self, trust: f64) -> f64 {
        trust + self.trust_gain * (1.0 - trust)
    }

    /// Trust after an overdue case, a relapse, a sham closing or a second return.
    pub fn after_bad(&self, trust: f64) -> f64 {
        trust - self.trust_loss * trust
    }

    /// Trust `span` later if nothing happens.
    pub fn drifted(&self, trust: f64, span: Span) -> f64 {
        NEUTRAL_TRUST + (trust - NEUTRAL_TRUST) * share_left(span, self.trust_half_life_days)
    }

    /// Whether a reporter who asked again often enough turns over the township's head (越级).
    pub fn goes_over_head(&self, mark: Mark, trust: f64) -> bool {
        mark.is_below(self.over_head_share * (1.0 - trust))
    }
}

/// The keys of trust; the others as in `usual`.
fn visit_trust(fields: &mut Fields, usual: &Residents) -> Residents {
    Residents {
        initial_trust: fields
            .key("initial_trust", number().share())
            .means("起始信任", "trust at the start")
            .source("assumption: model R1")
            .or(usual.initial_trust),
        trust_half_life_days: fields
            .key(
                "trust_half_life_days",
                number().unit(Unit::Day).range(1.0..=36_500.0),
            )
            .means(
                "信任回到 0.5 的半衰期",
                "trust's distance from 0.5 halves in so many days",
            )
            .source("assumption: model R1")
            .or(usual.trust_half_life_days),
        trust_gain: fields
            .key("trust_gain", number().share())
            .means(
                "按期真正办结后，信任向 1 走的份额",
                "share of the way to 1 after a true settlement in the expected time",
            )
            .source("assumption: model R1")
            .or(usual.trust_gain),
        trust_loss: fields
            .key("trust_loss", number().share())
            .means(
                "超期、反弹、虚假办结或二次退单后失去的信任份额",
                "share of trust lost when overdue, relapsed, closed in sham or returned twice",
            )
            .source("assumption: model R1")
            .or(usual.trust_loss),
        ..*usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> Residents {
        Residents::default()
    }

    #[test]
    fn complaints_rise_with_severity_and_trust() {
        let grave = Severity::new(4).unwrap();
        // 0.0245 x 4 x (0.5 + 0.5)
        let complaint = usual().complaint_per_day(0.0245, grave, 0.5);
        assert!((complaint - 0.098).abs() < 1e-15);
        let mild = usual().complaint_per_day(0.0245, Severity::MILD, 0.0);
        assert!((mild - 0.012_25).abs() < 1e-15);
    }

    #[test]
    fn good_outcomes_gain_a_share_of_what_is_missing_and_bad_ones_cost_a_share_of_what_is_there() {
        assert!((usual().after_good(0.5) - 0.525).abs() < 1e-15);
        assert!((usual().after_bad(0.5) - 0.45).abs() < 1e-15);
        assert!((usual().after_good(1.0) - 1.0).abs() < 1e-15);
        assert!(usual().after_bad(0.0).abs() < 1e-15);
    }

    /// Without drift, gain g and loss l balance at p g (1 - T) = (1 - p) l T; at T = 0.5 that is
    /// two good outcomes to each bad one.
    #[test]
    fn trust_is_stationary_at_a_half_with_two_good_outcomes_to_a_bad_one() {
        let of_good = 2.0 / 3.0;
        let expected = of_good * usual().after_good(0.5) + (1.0 - of_good) * usual().after_bad(0.5);
        assert!((expected - 0.5).abs() < 1e-15);
    }

    #[test]
    fn trust_comes_back_to_a_half_with_its_half_life() {
        let year = Span::from_days(365);
        assert!((usual().drifted(0.9, year) - 0.7).abs() < 1e-14);
        assert!((usual().drifted(0.1, year * 2) - 0.4).abs() < 1e-14);
        assert!((usual().drifted(0.5, year) - 0.5).abs() < 1e-15);
    }

    #[test]
    fn who_trusts_less_turns_higher_more_often() {
        let mark = Mark::from_words(0x2000_0000, 0); // 0.125
        assert!(usual().goes_over_head(mark, 0.3)); // below 0.14
        assert!(!usual().goes_over_head(mark, 0.4)); // not below 0.12
        assert!(!usual().goes_over_head(Mark::from_words(0, 0), 1.0));
    }

    #[test]
    fn a_petty_question_is_asked_where_trust_is_more_than_its_threshold() {
        let threshold = Mark::from_words(0x8000_0000, 0); // just above 0.5
        assert!(usual().consults(threshold, 0.51) && !usual().consults(threshold, 0.5));
    }

    #[test]
    fn patience_is_two_days() {
        assert_eq!(usual().expected(), Span::from_days(2));
    }
}
