//! R4, a department that is passed a case: it takes it or returns it (退单).

use crate::base::{Mark, standard_normal};
use crate::document::{Fields, Unit, number};

use super::ewma::Ewma;

/// Minutes of own staff that one full weight of cooperation is worth (assumed: model R4).
const COOPERATION_MIN: f64 = 60.0;

/// `[returns]`: what a department weighs before it takes a case, in minutes of its own staff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Returns {
    /// What a case costs a unit that sends crews (min).
    pub minutes_crew: f64,
    /// What it costs a unit that sends single officers (min).
    pub minutes_single: f64,
    /// What it costs to write a return (min).
    pub write_min: f64,
    /// Mean reluctance to return (min).
    pub reluctance_mean_min: f64,
    /// Its standard deviation between departments (min).
    pub reluctance_sd_min: f64,
    /// Weight of the newest return in the own record of returns sent back.
    pub ewma_weight: f64,
    /// What that record starts from.
    pub start: f64,
}

/// A case passed on, as the department that weighs it sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PassedOn {
    /// pi of the unit that would serve it: 1 + backlog hours / weekly hours.
    pub pressure: f64,
    /// Whether the list names this department (no: another); nothing if no list does.
    pub is_listed: Option<bool>,
    /// Share of its own returns that came back, in its experience.
    pub sent_back: f64,
    /// Whether the unit sends crews.
    pub is_crew: bool,
    /// Weight of cooperation in its assessment, `w_T`.
    pub cooperation_weight: f64,
}

impl Default for Returns {
    fn default() -> Self {
        Self {
            minutes_crew: 150.0,
            minutes_single: 75.0,
            write_min: 15.0,
            reluctance_mean_min: 90.0,
            reluctance_sd_min: 30.0,
            ewma_weight: 0.1,
            start: 0.5,
        }
    }
}

impl Returns {
    /// Reads `[returns]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let mut minutes = |key, zh, en, usual: f64| {
            fields
                .key(key, number().unit(Unit::Minute).range(0.0..=10_000.0))
                .means(zh, en)
                .source("assumption: model R4")
                .or(usual)
        };
        Self {
            minutes_crew: minutes(
                "minutes_crew",
                "双人办件的单位估计一件的用时",
                "what a case costs a unit that sends crews",
                usual.minutes_crew,
            ),
            minutes_single: minutes(
                "minutes_single",
                "单人办件的单位估计一件的用时",
                "what a case costs a unit that sends single officers",
                usual.minutes_single,
            ),
            write_min: minutes(
                "write_min",
                "写一份退单的用时",
                "what it costs to write a return",
                usual.write_min,
            ),
            reluctance_mean_min: minutes(
                "reluctance_mean_min",
                "部门不愿退单的程度的均值；0 以下按 0 计",
                "mean reluctance of departments to return; below 0 counts as 0",
                usual.reluctance_mean_min,
            ),
            reluctance_sd_min: minutes(
                "reluctance_sd_min",
                "该程度在部门之间的标准差",
                "its standard deviation between departments",
                usual.reluctance_sd_min,
            ),
            ewma_weight: fields
                .key("ewma_weight", number().share())
                .means(
                    "最近一次退单在自身经验中的权重",
                    "weight of the newest return in the own record of returns sent back",
                )
                .source("assumption: model R4")
                .or(usual.ewma_weight),
            start: fields
                .key("start", number().share())
                .means(
                    "起始时预期退单被退回的占比",
                    "share of returns expected to come back at the start",
                )
                .source("assumption: model R4")
                .or(usual.start),
        }
    }

    /// A department's record of own returns sent back, before any.
    pub const fn record(&self) -> Ewma {
        Ewma::new(self.start, self.ewma_weight)
    }

    /// The reluctance (min) of a department whose trait has this mark: normal, cut at 0.
    pub fn reluctance_min(&self, mark: Mark) -> f64 {
        (self.reluctance_mean_min + self.reluctance_sd_min * standard_normal(mark)).max(0.0)
    }

    /// Whether the right department with this reluctance (min) takes the case: it does unless
    /// returning, reluctance included, costs it less than serving.
    pub fn takes(&self, case: &PassedOn, reluctance_min: f64) -> bool {
        let minutes = if case.is_crew {
            self.minutes_crew
        } else {
            self.minutes_single
        };
        let take_min = minutes * case.pressure;
        let comes_back = match case.is_listed {
            Some(true) => 1.0,
            Some(false) => 0.0,
            None => case.sent_back,
        };
        let return_min = self.write_min
            + comes_back * (take_min + self.write_min)
            + COOPERATION_MIN * case.cooperation_weight;
        return_min + reluctance_min >= take_min
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> Returns {
        Returns::default()
    }

    fn unlisted(pressure: f64) -> PassedOn {
        PassedOn {
            pressure,
            is_listed: None,
            sent_back: 0.5,
            is_crew: true,
            cooperation_weight: 0.0,
        }
    }

    /// 15 + 0.5 (150 pi + 15) + 90 < 150 pi iff pi > 1.5.
    #[test]
    fn a_crew_unit_returns_what_is_unlisted_once_it_is_half_a_week_behind() {
        assert!(usual().takes(&unlisted(1.5), 90.0));
        assert!(!usual().takes(&unlisted(1.501), 90.0));
    }

    /// 15 + 0.5 (75 pi + 15) + 90 < 75 pi iff pi > 3.
    #[test]
    fn a_unit_of_single_officers_bears_twice_that_pressure() {
        let case = |pressure| PassedOn {
            is_crew: false,
            ..unlisted(pressure)
        };
        assert!(usual().takes(&case(3.0), 90.0) && !usual().takes(&case(3.001), 90.0));
    }

    #[test]
    fn a_list_ends_the_dispute_of_the_named_and_frees_the_others() {
        let listed = |is_listed| PassedOn {
            is_listed: Some(is_listed),
            ..unlisted(100.0)
        };
        assert!(usual().takes(&listed(true), 0.0));
        assert!(!usual().takes(&listed(false), 90.0));
    }

    /// 60 w more to lose: 15 + 7.5 + 75 pi + 90 + 60 < 150 pi iff pi > 2.3.
    #[test]
    fn cooperation_in_the_assessment_makes_departments_take_more() {
        let case = |pressure| PassedOn {
            cooperation_weight: 1.0,
            ..unlisted(pressure)
        };
        assert!(usual().takes(&case(2.299), 90.0) && !usual().takes(&case(2.301), 90.0));
    }

    #[test]
    fn reluctance_is_normal_and_never_negative() {
        let usual = usual();
        assert!((usual.reluctance_min(Mark::from_words(0x8000_0000, 0)) - 90.0).abs() < 1e-6);
        assert!(usual.reluctance_min(Mark::from_words(0, 0)).abs() < 1e-15);
    }

    #[test]
    fn returns_that_come_back_make_the_next_one_dearer() {
        let record = usual().record().happened(true);
        assert!((record.value() - 0.55).abs() < 1e-15);
        let case = PassedOn {
            sent_back: record.value(),
            ..unlisted(1.6)
        };
        // 15 + 0.55 x 255 + 90 = 245.25 against 240
        assert!(usual().takes(&case, 90.0) && !usual().takes(&unlisted(1.6), 90.0));
    }
}
