//! Every combination of levels, or a regular fraction of the two-level ones.

/// One generated factor of a fraction: its column is the product of the columns of `parents`.
///
/// The low level counts as -1, the high one as +1. Source: Box, Hunter and Hunter, Statistics for
/// Experimenters, 2nd ed. (2005), chapter 6.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generator {
    /// The generated factor, by its place among all.
    pub factor: usize,
    /// The factors it follows from.
    pub parents: Vec<usize>,
}

/// How many points a full factorial of so many levels has; nothing if too many to count.
pub fn combinations(levels: &[usize]) -> Option<usize> {
    levels
        .iter()
        .try_fold(1_usize, |product, levels| product.checked_mul(*levels))
}

/// Every combination as ordinals of levels, the last factor changing fastest.
pub fn full(levels: &[usize]) -> Vec<Vec<usize>> {
    levels.iter().fold(vec![Vec::new()], |points, levels| {
        let longer = points
            .iter()
            .flat_map(|point| (0..*levels).map(move |level| [point.as_slice(), &[level]].concat()));
        longer.collect()
    })
}

/// The fraction of the two-level combinations of `factors` factors that `generators` pick, as
/// ordinals of levels; the factors that are not generated run through all their combinations.
pub fn fraction(factors: usize, generators: &[Generator]) -> Vec<Vec<usize>> {
    let is_generated = |factor: usize| generators.iter().any(|one| one.factor == factor);
    let free: Vec<usize> = (0..factors)
        .filter(|factor| !is_generated(*factor))
        .collect();
    full(&vec![2; free.len()])
        .into_iter()
        .map(|levels| {
            let mut point = vec![0; factors];
            for (factor, level) in free.iter().zip(levels) {
                point[*factor] = level;
            }
            for generator in generators {
                let low = generator
                    .parents
                    .iter()
                    .filter(|parent| point[**parent] == 0);
                point[generator.factor] = usize::from(low.count() % 2 == 0);
            }
            point
        })
        .collect()
}

/// The generator of a half: the last factor is the product of all others.
pub fn usual_half(factors: usize) -> Vec<Generator> {
    vec![Generator {
        factor: factors - 1,
        parents: (0..factors - 1).collect(),
    }]
}

/// The resolution of a fraction: the fewest factors of a product that is constant in it. Main
/// effects are mixed with interactions of one factor less.
pub fn resolution(factors: usize, generators: &[Generator]) -> usize {
    let words: Vec<Vec<bool>> = generators
        .iter()
        .map(|generator| {
            let of_word =
                |factor| factor == generator.factor || generator.parents.contains(&factor);
            (0..factors).map(of_word).collect()
        })
        .collect();
    let products = 1..1_u32 << words.len();
    products
        .map(|product| {
            let chosen = words.iter().enumerate();
            let chosen: Vec<_> = chosen
                .filter(|(place, _)| product >> place & 1 == 1)
                .collect();
            let is_left =
                |factor: &usize| chosen.iter().filter(|(_, word)| word[*factor]).count() % 2 == 1;
            (0..factors).filter(is_left).count()
        })
        .min()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn generator(factor: usize, parents: &[usize]) -> Generator {
        Generator {
            factor,
            parents: parents.to_vec(),
        }
    }

    #[test]
    fn a_full_factorial_has_each_combination_once() {
        let points = full(&[2, 3, 2]);
        assert_eq!(points.len(), 12);
        assert_eq!(points[..3], [[0, 0, 0], [0, 0, 1], [0, 1, 0]]);
        assert_eq!(points.iter().collect::<BTreeSet<_>>().len(), 12);
        assert_eq!(combinations(&[2, 3, 2]), Some(12));
        assert_eq!(combinations(&[usize::MAX, 2]), None);
    }

    #[test]
    fn a_half_of_three_is_the_printed_one() {
        // Box, Hunter and Hunter, 2^(3-1) with C = AB: (1) c, a, b, abc in standard order.
        let points = fraction(3, &usual_half(3));
        assert_eq!(points, [[0, 0, 1], [0, 1, 0], [1, 0, 0], [1, 1, 1]]);
        assert_eq!(resolution(3, &usual_half(3)), 3);
    }

    #[test]
    fn columns_of_a_fraction_are_balanced_and_orthogonal() {
        // 2^(7-4) of Box, Hunter and Hunter, table 6.15: D = AB, E = AC, F = BC, G = ABC.
        let generators = [
            generator(3, &[0, 1]),
            generator(4, &[0, 2]),
            generator(5, &[1, 2]),
            generator(6, &[0, 1, 2]),
        ];
        let points = fraction(7, &generators);
        assert_eq!(points.len(), 8);
        let sign = |point: &Vec<usize>, factor: usize| point[factor] as i64 * 2 - 1;
        for one in 0..7 {
            assert_eq!(points.iter().map(|point| sign(point, one)).sum::<i64>(), 0);
            for other in 0..one {
                let products = points
                    .iter()
                    .map(|point| sign(point, one) * sign(point, other));
                assert_eq!(products.sum::<i64>(), 0);
            }
        }
        assert_eq!(resolution(7, &generators), 3);
    }

    #[test]
    fn resolutions_are_the_printed_ones() {
        // Montgomery, Design and Analysis of Experiments, 8th ed., table 8.14.
        assert_eq!(resolution(5, &usual_half(5)), 5);
        let quarter = [generator(4, &[0, 1, 2]), generator(5, &[1, 2, 3])];
        assert_eq!(resolution(6, &quarter), 4);
        assert_eq!(fraction(6, &quarter).len(), 16);
    }
}
