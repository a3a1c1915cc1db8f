//! Texts side by side: wrapped to columns of equal width where they fit, else one below another.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The narrowest column that can be read.
const NARROWEST: usize = 44;
/// Between two columns.
const GAP: &str = "  ";

/// A line that is wrapped where it is too long.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// How far its continuations are set in.
    pub hang: usize,
}

/// Blocks of lines beside one another if `width` cells hold them all, else one below another with
/// an empty line between.
pub fn side_by_side(blocks: &[Vec<Line>], width: usize) -> String {
    let gaps = GAP.len() * blocks.len().saturating_sub(1);
    let column = width.saturating_sub(gaps) / blocks.len().max(1);
    if blocks.len() > 1 && column >= NARROWEST {
        return beside(blocks, column);
    }
    let wrapped = blocks
        .iter()
        .map(|block| wrapped(block, width.max(NARROWEST)));
    let texts: Vec<String> = wrapped.map(|lines| lines.join("\n") + "\n").collect();
    texts.join("\n")
}

fn beside(blocks: &[Vec<Line>], column: usize) -> String {
    let columns: Vec<Vec<String>> = blocks.iter().map(|block| wrapped(block, column)).collect();
    let height = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut text = String::new();
    for row in 0..height {
        let cells = columns.iter().map(|lines| {
            let cell = lines.get(row).map_or("", String::as_str);
            let missing = column.saturating_sub(cell.width());
            format!("{cell}{}", " ".repeat(missing))
        });
        let line = cells.collect::<Vec<String>>().join(GAP);
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn wrapped(lines: &[Line], width: usize) -> Vec<String> {
    let pieces = |line: &Line| pieces(&line.text, line.hang, width);
    lines.iter().flat_map(pieces).collect()
}

/// A line in pieces of at most `width` cells, cut at spaces or between Chinese characters; those
/// after the first are set in by `hang`.
fn pieces(line: &str, hang: usize, width: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for word in words(line) {
        if piece.width() + word.trim_end().width() > width && !piece.trim().is_empty() {
            pieces.push(piece.trim_end().to_owned());
            piece = " ".repeat(hang);
        }
        piece.push_str(word);
    }
    pieces.push(piece.trim_end().to_owned());
    pieces
}

/// Pieces that stay whole: a word with the spaces behind it, or one wide character with the
/// punctuation behind it.
fn words(line: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (place, c) in line.char_indices() {
        if let Some(before) = before {
            let is_after_space = before == ' ' && c != ' ';
            let is_at_wide = (is_wide(before) || is_wide(c)) && c != ' ' && !is_closing(c);
            if is_after_space || is_at_wide && before != ' ' && !"（“".contains(before) {
                words.push(&line[start..place]);
                start = place;
            }
        }
        before = Some(c);
    }
    words.push(&line[start..]);
    words
}

fn is_wide(c: char) -> bool {
    c.width() == Some(2)
}

fn is_closing(c: char) -> bool {
    "，。：；、）”".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_at_spaces_and_set_in() {
        let line = "  one two three four";
        assert_eq!(pieces(line, 4, 12), ["  one two", "    three", "    four"]);
        assert_eq!(pieces("", 4, 12), [""]);
    }

    #[test]
    fn a_chinese_line_is_cut_anywhere_but_before_its_punctuation() {
        assert_eq!(
            pieces("排队等待，然后", 2, 8),
            ["排队等", "  待，然", "  后"]
        );
        for piece in pieces("居民向热线反映了情况，等了 3 小时；（基线）", 2, 10)
        {
            assert!(piece.width() <= 10, "{piece}");
            assert!(!piece.trim().starts_with(is_closing), "{piece}");
        }
    }

    #[test]
    fn blocks_stand_beside_one_another_only_where_they_fit() {
        let line = |text: &str| Line {
            text: text.to_owned(),
            hang: 0,
        };
        let block = |name: &str| vec![line(name), line("x")];
        let blocks = [block("left"), block("right")];
        let wide = side_by_side(&blocks, 100);
        assert_eq!(wide.lines().count(), 2);
        assert!(wide.starts_with("left ") && wide.contains(" right\n"));
        assert_eq!(side_by_side(&blocks, 80), "left\nx\n\nright\nx\n");
    }
}
