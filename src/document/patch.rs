//! Changes to a tree before it is read: `--set PATH=VALUE`, values of a design, referenced files.

use std::sync::Arc;

use toml::de::DeValue;

use super::fault::{Address, Fault, FaultKind, Faults};
use super::source::{Place, SourceId, Sources};
use super::syntax::{push_syntax, too_deep};
use super::tree::{Entry, Node, Table, Tree, Value};
use super::wording::TOO_DEEP;
use crate::base::Text;

/// The name of the source a `--set` is shown as.
pub const SET: &str = "--set";

/// A parsed `PATH=VALUE`.
#[derive(Debug, Clone)]
pub struct Patch {
    /// Where it goes, as in `county.matter.noise.work_min.mean`; `*` is every key of a table.
    pub path: String,
    node: Arc<Node>,
    path_place: Place,
}

impl Patch {
    /// Understands `PATH=VALUE`; the value is TOML, and a bare word is a text.
    pub fn parse(sources: &mut Sources, faults: &mut Faults, argument: &str) -> Option<Self> {
        let source = sources.add(SET, argument);
        let Some((path, value)) = argument.split_once('=') else {
            faults.push(bad_patch(source, argument));
            return None;
        };
        let path_place = Place::new(source, 0..path.len());
        let path = path.trim();
        if !is_path(path) {
            faults.push(bad_patch(source, argument));
            return None;
        }
        let offset = argument.len() - value.len() + (value.len() - value.trim_start().len());
        let node = parse_value(sources, faults, source, value.trim(), offset)?;
        Some(Self {
            path: path.to_owned(),
            node: Arc::new(node),
            path_place,
        })
    }

    /// A value put at `path` by a design; a fault in it shows the value's own place.
    pub fn value(path: &str, node: impl Into<Arc<Node>>) -> Self {
        let node = node.into();
        Self {
            path: path.to_owned(),
            path_place: node.place,
            node,
        }
    }

    /// The same with its last key standing at `place`, where a file names what is put there.
    #[must_use]
    pub const fn with_key_at(mut self, place: Place) -> Self {
        self.path_place = place;
        self
    }
}

impl Tree {
    /// Parses and applies one `PATH=VALUE`.
    pub fn set(&mut self, sources: &mut Sources, faults: &mut Faults, argument: &str) {
        if let Some(patch) = Patch::parse(sources, faults, argument) {
            self.apply(&patch, faults);
        }
    }

    /// Puts the value of `patch` at its path; tables on the way are made.
    pub fn apply(&mut self, patch: &Patch, faults: &mut Faults) {
        let keys: Vec<&str> = patch.path.split('.').collect();
        if let Err(through) = put(Arc::make_mut(&mut self.root), &keys, patch) {
            let address = Address {
                path: patch.path.clone(),
                place: patch.path_place,
            };
            let rule = Text::new(
                format!("路径经过 `{through}`，它不是表"),
                format!("the path goes through `{through}`, which is not a table"),
            );
            let remedy = Text::new(
                "改用那个键本身，或改正路径",
                "set that key itself, or mend the path",
            );
            faults.push(address.fault(FaultKind::Conflict, rule, remedy));
        }
    }

    /// Puts the whole of `other` at the top-level `key`; its places stay in its own file.
    pub fn graft(&mut self, key: &str, other: Self) {
        let root = Arc::make_mut(&mut self.root);
        if let Value::Table(table) = &mut root.value {
            let key_place = table.get(key).map_or(other.root.place, |old| old.key_place);
            table.put(entry(key, key_place, other.root));
        }
    }

    /// The tree under the top-level `key`, taken out.
    pub fn take(&mut self, key: &str) -> Option<Self> {
        match &mut Arc::make_mut(&mut self.root).value {
            Value::Table(table) => table.take(key).map(|entry| Self { root: entry.node }),
            _ => None,
        }
    }

    /// Whether the file plainly is of another kind than `expected`, and no slip of the pen: what it
    /// holds is then not at fault.
    pub fn is_of_other_kind(&self, expected: &[&str]) -> bool {
        let kind = self.root.as_table().and_then(|table| table.get("kind"));
        kind.and_then(|entry| entry.node.as_text())
            .is_some_and(|word| {
                !expected.contains(&word)
                    && super::nearest::nearest(word, expected.iter().copied()).is_none()
            })
    }

