//! Bytes to a [`Tree`]: every byte that is not UTF-8 and every line that is not TOML is a fault
//! with a place, and what can be understood is read on.

use std::path::Path;

use toml::de::DeTable;

use super::fault::{Address, FaultKind, Faults};
use super::source::{Place, SourceId, Sources, floor_char};
use super::tree::Tree;
use super::unread::{file_bytes, unread};
use super::wording::{DEEPEST, TOO_DEEP, said};
use crate::base::Text;

impl Tree {
    /// Reads the file at `path`; faults name it as `shown`.
    ///
    /// Returns nothing when the file cannot be read; `asker` is then the key (or argument) that
    /// names it.
    pub fn open(
        sources: &mut Sources,
        faults: &mut Faults,
        path: &Path,
        asker: &Address,
    ) -> Option<Self> {
        let shown = path.display().to_string();
        match file_bytes(path) {
            Ok(bytes) => Some(Self::from_bytes(sources, faults, &shown, &bytes)),
            Err(error) => {
                faults.push(unread(asker, &shown, &error));
                None
            }
        }
    }

    /// Reads bytes that are shown as `name`.
    pub fn from_bytes(
        sources: &mut Sources,
        faults: &mut Faults,
        name: &str,
        bytes: &[u8],
    ) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::parse(sources, faults, name, text),
            Err(error) => {
                let at = error.valid_up_to();
                let source = sources.add(name, String::from_utf8_lossy(bytes));
                let rule = Text::new("文件必须是 UTF-8 编码", "a file must be UTF-8");
                let remedy = Text::new(
                    "请用编辑器另存为 UTF-8（原文件可能是 GBK）",
                    "save it as UTF-8 in your editor (it may be GBK)",
                );
                let address = Address {
                    path: String::new(),
                    place: Place::new(source, at..at + 1),
                };
                let byte = bytes.get(at).copied().unwrap_or_default();
                let fault = address.fault(FaultKind::NotUtf8, rule, remedy);
                faults.push(fault.with_value(&format!("0x{byte:02X}")));
                // Nothing in it is trusted, so nothing in it is missing either.
                let end = sources.text(source).len();
                faults.note_broken(Place::new(source, 0..end), true);
                Self::empty(source)
            }
        }
    }

    /// Reads a text that is shown as `name`.
    pub fn parse(sources: &mut Sources, faults: &mut Faults, name: &str, text: &str) -> Self {
        // A byte order mark is an editor's habit, not the author's fault.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let source = sources.add(name, text);
        if let Some(at) = too_deep(text) {
            push_syntax(sources, faults, source, at..at + 1, TOO_DEEP);
            return Self::empty(source);
        }
        let (table, errors) = DeTable::parse_recoverable(text);
        for error in errors {
            let span = error.span().unwrap_or(text.len()..text.len());
            push_syntax(sources, faults, source, span, error.message());
        }
        Self::from_parsed(table.into_inner(), source)
    }
}

/// One fault of syntax; the line is noted so that its consequences stay unsaid.
pub(super) fn push_syntax(
    sources: &Sources,
    faults: &mut Faults,
    source: SourceId,
    span: std::ops::Range<usize>,
    message: &str,
) {
    let place = Place::new(source, span);
    let line = sources.line(place);
    let line_text = &sources.text(source)[line.clone()];
    let path = line_text.split(['=', '#']).next().unwrap_or_default();
    let path = path.trim().trim_matches(['[', ']']).trim().to_owned();
    let address = Address { path, place };
    if message == "duplicate key" {
        let rule = Text::new(
            "同一张表里一个键只能写一次",
            "a key may be written once in a table",
        );
        let remedy = Text::new(
            "删去其中一个，或换一个名字",
            "remove one of them, or give it another name",
        );
        faults.push(address.fault(FaultKind::DuplicateKey, rule, remedy));
        return;
    }
    let is_header = line_text.trim_start().starts_with('[');
    faults.note_broken(Place::new(source, line), is_header);
    let text = sources.text(source);
    let start = floor_char(text, place.start);
    let end = floor_char(text, place.end).max(start);
    let (rule, remedy) = said(message, &text[start..end]);
    faults.push(address.fault(FaultKind::Syntax, rule, remedy));
}

/// Where a chain of dotted keys gets deeper than any real document; brackets are guarded by the
/// parser itself.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut dots = 0;
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'.' => dots += 1,
            quote @ (b'"' | b'\'') => {
                let rest = &bytes[at + 1..];
                let closing = |c: &u8| *c == quote || *c == b'\n';
                at += 1 + rest.iter().position(closing).unwrap_or(rest.len());
            }
            b'#' if dots == 0 => {
                let rest = &bytes[at..];
                at += rest.iter().position(|c| *c == b'\n').unwrap_or(rest.len());
            }
            c if c.is_ascii_alphanumeric() || matches!(c, b'-' | b'_' | b' ' | b'\t') => {}
            _ => dots = 0,
        }
        if dots > DEEPEST {
            return Some(at);
        }
        at += 1;
    }
    None
}
