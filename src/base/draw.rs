//! Keyed draws: every random number is named by (seed, replication, key, ordinal, purpose).
//!
//! Nothing is drawn in turn, so an added entity, parameter, observer or thread moves no other
//! draw, and every setup meets the same world.

use std::convert::Infallible;

use rand::TryRng;

use super::key::{Key, mixed};
use super::mark::Mark;
use super::philox::{low, philox4x32_10, philox4x32_10_lanes};

/// One possible course of chance, shared by all setups that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct World {
    /// The seed of the study.
    pub seed: u64,
    /// Which of its replications, from 0.
    pub replication: u32,
}

impl World {
    /// The draws of the entity of `key`; different keys have different streams in each world.
    pub const fn stream(self, key: Key) -> Stream {
        const GOLDEN_RATIO: u64 = 0x9e37_79b9_7f4a_7c15;
        let seeded = mixed(self.seed.wrapping_add(GOLDEN_RATIO));
        let repeated = mixed(seeded.wrapping_add(self.replication as u64));
        let bits = mixed(repeated ^ key.bits());
        Stream {
            key: [bits as u32, (bits >> 32) as u32],
        }
    }
}

/// What a draw is for; the draws of one ordinal for different purposes are independent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Purpose(u32);

impl Purpose {
    /// The purpose called `name`: the low half of the name's key.
    pub const fn named(name: &str) -> Self {
        Self(Key::of(name).bits() as u32)
    }

    /// The 32 bits.
    pub const fn bits(self) -> u32 {
        self.0
    }
}

/// All draws of one entity of one world, in any order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stream {
    key: [u32; 2],
}

impl Stream {
    /// The stream's key, as one word.
    pub const fn bits(self) -> u64 {
        self.key[0] as u64 | (self.key[1] as u64) << 32
    }

    /// Four random words for the `ordinal`-th happening.
    #[inline]
    pub const fn words(self, ordinal: u64, purpose: Purpose) -> [u32; 4] {
        self.block(ordinal, purpose, 0)
    }

    /// One mark for the `ordinal`-th happening.
    #[inline]
    pub const fn mark(self, ordinal: u64, purpose: Purpose) -> Mark {
        let [high, low, _, _] = self.words(ordinal, purpose);
        Mark::from_words(high, low)
    }

    /// Two independent marks at the price of one; the first is that of [`Stream::mark`].
    #[inline]
    pub const fn two_marks(self, ordinal: u64, purpose: Purpose) -> [Mark; 2] {
        let [high, low, next_high, next_low] = self.words(ordinal, purpose);
        [
            Mark::from_words(high, low),
            Mark::from_words(next_high, next_low),
        ]
    }

    /// The marks of `LANES` happenings in a row, from `first`; cheaper than one by one.
    #[inline]
    pub fn marks_in_a_row<const LANES: usize>(self, first: u64, purpose: Purpose) -> [Mark; LANES] {
        let [marks, _] = self.two_marks_in_a_row(first, purpose);
        marks
    }

    /// The [`Stream::two_marks`] of `LANES` happenings in a row: the first marks, then the second.
    #[inline]
    pub fn two_marks_in_a_row<const LANES: usize>(
        self,
        first: u64,
        purpose: Purpose,
    ) -> [[Mark; LANES]; 2] {
        let ordinals = std::array::from_fn(|lane| first.wrapping_add(lane as u64));
        self.two_marks_of(ordinals, [u64::from(purpose.0); LANES])
    }

    /// The [`Stream::mark`]s of `LANES` happenings, each for a purpose of its own; cheaper than one by
    /// one.
    #[inline]
    pub fn marks_of<const LANES: usize>(self, names: &[(u64, Purpose); LANES]) -> [Mark; LANES] {
        let ordinals = names.map(|(ordinal, _)| ordinal);
        let purposes = names.map(|(_, purpose)| u64::from(purpose.0));
        let [marks, _] = self.two_marks_of(ordinals, purposes);
        marks
    }

