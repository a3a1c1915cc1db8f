//! Draws of the gamma law, which has no inverse in closed form.

use super::draw::Draws;
use super::elementary::ln;
use super::mark::standard_normal;

/// Gamma by squeezing a cubed normal quantity, without the squeeze.
///
/// Source: Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26
/// (2000) 363-372; a shape below 1 is drawn one greater and taken times a mark to the power of
/// 1 / shape (their section 6), which is exact.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gamma {
    /// The drawn shape less a third.
    centre: f64,
    /// How the cubed root of the value varies with the normal quantity.
    slope: f64,
    scale: f64,
    /// 1 / shape where the shape is below 1.
    power: Option<f64>,
}

impl Gamma {
    /// The law of `shape` and `scale`, both positive.
    pub(super) fn new(shape: f64, scale: f64) -> Self {
        let power = (shape < 1.0).then(|| 1.0 / shape);
        let centre = if shape < 1.0 { shape + 1.0 } else { shape } - 1.0 / 3.0;
        let slope = 1.0 / (9.0 * centre).sqrt();
        Self {
            centre,
            slope,
            scale,
            power,
        }
    }

    /// A value, from as many draws as it needs.
    pub(super) fn sample(self, draws: &mut Draws) -> f64 {
        let value = self.centre * self.accepted_cube(draws) * self.scale;
        match self.power {
            None => value,
            Some(power) => value * libm::pow(draws.mark().value(), power),
        }
    }

    fn accepted_cube(self, draws: &mut Draws) -> f64 {
        loop {
            let normal = standard_normal(draws.mark());
            let mark = draws.mark();
            let root = 1.0 + self.slope * normal;
            if root <= 0.0 {
                continue;
            }
            let cube = root * root * root;
            let log_density = normal * normal / 2.0 + self.centre * (1.0 - cube + ln(cube));
            if ln(mark.value()) < log_density {
                return cube;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use statrs::distribution::ContinuousCDF;

    use super::*;
    use crate::base::{Key, Purpose, World};

    /// The greatest distance of an empirical distribution function from the law's, by the oracle.
    fn distance_from(oracle: &impl ContinuousCDF<f64, f64>, mut values: Vec<f64>) -> f64 {
        values.sort_by(f64::total_cmp);
        let n = values.len() as f64;
        let gaps = values.iter().enumerate().map(|(rank, value)| {
            let share = oracle.cdf(*value);
            (share - rank as f64 / n).max((rank + 1) as f64 / n - share)
        });
        gaps.fold(0.0, f64::max)
    }

    #[test]
    fn gamma_draws_follow_the_oracle_for_shapes_on_both_sides_of_one() {
        let n = 100_000;
        let world = World {
            seed: 7,
            replication: 3,
        };
        let stream = world.stream(Key::of("typical").child("noise"));
        // Kolmogorov's distance exceeds 2.5 / sqrt(n) once in 130,000 samples.
        let bound = 2.5 / f64::from(n).sqrt();
        for shape in [0.05, 0.3, 1.0, 1.7, 40.0] {
            let gamma = Gamma::new(shape, 2.0);
            let draws = |ordinal: u32| stream.draws(u64::from(ordinal), Purpose::named("work"));
            let values = (0..n).map(|ordinal| gamma.sample(&mut draws(ordinal)));
            let oracle = statrs::distribution::Gamma::new(shape, 0.5).unwrap();
            let distance = distance_from(&oracle, values.collect());
            assert!(distance < bound, "shape {shape}: {distance}");
        }
    }
}
