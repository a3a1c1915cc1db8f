//! A command line that cannot be read, said in the language asked for.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::base::Language;

/// What clap knows beside the finding.
const HINTS: [(ContextKind, &str); 5] = [
    (ContextKind::ValidValue, "可选值"),
    (ContextKind::ValidSubcommand, "可选命令"),
    (ContextKind::SuggestedArg, "最接近"),
    (ContextKind::SuggestedSubcommand, "最接近"),
    (ContextKind::SuggestedValue, "最接近"),
];

/// What clap found wrong, in `language`; clap itself speaks English.
pub(super) fn usage_fault(error: &clap::Error, language: Language) -> String {
    let is_help = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    if language == Language::En || is_help {
        return error.to_string();
    }
    let mut lines = vec![format!("错误：{}", finding(error))];
    for (kind, label) in HINTS {
        lines.extend(context(error, kind).map(|words| format!("  {label}：{words}")));
    }
    lines.push("\n用 --help 查看用法。\n".to_owned());
    lines.join("\n")
}

fn finding(error: &clap::Error) -> String {
    let argument = context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    match error.kind() {
        ErrorKind::UnknownArgument => format!("没有 {argument} 这个参数"),
        ErrorKind::InvalidSubcommand => {
            let verb = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            format!("没有 {verb} 这个命令")
        }
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 缺少值"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let rule = rule(&argument);
            format!("{argument} 的值 {value} 不对{rule}")
        }
        ErrorKind::ArgumentConflict => {
            let other = context(error, ContextKind::PriorArg).unwrap_or_default();
            format!("{argument} 不能与 {other} 同用")
        }
        _ => error.to_string(),
    }
}

/// What the value of `argument` must be, where clap lists no words to choose from.
fn rule(argument: &str) -> &'static str {
    match argument.split([' ', '=']).next() {
        Some("--replications" | "--shards") => "，应为 1 到 1000000 的整数",
        Some("--threads" | "--cpus" | "--time" | "--memory") => "，应为不小于 1 的整数",
        Some("--seed" | "--replication" | "--point") => "，应为不小于 0 的整数",
        Some("--shard") => "，应为 i/n，如 2/4，且 1 ≤ i ≤ n",
        Some("--plots") => "，应为 zh、en、zh,en 或 none",
        _ => "",
    }
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) if !words.is_empty() => Some(words.join("、")),
        _ => None,
    }
}
