//! A 4-ary winner tree: one pending key per slot, the earliest on top.
//!
//! Setting a slot costs at most log4(slots) comparisons of four keys and stops where the winner of
//! a group stays the same; reading the earliest costs nothing. Keys carry their slot, so only keys
//! are stored.

use super::phase::OrderKey;

const ARITY: usize = 4;

/// One pending key per slot.
#[derive(Debug, Clone)]
pub(super) struct WinnerTree {
    /// All levels, leaves first; each is padded to a multiple of [`ARITY`].
    keys: Vec<[OrderKey; ARITY]>,
    /// Where the groups of each level begin.
    levels: Vec<usize>,
    earliest: OrderKey,
}

impl WinnerTree {
    /// A tree of `slots` empty slots.
    pub(super) fn new(slots: usize) -> Self {
        let (mut groups, mut levels) = (0, Vec::new());
        let mut width = slots.max(1);
        loop {
            levels.push(groups);
            width = width.div_ceil(ARITY);
            groups += width;
            if width == 1 {
                break;
            }
        }
        Self {
            keys: vec![[OrderKey::NEVER; ARITY]; groups],
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
        for level in &self.levels {
            let group = &mut self.keys[level + index / ARITY];
            let before = std::mem::replace(&mut group[index % ARITY], winner);
            if winner == before {
                return;
            }
            winner = winner_of(group);
            index /= ARITY;
        }
        self.earliest = winner;
    }
}

#[inline]
fn winner_of(group: &[OrderKey; ARITY]) -> OrderKey {
    let [a, b, c, d] = *group;
    a.min(b).min(c.min(d))
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
