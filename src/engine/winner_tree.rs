//! A winner tree: one pending key per slot, the earliest on top.
//!
//! Slots stand in groups of four, and so do the winners of groups, up to one group. Setting a slot
//! meets three rivals a level, which hang on the slot alone, so nothing is waited for. Reading the
//! earliest costs nothing. Keys carry their slot, so only keys are stored.

use super::phase::OrderKey;

const ARITY: usize = 4;

/// One pending key per slot.
///
/// Keys are numbered so that the winner of group g is key g, and group g holds the keys 4 g to
/// 4 g + 3: going up a level is a shift. Group 1 is the top; numbers that lead nowhere stay empty.
#[derive(Debug, Clone)]
pub(super) struct WinnerTree {
    groups: Vec<[OrderKey; ARITY]>,
    /// The number of the first slot's key, a power of four.
    first: usize,
    earliest: OrderKey,
}

impl WinnerTree {
    /// A tree of `slots` empty slots.
    pub(super) fn new(slots: usize) -> Self {
        let mut first = ARITY;
        while first < slots {
            first *= ARITY;
        }
        let groups = (first + slots).div_ceil(ARITY).max(2);
        Self {
            groups: vec![[OrderKey::NEVER; ARITY]; groups],
            first,
            earliest: OrderKey::NEVER,
        }
    }

    /// The earliest pending key.
    #[inline]
    pub(super) fn earliest(&self) -> OrderKey {
        self.earliest
    }

    /// Replaces what is pending in `slot`.
    #[inline]
    pub(super) fn set(&mut self, slot: usize, key: OrderKey) {
        let mut number = self.first + slot;
        let mut winner = key;
        while number >= ARITY {
            winner = self.beat(number, winner);
            number /= ARITY;
        }
        self.earliest = winner;
    }

    /// Puts the key of a number into its place and returns the earliest of its group.
    #[inline]
    fn beat(&mut self, number: usize, key: OrderKey) -> OrderKey {
        let keys = &mut self.groups[number / ARITY];
        let place = number % ARITY;
        keys[place] = key;
        let rival = |other: usize| keys[place ^ other];
        key.min(rival(1).min(rival(2)).min(rival(3)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::phase::Phase;
    use super::*;
    use crate::base::Moment;

    #[test]
    fn the_earliest_is_always_the_least_of_all_slots() {
        for slots in [1, 4, 5, 17, 64, 65, 300] {
            let mut tree = WinnerTree::new(slots);
            let mut plain = vec![OrderKey::NEVER; slots];
            let mut state = 12_345_u64;
            for _ in 0..2_000 {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1);
                let slot = (state >> 33) as usize % slots;
                let key = if state.is_multiple_of(8) {
                    OrderKey::NEVER
                } else {
                    let at = Moment::from_seconds((state >> 40) as i64 % 97);
                    OrderKey::new(at, Phase::Emerge, slot)
                };
                tree.set(slot, key);
                plain[slot] = key;
                assert_eq!(Some(&tree.earliest()), plain.iter().min());
            }
        }
    }
}
