//! Latin hypercubes: every stratum of every factor is met once, points far from one another.

use crate::base::{Key, Purpose, Stream, World};

const SHUFFLE: Purpose = Purpose::named("shuffle of strata");
const PLACE: Purpose = Purpose::named("place in a stratum");

/// How a hypercube is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Drawing {
    /// How many hypercubes are drawn, of which the best is kept.
    pub tries: u32,
    /// Which of the possible drawings; has nothing to do with the worlds of a study.
    pub seed: u64,
}

/// Places of `points` points in a unit cube: of so many drawn hypercubes the one whose two nearest
/// points are farthest apart.
///
/// Source: `McKay`, Beckman and Conover, Technometrics 21 (1979) 239-245; Johnson, Moore and
/// Ylvisaker, J. Statist. Planning Inference 26 (1990) 131-148, for maximin.
pub fn latin_hypercube(points: u32, dimensions: usize, drawing: Drawing) -> Vec<Vec<f64>> {
    let mut best = (f64::NEG_INFINITY, Vec::new());
    for attempt in 0..drawing.tries.max(1) {
        let cube = drawn(points, dimensions, (drawing.seed, attempt));
        let nearest = least_distance(&cube);
        if nearest > best.0 {
            best = (nearest, cube);
        }
    }
    best.1
}

fn drawn(points: u32, dimensions: usize, (seed, attempt): (u64, u32)) -> Vec<Vec<f64>> {
    let world = World {
        seed,
        replication: attempt,
    };
    let key = Key::of("design/latin-hypercube");
    let columns: Vec<Vec<f64>> = (0..dimensions)
        .map(|dimension| column(points, world.stream(key.numbered(dimension as u64))))
        .collect();
    (0..points as usize)
        .map(|point| columns.iter().map(|column| column[point]).collect())
        .collect()
}

/// One place in each stratum, in random order (Fisher and Yates).
fn column(points: u32, stream: Stream) -> Vec<f64> {
    let mut strata: Vec<u32> = (0..points).collect();
    for last in (1..strata.len()).rev() {
        let other = stream.mark(last as u64, SHUFFLE).choose(last + 1);
        strata.swap(last, other);
    }
    let place = |stratum: u32| stream.mark(u64::from(stratum), PLACE).value();
    strata
        .into_iter()
        .map(|stratum| (f64::from(stratum) + place(stratum)) / f64::from(points))
        .collect()
}

/// The squared distance of the two nearest points.
fn least_distance(cube: &[Vec<f64>]) -> f64 {
    let mut least = f64::INFINITY;
    for (place, one) in cube.iter().enumerate() {
        for other in &cube[place + 1..] {
            let squares = one
                .iter()
                .zip(other)
                .map(|(one, other)| (one - other).powi(2));
            least = least.min(squares.sum());
        }
    }
    least
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cube(points: u32, tries: u32, seed: u64) -> Vec<Vec<f64>> {
        latin_hypercube(points, 5, Drawing { tries, seed })
    }

    #[test]
    fn each_stratum_of_each_factor_is_met_once() {
        // The strata are those of scipy.stats.qmc.LatinHypercube: floor(n * x) is a permutation.
        for points in [1, 2, 7, 40] {
            let cube = cube(points, 3, 1);
            assert_eq!(cube.len(), points as usize);
            for dimension in 0..5 {
                let strata = cube
                    .iter()
                    .map(|point| (point[dimension] * f64::from(points)) as u32);
                let mut strata: Vec<u32> = strata.collect();
                strata.sort_unstable();
                assert_eq!(strata, (0..points).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn more_tries_never_bring_points_nearer_and_some_move_them_apart() {
        let least = |tries| least_distance(&cube(20, tries, 1));
        assert!(least(10) >= least(1));
        assert!(least(200) > least(1));
    }

    #[test]
    fn a_drawing_is_the_same_each_time_and_another_with_another_seed() {
        assert_eq!(cube(9, 4, 1), cube(9, 4, 1));
        assert_ne!(cube(9, 4, 1), cube(9, 4, 2));
    }

    #[test]
    fn a_column_is_shuffled_evenly() {
        // Mean of the first place over drawings: 0.5 with standard error 1 / sqrt(12 * 2,000).
        let drawings = 2_000;
        let first = |seed| drawn(10, 1, (seed, 0))[0][0];
        let mean = (0..drawings).map(first).sum::<f64>() / drawings as f64;
        assert!(
            (mean - 0.5).abs() < 4.0 / (12.0 * drawings as f64).sqrt(),
            "{mean}"
        );
    }
}
