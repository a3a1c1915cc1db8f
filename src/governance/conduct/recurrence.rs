//! What work leaves undone, and how it comes back: residual, settlement and relapse.

use crate::base::{Mark, Span};
use crate::document::{Fields, Unit, number};

/// `[recurrence]`: what work leaves undone and how fast it comes back.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recurrence {
    /// Relapse hazard h of a part left as it was [1/d].
    pub hazard_per_day: f64,
    /// Share z of that hazard which even perfect work leaves.
    pub base: f64,
    /// Share n added while another part of the incident is open.
    pub other_part_open: f64,
    /// Share e of the work that an unskilled crew leaves undone.
    pub skill_gap: f64,
    /// The residual up to which a part counts as settled.
    pub settled_below: f64,
    /// For how long after settlement it may relapse (d).
    pub window_days: f64,
    /// Within how long after settlement a relapse belongs to the same episode (d).
    pub episode_days: f64,
    /// Share of supporting parts known when the incident is reported.
    pub known_share: f64,
    /// Share of the others that officers on site recognise.
    pub recognised_share: f64,
}

impl Default for Recurrence {
    fn default() -> Self {
        Self {
            hazard_per_day: 0.02,
            base: 0.05,
            other_part_open: 0.8,
            skill_gap: 0.25,
            settled_below: 0.5,
            window_days: 90.0,
            episode_days: 30.0,
            known_share: 0.3,
            recognised_share: 0.6,
        }
    }
}

impl Recurrence {
    /// Reads `[recurrence]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let strengths = visit_strengths(fields, &usual);
        Self {
            settled_below: fields
                .key("settled_below", number().share())
                .means(
                    "残留不超过此值即视为真正办结",
                    "the residual up to which a part is settled in truth",
                )
                .source("assumption: model 4")
                .or(usual.settled_below),
            window_days: fields
                .key("window_days", number().unit(Unit::Day).range(0.0..=3_650.0))
                .means(
                    "办结后多久内可能反弹",
                    "for how long after settlement it may relapse",
                )
                .source("assumption: model 4")
                .or(usual.window_days),
            episode_days: fields
                .key(
                    "episode_days",
                    number().unit(Unit::Day).range(0.0..=3_650.0),
                )
                .means(
                    "办结后多久内的反弹算同一事件",
                    "within how long after settlement a relapse is of the same episode",
                )
                .source("assumption: model 4")
                .or(usual.episode_days),
            known_share: fields
                .key("known_share", number().share())
                .means(
                    "报告时已知的配合部分占比",
                    "share of supporting parts known at the report",
                )
                .source("assumption: model 10")
                .or(usual.known_share),
            recognised_share: fields
                .key("recognised_share", number().share())
                .means(
                    "其余配合部分中，现场能认出的占比",
                    "share of the other supporting parts recognised on site",
                )
                .source("assumption: model 10")
                .or(usual.recognised_share),
            ..strengths
        }
    }

    /// For how long after settlement a part may relapse.
    pub fn window(&self) -> Span {
        Span::from_hours(self.window_days * 24.0)
    }

    /// Within how long after settlement a relapse belongs to the same episode.
    pub fn episode(&self) -> Span {
        Span::from_hours(self.episode_days * 24.0)
    }

    /// What is left of a part after the share `done_share` of its content was done with `skill` and
    /// power enough: 1 - q (1 - e (1 - k)). Sham closing does 0 of it.
    pub fn residual(&self, done_share: f64, skill: f64) -> f64 {
        1.0 - done_share * (1.0 - self.skill_gap * (1.0 - skill))
    }

    /// Whether a part with this residual is settled in truth.
    pub fn is_settled(&self, residual: f64) -> bool {
        residual <= self.settled_below
    }

    /// Relapse hazard [1/d] of a settled part: h (z + r + n if another part is open); `of_matter`
    /// is the matter's own h, if it has one [1/d].
    pub fn hazard_per_day(
        &self,
        of_matter: Option<f64>,
        residual: f64,
        is_other_open: bool,
    ) -> f64 {
        let of_others = if is_other_open {
            self.other_part_open
        } else {
            0.0
        };
        of_matter.unwrap_or(self.hazard_per_day) * (self.base + residual + of_others)
    }

    /// Whether a supporting part is known when the incident is reported.
    pub fn is_known_at_report(&self, mark: Mark) -> bool {
        mark.is_below(self.known_share)
    }

    /// Whether officers on site recognise a part that was unknown.
    pub fn is_recognised(&self, mark: Mark) -> bool {
        mark.is_below(self.recognised_share)
    }
}

