//! Where finished runs are kept until tables are derived from them.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use crate::base::{Text, system_reason};

use super::record::{RecordError, RunEnd, RunRecord};

/// Keeps the records of runs, in whatever order they finish.
pub trait Journal {
    /// The runs it holds.
    fn finished(&self) -> BTreeSet<u64>;

    /// Keeps the record of run `index`, which it does not hold yet.
    ///
    /// # Errors
    /// It cannot be written; nothing of it is kept then.
    fn append(&mut self, index: u64, record: &[u8]) -> Result<(), JournalError>;

    /// The record of run `index`.
    ///
    /// # Errors
    /// It is not held, or cannot be read.
    fn read(&self, index: u64) -> Result<RunRecord, JournalError>;

    /// How run `index` ended, without what it measured.
    ///
    /// # Errors
    /// It is not held, or cannot be read.
    fn end(&self, index: u64) -> Result<RunEnd, JournalError> {
        Ok(RunEnd::of(&self.read(index)?))
    }
}

/// Why a journal cannot keep or give a record.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Its file refuses.
    #[error("the journal cannot be written or read: {}", system_reason(.0).en)]
    Storage(#[from] io::Error),
    /// It is no journal, or one of another version.
    #[error("the file is not a journal of this version")]
    NotAJournal,
    /// The run has not finished.
    #[error("the journal does not hold run {0}")]
    Missing(u64),
    /// The run's record is not one.
    #[error("the journal's record of run {run} cannot be read: {error}")]
    Record {
        /// Which run.
        run: u64,
        /// Why.
        error: RecordError,
    },
}

impl JournalError {
    /// The message in both languages.
    pub fn text(&self) -> Text {
        let zh = match self {
            Self::Storage(error) => format!("日志无法读写：{}", system_reason(error).zh),
            Self::NotAJournal => "文件不是本版本的日志".to_owned(),
            Self::Missing(run) => format!("日志里没有第 {run} 次运行"),
            Self::Record { run, error } => format!("日志里第 {run} 次运行的记录读不懂：{error}"),
        };
        Text::new(zh, self.to_string())
    }
}

/// A journal in memory, for studies inside a program.
#[derive(Debug, Clone, Default)]
pub struct MemoryJournal {
    records: BTreeMap<u64, Vec<u8>>,
}

impl MemoryJournal {
    /// An empty journal.
    pub const fn new() -> Self {
        Self {
            records: BTreeMap::new(),
        }
    }
}

impl Journal for MemoryJournal {
    fn finished(&self) -> BTreeSet<u64> {
        self.records.keys().copied().collect()
    }

    fn append(&mut self, index: u64, record: &[u8]) -> Result<(), JournalError> {
        self.records.insert(index, record.to_vec());
        Ok(())
    }

    fn read(&self, index: u64) -> Result<RunRecord, JournalError> {
        let bytes = self
            .records
            .get(&index)
            .ok_or(JournalError::Missing(index))?;
        RunRecord::from_bytes(bytes).map_err(|error| JournalError::Record { run: index, error })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_journal_gives_back_what_it_holds_and_names_what_it_does_not() {
        let mut journal = MemoryJournal::new();
        let record = RunRecord::Failed {
            error: "no".to_owned(),
        };
        journal.append(4, &record.to_bytes()).unwrap();
        journal.append(2, &[9]).unwrap();
        assert_eq!(journal.finished(), BTreeSet::from([2, 4]));
        assert!(matches!(journal.read(4), Ok(RunRecord::Failed { .. })));
        assert!(matches!(journal.read(3), Err(JournalError::Missing(3))));
        assert!(matches!(
            journal.read(2),
            Err(JournalError::Record { run: 2, .. })
        ));
    }
}
