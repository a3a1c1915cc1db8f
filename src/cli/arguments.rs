//! Arguments as typed; what they say to a person stands in `argument_texts` and `submit_texts`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum, value_parser};

use crate::base::Language;
use crate::document::Words;
use crate::experiment::Shard;
use crate::scenario::FileKind;

/// The whole command line.
#[derive(Debug, Parser)]
#[command(name = "tiaokuai", version, disable_help_subcommand = true)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "LANG", value_parser = ["zh", "en"])]
    pub(super) lang: Option<String>,
    #[command(subcommand)]
    pub(super) verb: Verb,
}

/// What is to be done.
#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Demo(DemoArguments),
    New(NewArguments),
    Check(CheckArguments),
    Run(RunArguments),
    Merge(MergeArguments),
    Submit(SubmitArguments),
    Explain(ExplainArguments),
    Schema(SchemaArguments),
}

#[derive(Debug, Args)]
pub(super) struct DemoArguments {
    #[arg(long, value_name = "DIR", default_value = "outputs/demo")]
    pub(super) out: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct NewArguments {
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct CheckArguments {
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
}

/// Where a result goes, and what becomes of one that is there.
#[derive(Debug, Args)]
pub(super) struct TargetArguments {
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, conflicts_with = "overwrite")]
    pub(super) resume: bool,
    #[arg(long)]
    pub(super) overwrite: bool,
}

/// What is made of a result.
#[derive(Debug, Args)]
pub(super) struct ProductArguments {
    #[arg(long)]
    pub(super) incidents: bool,
    #[arg(long)]
    pub(super) parquet: bool,
    #[arg(long, value_name = "zh,en|none", default_value = "zh,en", value_parser = plots)]
    pub(super) plots: Plots,
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct RunArguments {
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=1_000_000), allow_negative_numbers = true)]
    pub(super) replications: Option<u32>,
    #[arg(long, value_name = "SEED", allow_negative_numbers = true)]
    pub(super) seed: Option<u64>,
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(super) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) target: TargetArguments,
    #[arg(long, value_name = "I/N", conflicts_with_all = ["incidents", "parquet", "plots", "format"])]
    pub(super) shard: Option<Shard>,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    pub(super) product: ProductArguments,
}

#[derive(Debug, Args)]
pub(super) struct MergeArguments {
    #[arg(value_name = "DIR", required = true)]
    pub(super) folders: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) target: TargetArguments,
    #[arg(long, value_name = "N", allow_negative_numbers = true)]
    pub(super) threads: Option<NonZeroUsize>,
    #[command(flatten)]
    pub(super) product: ProductArguments,
}

#[derive(Debug, Args)]
pub(super) struct SubmitArguments {
    #[arg(value_name = "FILE", required_unless_present = "status")]
    pub(super) file: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "slurm")]
    pub(super) engine: Engine,
    #[arg(long, value_name = "N", required_unless_present = "status", value_parser = value_parser!(u32).range(1..=1_000_000), allow_negative_numbers = true)]
    pub(super) shards: Option<u32>,
    #[arg(long, value_name = "NAME")]
    pub(super) partition: Option<String>,
    #[arg(long, value_name = "MIN", value_parser = value_parser!(u32).range(1..), allow_negative_numbers = true)]
    pub(super) time: Option<u32>,
    #[arg(long, value_name = "MB", value_parser = value_parser!(u32).range(1..), allow_negative_numbers = true)]
    pub(super) memory: Option<u32>,
    #[arg(long, value_name = "N", default_value = "1", value_parser = value_parser!(u32).range(1..), allow_negative_numbers = true)]
    pub(super) cpus: u32,
    #[arg(long, value_name = "PATH=VALUE")]
    pub(super) set: Vec<String>,
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=1_000_000), allow_negative_numbers = true)]
    pub(super) replications: Option<u32>,
    #[arg(long, value_name = "SEED", allow_negative_numbers = true)]
    pub(super) seed: Option<u64>,
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[arg(long)]
    pub(super) missing: bool,
    #[arg(long)]
    pub(super) dry_run: bool,
    #[arg(long, value_name = "DIR", conflicts_with_all = ["file", "engine", "shards", "partition", "time", "memory", "cpus", "set", "replications", "seed", "out", "missing", "dry_run"])]
    pub(super) status: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArguments {
    #[arg(value_name = "DIR")]
    pub(super) folder: PathBuf,
    #[arg(value_name = "INCIDENT")]
    pub(super) incident: String,
    #[arg(
        long,
        value_name = "R",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    pub(super) replication: u32,
    #[arg(
        long,
        value_name = "P",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    pub(super) point: u32,
    #[arg(long, value_enum, default_value = "text")]
    pub(super) format: ExplainFormat,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArguments {
    #[arg(value_name = "KIND", value_parser = kinds())]
    pub(super) kind: FileKind,
}

/// The languages pictures are drawn in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Plots(pub(super) Vec<Language>);

/// The form of the result on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Csv,
    Json,
}

/// What jobs are submitted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Engine {
    Slurm,
}

/// The form of a life on stdout.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Text,
    Json,
}

/// The kinds of file that have a schema.
fn kinds() -> impl TypedValueParser<Value = FileKind> {
    let words = FileKind::ALL.iter().map(|kind| kind.word());
    PossibleValuesParser::new(words).try_map(|word| FileKind::from_word(&word).ok_or(word))
}

fn plots(words: &str) -> Result<Plots, String> {
    if words == "none" {
        return Ok(Plots(Vec::new()));
    }
    let mut languages = Vec::new();
    for word in words.split(',') {
        let language = match word.trim() {
            "zh" => Language::Zh,
            "en" => Language::En,
            _ => return Err("zh, en, zh,en | none".to_owned()),
        };
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    Ok(Plots(languages))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_worlds_than_an_experiment_may_state_are_refused() {
        let typed = |worlds: &str| {
            Arguments::try_parse_from(["tiaokuai", "run", "a.toml", "--replications", worlds])
        };
        assert!(typed("1000000").is_ok());
        for worlds in ["1000001", "4000000000", "0", "-1"] {
            let error = typed(worlds).unwrap_err();
            assert_eq!(
                error.kind(),
                clap::error::ErrorKind::ValueValidation,
                "{worlds}"
            );
        }
    }

    #[test]
    fn plots_are_languages_once_each_or_none() {
        assert_eq!(plots("none"), Ok(Plots(vec![])));
        assert_eq!(
            plots("en,zh,en"),
            Ok(Plots(vec![Language::En, Language::Zh]))
        );
        assert!(plots("fr").is_err());
        assert!(plots("").is_err());
    }
}
