//! R2, the grid worker: what a patrol sees, what is settled on the spot, what is reported.

use crate::base::{Mark, Span};
use crate::county::{Power, Severity, Tier};
use crate::document::{Fields, Unit, integer, number};

/// `[grid_work]`: a grid worker's day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GridWork {
    /// Time on patrol a day (min).
    pub patrol_min_per_day: f64,
    /// Cells a grid is walked in.
    pub cells_per_grid: u32,
    /// One pass through a cell (min).
    pub pass_min: f64,
    /// Share of what is there that a grid worker recognises.
    pub recognition: f64,
    /// The same of a line's own net, in the line's matters.
    pub specialist_recognition: f64,
    /// Cases of a kind in which one part in so many of what is not recognised is learnt.
    pub learning_cases: f64,
    /// Share of passes with a false sighting if nothing were recognised.
    pub false_share: f64,
    /// What is done in so long is done on the spot (min).
    pub on_the_spot_min: f64,
    /// Reports expected of a grid worker [1/month].
    pub quota_per_month: f64,
    /// Systems a report is typed into.
    pub terminals: u32,
    /// What one of them takes (min).
    pub entry_min: f64,
    /// What a degree of severity is worth to report (min).
    pub severity_worth_min: f64,
    /// What being a whole quota short is worth to report (min).
    pub quota_worth_min: f64,
    /// Last working days of a month in which a shortfall is filled up.
    pub filler_days: u32,
}

impl Default for GridWork {
    fn default() -> Self {
        Self {
            patrol_min_per_day: 240.0,
            cells_per_grid: 2,
            pass_min: 40.0,
            recognition: 0.6,
            specialist_recognition: 0.95,
            learning_cases: 45.0,
            false_share: 0.01,
            on_the_spot_min: 15.0,
            quota_per_month: 2.0,
            terminals: 1,
            entry_min: 7.0,
            severity_worth_min: 30.0,
            quota_worth_min: 40.0,
            filler_days: 5,
        }
    }
}

const SOURCE: &str = "assumption: model R2";

impl GridWork {
    /// Reads `[grid_work]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let patrol = visit_patrol(fields, &Self::default());
        let recognition = visit_recognition(fields, &patrol);
        visit_reporting(fields, &recognition)
    }

    /// Whether a pass that finds nothing sees something, with own recognition `recognition`.
    pub fn sees_falsely(&self, mark: Mark, recognition: f64) -> bool {
        mark.is_below(self.false_share * (1.0 - recognition))
    }

    /// Recognition after one more case of the kind.
    pub fn after_case(&self, recognition: f64) -> f64 {
        recognition + (1.0 - recognition) / self.learning_cases
    }

    /// Whether a grid worker settles what was seen at once: no power is needed, the case is one for
    /// the grid, and it is short.
    pub fn fixes_on_the_spot(&self, power: Power, tier: Tier, content: Span) -> bool {
        power == Power::None && tier == Tier::Grid && content.minutes() <= self.on_the_spot_min
    }

    /// Whether what was seen is reported by someone `shortfall` reports short of the month's quota:
    /// iff its severity and the quota are worth the entries, 30 s + 40 D / Q >= 7 K.
    pub fn reports(&self, severity: Severity, shortfall: f64) -> bool {
        let of_quota = if self.quota_per_month > 0.0 {
            shortfall.max(0.0) / self.quota_per_month
        } else {
            0.0
        };
        let worth_min = self.severity_worth_min * f64::from(severity.degree())
            + self.quota_worth_min * of_quota;
        worth_min >= self.report_min()
    }

    /// What typing in one report takes (min).
    pub fn report_min(&self) -> f64 {
        self.entry_min * f64::from(self.terminals)
    }
}

/// The keys of the patrol; the others as in `usual`.
fn visit_patrol(fields: &mut Fields, usual: &GridWork) -> GridWork {
    GridWork {
        patrol_min_per_day: fields
            .key(
                "patrol_min_per_day",
                number().unit(Unit::MinutePerDay).range(0.0..=1_440.0),
            )
            .means("每天巡查时间", "time on patrol a day")
            .source(SOURCE)
            .or(usual.patrol_min_per_day),
        cells_per_grid: fields
            .key(
                "cells_per_grid",
                integer().unit(Unit::Count).range(1..=1_000),
            )
            .means("每个网格分几片巡查", "cells a grid is walked in")
            .source(SOURCE)
            .or(i64::from(usual.cells_per_grid)) as u32,
        pass_min: fields
            .key("pass_min", number().unit(Unit::Minute).range(1.0..=1_440.0))
            .means("巡查一片的用时", "one pass through a cell")
            .source(SOURCE)
            .or(usual.pass_min),
        on_the_spot_min: fields
            .key(
                "on_the_spot_min",
                number().unit(Unit::Minute).range(0.0..=480.0),
            )
            .means(
                "多短的事当场办掉",
                "what is done in so long is done on the spot",
            )
            .source(SOURCE)
            .or(usual.on_the_spot_min),
        ..*usual
    }
}

