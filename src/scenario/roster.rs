//! Whether two persons are ever on duty together, absence left out.

use crate::base::calendar::Calendar;
use crate::base::{Moment, ShiftPattern, Span};
use crate::county::{County, WorkerId};
use crate::dynamics::Horizon;

/// How many days are looked at: whatever the roster, it repeats by week or follows the calendar.
const DAYS_LOOKED_AT: i64 = 28;

/// Whether no two of `persons` are ever on duty at one moment.
pub fn never_together(
    county: &County,
    calendar: &Calendar,
    horizon: Horizon,
    persons: &[WorkerId],
) -> bool {
    let until = horizon
        .end()
        .min(horizon.start() + Span::DAY * DAYS_LOOKED_AT);
    let mut shifts: Vec<_> = persons.iter().map(|id| county.workers[*id].shift).collect();
    shifts.sort_unstable();
    let turns_of = |shift: &Option<_>| match shift {
        None => vec![(horizon.start(), until)],
        Some(shift) => {
            let pattern: &ShiftPattern = &county.shifts[*shift];
            pattern.on_duty(calendar, horizon.start(), until).collect()
        }
    };
    let pairs_of_one_shift = shifts.windows(2).filter(|pair| pair[0] == pair[1]);
    if pairs_of_one_shift
        .into_iter()
        .any(|pair| !turns_of(&pair[0]).is_empty())
    {
        return false;
    }
    shifts.dedup();
    let turns: Vec<_> = shifts.iter().map(turns_of).collect();
    let overlap = |left: usize| {
        turns[left + 1..]
            .iter()
            .any(|other| meet(&turns[left], other))
    };
    !(0..turns.len()).any(overlap)
}

/// Whether two lists of turns, each in order, share a moment.
fn meet(one: &[(Moment, Moment)], other: &[(Moment, Moment)]) -> bool {
    let (mut left, mut right) = (0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        if a.0 < b.1 && b.0 < a.1 {
            return true;
        }
        if a.1 <= b.1 {
            left += 1;
        } else {
            right += 1;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_that_only_touch_do_not_meet() {
        let at = |hour: i64| Moment::START + Span::HOUR * hour;
        assert!(!meet(
            &[(at(0), at(8)), (at(24), at(32))],
            &[(at(8), at(24))]
        ));
        assert!(meet(
            &[(at(0), at(8)), (at(24), at(32))],
            &[(at(8), at(25))]
        ));
        assert!(!meet(&[], &[(at(8), at(25))]));
    }
}
