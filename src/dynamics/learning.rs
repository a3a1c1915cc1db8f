//! Learning: what a crew is worth in a part of an incident, and which work is practice.

use crate::base::Moment;
use crate::county::part::PlacesIn;
use crate::county::{DepartmentId, Incident, IncidentId, WorkerId};
use crate::engine::Observer;

use super::crew::Members;
use super::extent::Extent;
use super::fact::Fact;
use super::simulation::Simulation;
use super::skills::start_of;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Skill of a crew in a department's matters: the highest that its members start with.
    #[inline(always)]
    pub(super) fn skill(&self, members: &Members, department: DepartmentId) -> f64 {
        let staffing = &self.setting.county.staffing;
        if (staffing.home_skill - staffing.away_skill).abs() < f64::EPSILON {
            return staffing.home_skill;
        }
        let is_home = |worker: &WorkerId| self.profiles[*worker].home == department;
        start_of(staffing, members.as_slice().iter().any(is_home))
    }

    /// Skill of a crew in a part of an incident as of `at`.
    #[inline(always)]
    pub(super) fn skill_in_part(
        &self,
        at: Moment,
        members: &Members,
        incident: &Incident,
        place: usize,
    ) -> f64 {
        let department = incident.part(place).department;
        match &self.skills {
            Some(skills) if !E::IS_PLAIN && self.is_of_known_group(incident, place) => {
                skills.of_crew(at, members, incident.matter)
            }
            _ => self.skill(members, department),
        }
    }

    /// Whether a part is of the department whose group the matter is in.
    fn is_of_known_group(&self, incident: &Incident, place: usize) -> bool {
        self.setting.county.matters[incident.matter].lead == incident.part(place).department
    }

    /// A crew has come to an end with parts of an incident, which is one case of its group.
    #[inline(always)]
    pub(super) fn practise(
        &mut self,
        now: Moment,
        members: &Members,
        id: IncidentId,
        done: PlacesIn,
    ) {
        if E::has(&self.skills) && !self.is_gone(id) {
            self.note_practice(now, members, id, done);
        }
    }

    #[inline(never)]
    fn note_practice(&mut self, now: Moment, members: &Members, id: IncidentId, done: PlacesIn) {
        let incident = &self.incidents[id];
        let matter = incident.matter;
        let mut done = done;
        let is_practice = done.any(|place| self.is_of_known_group(incident, place));
        if let (Some(skills), true) = (&mut self.skills, is_practice) {
            skills.practise(now, members, matter);
        }
    }
}
