//! Sets of days of the week.

use serde::{Deserialize, Serialize};

use super::date::Weekday;

/// A set of days of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Weekday>", into = "Vec<Weekday>")]
pub struct WeekdaySet(u8);

impl WeekdaySet {
    /// Whether the set has `weekday`.
    pub const fn contains(self, weekday: Weekday) -> bool {
        self.0 >> weekday.index() & 1 == 1
    }

    /// Whether the set has no day.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl FromIterator<Weekday> for WeekdaySet {
    fn from_iter<I: IntoIterator<Item = Weekday>>(weekdays: I) -> Self {
        let bits = weekdays.into_iter().map(|weekday| 1 << weekday.index());
        Self(bits.fold(0, |set, bit| set | bit))
    }
}

impl From<Vec<Weekday>> for WeekdaySet {
    fn from(weekdays: Vec<Weekday>) -> Self {
        weekdays.into_iter().collect()
    }
}

impl From<WeekdaySet> for Vec<Weekday> {
    fn from(set: WeekdaySet) -> Self {
        let weekdays = Weekday::ALL.into_iter();
        weekdays.filter(|weekday| set.contains(*weekday)).collect()
    }
}
