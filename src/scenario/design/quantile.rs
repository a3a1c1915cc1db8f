//! The quantiles of a distribution at which a design looks.

use statrs::distribution::ContinuousCDF;

use crate::base::{Distribution, Mark, exponential, standard_normal};

/// The value below which the share `at` of `law` lies; `at` is from 0 to 1, and its ends stand for
/// the nearest marks inside, so that no law gives infinity.
pub fn quantile(law: &Distribution, at: f64) -> f64 {
    match law {
        Distribution::Constant { value } => *value,
        Distribution::Uniform { low, high } => low + at * (high - low),
        Distribution::Triangular { low, mode, high } => {
            let (width, rise) = (high - low, mode - low);
            if at * width < rise {
                low + (at * width * rise).sqrt()
            } else {
                high - ((1.0 - at) * width * (high - mode)).sqrt()
            }
        }
        Distribution::Exponential { mean } => mean * exponential(mark(at)),
        Distribution::Lognormal { median, sigma } => {
            median * crate::base::elementary::exp(sigma * standard_normal(mark(at)))
        }
        Distribution::Weibull { shape, scale } => {
            scale * libm::pow(exponential(mark(at)), 1.0 / shape)
        }
        Distribution::Gamma { shape, scale } => gamma(*shape, *scale, mark(at).value()),
        Distribution::Empirical { values } => values[mark(at).choose(values.len())],
    }
}

/// The mark nearest to a share.
fn mark(at: f64) -> Mark {
    const CELLS: f64 = (1_u64 << 52) as f64;
    let cell = (at * CELLS).clamp(0.0, CELLS - 1.0) as u64;
    let bits = cell << 12;
    Mark::from_words((bits >> 32) as u32, bits as u32)
}

/// Where the law has no mean to speak of no law is built, so that the numbers make one.
fn gamma(shape: f64, scale: f64, at: f64) -> f64 {
    statrs::distribution::Gamma::new(shape, 1.0 / scale).map_or(f64::NAN, |law| law.inverse_cdf(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_scipy() {
        // scipy.stats 1.17.1: expon(scale=2), lognorm(0.5, scale=3), weibull_min(1.5, scale=2),
        // gamma(0.7, scale=2), triang(0.25, 1, 4) and uniform(1, 2), ppf at 0.05, 0.5 and 0.9.
        let laws = [
            (Distribution::exponential(2.0), EXPONENTIAL),
            (Distribution::lognormal(3.0, 0.5), LOGNORMAL),
            (Distribution::weibull(1.5, 2.0), WEIBULL),
            (Distribution::gamma(0.7, 2.0), GAMMA),
            (Distribution::triangular(1.0, 2.0, 5.0), TRIANGULAR),
            (Distribution::uniform(1.0, 3.0), UNIFORM),
        ];
        for (law, expected) in laws {
            let law = law.unwrap();
            for (at, expected) in [0.05, 0.5, 0.9].into_iter().zip(expected) {
                let found = quantile(&law, at);
                assert!(
                    (found / expected - 1.0).abs() < 1e-8,
                    "{law:?} {at} {found}"
                );
            }
        }
    }

    const EXPONENTIAL: [f64; 3] = [
        0.102_586_588_775_101_07,
        1.386_294_361_119_890_6,
        4.605_170_185_988_092,
    ];
    const LOGNORMAL: [f64; 3] = [1.318_092_314_782_477_2, 3.0, 5.693_858_122_004_132];
    const WEIBULL: [f64; 3] = [
        0.276_102_533_112_568_4,
        1.566_439_537_549_302_5,
        3.487_443_027_192_823_4,
    ];
    const GAMMA: [f64; 3] = [
        0.024_326_398_864_816_79,
        0.814_847_496_952_882_6,
        3.514_257_021_408_840_7,
    ];
    const TRIANGULAR: [f64; 3] = [
        1.447_213_595_499_957_9,
        2.550_510_257_216_822,
        3.904_554_884_989_668,
    ];
    const UNIFORM: [f64; 3] = [1.1, 2.0, 2.8];

    #[test]
    fn the_ends_are_finite() {
        let law = Distribution::lognormal(1.0, 2.0).unwrap();
        for at in [0.0, 1.0] {
            assert!(quantile(&law, at).is_finite() && quantile(&law, at) > 0.0);
        }
    }

    #[test]
    fn an_empirical_law_gives_each_of_its_values_its_share() {
        let law = Distribution::empirical(vec![3.0, 1.0, 2.0]).unwrap();
        let found: Vec<f64> = (0..6)
            .map(|cell| quantile(&law, f64::from(cell) / 6.0 + 0.01))
            .collect();
        assert_eq!(found, [1.0, 1.0, 2.0, 2.0, 3.0, 3.0]);
    }
}