    #[inline]
    fn two_marks_of<const LANES: usize>(
        self,
        ordinals: [u64; LANES],
        purposes: [u64; LANES],
    ) -> [[Mark; LANES]; 2] {
        let high_halves = ordinals.map(|ordinal| ordinal >> 32);
        let counters = [ordinals, high_halves, purposes, [0; LANES]];
        let [high, lower, next_high, next_lower] = philox4x32_10_lanes(counters, self.key);
        let mark = |high: u64, lower: u64| Mark::from_bits(high << 32 | low(lower));
        [
            std::array::from_fn(|lane| mark(high[lane], lower[lane])),
            std::array::from_fn(|lane| mark(next_high[lane], next_lower[lane])),
        ]
    }

    /// As many draws as wanted for the `ordinal`-th happening; begins with [`Stream::words`].
    pub const fn draws(self, ordinal: u64, purpose: Purpose) -> Draws {
        Draws {
            stream: self,
            ordinal,
            purpose,
            next_block: 0,
            words: [0; 4],
            used: 4,
        }
    }

    #[inline]
    const fn block(self, ordinal: u64, purpose: Purpose, block: u32) -> [u32; 4] {
        let counter = [ordinal as u32, (ordinal >> 32) as u32, purpose.0, block];
        philox4x32_10(counter, self.key)
    }
}

/// A generator over the words of one happening and one purpose; repeats after 2^34 words.
#[derive(Debug, Clone)]
pub struct Draws {
    stream: Stream,
    ordinal: u64,
    purpose: Purpose,
    next_block: u32,
    words: [u32; 4],
    used: usize,
}

impl Draws {
    /// The next mark, of two words.
    #[inline]
    pub fn mark(&mut self) -> Mark {
        let high = self.word();
        Mark::from_words(high, self.word())
    }

    #[inline]
    fn word(&mut self) -> u32 {
        if self.used == self.words.len() {
            self.words = self
                .stream
                .block(self.ordinal, self.purpose, self.next_block);
            self.next_block = self.next_block.wrapping_add(1);
            self.used = 0;
        }
        let word = self.words[self.used];
        self.used += 1;
        word
    }
}

