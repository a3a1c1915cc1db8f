//! One session of a study: open its folder, run what is missing, derive, print.

use std::num::NonZeroUsize;
use std::path::Path;

use super::arguments::Format;
use super::console::{print, tell};
use super::exit::{Ending, Refusal};
use super::interrupt;
use super::precision;
use super::progress::Teller;
use crate::base::{Language, Text};
use crate::experiment::{
    Advance, Census, Derived, Executed, Execution, FailureRow, Plan, Rounds, Summary, derive,
};
use crate::governance::LayError;
use crate::output::publish::{Publication, Published, publish};
use crate::output::summary_export::{summary_csv, summary_json};
use crate::output::transcripts::add_transcripts;
use crate::output::whereabouts::whereabouts;
use crate::output::work::{Worked, work, work_on_shard};
use crate::output::{Existing, FolderError, Opened, Parquet, ResultFolder, Shards};
use crate::scenario::Study;

/// Failed runs that are named; all stand in `failures.csv`.
const NAMED: usize = 10;

/// How a study is run and where it goes.
pub(super) struct Session<'a> {
    pub(super) folder: &'a Path,
    /// As typed.
    pub(super) command: &'a str,
    pub(super) existing: Existing,
    pub(super) threads: NonZeroUsize,
    /// Whether a table of incidents is written.
    pub(super) has_incidents: bool,
    /// What writes each table as Parquet too.
    pub(super) parquet: Option<Parquet>,
    /// Languages of pictures.
    pub(super) plots: &'a [Language],
    pub(super) language: Language,
}

/// The plan of a study whose setups can all be laid.
pub(super) fn plan_of(study: &Study, language: Language) -> Result<Plan<'_>, Refusal> {
    Plan::new(study).map_err(|errors| {
        let lines = errors.iter().map(LayError::text);
        let lines: Vec<String> = lines
            .map(|text| text.in_language(language).to_owned())
            .collect();
        Refusal::Input(lines.join("\n"))
    })
}

