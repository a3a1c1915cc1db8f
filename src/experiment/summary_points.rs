//! The verdict of a study of many points: a table of factors' values and what follows from them.

use unicode_width::UnicodeWidthStr;

use crate::base::Language;
use crate::metrics::{MetricId, Unit};

use super::sensitivity::{Extreme, SensitivityRow, VerdictChange};
use super::statistics::rounding::DecimalPlace;
use super::statistics::{BreakEven, PairedDifference};
use super::summary::{Summary, SummaryRow};
use super::summary_words::{padded, shown_name, shown_value, title_of};

/// Most points that a terminal is told of; all of them stand in the tables.
const MOST_SHOWN: usize = 40;

/// Each headline metric over the points, and what moves it most where factors vary one at a time.
pub fn points_text(summary: &Summary, language: Language) -> String {
    let first = summary.rows.iter().filter(|row| row.point == 0);
    let mut text = String::new();
    for of_metric in first {
        text += &["\n", &title_of(of_metric, language), "\n"].concat();
        text += &if summary.sensitivity.is_empty() {
            by_point(summary, of_metric.metric, language)
        } else {
            by_factor(summary, of_metric, language)
        };
    }
    text
}

/// A line a point: the factors' values, then each setup against the baseline.
fn by_point(summary: &Summary, metric: MetricId, language: Language) -> String {
    let rows = summary.rows.iter().filter(|row| row.metric == metric);
    let rows: Vec<&SummaryRow> = rows.collect();
    let Some(first) = rows.first() else {
        return String::new();
    };
    let names = first.setups.iter().map(|setup| shown_name(setup, language));
    let mut header = vec![language.choose("设计点", "point").to_owned()];
    header.extend(summary.factors.iter().cloned());
    header.extend(names);
    let mut table = vec![header];
    for row in rows.iter().take(MOST_SHOWN) {
        let mut cells = vec![row.point.to_string()];
        let values = summary.points[row.point as usize].iter();
        cells.extend(values.map(|value| short(value)));
        cells.extend(row.setups.iter().map(|setup| {
            let value = || shown_value(setup.value.as_ref(), row.unit, language);
            setup.words(language).unwrap_or_else(value)
        }));
        table.push(cells);
    }
    let mut text = aligned(&table);
    if let Some(rest) = rows.len().checked_sub(MOST_SHOWN + 1) {
        let rest = rest + 1;
        text += &language.choose(
            format!("  另有 {rest} 个设计点，见 contrasts.csv\n"),
            format!("  {rest} more points, see contrasts.csv\n"),
        );
    }
    text
}

/// Each setup as the files state it, then the factors, the one that moves it most first.
fn by_factor(summary: &Summary, stated: &SummaryRow, language: Language) -> String {
    let mut text = String::new();
    for setup in stated.setups.iter().filter(|setup| !setup.is_baseline) {
        let rows = summary.sensitivity.iter().filter(|row| {
            (row.name.metric, row.setup_id.as_str()) == (stated.metric, setup.id.as_str())
        });
        let name = setup.name.in_language(language);
        let words = setup.words(language).unwrap_or_default();
        text += &language.choose(
            format!("  {name}，照文件所写：{words}\n"),
            format!("  {name}, as the files state: {words}\n"),
        );
        let lines = rows.map(|row| factor_line(summary, row, language));
        text += &aligned(&lines.collect::<Vec<_>>());
    }
    text
}

fn factor_line(summary: &Summary, row: &SensitivityRow, language: Language) -> Vec<String> {
    let unit = row.unit();
    let span = language.choose("跨度", "span");
    let colon = language.choose("：", ": ");
    let extreme = |extreme: &Extreme| {
        let value = match extreme.value.as_str() {
            "" => language.choose("照文件所写", "as stated"),
            value => &short(value),
        };
        format!("{value}{colon}{}", extreme.finding.words(language))
    };
    vec![
        format!("  {}. {}", row.rank, summary.factors[row.factor]),
        extreme(&row.least),
        extreme(&row.greatest),
        format!("{span} {}", width(&row.span, unit, language)),
        changed(row.change, row.break_even.as_ref(), language),
    ]
}

