//! R7, the officer's next task: what counts for the boss who answers for it, per minute it takes.

use crate::base::Span;
use crate::county::Severity;

/// How much the line's and the block's bosses count for an officer; they sum to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LineAndBlock {
    /// Weight of tasks the line answers for.
    pub line: f64,
    /// Weight of tasks the block answers for.
    pub block: f64,
}

impl LineAndBlock {
    /// The line's boss decides careers, the block's asks: the status quo (assumed: 0.2).
    pub const LINE_LED: Self = Self::of_block(0.2);

    /// The weights if the block's is `block`, 0 to 1.
    pub const fn of_block(block: f64) -> Self {
        Self {
            line: 1.0 - block,
            block,
        }
    }
}

/// A waiting task as the officer who chooses sees it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Waiting {
    /// Whether the officer's line answers for it.
    pub line_answers: bool,
    /// Whether the officer's block answers for it.
    pub block_answers: bool,
    /// Appraisal points: 1 of an incident, expected hours of routine work.
    pub points: f64,
    /// How grave; none of routine work.
    pub severity: Option<Severity>,
    /// Since it was released.
    pub age: Span,
    /// From release until due.
    pub deadline: Span,
    /// Minutes it is expected to take, the ways there and back included.
    pub expected: Span,
    /// Push of a warning card: none 0, yellow 1, red 2.
    pub card: f64,
}

/// Most that age adds to the push of 1 that every task has (assumed: 2, at twice the deadline).
const MOST_PUSH_OF_AGE: f64 = 2.0;

/// How much the officer wants to do this task next; the highest is taken, ties by age, then id.
///
/// `(w_line L + w_block B) (points + s) (1 + min(2, age / deadline) + card) / expected minutes`,
/// with L, B = 1 if line, block answers, s the degree of severity or 0. A task that was due when
/// released has the full push of age; one expected to take less than a second counts as a second.
/// It never asks who else waits, so line tasks starve when incidents are many.
#[inline]
pub fn score(view: &Waiting, weights: &LineAndBlock) -> f64 {
    let line = if view.line_answers { weights.line } else { 0.0 };
    let block = if view.block_answers {
        weights.block
    } else {
        0.0
    };
    let severity = view
        .severity
        .map_or(0.0, |severity| f64::from(severity.degree()));
    let push_of_age = if view.deadline > Span::ZERO {
        let age = view.age.seconds() as f64 / view.deadline.seconds() as f64;
        age.min(MOST_PUSH_OF_AGE)
    } else {
        MOST_PUSH_OF_AGE
    };
    let expected_min = view.expected.seconds().max(1) as f64 / 60.0;
    (line + block) * (view.points + severity) * (1.0 + push_of_age + view.card) / expected_min
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;

    /// An incident of severity 3, an hour of work with its ways, half way to its deadline.
    fn incident() -> Waiting {
        Waiting {
            line_answers: true,
            block_answers: true,
            points: 1.0,
            severity: Severity::new(3),
            age: Span::from_days(1),
            deadline: Span::from_days(2),
            expected: Span::HOUR,
            card: 0.0,
        }
    }

    fn wanted(view: &Waiting) -> f64 {
        score(view, &LineAndBlock::LINE_LED)
    }

    #[test]
    fn the_score_is_the_formula_of_the_rule() {
        // (0.8 + 0.2) (1 + 3) (1 + 0.5) / 60
        assert!((wanted(&incident()) - 0.1).abs() < 1e-15);
        let routine = Waiting {
            block_answers: false,
            points: 4.0,
            severity: None,
            expected: Span::HOUR * 4,
            ..incident()
        };
        // 0.8 x 4 x 1.5 / 240
        assert!((wanted(&routine) - 0.02).abs() < 1e-15);
    }

    #[test]
    fn a_task_nobody_answers_for_is_not_wanted() {
        let orphan = Waiting {
            line_answers: false,
            block_answers: false,
            ..incident()
        };
        assert_eq!(wanted(&orphan), 0.0);
    }

    #[test]
    fn age_pushes_up_to_twice_the_deadline() {
        let aged = |days| Waiting {
            age: Span::from_days(days),
            ..incident()
        };
        assert!(wanted(&aged(0)) < wanted(&aged(2)));
        assert!(wanted(&aged(2)) < wanted(&aged(4)));
        assert_eq!(wanted(&aged(4)), wanted(&aged(400)));
    }

    #[test]
    fn cards_add_to_the_push() {
        let red = Waiting {
            card: 2.0,
            ..incident()
        };
        assert!((wanted(&red) / wanted(&incident()) - 3.5 / 1.5).abs() < 1e-12);
    }

    #[test]
    fn no_deadline_and_no_content_give_a_number() {
        let odd = Waiting {
            age: Span::ZERO,
            deadline: Span::ZERO,
            expected: Span::ZERO,
            ..incident()
        };
        assert_eq!(wanted(&odd), 4.0 * 3.0 * 60.0);
    }
}
