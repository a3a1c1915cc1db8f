//! Ctrl-C: the first asks the runs under way to be the last, the second ends at once.

use std::sync::atomic::{AtomicBool, Ordering};

use super::console::tell;
use super::exit::INTERRUPTED;
use crate::base::Language;

/// Raised by the first interrupt.
pub(super) static STOP: AtomicBool = AtomicBool::new(false);

/// Listens for interrupts from now on.
///
/// # Errors
/// The system refuses a handler.
pub(super) fn listen(language: Language) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(move || {
        if STOP.swap(true, Ordering::Relaxed) {
            std::process::exit(INTERRUPTED);
        }
        tell(language.choose(
            "\n正在停下：等手头的运行结束并写出已完成的部分；再按一次立即退出。\n",
            "\nstopping: the runs under way end and what is finished is written; once more to quit at once.\n",
        ));
    })
}
