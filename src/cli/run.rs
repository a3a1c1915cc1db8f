//! `run`: a scenario, an experiment, or an earlier result again.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use super::arguments::RunArguments;
use super::dry_run::forecast;
use super::exit::{Ending, Refusal};
use super::reading::{Changes, study_at};
use super::session::{Session, plan_of};
use crate::base::Language;
use crate::output::Existing;
use crate::scenario::Study;

/// Runs it, or forecasts what running it takes.
pub(super) fn run(
    arguments: &RunArguments,
    command: &str,
    language: Language,
) -> Result<Ending, Refusal> {
    let changes = Changes {
        set: &arguments.set,
        replications: arguments.replications,
        seed: arguments.seed,
    };
    let study = study_at(&arguments.file, changes, language)?;
    let plan = plan_of(&study, language)?;
    let threads = arguments.threads.unwrap_or_else(processors);
    if arguments.dry_run {
        return forecast(&plan, threads, language);
    }
    let folder = arguments
        .out
        .clone()
        .unwrap_or_else(|| usual_folder(&study));
    let session = Session {
        folder: &folder,
        command,
        existing: existing(arguments),
        threads,
        has_incidents: arguments.incidents,
        plots: &arguments.plots.0,
        language,
    };
    session.run(&plan, arguments.format)
}

/// All processors this process may use.
pub(super) fn processors() -> NonZeroUsize {
    std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN)
}

fn usual_folder(study: &Study) -> PathBuf {
    Path::new("outputs").join(&study.id)
}

fn existing(arguments: &RunArguments) -> Existing {
    match (arguments.resume, arguments.overwrite) {
        (true, _) => Existing::Resume,
        (_, true) => Existing::Overwrite,
        _ => Existing::Keep,
    }
}