/// A number in four digits, where it has more; anything else as it is.
fn short(value: &str) -> String {
    const DIGITS: usize = 4;
    let is_long = value.chars().filter(char::is_ascii_digit).count() > DIGITS;
    match value.parse::<f64>() {
        Ok(number) if is_long && value.contains('.') && number != 0.0 => {
            let whole = number.abs().log10().floor() + 1.0;
            let decimals = (DIGITS as f64 - whole).clamp(0.0, 12.0) as usize;
            format!("{number:.decimals$}")
        }
        _ => value.to_owned(),
    }
}

/// A difference of differences with its interval, in the unit people read.
fn width(span: &PairedDifference, unit: Unit, language: Language) -> String {
    let (scale, word) = match unit {
        Unit::Hours => (1.0, language.choose(" 小时", " h")),
        Unit::Share => (100.0, language.choose(" 个百分点", " points")),
        Unit::Count => (1.0, ""),
        Unit::SeverityHours => (1.0, language.choose(" 严重度·小时", " severity h")),
        Unit::PerYear => (1.0, language.choose(" 次/年", " per year")),
        Unit::Yuan => (1.0, language.choose(" 元", " yuan")),
    };
    let bounds = span.lower.zip(span.upper);
    let half = bounds.map(|(lower, upper)| (upper - lower) / 2.0 * scale);
    let place = DecimalPlace::of(span.estimate * scale, half);
    let shown = |value: f64| place.print(value * scale);
    let estimate = shown(span.estimate);
    bounds.map_or_else(
        || format!("{estimate}{word}"),
        |(lower, upper)| {
            let (lower, upper) = (shown(lower), shown(upper));
            language.choose(
                format!("{estimate}{word}（{lower} 到 {upper}）"),
                format!("{estimate}{word} ({lower} to {upper})"),
            )
        },
    )
}

fn changed(change: VerdictChange, even: Option<&BreakEven>, language: Language) -> String {
    let words = match change {
        VerdictChange::Holds => language.choose("结论不变", "the verdict holds"),
        VerdictChange::Partly => language.choose(
            "有的取值未检出差异",
            "no difference detected at some values",
        ),
        VerdictChange::Reverses => language.choose("结论反转", "the verdict reverses"),
    };
    let Some(even) = even else {
        return words.to_owned();
    };
    let half = even
        .lower
        .zip(even.upper)
        .map(|(lower, upper)| (upper - lower) / 2.0);
    let place = DecimalPlace::of(even.at, half);
    let beyond = language.choose("所取值之外", "beyond the values");
    let bound = |bound: Option<f64>| bound.map_or_else(|| beyond.to_owned(), |at| place.print(at));
    let (at, lower, upper) = (place.print(even.at), bound(even.lower), bound(even.upper));
    language.choose(
        format!("{words}，差值在 {at} 处变号（{lower} 到 {upper}）"),
        format!("{words}; even at {at} ({lower} to {upper})"),
    )
}

/// Lines whose cells stand under one another.
fn aligned(rows: &[Vec<String>]) -> String {
    let columns = rows.first().map_or(0, Vec::len);
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].width())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths);
        let cells: Vec<String> = cells.map(|(cell, width)| padded(cell, *width)).collect();
        format!("  {}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_of_many_digits_are_shown_in_four() {
        for (value, shown) in [
            ("17.243805623507736", "17.24"),
            ("0.012345678", "0.01235"),
            ("12345.678", "12346"),
            ("123456", "123456"),
            ("0.65", "0.65"),
            ("single-team", "single-team"),
            ("", ""),
        ] {
            assert_eq!(short(value), shown);
        }
    }
}
