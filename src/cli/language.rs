//! The language a person is spoken to in: `--lang`, else the locale.

use std::ffi::OsString;

use crate::base::Language;

/// Environment variables that name the locale; the first that is set and not empty decides.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language asked for, found before arguments are parsed so that help and faults use it.
pub(super) fn language_of(
    arguments: &[OsString],
    environment: impl Fn(&str) -> Option<String>,
) -> Language {
    from_arguments(arguments).unwrap_or_else(|| {
        let locale = LOCALE
            .into_iter()
            .filter_map(environment)
            .find(|value| !value.is_empty());
        match locale {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Zh,
            _ => Language::En,
        }
    })
}

fn from_arguments(arguments: &[OsString]) -> Option<Language> {
    let mut arguments = arguments.iter().filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let word = match argument {
            "--" => break,
            "--lang" => arguments.next(),
            other => other.strip_prefix("--lang="),
        };
        asked = match word {
            Some("zh") => Some(Language::Zh),
            Some("en") => Some(Language::En),
            _ => asked,
        };
    }
    asked
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(arguments: &[&str], environment: &[(&str, &str)]) -> Language {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        language_of(&arguments, |name| {
            let pair = environment.iter().find(|(known, _)| *known == name);
            pair.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_flag_wins_over_the_locale() {
        let zh = [("LANG", "zh_CN.UTF-8")];
        assert_eq!(language(&["run", "a.toml"], &zh), Language::Zh);
        assert_eq!(language(&["run", "--lang", "en"], &zh), Language::En);
        assert_eq!(language(&["--lang=zh", "run"], &[]), Language::Zh);
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        let mixed = [("LC_ALL", ""), ("LC_MESSAGES", "en_US"), ("LANG", "zh_CN")];
        assert_eq!(language(&[], &mixed), Language::En);
        assert_eq!(
            language(&[], &[("LC_ALL", "C"), ("LANG", "zh_CN")]),
            Language::En
        );
        assert_eq!(language(&[], &[]), Language::En);
    }
}
