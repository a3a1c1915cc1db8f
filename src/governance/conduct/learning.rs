//! Skill by practice: each case adds, weeks without one take away.

use crate::base::{Moment, Span};
use crate::document::{Fields, Unit, number};

use super::fading::kept_of;

/// Without a case for so long a skill decays by one step (model 2: a month of four weeks).
pub const IDLE_MONTH: Span = Span::from_days(28);

/// `[learning]`: how skill in a matter group comes and goes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Learning {
    /// Each case closes one part in so many of the gap to full skill.
    pub cases: f64,
    /// Share of the way to `away_skill` lost in each month without a case.
    pub decay_per_month: f64,
    /// The skill below which nobody falls for want of practice, 0 to 1.
    pub away_skill: f64,
}

impl Default for Learning {
    fn default() -> Self {
        Self {
            cases: 45.0,
            decay_per_month: 0.02,
            away_skill: 0.65,
        }
    }
}

impl Learning {
    /// Reads `[learning]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            cases: fields
                .key("cases", number().unit(Unit::Count).range(1.0..=1_000_000.0))
                .means(
                    "每办一件，补上与完全熟练之差的几分之一",
                    "each case closes one part in so many of the gap to full skill",
                )
                .source("assumption: model 2")
                .or(usual.cases),
            decay_per_month: fields
                .key("decay_per_month", number().share())
                .means(
                    "每满四周没有办件，向 away_skill 退回的份额",
                    "share of the way to away_skill lost in every four weeks without a case",
                )
                .source("assumption: model 2")
                .or(usual.decay_per_month),
            away_skill: fields
                .key("away_skill", number().unit(Unit::Share).range(0.01..=1.0))
                .means(
                    "久不办件时退到的熟练度",
                    "the skill to which want of practice leads",
                )
                .source("assumption: model 2")
                .or(usual.away_skill),
        }
    }

    /// Skill after one more case: k + (1 - k) / cases.
    pub fn after_case(&self, skill: f64) -> f64 {
        skill + (1.0 - skill) / self.cases
    }

    /// Skill after `idle` without a case: a step down at the end of each whole month; a skill at or
    /// below `away_skill` stays, it never rises.
    pub fn after_idle(&self, skill: f64, idle: Span) -> f64 {
        let above = skill - self.away_skill;
        if above <= 0.0 {
            return skill;
        }
        let months = idle.seconds().max(0) / IDLE_MONTH.seconds();
        if months == 0 {
            return skill;
        }
        self.away_skill + above * kept_of(1.0 - self.decay_per_month, months as f64)
    }
}

/// A person's skill in one matter group as of the last case in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Skill {
    value: f64,
    since: Moment,
}

impl Skill {
    /// A skill of `value`, 0 to 1, practised last at `since`.
    pub const fn new(value: f64, since: Moment) -> Self {
        Self { value, since }
    }

    /// The skill at `now`, at or after the last case.
    pub fn at(self, now: Moment, learning: &Learning) -> f64 {
        learning.after_idle(self.value, now - self.since)
    }

    /// After a case served until `now`.
    #[must_use]
    pub fn practised(self, now: Moment, learning: &Learning) -> Self {
        Self {
            value: learning.after_case(self.at(now, learning)),
            since: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn usual() -> Learning {
        Learning::default()
    }

    #[test]
    fn practice_closes_a_forty_fifth_of_the_gap() {
        assert!((usual().after_case(0.55) - 0.56).abs() < 1e-15);
        let after = (0..45).fold(0.65, |skill, _| usual().after_case(skill));
        // The gap of 0.35 times (44/45)^45.
        assert!(
            (after - (1.0 - 0.35 * 0.363_753_618_295_189_3)).abs() < 1e-13,
            "{after}"
        );
    }

    #[test]
    fn nothing_is_lost_before_four_weeks_are_over() {
        let idle = |span| usual().after_idle(0.95, span);
        assert!((idle(IDLE_MONTH - Span::from_seconds(1)) - 0.95).abs() < 1e-15);
        assert!((idle(IDLE_MONTH) - 0.944).abs() < 1e-14);
        assert!((idle(IDLE_MONTH * 2) - (0.65 + 0.3 * 0.9604)).abs() < 1e-14);
    }

    #[test]
    fn want_of_practice_never_raises_a_skill() {
        let year = Span::from_days(365);
        for skill in [0.2, 0.65] {
            assert!((usual().after_idle(skill, year) - skill).abs() < 1e-15);
        }
        assert!(usual().after_idle(0.66, year * 100) >= 0.65);
    }

    #[test]
    fn a_case_interrupts_the_decay() {
        let (first, later) = (Moment::START, Moment::START + Span::from_days(60));
        let skill = Skill::new(0.95, first).practised(later, &usual());
        let decayed = 0.65 + 0.3 * 0.9604;
        let expected = decayed + (1.0 - decayed) / 45.0;
        assert!((skill.at(later, &usual()) - expected).abs() < 1e-14);
        assert!((skill.at(later + Span::from_days(27), &usual()) - expected).abs() < 1e-14);
    }
}
