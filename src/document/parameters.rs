//! A shape as rows of the parameter pages: every key that can be written, once.

use super::schema::unit_of;
use super::shape::{Need, Shape, TableShape};
use crate::base::Text;

/// One key, documented.
#[derive(Debug, Clone, PartialEq)]
pub struct ParameterRow {
    /// The path; `ID` stands for any id, `#` for any item of a list.
    pub path: String,
    /// What it holds.
    pub holds: Text,
    /// Its unit.
    pub unit: Option<Text>,
    /// What it is when it is not written: TOML, or nothing.
    pub default: Option<String>,
    /// Whether it must be written.
    pub is_required: bool,
    /// Where it may lie.
    pub range: Option<Text>,
    /// Where its default comes from.
    pub source: Option<&'static str>,
    /// What it means.
    pub means: Text,
    /// The words it may be, with meanings.
    pub words: Vec<(String, Text)>,
}

/// Every key under `prefix`, in the order they are read.
pub fn parameter_rows(shape: &Shape, prefix: &str) -> Vec<ParameterRow> {
    let mut rows = Vec::new();
    below(shape, prefix, &mut rows);
    rows
}

fn below(shape: &Shape, path: &str, rows: &mut Vec<ParameterRow>) {
    match shape {
        Shape::Table(table) => of_table(table, path, rows),
        Shape::Keyed { item, .. } => below(item, &join(path, "ID"), rows),
        Shape::List { item, .. } => below(item, &join(path, "#"), rows),
        Shape::Either(shapes) => {
            for shape in shapes {
                below(shape, path, rows);
            }
        }
        _ => {}
    }
}

fn of_table(table: &TableShape, path: &str, rows: &mut Vec<ParameterRow>) {
    if let Some(variants) = &table.variants {
        let words = variants
            .cases
            .iter()
            .map(|(word, means, _)| ((*word).to_owned(), means.clone()))
            .collect();
        rows.push(ParameterRow {
            path: join(path, variants.key),
            holds: Text::new("一个词", "a word"),
            unit: None,
            default: variants.default.map(|word| format!("\"{word}\"")),
            is_required: variants.default.is_none(),
            range: None,
            source: None,
            means: variants.means.clone(),
            words,
        });
    }
    for property in &table.properties {
        let path = join(path, property.key);
        rows.push(ParameterRow {
            holds: property.shape.in_words(),
            unit: unit_of(&property.shape),
            default: match &property.need {
                Need::Default(Some(default)) => Some(default.to_string()),
                _ => None,
            },
            is_required: property.need == Need::Required,
            range: range_of(&property.shape),
            source: property.source,
            means: property.means.clone(),
            words: match &property.shape {
                Shape::Words(words) => words.clone(),
                _ => Vec::new(),
            },
            path: path.clone(),
        });
        below(&property.shape, &path, rows);
    }
    let mut seen: Vec<String> = Vec::new();
    for (_, _, case) in table.variants.iter().flat_map(|variants| &variants.cases) {
        let mut of_case = Vec::new();
        of_table(case, path, &mut of_case);
        of_case.retain(|row| !seen.contains(&row.path));
        seen.extend(of_case.iter().map(|row| row.path.clone()));
        rows.extend(of_case);
    }
}

fn join(path: &str, key: &str) -> String {
    match path {
        "" => key.to_owned(),
        path => format!("{path}.{key}"),
    }
}

fn range_of(shape: &Shape) -> Option<Text> {
    match shape {
        Shape::Number { bounds, .. } => Some(bounds.in_words()),
        Shape::Integer { least, most, .. } => Some(whole_range(*least, *most)),
        Shape::List { item, .. } | Shape::Keyed { item, .. } => range_of(item),
        Shape::Either(shapes) => shapes.iter().find_map(range_of),
        _ => None,
    }
}

/// `1 to 9`, `at least 1`.
pub(super) fn whole_range(least: i64, most: i64) -> Text {
    match (least, most) {
        (i64::MIN, i64::MAX) => Text::new("任意整数", "any whole number"),
        (least, i64::MAX) => Text::new(format!("不小于 {least}"), format!("at least {least}")),
        (i64::MIN, most) => Text::new(format!("不大于 {most}"), format!("at most {most}")),
        (least, most) => Text::new(format!("{least} 到 {most}"), format!("{least} to {most}")),
    }
}

impl Shape {
    /// What it holds, in a word or two.
    pub fn in_words(&self) -> Text {
        match self {
            Self::Number { .. } => Text::new("数字", "a number"),
            Self::Integer { .. } => Text::new("整数", "a whole number"),
            Self::Any => Text::new("任意值", "any value"),
            Self::Flag => Text::new("true 或 false", "true or false"),
            Self::Text => Text::new("文本", "a text"),
            Self::Date => Text::new("日期", "a date"),
            Self::TimeOfDay => Text::new("时刻", "a time of day"),
            Self::Words(_) => Text::new("一个词", "a word"),
            Self::Reference(_) => Text::new("一个编号", "an id"),
            Self::List { item, .. } => {
                let item = item.in_words();
                Text::new(
                    format!("列表，每项为{}", item.zh),
                    format!("a list, each {}", item.en),
                )
            }
            Self::Keyed { .. } => Text::new("以编号为键的表", "a table keyed by id"),
            Self::Table(_) | Self::DefaultsOf(_) => Text::new("表", "a table"),
            Self::Either(shapes) => {
                let all: Vec<Text> = shapes.iter().map(Self::in_words).collect();
                let zh: Vec<_> = all.iter().map(|text| text.zh.as_str()).collect();
                let en: Vec<_> = all.iter().map(|text| text.en.as_str()).collect();
                Text::new(zh.join("或"), en.join(" or "))
            }
        }
    }
}
