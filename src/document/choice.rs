//! A word that stands for a value, of a list that no type of its own spells out.

use super::fault::{FaultKind, Faults};
use super::name::{listed, remedy_for};
use super::nearest::nearest;
use super::shape::Shape;
use super::spec::{Seen, Spec};
use super::tree::Node;
use crate::base::Text;

/// One of some words, each with what it means and the value it stands for; see [`choice`].
#[derive(Debug, Clone)]
pub struct ChoiceSpec<T> {
    choices: Vec<(String, Text, T)>,
}

/// One of these words, of which there is at least one.
pub const fn choice<T>(choices: Vec<(String, Text, T)>) -> ChoiceSpec<T> {
    ChoiceSpec { choices }
}

impl<T: Clone> Spec for ChoiceSpec<T> {
    type Value = T;

    fn accepts(&self, node: &Node) -> bool {
        node.as_text().is_some()
    }

    fn read(&mut self, seen: &Seen<'_>, faults: &mut Faults) -> Option<T> {
        let found = seen.node.as_text()?;
        let known = self.choices.iter().find(|(word, _, _)| word == found);
        if known.is_none() {
            let words = || self.choices.iter().map(|(word, _, _)| word.as_str());
            let near = nearest(found, words());
            let fault = seen.fault(FaultKind::WrongWord, listed(words()), remedy_for(near));
            faults.push(fault.with_nearest(near));
        }
        known.map(|(_, _, value)| value.clone())
    }

    fn describe(&mut self) -> (Shape, T) {
        let words = self.choices.iter();
        let words = words.map(|(word, means, _)| (word.clone(), means.clone()));
        (Shape::Words(words.collect()), self.choices[0].2.clone())
    }
}
