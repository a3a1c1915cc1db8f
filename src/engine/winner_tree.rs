//! A 4-ary winner tree: one pending key per slot, the earliest on top.
//!
//! Setting or clearing a slot costs one pass of log4(slots) comparisons of four keys; reading the
//! earliest costs nothing. Keys carry their slot, so only keys are stored.

use super::phase::OrderKey;

const ARITY: usize = 4;

/// One pending key per slot.
#[derive(Debug, Clone)]
pub(super) struct WinnerTree {
    /// Levels from the leaves up; each is padded to a multiple of [`ARITY`].
    levels: Vec<Vec<OrderKey>>,
    earliest: OrderKey,
}

impl WinnerTree {
    /// A tree of `slots` empty slots.
    pub(super) fn new(slots: usize) -> Self {
        let mut levels = Vec::new();
        let mut width = slots.max(1);
        loop {
            levels.push(vec![OrderKey::NEVER; width.next_multiple_of(ARITY)]);
            if width <= ARITY {
                break;
            }
            width = width.div_ceil(ARITY);
        }
        Self {
            levels,
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
        let mut index = slot;
        let mut winner = key;
        for level in &mut self.levels {
            level[index] = winner;
            let first = index & !(ARITY - 1);
            let four: &[OrderKey; ARITY] = level[first..first + ARITY]
                .try_into()
                .expect("levels are padded to whole groups");
            winner = four[0].min(four[1]).min(four[2].min(four[3]));
            index /= ARITY;
        }
        self.earliest = winner;
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
                let key = if state & 7 == 0 {
                    OrderKey::NEVER
                } else {
                    OrderKey::new(
                        Moment::from_seconds((state >> 40) as i64 % 97),
                        Phase::Emerge,
                        slot,
                    )
                };
                tree.set(slot, key);
                plain[slot] = key;
                assert_eq!(Some(&tree.earliest()), plain.iter().min());
            }
        }
    }
}
