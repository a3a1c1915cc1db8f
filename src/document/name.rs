//! Texts, words of closed lists, and ids that refer to something.

use std::marker::PhantomData;

use super::fault::{FaultKind, Faults};
use super::known::Known;
use super::nearest::nearest;
use super::shape::Shape;
use super::spec::{Seen, Spec};
use super::tree::Node;
use super::words::Words;
use crate::base::Text;

/// Longest text that is read, in characters.
const LONGEST_TEXT: usize = 1_000;
/// Most known names that a rule lists.
const MOST_LISTED: usize = 12;

/// A text; see [`text`].
#[derive(Debug, Clone, Copy)]
pub struct TextSpec;

/// A word of a closed list; see [`word`].
#[derive(Debug, Clone, Copy)]
pub struct WordSpec<W>(PhantomData<W>);

/// An id of something known; see [`reference()`].
#[derive(Debug, Clone)]
pub struct ReferenceSpec<'k> {
    known: &'k Known,
    words: Vec<&'static str>,
}

/// A text of at most 1,000 characters.
pub const fn text() -> TextSpec {
    TextSpec
}

/// A word of the closed list `W`.
pub const fn word<W: Words>() -> WordSpec<W> {
    WordSpec(PhantomData)
}

/// The id of one of `known`; `d-#` is the one of the same ordinal.
pub const fn reference(known: &Known) -> ReferenceSpec<'_> {
    ReferenceSpec {
        known,
        words: Vec::new(),
    }
}

impl Spec for TextSpec {
    type Value = String;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<String> {
        let text = seen.node.as_text()?;
        if text.chars().nth(LONGEST_TEXT).is_some() {
            let rule = Text::new(
                format!("文本最多 {LONGEST_TEXT} 个字符"),
                format!("a text has at most {LONGEST_TEXT} characters"),
            );
            let remedy = Text::new("请缩短", "shorten it");
            faults.push(seen.fault(FaultKind::OutOfRange, rule, remedy));
            return None;
        }
        Some(text.to_owned())
    }

    fn describe(&mut self) -> (Shape, String) {
        (Shape::Text, String::new())
    }

    fn shown(&self, value: &String) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

impl<W: Words> Spec for WordSpec<W> {
    type Value = W;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<W> {
        let found = seen.node.as_text()?;
        let value = W::from_word(found);
        if value.is_none() {
            let words: Vec<&str> = W::ALL.iter().map(|value| value.word()).collect();
            let rule = Text::new(
                format!("可用的词：{}", words.join("、")),
                format!("must be one of: {}", words.join(", ")),
            );
            let near = nearest(found, words);
            let fault = seen.fault(FaultKind::WrongWord, rule, remedy_for(near));
            faults.push(fault.with_nearest(near));
        }
        value
    }

    fn describe(&mut self) -> (Shape, W) {
        let words = W::ALL
            .iter()
            .map(|value| (value.word().to_owned(), value.means()))
            .collect();
        (Shape::Words(words), W::ALL[0])
    }

    fn shown(&self, value: &W) -> Option<serde_json::Value> {
        Some(serde_json::json!(value.word()))
    }
}

impl ReferenceSpec<'_> {
    /// These words may stand instead of an id.
    #[must_use]
    pub fn or_words(mut self, words: &[&'static str]) -> Self {
        self.words = words.to_vec();
        self
    }

    fn resolve(&self, found: &str, ordinal: Option<u32>) -> Option<String> {
        if self.words.contains(&found) || self.known.contains(found) {
            return Some(found.to_owned());
        }
        let same = self.known.same_ordinal(found, ordinal?);
        same.map(str::to_owned)
    }
}

impl Spec for ReferenceSpec<'_> {
    type Value = String;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<String> {
        let found = seen.node.as_text()?;
        let id = self.resolve(found, seen.ordinal);
        if id.is_none() {
            let all = || self.words.iter().copied().chain(self.known.iter());
            let near = nearest(found, all());
            let fault = seen.fault(FaultKind::UnknownId, listed(all()), remedy_for(near));
            faults.push(fault.with_nearest(near));
        }
        id
    }

    fn describe(&mut self) -> (Shape, String) {
        let stand_in = self.known.iter().next().unwrap_or_default();
        (Shape::Reference(self.words.clone()), stand_in.to_owned())
    }

    fn shown(&self, value: &String) -> Option<serde_json::Value> {
        Some(serde_json::json!(value))
    }
}

/// `known here: a, b, c, …`.
pub(super) fn listed<'a>(names: impl Iterator<Item = &'a str>) -> Text {
    let mut names: Vec<&str> = names.take(MOST_LISTED + 1).collect();
    if names.is_empty() {
        return Text::new("此处没有可用的名字", "nothing is known here");
    }
    if names.len() > MOST_LISTED {
        names[MOST_LISTED] = "…";
    }
    Text::new(
        format!("此处可用：{}", names.join("、")),
        format!("known here: {}", names.join(", ")),
    )
}

/// `did you mean ...?`, or the general advice.
pub fn remedy_for(nearest: Option<&str>) -> Text {
    match nearest {
        Some(name) => Text::new(
            format!("是否想写 `{name}`？"),
            format!("did you mean `{name}`?"),
        ),
        None => Text::new("请选用其中之一", "choose one of those"),
    }
}
