//! The command-line program.

use std::process::ExitCode;

fn main() -> ExitCode {
    tiaokuai::cli::main(std::env::args_os().collect())
}
