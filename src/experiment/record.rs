//! What one run leaves behind: tallies, or why there are none.

use crate::base::DecodeError;
use crate::base::varint::{read_u64, write_unsigned};
use crate::dynamics::Outcome;
use crate::metrics::RunTally;
use crate::metrics::daily::DailyTally;

const FINISHED: u64 = 0;
const FAILED: u64 = 1;
/// Finished, its days one by one after its tally.
const FINISHED_BY_DAY: u64 = 2;

/// The record of one run, as a journal keeps it.
#[derive(Debug, Clone)]
pub enum RunRecord {
    /// The run came to its end.
    Finished {
        /// Events and the digest of its world.
        outcome: Outcome,
        /// Integer tallies of everything measured.
        tally: Box<RunTally>,
    },
    /// The run broke off; the study goes on without it.
    Failed {
        /// What broke it.
        error: String,
    },
}

impl RunRecord {
    /// The record as a journal's bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        match self {
            Self::Finished { outcome, tally } => {
                let daily = tally.daily();
                let kind = daily.map_or(FINISHED, |_| FINISHED_BY_DAY);
                write_unsigned(u128::from(kind), &mut bytes);
                write_unsigned(u128::from(outcome.events), &mut bytes);
                write_unsigned(u128::from(outcome.world_digest), &mut bytes);
                tally.write_to(&mut bytes);
                if let Some(daily) = daily {
                    daily.write_to(&mut bytes);
                }
            }
            Self::Failed { error } => {
                write_unsigned(u128::from(FAILED), &mut bytes);
                bytes.extend_from_slice(error.as_bytes());
            }
        }
        bytes
    }

    /// The record that [`RunRecord::to_bytes`] wrote, and nothing after it.
    ///
    /// # Errors
    /// The bytes are not a record.
    pub fn from_bytes(mut bytes: &[u8]) -> Result<Self, RecordError> {
        let bytes = &mut bytes;
        match read_u64(bytes)? {
            kind @ (FINISHED | FINISHED_BY_DAY) => {
                let (events, world_digest) = (read_u64(bytes)?, read_u64(bytes)?);
                let mut tally = RunTally::read_from(bytes)?;
                if kind == FINISHED_BY_DAY {
                    tally = tally.with_daily(DailyTally::read_from(bytes)?);
                }
                let tally = Box::new(tally);
                let outcome = Outcome {
                    events,
                    world_digest,
                    county_end: tally.county_end(),
                };
                if !bytes.is_empty() {
                    return Err(RecordError::TrailingBytes(bytes.len()));
                }
                Ok(Self::Finished { outcome, tally })
            }
            FAILED => {
                let error = String::from_utf8(bytes.to_vec()).map_err(|_| RecordError::NotText)?;
                Ok(Self::Failed { error })
            }
            kind => Err(RecordError::UnknownKind(kind)),
        }
    }
}

/// How a run ended, without what it measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RunEnd {
    /// It came to its end.
    Finished {
        /// The digest of its world.
        world_digest: u64,
    },
    /// It broke off.
    Failed {
        /// What broke it.
        error: String,
    },
}

impl RunEnd {
    /// How the run of a record ended; its tallies are not looked at.
    ///
    /// # Errors
    /// The bytes do not begin as a record does.
    pub fn of_bytes(mut bytes: &[u8]) -> Result<Self, RecordError> {
        let record = bytes;
        let bytes = &mut bytes;
        match read_u64(bytes)? {
            FINISHED | FINISHED_BY_DAY => {
                let (_events, world_digest) = (read_u64(bytes)?, read_u64(bytes)?);
                Ok(Self::Finished { world_digest })
            }
            _ => RunRecord::from_bytes(record).map(|record| Self::of(&record)),
        }
    }

    /// How the run of a record ended.
    pub fn of(record: &RunRecord) -> Self {
        match record {
            RunRecord::Finished { outcome, .. } => Self::Finished {
                world_digest: outcome.world_digest,
            },
            RunRecord::Failed { error } => Self::Failed {
                error: error.clone(),
            },
        }
    }
}

/// Why bytes are no record of a run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// A number or tally of it cannot be read.
    #[error(transparent)]
    Tally(#[from] DecodeError),
    /// It is of a kind that this version does not know.
    #[error("record kind {0} is unknown")]
    UnknownKind(u64),
    /// The message of a failure is not UTF-8.
    #[error("the message of a failed run is not text")]
    NotText,
    /// Bytes are left over.
    #[error("{0} bytes follow the record")]
    TrailingBytes(usize),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dynamics::CountyEnd;

    #[test]
    fn a_failed_run_keeps_its_message() {
        let record = RunRecord::Failed {
            error: "摊位 7".to_owned(),
        };
        let read = RunRecord::from_bytes(&record.to_bytes()).unwrap();
        assert!(matches!(&read, RunRecord::Failed { error } if error == "摊位 7"));
        assert_eq!(RunEnd::of_bytes(&record.to_bytes()), Ok(RunEnd::of(&read)));
    }

    #[test]
    fn a_finished_run_keeps_outcome_and_tallies() {
        let record = RunRecord::Finished {
            outcome: Outcome {
                events: 7,
                world_digest: u64::MAX,
                county_end: CountyEnd::default(),
            },
            tally: Box::default(),
        };
        let bytes = record.to_bytes();
        let read = RunRecord::from_bytes(&bytes).unwrap();
        assert_eq!(read.to_bytes(), bytes);
        let world_digest = u64::MAX;
        assert_eq!(RunEnd::of(&read), RunEnd::Finished { world_digest });
        assert_eq!(RunEnd::of_bytes(&bytes), Ok(RunEnd::of(&read)));
        assert!(matches!(read, RunRecord::Finished { outcome, .. } if outcome.events == 7));
    }

    #[test]
    fn bytes_that_are_no_record_are_refused() {
        let mut bytes = RunRecord::Finished {
            outcome: Outcome {
                events: 1,
                world_digest: 2,
                county_end: CountyEnd::default(),
            },
            tally: Box::default(),
        }
        .to_bytes();
        for length in 0..bytes.len() {
            assert!(RunRecord::from_bytes(&bytes[..length]).is_err(), "{length}");
        }
        bytes.push(0);
        let error = RunRecord::from_bytes(&bytes).unwrap_err();
        assert_eq!(error, RecordError::TrailingBytes(1));
        let error = RunRecord::from_bytes(&[9]).unwrap_err();
        assert_eq!(error, RecordError::UnknownKind(9));
        let error = RunEnd::of_bytes(&[9]).unwrap_err();
        assert_eq!(error, RecordError::UnknownKind(9));
        let error = RunRecord::from_bytes(&[1, 0xff]).unwrap_err();
        assert_eq!(error, RecordError::NotText);
    }
}
