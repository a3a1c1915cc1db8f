//! The plane of a county: points and distances in kilometres.

use std::f64::consts::TAU;

use serde::{Deserialize, Serialize};

use super::mark::Mark;

/// A place on the county's plane; headquarters is the usual origin.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
pub struct Point {
    /// East of the origin (km).
    pub x_km: f64,
    /// North of the origin (km).
    pub y_km: f64,
}

impl Point {
    /// The straight distance to `other` (km), without detours.
    #[inline]
    pub fn distance_km(self, other: Self) -> f64 {
        let (east, north) = (other.x_km - self.x_km, other.y_km - self.y_km);
        (east * east + north * north).sqrt()
    }
}

/// The radius of a disc of `area_km2` (km).
pub fn radius_km(area_km2: f64) -> f64 {
    (area_km2 / std::f64::consts::PI).sqrt()
}

/// A point of the disc around `centre`, every place alike for two uniform marks.
pub fn point_in_disc(centre: Point, radius_km: f64, distance: Mark, direction: Mark) -> Point {
    let from_centre_km = radius_km * distance.value().sqrt();
    let angle = TAU * direction.value();
    Point {
        x_km: centre.x_km + from_centre_km * libm::cos(angle),
        y_km: centre.y_km + from_centre_km * libm::sin(angle),
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same bits are promised")]
mod tests {
    use super::*;
    use crate::base::{Key, Purpose, World};

    fn places(n: u64) -> Vec<Point> {
        let world = World {
            seed: 1,
            replication: 0,
        };
        let stream = world.stream(Key::of("typical").child("t03"));
        let place = |ordinal| {
            let [distance, direction] = stream.two_marks(ordinal, Purpose::named("place"));
            point_in_disc(
                Point {
                    x_km: 3.0,
                    y_km: -4.0,
                },
                5.0,
                distance,
                direction,
            )
        };
        (0..n).map(place).collect()
    }

    #[test]
    fn distance_is_the_straight_line() {
        let point = Point {
            x_km: 3.0,
            y_km: -4.0,
        };
        assert_eq!(Point::default().distance_km(point), 5.0);
        assert_eq!(point.distance_km(point), 0.0);
    }

    #[test]
    fn a_disc_of_pi_square_kilometres_has_radius_one() {
        assert_eq!(radius_km(std::f64::consts::PI), 1.0);
    }

    #[test]
    fn points_lie_in_the_disc_and_fill_rings_and_halves_evenly() {
        let centre = Point {
            x_km: 3.0,
            y_km: -4.0,
        };
        let places = places(40_000);
        let n = places.len() as f64;
        assert!(places.iter().all(|place| place.distance_km(centre) <= 5.0));
        let share = |is_in: &dyn Fn(&Point) -> bool| {
            places.iter().filter(|place| is_in(place)).count() as f64 / n
        };
        let within = |share: f64, expected: f64| {
            (share - expected).abs() < 5.0 * (expected * (1.0 - expected) / n).sqrt()
        };
        assert!(within(
            share(&|place| place.distance_km(centre) < 2.5),
            0.25
        ));
        assert!(within(share(&|place| place.x_km > centre.x_km), 0.5));
        assert!(within(share(&|place| place.y_km > centre.y_km), 0.5));
    }

    #[test]
    fn places_are_pinned() {
        let bits = places(2)
            .into_iter()
            .map(|place| [place.x_km.to_bits(), place.y_km.to_bits()]);
        assert_eq!(
            bits.collect::<Vec<_>>(),
            [
                [0x4013_f2aa_8b36_72fa, 0xc00b_52c2_2054_497e],
                [0x4001_59ad_9f63_fb9a, 0xc014_4f9c_9002_387e]
            ]
        );
    }
}
