//! The texts that were read, and places in them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

/// One text of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(usize);

/// A stretch of bytes of one source; it is empty where something is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The text it lies in.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// First byte behind it.
    pub end: usize,
}

/// A line and a column as a person counts them, both from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

#[derive(Debug)]
struct Source {
    name: String,
    folder: PathBuf,
    text: String,
    line_starts: Vec<usize>,
}

/// Every text that was read, kept so that a fault can show its line.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    all: Vec<Arc<Source>>,
}

impl Place {
    /// The place of `bytes` in `source`.
    pub const fn new(source: SourceId, bytes: std::ops::Range<usize>) -> Self {
        Self {
            source,
            start: bytes.start,
            end: bytes.end,
        }
    }

    /// The very start of `source`.
    pub const fn top(source: SourceId) -> Self {
        Self::new(source, 0..0)
    }

    /// Whether both share a byte or touch.
    pub fn meets(self, other: Self) -> bool {
        self.source == other.source && self.start <= other.end && other.start <= self.end
    }
}

impl Sources {
    /// No text yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps `text` under the `name` faults show; file paths inside it are relative to its folder.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> SourceId {
        let (name, text) = (name.into(), text.into());
        let folder = Path::new(&name).parent().map(Path::to_path_buf);
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        self.all.push(Arc::new(Source {
            folder: folder.unwrap_or_default(),
            name,
            text,
            line_starts,
        }));
        SourceId(self.all.len() - 1)
    }

    /// The path as shown, or `--set`.
    pub fn name(&self, source: SourceId) -> &str {
        &self.all[source.0].name
    }

    /// The whole text.
    pub fn text(&self, source: SourceId) -> &str {
        &self.all[source.0].text
    }

    /// The file that `path`, written in `source`, means.
    pub fn resolve(&self, source: SourceId, path: &str) -> PathBuf {
        self.all[source.0].folder.join(path)
    }

    /// Where a place starts, in lines and characters.
    pub fn position(&self, place: Place) -> Position {
        let source = &self.all[place.source.0];
        let line = self.line_index(place);
        let from = source.line_starts[line];
        let to = floor_char(&source.text, place.start);
        Position {
            line: line + 1,
            column: source.text[from..to.max(from)].chars().count() + 1,
        }
    }

    /// The bytes of the line a place starts in, without its line end.
    pub fn line(&self, place: Place) -> std::ops::Range<usize> {
        let source = &self.all[place.source.0];
        let line = self.line_index(place);
        let from = source.line_starts[line];
        let to = source
            .line_starts
            .get(line + 1)
            .map_or(source.text.len(), |next| next - 1);
        from..to
    }

    fn line_index(&self, place: Place) -> usize {
        let starts = &self.all[place.source.0].line_starts;
        starts.partition_point(|start| *start <= place.start) - 1
    }
}

/// The nearest border between characters at or before `at`.
pub(super) fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_counts_characters_not_bytes() {
        let mut sources = Sources::new();
        let source = sources.add("a.toml", "x = 1\n噪声 = 2\n");
        let position = sources.position(Place::new(source, 13..14));
        assert_eq!(position, Position { line: 2, column: 4 });
    }

    #[test]
    fn a_path_is_relative_to_the_file_that_names_it() {
        let mut sources = Sources::new();
        let source = sources.add("deep/a.toml", "");
        assert_eq!(sources.resolve(source, "b.toml"), Path::new("deep/b.toml"));
    }
}
