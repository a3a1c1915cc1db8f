//! `[shock.ID]`: days on which more of some matters comes up.

use crate::county::ShockComes;
use crate::document::{Fields, Keyed, Known, Unit, integer, keyed, number};

/// The matters that a shock does not name.
pub const EACH: &str = "each";
/// Last day on which a shock can be placed: a century after the first.
const LATEST_DAY: i64 = 36_500;
/// Longest shock (days).
const LONGEST: i64 = 365;
/// Greatest rate over the usual one.
const LARGEST_FACTOR: f64 = 1_000.0;

/// A shock as its file states it.
#[derive(Debug, Clone, PartialEq)]
pub struct ShockStated {
    /// When it comes.
    pub comes: ShockComes,
    /// How many days it lasts.
    pub days: u32,
    /// Rates over the usual ones by matter, or by [`EACH`].
    pub matters: Vec<Keyed<f64>>,
}

impl ShockStated {
    /// Reads one shock.
    pub fn visit(fields: &mut Fields, matters: &Known) -> Self {
        let at_day = fields
            .key("at_day", integer().range(0..=LATEST_DAY))
            .means(
                "开始于计量的第几天，首日为 0；每个世界都在这一天",
                "the day it begins in every world; the first day measured is 0",
            )
            .optional();
        let rate_per_year = fields
            .key(
                "rate_per_year",
                number().unit(Unit::PerYear).range(0.0..=365.0),
            )
            .means(
                "每年发生几次，日子由各个世界自定",
                "how often it comes a year, on days of each world's own",
            )
            .optional();
        fields.exactly_one(&["at_day", "rate_per_year"]);
        Self {
            comes: match (at_day, rate_per_year) {
                (Some(day), _) => ShockComes::AtDay(day),
                (None, rate) => ShockComes::PerYear(rate.unwrap_or(0.0)),
            },
            days: fields
                .key("days", integer().unit(Unit::Day).range(1..=LONGEST))
                .means("持续天数", "how many days it lasts")
                .required() as u32,
            matters: fields
                .key(
                    "matters",
                    keyed(number().unit(Unit::Ratio).range(1.0..=LARGEST_FACTOR))
                        .of(matters)
                        .or_words(&[EACH]),
                )
                .means(
                    "这几天各事项的事件率为平时的几倍；each 为其余各事项",
                    "rate of each matter over its usual rate on these days; each: of all the others",
                )
                .source("parameters #48: 12 times the usual cases on the day of a storm")
                .required(),
        }
    }
}
