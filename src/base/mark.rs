//! Marks: uniform numbers that belong to a thing, and the laws got from one mark by inversion.

use super::elementary::ln;

/// A uniform number strictly between 0 and 1, symmetric about one half.
///
/// A mark is an odd multiple of 2^-53, so it and its complement are exact and no logarithm of
/// either is infinite.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Mark(f64);

impl Mark {
    /// The mark made of 64 random bits, the upper half first.
    #[inline]
    pub const fn from_words(high: u32, low: u32) -> Self {
        Self::from_bits((high as u64) << 32 | low as u64)
    }

    /// The mark made of 64 random bits, the upper 52 of which decide.
    #[inline]
    pub const fn from_bits(bits: u64) -> Self {
        const ONE: u64 = 1.0_f64.to_bits();
        const ONE_LESS_HALF_A_STEP: f64 = 1.0 - f64::EPSILON / 2.0;
        Self(f64::from_bits(bits >> 12 | ONE) - ONE_LESS_HALF_A_STEP)
    }

    /// The number.
    #[inline]
    pub const fn value(self) -> f64 {
        self.0
    }

    /// One less the number, exactly.
    #[inline]
    #[must_use]
    pub const fn complement(self) -> Self {
        Self(1.0 - self.0)
    }

    /// Whether an event of probability `share` happens: never at 0, always at 1; what happens at
    /// one share happens at every greater one.
    #[inline]
    pub const fn is_below(self, share: f64) -> bool {
        self.0 < share
    }

    /// One of `0..choices`, all equally likely; `choices` is not 0.
    #[inline]
    pub const fn choose(self, choices: usize) -> usize {
        debug_assert!(choices > 0, "nothing to choose from");
        (self.0 * choices as f64) as usize
    }
}

/// The quantile of the exponential law of mean 1 at `mark`; rises with the mark.
#[inline]
pub fn exponential(mark: Mark) -> f64 {
    -ln(mark.complement().value())
}

/// The quantile of the standard normal law at `mark`; rises with the mark but for its error.
///
/// Relative error about 1e-16. Source: Wichura, "Algorithm AS 241: the percentage points of the
/// normal distribution", Applied Statistics 37 (1988) 477-484, routine PPND16.
#[inline]
pub fn standard_normal(mark: Mark) -> f64 {
    if is_central(mark) {
        normal_centre(mark)
    } else {
        normal_tail(mark)
    }
}

/// The quantiles of the standard normal law at `marks`; those of [`standard_normal`], cheaper.
#[inline]
pub(crate) fn standard_normals<const LANES: usize>(marks: &[Mark; LANES]) -> [f64; LANES] {
    let mut quantiles = marks.map(normal_centre);
    for (quantile, mark) in quantiles.iter_mut().zip(marks) {
        if !is_central(*mark) {
            *quantile = normal_tail(*mark);
        }
    }
    quantiles
}

#[inline]
fn is_central(mark: Mark) -> bool {
    (mark.value() - 0.5).abs() <= 0.425
}

#[inline]
fn normal_centre(mark: Mark) -> f64 {
    let from_middle = mark.value() - 0.5;
    from_middle * ratio(&CENTRE, 0.180_625 - from_middle * from_middle)
}

/// The quantile at a mark with less than 0.075 on one side.
#[inline]
fn normal_tail(mark: Mark) -> f64 {
    let tail = mark.value().min(mark.complement().value());
    let depth = (-ln(tail)).sqrt();
    let distance = if depth <= 5.0 {
        ratio(&SHOULDER, depth - 1.6)
    } else {
        ratio(&FAR_TAIL, depth - 5.0)
    };
    distance.copysign(mark.value() - 0.5)
}

/// Coefficients of a numerator and a denominator, of the constant first.
type Rational = [[f64; 8]; 2];

#[inline]
fn ratio([numerator, denominator]: &Rational, at: f64) -> f64 {
    polynomial(numerator, at) / polynomial(denominator, at)
}

#[inline]
fn polynomial(coefficients: &[f64; 8], at: f64) -> f64 {
    let [c0, c1, c2, c3, c4, c5, c6, c7] = coefficients;
    ((((((c7 * at + c6) * at + c5) * at + c4) * at + c3) * at + c2) * at + c1) * at + c0
}

#[expect(
    clippy::excessive_precision,
    clippy::unreadable_literal,
    reason = "as printed in AS 241"
)]
const CENTRE: Rational = [
    [
        3.3871328727963666080e0,
        1.3314166789178437745e+2,
        1.9715909503065514427e+3,
        1.3731693765509461125e+4,
        4.5921953931549871457e+4,
        6.7265770927008700853e+4,
        3.3430575583588128105e+4,
        2.5090809287301226727e+3,
    ],
    [
        1.0,
        4.2313330701600911252e+1,
        6.8718700749205790830e+2,
        5.3941960214247511077e+3,
        2.1213794301586595867e+4,
        3.9307895800092710610e+4,
        2.8729085735721942674e+4,
        5.2264952788528545610e+3,
    ],
];

