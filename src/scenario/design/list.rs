//! A file of points: CSV, its header the ids of factors, a row a point.

use std::sync::Arc;

use crate::base::Text;
use crate::document::{
    Address, Fault, FaultKind, Faults, Known, Node, Place, SourceId, Sources, Value,
};

use super::super::rule::ModelRule;
use super::factor::FactorStated;
use super::level::Level;
use super::stated::MOST_POINTS;

/// A file of points as it was read.
pub struct ListFile<'a> {
    /// Its text, kept for reports.
    pub source: SourceId,
    /// All texts.
    pub sources: &'a Sources,
    /// What is wrong with it.
    pub faults: &'a mut Faults,
}

impl ListFile<'_> {
    /// The points: one level a factor, in the order of `factors`; nothing if something is wrong.
    pub fn points(&mut self, factors: &[FactorStated]) -> Option<Vec<Vec<Level>>> {
        let text = self.sources.text(self.source).to_owned();
        let mut reader = csv::ReaderBuilder::new()
            .trim(csv::Trim::All)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut records = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => records.push(record),
                Err(error) => self.push(self.top(), &not_csv(&error), FaultKind::Syntax),
            }
        }
        let mut records = records.into_iter();
        let columns = self.columns(records.next(), factors)?;
        let mut points = Vec::new();
        for record in records {
            points.extend(self.point(&record, &columns, factors));
        }
        if points.is_empty() && self.faults.is_clean() {
            let rule = Text::new("至少要有一行设计点", "there must be at least one point");
            self.push(self.top(), &rule, ModelRule::PointsOfAList.kind());
        }
        if points.len() as i64 > MOST_POINTS {
            let rule = Text::new(
                format!("设计点最多 {MOST_POINTS} 个，此处 {}", points.len()),
                format!(
                    "there are at most {MOST_POINTS} points, here {}",
                    points.len()
                ),
            );
            self.push(self.top(), &rule, ModelRule::TooLarge.kind());
        }
        self.faults.is_clean().then_some(points)
    }

    /// For each factor its column.
    fn columns(
        &mut self,
        header: Option<csv::StringRecord>,
        factors: &[FactorStated],
    ) -> Option<Vec<usize>> {
        let header = header.unwrap_or_default();
        let place = self.place(&header);
        let ids = Known::new(factors.iter().map(|factor| factor.factor.id.as_str()));
        for id in header.iter().filter(|id| !ids.contains(id)) {
            let rule = Text::new(
                format!("表头 `{id}` 不是因子；因子有 {}", listed(&ids, "、")),
                format!("`{id}` is no factor; there are {}", listed(&ids, ", ")),
            );
            let fault = fault(place, &rule, FaultKind::UnknownId);
            let nearest = ids.nearest(id);
            self.faults.push(fault.with_value(id).with_nearest(nearest));
        }
        for id in ids.iter() {
            let columns = header.iter().filter(|column| *column == id).count();
            if columns != 1 {
                let rule = Text::new(
                    format!("每个因子恰有一列，因子 `{id}` 有 {columns} 列"),
                    format!("every factor has one column, factor `{id}` has {columns}"),
                );
                self.push(place, &rule, ModelRule::PointsOfAList.kind());
            }
        }
        let column = |id: &str| header.iter().position(|column| column == id);
        let columns: Option<Vec<usize>> = ids.iter().map(column).collect();
        columns.filter(|_| self.faults.is_clean())
    }

    fn point(
        &mut self,
        record: &csv::StringRecord,
        columns: &[usize],
        factors: &[FactorStated],
    ) -> Option<Vec<Level>> {
        let place = self.place(record);
        if record.len() != factors.len() || record.iter().any(str::is_empty) {
            let rule = Text::new(
                format!("每行 {} 个值，一个因子一个", factors.len()),
                format!("a row has {} values, one a factor", factors.len()),
            );
            self.push(place, &rule, ModelRule::PointsOfAList.kind());
            return None;
        }
        let levels = columns.iter().map(|column| level(&record[*column], place));
        let levels: Vec<Level> = levels.collect();
        for (factor, level) in factors.iter().zip(&levels) {
            let spread = factor.spread.as_ref();
            if spread.is_some_and(|spread| !spread.contains(level)) {
                let id = &factor.factor.id;
                let rule = Text::new(
                    format!(
                        "因子 `{id}` 写了 values 或 range，此处的 {} 不在其中",
                        level.shown()
                    ),
                    format!(
                        "factor `{id}` has values or a range, which do not hold {}",
                        level.shown()
                    ),
                );
                self.push(place, &rule, ModelRule::PointsOfAList.kind());
            }
        }
        Some(levels)
    }

    /// The line of a record.
    fn place(&self, record: &csv::StringRecord) -> Place {
        let start = record.position().map_or(0, |at| at.byte() as usize);
        // Empty lines before a record count as its own.
        let rest = self
            .sources
            .text(self.source)
            .get(start..)
            .unwrap_or_default();
        let start = start + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let start = Place::new(self.source, start..start);
        Place::new(self.source, self.sources.line(start))
    }

    fn top(&self) -> Place {
        Place::top(self.source)
    }

    fn push(&mut self, place: Place, rule: &Text, kind: FaultKind) {
        self.faults.push(fault(place, rule, kind));
    }
}

fn fault(place: Place, rule: &Text, kind: FaultKind) -> Fault {
    let address = Address {
        path: "design.file".to_owned(),
        place,
    };
    let remedy = Text::new(
        "请改正这个文件：首行为因子编号，其后每行一个设计点",
        "mend the file: ids of factors in its first line, then a point a line",
    );
    address.fault(kind, rule.clone(), remedy)
}
fn not_csv(error: &csv::Error) -> Text {
    Text::new(format!("不是 CSV：{error}"), format!("not CSV: {error}"))
}

fn listed(ids: &Known, comma: &str) -> String {
    ids.iter().collect::<Vec<_>>().join(comma)
}

/// A cell as a value of TOML; what is none is a text.
fn level(cell: &str, place: Place) -> Level {
    let value = match (cell, cell.parse::<i64>(), cell.parse::<f64>()) {
        ("true", ..) => Value::Flag(true),
        ("false", ..) => Value::Flag(false),
        (_, Ok(whole), _) => Value::Integer(whole),
        (_, _, Ok(number)) if number.is_finite() => Value::Number(number),
        _ => Value::Text(cell.to_owned()),
    };
    Level::put(Arc::new(Node::new(value, place)))
}
