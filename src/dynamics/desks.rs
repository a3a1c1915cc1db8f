//! Desks (R3): whoever opens the post names the department whose case it is, rightly or not.

use crate::base::{Moment, Purpose};
use crate::county::{Channel, DepartmentId, IncidentId};
use crate::engine::Observer;
use crate::governance::GridLevel;

use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;
use super::way::Desk;

/// Whether the department is named rightly, and which is named instead.
const NAMING: Purpose = Purpose::named("naming the department");
/// Where the ordinals of further namings begin.
const AGAIN: u32 = 40;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// The desk that a channel leads to.
    pub(super) fn desk_of(&self, id: IncidentId, channel: Channel) -> Desk {
        let township = self.layout.township_of[self.incidents[id].village];
        match (channel, self.charter.practice_in(township).grid) {
            (Channel::Hotline, _) => Desk::Hotline,
            (Channel::Patrol, GridLevel::PerLine) => Desk::Net,
            (Channel::Village, _) | (Channel::Patrol, GridLevel::Unified) => {
                Desk::Township(township)
            }
        }
    }

    /// The department that the desk names for these parts, if it names a wrong one.
    pub(super) fn misnamed(
        &mut self,
        now: Moment,
        id: IncidentId,
        parts: u8,
    ) -> Option<DepartmentId> {
        let is_settled = self.follows_procedure(now, id);
        let (stream, ordinal) = self.draws_of(&self.incidents[id]);
        let matter = self.incidents[id].matter;
        let way = &mut self.lives[id].way;
        let (desk, namings) = (way.desk, way.namings);
        way.namings = namings.saturating_add(1);
        let is_new = way.returns(parts) == 0;
        let own_cases = self.offices.own_cases(desk, matter);
        let known = *own_cases;
        *own_cases += u32::from(is_new);
        let rules = &self.offices.rules;
        let at_first = match desk {
            Desk::Hotline => rules.hotline_right,
            Desk::Net | Desk::Township(_) => rules.grid_right,
        };
        let [mark, choice] = stream.two_marks(ordinal | u64::from(namings) << AGAIN, NAMING);
        if is_settled || mark.is_below(rules.right_share(at_first, known)) {
            return None;
        }
        let others = self.others(id);
        let wrong = (!others.is_empty()).then(|| others[choice.choose(others.len())]);
        if namings == 0 {
            self.lives[id].course.was_misrouted = wrong.is_some();
        }
        wrong
    }

    /// Departments with people who have nothing to do with an incident.
    pub(super) fn others(&self, id: IncidentId) -> Vec<DepartmentId> {
        let incident = &self.incidents[id];
        let township = self.layout.township_of[incident.village];
        let is_part_of = |department: DepartmentId| {
            let mut parts = incident.parts().iter();
            parts.any(|part| part.department == department)
        };
        let departments = self.charter.first_asked.iter_with_ids();
        departments
            .filter(|(department, units)| {
                let unit = units[township];
                !is_part_of(*department) && !self.charter.units[unit].members.is_empty()
            })
            .map(|(department, _)| department)
            .collect()
    }
}
