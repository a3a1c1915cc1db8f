//! R8, haste and sham: what is cut short or closed undone when a unit is pressed for its record.

use crate::base::{Purpose, Stream};
use crate::document::{Fields, Unit, number};

use super::beta::{Beta, BetaPurpose};
use super::ewma::Ewma;

/// Draws of a person's honesty.
const HONESTY: BetaPurpose = BetaPurpose {
    first: Purpose::named("honesty"),
    second: Purpose::named("dishonesty"),
};

/// Shapes of the law of honesty (assumed: model R8).
const HONESTY_SHAPES: (f64, f64) = (2.0, 5.0);

/// `[haste]`: what recorded closure is worth, and what keeps people from faking it; it needs
/// `[recurrence]`, by which what is left undone comes back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Haste {
    /// Weight of recorded closure in the assessment, `w_rec`; 0: neither haste nor sham.
    pub recorded_weight: f64,
    /// Share of cases whose reporter is asked afterwards.
    pub public_score_coverage: f64,
    /// Weight of the newest case in the own record of being found out.
    pub ewma_weight: f64,
    /// Share of the content that is done at the least.
    pub least_share: f64,
    /// What a closure on record is worth at weight 1 (min).
    pub closure_worth_min: f64,
    /// What being found out costs (min).
    pub found_out_min: f64,
    /// What a sham costs a wholly honest person (min).
    pub honesty_min: f64,
}

impl Default for Haste {
    fn default() -> Self {
        Self {
            recorded_weight: 0.0,
            public_score_coverage: 0.3,
            ewma_weight: 0.1,
            least_share: 0.6,
            closure_worth_min: 120.0,
            found_out_min: 480.0,
            honesty_min: 600.0,
        }
    }
}

const SOURCE: &str = "assumption: model R8";

impl Haste {
    /// Reads `[haste]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let prices = visit_prices(fields, &Self::default());
        Self {
            recorded_weight: fields
                .key(
                    "recorded_weight",
                    number().unit(Unit::Ratio).range(0.0..=2.0),
                )
                .means(
                    "考核中“已办结”的权重；0 则既不赶工也不虚假办结",
                    "weight of recorded closure in the assessment; 0: neither haste nor sham",
                )
                .source("assumption: model R8, swept from 0 to 2")
                .or(prices.recorded_weight),
            public_score_coverage: fields
                .key("public_score_coverage", number().share())
                .means(
                    "办结后回访群众的占比",
                    "share of cases whose reporter is asked afterwards",
                )
                .source(SOURCE)
                .or(prices.public_score_coverage),
            ewma_weight: fields
                .key("ewma_weight", number().share())
                .means(
                    "最近一件在“被发现”经验中的权重",
                    "weight of the newest case in the own record of being found out",
                )
                .source(SOURCE)
                .or(prices.ewma_weight),
            least_share: fields
                .key("least_share", number().unit(Unit::Share).range(0.01..=1.0))
                .means(
                    "再赶也至少做完的份额",
                    "share of the content that is done at the least",
                )
                .source(SOURCE)
                .or(prices.least_share),
            ..prices
        }
    }

    /// A unit's record of being found out, before any case.
    pub const fn record(&self, start: f64) -> Ewma {
        Ewma::new(start, self.ewma_weight)
    }

    /// The share q of its content that a task gets in a unit whose minutes due within five working
    /// days are `saturation` times its shift minutes in them.
    pub fn done_share(&self, saturation: f64) -> f64 {
        if self.recorded_weight > 0.0 && saturation > 1.0 {
            self.least_share.max(1.0 / saturation)
        } else {
            1.0
        }
    }

    /// The probability with which a sham is expected to come out, of a unit's own record.
    pub fn caught_share(&self, found_out: Ewma) -> f64 {
        self.public_score_coverage * found_out.value()
    }

    /// Whether a late case is closed on record undone: iff
    /// `120 w_rec > 480 p_caught + 600 o`.
    pub fn closes_undone(&self, caught_share: f64, honesty: f64) -> bool {
        self.closure_worth_min * self.recorded_weight
            > self.found_out_min * caught_share + self.honesty_min * honesty
    }

    /// The law of honesty, Beta(2, 5).
    pub fn honesties() -> Beta {
        let (a, b) = HONESTY_SHAPES;
        Beta::new(a, b)
    }

    /// The honesty o of the `ordinal`-th person of `stream`.
    pub fn honesty(honesties: &Beta, stream: Stream, ordinal: u64) -> f64 {
        honesties.sample(stream, ordinal, HONESTY)
    }
}

/// The keys of prices; the others as in `usual`.
fn visit_prices(fields: &mut Fields, usual: &Haste) -> Haste {
    let mut minutes = |key, zh, en, usual: f64| {
        fields
            .key(key, number().unit(Unit::Minute).range(0.0..=100_000.0))
            .means(zh, en)
            .source(SOURCE)
            .or(usual)
    };
    Haste {
        closure_worth_min: minutes(
            "closure_worth_min",
            "权重为 1 时，一件“已办结”值多少工时",
            "what a closure on record is worth at weight 1",
            usual.closure_worth_min,
        ),
        found_out_min: minutes(
            "found_out_min",
            "虚假办结被发现的代价",
            "what being found out costs",
            usual.found_out_min,
        ),
        honesty_min: minutes(
            "honesty_min",
            "完全诚实的人虚假办结的内心代价",
            "what a sham costs a wholly honest person",
            usual.honesty_min,
        ),
        ..*usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Key, World};

    fn pressed(recorded_weight: f64) -> Haste {
        Haste {
            recorded_weight,
            ..Haste::default()
        }
    }

    #[test]
    fn work_is_cut_only_where_the_record_counts_and_time_is_short() {
        let is = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-15, "{found}");
        is(pressed(0.0).done_share(3.0), 1.0);
        is(pressed(1.0).done_share(1.0), 1.0);
        is(pressed(1.0).done_share(1.25), 0.8);
        is(pressed(1.0).done_share(10.0), 0.6);
    }

    /// 120 x 1 > 480 x 0.1 + 600 o iff o < 0.12.
    #[test]
    fn a_sham_is_the_choice_of_the_dishonest_who_are_not_asked_about() {
        assert!(pressed(1.0).closes_undone(0.1, 0.119));
        assert!(!pressed(1.0).closes_undone(0.1, 0.121));
        assert!(!pressed(1.0).closes_undone(0.3, 0.0)); // 120 < 144
        assert!(!pressed(0.0).closes_undone(0.0, 0.0));
    }

    #[test]
    fn being_found_out_is_expected_by_experience_of_those_asked() {
        let record = pressed(1.0).record(0.5).happened(true);
        assert!((pressed(1.0).caught_share(record) - 0.3 * 0.55).abs() < 1e-15);
    }

    #[test]
    fn honesty_is_two_sevenths_in_the_mean() {
        let stream = World {
            seed: 1,
            replication: 0,
        }
        .stream(Key::of("persons"));
        let honesties = Haste::honesties();
        let n = 50_000_u64;
        let sum: f64 = (0..n)
            .map(|person| Haste::honesty(&honesties, stream, person))
            .sum();
        // Variance 2 x 5 / (49 x 8).
        let error = (10.0 / 392.0 / n as f64).sqrt();
        assert!((sum / n as f64 - 2.0 / 7.0).abs() < 5.0 * error);
    }
}
