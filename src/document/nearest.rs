//! The known name most like an unknown one.

/// Longer words are not compared: nobody misspells a name of this length by a letter.
const LONGEST: usize = 64;

/// The known word nearest to `found`, if it is near enough to be what was meant.
pub fn nearest<'a>(found: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = found.chars().take(LONGEST + 1).count();
    if length > LONGEST {
        return None;
    }
    let farthest = (length / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for word in known.into_iter().filter(|word| word.len() <= LONGEST) {
        let distance = strsim::damerau_levenshtein(found, word);
        let is_near = distance <= farthest || (length >= 4 && word.starts_with(found));
        if is_near && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, word));
        }
    }
    best.map(|(_, word)| word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_understood() {
        assert_eq!(nearest("nosie", ["food", "noise"]), Some("noise"));
        assert_eq!(nearest("speed", ["speed_km_per_h"]), Some("speed_km_per_h"));
    }

    #[test]
    fn another_word_is_not_taken_for_a_slip() {
        assert_eq!(nearest("noise", ["food", "fire"]), None);
        assert_eq!(nearest(&"a".repeat(1_000_000), ["a"]), None);
    }
}
