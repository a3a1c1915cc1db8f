//! Philox4x32-10: random words as a pure function of a key and a counter.

const MULTIPLIERS: [u32; 2] = [0xd251_1f53, 0xcd9e_8d57];
const WEYL_STEPS: [u32; 2] = [0x9e37_79b9, 0xbb67_ae85];
const ROUNDS: u32 = 10;

/// Four random words for one counter under one key.
///
/// Source: Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011.
#[inline]
pub const fn philox4x32_10(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    let mut words = counter;
    let mut key = key;
    let mut round = 0;
    while round < ROUNDS {
        let left = words[0] as u64 * MULTIPLIERS[0] as u64;
        let right = words[2] as u64 * MULTIPLIERS[1] as u64;
        words = [
            (right >> 32) as u32 ^ words[1] ^ key[0],
            right as u32,
            (left >> 32) as u32 ^ words[3] ^ key[1],
            left as u32,
        ];
        key = [
            key[0].wrapping_add(WEYL_STEPS[0]),
            key[1].wrapping_add(WEYL_STEPS[1]),
        ];
        round += 1;
    }
    words
}

/// A word for each lane, in its low half; the high half means nothing. Vector units multiply the low
/// halves of 64 bits and have no use for the rest, so that nothing is packed or cleared between.
type Lanes<const LANES: usize> = [u64; LANES];

/// The words of many counters under one key, word by word: lane `i` is [`philox4x32_10`] of the
/// counter in lane `i`. A loop over lanes inside a loop over rounds, so that vector units help.
#[inline]
pub fn philox4x32_10_lanes<const LANES: usize>(
    counters: [Lanes<LANES>; 4],
    key: [u32; 2],
) -> [Lanes<LANES>; 4] {
    let [mut a, mut b, mut c, mut d] = counters;
    let mut key = key;
    for _ in 0..ROUNDS {
        for lane in 0..LANES {
            let left = low(a[lane]) * u64::from(MULTIPLIERS[0]);
            let right = low(c[lane]) * u64::from(MULTIPLIERS[1]);
            a[lane] = right >> 32 ^ b[lane] ^ u64::from(key[0]);
            b[lane] = right;
            c[lane] = left >> 32 ^ d[lane] ^ u64::from(key[1]);
            d[lane] = left;
        }
        key[0] = key[0].wrapping_add(WEYL_STEPS[0]);
        key[1] = key[1].wrapping_add(WEYL_STEPS[1]);
    }
    [a, b, c, d]
}

/// The word that a lane holds.
#[inline]
pub const fn low(lane: u64) -> u64 {
    lane & u32::MAX as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_lane_has_the_words_of_its_counter() {
        let lanes: [u32; 5] = [0, 1, 77, 1 << 31, u32::MAX];
        let counters = [
            lanes,
            lanes.map(|lane| !lane),
            [9; 5],
            lanes.map(|lane| lane / 3),
        ];
        let anything_above = |lane: u32| u64::from(lane) << 33 | u64::from(lane);
        let words = philox4x32_10_lanes(counters.map(|lanes| lanes.map(anything_above)), [5, 6]);
        for lane in 0..5 {
            let alone = philox4x32_10(counters.map(|counter| counter[lane]), [5, 6]);
            assert_eq!(words.map(|word| low(word[lane])), alone.map(u64::from));
        }
    }

    /// Random123 1.14, `tests/kat_vectors`, lines `philox4x32 10`.
    #[test]
    fn the_three_known_answers_of_random123_hold() {
        let zeros = philox4x32_10([0; 4], [0; 2]);
        assert_eq!(zeros, [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        let ones = philox4x32_10([u32::MAX; 4], [u32::MAX; 2]);
        assert_eq!(ones, [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]);
        let digits_of_pi = philox4x32_10(
            [0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344],
            [0xa409_3822, 0x299f_31d0],
        );
        assert_eq!(
            digits_of_pi,
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }
}