    /// Takes out the first key `kind = "..."` and checks that it is one of `expected`.
    pub fn take_kind(&mut self, faults: &mut Faults, expected: &[&str]) -> Option<String> {
        let top = Address {
            path: "kind".to_owned(),
            place: self.root.place,
        };
        let rule = Text::new(
            format!("`kind` 必须是 {}", expected.join("、")),
            format!("`kind` must be one of: {}", expected.join(", ")),
        );
        let remedy = Text::new(
            format!("文件第一行写 kind = \"{}\"", expected[0]),
            format!("write kind = \"{}\" in the first line", expected[0]),
        );
        let remedy = if self.is_of_other_kind(expected) {
            Text::new(
                "此处要写所需种类的文件；县和体制由引用它们的情景或实验来运行",
                "name a file of the kind that is needed here; a county or a setup is run through the scenario or experiment that names it",
            )
        } else {
            remedy
        };
        let Some(kind) = self.take("kind") else {
            faults.push(top.fault(FaultKind::MissingKey, rule, remedy));
            return None;
        };
        match kind.root.as_text() {
            Some(word) if expected.contains(&word) => Some(word.to_owned()),
            found => {
                let known =
                    found.and_then(|word| super::nearest::nearest(word, expected.iter().copied()));
                let address = Address {
                    place: kind.root.place,
                    ..top
                };
                let fault = address.fault(FaultKind::WrongWord, rule, remedy);
                let fault = fault.with_value(&kind.root.shown());
                faults.push(fault.with_nearest(known));
                None
            }
        }
    }
}

fn entry(key: &str, key_place: Place, node: Arc<Node>) -> Entry {
    Entry {
        key: key.to_owned(),
        key_place,
        node,
        origin: None,
    }
}

/// Puts below `node`; the key that is no table comes back as the error.
fn put(node: &mut Node, keys: &[&str], patch: &Patch) -> Result<(), String> {
    let (Value::Table(table), Some((key, deeper))) = (&mut node.value, keys.split_first()) else {
        return Err(patch.path.clone());
    };
    if *key == "*" {
        for old in table.entries_mut() {
            if deeper.is_empty() {
                old.node = Arc::clone(&patch.node);
            } else if old.node.as_table().is_some() {
                put(Arc::make_mut(&mut old.node), deeper, patch)?;
            }
        }
        return Ok(());
    }
    if deeper.is_empty() {
        table.put(entry(key, patch.path_place, Arc::clone(&patch.node)));
        return Ok(());
    }
    if table.get(key).is_none() {
        let made = Node::new(Value::Table(Table::new()), patch.path_place);
        table.put(entry(key, patch.path_place, Arc::new(made)));
    }
    match table.entry_mut(key) {
        Some(old) if old.node.as_table().is_some() => {
            put(Arc::make_mut(&mut old.node), deeper, patch)
        }
        _ => Err((*key).to_owned()),
    }
}

fn parse_value(
    sources: &Sources,
    faults: &mut Faults,
    source: SourceId,
    value: &str,
    offset: usize,
) -> Option<Node> {
    let place = Place::new(source, offset..offset + value.len());
    if too_deep(value).is_some() {
        push_syntax(
            sources,
            faults,
            source,
            offset..offset + value.len(),
            TOO_DEEP,
        );
        return None;
    }
    match DeValue::parse(value) {
        Ok(parsed) => {
            let mut node = Node::from_parsed(parsed, source);
            node.shift(offset);
            Some(node)
        }
        Err(_) if is_bare_word(value) => Some(Node::new(Value::Text(value.to_owned()), place)),
        Err(error) => {
            let span = error.span().unwrap_or(0..value.len());
            let span = offset + span.start..offset + span.end;
            push_syntax(sources, faults, source, span, error.message());
            None
        }
    }
}

fn is_bare_word(value: &str) -> bool {
    value.starts_with(|c: char| c.is_alphabetic() || matches!(c, '.' | '/'))
        && value
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

fn is_path(path: &str) -> bool {
    let is_key = |key: &str| {
        key == "*"
            || !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
    };
    path.split('.').all(is_key) && path.split('.').count() <= 32
}

fn bad_patch(source: SourceId, argument: &str) -> Fault {
    let address = Address {
        path: SET.to_owned(),
        place: Place::new(source, 0..argument.len()),
    };
    let rule = Text::new(
        "写法是 PATH=VALUE，路径是用点连起来的键",
        "it is PATH=VALUE, and a path is keys joined by dots",
    );
    let remedy = Text::new(
        "例如 --set county.travel.speed_km_per_h=40",
        "for example --set county.travel.speed_km_per_h=40",
    );
    address
        .fault(FaultKind::Syntax, rule, remedy)
        .with_value(argument)
}
