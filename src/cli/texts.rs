//! The help in either language: every verb and argument with its words.

use clap::builder::PossibleValue;
use clap::{Arg, ArgAction, Command};

use super::argument_texts::help_of;
use super::verb_texts::{ABOUT, EXAMPLE, VERBS};
use crate::base::Language;

/// The command with every text in `language`.
pub(super) fn localise(command: Command, language: Language) -> Command {
    let mut command = dressed(command, "", ABOUT, EXAMPLE, language);
    for text in &VERBS {
        command = command.mut_subcommand(text.verb, |verb| {
            dressed(verb, text.verb, text.about, text.example, language)
        });
    }
    command
}

fn dressed(
    command: Command,
    verb: &str,
    about: [&str; 2],
    example: [&str; 2],
    language: Language,
) -> Command {
    let choose = |[zh, en]: [&str; 2]| language.choose(zh, en).to_owned();
    let title = language.choose("例：", "Example:");
    let help = Arg::new("help").short('h').long("help");
    let command = command
        .about(choose(about))
        .after_help(format!("{title}\n  {}", choose(example)))
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.action(ArgAction::Help))
        .subcommand_help_heading(language.choose("命令", "Commands"))
        .subcommand_value_name(language.choose("命令", "COMMAND"))
        .help_template(template(language));
    let command = match verb {
        "" => command.arg(
            Arg::new("version")
                .short('V')
                .long("version")
                .action(ArgAction::Version),
        ),
        _ => command,
    };
    command.mut_args(|argument| explained(argument, verb, language))
}

fn template(language: Language) -> String {
    let usage = language.choose("用法：", "Usage: ");
    format!("{{about-with-newline}}\n{usage}{{usage}}\n\n{{all-args}}{{after-help}}\n")
}

/// The argument with its help; clap's own English remarks are replaced in Chinese.
fn explained(argument: Arg, verb: &str, language: Language) -> Arg {
    let heading = if argument.is_positional() {
        language.choose("参数", "Arguments")
    } else {
        language.choose("选项", "Options")
    };
    let name = argument.get_id().as_str().to_owned();
    let Some(text) = help_of(verb, &name) else {
        return argument.help_heading(heading);
    };
    let mut help = text.in_language(language).to_owned();
    let has_remarks = argument.get_action().takes_values() && language == Language::Zh;
    if !has_remarks {
        return argument.help(help).help_heading(heading);
    }
    help.push_str(&remarks(&argument));
    argument
        .help(help)
        .help_heading(heading)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// Default and possible values in Chinese.
fn remarks(argument: &Arg) -> String {
    let defaults = argument.get_default_values();
    let default = defaults.first().and_then(|default| default.to_str());
    let default = default.map_or_else(String::new, |default| format!(" [默认 {default}]"));
    let possible = argument.get_possible_values();
    let words: Vec<&str> = possible.iter().map(PossibleValue::get_name).collect();
    if words.is_empty() {
        default
    } else {
        format!("{default} [可选 {}]", words.join("、"))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::arguments::Arguments;

    fn commands(language: Language) -> Vec<Command> {
        let mut root = localise(Arguments::command(), language);
        root.build();
        let verbs: Vec<Command> = root.get_subcommands().cloned().collect();
        std::iter::once(root).chain(verbs).collect()
    }

    #[test]
    fn every_verb_and_argument_has_words_in_both_languages() {
        for language in [Language::Zh, Language::En] {
            for command in commands(language) {
                assert!(command.get_about().is_some(), "{}", command.get_name());
                for argument in command.get_arguments() {
                    let help = argument.get_help().map(ToString::to_string);
                    let name = format!("{} {}", command.get_name(), argument.get_id());
                    let help = help.unwrap_or_else(|| panic!("{name} has no help"));
                    let is_chinese = help.chars().any(|c| c >= '\u{4e00}');
                    assert_eq!(is_chinese, language == Language::Zh, "{name}: {help}");
                }
            }
        }
    }

    #[test]
    fn every_help_has_an_example() {
        for (language, title) in [(Language::Zh, "例："), (Language::En, "Example:")] {
            for mut command in commands(language) {
                let help = command.render_help().to_string();
                assert!(help.contains(&format!("{title}\n  tiaokuai ")), "{help}");
            }
        }
    }
}
