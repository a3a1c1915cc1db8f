//! How often a matter comes up, as its file states it.

use crate::county::Rate;
use crate::document::{Fields, Unit, number};
use crate::scenario::common::{none_written, the_one_written};

/// Keys that say how often a matter comes up.
pub const RATES: [&str; 3] = [
    "rate_per_township_per_year",
    "rate_per_1000_residents_per_year",
    "rate_per_100_firms_per_year",
];

/// Reads the one rate that is written; none if a log says when the matter comes up.
pub fn rate(fields: &mut Fields, is_traced: bool) -> Rate {
    let mut asked = |key, most, zh, en| {
        fields
            .key(key, number().unit(Unit::PerYear).range(0.0..=most))
            .means(zh, en)
            .optional()
    };
    let per_township = asked(
        RATES[0],
        10_000_000.0,
        "每乡镇每年件数；写了 detection 时是实际发生数，不是上报数",
        "incidents per township and year: reports, or with `detection` all that emerge",
    );
    let per_residents = asked(
        RATES[1],
        100_000.0,
        "每千居民每年件数；写了 detection 时是实际发生数，不是上报数",
        "incidents per 1,000 residents and year: reports, or with `detection` all that emerge",
    );
    let per_firms = asked(
        RATES[2],
        100_000.0,
        "每百户企业每年件数；写了 detection 时是实际发生数，不是上报数",
        "incidents per 100 firms and year: reports, or with `detection` all that emerge",
    );
    if fields.here().is_none() {
        fields.exactly_one(&RATES);
        return Rate::Traced;
    }
    let written = the_one_written(fields, &RATES);
    if is_traced {
        return Rate::Traced;
    }
    let rate = match written {
        Some(key) if key == RATES[0] => per_township.map(Rate::PerTownship),
        Some(key) if key == RATES[1] => per_residents.map(Rate::PerThousandResidents),
        Some(_) => per_firms.map(Rate::PerHundredFirms),
        None => {
            none_written(fields, &RATES);
            None
        }
    };
    rate.unwrap_or(Rate::PerTownship(0.0))
}
