//! A contrast in words: "faster by 2.1 h (1.7 to 2.5)".

use super::paired::PairedDifference;
use super::rounding::DecimalPlace;
use super::verdict::{UnfinishedShares, Verdict};
use crate::base::Language;
use crate::metrics::{Better, Unit};

/// A paired difference with what is needed to judge it and to say it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// Setup minus baseline.
    pub difference: PairedDifference,
    /// The unit of the metric.
    pub unit: Unit,
    /// The good direction of the metric.
    pub better: Better,
    /// The shares still open, for metrics that open work can distort.
    pub unfinished: Option<UnfinishedShares>,
}

impl Finding {
    /// The verdict; `None` where there is nothing to judge (see [`Verdict::of`]).
    pub fn verdict(&self) -> Option<Verdict> {
        Verdict::of(&self.difference, self.better, self.unfinished)
    }

    /// The finding as a short phrase.
    pub fn words(&self, language: Language) -> String {
        match self.verdict() {
            Some(Verdict::Censored) => self.censored(language),
            Some(verdict @ Verdict::Zero) => verdict.text().in_language(language).to_owned(),
            Some(verdict @ Verdict::NoDifferenceDetected) => self.undetected(verdict, language),
            Some(Verdict::Better | Verdict::Worse) | None => self.detected(language),
        }
    }

    fn censored(&self, language: Language) -> String {
        let verdict = Verdict::Censored.text();
        let verdict = verdict.in_language(language);
        self.unfinished.map_or_else(
            || verdict.to_owned(),
            |UnfinishedShares { baseline, setup }| {
                let (setup, baseline) = (setup * 100.0, baseline * 100.0);
                language.choose(
                    format!("{verdict}（未办结 {setup:.1} %，基线 {baseline:.1} %）"),
                    format!("{verdict} ({setup:.1} % unfinished against {baseline:.1} %)"),
                )
            },
        )
    }

    fn undetected(&self, verdict: Verdict, language: Language) -> String {
        let verdict = verdict.text();
        let verdict = verdict.in_language(language);
        let Some((lower, upper)) = self.shown_bounds() else {
            return verdict.to_owned();
        };
        let place = DecimalPlace::of(0.0, Some((upper - lower) / 2.0));
        let (lower, upper) = (place.print(lower), place.print(upper));
        let unit = unit_word(self.unit, language);
        language.choose(
            format!("{verdict}（{lower} 到 {upper}{unit}）"),
            format!("{verdict} ({lower} to {upper}{unit})"),
        )
    }

    fn detected(&self, language: Language) -> String {
        let scale = shown_scale(self.unit);
        let estimate = self.difference.estimate * scale;
        let direction = direction_word(self.unit, self.better, estimate > 0.0, language);
        let unit = unit_word(self.unit, language);
        let Some((lower, upper)) = self.shown_bounds() else {
            let size = DecimalPlace::of(estimate, None).print(estimate.abs());
            return language.choose(
                format!("{direction} {size}{unit}（仅一对，无区间）"),
                format!("{direction} by {size}{unit} (one pair, no interval)"),
            );
        };
        let (near, far) = if estimate > 0.0 {
            (lower, upper)
        } else {
            (-upper, -lower)
        };
        let place = place_that_shows(estimate, near, (upper - lower) / 2.0);
        let size = place.print(estimate.abs());
        let (near, far) = (place.print(near), place.print(far));
        language.choose(
            format!("{direction} {size}{unit}（{near} 到 {far}）"),
            format!("{direction} by {size}{unit} ({near} to {far})"),
        )
    }

    /// The bounds in the unit people read.
    fn shown_bounds(&self) -> Option<(f64, f64)> {
        let (lower, upper) = self.difference.lower.zip(self.difference.upper)?;
        let scale = shown_scale(self.unit);
        Some((lower * scale, upper * scale))
    }
}

/// The place the width supports, finer by up to two digits where a bound that excludes zero
/// would print as zero.
fn place_that_shows(estimate: f64, near: f64, half_width: f64) -> DecimalPlace {
    let place = DecimalPlace::of(estimate, Some(half_width));
    [place, place.finer(), place.finer().finer()]
        .into_iter()
        .find(|place| !place.hides(near))
        .unwrap_or(place)
}

/// Shares are read in percentage points.
fn shown_scale(unit: Unit) -> f64 {
    match unit {
        Unit::Share => 100.0,
        Unit::Hours | Unit::Count | Unit::SeverityHours | Unit::PerYear | Unit::Yuan => 1.0,
    }
}

fn unit_word(unit: Unit, language: Language) -> &'static str {
    match unit {
        Unit::Hours => language.choose(" 小时", " h"),
        Unit::Share => language.choose(" 个百分点", " points"),
        Unit::Count => "",
        Unit::SeverityHours => language.choose(" 严重度·小时", " severity h"),
        Unit::PerYear => language.choose(" 次/年", " per year"),
        Unit::Yuan => language.choose(" 元", " yuan"),
    }
}

