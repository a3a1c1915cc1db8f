//! The key that a factor's path means: whether there is one, and what it is when nothing changes.

use serde_json::Value as Json;

use crate::base::Text;
use crate::document::shape::{Need, Property, Shape, TableShape};
use crate::document::{Fault, FaultKind, Node, Tree, nearest};

use super::factor::FactorStated;
use super::level::Level;

/// Keys of the map of a log, which is read apart.
const MAP: &str = "map";
/// Most known names that a fault lists.
const MOST_LISTED: usize = 12;

/// What a factor changes.
#[derive(Debug, Clone)]
pub struct Target {
    /// The value when nothing changes it.
    pub stated: Level,
    /// Whether it must be a whole number.
    pub is_whole: bool,
}

/// One step on the way to a key: what may stand there, and what does.
struct Step<'a> {
    shapes: Vec<&'a Shape>,
    nodes: Vec<&'a Node>,
    default: Option<&'a Json>,
}

/// Finds the key of `factor` in a document of `shape`, in which all files are put together.
///
/// # Errors
/// There is none: the fault names the nearest one.
pub fn target(shape: &Shape, tree: &Tree, factor: &FactorStated) -> Result<Target, Box<Fault>> {
    let path = factor.factor.path.as_str();
    let is_of_map = tree.get("trace").is_some() && path.split('.').next() == Some(MAP);
    if is_of_map {
        return Ok(Target {
            stated: Level::stated(None),
            is_whole: false,
        });
    }
    let mut step = Step {
        shapes: vec![shape],
        nodes: vec![tree.root()],
        default: None,
    };
    let mut walked = Vec::new();
    for key in path.split('.') {
        match step.to(key) {
            Ok(next) => step = next,
            Err(known) => return Err(Box::new(unknown(factor, &walked, key, &known))),
        }
        walked.push(key);
    }
    Ok(step.target())
}

impl<'a> Step<'a> {
    /// The step to `key`.
    ///
    /// # Errors
    /// There is no such key: the keys there are.
    fn to(&self, key: &str) -> Result<Self, Vec<String>> {
        let mut next = Step {
            shapes: Vec::new(),
            nodes: Vec::new(),
            default: None,
        };
        let mut known = Vec::new();
        for shape in alternatives(&self.shapes) {
            match shape {
                Shape::Any => next.shapes.push(shape),
                Shape::Table(table) => next.add(table, key, &mut known),
                Shape::Keyed { item, words, .. } => {
                    let is_word = words.contains(&key);
                    if key == "*" || is_word || self.holds(key) {
                        next.shapes.push(item);
                    }
                    known.extend(self.keys());
                }
                _ => {}
            }
        }
        if next.shapes.is_empty() && next.default.is_none() {
            return Err(known);
        }
        let tables = self.nodes.iter().filter_map(|node| node.as_table());
        let entries = tables.flat_map(|table| table.iter());
        let chosen = entries.filter(|entry| key == "*" || entry.key == key);
        next.nodes = chosen.map(|entry| &*entry.node).collect();
        Ok(next)
    }

    /// Adds what `table` has under `key`, whichever of its cases it is in.
    fn add(&mut self, table: &'a TableShape, key: &str, known: &mut Vec<String>) {
        for property in &table.properties {
            known.push(property.key.to_owned());
            if property.key == key {
                self.add_property(property);
            }
        }
        let Some(variants) = &table.variants else {
            return;
        };
        known.push(variants.key.to_owned());
        if variants.key == key {
            self.shapes.push(&Shape::Text);
        }
        for (_, _, case) in &variants.cases {
            self.add(case, key, known);
        }
    }

    fn add_property(&mut self, property: &'a Property) {
        self.shapes.push(&property.shape);
        if let Need::Default(Some(default)) = &property.need {
            self.default = Some(default);
        }
    }

    fn keys(&self) -> impl Iterator<Item = String> {
        let tables = self.nodes.iter().filter_map(|node| node.as_table());
        tables.flat_map(|table| table.iter().map(|entry| entry.key.clone()))
    }

    fn holds(&self, key: &str) -> bool {
        let mut tables = self.nodes.iter().filter_map(|node| node.as_table());
        tables.any(|table| table.get(key).is_some())
    }

    fn target(&self) -> Target {
        let shapes = alternatives(&self.shapes);
        let is = |of: fn(&Shape) -> bool| shapes.iter().any(|shape| of(shape));
        let stated = match (self.nodes.as_slice(), self.default) {
            ([node], _) => Level::stated(Some(node)),
            ([], Some(default)) => Level::default_of(default),
            // Not stated and without a default, or stated by each setup for itself.
            _ => Level::stated(None),
        };
        Target {
            stated,
            is_whole: is(|shape| matches!(shape, Shape::Integer { .. }))
                && !is(|shape| matches!(shape, Shape::Number { .. })),
        }
    }
}

fn alternatives<'a>(shapes: &[&'a Shape]) -> Vec<&'a Shape> {
    let flattened = shapes.iter().flat_map(|shape| match shape {
        Shape::Either(inner) => alternatives(&inner.iter().collect::<Vec<_>>()),
        _ => vec![*shape],
    });
    flattened.collect()
}

fn unknown(factor: &FactorStated, walked: &[&str], key: &str, known: &[String]) -> Fault {
    let near = nearest(key, known.iter().map(String::as_str));
    let rest = factor.factor.path.split('.').skip(walked.len() + 1);
    let mended = near.map(|near| {
        let keys = walked.iter().copied().chain([near]).chain(rest);
        keys.collect::<Vec<_>>().join(".")
    });
    let at = match walked {
        [] => Text::new("文件", "the file"),
        keys => {
            let path = keys.join(".");
            Text::new(format!("`{path}` "), format!("`{path}`"))
        }
    };
    let mut names: Vec<&str> = known.iter().map(String::as_str).collect();
    names.sort_unstable();
    names.dedup();
    let more = if names.len() > MOST_LISTED {
        ", ..."
    } else {
        ""
    };
    names.truncate(MOST_LISTED);
    let names = names.join(", ");
    let rule = if known.is_empty() {
        Text::new(
            format!("{}不是表，里面没有 `{key}`", at.zh),
            format!("{} is no table and has no `{key}`", at.en),
        )
    } else {
        Text::new(
            format!("{}里没有 `{key}`，有的是：{names}{more}", at.zh),
            format!("there is no `{key}` in {}, but {names}{more}", at.en),
        )
    };
    let remedy = Text::new(
        "请改正 path；写法同 --set，例如 county.staffing.away_skill",
        "mend the path; it is written as in --set, such as county.staffing.away_skill",
    );
    let fault = factor.path_at.fault(FaultKind::UnknownKey, rule, remedy);
    fault
        .with_value(&factor.factor.path)
        .with_nearest(mended.as_deref())
}
