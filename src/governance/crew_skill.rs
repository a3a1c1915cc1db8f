//! How much longer than its content work takes, given whom a crew is likely to be formed of.

use crate::county::{County, DepartmentId, Staffing};

use super::charter::Unit;

/// The people of a unit who may lead a piece of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pool {
    /// How many.
    pub persons: usize,
    /// How many of them have the work's line as home line.
    pub of_line: usize,
}

impl Pool {
    /// All people of `unit`, for work of `line`.
    pub fn everyone(county: &County, unit: &Unit, line: DepartmentId) -> Self {
        Self::of(county, unit, line, false)
    }

    /// The licensed people of `unit`, for work of `line`.
    pub fn licensed(county: &County, unit: &Unit, line: DepartmentId) -> Self {
        Self::of(county, unit, line, true)
    }

    fn of(county: &County, unit: &Unit, line: DepartmentId, only_licensed: bool) -> Self {
        let persons = unit.members.iter().map(|member| &county.workers[*member]);
        let persons = persons.filter(|person| !only_licensed || person.is_licensed());
        persons.fold(
            Self {
                persons: 0,
                of_line: 0,
            },
            |pool, person| Self {
                persons: pool.persons + 1,
                of_line: pool.of_line + usize::from(person.home == line),
            },
        )
    }

    /// The chance that nobody of the line is among `free` persons of the pool, all equally likely
    /// to be free.
    fn chance_of_no_one_of_line(self, free: usize) -> f64 {
        (0..free.min(self.persons))
            .map(|taken| {
                let others = (self.persons - self.of_line).saturating_sub(taken);
                others as f64 / (self.persons - taken) as f64
            })
            .product()
    }

    /// Expected time over content, if a person of the line goes whenever one of `free` is.
    pub fn slowdown(self, free: usize, staffing: &Staffing) -> f64 {
        let without = self.chance_of_no_one_of_line(free);
        (1.0 - without) / staffing.home_skill + without / staffing.away_skill
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "exact by construction")]
mod tests {
    use super::*;

    const STAFFING: Staffing = Staffing {
        home_skill: 1.0,
        away_skill: 0.5,
        ..Staffing::PLAIN
    };

    fn pool(persons: usize, of_line: usize) -> Pool {
        Pool { persons, of_line }
    }

    #[test]
    fn a_crew_of_the_line_works_at_home_skill_and_one_without_at_away_skill() {
        assert_eq!(pool(4, 4).slowdown(1, &STAFFING), 1.0);
        assert_eq!(pool(4, 0).slowdown(4, &STAFFING), 2.0);
    }

    #[test]
    fn the_more_are_free_the_likelier_is_one_of_the_line() {
        // One of four is of the line: absent among two free with 3/4 x 2/3 = 1/2.
        assert!((pool(4, 1).slowdown(2, &STAFFING) - 1.5).abs() < 1e-12);
        assert_eq!(pool(4, 1).slowdown(4, &STAFFING), 1.0);
    }
}