#[expect(
    clippy::excessive_precision,
    clippy::unreadable_literal,
    reason = "as printed in AS 241"
)]
const SHOULDER: Rational = [
    [
        1.42343711074968357734e0,
        4.63033784615654529590e0,
        5.76949722146069140550e0,
        3.64784832476320460504e0,
        1.27045825245236838258e0,
        2.41780725177450611770e-1,
        2.27238449892691845833e-2,
        7.74545014278341407640e-4,
    ],
    [
        1.0,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9,
    ],
];

#[expect(
    clippy::excessive_precision,
    clippy::unreadable_literal,
    reason = "as printed in AS 241"
)]
const FAR_TAIL: Rational = [
    [
        6.65790464350110377720e0,
        5.46378491116411436990e0,
        1.78482653991729133580e0,
        2.96560571828504891230e-1,
        2.65321895265761230930e-2,
        1.24266094738807843860e-3,
        2.71155556874348757815e-5,
        2.01033439929228813265e-7,
    ],
    [
        1.0,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15,
    ],
];

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are promised")]
mod tests {
    use statrs::distribution::{ContinuousCDF, Exp, Normal};

    use super::*;

    /// Marks at equal steps through the whole interval.
    fn ladder(rungs: u32) -> impl Iterator<Item = Mark> {
        (0..rungs).map(move |rung| Mark::from_words(rung * (u32::MAX / rungs), 0))
    }

    #[test]
    fn the_smallest_and_the_greatest_mark_lie_inside_and_mirror_each_other() {
        let smallest = Mark::from_words(0, 0);
        let greatest = Mark::from_words(u32::MAX, u32::MAX);
        assert_eq!(smallest.value(), f64::EPSILON / 2.0);
        assert_eq!(greatest.value(), 1.0 - f64::EPSILON / 2.0);
        assert_eq!(smallest.complement(), greatest);
        assert!(exponential(greatest).is_finite() && exponential(smallest) > 0.0);
    }

    #[test]
    fn a_share_of_zero_never_happens_and_a_share_of_one_always() {
        for mark in [Mark::from_words(0, 0), Mark::from_words(u32::MAX, u32::MAX)] {
            assert!(!mark.is_below(0.0));
            assert!(mark.is_below(1.0));
        }
    }

    #[test]
    fn a_choice_stays_inside_and_reaches_both_ends() {
        for choices in [1, 2, 3, 7, 1_000_003, (1 << 40) + 1] {
            assert_eq!(Mark::from_words(0, 0).choose(choices), 0);
            assert_eq!(
                Mark::from_words(u32::MAX, u32::MAX).choose(choices),
                choices - 1
            );
        }
    }

    /// The check values printed in AS 241, section "Additional comments".
    #[test]
    fn normal_quantiles_agree_with_the_printed_ones() {
        assert!((standard_normal(Mark(0.25)) + 0.674_489_750_196_081_7).abs() < 1e-15);
        assert!((standard_normal(Mark(0.001)) + 3.090_232_306_167_814).abs() < 1e-14);
        assert!((standard_normal(Mark(1e-20)) + 9.262_340_089_798_408).abs() < 1e-14);
    }

    #[test]
    fn quantiles_agree_with_an_independent_library() {
        let normal = Normal::new(0.0, 1.0).unwrap();
        let unit = Exp::new(1.0).unwrap();
        for mark in ladder(4_001) {
            let z = standard_normal(mark);
            assert!((normal.inverse_cdf(mark.value()) - z).abs() < 1e-8 * z.abs().max(1.0));
            assert!((normal.cdf(z) - mark.value()).abs() < 1e-10, "{mark:?}");
            let e = exponential(mark);
            assert!((unit.cdf(e) - mark.value()).abs() < 1e-14, "{mark:?}");
        }
    }

    #[test]
    fn quantiles_rise_with_the_mark_and_the_normal_is_odd() {
        let rungs: Vec<Mark> = ladder(1 << 20).collect();
        for pair in rungs.windows(2) {
            assert!(exponential(pair[0]) < exponential(pair[1]));
            assert!(
                standard_normal(pair[0]) < standard_normal(pair[1]),
                "{pair:?}"
            );
            assert_eq!(
                standard_normal(pair[0]),
                -standard_normal(pair[0].complement())
            );
        }
    }

    #[test]
    fn many_quantiles_are_those_one_by_one() {
        let marks: Vec<Mark> = ladder(4_000).collect();
        for chunk in marks.as_chunks::<8>().0 {
            assert_eq!(standard_normals(chunk), chunk.map(standard_normal));
        }
    }

    #[test]
    fn values_are_pinned() {
        let mark = Mark::from_words(0x0123_4567, 0x89ab_cdef);
        assert_eq!(mark.value().to_bits(), 0x3f72_3456_789a_bc80);
        assert_eq!(exponential(mark).to_bits(), 0x3f72_3eb9_9135_4e4b);
        assert_eq!(standard_normal(mark).to_bits(), 0xc004_ee2d_c0a9_e007);
        assert_eq!(
            standard_normal(Mark::from_words(0x8123_4567, 0)).to_bits(),
            0x3f86_d0fc_e5e3_77e9
        );
    }
}
