//! Acting without power: persuasion works on the compliant, for a while.

use crate::base::{Mark, Span};
use crate::document::{Fields, Unit, number};

/// `[persuasion]`: what a crew without power can do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Persuasion {
    /// Share of offenders who let themselves be persuaded.
    pub works_share: f64,
    /// For how long they comply (d).
    pub days: f64,
}

impl Default for Persuasion {
    fn default() -> Self {
        Self {
            works_share: 0.3,
            days: 7.0,
        }
    }
}

impl Persuasion {
    /// Reads `[persuasion]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            works_share: fields
                .key("works_share", number().unit(Unit::Share).range(0.0..=0.6))
                .means(
                    "听从劝导的当事人占比",
                    "share of offenders who let themselves be persuaded",
                )
                .source("assumption: model 3, swept from 0.1 to 0.6")
                .or(usual.works_share),
            days: fields
                .key("days", number().unit(Unit::Day).range(0.0..=365.0))
                .means("劝导管用的天数", "for how many days they comply")
                .source("assumption: model 3")
                .or(usual.days),
        }
    }

    /// Whether an offender with this compliance mark lets himself be persuaded.
    pub fn works(&self, compliance: Mark) -> bool {
        compliance.is_below(self.works_share)
    }

    /// For how long it works.
    pub fn lasts(&self) -> Span {
        Span::from_hours(self.days * 24.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_compliant_are_persuaded_for_a_week() {
        let usual = Persuasion::default();
        assert!(usual.works(Mark::from_words(0x4000_0000, 0))); // 0.25
        assert!(!usual.works(Mark::from_words(0x8000_0000, 0))); // 0.5
        assert_eq!(usual.lasts(), Span::WEEK);
    }
}
