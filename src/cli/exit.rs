//! How a command ends.

use std::process::ExitCode;

/// What the exit status says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// Done.
    Done,
    /// Failed while running; what finished is kept.
    Failed,
    /// Interrupted; what finished is kept.
    Interrupted,
}

/// Why a command ended early.
#[derive(Debug)]
pub(super) enum Refusal {
    /// Bad usage or input, told in full; nothing was written.
    Input(String),
    /// It failed while running.
    Running(anyhow::Error),
}

impl Ending {
    /// The status of the process.
    pub(super) fn status(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Interrupted => INTERRUPTED as u8,
        })
    }
}

/// The status of a process ended by an interrupt.
pub(super) const INTERRUPTED: i32 = 130;

impl Refusal {
    /// The status of the process.
    pub(super) fn status(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Input(_) => 2,
            Self::Running(_) => 1,
        })
    }
}

impl<E: Into<anyhow::Error>> From<E> for Refusal {
    fn from(error: E) -> Self {
        Self::Running(error.into())
    }
}
