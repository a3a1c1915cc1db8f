//! The order of events of one second, and how it is packed into one comparable word.

use crate::base::Moment;

/// What comes first when several events fall on the same second.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Phase {
    /// Something happens in the world.
    Emerge,
    /// Someone learns of it.
    Notice,
    /// A task or one of its steps ends.
    TaskEnds,
    /// A shift begins or ends.
    RosterTurns,
    /// Someone decides.
    Decide,
}

/// Bits below the phase: the order inside one second and phase.
const ORDER_BITS: u32 = 21;
const PHASE_BITS: u32 = 3;
/// Moments before the start of measuring stay positive when packed.
const BIAS: i64 = 1 << 38;

/// A moment, a phase and an order in one word whose natural order is the order of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct OrderKey(u64);

impl OrderKey {
    /// Later than every event.
    pub(super) const NEVER: Self = Self(u64::MAX);
    /// The greatest order inside one second and phase.
    pub(super) const LAST: usize = (1 << ORDER_BITS) - 1;

    #[inline]
    pub(super) fn new(at: Moment, phase: Phase, order: usize) -> Self {
        debug_assert!(order <= Self::LAST, "more slots than an order key can name");
        let time = (at.seconds() + BIAS) as u64;
        Self(time << (ORDER_BITS + PHASE_BITS) | (phase as u64) << ORDER_BITS | order as u64)
    }

    #[inline]
    pub(super) fn moment(self) -> Moment {
        Moment::from_seconds((self.0 >> (ORDER_BITS + PHASE_BITS)) as i64 - BIAS)
    }

    #[inline]
    pub(super) fn order(self) -> usize {
        self.0 as usize & Self::LAST
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_order_by_time_then_phase_then_order() {
        let at = Moment::from_seconds;
        let sorted = [
            OrderKey::new(at(-5), Phase::Decide, 9),
            OrderKey::new(at(0), Phase::Emerge, 3),
            OrderKey::new(at(0), Phase::TaskEnds, 1),
            OrderKey::new(at(0), Phase::TaskEnds, 2),
            OrderKey::new(at(1), Phase::Emerge, 0),
            OrderKey::NEVER,
        ];
        assert!(sorted.is_sorted());
        assert_eq!(sorted[0].moment(), at(-5));
        assert_eq!(sorted[3].order(), 2);
    }
}