/// The keys of recognition; the others as in `usual`.
fn visit_recognition(fields: &mut Fields, usual: &GridWork) -> GridWork {
    GridWork {
        recognition: fields
            .key("recognition", number().share())
            .means(
                "网格员能认出的占比",
                "share of what is there that a grid worker recognises",
            )
            .source(SOURCE)
            .or(usual.recognition),
        specialist_recognition: fields
            .key("specialist_recognition", number().share())
            .means(
                "条线自有网格员对本条线事项能认出的占比",
                "the same of a line's own net, in the line's matters",
            )
            .source(SOURCE)
            .or(usual.specialist_recognition),
        learning_cases: fields
            .key(
                "learning_cases",
                number().unit(Unit::Count).range(1.0..=1_000_000.0),
            )
            .means(
                "每见一件，补上认不出部分的几分之一",
                "each case teaches one part in so many of what is not recognised",
            )
            .source(SOURCE)
            .or(usual.learning_cases),
        false_share: fields
            .key("false_share", number().share())
            .means(
                "完全认不出时，每次巡查误报的占比",
                "share of passes with a false sighting if nothing were recognised",
            )
            .source(SOURCE)
            .or(usual.false_share),
        ..*usual
    }
}

/// The keys of reporting; the others as in `usual`.
fn visit_reporting(fields: &mut Fields, usual: &GridWork) -> GridWork {
    let mut minutes = |key, zh, en, usual: f64| {
        fields
            .key(key, number().unit(Unit::Minute).range(0.0..=480.0))
            .means(zh, en)
            .source(SOURCE)
            .or(usual)
    };
    let entry_min = minutes(
        "entry_min",
        "每个终端录入一件的用时",
        "what a report takes in each system",
        usual.entry_min,
    );
    let severity_worth_min = minutes(
        "severity_worth_min",
        "严重程度每一级值得花的上报时间",
        "what a degree of severity is worth to report",
        usual.severity_worth_min,
    );
    let quota_worth_min = minutes(
        "quota_worth_min",
        "完全没有完成指标时，一件值得花的上报时间",
        "what a report is worth to someone short of the whole quota",
        usual.quota_worth_min,
    );
    GridWork {
        entry_min,
        severity_worth_min,
        quota_worth_min,
        quota_per_month: fields
            .key(
                "quota_per_month",
                number().unit(Unit::PerMonth).range(0.0..=1_000.0),
            )
            .means(
                "每月上报指标；0 为没有指标",
                "reports expected in a month; 0 is no quota",
            )
            .source(SOURCE)
            .or(usual.quota_per_month),
        terminals: fields
            .key("terminals", integer().unit(Unit::Count).range(0..=100))
            .means("一件要录入几个终端", "systems a report is typed into")
            .source(SOURCE)
            .or(i64::from(usual.terminals)) as u32,
        filler_days: fields
            .key("filler_days", integer().unit(Unit::Count).range(0..=31))
            .means(
                "月末最后几个工作日凑数",
                "last working days of a month in which a shortfall is filled up",
            )
            .source(SOURCE)
            .or(i64::from(usual.filler_days)) as u32,
        ..*usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> GridWork {
        GridWork::default()
    }

    #[test]
    fn whoever_has_one_terminal_reports_and_whoever_has_six_waits_for_the_quota() {
        assert!(usual().reports(Severity::MILD, 0.0)); // 30 >= 7
        let burdened = GridWork {
            terminals: 6,
            ..usual()
        };
        let reports = |shortfall| burdened.reports(Severity::MILD, shortfall);
        assert!(!reports(0.0)); // 30 < 42
        assert!(!reports(0.5)); // 40 < 42
        assert!(reports(0.6)); // 30 + 40 x 0.6 / 2 = 42
        assert!(burdened.reports(Severity::new(2).unwrap(), 0.0)); // 60 >= 42
    }

    #[test]
    fn without_a_quota_nobody_is_short_of_it() {
        let free = GridWork {
            quota_per_month: 0.0,
            terminals: 5,
            ..usual()
        };
        assert!(!free.reports(Severity::MILD, 10.0));
    }

    #[test]
    fn who_recognises_more_sees_less_falsely() {
        let mark = Mark::from_words(0x00c4_9ba6, 0); // 0.003
        assert!(usual().sees_falsely(mark, 0.6)); // below 0.004
        assert!(!usual().sees_falsely(mark, 0.95)); // not below 0.0005
        assert!(!usual().sees_falsely(Mark::from_words(0, 0), 1.0));
    }

    #[test]
    fn recognition_is_learnt_as_skill_is() {
        assert!((usual().after_case(0.55) - 0.56).abs() < 1e-15);
    }

    #[test]
    fn only_short_cases_of_the_grid_that_need_no_power_are_fixed_on_the_spot() {
        let fixes = |power, tier, minutes: i64| {
            usual().fixes_on_the_spot(power, tier, Span::MINUTE * minutes)
        };
        assert!(fixes(Power::None, Tier::Grid, 15));
        assert!(!fixes(Power::None, Tier::Grid, 16));
        assert!(!fixes(Power::Order, Tier::Grid, 15));
        assert!(!fixes(Power::None, Tier::Village, 15));
    }
}
