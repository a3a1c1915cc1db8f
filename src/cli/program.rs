//! From the command line to an exit status.

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};

use super::arguments::{Arguments, Verb};
use super::console::{print, tell};
use super::exit::{Ending, Refusal};
use super::language::language_of;
use super::quoting::typed;
use super::texts::localise;
use super::usage::usage_fault;
use super::{check, demo, explain, merge, new, run, schema, submit};
use crate::base::{Language, system_reason};

/// Does what `arguments`, the program's name first, ask for.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let environment = |name: &str| std::env::var(name).ok();
    let language = language_of(&arguments, environment);
    let command = typed(&arguments);
    let command_line = localise(Arguments::command(), language);
    let parsed = command_line
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let ending = match parsed {
        Ok(arguments) => obey(arguments.verb, &command, language),
        Err(error) => answer(&error, language),
    };
    match ending {
        Ok(ending) => ending.status(),
        Err(refusal) => {
            tell(&reason(&refusal, language));
            refusal.status()
        }
    }
}

fn obey(verb: Verb, command: &str, language: Language) -> Result<Ending, Refusal> {
    match verb {
        Verb::Demo(arguments) => demo::demo(&arguments, command, language),
        Verb::New(arguments) => new::new(&arguments, language),
        Verb::Check(arguments) => check::check(&arguments, language),
        Verb::Run(arguments) => run::run(&arguments, command, language),
        Verb::Merge(arguments) => merge::merge(&arguments, command, language),
        Verb::Submit(arguments) => submit::submit(&arguments, language),
        Verb::Explain(arguments) => explain::explain(&arguments, language),
        Verb::Schema(arguments) => schema::schema(arguments.kind, language),
    }
}

/// Help and version are results; the rest is bad usage.
fn answer(error: &clap::Error, language: Language) -> Result<Ending, Refusal> {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print(&error.to_string())?;
            Ok(Ending::Done)
        }
        _ => Err(Refusal::Input(usage_fault(error, language))),
    }
}

/// One cause, by its two-language wording where the system is the one that says it.
fn told(cause: &(dyn std::error::Error + 'static), language: Language) -> String {
    cause.downcast_ref::<std::io::Error>().map_or_else(
        || cause.to_string(),
        |error| system_reason(error).in_language(language).to_owned(),
    )
}

fn reason(refusal: &Refusal, language: Language) -> String {
    match refusal {
        Refusal::Input(text) => format!("{}\n", text.trim_end()),
        Refusal::Running(error) => {
            let label = language.choose("运行中出错：", "failed: ");
            let told: Vec<String> = error.chain().map(|cause| told(cause, language)).collect();
            format!("{label}{}\n", told.join(language.choose("：", ": ")))
        }
    }
}
