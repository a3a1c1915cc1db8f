//! A page of the dictionary in one language: headings, paragraphs and entries.

use std::fmt::Write;

use crate::base::{Language, Text};

/// Text that is being written in one language.
pub(super) struct Page<'a> {
    pub(super) text: &'a mut String,
    pub(super) language: Language,
}

impl Page<'_> {
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn text(&mut self, text: &Text) {
        let text = text.in_language(self.language).to_owned();
        self.line("");
        self.line(&text);
    }

    pub(super) fn heading(&mut self, zh: &str, en: &str) {
        let heading = self.language.choose(zh, en);
        self.line("");
        self.line(&format!("## {heading}"));
        self.line("");
    }

    pub(super) fn entry(&mut self, word: &str, meaning: &Text) {
        let colon = self.language.choose("：", ": ");
        let meaning = meaning.in_language(self.language);
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "- `{word}`{colon}{meaning}");
    }
}
