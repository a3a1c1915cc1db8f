//! `submit --status`: how far each shard is, and what Slurm says of its job.

use std::path::Path;

use super::console::{print, tell};
use super::exit::{Ending, Refusal};
use super::jobs_file::Jobs;
use super::slurm::{Queue, SlurmError, squeue};
use crate::base::{Language, Text, system_reason};
use crate::output::{Condition, Division, ShardState};

/// Prints one line a shard; done if all are complete.
pub(super) fn status(out: &Path, language: Language) -> Result<Ending, Refusal> {
    let said = |text: &Text| Refusal::Input(text.in_language(language).to_owned());
    let jobs = Jobs::read(out).map_err(|error| said(&error.text()))?;
    let found = Division::found(out).map_err(|error| said(&unlisted(out, &error)))?;
    let cut = jobs.as_ref().map(|jobs| jobs.division).or(found);
    let Some(division) = cut else {
        return Err(said(&no_shards(out)));
    };
    let queue = jobs.as_ref().map_or_else(Queue::new, |jobs| {
        squeue(&jobs.all()).unwrap_or_else(|error| unasked(&error, language))
    });
    let states = division.states(out);
    let mut lines = vec![titles(language)];
    lines.extend(states.iter().map(|state| {
        let queued = jobs.as_ref().and_then(|jobs| {
            let mut tasks = jobs.tasks_of(state.shard.number());
            tasks.find_map(|task| queue.get(&task))
        });
        row(state, queued.map_or("-", String::as_str), language)
    }));
    lines.push(result(division, out, (jobs.as_ref(), &queue), language));
    print(&format!("{}\n", lines.join("\n")))?;
    let is_complete = |state: &ShardState| state.condition == Condition::Complete;
    Ok(if states.iter().all(is_complete) {
        Ending::Done
    } else {
        Ending::Failed
    })
}

/// Shards are told without Slurm; that its queue is not known is said.
fn unasked(error: &SlurmError, language: Language) -> Queue {
    let why = error.text();
    let why = why.in_language(language);
    tell(&language.choose(
        format!("队列情况不明：{why}\n"),
        format!("the queue is not known: {why}\n"),
    ));
    Queue::new()
}

fn titles(language: Language) -> String {
    let [shard, done, planned, failed, queue, state] = language.choose(
        ["分片", "完成", "计划", "失败", "队列", "状态"],
        ["shard", "done", "planned", "failed", "queue", "state"],
    );
    // A Chinese character is as wide as two letters.
    let wide = |word: &str, width: usize| {
        let letters = unicode_width::UnicodeWidthStr::width(word);
        format!("{}{word}", " ".repeat(width.saturating_sub(letters)))
    };
    let [shard, done, planned, failed] =
        [(shard, 6), (done, 8), (planned, 8), (failed, 8)].map(|(word, width)| wide(word, width));
    let padding = " ".repeat(12 - unicode_width::UnicodeWidthStr::width(queue));
    format!("{shard}{done}{planned}{failed}  {queue}{padding}{state}")
}

fn row(state: &ShardState, queued: &str, language: Language) -> String {
    let ShardState {
        shard,
        condition,
        planned,
        done,
        failed,
    } = state;
    let condition = match condition {
        Condition::Absent => language.choose("未开始", "not started"),
        Condition::Incomplete => language.choose("未完成", "incomplete"),
        Condition::Complete => language.choose("完成", "complete"),
        Condition::Failed => language.choose("做完，其中有失败", "ended, some runs failed"),
        Condition::Unreadable => language.choose("读不出来", "cannot be read"),
    };
    let number = shard.number();
    format!("{number:>6}{done:>8}{planned:>8}{failed:>8}  {queued:<12}{condition}")
}

/// Whether the shards have been merged.
fn result(
    division: Division,
    out: &Path,
    (jobs, queue): (Option<&Jobs>, &Queue),
    language: Language,
) -> String {
    let folder = out.display();
    if division.is_merged(out) {
        return language.choose(
            format!("已合并：结果在 {folder}"),
            format!("merged: the result is in {folder}"),
        );
    }
    let submissions = jobs.map_or(&[][..], |jobs| &jobs.submissions);
    let merges = submissions.iter().rev().filter_map(|it| it.merge.as_ref());
    let mut waiting = merges.filter_map(|merge| Some((&merge.0, queue.get(merge)?)));
    match waiting.next() {
        Some((job, state)) => language.choose(
            format!("还没有合并：作业 {job} {state}"),
            format!("not merged yet: job {job} {state}"),
        ),
        None => language.choose("还没有合并".to_owned(), "not merged yet".to_owned()),
    }
}

fn no_shards(out: &Path) -> Text {
    let folder = out.display();
    Text::new(
        format!("{folder} 里没有分片：--status 要的是 submit 的结果文件夹，分片在它的 shards/ 里"),
        format!(
            "{folder} holds no shards: --status takes the folder of the result, with the shards in its shards/"
        ),
    )
}

fn unlisted(out: &Path, error: &std::io::Error) -> Text {
    let (folder, Text { zh, en }) = (out.display(), system_reason(error));
    Text::new(
        format!("{folder} 读不出来：{zh}"),
        format!("{folder} cannot be read: {en}"),
    )
}
