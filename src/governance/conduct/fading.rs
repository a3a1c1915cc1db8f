//! What fades: by half in a known time, or by a share each time.

use crate::base::Span;
use crate::base::elementary::{exp, ln};

/// Beyond so many e-foldings nothing is left to the last bit of any sum.
const MOST_FOLDINGS: f64 = 700.0;

/// The share left after so many e-foldings, 0 or more.
pub fn share_after(foldings: f64) -> f64 {
    exp(-foldings.min(MOST_FOLDINGS))
}

/// The share left after `span` of what halves every `half_life_days` (d).
pub fn share_left(span: Span, half_life_days: f64) -> f64 {
    share_after(std::f64::consts::LN_2 * span.days() / half_life_days)
}

/// The share left after `times` of which each leaves `share`, 0 to 1: share to the power of times.
pub fn kept_of(share: f64, times: f64) -> f64 {
    if share > 0.0 || times <= 0.0 {
        share_after(-times * ln(share.max(f64::MIN_POSITIVE)))
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_is_left_after_the_half_life_and_a_quarter_after_two() {
        for (days, left) in [(0, 1.0), (90, 0.5), (180, 0.25), (900, 1.0 / 1_024.0)] {
            let share = share_left(Span::from_days(days), 90.0);
            assert!((share - left).abs() < 1e-14, "{days}: {share}");
        }
    }

    #[test]
    fn ages_leave_next_to_nothing_and_are_no_fault() {
        assert!(share_left(Span::from_days(100_000), 1.0) < 1e-300);
        assert!(kept_of(0.5, 1e9) < 1e-300);
    }

    #[test]
    fn what_leaves_nothing_or_everything_is_exact() {
        let is = |share, times, left: f64| assert!((kept_of(share, times) - left).abs() == 0.0);
        is(1.0, 1_000.0, 1.0);
        is(0.98, 0.0, 1.0);
        is(0.0, 0.0, 1.0);
        is(0.0, 3.0, 0.0);
        assert!((kept_of(0.98, 12.0) - 0.784_716_723_734_800_3).abs() < 1e-14);
    }
}