/// The keys of the hazard; the others as in `usual`.
fn visit_strengths(fields: &mut Fields, usual: &Recurrence) -> Recurrence {
    Recurrence {
        hazard_per_day: fields
            .key(
                "hazard_per_day",
                number().unit(Unit::PerDay).range(0.0..=0.1),
            )
            .means(
                "毫无处置时的反弹风险率 h",
                "relapse hazard h of a part left as it was",
            )
            .source("assumption: model 4, swept from 0.005 to 0.1")
            .or(usual.hazard_per_day),
        base: fields
            .key("base", number().share())
            .means(
                "处置完美时仍有的份额 z",
                "share z of h that even perfect work leaves",
            )
            .source("assumption: model 4")
            .or(usual.base),
        other_part_open: fields
            .key(
                "other_part_open",
                number().unit(Unit::Ratio).range(0.0..=1.5),
            )
            .means(
                "另一部分未办结时增加的 n",
                "n, added while another part of the incident is open",
            )
            .source("assumption: model 4, swept from 0 to 1.5")
            .or(usual.other_part_open),
        skill_gap: fields
            .key("skill_gap", number().unit(Unit::Share).range(0.0..=0.6))
            .means(
                "毫不熟练者留下未办的份额 e",
                "share e of the work that a crew without any skill leaves undone",
            )
            .source("assumption: model 4, swept from 0 to 0.6")
            .or(usual.skill_gap),
        ..*usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::elementary::exp;

    fn usual() -> Recurrence {
        Recurrence::default()
    }

    /// The share relapsed within 30 days of work of this share and skill.
    fn relapsed(done_share: f64, skill: f64, is_other_open: bool) -> f64 {
        let residual = usual().residual(done_share, skill);
        assert!(usual().is_settled(residual));
        let hazard = usual().hazard_per_day(None, residual, is_other_open);
        1.0 - exp(-hazard * usual().episode_days)
    }

    #[test]
    fn the_shares_relapsed_in_a_month_are_those_of_the_model() {
        for (done_share, skill, is_other_open, expected) in [
            (1.0, 1.0, false, 0.030),
            (1.0, 0.95, false, 0.037),
            (1.0, 0.85, false, 0.051),
            (0.6, 1.0, false, 0.237),
            (1.0, 1.0, true, 0.400),
        ] {
            let share = relapsed(done_share, skill, is_other_open);
            assert!((share - expected).abs() < 0.000_5, "{share} {expected}");
        }
    }

    #[test]
    fn sham_leaves_everything_and_is_not_settled() {
        assert!((usual().residual(0.0, 1.0) - 1.0).abs() < 1e-15);
        assert!(!usual().is_settled(1.0));
    }

    #[test]
    fn the_least_share_of_haste_settles_with_skill_and_not_without() {
        let settles = |skill| usual().is_settled(usual().residual(0.6, skill));
        // 1 - 0.6 (1 - 0.25 x 0.35) = 0.4525; 1 - 0.6 (1 - 0.25) = 0.55
        assert!(settles(0.65) && !settles(0.0));
        assert!(usual().is_settled(0.5));
    }

    #[test]
    fn a_matter_may_have_a_hazard_of_its_own() {
        let hazard = usual().hazard_per_day(Some(0.1), 0.4, false);
        assert!((hazard - 0.045).abs() < 1e-15);
        assert!(usual().hazard_per_day(Some(0.0), 1.0, true).abs() < 1e-15);
    }

    #[test]
    fn a_part_is_known_or_recognised_by_its_mark() {
        let mark = Mark::from_words(0x8000_0000, 0); // 0.5
        assert!(!usual().is_known_at_report(mark) && usual().is_recognised(mark));
    }
}
