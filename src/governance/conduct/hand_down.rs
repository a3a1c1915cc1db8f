//! R5, a department with a line task: it does the task or hands part of it down to a township.

use crate::base::Span;
use crate::county::{County, DepartmentId, Routine, RoutineKind, township_office};
use crate::document::{Fields, Unit, number};

/// Share of a chore's minutes that one full weight of cooperation is worth (assumed: model R5).
const COOPERATION_SHARE: f64 = 1.5;

/// `[hand_down]`: what a department weighs before it does a line task, in minutes of its own staff.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HandDown {
    /// What it costs to write to the township (min).
    pub paper_min: f64,
    /// Share of a line task that a township can do, where the task does not state its own.
    pub township_share: f64,
}

/// A line task, as the department that weighs it sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineTaskAtHand {
    /// What the part that a township can do takes the department's own staff (min).
    pub chore_min: f64,
    /// pi of the unit that would do it: 1 + backlog hours / weekly hours.
    pub pressure: f64,
    /// Weight of cooperation in the department's assessment, `w_T`.
    pub cooperation_weight: f64,
}

impl Default for HandDown {
    fn default() -> Self {
        Self {
            paper_min: 12.0,
            township_share: 0.8,
        }
    }
}

impl HandDown {
    /// Reads `[hand_down]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        Self {
            paper_min: fields
                .key(
                    "paper_min",
                    number().unit(Unit::Minute).range(0.0..=10_000.0),
                )
                .means(
                    "写一份下派通知的用时",
                    "what it costs to write to the township",
                )
                .source("assumption: model R5")
                .or(usual.paper_min),
            township_share: fields
                .key("township_share", number().share())
                .means(
                    "一件条线任务中乡镇能做的占比；任务可另写",
                    "share of a line task that a township can do; a task may state its own",
                )
                .source("assumption")
                .or(usual.township_share),
        }
    }

    /// Share of a piece of routine work that a township can do: none but of a line's line tasks.
    pub fn share_of(&self, county: &County, routine: &Routine) -> f64 {
        match routine.kind {
            RoutineKind::LineTask { township_share, .. }
                if !county.departments[routine.department].is_block() =>
            {
                township_share.unwrap_or(self.township_share)
            }
            _ => 0.0,
        }
    }

    /// Whose offices receive chores: the townships' own, the first of several.
    pub fn office(county: &County) -> Option<DepartmentId> {
        township_office(&county.departments)
    }

    /// Whether the department hands down what a township can do of a task: it does if writing, and
    /// what its assessment takes ill, cost it less than its own hands.
    pub fn is_handed_down(&self, task: &LineTaskAtHand) -> bool {
        let ill_will_min = COOPERATION_SHARE * task.cooperation_weight * task.chore_min;
        self.paper_min + ill_will_min < task.chore_min * task.pressure
    }
}

/// A span cut in two: a share of it, to the nearest second, and the rest.
pub fn divided(whole: Span, share: f64) -> (Span, Span) {
    let part = Span::from_seconds((whole.seconds() as f64 * share).round() as i64);
    (part, whole - part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at_hand(chore_min: f64, pressure: f64) -> LineTaskAtHand {
        LineTaskAtHand {
            chore_min,
            pressure,
            cooperation_weight: 0.0,
        }
    }

    fn is_handed_down(task: &LineTaskAtHand) -> bool {
        HandDown::default().is_handed_down(task)
    }

    /// 12 < 10 pi iff pi > 1.2.
    #[test]
    fn the_busier_its_unit_the_more_a_department_hands_down() {
        assert!(!is_handed_down(&at_hand(10.0, 1.2)));
        assert!(is_handed_down(&at_hand(10.0, 1.201)));
    }

    #[test]
    fn without_backlog_a_chore_is_handed_down_once_it_takes_longer_than_the_paper() {
        assert!(!is_handed_down(&at_hand(12.0, 1.0)));
        assert!(is_handed_down(&at_hand(12.001, 1.0)));
        assert!(!is_handed_down(&at_hand(0.0, 100.0)));
    }

    /// 12 + 1.5 x 0.5 x 192 = 156 < 192; 12 + 1.5 x 0.7 x 192 = 213.6 < 192 pi iff pi > 1.1125.
    #[test]
    fn cooperation_in_the_assessment_makes_departments_keep_more() {
        let weighed = |cooperation_weight, pressure| LineTaskAtHand {
            cooperation_weight,
            ..at_hand(192.0, pressure)
        };
        assert!(is_handed_down(&weighed(0.5, 1.0)));
        assert!(!is_handed_down(&weighed(0.7, 1.112)));
        assert!(is_handed_down(&weighed(0.7, 1.113)));
    }

    #[test]
    fn a_span_is_divided_without_loss() {
        for seconds in [0, 1, 2, 3, 14_399, 14_400] {
            let whole = Span::from_seconds(seconds);
            for share in [0.0, 0.257, 0.5, 0.8, 1.0] {
                let (part, rest) = divided(whole, share);
                assert_eq!(part + rest, whole);
                assert!(part >= Span::ZERO && rest >= Span::ZERO);
            }
        }
    }
}
