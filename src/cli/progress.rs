//! How far a study has come: a bar on a terminal, a plain line every few seconds elsewhere.

use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::console::tell;
use super::precision;
use crate::base::Language;
use crate::experiment::{Advance, Look, Progress, RunKey};

/// Time between two plain lines.
const PAUSE: Duration = Duration::from_secs(5);

/// Tells a person on stderr.
pub(super) enum Teller {
    /// A terminal.
    Bar(ProgressBar, Language),
    /// A file or a pipe.
    Lines(Lines),
}

/// Plain lines with the time of the last.
pub(super) struct Lines {
    language: Language,
    clock: Mutex<Clock>,
}

/// When a round began, and when it was last told of.
struct Clock {
    started: Instant,
    last: Instant,
}

impl Teller {
    /// The teller that suits stderr.
    pub(super) fn new(language: Language) -> Self {
        if io::stderr().is_terminal() {
            Self::Bar(bar(language), language)
        } else {
            Self::Lines(Lines {
                language,
                clock: Mutex::new(Clock::now()),
            })
        }
    }

    /// Takes the bar off the screen, so that the result stands alone.
    pub(super) fn finish(&self) {
        if let Self::Bar(bar, _) = self {
            bar.finish_and_clear();
        }
    }
}

impl Clock {
    fn now() -> Self {
        let now = Instant::now();
        Self {
            started: now,
            last: now,
        }
    }
}

fn bar(language: Language) -> ProgressBar {
    let template = language.choose(
        "{bar:32} {pos}/{len} 次运行  已用 {elapsed}  还需 {eta}{msg}",
        "{bar:32} {pos}/{len} runs  {elapsed} gone  {eta} to go{msg}",
    );
    let style = ProgressStyle::with_template(template);
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

impl Progress for Teller {
    fn began(&self, advance: Advance) {
        match self {
            Self::Bar(bar, _) => {
                bar.reset();
                bar.set_length(advance.planned);
                bar.set_position(advance.reused);
                bar.reset_eta();
                bar.enable_steady_tick(Duration::from_millis(250));
            }
            Self::Lines(lines) => lines.began(advance),
        }
    }

    fn ended(&self, _key: RunKey, advance: Advance) {
        match self {
            Self::Bar(bar, _) => {
                bar.set_position(advance.reused + advance.done);
                if advance.reused + advance.done == advance.planned {
                    bar.finish_and_clear();
                } else if advance.failed > 0 {
                    bar.set_message(format!("  ({} failed / 失败)", advance.failed));
                }
            }
            Self::Lines(lines) => lines.ended(advance),
        }
    }

    fn looked(&self, look: Look) {
        match self {
            Self::Bar(bar, language) => bar.suspend(|| tell(&precision::told(&look, *language))),
            Self::Lines(lines) => tell(&precision::told(&look, lines.language)),
        }
    }
}

impl Lines {
    fn began(&self, advance: Advance) {
        *self.clock.lock().unwrap_or_else(PoisonError::into_inner) = Clock::now();
        let Advance {
            planned, reused, ..
        } = advance;
        let open = planned - reused;
        tell(&match (reused, self.language) {
            (0, Language::Zh) => format!("共 {planned} 次运行\n"),
            (0, Language::En) => format!("{planned} runs\n"),
            (_, Language::Zh) => format!("共 {planned} 次运行，已有 {reused} 次，还差 {open} 次\n"),
            (_, Language::En) => format!("{planned} runs, {reused} there already, {open} to do\n"),
        });
    }

    fn ended(&self, advance: Advance) {
        let now = Instant::now();
        let mut clock = self.clock.lock().unwrap_or_else(PoisonError::into_inner);
        let here = advance.reused + advance.done;
        if now - clock.last < PAUSE || here == advance.planned {
            return;
        }
        clock.last = now;
        let left = remaining(advance, now - clock.started);
        let (planned, failed) = (advance.planned, advance.failed);
        tell(&self.language.choose(
            format!("{here}/{planned} 次运行，失败 {failed} 次，约还需 {left} 秒\n"),
            format!("{here}/{planned} runs, {failed} failed, about {left} s to go\n"),
        ));
    }
}

/// Seconds left if the rest goes like what was done.
fn remaining(advance: Advance, gone: Duration) -> u64 {
    let open = advance.planned - advance.reused - advance.done;
    let each = gone.as_secs_f64() / advance.done.max(1) as f64;
    (each * open as f64).ceil() as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_goes_like_what_was_done() {
        let advance = Advance {
            planned: 40,
            reused: 10,
            done: 10,
            ..Advance::default()
        };
        assert_eq!(remaining(advance, Duration::from_secs(5)), 10);
    }
}
