//! What fades: by half in a known time, or by a share each time.

use crate::base::Span;
use crate::base::elementary::{exp, ln};

/// The share left after `span` of what halves every `half_life_days` [d].
pub fn share_left(span: Span, half_life_days: f64) -> f64 {
    exp(-std::f64::consts::LN_2 * span.days() / half_life_days)
}

/// The share left after `times` of which each leaves `share`, 0 to 1: share to the power of times.
pub fn kept_of(share: f64, times: f64) -> f64 {
    if share > 0.0 || times <= 0.0 {
        exp(times * ln(share.max(f64::MIN_POSITIVE)))
    } else {
        0.0
    }
}
