//! Ranks whose shares fall by a power of the rank, by a closed form.

use super::mark::Mark;

/// The rank, from 0, that `mark` falls on among `ranks` whose shares fall with `exponent`.
///
/// Rank k has the share of the interval from k + 1 to k + 2 under the density x^-exponent from 1 to
/// `ranks` + 1: Zipf's law but for the first few ranks, which are a little flatter. The first rank
/// is the heaviest; with exponent 0 all are alike. No rank at all counts as one.
pub fn rank_by_power(mark: Mark, ranks: u16, exponent: f64) -> u16 {
    let end = f64::from(ranks) + 1.0;
    let rest = 1.0 - exponent;
    let x = if rest.abs() < 1e-9 {
        libm::pow(end, mark.value())
    } else {
        let area = libm::pow(end, rest) - 1.0;
        libm::pow(1.0 + mark.value() * area, 1.0 / rest)
    };
    ((x - 1.0) as u16).min(ranks.saturating_sub(1))
}

/// The share of the marks that fall on `rank`.
pub fn share_of_rank(rank: u16, ranks: u16, exponent: f64) -> f64 {
    let rest = 1.0 - exponent;
    let area_to = |x: f64| {
        if rest.abs() < 1e-9 {
            libm::log(x)
        } else {
            (libm::pow(x, rest) - 1.0) / rest
        }
    };
    let from = f64::from(rank) + 1.0;
    (area_to(from + 1.0) - area_to(from)) / area_to(f64::from(ranks) + 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Key, Purpose, World};

    const DRAWN: u32 = 40_000;

    fn counts(ranks: u16, exponent: f64) -> Vec<f64> {
        let world = World {
            seed: 5,
            replication: 0,
        };
        let stream = world.stream(Key::of("ranks"));
        let mut counts = vec![0.0; usize::from(ranks)];
        for ordinal in 0..u64::from(DRAWN) {
            let mark = stream.mark(ordinal, Purpose::named("rank"));
            counts[usize::from(rank_by_power(mark, ranks, exponent))] += 1.0;
        }
        counts
    }

    #[test]
    fn ranks_have_the_shares_of_the_formula() {
        for exponent in [0.0, 0.65, 1.0, 1.5] {
            let counts = counts(50, exponent);
            let mut sum = 0.0;
            for (rank, count) in (0..).zip(counts) {
                let share = share_of_rank(rank, 50, exponent);
                sum += share;
                let error = (share * (1.0 - share) / f64::from(DRAWN)).sqrt();
                let difference = count / f64::from(DRAWN) - share;
                assert!(difference.abs() < 4.5 * error, "{exponent} {rank}");
            }
            assert!((sum - 1.0).abs() < 1e-12, "{sum}");
        }
    }

    #[test]
    fn shares_fall_as_a_power_of_the_rank() {
        let ratio = share_of_rank(99, 400, 0.65) / share_of_rank(199, 400, 0.65);
        assert!((ratio - libm::pow(2.0, 0.65)).abs() < 0.01, "{ratio}");
        assert!((share_of_rank(3, 8, 0.0) - 0.125).abs() < 1e-15);
    }

    #[test]
    fn the_last_mark_falls_on_the_last_rank_and_one_rank_takes_all() {
        let last = Mark::from_words(u32::MAX, u32::MAX);
        assert_eq!(rank_by_power(last, 200, 0.65), 199);
        assert_eq!(rank_by_power(Mark::from_words(0, 0), 200, 1.0), 0);
        assert_eq!(rank_by_power(last, 1, 0.65), 0);
        assert_eq!(rank_by_power(last, 0, 0.65), 0);
    }
}
