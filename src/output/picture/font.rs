//! The embedded font: registration, measuring, and breaking of text.
//!
//! Noto Sans CJK SC (SIL Open Font License 1.1, `assets/fonts/OFL-noto-cjk.txt`), cut to the
//! characters of GB 2312 and ASCII.

use super::error::PictureError;
use ab_glyph::{Font, FontRef, GlyphId};
use plotters::style::{FontStyle, register_font};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The font as a CSS list: the name under which it is registered, and what an SVG viewer looks for.
pub const FAMILY: &str = "Noto Sans CJK SC, Noto Sans SC, Microsoft YaHei, PingFang SC, sans-serif";

static REGULAR: &[u8] = include_bytes!("../../../assets/fonts/noto-sc-gb2-Regular.otf");
static BOLD: &[u8] = include_bytes!("../../../assets/fonts/noto-sc-gb2-Bold.otf");

static REGULAR_FACE: LazyLock<FontRef<'static>> = LazyLock::new(|| read(REGULAR));
static BOLD_FACE: LazyLock<FontRef<'static>> = LazyLock::new(|| read(BOLD));

fn read(bytes: &'static [u8]) -> FontRef<'static> {
    FontRef::try_from_slice(bytes).expect("the font embedded at build time is readable")
}

/// Weight of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Body text.
    Regular,
    /// Titles and totals.
    Bold,
}

impl Weight {
    /// The embedded face of this weight.
    pub fn face(self) -> &'static FontRef<'static> {
        match self {
            Self::Regular => &REGULAR_FACE,
            Self::Bold => &BOLD_FACE,
        }
    }
}

/// A character as it is drawn: the minus sign, which GB 2312 lacks, becomes the en dash.
fn drawn(character: char) -> char {
    if character == '−' { '–' } else { character }
}

/// Text as it is drawn, in every format.
pub fn drawn_text(words: &str) -> String {
    words.chars().map(drawn).collect()
}

/// The glyph of a character.
pub fn glyph(face: &FontRef<'_>, character: char) -> GlyphId {
    face.glyph_id(drawn(character))
}

/// Makes the font known to plotters.
///
/// # Errors
/// [`PictureError::Font`] when plotters refuses it.
pub fn register() -> Result<(), PictureError> {
    static REGISTERED: LazyLock<bool> = LazyLock::new(|| {
        register_font(FAMILY, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FAMILY, FontStyle::Bold, BOLD).is_ok()
    });
    REGISTERED.then_some(()).ok_or(PictureError::Font)
}

/// Width of a text whose em is `size` units.
pub fn width(words: &str, size: f64, weight: Weight) -> f64 {
    let face = weight.face();
    let em = face.units_per_em().map_or(1000.0, f64::from);
    let advance: f64 = words
        .chars()
        .map(|character| f64::from(face.h_advance_unscaled(glyph(face, character))))
        .sum();
    advance * size / em
}

/// Characters of `words` that the embedded font cannot show; a PNG shows a box for each.
pub fn missing_characters(words: &str) -> BTreeSet<char> {
    let faces = [Weight::Regular.face(), Weight::Bold.face()];
    words
        .chars()
        .filter(|&character| faces.iter().any(|face| glyph(face, character).0 == 0))
        .collect()
}

/// `words`, cut with an ellipsis where they exceed `limit` units.
pub fn cut(words: &str, size: f64, weight: Weight, limit: f64) -> String {
    if width(words, size, weight) <= limit {
        return words.to_owned();
    }
    let mut kept: String = words.to_owned();
    while kept.pop().is_some() {
        let is_chinese = kept.chars().next_back().is_some_and(is_wide);
        let shorter = kept.trim_end().to_owned() + if is_chinese { "…" } else { "..." };
        if width(&shorter, size, weight) <= limit {
            return shorter;
        }
    }
    String::new()
}

/// `words` broken into at most `most` lines of `limit` units; the last one is cut if need be.
pub fn wrap(words: &str, size: f64, weight: Weight, limit: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut rest = words.trim();
    while !rest.is_empty() {
        let end = if lines.len() + 1 >= most {
            rest.len()
        } else {
            line_end(rest, size, weight, limit)
        };
        let line = rest[..end].trim_end();
        lines.push(cut(line, size, weight, limit));
        rest = rest[end..].trim_start();
    }
    lines
}

/// Where the first line of `words` ends (byte index): at the last place that allows a break.
fn line_end(words: &str, size: f64, weight: Weight, limit: f64) -> usize {
    let mut last = None;
    for (index, character) in words.char_indices().skip(1) {
        let before = words[..index].chars().next_back().unwrap_or(' ');
        if !may_break(before, character) {
            continue;
        }
        if width(words[..index].trim_end(), size, weight) > limit {
            return last.unwrap_or(index);
        }
        last = Some(index);
    }
    if width(words, size, weight) <= limit {
        return words.len();
    }
    last.unwrap_or(words.len())
}

/// Whether a line may end between two characters.
fn may_break(before: char, after: char) -> bool {
    const NEVER_FIRST: &str = "，。、；：！？）》”’…·%";
    const NEVER_LAST: &str = "（《“‘";
    if NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) {
        return false;
    }
    before == ' ' || before == '-' || is_wide(before) || is_wide(after)
}

fn is_wide(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Language;
    use crate::output::picture::label;

    #[test]
    fn every_character_of_every_label_is_in_the_font() {
        for label in label::ALL {
            for language in [Language::Zh, Language::En] {
                let words = label.in_language(language);
                assert!(!words.is_empty());
                assert_eq!(missing_characters(words), BTreeSet::new(), "{words}");
            }
        }
        let signs = " 0123456789.,:%+−–…·×±←→（）()；、";
        assert_eq!(missing_characters(signs), BTreeSet::new());
    }

    #[test]
    fn a_character_outside_the_font_is_reported() {
        assert_eq!(missing_characters("镇𠮷"), BTreeSet::from(['𠮷']));
    }

    #[test]
    fn plotters_finds_the_registered_family() {
        assert_eq!(register(), Ok(()));
        let font = plotters::style::FontDesc::new(
            plotters::style::FontFamily::Name(FAMILY),
            14.0,
            FontStyle::Bold,
        );
        assert!(font.layout_box("条块").is_ok());
    }

    #[test]
    fn lines_break_between_words_and_between_chinese_characters() {
        let size = 10.0;
        let lines = wrap("one team per town", size, Weight::Regular, 45.0, 9);
        assert_eq!(lines, ["one team", "per town"]);
        let lines = wrap("综合执法队（试点）", size, Weight::Regular, 55.0, 9);
        assert_eq!(lines, ["综合执法队", "（试点）"]);
    }

    #[test]
    fn the_last_line_is_cut_with_an_ellipsis() {
        let lines = wrap("综合执法队全域试点", 10.0, Weight::Regular, 40.0, 2);
        assert_eq!(lines, ["综合执法", "队全域…"]);
        assert_eq!(cut("综合", 10.0, Weight::Regular, 0.0), "");
    }

    #[test]
    fn every_line_fits_its_limit() {
        let words = "one-team-per-township 综合执法 (pooled), with delegation";
        for limit in [1.0, 20.0, 60.0, 200.0] {
            for line in wrap(words, 12.0, Weight::Bold, limit, 4) {
                assert!(width(&line, 12.0, Weight::Bold) <= limit, "{line}");
            }
        }
    }
}
