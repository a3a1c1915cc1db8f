//! `[variation]`: how troubles vary beyond chance.

use crate::document::{Fields, Unit, integer, number};

/// Most places of a village.
const MOST_PLACES: i64 = 10_000;
/// Wildest coefficient of variation of days, weeks or townships.
const LARGEST_CV: f64 = 3.0;
/// Steepest fall of places' shares.
const LARGEST_EXPONENT: f64 = 3.0;

/// `[variation]` as its file states it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VariationStated {
    /// Coefficient of variation of the county's days.
    pub day_cv: f64,
    /// Coefficient of variation of the weeks of each township.
    pub township_week_cv: f64,
    /// Coefficient of variation between townships.
    pub township_cv: f64,
    /// Places of a village; 0 where they are not told apart.
    pub places_per_village: u16,
    /// By which power of the rank places' shares fall.
    pub place_exponent: f64,
}

impl VariationStated {
    /// Chance alone.
    pub const NONE: Self = Self {
        day_cv: 0.0,
        township_week_cv: 0.0,
        township_cv: 0.0,
        places_per_village: 0,
        place_exponent: 0.0,
    };

    /// Reads `[variation]`; an empty table is chance alone.
    pub fn visit(fields: &mut Fields) -> Self {
        let mut cv = |key, zh, en, source| {
            fields
                .key(key, number().unit(Unit::Ratio).range(0.0..=LARGEST_CV))
                .means(zh, en)
                .source(source)
                .or(0.0)
        };
        let day_cv = cv(
            "day_cv",
            "全县各日事件率的变异系数；0.001 以下等于没有",
            "coefficient of variation of the county's daily rate; below 0.001 there is none",
            "parameters #48: 0.15 gives a city's day a variance of 18 times its mean",
        );
        let township_week_cv = cv(
            "township_week_cv",
            "每个乡镇各周事件率的变异系数；0.001 以下等于没有",
            "coefficient of variation of a township's weekly rate; below 0.001 there is none",
            "parameters #48: 0.13 beside 0.15 by day gives a ward's week one of 6 times its mean",
        );
        let township_cv = cv(
            "township_cv",
            "乡镇之间（人口相同时）事件率的变异系数；0.001 以下等于没有",
            "coefficient of variation between townships of equal size; below 0.001 there is none",
            "parameters #49: 0.42 between wards",
        );
        Self {
            day_cv,
            township_week_cv,
            township_cv,
            ..visit_places(fields)
        }
    }
}

fn visit_places(fields: &mut Fields) -> VariationStated {
    VariationStated {
        places_per_village: fields
            .key(
                "places_per_village",
                integer().unit(Unit::Count).range(0..=MOST_PLACES),
            )
            .means(
                "每个村的点位数；0 为不分点位",
                "places of a village; 0 does not tell places apart",
            )
            .source("assumption: 200 in a village of 2,000 residents")
            .or(0) as u16,
        place_exponent: fields
            .key(
                "place_exponent",
                number().unit(Unit::Ratio).range(0.0..=LARGEST_EXPONENT),
            )
            .means(
                "点位份额随名次下降的指数；0 为各处一样",
                "the power of the rank by which places' shares fall; 0 is all alike",
            )
            .source("parameters #50: 0.65 with a case a place, the top 1, 5, 10 % have 6, 19, 30 %")
            .or(0.0),
        ..VariationStated::NONE
    }
}
