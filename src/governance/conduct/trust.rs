//! The trust of a grid's residents in their offices, as of the moment it last moved.

use crate::base::Moment;

use super::residents::Residents;

/// Trust, 0 to 1; between two outcomes it drifts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trust {
    value: f64,
    since: Moment,
}

impl Trust {
    /// The trust with which residents start.
    pub const fn initial(since: Moment, residents: &Residents) -> Self {
        Self {
            value: residents.initial_trust,
            since,
        }
    }

    /// Trust at `now`, at or after its last outcome.
    pub fn at(self, now: Moment, residents: &Residents) -> f64 {
        residents.drifted(self.value, now - self.since)
    }

    /// After a settlement in the expected time.
    #[must_use]
    pub fn after_good(self, now: Moment, residents: &Residents) -> Self {
        Self {
            value: residents.after_good(self.at(now, residents)),
            since: now,
        }
    }

    /// After an overdue case, a relapse, a sham closing or a second return.
    #[must_use]
    pub fn after_bad(self, now: Moment, residents: &Residents) -> Self {
        Self {
            value: residents.after_bad(self.at(now, residents)),
            since: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Span;

    #[test]
    fn an_outcome_acts_on_what_trust_has_drifted_to() {
        let residents = Residents {
            initial_trust: 0.9,
            ..Residents::default()
        };
        let start = Moment::START;
        let year = start + Span::from_days(365);
        let trust = Trust::initial(start, &residents);
        let is = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-14, "{found}");
        is(trust.at(start, &residents), 0.9);
        is(trust.at(year, &residents), 0.7);
        let better = trust.after_good(year, &residents);
        is(better.at(year, &residents), 0.7 + 0.05 * 0.3);
        let worse = trust.after_bad(year, &residents);
        is(worse.at(year, &residents), 0.63);
        is(worse.at(year + Span::from_days(365), &residents), 0.565);
    }
}
