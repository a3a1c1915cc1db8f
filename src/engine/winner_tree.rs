//! A winner tree: one pending key per slot, the earliest on top.
//!
//! Leaves are slots, and every other node holds the earlier of the two below it. Setting a slot
//! plays the matches on its way up; which nodes they meet hangs on the slot alone, so nothing is
//! waited for. Reading the earliest costs nothing. Keys carry their slot, so only keys are stored.

use super::phase::OrderKey;

/// One pending key per slot.
#[derive(Debug, Clone)]
pub(super) struct WinnerTree {
    /// Node 1 is the top; nodes 2 n and 2 n + 1 are below node n; the leaves come last.
    nodes: Vec<OrderKey>,
}

const TOP: usize = 1;

impl WinnerTree {
    /// A tree of `slots` empty slots.
    pub(super) fn new(slots: usize) -> Self {
        Self {
            nodes: vec![OrderKey::NEVER; 2 * slots.next_power_of_two()],
        }
    }

    /// The earliest pending key.
    #[inline]
    pub(super) fn earliest(&self) -> OrderKey {
        self.nodes[TOP]
    }

    /// Replaces what is pending in `slot`.
    #[inline]
    pub(super) fn set(&mut self, slot: usize, key: OrderKey) {
        let mut node = self.nodes.len() / 2 + slot;
        let mut winner = key;
        while node > TOP {
            self.nodes[node] = winner;
            winner = winner.min(self.nodes[node ^ 1]);
            node /= 2;
        }
        self.nodes[TOP] = winner;
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
