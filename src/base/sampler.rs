//! Samplers: laws made ready to be drawn from, one happening at a time.

use std::sync::Arc;

use super::distribution::Distribution;
use super::draw::{Purpose, Stream};
use super::elementary::exp;
use super::gamma::Gamma;
use super::mark::{Mark, exponential, standard_normal, standard_normals};

/// A law ready to be drawn from.
///
/// Every family but gamma inverts the one [`Stream::mark`] of a happening, so a longer law of the
/// same shape gives every happening a longer value; gamma takes as many marks as it needs.
#[derive(Debug, Clone)]
pub struct Sampler(Method);

#[derive(Debug, Clone)]
enum Method {
    Constant(f64),
    Inversion(Quantile),
    Rejection(Gamma),
}

/// The inverse of a distribution function.
#[derive(Debug, Clone)]
enum Quantile {
    Uniform { low: f64, width: f64 },
    Triangular(Triangle),
    Exponential { mean: f64 },
    Lognormal { median: f64, sigma: f64 },
    Weibull { scale: f64, power: f64 },
    Empirical { values: Arc<[f64]> },
}

impl Distribution {
    /// Makes the law ready to be drawn from.
    pub fn sampler(&self) -> Sampler {
        let quantile = match *self {
            Self::Constant { value } => return Sampler(Method::Constant(value)),
            Self::Gamma { shape, scale } => {
                return Sampler(Method::Rejection(Gamma::new(shape, scale)));
            }
            Self::Uniform { low, high } => Quantile::Uniform {
                low,
                width: high - low,
            },
            Self::Triangular { low, mode, high } => {
                Quantile::Triangular(Triangle { low, mode, high })
            }
            Self::Exponential { mean } => Quantile::Exponential { mean },
            Self::Lognormal { median, sigma } => Quantile::Lognormal { median, sigma },
            Self::Weibull { shape, scale } => Quantile::Weibull {
                scale,
                power: 1.0 / shape,
            },
            Self::Empirical { ref values } => Quantile::Empirical {
                values: Arc::clone(values),
            },
        };
        Sampler(Method::Inversion(quantile))
    }
}

impl Sampler {
    /// The value of the `ordinal`-th happening, in the unit of the law.
    #[inline]
    pub fn sample(&self, stream: Stream, ordinal: u64, purpose: Purpose) -> f64 {
        match &self.0 {
            Method::Constant(value) => *value,
            Method::Inversion(quantile) => quantile.at(stream.mark(ordinal, purpose)),
            Method::Rejection(gamma) => gamma.sample(&mut stream.draws(ordinal, purpose)),
        }
    }

    /// The values of the happenings of these names; the same as one by one, but cheaper.
    #[inline]
    pub fn samples<const LANES: usize>(
        &self,
        stream: Stream,
        names: &[(u64, Purpose); LANES],
    ) -> [f64; LANES] {
        match &self.0 {
            Method::Inversion(quantile) => quantile.at_each(&stream.marks_of(names)),
            _ => names.map(|(ordinal, purpose)| self.sample(stream, ordinal, purpose)),
        }
    }

    /// Fills `values` with those of the happenings from `first` on; the same as one by one, but
    /// cheaper.
    #[inline]
    pub fn fill(&self, stream: Stream, first: u64, purpose: Purpose, values: &mut [f64]) {
        let Method::Inversion(quantile) = &self.0 else {
            for (ordinal, value) in (first..).zip(values) {
                *value = self.sample(stream, ordinal, purpose);
            }
            return;
        };
        if let [value] = values {
            *value = quantile.at(stream.mark(first, purpose));
            return;
        }
        for (ordinal, chunk) in (first..).step_by(LANES).zip(values.chunks_mut(LANES)) {
            let quantiles = quantile.at_each(&stream.marks_in_a_row::<LANES>(ordinal, purpose));
            chunk.copy_from_slice(&quantiles[..chunk.len()]);
        }
    }
}

/// How many happenings are drawn at a time.
const LANES: usize = 32;

impl Quantile {
    #[inline]
    fn at(&self, mark: Mark) -> f64 {
        match self {
            Self::Exponential { mean } => mean * exponential(mark),
            Self::Lognormal { median, sigma } => median * exp(sigma * standard_normal(mark)),
            _ => self.at_rarely(mark),
        }
    }

