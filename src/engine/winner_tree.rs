//! A winner tree: one pending key per slot, the earliest on top.
//!
//! Slots stand in groups of four, and so do the winners of groups, up to a top pair. Setting a slot
//! meets three rivals a level and one in the pair, which hang on the slot alone, so nothing is waited
//! for. Reading the earliest costs nothing. Keys carry their slot, so only keys are stored.

use super::phase::OrderKey;

const ARITY: usize = 4;
const TOP: usize = 2;

/// One pending key per slot.
///
/// Keys are numbered so that the winner of group g is key g, and group g holds the keys 4 g to
/// 4 g + 3: going up a level is a shift. The slots' keys begin at a power of two, so that numbers
/// below 4 end up either in 2 and 3 or in 1 alone: these are the top pair.
#[derive(Debug, Clone)]
pub(super) struct WinnerTree {
    groups: Vec<[OrderKey; ARITY]>,
    top: [OrderKey; TOP],
    /// The number of the first slot's key.
    first: usize,
    earliest: OrderKey,
}

impl WinnerTree {
    /// A tree of `slots` empty slots.
    pub(super) fn new(slots: usize) -> Self {
        let first = slots.next_power_of_two().max(TOP);
        Self {
            groups: vec![[OrderKey::NEVER; ARITY]; (first + slots).div_ceil(ARITY)],
            top: [OrderKey::NEVER; TOP],
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
        while number >= 2 * TOP {
            winner = beat(&mut self.groups[number / ARITY], number, winner);
            number /= ARITY;
        }
        self.earliest = beat(&mut self.top, number, winner);
    }
}

/// Puts `key` into its place of a row and returns the earliest of the row; places wrap around.
#[inline(always)]
fn beat<const WIDTH: usize>(row: &mut [OrderKey; WIDTH], place: usize, key: OrderKey) -> OrderKey {
    let place = place % WIDTH;
    row[place] = key;
    let rivals = (2..WIDTH).fold(row[place ^ 1], |least, other| least.min(row[place ^ other]));
    key.min(rivals)
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
