//! Commands written so that a shell reads them back.

use std::ffi::{OsStr, OsString};

/// The command as it was typed, fit to be typed again.
pub(super) fn typed(arguments: &[OsString]) -> String {
    let words = arguments.iter().skip(1).map(|word| quoted(word));
    let words: Vec<String> = std::iter::once("tiaokuai".to_owned())
        .chain(words)
        .collect();
    words.join(" ")
}

/// A word as a shell reads it back.
pub(super) fn quoted(word: &OsStr) -> String {
    let word = word.to_string_lossy();
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=,:@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_typed_again() {
        let words = ["/bin/tiaokuai", "run", "a b.toml", "--set", "a.b=[1, 'x']"];
        let words: Vec<OsString> = words.iter().map(OsString::from).collect();
        assert_eq!(
            typed(&words),
            r"tiaokuai run 'a b.toml' --set 'a.b=[1, '\''x'\'']'"
        );
    }
}
