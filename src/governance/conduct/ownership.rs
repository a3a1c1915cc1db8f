//! R13, ownership: what comes back to somebody else than the one who served it has to be explained.

use crate::base::Span;
use crate::document::{Fields, Unit, number};

use super::context::LONGEST_BACKGROUND_MIN;

/// `[ownership]`: what a relapse costs whom it does not come back to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ownership {
    /// What those must find out who did not serve it before (min).
    pub context_min: f64,
}

impl Default for Ownership {
    fn default() -> Self {
        Self { context_min: 20.0 }
    }
}

impl Ownership {
    /// Reads `[ownership]`.
    pub fn visit(fields: &mut Fields) -> Self {
        Self {
            context_min: fields
                .key(
                    "context_min",
                    number()
                        .unit(Unit::Minute)
                        .range(0.0..=LONGEST_BACKGROUND_MIN),
                )
                .means(
                    "反弹件换人办理时，多花多久弄清前情",
                    "time to find out what was done before, where others meet a relapse than served it",
                )
                .source("assumption: model R13")
                .or(Self::default().context_min),
        }
    }

    /// Time to find out what was done before, by a crew that was there then or was not.
    pub fn finding_out(&self, was_there: bool) -> Span {
        if was_there {
            Span::ZERO
        } else {
            Span::from_minutes(self.context_min)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_others_must_find_out() {
        let usual = Ownership::default();
        assert_eq!(usual.finding_out(true), Span::ZERO);
        assert_eq!(usual.finding_out(false), Span::MINUTE * 20);
    }
}