fn direction_word(unit: Unit, better: Better, is_up: bool, language: Language) -> &'static str {
    match (unit, better, is_up) {
        (Unit::Hours, Better::Lower, false) => language.choose("快", "faster"),
        (Unit::Hours, Better::Lower, true) => language.choose("慢", "slower"),
        (Unit::Hours, _, false) => language.choose("短", "shorter"),
        (Unit::Hours, _, true) => language.choose("长", "longer"),
        (Unit::Count | Unit::PerYear, _, false) => language.choose("少", "lower"),
        (Unit::Count | Unit::PerYear, _, true) => language.choose("多", "higher"),
        (Unit::Share | Unit::SeverityHours | Unit::Yuan, _, false) => {
            language.choose("低", "lower")
        }
        (Unit::Share | Unit::SeverityHours | Unit::Yuan, _, true) => {
            language.choose("高", "higher")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(unit: Unit, better: Better, estimate: f64, bounds: Option<(f64, f64)>) -> Finding {
        Finding {
            difference: PairedDifference {
                estimate,
                lower: bounds.map(|(lower, _)| lower),
                upper: bounds.map(|(_, upper)| upper),
                n: bounds.map_or(1, |_| 20),
                baseline_mean: 10.0,
                setup_mean: 10.0 + estimate,
            },
            unit,
            better,
            unfinished: None,
        }
    }

    fn both(finding: &Finding) -> [String; 2] {
        [finding.words(Language::En), finding.words(Language::Zh)]
    }

    #[test]
    fn a_shorter_time_is_faster_and_its_interval_counts_upward() {
        let found = finding(Unit::Hours, Better::Lower, -2.12, Some((-2.52, -1.72)));
        assert_eq!(
            both(&found),
            ["faster by 2.1 h (1.7 to 2.5)", "快 2.1 小时（1.7 到 2.5）"]
        );
    }

    #[test]
    fn a_longer_time_is_slower_or_longer() {
        let bounds = Some((1.72, 2.52));
        let judged = finding(Unit::Hours, Better::Lower, 2.12, bounds);
        assert_eq!(
            both(&judged),
            ["slower by 2.1 h (1.7 to 2.5)", "慢 2.1 小时（1.7 到 2.5）"]
        );
        let described = finding(Unit::Hours, Better::None, 2.12, bounds);
        assert_eq!(
            both(&described),
            ["longer by 2.1 h (1.7 to 2.5)", "长 2.1 小时（1.7 到 2.5）"]
        );
    }

    #[test]
    fn a_share_is_read_in_points() {
        let found = finding(Unit::Share, Better::Lower, -0.031, Some((-0.0419, -0.0201)));
        assert_eq!(
            both(&found),
            [
                "lower by 3.1 points (2.0 to 4.2)",
                "低 3.1 个百分点（2.0 到 4.2）"
            ]
        );
    }

    #[test]
    fn counts_and_severity_hours_keep_their_units() {
        let count = finding(Unit::Count, Better::None, 118.0, Some((75.0, 161.0)));
        assert_eq!(
            both(&count),
            ["higher by 120 (80 to 160)", "多 120（80 到 160）"]
        );
        let exposure = finding(
            Unit::SeverityHours,
            Better::Lower,
            -1234.5,
            Some((-1257.5, -1211.5)),
        );
        assert_eq!(
            both(&exposure),
            [
                "lower by 1234 severity h (1212 to 1258)",
                "低 1234 严重度·小时（1212 到 1258）"
            ]
        );
    }

    #[test]
    fn an_undetected_difference_shows_what_it_may_be() {
        let found = finding(Unit::Hours, Better::Lower, 0.1, Some((-0.31, 0.51)));
        assert_eq!(
            both(&found),
            [
                "no difference detected (-0.3 to 0.5 h)",
                "未检出差异（-0.3 到 0.5 小时）"
            ]
        );
    }

    #[test]
    fn an_exact_zero_says_so() {
        let found = finding(Unit::Hours, Better::Lower, 0.0, Some((0.0, 0.0)));
        assert_eq!(both(&found), ["exactly equal", "完全相同"]);
    }

    #[test]
    fn one_pair_shows_a_difference_without_an_interval() {
        let found = finding(Unit::Hours, Better::Lower, -2.1, None);
        assert_eq!(
            both(&found),
            [
                "faster by 2.10 h (one pair, no interval)",
                "快 2.10 小时（仅一对，无区间）"
            ]
        );
    }

    #[test]
    fn unfinished_work_is_named_instead_of_a_difference() {
        let found = Finding {
            unfinished: Some(UnfinishedShares {
                baseline: 0.045,
                setup: 0.1231,
            }),
            ..finding(Unit::Hours, Better::Lower, -2.1, Some((-2.5, -1.7)))
        };
        assert_eq!(
            both(&found),
            [
                "censored (12.3 % unfinished against 4.5 %)",
                "未办结比例悬殊，不作比较（未办结 12.3 %，基线 4.5 %）"
            ]
        );
    }

    #[test]
    fn a_bound_that_excludes_zero_does_not_print_as_zero() {
        let found = finding(Unit::Hours, Better::Lower, -0.42, Some((-0.82, -0.02)));
        assert_eq!(found.words(Language::En), "faster by 0.42 h (0.02 to 0.82)");
    }
}
