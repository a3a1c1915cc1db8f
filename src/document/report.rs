//! Prints faults: file, line, column, the line itself, a caret right below, rule and remedy.

use std::fmt::Write;

use unicode_width::UnicodeWidthChar;

use super::fault::{Fault, Faults, Severity, shortened};
use super::source::{Sources, floor_char};
use crate::base::Language;

/// Most columns of a line that are shown around the caret.
const LONGEST_LINE: usize = 100;
/// Columns shown before the caret when a line is cut.
const LEAD: usize = 40;

/// The few terminal styles a report uses; all empty without colour.
struct Paint {
    red: &'static str,
    yellow: &'static str,
    blue: &'static str,
    bold: &'static str,
    plain: &'static str,
}

/// A line cut to what fits, and where its carets go (display columns).
struct Excerpt {
    text: String,
    indent: usize,
    carets: usize,
}

impl Paint {
    const COLOUR: Self = Self {
        red: "\u{1b}[1;31m",
        yellow: "\u{1b}[1;33m",
        blue: "\u{1b}[1;34m",
        bold: "\u{1b}[1m",
        plain: "\u{1b}[0m",
    };
    const NONE: Self = Self {
        red: "",
        yellow: "",
        blue: "",
        bold: "",
        plain: "",
    };
}

impl Faults {
    /// Every fault by file and position, then one line of summary; empty when there is none.
    pub fn report(&self, sources: &Sources, language: Language, colour: bool) -> String {
        if self.is_empty() {
            return String::new();
        }
        let paint = if colour { Paint::COLOUR } else { Paint::NONE };
        let mut report = String::new();
        for fault in self.in_order() {
            // Writing to a string cannot fail.
            let _ = write_fault(&mut report, fault, sources, language, &paint);
            report.push('\n');
        }
        report.push_str(&self.summary(language));
        report.push('\n');
        report
    }

    /// `3 faults, 1 warning in 2 files`.
    pub fn summary(&self, language: Language) -> String {
        let faults = self.count(Severity::Fault);
        let warnings = self.count(Severity::Warning);
        let files = self.files().len();
        match language {
            Language::Zh => {
                let mut parts = Vec::new();
                if faults > 0 {
                    parts.push(format!("{faults} 个错误"));
                }
                if warnings > 0 {
                    parts.push(format!("{warnings} 个警告"));
                }
                format!("{files} 个文件中有 {}", parts.join("、"))
            }
            Language::En => {
                let plural = |n: usize, word: &str| match n {
                    1 => format!("1 {word}"),
                    _ => format!("{n} {word}s"),
                };
                let mut parts = Vec::new();
                if faults > 0 {
                    parts.push(plural(faults, "fault"));
                }
                if warnings > 0 {
                    parts.push(plural(warnings, "warning"));
                }
                format!("{} in {}", parts.join(", "), plural(files, "file"))
            }
        }
    }
}

fn write_fault(
    out: &mut String,
    fault: &Fault,
    sources: &Sources,
    language: Language,
    paint: &Paint,
) -> std::fmt::Result {
    let (word, mark) = match fault.severity {
        Severity::Fault => (language.choose("错误", "fault"), paint.red),
        Severity::Warning => (language.choose("警告", "warning"), paint.yellow),
    };
    let (bold, blue, plain) = (paint.bold, paint.blue, paint.plain);
    let subject = match fault.path.as_str() {
        "" => language.choose("整个文件", "the whole file").to_owned(),
        path => shortened(path, LONGEST_LINE),
    };
    let code = fault.kind.code();
    writeln!(out, "{mark}{word}[{code}]{plain}{bold}: {subject}{plain}")?;
    let position = sources.position(fault.place);
    let gutter = " ".repeat(position.line.to_string().len());
    let (name, line, column) = (
        shortened(sources.name(fault.place.source), 4 * LONGEST_LINE),
        position.line,
        position.column,
    );
    writeln!(out, "{gutter}{blue}-->{plain} {name}:{line}:{column}")?;
    let excerpt = Excerpt::of(fault, sources);
    writeln!(out, "{gutter} {blue}|{plain}")?;
    writeln!(out, "{blue}{line} |{plain} {}", excerpt.text)?;
    let indent = " ".repeat(excerpt.indent);
    let carets = "^".repeat(excerpt.carets);
    writeln!(out, "{gutter} {blue}|{plain} {indent}{mark}{carets}{plain}")?;
    let mut note = |zh: &str, en: &str, text: &str| {
        let label = language.choose(zh, en);
        let colon = language.choose("：", ": ");
        writeln!(out, "{gutter} {blue}={plain} {label}{colon}{text}")
    };
    if let Some(value) = &fault.value {
        note("值", "value", value)?;
    }
    note("规则", "rule", fault.rule.in_language(language))?;
    if let Some(nearest) = &fault.nearest {
        note("最接近", "nearest", nearest)?;
    }
    note("改法", "remedy", fault.remedy.in_language(language))
}

impl Excerpt {
    fn of(fault: &Fault, sources: &Sources) -> Self {
        let text = sources.text(fault.place.source);
        let line = sources.line(fault.place);
        let start = floor_char(text, fault.place.start).clamp(line.start, line.end);
        let end = floor_char(text, fault.place.end).clamp(start, line.end);
        let (before, is_cut) = last_columns(&text[line.start..start]);
        let mut shown = String::new();
        if is_cut {
            shown.push('…');
        }
        shown.extend(before.chars().map(visible));
        let indent = width(&shown);
        let mut marked = indent;
        for (at, c) in text[start..line.end].char_indices() {
            let c = visible(c);
            if width(&shown) + 1 > LONGEST_LINE {
                shown.push('…');
                break;
            }
            shown.push(c);
            if start + at < end {
                marked = width(&shown);
            }
        }
        Self {
            text: shown.trim_end().to_owned(),
            indent,
            carets: (marked - indent).max(1),
        }
    }
}

/// The end of `text`, cut at the front if it is too wide to be shown whole.
fn last_columns(text: &str) -> (&str, bool) {
    if text.len() <= LONGEST_LINE / 2 || width_is_at_most(text, LONGEST_LINE / 2) {
        return (text, false);
    }
    let mut columns = 0;
    for (at, c) in text.char_indices().rev() {
        columns += visible(c).width().unwrap_or(0);
        if columns >= LEAD {
            return (&text[at..], at > 0);
        }
    }
    (text, false)
}

fn width_is_at_most(text: &str, most: usize) -> bool {
    let mut columns = 0;
    text.chars().all(|c| {
        columns += visible(c).width().unwrap_or(0);
        columns <= most
    })
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Tabs become one column and controls a visible mark, so nothing in a file can steer a terminal.
fn visible(c: char) -> char {
    match c {
        '\t' | '\r' => ' ',
        c if c.is_control() || c.width().is_none_or(|width| width == 0) => '\u{fffd}',
        c => c,
    }
}
