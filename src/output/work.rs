//! Runs a study into its folder: runs, tables, manifest, in that order.

use crate::base::Text;
use crate::experiment::{Census, Derived, Executed, Execution, Plan, Rounds, RunError, execute};

use super::atomic::write_whole;
use super::folder::ResultFolder;
use super::folder_error::FolderError;
use super::publish::{Publication, PublishError, Published, publish};

/// What has been done and written.
#[derive(Debug, Clone, PartialEq)]
pub struct Worked {
    /// What the session did.
    pub executed: Executed,
    /// What was written.
    pub published: Published,
}

/// Why a study could not be brought to its end; what had finished is kept.
#[derive(Debug, thiserror::Error)]
pub enum WorkError {
    /// The folder refuses.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// Runs cannot go on.
    #[error(transparent)]
    Run(#[from] RunError),
    /// Results cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
}

impl WorkError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Folder(error) => error.text(),
            Self::Run(error) => error.text(),
            Self::Publish(error) => error.text(),
        }
    }
}

/// Runs what `folder` lacks and derives everything from what it then holds, also when stopped.
///
/// # Errors
/// The journal or a table cannot be written.
pub fn work(
    folder: &mut ResultFolder,
    plan: &mut Plan,
    execution: Execution,
    publication: Publication,
) -> Result<Worked, WorkError> {
    folder.begin_session(execution.threads.get())?;
    let executed = execute_in_rounds(folder, plan, execution)?;
    let published = publish(folder, plan, publication)?;
    folder.end_session(executed.advance, &published.derived)?;
    Ok(Worked {
        executed,
        published,
    })
}

/// Runs what `folder` lacks; of a study that runs until a mean is known well enough, round after
/// round until it is, or until there are as many worlds as there may be.
fn execute_in_rounds(
    folder: &mut ResultFolder,
    plan: &mut Plan,
    execution: Execution,
) -> Result<Executed, WorkError> {
    let mut executed = execute(plan, &mut folder.journal, execution)?;
    let Some(mut rounds) = Rounds::of(plan) else {
        return Ok(executed);
    };
    while !executed.is_stopped {
        let look = rounds.look(plan, &folder.journal).map_err(RunError::from)?;
        execution.progress.looked(look);
        let next = look.next();
        if let Some(worlds) = next {
            plan.grow_to(worlds);
        }
        folder.end_round(plan, look)?;
        if next.is_none() {
            break;
        }
        let round = execute(plan, &mut folder.journal, execution)?;
        executed = Executed {
            advance: executed.advance.then(round.advance),
            ..round
        };
    }
    Ok(executed)
}

/// Runs what `folder` lacks of its shard; tables are made when shards are merged.
///
/// # Errors
/// The journal cannot be written or read.
pub fn work_on_shard(
    folder: &mut ResultFolder,
    plan: &Plan,
    execution: Execution,
) -> Result<(Executed, Derived), WorkError> {
    folder.begin_session(execution.threads.get())?;
    let executed = execute(plan, &mut folder.journal, execution)?;
    let readme = shard_readme(plan);
    let written = write_whole(&folder.path().join("README.md"), readme.as_bytes());
    written.map_err(PublishError::Storage)?;
    let census = Census::of(plan, &folder.journal).map_err(PublishError::Derive)?;
    let derived = census.derived();
    folder.end_session(executed.advance, &derived)?;
    Ok((executed, derived))
}

/// What lies in the folder of a shard.
fn shard_readme(plan: &Plan) -> String {
    let Some(shard) = plan.shard() else {
        return String::new();
    };
    let (own, all) = (plan.own_runs(), plan.runs());
    format!(
        "# {shard}\n\n\
         这里是一项研究 {all} 次运行中的 {own} 次（分片 {shard}）：`journal/` 是运行记录，`inputs/` 是输入的副本。\n\
         表和图在全部分片合并后生成：`tiaokuai merge 各分片文件夹 --out 结果文件夹`。\n\n\
         These are {own} of the {all} runs of a study (shard {shard}): `journal/` keeps the runs, `inputs/` copies of the inputs.\n\
         Tables and pictures are made when all shards are put together: `tiaokuai merge SHARDS... --out DIR`.\n"
    )
}
