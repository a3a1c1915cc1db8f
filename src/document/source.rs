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
    /// Where each line of the text begins in its file; empty if the text is the whole file.
    origins: Vec<Position>,
}

/// A stretch of one line of a file too large to be kept whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Where the file has its first character.
    pub from: Position,
    /// The characters, without a line end.
    pub text: String,
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
        self.keep(name.into(), text.into(), Vec::new())
    }

    /// Keeps `excerpts` of the file `name`, one a line, in the order of the file; places lie in the
    /// text they make together, positions in the file.
    pub fn add_excerpts(&mut self, name: impl Into<String>, excerpts: &[Excerpt]) -> SourceId {
        let lines = excerpts.iter().map(|excerpt| excerpt.text.as_str());
        let text = lines.collect::<Vec<_>>().join("\n");
        let origins = excerpts.iter().map(|excerpt| excerpt.from).collect();
        self.keep(name.into(), text, origins)
    }

    fn keep(&mut self, name: String, text: String, origins: Vec<Position>) -> SourceId {
        let folder = Path::new(&name).parent().map(Path::to_path_buf);
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        self.all.push(Arc::new(Source {
            folder: folder.unwrap_or_default(),
            name,
            text,
            line_starts,
            origins,
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
        let before = source.text[from..to.max(from)].chars().count();
        let origin = source.origins.get(line).copied().unwrap_or(Position {
            line: line + 1,
            column: 1,
        });
        Position {
            line: origin.line,
            column: origin.column + before,
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
    fn an_excerpt_keeps_the_position_it_has_in_its_file() {
        let mut sources = Sources::new();
        let excerpt = |line, column, text: &str| Excerpt {
            from: Position { line, column },
            text: text.to_owned(),
        };
        let excerpts = [excerpt(7, 1, "噪声,x"), excerpt(90, 300, "cut")];
        let source = sources.add_excerpts("log.csv", &excerpts);
        assert_eq!(sources.text(source), "噪声,x\ncut");
        let position = sources.position(Place::new(source, 7..8));
        assert_eq!(position, Position { line: 7, column: 4 });
        let place = Place::new(source, 10..11);
        assert_eq!(
            sources.position(place),
            Position {
                line: 90,
                column: 301
            }
        );
        assert_eq!(&sources.text(source)[sources.line(place)], "cut");
    }

    #[test]
    fn a_path_is_relative_to_the_file_that_names_it() {
        let mut sources = Sources::new();
        let source = sources.add("deep/a.toml", "");
        assert_eq!(sources.resolve(source, "b.toml"), Path::new("deep/b.toml"));
    }
}
