//! `submit`: a study in shards on a cluster, its jobs written as scripts that a person can change.

use std::path::{Path, absolute};

use super::arguments::SubmitArguments;
use super::exit::{Ending, Refusal};
use super::job_order::Order;
use super::job_scripts::{JobScripts, MERGE, Resources, SHARD};
use super::precision::refuse_parts;
use super::reading::{Changes, study_at};
use super::run::usual_folder;
use super::session::plan_of;
use super::submit_status::status;
use crate::base::Language;
use crate::output::Division;
use crate::output::division::refuse_others;

/// Writes and submits the jobs, or tells how far they are.
pub(super) fn submit(arguments: &SubmitArguments, language: Language) -> Result<Ending, Refusal> {
    if let Some(folder) = &arguments.status {
        return status(folder, language);
    }
    let (Some(file), Some(shards)) = (&arguments.file, arguments.shards) else {
        let text = language.choose("缺少 FILE 或 --shards", "FILE or --shards is missing");
        return Err(Refusal::Input(text.to_owned()));
    };
    let changes = Changes {
        set: &arguments.set,
        replications: arguments.replications,
        seed: arguments.seed,
    };
    let study = study_at(file, changes, language)?;
    let plan = plan_of(&study, language)?;
    refuse_parts(&plan, language)?;
    let folder = arguments.out.clone();
    let out = absolute(folder.unwrap_or_else(|| usual_folder(&study, None)))?;
    let written = JobScripts {
        program: &written(&std::env::current_exe()?, language)?,
        study: &written(&absolute(file)?, language)?,
        out: &written(&out, language)?,
        name: &format!("tiaokuai-{}", study.id),
        shards,
        resources: resources(arguments),
        changes,
    };
    let order = Order {
        out: &out,
        scripts: [(SHARD, written.shard()), (MERGE, written.merge())],
        division: Division::of_plan(&plan, shards),
        is_dry: arguments.dry_run,
        language,
    };
    let checked = refuse_others(&out, &plan, shards);
    checked.map_err(|error| Refusal::Input(error.text().in_language(language).to_owned()))?;
    order.place(arguments.missing)
}

fn resources(arguments: &SubmitArguments) -> Resources<'_> {
    Resources {
        partition: arguments.partition.as_deref(),
        minutes: arguments.time,
        megabytes: arguments.memory,
        processors: arguments.cpus,
    }
}

/// A path as a script can hold it.
fn written(path: &Path, language: Language) -> Result<String, Refusal> {
    let text = path
        .to_str()
        .filter(|text| !text.contains(char::is_control));
    text.map(str::to_owned).ok_or_else(|| {
        let path = path.display();
        Refusal::Input(language.choose(
            format!("`{path}` 含有不能写进脚本的字符：请换一个名字"),
            format!("`{path}` has characters that no script can hold: choose another name"),
        ))
    })
}
