//! Skills by practice: what each person is worth in each matter group, as of the last case in it.
//!
//! A matter group of a line is known only of the part of the department that leads the matter. Parts
//! of supporting departments, inspections, line tasks and procedures are of no group that is known:
//! they take the skill people start with, and practise nothing. Who is sent where goes by home line.

use crate::base::{Id, Moment, Table};
use crate::county::{DepartmentId, GroupId, MatterId, Staffing, WorkerId};
use crate::governance::conduct::{Learning, Skill};

use super::crew::Members;
use super::mechanism::Mechanism;
use super::setting::Setting;

/// Skill of every person in every matter group of every line.
#[derive(Debug, Clone)]
pub struct Skills {
    learning: Learning,
    /// Which field, a matter group of a line, each matter is in.
    field_of: Table<MatterId, usize>,
    field_count: usize,
    /// Person by person, field by field.
    of_persons: Vec<Skill>,
}

impl Skills {
    /// Everybody at the skill of the start of the run; none where nobody learns, and none in a
    /// county that states no skill, whose people can do all there is.
    pub fn of(setting: &Setting) -> Option<Self> {
        let county = setting.county;
        let is_stated = starts_below_full(&county.staffing);
        let is_on = setting.mechanisms.has(Mechanism::Learning) && is_stated;
        let learning = setting.conduct.learning.filter(|_| is_on)?;
        let mut fields: Vec<(DepartmentId, GroupId)> = Vec::new();
        let field_of = county.matters.map(|matter| {
            let field = (matter.lead, matter.group);
            fields
                .iter()
                .position(|known| *known == field)
                .unwrap_or_else(|| {
                    fields.push(field);
                    fields.len() - 1
                })
        });
        let start = setting.horizon.start();
        let of_person = |home: DepartmentId| {
            fields.iter().map(move |(lead, _)| {
                let value = start_of(&county.staffing, home == *lead);
                Skill::new(value, start)
            })
        };
        let workers = county.workers.iter();
        Some(Self {
            learning,
            field_of,
            field_count: fields.len(),
            of_persons: workers.flat_map(|worker| of_person(worker.home)).collect(),
        })
    }

    fn row(&self, worker: WorkerId, matter: MatterId) -> usize {
        worker.index() * self.field_count + self.field_of[matter]
    }

    /// Skill of a person in the group of a matter.
    pub fn at(&self, now: Moment, worker: WorkerId, matter: MatterId) -> f64 {
        self.of_persons[self.row(worker, matter)].at(now, &self.learning)
    }

    /// Skill of a crew: the highest of its members.
    pub fn of_crew(&self, now: Moment, members: &Members, matter: MatterId) -> f64 {
        let skills = members.as_slice().iter();
        skills
            .map(|worker| self.at(now, *worker, matter))
            .fold(0.0, f64::max)
    }

    /// Everybody who was there has done one more case.
    pub fn practise(&mut self, now: Moment, members: &Members, matter: MatterId) {
        for worker in members.as_slice() {
            let row = self.row(*worker, matter);
            self.of_persons[row] = self.of_persons[row].practised(now, &self.learning);
        }
    }
}

/// Whether anybody starts with less than full skill.
fn starts_below_full(staffing: &Staffing) -> bool {
    staffing.home_skill < 1.0 || staffing.away_skill < 1.0
}

/// Skill at the start.
pub fn start_of(staffing: &Staffing, is_at_home: bool) -> f64 {
    if is_at_home {
        staffing.home_skill
    } else {
        staffing.away_skill
    }
}
