//! A winner tree: one pending key per slot, the earliest on top.
//!
//! Slots stand in groups of four, and so do the winners of groups, up to one group. Setting a slot
//! meets three rivals a level, which hang on the slot alone, so nothing is waited for. Reading the
//! earliest costs nothing. Keys carry their slot, so only keys are stored.

use super::phase::OrderKey;

const ARITY: usize = 4;

/// One pending key per slot.
#[derive(Debug, Clone)]
pub(super) struct WinnerTree {
    /// The groups of each level, the top first; the winners of groups 4 g + 1 to 4 g + 4 stand in
    /// group g.
    groups: Vec<[OrderKey; ARITY]>,
    /// The first group of slots.
    first: usize,
    earliest: OrderKey,
}

impl WinnerTree {
    /// A tree of `slots` empty slots.
    pub(super) fn new(slots: usize) -> Self {
        let (mut above, mut width) = (0, 1);
        while width * ARITY < slots {
            above += width;
            width *= ARITY;
        }
        Self {
            groups: vec![[OrderKey::NEVER; ARITY]; above + slots.div_ceil(ARITY).max(1)],
            first: above,
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
        let (mut group, mut place) = (self.first + slot / ARITY, slot % ARITY);
        let mut winner = self.beat(group, place, key);
        while group > 0 {
            (group, place) = ((group - 1) / ARITY, (group - 1) % ARITY);
            winner = self.beat(group, place, winner);
        }
        self.earliest = winner;
    }

    /// Puts `key` into its place and returns the earliest of the group.
    #[inline]
    fn beat(&mut self, group: usize, place: usize, key: OrderKey) -> OrderKey {
        let keys = &mut self.groups[group];
        let place = place % ARITY;
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
