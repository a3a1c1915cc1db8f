//! `merge`: the shards of a study become one result.

use super::arguments::MergeArguments;
use super::exit::{Ending, Refusal};
use super::reading::{Changes, study_at};
use super::run::{existing, offered, processors, usual_folder};
use super::session::{Session, plan_of};
use crate::base::Language;
use crate::output::{MergeError, Shards};

/// Checks the shards, then writes what an unsharded run would have written.
pub(super) fn merge(
    arguments: &MergeArguments,
    command: &str,
    language: Language,
) -> Result<Ending, Refusal> {
    let parquet = offered(arguments.product.parquet, language)?;
    let refused = |error: MergeError| Refusal::Input(error.text().in_language(language).to_owned());
    let shards = Shards::gather(&arguments.folders).map_err(refused)?;
    let changes = Changes {
        set: &[],
        replications: None,
        seed: None,
    };
    let study = study_at(&shards.manifest(), changes, language)?;
    let mut plan = plan_of(&study, language)?;
    shards.check(&plan).map_err(refused)?;
    let folder = arguments.target.out.clone();
    let folder = folder.unwrap_or_else(|| usual_folder(&study, None));
    shards.refuse_target(&folder).map_err(refused)?;
    let session = Session {
        folder: &folder,
        command,
        existing: existing(arguments.target.resume, arguments.target.overwrite),
        threads: arguments.threads.unwrap_or_else(processors),
        has_incidents: arguments.product.incidents,
        parquet,
        plots: &arguments.product.plots.0,
        language,
    };
    session.merge(&mut plan, &shards, arguments.product.format)
}
