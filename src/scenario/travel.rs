//! `[travel]`: how people move.

use crate::county::Travel;
use crate::document::{Fields, Unit, number};

/// Reads `[travel]`.
pub fn visit(fields: &mut Fields) -> Travel {
    Travel {
        speed_km_per_h: fields
            .key(
                "speed_km_per_h",
                number().unit(Unit::KilometrePerHour).range(0.1..=1_000.0),
            )
            .means("道路行车速度", "speed on the road")
            .source("A2 #14: 30-40 on rural county roads")
            .or(USUAL.speed_km_per_h),
        detour_factor: fields
            .key(
                "detour_factor",
                number().unit(Unit::Ratio).range(1.0..=10.0),
            )
            .means(
                "道路距离与直线距离之比",
                "road distance over straight distance",
            )
            .source("A1 #14")
            .or(USUAL.detour_factor),
    }
}

/// Rural county roads.
pub const USUAL: Travel = Travel {
    speed_km_per_h: 35.0,
    detour_factor: 1.3,
};