    #[inline]
    fn at_each<const LANES: usize>(&self, marks: &[Mark; LANES]) -> [f64; LANES] {
        match self {
            Self::Exponential { mean } => marks.map(|mark| mean * exponential(mark)),
            Self::Lognormal { median, sigma } => {
                standard_normals(marks).map(|normal| median * exp(sigma * normal))
            }
            _ => marks.map(|mark| self.at_rarely(mark)),
        }
    }

    /// The quantile, out of the way of the two laws that are drawn most.
    #[inline(never)]
    fn at_rarely(&self, mark: Mark) -> f64 {
        match self {
            Self::Uniform { low, width } => low + width * mark.value(),
            Self::Triangular(triangle) => triangle.quantile(mark),
            Self::Exponential { mean } => mean * exponential(mark),
            Self::Lognormal { median, sigma } => median * exp(sigma * standard_normal(mark)),
            Self::Weibull { scale, power } => scale * libm::pow(exponential(mark), *power),
            Self::Empirical { values } => values[mark.choose(values.len())],
        }
    }
}

#[derive(Debug, Clone, Copy)]
struct Triangle {
    low: f64,
    mode: f64,
    high: f64,
}

impl Triangle {
    fn quantile(self, mark: Mark) -> f64 {
        let (width, rise, fall) = (
            self.high - self.low,
            self.mode - self.low,
            self.high - self.mode,
        );
        if mark.value() * width < rise {
            self.low + (mark.value() * width * rise).sqrt()
        } else {
            self.high - (mark.complement().value() * width * fall).sqrt()
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are promised")]
mod tests {
    use statrs::distribution::{ContinuousCDF, LogNormal, Triangular, Weibull};

    use super::*;
    use crate::base::Family;
    use crate::base::{Key, World};

    const WORK: Purpose = Purpose::named("work");

    fn stream() -> Stream {
        let world = World {
            seed: 7,
            replication: 3,
        };
        world.stream(Key::of("typical").child("noise"))
    }

    /// One law of each family and kind of shape.
    fn laws() -> Vec<Distribution> {
        let by_moments = |family, cv| Distribution::from_mean_and_cv(family, 60.0, cv).unwrap();
        vec![
            Distribution::constant(60.0).unwrap(),
            Distribution::uniform(10.0, 30.0).unwrap(),
            Distribution::triangular(10.0, 15.0, 30.0).unwrap(),
            Distribution::exponential(60.0).unwrap(),
            by_moments(Family::Gamma, 0.5),
            by_moments(Family::Gamma, 1.6),
            by_moments(Family::Lognormal, 1.0),
            by_moments(Family::Weibull, 0.7),
            Distribution::empirical(vec![5.0, 1.0, 2.0]).unwrap(),
        ]
    }

    fn samples(law: &Distribution, n: usize) -> Vec<f64> {
        let mut values = vec![0.0; n];
        law.sampler().fill(stream(), 0, WORK, &mut values);
        values
    }

    #[test]
    fn the_first_draws_are_pinned() {
        let draws: Vec<u64> = laws()
            .iter()
            .map(|law| law.sampler().sample(stream(), 0, WORK).to_bits())
            .collect();
        assert_eq!(
            draws,
            [
                0x404e_0000_0000_0000,
                0x4035_00ef_3d2b_4271,
                0x4032_6226_ef1a_e398,
                0x4047_f7a7_a2e3_fa88,
                0x404d_59f2_64b9_d0ee,
                0x403e_9aae_864d_7f8a,
                0x4047_8fd3_8817_5242,
                0x404c_5901_f09b_77d3,
                0x4000_0000_0000_0000,
            ]
        );
        let digests: Vec<u64> = laws()
            .iter()
            .map(|law| {
                samples(law, 1_000).iter().fold(0, |digest: u64, value| {
                    digest.rotate_left(5) ^ value.to_bits()
                })
            })
            .collect();
        assert_eq!(
            digests,
            [
                0xb5dc_94a5_294a_5296,
                0x922f_95c9_d5ed_e01d,
                0x94cd_dcac_4789_f5de,
                0xdadf_75d5_2b58_9b0f,
                0x1b84_960d_1146_9e40,
                0x1cb3_def9_470b_ce9b,
                0xb304_2d52_1897_05fb,
                0x2491_580b_a557_738c,
                0xe312_d6bd_6306_a972,
            ]
        );
    }

    #[test]
    fn mean_and_variance_lie_within_five_standard_errors() {
        let n = 400_000;
        for law in laws() {
            let values = samples(&law, n);
            let mean = values.iter().sum::<f64>() / n as f64;
            let central = |order| {
                let powers = values.iter().map(|value| (value - law.mean()).powi(order));
                powers.sum::<f64>() / n as f64
            };
            let (variance, fourth) = (central(2), central(4));
            let error_of_mean = law.standard_deviation() / (n as f64).sqrt();
            let error_of_variance = ((fourth - variance * variance).max(0.0) / n as f64).sqrt();
            let expected = law.standard_deviation().powi(2);
            assert!(
                (mean - law.mean()).abs() <= 5.0 * error_of_mean,
                "{law:?}: {mean}"
            );
            assert!(
                (variance - expected).abs() <= 5.0 * error_of_variance,
                "{law:?}: {variance}"
            );
        }
    }

    #[test]
    fn quantiles_invert_the_distribution_functions_of_the_oracle() {
        let check = |law: Distribution, cdf: &dyn Fn(f64) -> f64| {
            for ordinal in 0..2_000 {
                let share = stream().mark(ordinal, WORK).value();
                let value = law.sampler().sample(stream(), ordinal, WORK);
                assert!(
                    (cdf(value) - share).abs() < 1e-10,
                    "{law:?} at {share}: {value}"
                );
            }
        };
        let lognormal = LogNormal::new(libm::log(40.0), 0.8).unwrap();
        check(Distribution::lognormal(40.0, 0.8).unwrap(), &|x| {
            lognormal.cdf(x)
        });
        let weibull = Weibull::new(0.7, 40.0).unwrap();
        check(Distribution::weibull(0.7, 40.0).unwrap(), &|x| {
            weibull.cdf(x)
        });
        let triangular = Triangular::new(1.0, 9.0, 2.0).unwrap();
        check(Distribution::triangular(1.0, 2.0, 9.0).unwrap(), &|x| {
            triangular.cdf(x)
        });
    }

    #[test]
    fn a_law_twice_as_long_doubles_every_draw() {
        for family in [
            Family::Exponential,
            Family::Gamma,
            Family::Lognormal,
            Family::Weibull,
        ] {
            let law = |mean| Distribution::from_mean_and_cv(family, mean, 1.0).unwrap();
            for (short, long) in samples(&law(30.0), 1_000)
                .iter()
                .zip(samples(&law(60.0), 1_000))
            {
                assert!((long / short - 2.0).abs() < 1e-12, "{family:?}");
            }
        }
    }

    #[test]
    fn filling_gives_the_draws_one_by_one() {
        for law in laws() {
            let mut values = [0.0; 37];
            law.sampler().fill(stream(), 1_000, WORK, &mut values);
            for (ordinal, value) in (1_000..).zip(values) {
                assert_eq!(
                    value,
                    law.sampler().sample(stream(), ordinal, WORK),
                    "{law:?}"
                );
            }
        }
    }

    #[test]
    fn samples_of_any_names_are_those_one_by_one() {
        let names = [(3, WORK), (1_000, WORK), (3, Purpose::named("severity"))];
        for law in laws() {
            let sampler = law.sampler();
            let values = sampler.samples(stream(), &names);
            for (value, (ordinal, purpose)) in values.into_iter().zip(names) {
                assert_eq!(value, sampler.sample(stream(), ordinal, purpose), "{law:?}");
            }
        }
    }

    #[test]
    fn an_empirical_law_gives_nothing_but_its_values() {
        let law = Distribution::empirical(vec![5.0, 1.0, 2.0]).unwrap();
        assert!(
            samples(&law, 300)
                .iter()
                .all(|value| [1.0, 2.0, 5.0].contains(value))
        );
    }
}
