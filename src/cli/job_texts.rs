//! What `submit` says of its jobs.

use std::path::Path;

use super::jobs_file::jobs_folder;
use super::quoting::quoted;
use super::slurm::{JobId, array_words, merge_words};
use crate::base::Text;

/// The commands that submit jobs by hand.
pub(super) struct ByHand {
    /// Path of the array's script.
    pub(super) shard: String,
    /// Path of the merge's script.
    pub(super) merge: String,
    /// Whether shards are left to submit.
    pub(super) has_array: bool,
    /// What the array is narrowed to.
    pub(super) tasks: Option<String>,
    /// What else the merge waits for.
    pub(super) after: Vec<JobId>,
}

impl ByHand {
    /// One command a line, fit for bash.
    pub(super) fn commands(&self) -> String {
        const ARRAY: &str = "ARRAY";
        let mut after = self.after.clone();
        let mut lines = String::new();
        if self.has_array {
            let words = shown(&array_words(&self.shard, self.tasks.as_deref()));
            lines = format!("array=$({words})\n");
            after.insert(0, JobId(ARRAY.to_owned()));
        }
        let words = shown(&merge_words(&self.merge, &after));
        // A federated cluster adds its name to the number.
        let words = words.replace(&format!("afterok:{ARRAY}"), "afterok:${array%%;*}");
        lines + &words + "\n"
    }

    /// Why nothing was submitted, and how a person can do it.
    pub(super) fn unsent(&self, why: &Text) -> Text {
        let commands = self.commands();
        Text::new(
            format!(
                "{}\n脚本已写好，没有提交；在有 Slurm 的机器上这样提交：\n{commands}",
                why.zh
            ),
            format!(
                "{}\nthe scripts are written and nothing was submitted; where Slurm is, submit them with\n{commands}",
                why.en
            ),
        )
    }
}

/// What was submitted.
pub(super) struct Sent<'a> {
    /// Where the result goes.
    pub(super) out: &'a Path,
    /// The array; none where only the merge was left.
    pub(super) array: Option<JobId>,
    /// Its shards.
    pub(super) shards: String,
    /// The job that merges.
    pub(super) merge: JobId,
}

impl Sent<'_> {
    /// Jobs, and what to do next.
    pub(super) fn text(&self) -> Text {
        let shards = &self.shards;
        let array = self.array.as_ref().map_or_else(
            || Text::new("", ""),
            |JobId(array)| {
                Text::new(
                    format!("作业 {array}：分片 {shards}\n"),
                    format!("job {array}: shard {shards}\n"),
                )
            },
        );
        let (merge, jobs) = (&self.merge.0, jobs_folder(self.out));
        let (folder, jobs) = (quoted(self.out.as_os_str()), jobs.display());
        Text::new(
            array.zh
                + &format!(
                    "作业 {merge}：全部分片做完后合并，结果写入 {folder}\n\
                     脚本、日志和作业号在 {jobs}\n\n\
                     看进度：tiaokuai submit --status {folder}\n\
                     有分片没做完：同一命令加 --missing 只补交它们\n"
                ),
            array.en
                + &format!(
                    "job {merge}: merges into {folder} once all shards have ended\n\
                     scripts, logs and job ids are in {jobs}\n\n\
                     how far it is: tiaokuai submit --status {folder}\n\
                     if a shard broke off: the same command with --missing submits only what is left\n"
                ),
        )
    }
}

/// Why nothing is submitted: it is done, or will be.
pub(super) fn nothing_left(out: &Path, merge: Option<&JobId>) -> Text {
    let folder = out.display();
    merge.map_or_else(
        || {
            Text::new(
                format!("没有缺的分片：结果在 {folder}\n"),
                format!("no shard is missing: the result is in {folder}\n"),
            )
        },
        |JobId(merge)| {
            Text::new(
                format!("没有要补交的：没做完的都在队列里，作业 {merge} 会合并\n"),
                format!(
                    "nothing to submit: what is left is in the queue, and job {merge} will merge it\n"
                ),
            )
        },
    )
}

/// A script that was changed by hand is submitted so.
pub(super) fn kept_script(script: &Path) -> Text {
    let script = script.display();
    Text::new(
        format!("{script} 被改过，按改过的提交\n"),
        format!("{script} was changed by hand and is submitted as it is\n"),
    )
}

/// Why a study whose jobs wait or run is not submitted again.
pub(super) fn still_queued(JobId(job): &JobId, state: &str) -> Text {
    Text::new(
        format!(
            "作业 {job} 还在队列里（{state}）：等它结束，或用 scancel 取消，或加 --missing 只补交缺的分片"
        ),
        format!(
            "job {job} is still in the queue ({state}): wait for it, cancel it with scancel, or submit only what is missing with --missing"
        ),
    )
}

/// Why a study is not cut anew in a folder in which it was cut already.
pub(super) fn other_number(out: &Path, shards: u32) -> Text {
    let folder = jobs_folder(out);
    let folder = folder.display();
    Text::new(
        format!(
            "{folder} 里的作业把研究分成 {shards} 片：用同样的 --shards，或用 --out 另选文件夹"
        ),
        format!(
            "the jobs in {folder} cut the study into {shards} shards: give the same --shards, or choose another folder with --out"
        ),
    )
}

fn shown(words: &[String]) -> String {
    let words = words.iter().map(|word| quoted(word.as_ref()));
    let words: Vec<String> = std::iter::once("sbatch".to_owned()).chain(words).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_by_hand_chain_the_merge_to_what_is_left() {
        let mut by_hand = ByHand {
            shard: "/a b/shard.sh".to_owned(),
            merge: "/a b/merge.sh".to_owned(),
            has_array: true,
            tasks: Some("2".to_owned()),
            after: vec![JobId("7_3".to_owned())],
        };
        assert_eq!(
            by_hand.commands(),
            "array=$(sbatch --parsable --array=2 '/a b/shard.sh')\n\
             sbatch --parsable --dependency=afterok:${array%%;*}:7_3 --kill-on-invalid-dep=yes '/a b/merge.sh'\n"
        );
        by_hand.has_array = false;
        by_hand.after.clear();
        assert_eq!(by_hand.commands(), "sbatch --parsable '/a b/merge.sh'\n");
    }
}
