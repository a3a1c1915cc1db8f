//! Exponential and logarithm in plain arithmetic: the same bits everywhere, many at a time.
//!
//! The algorithms are those of Sun's fdlibm (`e_exp.c`, `e_log.c`; K. C. Ng, 1993-2004; error
//! below 1 unit in the last place) without its special cases, so that a loop over them has no
//! branch. Bits are those of `libm`, but next to odd multiples of ln 2 / 2, where `exp` may round
//! the power of two the other way.

const LN_2_HIGH: f64 = f64::from_bits(0x3fe6_2e42_fee0_0000);
const LN_2_LOW: f64 = f64::from_bits(0x3dea_39ef_3579_3c76);

const MANTISSA: u64 = (1 << 52) - 1;

/// The natural logarithm of a positive normal number; of anything else the result means nothing.
#[inline]
pub fn ln(x: f64) -> f64 {
    const ROOT_OF_HALF: u64 = 0x3fe6_a09e_0000_0000;
    const ONE: u64 = 1.0_f64.to_bits();
    const TWO_TO_52: u64 = 0x4330_0000_0000_0000;
    let bits = x.to_bits().wrapping_add(ONE - ROOT_OF_HALF);
    let octave = f64::from_bits(bits >> 52 | TWO_TO_52) - (f64::from_bits(TWO_TO_52) + 1_023.0);
    let f = f64::from_bits((bits & MANTISSA) + ROOT_OF_HALF) - 1.0;
    let half_square = 0.5 * f * f;
    let s = f / (2.0 + f);
    let series = log_series(s * s);
    s * (half_square + series) + octave * LN_2_LOW - half_square + f + octave * LN_2_HIGH
}

/// (ln((1 + s) / (1 - s)) - 2 s) / s, for z = s^2.
#[inline]
fn log_series(z: f64) -> f64 {
    const C: [f64; 7] = [
        f64::from_bits(0x3fe5_5555_5555_5593),
        f64::from_bits(0x3fd9_9999_9997_fa04),
        f64::from_bits(0x3fd2_4924_9422_9359),
        f64::from_bits(0x3fcc_71c5_1d8e_78af),
        f64::from_bits(0x3fc7_4664_96cb_03de),
        f64::from_bits(0x3fc3_9a09_d078_c69f),
        f64::from_bits(0x3fc2_f112_df3e_5244),
    ];
    let w = z * z;
    let even = w * (C[1] + w * (C[3] + w * C[5]));
    let odd = z * (C[0] + w * (C[2] + w * (C[4] + w * C[6])));
    odd + even
}

/// e to the power of `x`, for `x` from -708 to 709; beyond, the result means nothing.
#[inline]
pub fn exp(x: f64) -> f64 {
    const ROUNDER: f64 = 6_755_399_441_055_744.0; // 1.5 x 2^52: adding it rounds to a whole number
    const C: [f64; 5] = [
        f64::from_bits(0x3fc5_5555_5555_553e),
        f64::from_bits(0xbf66_c16c_16be_bd93),
        f64::from_bits(0x3f11_566a_af25_de2c),
        f64::from_bits(0xbebb_bd41_c5d2_6bf1),
        f64::from_bits(0x3e66_3769_72be_a4d0),
    ];
    debug_assert!((-708.0..=709.0).contains(&x), "{x} is too far out");
    let rounded = x * std::f64::consts::LOG2_E + ROUNDER;
    let octave = rounded - ROUNDER;
    let (high, low) = (x - octave * LN_2_HIGH, octave * LN_2_LOW);
    let rest = high - low;
    let square = rest * rest;
    let c = rest
        - square * (C[0] + square * (C[1] + square * (C[2] + square * (C[3] + square * C[4]))));
    let scale = f64::from_bits(rounded.to_bits().wrapping_add(1_023) << 52);
    (1.0 + (rest * c / (2.0 - c) - low + high)) * scale
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;
    use crate::base::{Draws, Key, Purpose, World};

    fn draws() -> Draws {
        let world = World {
            seed: 1,
            replication: 0,
        };
        world
            .stream(Key::of("elementary"))
            .draws(0, Purpose::named("test"))
    }

    #[test]
    fn logarithms_are_those_of_libm_bit_for_bit() {
        let mut draws = draws();
        for _ in 0..300_000 {
            let octave = libm::exp2(draws.random_range(-1_021.0_f64..1_023.0).floor());
            for x in [
                octave,
                draws.random::<f64>().max(f64::EPSILON),
                octave * draws.random_range(1.0..2.0),
            ] {
                assert_eq!(ln(x).to_bits(), libm::log(x).to_bits(), "{x}");
            }
        }
    }

    #[test]
    fn exponentials_are_those_of_libm_bit_for_bit() {
        let mut draws = draws();
        for _ in 0..300_000 {
            for range in [0.4, 5.0, 700.0] {
                let x = draws.random_range(-range..range);
                assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits(), "{x}");
            }
        }
        for x in [0.0, 1.0, -1.0, 1e-300, -1e-20, 709.0, -708.0] {
            assert_eq!(exp(x).to_bits(), libm::exp(x).to_bits(), "{x}");
        }
    }

    #[test]
    fn where_the_power_of_two_changes_exponentials_agree_to_the_last_place() {
        for octave in -20..20 {
            let edge = (f64::from(octave) + 0.5) * std::f64::consts::LN_2;
            for step in -1_000..1_000 {
                let x = edge * (1.0 + f64::from(step) * 1e-10);
                let difference = exp(x).to_bits().abs_diff(libm::exp(x).to_bits());
                assert!(difference <= 1, "{x}: {difference}");
            }
        }
    }
}
