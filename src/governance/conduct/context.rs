//! R14, context: the background of a case that a handler needs, and what of it the channel carries.

use crate::base::Span;
use crate::document::{Fields, Unit, number};

/// Longest background of a case (min): ten working days.
pub const LONGEST_BACKGROUND_MIN: f64 = 4_800.0;

/// `[context]`: what a handler must find out who was told nothing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Context {
    /// Background of a case whose matter does not state its own (min).
    pub background_min: f64,
    /// Share of it that a system carries which offices share.
    pub shared_share: f64,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            background_min: 10.0,
            shared_share: 0.5,
        }
    }
}

/// How a case comes to whoever takes it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HandedOver {
    /// From person to person.
    ByWord,
    /// In a system that offices share.
    InSharedSystem,
    /// As a ticket and no more.
    ByTicket,
}

impl Context {
    /// Reads `[context]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            background_min: fields
                .key(
                    "background_min",
                    number()
                        .unit(Unit::Minute)
                        .range(0.0..=LONGEST_BACKGROUND_MIN),
                )
                .means(
                    "承办人不了解情况时，弄清一件的来龙去脉要多久；事项可另写",
                    "time to find out the background of a case one was told nothing about; a \
                     matter may state its own",
                )
                .source("assumption: model R14")
                .or(usual.background_min),
            shared_share: fields
                .key("shared_share", number().share())
                .means(
                    "各部门共享的系统能带来其中多少",
                    "share of it that a system carries which offices share",
                )
                .source("assumption: model R14")
                .or(usual.shared_share),
        }
    }

    /// Time a handler needs to know what a case of `background_min` is about.
    pub fn gathering(&self, background_min: f64, handed_over: HandedOver) -> Span {
        let missing_share = match handed_over {
            HandedOver::ByWord => 0.0,
            HandedOver::InSharedSystem => 1.0 - self.shared_share,
            HandedOver::ByTicket => 1.0,
        };
        Span::from_minutes(background_min * missing_share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_saves_all_of_the_background_a_shared_system_half_a_ticket_none() {
        let usual = Context::default();
        let gathered = |background_min| {
            [
                HandedOver::ByWord,
                HandedOver::InSharedSystem,
                HandedOver::ByTicket,
            ]
            .map(|how| usual.gathering(background_min, how).minutes())
        };
        let near = |found: [f64; 3], expected: [f64; 3]| {
            let pairs = found.into_iter().zip(expected);
            assert!(
                pairs.into_iter().all(|(a, b)| (a - b).abs() < 1e-9),
                "{found:?}"
            );
        };
        near(gathered(60.0), [0.0, 30.0, 60.0]);
        near(gathered(usual.background_min), [0.0, 5.0, 10.0]);
    }

    #[test]
    fn no_background_is_gathered_in_no_time() {
        let usual = Context::default();
        assert_eq!(usual.gathering(0.0, HandedOver::ByTicket), Span::ZERO);
    }
}
