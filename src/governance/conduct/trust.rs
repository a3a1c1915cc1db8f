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
