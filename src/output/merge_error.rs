//! Why shards cannot be put together, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Text, system_reason};
use crate::experiment::{JournalError, Shard};

use super::difference::Difference;
use super::folder_error::{both, listed};

/// Why shards cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// One folder cannot be merged with any other.
    #[error("{}", self.text().en)]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// Why.
        fault: ShardFault,
    },
    /// Two folders do not belong together.
    #[error("{}", self.text().en)]
    Pair {
        /// Both.
        folders: [PathBuf; 2],
        /// Why.
        fault: PairFault,
    },
    /// Shards are missing.
    #[error("{}", self.text().en)]
    Missing(Vec<Shard>),
}

/// Why one folder cannot be merged with any other.
#[derive(Debug)]
pub enum ShardFault {
    /// A file of it cannot be read.
    Storage(io::Error),
    /// Its journal cannot be read.
    Journal(JournalError),
    /// Its journal is damaged here.
    Damaged(Vec<Text>),
    /// A process is at work in it.
    Busy,
    /// It holds a study that was not sharded.
    Whole,
    /// It is not what its copied inputs and this version make of it.
    OtherStudy(Vec<Difference>),
    /// It holds a run of another shard.
    Stray {
        /// What it should hold.
        shard: Shard,
        /// A run that is not in it.
        run: u64,
    },
    /// It is not finished.
    Unfinished {
        /// Runs it holds.
        done: u64,
        /// Runs it should hold.
        planned: u64,
    },
    /// It is where the merged result should go.
    Target,
}

/// Why two folders do not belong together; the first comes first.
#[derive(Debug)]
pub enum PairFault {
    /// They hold shards of different studies.
    Foreign(Vec<Difference>),
    /// Their studies were cut into different numbers of shards.
    Count([Shard; 2]),
    /// Their studies have different replications.
    Replications([u32; 2]),
    /// They hold the same shard.
    Twice(Shard),
}

impl MergeError {
    /// The message, with its remedy, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Folder { folder, fault } => fault.text(folder),
            Self::Pair { folders, fault } => fault.text(folders),
            Self::Missing(shards) => {
                let shards: Vec<String> = shards.iter().map(ToString::to_string).collect();
                Text::new(
                    format!("缺少分片 {}", shards.join("、")),
                    format!("missing: shard {}", shards.join(", shard ")),
                )
            }
        }
    }
}

impl ShardFault {
    /// The fault of this folder.
    pub(super) fn of(self, folder: &Path) -> MergeError {
        MergeError::Folder {
            folder: folder.to_owned(),
            fault: self,
        }
    }

    fn text(&self, folder: &Path) -> Text {
        match self {
            Self::Storage(error) => {
                let Text { zh, en } = system_reason(error);
                both(
                    folder,
                    &format!("不能当作分片来读：{zh}"),
                    &format!("cannot be read as a shard: {en}"),
                )
            }
            Self::Journal(error) => {
                let Text { zh, en } = error.text();
                both(
                    folder,
                    &format!("的 journal/runs 不能用：{zh}"),
                    &format!("has a journal/runs that cannot be used: {en}"),
                )
            }
            Self::Damaged(damage) => {
                let text = both(
                    folder,
                    "的 journal/runs 已损坏：先用原命令加 --resume 重做这些运行，再合并",
                    "has a damaged journal/runs: repeat its runs with the shard's command and --resume, then merge",
                );
                listed(text, damage.iter().cloned())
            }
            Self::OtherStudy(differences) => {
                let text = both(
                    folder,
                    "与它自己的输入副本和本版本得出的研究不同，不能合并",
                    "is not the study that its copied inputs and this version make, and cannot be merged",
                );
                listed(text, differences.iter().map(Difference::text))
            }
            _ => self.text_of_runs(folder),
        }
    }

    /// The message where nothing else has to be told in full.
    fn text_of_runs(&self, folder: &Path) -> Text {
        let (zh, en) = match self {
            Self::Stray { shard, run } => (
                format!("里有第 {run} 次运行，它不属于分片 {shard}"),
                format!("holds run {run}, which does not belong to shard {shard}"),
            ),
            Self::Unfinished { done, planned } => (
                format!("只有 {done} / {planned} 次运行：先用原命令加 --resume 做完，再合并"),
                format!(
                    "holds {done} of {planned} runs: finish it with its command and --resume, then merge"
                ),
            ),
            Self::Busy => (
                "正被另一个进程使用：请等它结束再合并".to_owned(),
                "is in use by another process: wait for it, then merge".to_owned(),
            ),
            Self::Target => (
                "是要合并的分片之一，不能同时放结果：用 --out 另选文件夹".to_owned(),
                "is one of the shards and cannot take the result: choose another folder with --out"
                    .to_owned(),
            ),
            _ => (
                "不是分片：里面是没有分片的研究".to_owned(),
                "is no shard: it holds a study that was not sharded".to_owned(),
            ),
        };
        both(folder, &zh, &en)
    }
}

impl PairFault {
    fn text(&self, [one, other]: &[PathBuf; 2]) -> Text {
        let (first, second) = (one.display(), other.display());
        let (zh, en) = match self {
            Self::Foreign(_) => (
                "是不同研究的分片（“已存”指前者，“现为”指后者）".to_owned(),
                "are shards of different studies (`stored` is the first, `now` the second)"
                    .to_owned(),
            ),
            Self::Count([one, other]) => (
                format!("分法不同：分片 {one} 与分片 {other}"),
                format!("were cut differently: shard {one} and shard {other}"),
            ),
            Self::Replications([one, other]) => (
                format!(
                    "的重复次数不同：{one} 与 {other}；把较少的用 --replications 加 --resume 补齐"
                ),
                format!(
                    "have different replications, {one} and {other}: grow the smaller with --replications and --resume"
                ),
            ),
            Self::Twice(shard) => (
                format!("都是分片 {shard}：只给其中一个"),
                format!("both hold shard {shard}: name one of them only"),
            ),
        };
        let text = Text::new(
            format!("{first} 与 {second} {zh}"),
            format!("{first} and {second} {en}"),
        );
        match self {
            Self::Foreign(differences) => listed(text, differences.iter().map(Difference::text)),
            _ => text,
        }
    }
}
