//! Worlds drawn again from those of a study, with replacement: the bootstrap.

use std::collections::BTreeMap;

use crate::base::{Key, Purpose, Stream, World};

use super::paired::Pair;

/// Resamples of an interval: Efron and Tibshirani (1993), An Introduction to the Bootstrap,
/// section 14.2, ask for at least 1,000 for percentiles.
const RESAMPLES: u64 = 2_000;
/// What lies outside the interval on each side.
const TAIL: f64 = 0.025;
const RESAMPLE: Purpose = Purpose::named("replication resampled");

/// The resamples of `worlds` worlds that `name` names, each the places of as many worlds.
pub(super) fn resamples(name: &str, worlds: usize) -> impl Iterator<Item = Vec<usize>> + use<> {
    let stream = stream(name);
    let count = worlds as u64;
    (0..RESAMPLES).map(move |resample| {
        let draw = |draw| stream.mark(resample * count + draw, RESAMPLE);
        (0..count).map(|place| draw(place).choose(worlds)).collect()
    })
}

fn stream(name: &str) -> Stream {
    let world = World {
        seed: 0,
        replication: 0,
    };
    world.stream(Key::of("bootstrap").child(name))
}

/// The values at which the 95 % percentile interval of resampled estimates begins and ends.
pub(super) fn percentile_bounds(mut found: Vec<f64>) -> Option<(f64, f64)> {
    found.sort_by(f64::total_cmp);
    let tail = (found.len() as f64 * TAIL) as usize;
    let last = found.len().checked_sub(1 + tail)?;
    Some((*found.get(tail)?, *found.get(last)?))
}

/// With more worlds than this the mean is normal for all practical purposes and its t interval as
/// good; drawing them again would take memory and tell nothing.
const MOST_WORLDS: usize = 1_000;

/// Resamples of worlds, drawn once for every number of pairs.
#[derive(Debug, Clone, Default)]
pub struct Resampling {
    drawn: BTreeMap<usize, Vec<Vec<usize>>>,
}

impl Resampling {
    /// The 95 % percentile interval of the mean of setup minus baseline over the complete `pairs`;
    /// `None` below two and above 1,000. Unlike the t interval it leans to the side to which
    /// differences are skewed.
    pub fn bounds(&mut self, pairs: impl IntoIterator<Item = Pair>) -> Option<(f64, f64)> {
        let pairs = pairs.into_iter().filter_map(Pair::complete);
        let differences: Vec<f64> = pairs.map(|(baseline, setup)| setup - baseline).collect();
        let worlds = differences.len();
        if !(2..=MOST_WORLDS).contains(&worlds) {
            return None;
        }
        let drawn = self.drawn.entry(worlds);
        let drawn = drawn.or_insert_with(|| resamples("contrasts", worlds).collect());
        let mean_of = |places: &Vec<usize>| {
            let sum: f64 = places.iter().map(|place| differences[*place]).sum();
            sum / worlds as f64
        };
        percentile_bounds(drawn.iter().map(mean_of).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::standard_normal;

    #[test]
    fn bounds_agree_with_scipy_within_the_error_of_resampling() {
        // scipy: d = [-1.9, -2.3, -2.1, -2.5, -1.9, -2.4]
        //        scipy.stats.bootstrap((d,), numpy.mean, method="percentile", n_resamples=200000)
        // gives -2.3667 to -2.0; means of six lie on a grid of 1/60.
        let pairs = [-1.9, -2.3, -2.1, -2.5, -1.9, -2.4].map(|setup| Pair::new(0.0, setup));
        let (lower, upper) = Resampling::default().bounds(pairs).unwrap();
        assert!((lower - -2.366_667).abs() < 0.018, "{lower}");
        assert!((upper - -2.0).abs() < 0.018, "{upper}");
    }

    #[test]
    fn intervals_cover_the_truth_about_as_often_as_they_say() {
        // A 95 % percentile interval of 20 normal differences covers about 0.93; 0.88 to 0.97 of
        // 300 samples holds that but for about one test in a thousand.
        let noise = Purpose::named("noise of a test");
        let world = |sample| World {
            seed: sample,
            replication: 0,
        };
        let covered = (0..300).filter(|sample| {
            let stream = world(*sample).stream(Key::of("differences of a test"));
            let pairs = (0..20)
                .map(|place| Pair::new(0.0, 1.0 + standard_normal(stream.mark(place, noise))));
            let (lower, upper) = Resampling::default().bounds(pairs).unwrap();
            lower <= 1.0 && 1.0 <= upper
        });
        let covered = covered.count();
        assert!((264..=291).contains(&covered), "{covered} of 300");
    }

    #[test]
    fn equal_pairs_have_bounds_of_exactly_zero_and_one_pair_has_none() {
        let equal = [1.5, 2.5, 9.0].map(|value| Pair::new(value, value));
        assert_eq!(Resampling::default().bounds(equal), Some((0.0, 0.0)));
        assert_eq!(Resampling::default().bounds([Pair::new(1.0, 2.0)]), None);
        assert_eq!(Resampling::default().bounds([]), None);
    }
}