impl TryRng for Draws {
    type Error = Infallible;

    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok(self.word())
    }

    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let high = u64::from(self.word());
        Ok(high << 32 | u64::from(self.word()))
    }

    fn try_fill_bytes(&mut self, destination: &mut [u8]) -> Result<(), Infallible> {
        for chunk in destination.chunks_mut(4) {
            let bytes = self.word().to_le_bytes();
            chunk.copy_from_slice(&bytes[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rand::{Rng, RngExt};

    use super::*;

    const WORLD: World = World {
        seed: 1,
        replication: 0,
    };
    const EMERGENCE: Purpose = Purpose::named("emergence");
    const NOISE: Key = Key::of("typical").child("t03").child("noise");

    #[test]
    fn draws_are_pinned() {
        assert_eq!(EMERGENCE.bits(), 0x45cb_400c);
        let stream = WORLD.stream(NOISE);
        assert_eq!(
            stream.words(0, EMERGENCE),
            [0x7b63_a599, 0xfb48_44e1, 0xcf00_64ca, 0xd6d5_5236]
        );
        assert_eq!(
            stream.words(1 << 40, EMERGENCE),
            [0xb116_dab8, 0xca35_1840, 0x8727_0265, 0x8769_234e]
        );
        let later = World {
            seed: 1,
            replication: 1,
        };
        assert_eq!(
            later.stream(NOISE).words(0, EMERGENCE),
            [0x2603_9907, 0x5e61_f089, 0x00a6_e79e, 0x4516_748f]
        );
    }

    #[test]
    fn each_part_of_the_name_changes_the_words() {
        let later = World {
            seed: 1,
            replication: 1,
        };
        let other = World {
            seed: 2,
            replication: 0,
        };
        let stream = WORLD.stream(NOISE);
        let words = [
            stream.words(0, EMERGENCE),
            stream.words(1, EMERGENCE),
            stream.words(1 << 32, EMERGENCE),
            stream.words(0, Purpose::named("severity")),
            later.stream(NOISE).words(0, EMERGENCE),
            other.stream(NOISE).words(0, EMERGENCE),
            WORLD.stream(Key::of("noise")).words(0, EMERGENCE),
        ];
        assert_eq!(words.iter().collect::<BTreeSet<_>>().len(), words.len());
    }

    #[test]
    fn a_generator_begins_with_the_words_of_its_happening() {
        let stream = WORLD.stream(NOISE);
        let [a, b, c, d] = stream.words(5, EMERGENCE);
        let mut draws = stream.draws(5, EMERGENCE);
        assert_eq!([(); 4].map(|()| draws.next_u32()), [a, b, c, d]);
        let after = [(); 4].map(|()| draws.next_u32());
        assert_eq!(after, stream.block(5, EMERGENCE, 1));
        assert_eq!(
            stream.draws(5, EMERGENCE).next_u64(),
            u64::from(a) << 32 | u64::from(b)
        );
        assert_eq!(stream.draws(5, EMERGENCE).mark(), stream.mark(5, EMERGENCE));
        assert_eq!(stream.two_marks(5, EMERGENCE)[0], stream.mark(5, EMERGENCE));
        assert_eq!(stream.two_marks(5, EMERGENCE)[1], Mark::from_words(c, d));
    }

    #[test]
    fn bytes_are_the_words_in_little_endian_order() {
        let stream = WORLD.stream(NOISE);
        let words = stream.words(5, EMERGENCE);
        let mut bytes = [0; 7];
        stream.draws(5, EMERGENCE).fill_bytes(&mut bytes);
        assert_eq!(bytes[..4], words[0].to_le_bytes());
        assert_eq!(bytes[4..], words[1].to_le_bytes()[..3]);
    }

    #[test]
    fn happenings_in_a_row_are_those_one_by_one() {
        let stream = WORLD.stream(NOISE);
        let first = u64::from(u32::MAX) - 3;
        let row: [Mark; 8] = stream.marks_in_a_row(first, EMERGENCE);
        let pairs: [[Mark; 8]; 2] = stream.two_marks_in_a_row(first, EMERGENCE);
        for (lane, ordinal) in (first..).take(8).enumerate() {
            assert_eq!(row[lane], stream.mark(ordinal, EMERGENCE));
            assert_eq!(
                pairs.map(|marks| marks[lane]),
                stream.two_marks(ordinal, EMERGENCE)
            );
        }
    }

    #[test]
    fn happenings_of_any_names_are_those_one_by_one() {
        let stream = WORLD.stream(NOISE);
        let severity = Purpose::named("severity");
        let names = [(7, EMERGENCE), (7, severity), (1 << 40, EMERGENCE)];
        let marks = stream.marks_of(&names);
        for (mark, (ordinal, purpose)) in marks.into_iter().zip(names) {
            assert_eq!(mark, stream.mark(ordinal, purpose));
        }
    }

    #[test]
    fn marks_of_many_happenings_are_uniform_and_uncorrelated() {
        let stream = WORLD.stream(NOISE);
        let n = 200_000;
        let marks: Vec<f64> = (0..n)
            .map(|i| stream.mark(i, EMERGENCE).value() - 0.5)
            .collect();
        let mean = marks.iter().sum::<f64>() / n as f64;
        let lagged = marks.windows(2).map(|pair| pair[0] * pair[1]).sum::<f64>() / n as f64;
        assert!(mean.abs() < 5.0 * (1.0 / 12.0 / n as f64).sqrt(), "{mean}");
        assert!(lagged.abs() < 5.0 / 12.0 / (n as f64).sqrt(), "{lagged}");
    }

    #[test]
    fn the_generator_serves_the_rand_crate() {
        let mut draws = WORLD.stream(NOISE).draws(0, EMERGENCE);
        let throws: Vec<u32> = (0..60).map(|_| draws.random_range(1..=6)).collect();
        assert!((1..=6).all(|side| throws.contains(&side)));
    }
}
