//! Names, values and titles of a verdict, as people read them.

use unicode_width::UnicodeWidthStr;

use crate::base::Language;
use crate::metrics::{Statistic, Unit};

use super::statistics::MeanInterval;
use super::statistics::rounding::DecimalPlace;
use super::summary::{SummaryRow, SummarySetup};

/// What a row speaks of: "response time (mean)".
pub fn title_of(row: &SummaryRow, language: Language) -> String {
    let metric = row.metric.name();
    let metric = metric.in_language(language);
    match statistic_word(row.statistic, language) {
        Some(word) => language.choose(format!("{metric}（{word}）"), format!("{metric} ({word})")),
        None => metric.to_owned(),
    }
}

/// The name of a setup, the baseline marked.
pub fn shown_name(setup: &SummarySetup, language: Language) -> String {
    let name = setup.name.in_language(language);
    if setup.is_baseline {
        language.choose(format!("{name}（基线）"), format!("{name} (baseline)"))
    } else {
        name.to_owned()
    }
}

/// A value as people read it: "12.3 h (11.9 to 12.7)".
pub fn shown_value(value: Option<&MeanInterval>, unit: Unit, language: Language) -> String {
    let Some(value) = value else {
        return "-".to_owned();
    };
    let scale = match unit {
        Unit::Share => 100.0,
        Unit::Hours | Unit::Count | Unit::SeverityHours | Unit::PerYear | Unit::Yuan => 1.0,
    };
    let unit = match unit {
        Unit::Hours => language.choose(" 小时", " h"),
        Unit::Share => " %",
        Unit::Count => "",
        Unit::SeverityHours => language.choose(" 严重度·小时", " severity h"),
        Unit::PerYear => language.choose(" 次/年", " per year"),
        Unit::Yuan => language.choose(" 元", " yuan"),
    };
    let mean = value.mean * scale;
    let place = DecimalPlace::of(mean, value.half_width().map(|half| half * scale));
    let shown = format!("{}{unit}", place.print(mean));
    let Some((lower, upper)) = value.lower.zip(value.upper) else {
        return shown;
    };
    let (lower, upper) = (place.print(lower * scale), place.print(upper * scale));
    language.choose(
        format!("{shown}（{lower} 到 {upper}）"),
        format!("{shown} ({lower} to {upper})"),
    )
}

/// What a statistic is called; none where the metric's name says it.
pub fn statistic_word(statistic: Statistic, language: Language) -> Option<&'static str> {
    match statistic {
        Statistic::Mean => Some(language.choose("均值", "mean")),
        Statistic::P50 => Some(language.choose("中位数", "median")),
        Statistic::P90 => Some(language.choose("九成分位", "90th percentile")),
        Statistic::P95 => Some(language.choose("九五分位", "95th percentile")),
        Statistic::Share | Statistic::Count | Statistic::Value => None,
    }
}

/// The text filled up with blanks to so many columns.
pub fn padded(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(text.width());
    format!("{text}{}", " ".repeat(missing))
}
