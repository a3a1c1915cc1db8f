//! Finds a field again in a log that was streamed, so that a fault can show its line.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use crate::document::{Excerpt, Position};

/// Most bytes of a line kept before and behind the start of a field.
const WINDOW: usize = 512;

/// Where a row starts, and which of its fields is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FieldPlace {
    /// First byte of the row, or of the line end before it.
    pub byte: u64,
    /// Line of that byte, from 1.
    pub line: u64,
    /// Which field, from 0.
    pub field: usize,
}

/// A stretch of the line a field starts in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located {
    /// The stretch.
    pub excerpt: Excerpt,
    /// The field in it [bytes of its text].
    pub field: std::ops::Range<usize>,
}

#[derive(Debug)]
struct Scan {
    line: u64,
    /// Characters of the line before those in `kept`.
    skipped: usize,
    kept: Vec<u8>,
    field: usize,
    is_quoted: bool,
    is_field_start: bool,
}

/// Reads the row at `place` once more, up to its field.
///
/// # Errors
/// The file can no longer be read.
pub fn locate<R: Read + Seek>(
    input: &mut R,
    place: FieldPlace,
    delimiter: u8,
) -> io::Result<Located> {
    input.seek(SeekFrom::Start(place.byte))?;
    let mut bytes = BufReader::new(input);
    let mut scan = Scan::at(place.line);
    skip_line_ends(&mut bytes, &mut scan)?;
    while scan.field < place.field {
        match next_byte(&mut bytes)? {
            Some(byte) if !scan.ends_row(byte) => scan.step(byte, delimiter),
            _ => {
                let end = scan.kept.len();
                return Ok(scan.located(end, end));
            }
        }
    }
    let start = scan.kept.len();
    let mut end = None;
    while scan.kept.len() < start + WINDOW {
        let Some(byte) = next_byte(&mut bytes)? else {
            break;
        };
        if byte == b'\n' || byte == b'\r' {
            break;
        }
        if byte == delimiter && !scan.is_quoted {
            end = end.or(Some(scan.kept.len()));
        }
        scan.note_quote(byte);
        scan.kept.push(byte);
    }
    let end = end.unwrap_or(scan.kept.len());
    Ok(scan.located(start, end))
}

fn next_byte(bytes: &mut impl BufRead) -> io::Result<Option<u8>> {
    let byte = bytes.fill_buf()?.first().copied();
    if byte.is_some() {
        bytes.consume(1);
    }
    Ok(byte)
}

/// A row's position may lie before the line end of the row above, and before empty lines.
fn skip_line_ends(bytes: &mut impl BufRead, scan: &mut Scan) -> io::Result<()> {
    loop {
        match bytes.fill_buf()?.first() {
            Some(b'\n') => scan.line += 1,
            Some(b'\r') => {}
            _ => return Ok(()),
        }
        bytes.consume(1);
    }
}

impl Scan {
    const fn at(line: u64) -> Self {
        Self {
            line,
            skipped: 0,
            kept: Vec::new(),
            field: 0,
            is_quoted: false,
            is_field_start: true,
        }
    }

    const fn ends_row(&self, byte: u8) -> bool {
        matches!(byte, b'\n' | b'\r') && !self.is_quoted
    }

    /// Goes over one byte before the field that is sought.
    fn step(&mut self, byte: u8, delimiter: u8) {
        if byte == b'\n' {
            self.line += 1;
            self.skipped = 0;
            self.kept.clear();
            return;
        }
        if byte == delimiter && !self.is_quoted {
            self.field += 1;
            self.is_field_start = true;
        } else {
            self.note_quote(byte);
        }
        self.kept.push(byte);
        if self.kept.len() >= 2 * WINDOW {
            let gone: Vec<u8> = self.kept.drain(..WINDOW).collect();
            self.skipped += characters(&gone);
        }
    }

    /// A quote counts where a field starts, and then every time: a doubled one opens it again.
    fn note_quote(&mut self, byte: u8) {
        if byte == b'"' && (self.is_field_start || self.is_quoted) {
            self.is_quoted = !self.is_quoted;
            self.is_field_start = !self.is_quoted;
        } else {
            self.is_field_start = false;
        }
    }

    fn located(self, start: usize, end: usize) -> Located {
        // A cut may lie within a character; its rest belongs to what was skipped.
        let torn = self
            .kept
            .iter()
            .take_while(|byte| is_continuation(**byte))
            .count();
        let torn = if self.skipped > 0 { torn } else { 0 };
        let text =
            |range: std::ops::Range<usize>| String::from_utf8_lossy(&self.kept[range]).into_owned();
        let (before, field) = (
            text(torn..start.max(torn)),
            text(start.max(torn)..end.max(torn)),
        );
        let behind = text(end.max(torn)..self.kept.len());
        let range = before.len()..before.len() + field.len();
        Located {
            field: range,
            excerpt: Excerpt {
                from: Position {
                    line: usize::try_from(self.line).unwrap_or(usize::MAX),
                    column: self.skipped + 1,
                },
                text: before + &field + &behind,
            },
        }
    }
}

const fn is_continuation(byte: u8) -> bool {
    byte & 0b1100_0000 == 0b1000_0000
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| !is_continuation(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, byte: usize, line: u64, field: usize) -> (usize, usize, String) {
        let mut input = io::Cursor::new(text.as_bytes());
        let byte = byte as u64;
        let located = locate(&mut input, FieldPlace { byte, line, field }, b',').unwrap();
        let Excerpt { from, text } = located.excerpt;
        let column = from.column + text[..located.field.start].chars().count();
        (from.line, column, text[located.field].to_owned())
    }

    #[test]
    fn a_field_is_found_by_its_row_and_number() {
        let text = "a,b,c\r\n1,噪声,3\r\n";
        assert_eq!(found(text, 0, 1, 2), (1, 5, "c".to_owned()));
        assert_eq!(found(text, 6, 1, 1), (2, 3, "噪声".to_owned()));
        assert_eq!(found(text, 7, 2, 2), (2, 6, "3".to_owned()));
    }

    #[test]
    fn quotes_hide_delimiters_and_line_ends() {
        let text = "\"a,\"\"x\"\"\nrest\",b\"1,c\n";
        assert_eq!(found(text, 0, 1, 1), (2, 7, "b\"1".to_owned()));
        assert_eq!(found(text, 0, 1, 2), (2, 11, "c".to_owned()));
        assert_eq!(found(text, 0, 1, 0), (1, 1, "\"a,\"\"x\"\"".to_owned()));
    }

    #[test]
    fn a_missing_field_is_shown_at_the_end_of_its_row() {
        assert_eq!(found("a,b\nc,d\n", 0, 1, 5), (1, 4, String::new()));
    }

    #[test]
    fn behind_a_field_of_a_million_characters_the_column_is_still_right() {
        let text = format!("{},x\n", "长".repeat(1_000_000));
        assert_eq!(found(&text, 0, 1, 1), (1, 1_000_002, "x".to_owned()));
        let mut input = io::Cursor::new(text.as_bytes());
        let place = FieldPlace {
            byte: 0,
            line: 1,
            field: 1,
        };
        let located = locate(&mut input, place, b',').unwrap();
        assert!(located.excerpt.text.len() < 2_000);
        assert!(!located.excerpt.text.contains('\u{fffd}'));
    }
}
