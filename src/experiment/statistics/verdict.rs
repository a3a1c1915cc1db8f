//! What a paired difference says about a setup, in one of five words.

use super::paired::PairedDifference;
use crate::base::Text;
use crate::metrics::Better;

/// The judgement of one contrast.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// The interval lies wholly on the good side of zero.
    Better,
    /// The interval lies wholly on the bad side of zero.
    Worse,
    /// The interval holds zero: more replications may or may not show a difference.
    NoDifferenceDetected,
    /// Every pair is equal, to the bit.
    Zero,
    /// Setups left too different shares of their work unfinished to be compared.
    Censored,
}

/// The shares of a cohort still open at the end of observation, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnfinishedShares {
    /// Under the baseline.
    pub baseline: f64,
    /// Under the setup.
    pub setup: f64,
}

impl UnfinishedShares {
    /// The widest gap that still allows a comparison: one percentage point.
    pub const WIDEST_GAP: f64 = 0.01;

    /// Whether the gap is too wide to compare what was finished.
    pub fn censor(self) -> bool {
        // One point written as a difference of two shares may exceed 0.01 by a rounding error.
        let rounding = 1e-12;
        let gap = (self.setup - self.baseline).abs();
        gap.is_nan() || gap > Self::WIDEST_GAP + rounding
    }
}

impl Verdict {
    /// Judges `difference` (setup minus baseline) of a metric that is good when `better`.
    ///
    /// `unfinished` is `None` for metrics that open work cannot distort. The answer is `None`
    /// where there is nothing to judge: a single pair that differs, or a detected difference
    /// of a metric without a good side.
    pub fn of(
        difference: &PairedDifference,
        better: Better,
        unfinished: Option<UnfinishedShares>,
    ) -> Option<Self> {
        if unfinished.is_some_and(UnfinishedShares::censor) {
            return Some(Self::Censored);
        }
        if difference.is_exactly_zero() {
            return Some(Self::Zero);
        }
        let (lower, upper) = difference.lower.zip(difference.upper)?;
        if lower <= 0.0 && 0.0 <= upper {
            return Some(Self::NoDifferenceDetected);
        }
        match (better, lower > 0.0) {
            (Better::None, _) => None,
            (Better::Higher, true) | (Better::Lower, false) => Some(Self::Better),
            (Better::Higher, false) | (Better::Lower, true) => Some(Self::Worse),
        }
    }

    /// The word of the `verdict` column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Better => "better",
            Self::Worse => "worse",
            Self::NoDifferenceDetected => "no-difference-detected",
            Self::Zero => "zero",
            Self::Censored => "censored",
        }
    }

    /// The verdict as people read it.
    pub fn text(self) -> Text {
        match self {
            Self::Better => Text::new("更好", "better"),
            Self::Worse => Text::new("更差", "worse"),
            Self::NoDifferenceDetected => Text::new("未检出差异", "no difference detected"),
            Self::Zero => Text::new("完全相同", "exactly equal"),
            Self::Censored => Text::new("未办结比例悬殊，不作比较", "censored"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn difference(estimate: f64, bounds: Option<(f64, f64)>) -> PairedDifference {
        PairedDifference {
            estimate,
            lower: bounds.map(|(lower, _)| lower),
            upper: bounds.map(|(_, upper)| upper),
            n: bounds.map_or(1, |_| 20),
            baseline_mean: 10.0,
            setup_mean: 10.0 + estimate,
        }
    }

    fn judge(estimate: f64, lower: f64, upper: f64, better: Better) -> Option<Verdict> {
        Verdict::of(&difference(estimate, Some((lower, upper))), better, None)
    }

    #[test]
    fn the_good_side_depends_on_the_metric() {
        assert_eq!(
            judge(-2.0, -3.0, -1.0, Better::Lower),
            Some(Verdict::Better)
        );
        assert_eq!(
            judge(-2.0, -3.0, -1.0, Better::Higher),
            Some(Verdict::Worse)
        );
        assert_eq!(judge(2.0, 1.0, 3.0, Better::Lower), Some(Verdict::Worse));
        assert_eq!(judge(2.0, 1.0, 3.0, Better::Higher), Some(Verdict::Better));
    }

    #[test]
    fn a_metric_without_a_good_side_gets_no_verdict_on_a_detected_difference() {
        assert_eq!(judge(2.0, 1.0, 3.0, Better::None), None);
        assert_eq!(
            judge(2.0, -1.0, 5.0, Better::None),
            Some(Verdict::NoDifferenceDetected)
        );
    }

    #[test]
    fn an_interval_that_touches_zero_detects_nothing() {
        assert_eq!(
            judge(1.0, 0.0, 2.0, Better::Lower),
            Some(Verdict::NoDifferenceDetected)
        );
        assert_eq!(
            judge(-1.0, -2.0, 0.0, Better::Lower),
            Some(Verdict::NoDifferenceDetected)
        );
    }

    #[test]
    fn one_pair_is_judged_only_when_it_is_equal() {
        assert_eq!(
            Verdict::of(&difference(-2.0, None), Better::Lower, None),
            None
        );
        assert_eq!(
            Verdict::of(&difference(0.0, None), Better::Lower, None),
            Some(Verdict::Zero)
        );
    }

    #[test]
    fn differences_that_cancel_are_not_called_zero() {
        assert_eq!(
            judge(0.0, -1.0, 1.0, Better::Lower),
            Some(Verdict::NoDifferenceDetected)
        );
        assert_eq!(judge(0.0, 0.0, 0.0, Better::Lower), Some(Verdict::Zero));
    }

    #[test]
    fn more_than_one_point_of_unfinished_work_censors_even_an_exact_zero() {
        let judge = |baseline, setup| {
            let unfinished = UnfinishedShares { baseline, setup };
            Verdict::of(
                &difference(0.0, Some((0.0, 0.0))),
                Better::Lower,
                Some(unfinished),
            )
        };
        assert_eq!(judge(0.04, 0.051), Some(Verdict::Censored));
        assert_eq!(judge(0.051, 0.04), Some(Verdict::Censored));
        assert_eq!(judge(0.04, 0.05), Some(Verdict::Zero));
        assert_eq!(judge(0.05, 0.06), Some(Verdict::Zero));
        assert_eq!(judge(0.04, f64::NAN), Some(Verdict::Censored));
    }
}
