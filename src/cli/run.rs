//! `run`: a scenario, an experiment, or an earlier result again.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::arguments::RunArguments;
use super::dry_run::forecast;
use super::exit::{Ending, Refusal};
use super::precision::refuse_parts;
use super::reading::{Changes, study_at};
use super::session::{Session, plan_of};
use crate::base::Language;
use crate::experiment::Shard;
use crate::output::{Existing, Parquet};
use crate::scenario::Study;

/// Runs it, or forecasts what running it takes.
pub(super) fn run(
    arguments: &RunArguments,
    command: &str,
    language: Language,
) -> Result<Ending, Refusal> {
    let parquet = offered(arguments.product.parquet, language)?;
    let changes = Changes {
        set: &arguments.set,
        replications: arguments.replications,
        seed: arguments.seed,
    };
    let study = study_at(&arguments.file, changes, language)?;
    let mut plan = plan_of(&study, language)?.of_shard(arguments.shard);
    if arguments.shard.is_some() {
        refuse_parts(&plan, language)?;
    }
    let threads = arguments.threads.unwrap_or_else(processors);
    if arguments.dry_run {
        return forecast(&plan, threads, language);
    }
    let folder = arguments
        .target
        .out
        .clone()
        .unwrap_or_else(|| usual_folder(&study, arguments.shard));
    let session = Session {
        folder: &folder,
        command,
        existing: existing(arguments.target.resume, arguments.target.overwrite),
        threads,
        has_incidents: arguments.product.incidents,
        parquet,
        plots: &arguments.product.plots.0,
        language,
    };
    if arguments.shard.is_some() {
        session.run_shard(&mut plan)
    } else {
        session.run(&mut plan, arguments.product.format)
    }
}

/// What writes Parquet, where it is asked for.
pub(super) fn offered(is_asked: bool, language: Language) -> Result<Option<Parquet>, Refusal> {
    let parquet = is_asked.then(Parquet::offered).transpose();
    parquet.map_err(|absent| Refusal::Input(absent.text().in_language(language).to_owned()))
}

/// All processors this process may use.
pub(super) fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

/// Where a result goes that was given no folder; shards of one study each have their own.
pub(super) fn usual_folder(study: &Study, shard: Option<Shard>) -> PathBuf {
    let id = &study.id;
    let name = shard.map_or_else(
        || id.clone(),
        |shard| format!("{id}-shard-{}-of-{}", shard.number(), shard.count()),
    );
    Path::new("outputs").join(name)
}

/// What two flags say of a folder that holds results.
pub(super) fn existing(resume: bool, overwrite: bool) -> Existing {
    match (resume, overwrite) {
        (true, _) => Existing::Resume,
        (_, true) => Existing::Overwrite,
        _ => Existing::Keep,
    }
}
