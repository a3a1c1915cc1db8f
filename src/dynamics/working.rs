//! Working: how long work takes a crew, and how much of it is done when it is laid down.

use crate::base::{Moment, Span};
use crate::county::part::places_in;
use crate::county::{RoutineKind, Task, TaskId, TaskKind, WorkerId};
use crate::engine::Observer;

use super::crew::{Crew, Members};
use super::extent::Extent;
use super::fact::{Activity, Fact};
use super::pace::{at_speed, content_done};
use super::simulation::Simulation;

impl<O: for<'f> Observer<Fact<'f>>, E: Extent> Simulation<'_, O, E> {
    /// Time a crew needs for what is left of a task: content over skill, part by part.
    pub(super) fn whole_work(&self, id: TaskId, lead: WorkerId) -> Span {
        let Crew { members, began, .. } = self.crew(lead);
        self.work_of((id, self.tasks[id].kind), members, *began)
    }

    /// Time that a task of a kind takes these people if they begin it at `began`.
    #[inline(always)]
    pub(super) fn work_of(
        &self,
        (id, kind): (TaskId, TaskKind),
        members: &Members,
        began: Moment,
    ) -> Span {
        let pace = self.pace(members.lead(), kind);
        match kind {
            TaskKind::Visit { incident, .. } if self.is_gone(incident) => Span::ZERO,
            TaskKind::Visit {
                incident: id,
                parts,
            } => {
                let incident = &self.incidents[id];
                let mut whole = self.papers_left(id, parts);
                for place in places_in(parts) {
                    let skill = self.skill_in_part(began, members, incident, place);
                    whole += at_speed(incident.part(place).content, skill * pace);
                }
                whole
            }
            TaskKind::Procedure { .. }
            | TaskKind::Prevention(_)
            | TaskKind::Operation { .. }
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { .. } => at_speed(self.tasks[id].content, pace),
            TaskKind::Routine(_) => {
                let task = &self.tasks[id];
                at_speed(task.content, self.routine_skill(task, members) * pace)
            }
        }
    }

    /// Line tasks and paper belong to no matter group; inspections are the line's own matters.
    fn routine_skill(&self, task: &Task, members: &Members) -> f64 {
        if self.activity_at_work(task.kind) == Activity::Inspection {
            self.skill(members, task.department)
        } else {
            1.0
        }
    }

    /// What the time of people at work on a kind of task goes into.
    #[inline]
    pub(super) fn activity_at_work(&self, kind: TaskKind) -> Activity {
        if let TaskKind::Visit { .. } = kind {
            return Activity::Visit;
        }
        self.activity_beside_visits(kind)
    }

    #[inline(never)]
    fn activity_beside_visits(&self, kind: TaskKind) -> Activity {
        match kind {
            TaskKind::Visit { .. } => Activity::Visit,
            TaskKind::Procedure { .. } => Activity::Procedure,
            TaskKind::Prevention(_) => Activity::Prevention,
            TaskKind::Operation { .. } => Activity::Operation,
            TaskKind::Consultation => Activity::Consultation,
            TaskKind::Chore => Activity::Chore,
            TaskKind::Duplicate { .. } => Activity::Duplicate,
            TaskKind::Routine(routine) => match self.setting.county.routines[routine].kind {
                RoutineKind::Inspection { .. } => Activity::Inspection,
                RoutineKind::LineTask { .. } | RoutineKind::Traced => Activity::LineTask,
            },
        }
    }

    /// Takes work that a crew has done so far off the content of its task.
    pub(super) fn take_off(&mut self, id: TaskId, lead: WorkerId, worked: Span) {
        let task = self.tasks[id];
        let Crew { members, began, .. } = *self.crew(lead);
        let pace = self.pace(lead, task.kind);
        match task.kind {
            TaskKind::Visit { incident, parts } => {
                let before = &self.incidents[incident];
                let speeds: Vec<f64> = (0..before.parts().len())
                    .map(|place| self.skill_in_part(began, &members, before, place) * pace)
                    .collect();
                let mut worked = if E::has(&self.background) {
                    self.lives[incident].papers.work_off(parts, worked)
                } else {
                    worked
                };
                for (index, part) in self.incidents[incident].parts_mut().iter_mut().enumerate() {
                    if parts & 1 << index == 0 {
                        continue;
                    }
                    let needed = at_speed(part.content, speeds[index]);
                    let done = worked.min(needed);
                    worked -= done;
                    part.content = if done == needed {
                        Span::ZERO
                    } else {
                        (part.content - content_done(done, speeds[index])).max(Span::ZERO)
                    };
                }
            }
            TaskKind::Procedure { .. }
            | TaskKind::Prevention(_)
            | TaskKind::Operation { .. }
            | TaskKind::Consultation
            | TaskKind::Chore
            | TaskKind::Duplicate { .. } => {
                let done = content_done(worked, pace);
                self.tasks[id].content = (task.content - done).max(Span::ZERO);
            }
            TaskKind::Routine(_) => {
                let done = content_done(worked, self.routine_skill(&task, &members) * pace);
                self.tasks[id].content = (task.content - done).max(Span::ZERO);
            }
        }
    }
}
