//! Dealing: the persons of each line to teams in proportion to the people each team serves.

use crate::county::{County, WorkerId};

/// Licensed persons a team needs before it can use any power: the law asks for two on site.
pub const LICENSED_A_TEAM: usize = 2;

/// What each team should have of one kind of person, and what it has got so far.
#[derive(Debug, Clone)]
struct Share<'a> {
    weights: &'a [f64],
    total: f64,
    dealt: usize,
    given: Vec<usize>,
}

impl<'a> Share<'a> {
    fn new(weights: &'a [f64]) -> Self {
        Self {
            weights,
            total: weights.iter().sum(),
            dealt: 0,
            given: vec![0; weights.len()],
        }
    }

    /// The exact share of `persons` that `team` should have.
    ///
    /// Multiplied before it is divided: whole shares of whole residents come out whole.
    fn quota(&self, persons: usize, team: usize) -> f64 {
        persons as f64 * self.weights[team] / self.total
    }

    /// How many persons `team` lags behind its share of all dealt.
    fn lag(&self, team: usize) -> f64 {
        self.quota(self.dealt, team) - self.given[team] as f64
    }

    /// The team that lags most among those that `may_get` a person; the first of equals.
    fn most_lagging(&self, may_get: impl Fn(usize) -> bool) -> Option<usize> {
        (0..self.weights.len())
            .filter(|team| may_get(*team))
            .reduce(|most, team| {
                if self.lag(team) > self.lag(most) {
                    team
                } else {
                    most
                }
            })
    }

    /// Seats of the next `persons`: the whole part of each quota, then one more by largest
    /// remainder, remainders carried over from the lines before.
    fn seats(&mut self, persons: usize) -> Vec<usize> {
        let whole = |team| self.quota(persons, team).floor() as usize;
        let mut seats: Vec<usize> = (0..self.weights.len()).map(whole).collect();
        self.dealt += persons;
        for (given, seats) in self.given.iter_mut().zip(&seats) {
            *given += seats;
        }
        let left = persons.saturating_sub(seats.iter().sum());
        let mut has_more = vec![false; seats.len()];
        for _ in 0..left {
            if let Some(team) = self.most_lagging(|team| !has_more[team]) {
                has_more[team] = true;
                seats[team] += 1;
                self.given[team] += 1;
            }
        }
        seats
    }
}

/// Deals all persons of the lines of `county` to as many teams as there are `weights`, at least one.
///
/// Line by line in order of the file. A line's seats go by largest remainder of the weights, the
/// remainders carried from line to line: each line is dealt as evenly as whole persons allow, and
/// so is the sum over lines, where fresh remainders would give the odd persons of every line to
/// the same teams. Persons come in order of the file, each taking a seat of the line at the team
/// that lags most behind its share of persons of that licence. Equal weights if all are 0; ties
/// go to the first team. Last, a team of fewer than [`LICENSED_A_TEAM`] licensed persons gets
/// them from the largest team that can spare one, as long as there is one; and a team is left
/// empty only if there are fewer persons than teams.
pub fn deal(county: &County, weights: &[f64]) -> Vec<Vec<WorkerId>> {
    let equal = vec![1.0; weights.len()];
    let is_stated = weights.iter().sum::<f64>() > 0.0;
    let weights = if is_stated { weights } else { &equal };
    let mut all = Share::new(weights);
    let (mut licensed, mut auxiliary) = (Share::new(weights), Share::new(weights));
    let mut teams = vec![Vec::new(); weights.len()];
    let departments = county.departments.iter_with_ids();
    for (line, _) in departments.filter(|(_, department)| !department.is_block()) {
        let persons: Vec<_> = county
            .workers
            .iter_with_ids()
            .filter(|(_, person)| person.home == line)
            .collect();
        let mut open = all.seats(persons.len());
        for (id, person) in persons {
            let share = if person.is_licensed() {
                &mut licensed
            } else {
                &mut auxiliary
            };
            share.dealt += 1;
            if let Some(team) = share.most_lagging(|team| open[team] > 0) {
                share.given[team] += 1;
                open[team] -= 1;
                teams[team].push(id);
            }
        }
    }
    give_two_licensed(county, &mut teams);
    give_one_person(&mut teams);
    for team in &mut teams {
        team.sort_unstable();
    }
    teams
}

fn give_two_licensed(county: &County, teams: &mut [Vec<WorkerId>]) {
    let is_licensed = |person: &WorkerId| county.workers[*person].is_licensed();
    let licensed = |team: &[WorkerId]| team.iter().filter(|person| is_licensed(person)).count();
    while let Some(poor) = teams
        .iter()
        .position(|team| licensed(team) < LICENSED_A_TEAM)
    {
        let is_rich = |team: &[WorkerId]| licensed(team) > LICENSED_A_TEAM;
        let Some(person) = take_from_largest(teams, is_rich, is_licensed) else {
            return;
        };
        teams[poor].push(person);
    }
}

fn give_one_person(teams: &mut [Vec<WorkerId>]) {
    while let Some(empty) = teams.iter().position(Vec::is_empty) {
        let Some(person) = take_from_largest(teams, |team| team.len() > 1, |_| true) else {
            return;
        };
        teams[empty].push(person);
    }
}

