//! stdout takes the result, stderr everything else; a reader who has left is no fault.

use std::io::{self, ErrorKind, IsTerminal, Write};

/// Writes the result; a pipe closed by its reader (`| head`) ends it quietly.
///
/// # Errors
/// stdout cannot be written for another reason, such as a full disk.
pub(super) fn print(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Tells a person something; if stderr is gone there is nobody to tell.
pub(super) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Whether stderr is a terminal that may be painted.
pub(super) fn is_painted() -> bool {
    io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
