//! Why a table cannot be written as Parquet.

use std::io;

use crate::base::{Text, system_reason};
use crate::output::column_kind::ColumnKind;

/// The program was built without the feature `parquet`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.text().en)]
pub struct NotBuilt;

impl NotBuilt {
    /// The message, with its remedy, in both languages.
    pub fn text(self) -> Text {
        Text::new(
            "这个程序编译时没有带 Parquet，不能用 --parquet：用 cargo build --release --features parquet 重新编译，或去掉 --parquet（CSV 表格内容相同）",
            "this program was built without Parquet and cannot take --parquet: build it with cargo build --release --features parquet, or leave out --parquet (the CSV tables hold the same)",
        )
    }
}

/// Why a table cannot be written as Parquet.
#[derive(Debug, thiserror::Error)]
pub enum TranscriptError {
    /// A cell is not of its column's kind.
    #[error("{}", self.text().en)]
    Cell {
        /// The table.
        table: String,
        /// Line of the file, from 1.
        line: u64,
        /// The column.
        column: String,
        /// What stands there.
        cell: String,
        /// What should.
        kind: ColumnKind,
    },
    /// It is no table of the columns that it should have.
    #[error("{}", self.text().en)]
    Table {
        /// The table.
        table: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A file cannot be read or written.
    #[error("{}", self.text().en)]
    Storage(#[from] io::Error),
}

impl TranscriptError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        match self {
            Self::Cell {
                table,
                line,
                column,
                cell,
                kind,
            } => {
                let Text { zh, en } = kind.means();
                Text::new(
                    format!("{table} 第 {line} 行 {column} 列应为{zh}，却是 `{cell}`"),
                    format!("{table}, line {line}, column {column}: `{cell}` is not {en}"),
                )
            }
            Self::Table { table, reason } => Text::new(
                format!("{table} 不是它应有的表：{reason}"),
                format!("{table} is not the table it should be: {reason}"),
            ),
            Self::Storage(error) => {
                let Text { zh, en } = system_reason(error);
                Text::new(
                    format!("Parquet 无法写入：{zh}"),
                    format!("Parquet cannot be written: {en}"),
                )
            }
        }
    }
}