impl Session<'_> {
    /// Runs what is missing, writes what follows, prints the verdict.
    pub(super) fn run(&self, plan: &mut Plan, format: Format) -> Result<Ending, Refusal> {
        interrupt::listen(self.language)?;
        match self.opened(plan)? {
            Opened::Stored(folder) => self.stored(plan, &folder, format),
            Opened::Ready(mut folder) => self.worked(plan, &mut folder, format),
        }
    }

    /// Runs what is missing of a shard and says where it lies.
    pub(super) fn run_shard(&self, plan: &mut Plan) -> Result<Ending, Refusal> {
        interrupt::listen(self.language)?;
        let (advance, derived) = match self.opened(plan)? {
            Opened::Stored(folder) => {
                let census = Census::of(plan, &folder.journal);
                let census = census.map_err(|error| self.broken(&error.text()))?;
                let advance = Advance {
                    planned: plan.own_runs(),
                    reused: plan.own_runs(),
                    ..Advance::default()
                };
                (advance, census.derived())
            }
            Opened::Ready(mut folder) => {
                let teller = Teller::new(self.language);
                let worked = work_on_shard(&mut folder, plan, self.execution(&teller));
                teller.finish();
                let (executed, derived) = worked.map_err(|error| self.broken_off(&error.text()))?;
                (executed.advance, derived)
            }
        };
        self.tell_failures(plan, &derived.failures);
        self.tell_shard(plan, advance);
        let is_stopped = advance.reused + advance.done < advance.planned;
        Ok(ending(is_stopped, &derived))
    }

    /// Puts shards together, writes what follows, prints the verdict.
    pub(super) fn merge(
        &self,
        plan: &mut Plan,
        shards: &Shards,
        format: Format,
    ) -> Result<Ending, Refusal> {
        let mut folder = match self.opened(plan)? {
            Opened::Stored(folder) => return self.stored(plan, &folder, format),
            Opened::Ready(folder) => folder,
        };
        let merged = shards.merge_into(&mut folder, plan, self.publication());
        let published = merged.map_err(|error| self.broken_off(&error.text()))?;
        self.tell_missing_characters(&published);
        self.print(plan, &published.derived, format)?;
        self.tell_failures(plan, &published.derived.failures);
        tell(&whereabouts(
            self.folder,
            published.has_plots,
            self.language,
        ));
        Ok(ending(false, &published.derived))
    }

    fn opened(&self, plan: &mut Plan) -> Result<Opened, Refusal> {
        let opened = ResultFolder::open(self.folder, plan, self.command, self.existing);
        let opened = opened.map_err(|error| self.refused(&error))?;
        let (Opened::Ready(folder) | Opened::Stored(folder)) = &opened;
        self.tell_repaired(folder.repaired());
        Ok(opened)
    }

    /// A folder that the system refuses is a failure, one that is refused for what it holds is not.
    fn refused(&self, error: &FolderError) -> Refusal {
        let is_broken = matches!(error, FolderError::Storage { .. });
        let text = error.text();
        if is_broken {
            self.broken(&text)
        } else {
            Refusal::Input(text.in_language(self.language).to_owned())
        }
    }

    /// What of the journal was damaged, and is done again.
    fn tell_repaired(&self, repaired: &[Text]) {
        for damage in repaired {
            let damage = damage.in_language(self.language);
            tell(&self.language.choose(
                format!("日志损坏，已去掉并重做：{damage}\n"),
                format!("the journal was damaged, this is cut out and done again: {damage}\n"),
            ));
        }
    }

    /// Prints a result that is there already; the table of incidents and Parquet are added if asked for.
    fn stored(
        &self,
        plan: &Plan,
        folder: &ResultFolder,
        format: Format,
    ) -> Result<Ending, Refusal> {
        let is_incomplete = self.has_incidents && !self.folder.join("incidents.csv").exists();
        let derived = if is_incomplete {
            let published = publish(folder, plan, self.publication());
            published
                .map_err(|error| self.broken(&error.text()))?
                .derived
        } else {
            if let Some(parquet) = self.parquet {
                let added = add_transcripts(folder, plan, parquet);
                added.map_err(|error| self.broken(&error.text()))?;
            }
            let derived = derive(plan, &folder.journal, &mut ());
            derived.map_err(|error| self.broken(&error.text()))?
        };
        let shown = self.folder.display();
        self.tell_precision(plan, folder)?;
        tell(&self.language.choose(
            format!("{shown} 已有这项研究的结果（--overwrite 重新运行）\n"),
            format!("{shown} holds the result of this study already (--overwrite runs it anew)\n"),
        ));
        self.print(plan, &derived, format)?;
        self.tell_failures(plan, &derived.failures);
        Ok(ending(false, &derived))
    }

    fn worked(
        &self,
        plan: &mut Plan,
        folder: &mut ResultFolder,
        format: Format,
    ) -> Result<Ending, Refusal> {
        let teller = Teller::new(self.language);
        let worked = work(folder, plan, self.execution(&teller), self.publication());
        teller.finish();
        let Worked {
            executed,
            published,
        } = worked.map_err(|error| self.broken_off(&error.text()))?;
        self.tell_missing_characters(&published);
        self.print(plan, &published.derived, format)?;
        self.tell_failures(plan, &published.derived.failures);
        self.tell_written(executed, published.has_plots);
        Ok(ending(executed.is_stopped, &published.derived))
    }

    /// How well a mean is known by what the folder holds, where the study runs until it is.
    fn tell_precision(&self, plan: &Plan, folder: &ResultFolder) -> Result<(), Refusal> {
        if let Some(mut rounds) = Rounds::of(plan) {
            let look = rounds.look(plan, &folder.journal);
            let look = look.map_err(|error| self.broken(&error.text()))?;
            tell(&precision::told(&look, self.language));
        }
        Ok(())
    }

    fn execution<'t>(&self, teller: &'t Teller) -> Execution<'t> {
        Execution {
            threads: self.threads,
            stop: &interrupt::STOP,
            progress: teller,
        }
    }

    fn publication(&self) -> Publication<'_> {
        Publication {
            plots: self.plots,
            has_incidents: self.has_incidents,
            parquet: self.parquet,
            threads: self.threads,
        }
    }

    fn print(&self, plan: &Plan, derived: &Derived, format: Format) -> Result<(), Refusal> {
        let summary = Summary::new(plan, derived);
        let text = match format {
            Format::Text => summary.text(self.language),
            Format::Csv => summary_csv(&summary, self.language)?,
            Format::Json => {
                let json = summary_json(&summary, self.language);
                format!("{}\n", serde_json::to_string_pretty(&json)?)
            }
        };
        Ok(print(&text)?)
    }

    /// Why it broke off, and how what has finished is gone on with.
    fn broken_off(&self, why: &Text) -> Refusal {
        let folder = self.folder.display();
        if !self.folder.exists() {
            return self.broken(&Text::new(
                format!("{}\n结果文件夹 {folder} 不在了：把它放回原处，同一命令加 --resume 接着做；找不回来就得重做", why.zh),
                format!(
                    "{}\nthe folder {folder} is gone: put it back and go on with the same command and --resume, or run it anew",
                    why.en
                ),
            ));
        }
        self.broken(&Text::new(
            format!("{}\n已完成的运行保留在 {folder}；排除原因后，同一命令加 --resume 接着做", why.zh),
            format!(
                "{}\nthe runs that finished are kept in {folder}; once the cause is gone, the same command with --resume goes on",
                why.en
            ),
        ))
    }

    fn broken(&self, why: &Text) -> Refusal {
        Refusal::Running(anyhow::Error::msg(
            why.in_language(self.language).to_owned(),
        ))
    }

    fn tell_written(&self, executed: Executed, has_plots: bool) {
        let folder = self.folder.display();
        let Advance {
            planned,
            reused,
            done,
            ..
        } = executed.advance;
        let here = reused + done;
        tell(&match (executed.is_stopped, self.language) {
            (false, language) => whereabouts(self.folder, has_plots, language),
            (true, Language::Zh) => format!(
                "已中断：{planned} 次运行完成了 {here} 次，结果在 {folder}；同一命令加 --resume 接着做\n"
            ),
            (true, Language::En) => format!(
                "interrupted: {here} of {planned} runs are in {folder}; the same command with --resume goes on\n"
            ),
        });
    }

    /// How far a shard is, and what to do next.
    fn tell_shard(&self, plan: &Plan, advance: Advance) {
        let Some(shard) = plan.shard() else { return };
        let folder = self.folder.display();
        let (here, planned) = (advance.reused + advance.done, advance.planned);
        let is_whole = here == planned;
        tell(&match (is_whole, self.language) {
            (true, Language::Zh) => format!(
                "分片 {shard}：{planned} 次运行在 {folder}；全部分片都有后用 tiaokuai merge 合并，表和图由它生成\n"
            ),
            (true, Language::En) => format!(
                "shard {shard}: {planned} runs are in {folder}; once all shards are there, tiaokuai merge puts them together and makes tables and pictures\n"
            ),
            (false, Language::Zh) => format!(
                "已中断：分片 {shard} 的 {planned} 次运行完成了 {here} 次，在 {folder}；同一命令加 --resume 接着做\n"
            ),
            (false, Language::En) => format!(
                "interrupted: {here} of the {planned} runs of shard {shard} are in {folder}; the same command with --resume goes on\n"
            ),
        });
    }

    /// Names the runs that failed, the first of many.
    fn tell_failures(&self, plan: &Plan, failures: &[FailureRow]) {
        for failure in failures.iter().take(NAMED) {
            let FailureRow {
                key,
                error,
                command,
                ..
            } = failure;
            let (run, setup) = (plan.index(*key), &plan.setups()[key.setup].id);
            let (replication, point) = (key.replication, key.point);
            tell(&self.language.choose(
                format!("第 {run} 次运行失败（重复 {replication}，设计点 {point}，方案 {setup}）：{error}\n  重现：{command}\n"),
                format!("run {run} failed (replication {replication}, point {point}, setup {setup}): {error}\n  to repeat it: {command}\n"),
            ));
        }
        let others = failures.len().saturating_sub(NAMED);
        if others > 0 {
            let file = self.folder.join("failures.csv");
            let file = file.display();
            tell(&self.language.choose(
                format!("另有 {others} 次运行失败，见 {file}\n"),
                format!("{others} more failed, see {file}\n"),
            ));
        }
    }

    fn tell_missing_characters(&self, published: &Published) {
        if !published.missing_characters.is_empty() {
            let characters: String = published.missing_characters.iter().collect();
            tell(&self.language.choose(
                format!("注意：图中字体没有这些字，显示为方框：{characters}\n"),
                format!("note: the pictures' font lacks these characters, shown as boxes: {characters}\n"),
            ));
        }
    }
}

fn ending(is_stopped: bool, derived: &Derived) -> Ending {
    if is_stopped {
        Ending::Interrupted
    } else if derived.failures.is_empty() {
        Ending::Done
    } else {
        Ending::Failed
    }
}
