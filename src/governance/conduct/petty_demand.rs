//! R1, petty demand: small requests that residents bring only where they trust enough (小事诉求).
//!
//! The world says what might be asked, when and by whom; trust at that moment says whether it is.

use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{Distribution, Family};
use crate::county::{County, DepartmentId, township_office};
use crate::document::{Fields, Unit, distribution, integer, number, word};

/// `[petty_demand]`: requests answered at once by the township's own office, never an incident.
#[derive(Debug, Clone, PartialEq)]
pub struct PettyDemand {
    /// What might be asked [1 / 1,000 residents / year]; a share of trust of it is.
    pub rate_per_1000_residents_per_year: f64,
    /// One cadre's time for one consultation (min).
    pub work_min: Distribution,
    /// Until it should be answered (working days).
    pub deadline_working_days: u32,
    /// How it spreads over the day.
    pub hour_profile: HourProfile,
    /// How it spreads over the week.
    pub weekday_profile: WeekdayProfile,
}

impl Default for PettyDemand {
    fn default() -> Self {
        Self {
            rate_per_1000_residents_per_year: 82.0,
            work_min: usual_work_min(),
            deadline_working_days: 1,
            hour_profile: HourProfile::TwoHumps,
            weekday_profile: WeekdayProfile::Field,
        }
    }
}

fn usual_work_min() -> Distribution {
    Distribution::from_mean_and_cv(Family::Lognormal, 6.0, 1.0)
        .expect("a lognormal law of mean 6 and cv 1 exists")
}

impl PettyDemand {
    /// Reads `[petty_demand]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            rate_per_1000_residents_per_year: fields
                .key(
                    "rate_per_1000_residents_per_year",
                    number().unit(Unit::PerYear).range(0.0..=100_000.0),
                )
                .means(
                    "每千名居民每年可能提出的小事诉求；信任为 T 时提出其中的 T",
                    "petty requests that 1,000 residents might bring in a year; at trust T, T of them are brought",
                )
                .source("A3 #34, #36: 60 contacts per 1,000, 0.68 of them consultations; twice that at a trust of 0.5")
                .or(usual.rate_per_1000_residents_per_year),
            work_min: fields
                .key("work_min", distribution(Unit::Minute))
                .means(
                    "一名乡镇干部答复一次咨询的时间",
                    "a township cadre's time for one consultation",
                )
                .source("assumption: a contact takes 6 min (model R3); its spread")
                .or_shown(
                    usual.work_min,
                    serde_json::json!({ "distribution": "lognormal", "mean": 6, "cv": 1 }),
                ),
            deadline_working_days: fields
                .key(
                    "deadline_working_days",
                    integer().unit(Unit::WorkingDay).range(0..=250),
                )
                .means("答复期限", "working days in which it should be answered")
                .source("A4 #60: consultations take 1.4 working days in the mean")
                .or(i64::from(usual.deadline_working_days)) as u32,
            hour_profile: fields
                .key("hour_profile", word::<HourProfile>())
                .means("一天之内的分布", "how it spreads over the day")
                .source("A3 #46")
                .or(usual.hour_profile),
            weekday_profile: fields
                .key("weekday_profile", word::<WeekdayProfile>())
                .means("一周之内的分布", "how it spreads over the week")
                .source("A3 #47")
                .or(usual.weekday_profile),
        }
    }

    /// Whose offices answer: the townships' own, the first of several.
    pub fn office(county: &County) -> Option<DepartmentId> {
        township_office(&county.departments)
    }

    /// What might be asked in a year by so many residents.
    pub fn requests_a_year(&self, residents: f64) -> f64 {
        self.rate_per_1000_residents_per_year * residents / 1_000.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_thousand_residents_might_ask_four_times_the_rate() {
        let asked = PettyDemand::default().requests_a_year(4_000.0);
        assert!((asked - 328.0).abs() < 1e-12);
    }
}
