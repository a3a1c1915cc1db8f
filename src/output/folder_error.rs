//! Why a result folder cannot be used, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use crate::base::{Language, Text, system_reason};
use crate::experiment::{JournalError, Shard};

use super::difference::Difference;

/// Why a result folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// Another process is at work in it.
    #[error("{}", self.text().en)]
    Busy {
        /// The folder.
        folder: PathBuf,
    },
    /// It holds the same study, not finished.
    #[error("{}", self.text().en)]
    Unfinished {
        /// The folder.
        folder: PathBuf,
        /// Runs it holds.
        done: u64,
        /// Runs planned now.
        planned: u64,
    },
    /// It holds another study.
    #[error("{}", self.text().en)]
    OtherStudy {
        /// The folder.
        folder: PathBuf,
        /// Whether the other study was to be resumed.
        is_resuming: bool,
        /// In what they differ.
        differences: Vec<Difference>,
    },
    /// It holds another part of the same study.
    #[error("{}", self.text().en)]
    OtherShard {
        /// The folder.
        folder: PathBuf,
        /// What it holds; none means the whole study.
        stored: Option<Shard>,
        /// What was asked for.
        asked: Option<Shard>,
    },
    /// It holds files that are no results.
    #[error("{}", self.text().en)]
    Foreign {
        /// The folder.
        folder: PathBuf,
        /// One of the files.
        file: String,
    },
    /// Its manifest cannot be understood.
    #[error("{}", self.text().en)]
    Manifest {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
    /// Its journal is damaged.
    #[error("{}", self.text().en)]
    Damaged {
        /// The folder.
        folder: PathBuf,
        /// Where, and whose records stood there.
        damage: Vec<Text>,
    },
    /// Its journal cannot be used.
    #[error("{}", self.text().en)]
    Journal {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: JournalError,
    },
    /// A file of it cannot be read or written.
    #[error("{}", self.text().en)]
    Storage {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl FolderError {
    /// The message, with its remedy, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Busy { folder } => both(
                folder,
                "正被另一个进程使用：请等它结束，或用 --out 另选文件夹",
                "is in use by another process: wait for it, or choose another folder with --out",
            ),
            Self::Unfinished {
                folder,
                done,
                planned,
            } => both(
                folder,
                &format!(
                    "已有同一研究的 {done} / {planned} 次运行：用 --resume 继续，或用 --overwrite 从头再来"
                ),
                &format!(
                    "holds {done} of {planned} runs of this study: continue with --resume, or start anew with --overwrite"
                ),
            ),
            Self::OtherStudy {
                folder,
                is_resuming,
                differences,
            } => other_study(folder, *is_resuming, differences),
            Self::OtherShard {
                folder,
                stored,
                asked,
            } => {
                let [stored, asked] = [part(*stored), part(*asked)];
                both(
                    folder,
                    &format!(
                        "里是同一研究的{}，不是{}：用 --out 另选文件夹；各分片用 tiaokuai merge 合并",
                        stored.zh, asked.zh
                    ),
                    &format!(
                        "holds {} of this study, not {}: choose another folder with --out; shards are put together with tiaokuai merge",
                        stored.en, asked.en
                    ),
                )
            }
            Self::Foreign { folder, file } => both(
                folder,
                &format!("里有不属于结果的文件（{file}），不会动它：用 --out 另选文件夹"),
                &format!(
                    "holds files that are no results ({file}) and is left alone: choose another folder with --out"
                ),
            ),
            Self::Manifest { folder, error } => both(
                folder,
                &format!("的 manifest.json 读不懂（{error}）：用 --overwrite 替换"),
                &format!(
                    "has a manifest.json that cannot be understood ({error}): replace it with --overwrite"
                ),
            ),
            Self::Damaged { folder, damage } => listed(
                both(
                    folder,
                    "的 journal/runs 已损坏：用 --resume 去掉损坏的部分并重做这些运行，其余保留",
                    "has a damaged journal/runs: --resume cuts the damage out and repeats its runs, and keeps the others",
                ),
                damage.iter().cloned(),
            ),
            Self::Journal { folder, error } => both(
                folder,
                &format!(
                    "的 journal/runs 不能用（{}）：用 --overwrite 从头再来",
                    error.text().zh
                ),
                &format!(
                    "has a journal/runs that cannot be used ({error}): start anew with --overwrite"
                ),
            ),
            Self::Storage { folder, error } => both(
                folder,
                &format!("无法读写：{}", system_reason(error).zh),
                &format!("cannot be read or written: {}", system_reason(error).en),
            ),
        }
    }
}

fn part(shard: Option<Shard>) -> Text {
    shard.map_or_else(
        || Text::new("全部", "the whole"),
        |shard| Text::new(format!("分片 {shard}"), format!("shard {shard}")),
    )
}

pub(super) fn both(folder: &Path, zh: &str, en: &str) -> Text {
    let folder = folder.display();
    Text::new(format!("{folder} {zh}"), format!("{folder} {en}"))
}

/// A message with details, one a line.
pub(super) fn listed(mut text: Text, lines: impl Iterator<Item = Text>) -> Text {
    for line in lines {
        for (to, language) in [(&mut text.zh, Language::Zh), (&mut text.en, Language::En)] {
            to.push_str("\n  ");
            to.push_str(line.in_language(language));
        }
    }
    text
}

fn other_study(folder: &Path, is_resuming: bool, differences: &[Difference]) -> Text {
    let text = if is_resuming {
        both(
            folder,
            "里是另一项研究，不能用 --resume 继续：用 --out 另选文件夹，或用 --overwrite 替换",
            "holds another study, which --resume cannot continue: choose another folder with --out, or replace it with --overwrite",
        )
    } else {
        both(
            folder,
            "里是另一项研究：用 --out 另选文件夹，或用 --overwrite 替换",
            "holds another study: choose another folder with --out, or replace it with --overwrite",
        )
    };
    listed(text, differences.iter().map(Difference::text))
}
