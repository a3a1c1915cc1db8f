//! Why shards that lie in a folder are not those of a study, and what to do about it.

use std::io;
use std::path::PathBuf;

use crate::base::{Text, system_reason};
use crate::experiment::Shard;

use super::difference::Difference;
use super::folder_error::{both, listed};

/// Why what lies in a folder is not part of the study that should go there.
#[derive(Debug, thiserror::Error)]
pub enum DivisionError {
    /// It holds another study.
    #[error("{}", self.text().en)]
    OtherStudy {
        /// The folder.
        folder: PathBuf,
        /// In what they differ; the stored one first.
        differences: Vec<Difference>,
    },
    /// It holds another part of the same study.
    #[error("{}", self.text().en)]
    OtherPart {
        /// The folder.
        folder: PathBuf,
        /// What it holds; none means the whole study.
        stored: Option<Shard>,
        /// What it should hold; none means the whole study.
        asked: Option<Shard>,
    },
    /// It cannot be read.
    #[error("{}", self.text().en)]
    Storage {
        /// The folder.
        folder: PathBuf,
        /// Why.
        error: io::Error,
    },
}

impl DivisionError {
    /// The message, with its remedy, in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::OtherStudy {
                folder,
                differences,
            } => {
                let text = both(
                    folder,
                    "里是另一项研究：用 --out 另选文件夹，或先删去它",
                    "holds another study: choose another folder with --out, or remove it first",
                );
                listed(text, differences.iter().map(Difference::text))
            }
            Self::OtherPart {
                folder,
                stored,
                asked,
            } => {
                let [stored, asked] = [stored, asked].map(|part| part_of(*part));
                both(
                    folder,
                    &format!(
                        "里是同一研究的{}，不是{}：用同样的 --shards，或用 --out 另选文件夹",
                        stored.zh, asked.zh
                    ),
                    &format!(
                        "holds {} of this study, not {}: give the same --shards, or choose another folder with --out",
                        stored.en, asked.en
                    ),
                )
            }
            Self::Storage { folder, error } => {
                let Text { zh, en } = system_reason(error);
                both(
                    folder,
                    &format!("不能当作研究的一部分来读：{zh}"),
                    &format!("cannot be read as part of a study: {en}"),
                )
            }
        }
    }
}

fn part_of(shard: Option<Shard>) -> Text {
    shard.map_or_else(
        || Text::new("全部", "the whole"),
        |shard| Text::new(format!("分片 {shard}"), format!("shard {shard}")),
    )
}