/// Takes the last person who `may_go` from the largest team that `may_give`; the first of equals.
fn take_from_largest(
    teams: &mut [Vec<WorkerId>],
    may_give: impl Fn(&[WorkerId]) -> bool,
    may_go: impl Fn(&WorkerId) -> bool,
) -> Option<WorkerId> {
    let giving = (0..teams.len()).filter(|team| may_give(&teams[*team]));
    let largest = giving.reduce(|most, team| {
        if teams[team].len() > teams[most].len() {
            team
        } else {
            most
        }
    })?;
    let last = teams[largest].iter().copied().filter(may_go).max()?;
    teams[largest].retain(|person| *person != last);
    Some(last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::governance::sample_county::{SampleCounty, line};

    fn sizes(county: &County, weights: &[f64]) -> Vec<usize> {
        deal(county, weights).iter().map(Vec::len).collect()
    }

    #[test]
    fn one_line_is_dealt_by_largest_remainder() {
        // Quotas 4.2, 2.1, 0.7 of 7 persons: 4, 2, 0 whole, the last goes to 0.7.
        let county = SampleCounty::new(vec![line(7, 0)]).built();
        let teams = deal(&county, &[6_000.0, 3_000.0, 1_000.0]);
        let dealt: Vec<usize> = teams.iter().map(Vec::len).collect();
        assert_eq!(dealt.iter().sum::<usize>(), 7);
        // The third team then gets its second licensed person from the largest team.
        assert_eq!(dealt, [3, 2, 2]);
        let county = SampleCounty::new(vec![line(0, 7)]).built();
        assert_eq!(sizes(&county, &[6_000.0, 3_000.0, 1_000.0]), [4, 2, 1]);
    }

    #[test]
    fn ties_go_to_the_first_township_of_the_file() {
        let county = SampleCounty::new(vec![line(0, 5)]).built();
        assert_eq!(sizes(&county, &[1.0, 1.0, 1.0]), [2, 2, 1]);
        assert_eq!(sizes(&county, &[0.0, 0.0, 0.0]), [2, 2, 1]);
    }

    #[test]
    fn persons_are_dealt_in_order_of_the_file() {
        let county = SampleCounty::new(vec![line(6, 0)]).built();
        let teams = deal(&county, &[1.0, 1.0]);
        let named = |team: &Vec<WorkerId>| {
            let ids = team.iter().map(|person| county.workers[*person].id.clone());
            ids.collect::<Vec<_>>()
        };
        assert_eq!(named(&teams[0]), ["d-1-1", "d-1-3", "d-1-5"]);
        assert_eq!(named(&teams[1]), ["d-1-2", "d-1-4", "d-1-6"]);
    }

    #[test]
    fn odd_persons_of_many_lines_do_not_all_go_to_the_same_teams() {
        // The model's picture: 12 lines of 13 in 16 townships, about 10 a team.
        let county = SampleCounty::new(vec![line(13, 0); 12]).built();
        let sizes = sizes(&county, &[1.0; 16]);
        assert!(
            sizes.iter().all(|size| *size == 9 || *size == 10),
            "{sizes:?}"
        );
    }

    #[test]
    fn the_typical_county_gets_five_and_five_a_township() {
        // Lines of parameters A0: 80 licensed and 80 auxiliaries in 16 townships.
        let lines = [
            (20, 40),
            (16, 10),
            (6, 4),
            (8, 6),
            (8, 4),
            (6, 4),
            (6, 4),
            (4, 2),
            (4, 4),
            (2, 2),
        ];
        let lines = lines.map(|(licensed, auxiliary)| line(licensed, auxiliary));
        let county = SampleCounty::new(lines.to_vec()).built();
        for team in deal(&county, &[25_000.0; 16]) {
            let licensed = team
                .iter()
                .filter(|person| county.workers[**person].is_licensed());
            let (licensed, all) = (licensed.count(), team.len());
            assert_eq!(all, 10);
            assert!((4..=6).contains(&licensed), "{licensed}");
        }
    }

    proptest! {
        #[test]
        fn dealing_conserves_people_and_is_proportional(
            lines in proptest::collection::vec((0_usize..9, 0_usize..9), 1..6),
            weights in proptest::collection::vec(0_u32..50_000, 1..8),
        ) {
            let lines = lines.into_iter().map(|(licensed, auxiliary)| line(licensed, auxiliary));
            let county = SampleCounty::new(lines.collect()).built();
            let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
            let teams = deal(&county, &weights);

            let mut everybody: Vec<WorkerId> = teams.iter().flatten().copied().collect();
            everybody.sort_unstable();
            prop_assert_eq!(everybody, county.workers.ids().collect::<Vec<_>>());

            let licensed = |team: &Vec<WorkerId>| {
                team.iter().filter(|person| county.workers[**person].is_licensed()).count()
            };
            let all_licensed: usize = teams.iter().map(licensed).sum();
            let poor = teams.iter().filter(|team| licensed(team) < LICENSED_A_TEAM).count();
            prop_assert!(poor == 0 || all_licensed < LICENSED_A_TEAM * teams.len());
            let empty = teams.iter().filter(|team| team.is_empty()).count();
            prop_assert_eq!(empty, teams.len().saturating_sub(county.workers.len()));
        }

        #[test]
        fn each_line_and_their_sum_are_dealt_as_evenly_as_whole_persons_allow(
            lines in proptest::collection::vec(0_usize..40, 1..12),
            weights in proptest::collection::vec(1_u32..50_000, 1..20),
        ) {
            let weights: Vec<f64> = weights.into_iter().map(f64::from).collect();
            let mut share = Share::new(&weights);
            for persons in lines {
                let seats = share.seats(persons);
                prop_assert_eq!(seats.iter().sum::<usize>(), persons);
                for (team, seats) in seats.into_iter().enumerate() {
                    let whole = share.quota(persons, team).floor() as usize;
                    prop_assert!(seats == whole || seats == whole + 1);
                    prop_assert!(share.lag(team).abs() < 2.0, "{}", share.lag(team));
                }
            }
        }
    }
}
