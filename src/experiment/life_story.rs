//! Life stories: what happened to one incident under every setup, from facts told once more.

use crate::base::{Moment, Span, Text};
use crate::county::{Course, End, Incident, Stage, Ticket, UnitId, WorkerId};
use crate::dynamics::{Fact, Stop};
use crate::engine::Observer;
use crate::governance::Charter;

use super::life::{Life, LifeStory, Note, NoteKind, Step, Towards};
use super::plan::{Plan, PlanWorld, RunKey};
use super::point_plan::PointPlan;
use super::sought::{Homes, Sought};

/// Simulates a world once more under every setup and tells what became of one incident.
///
/// # Errors
/// The message of a run that breaks off.
pub fn life_stories(
    plan: &Plan,
    world: PlanWorld,
    sought: Sought,
) -> Result<Vec<LifeStory>, String> {
    let story = |setup: usize| {
        let run = plan.index(RunKey {
            replication: world.replication,
            point: world.point,
            setup,
        });
        let biographer = plan.watch(run, Biographer::new(plan.at(world.point), setup, sought))?;
        Ok(biographer.story)
    };
    (0..plan.setups().len()).map(story).collect()
}

/// Listens for one incident.
struct Biographer<'a> {
    plan: &'a PointPlan<'a>,
    setup: usize,
    sought: Sought,
    /// The charter in force.
    charter: &'a Charter,
    /// Whether it has come up and not left.
    is_open: bool,
    /// Where incidents belong that came up elsewhere.
    homes: Homes,
    story: LifeStory,
}

impl<'a> Biographer<'a> {
    fn new(plan: &'a PointPlan<'a>, setup: usize, sought: Sought) -> Self {
        Self {
            plan,
            setup,
            sought,
            charter: plan.opening_charter(setup),
            is_open: false,
            homes: Homes::default(),
            story: LifeStory::Absent,
        }
    }

    fn is_it(&self, incident: &Incident) -> bool {
        self.sought
            .is(&self.plan.study().county, incident, self.homes.of(incident))
    }

    fn note(&mut self, at: Moment, kind: NoteKind) {
        if let LifeStory::Lived(life) = &mut self.story {
            life.notes.push(Note { at, kind });
        }
    }

    fn unit(&self, unit: UnitId) -> Text {
        self.charter.units[unit].name.clone()
    }

    fn come_up(&mut self, incident: &Incident) {
        self.is_open = true;
        self.story = LifeStory::Lived(Box::new(Life {
            born: *incident,
            last: *incident,
            ticket: None,
            course: Course::PLAIN,
            end: End::Open,
            left_at: incident.emerged_at,
            steps: Vec::new(),
            notes: Vec::new(),
        }));
    }

    /// Notes where it came up, if that is elsewhere than it would have.
    fn note_where(&mut self, at: Moment, incident: &Incident) {
        let Some(moved) = self.homes.moved(incident) else {
            return;
        };
        let villages = &self.plan.study().county.villages;
        let (home, here) = (&villages[moved.home], &villages[incident.village]);
        let kind = NoteKind::CameUpElsewhere {
            home: home.name.clone(),
            here: here.name.clone(),
            by: moved.by,
        };
        self.note(at, kind);
    }

    /// Notes a settlement as soon as a fact shows it, for a relapse takes it back.
    fn look_at(&mut self, incident: &Incident) {
        let LifeStory::Lived(life) = &self.story else {
            return;
        };
        let Some(at) = incident.settled_at else {
            return;
        };
        let note = Note {
            at,
            kind: NoteKind::Settled,
        };
        if !life.notes.contains(&note) {
            self.note(at, NoteKind::Settled);
        }
    }

    fn moved(&mut self, at: Moment, stage: Stage, span: Span) {
        if let LifeStory::Lived(life) = &mut self.story {
            life.steps.push(Step {
                stage,
                from: at - span,
                to: at,
            });
        }
    }

    fn set_out(&mut self, at: Moment, unit: UnitId, stop: Stop, sign_offs: u8) {
        let towards = match stop {
            Stop::Registered => Towards::Registration,
            Stop::Desk => Towards::Township,
            Stop::Unit => Towards::Unit(self.unit(unit)),
            Stop::Stranger(department) => {
                let departments = &self.plan.study().county.departments;
                Towards::Stranger(departments[department].name.clone())
            }
            // The return itself is noted.
            Stop::Back => return,
            Stop::Meeting { persons } => Towards::Meeting(persons),
        };
        self.note(at, NoteKind::SetOut(towards, sign_offs));
    }

    fn taken(&mut self, at: Moment, unit: UnitId, crew: &[WorkerId], is_visit: bool) {
        let workers = &self.plan.study().county.workers;
        let licensed = crew.iter().filter(|worker| workers[**worker].is_licensed());
        let kind = NoteKind::Taken {
            unit: self.unit(unit),
            persons: crew.len(),
            licensed: licensed.count(),
            is_procedure: !is_visit,
        };
        self.note(at, kind);
    }

    fn left(
        &mut self,
        at: Moment,
        last: &Incident,
        ticket: Option<&Ticket>,
        course: &Course,
        end: End,
    ) {
        self.is_open = false;
        if let LifeStory::Lived(life) = &mut self.story {
            life.last = *last;
            life.ticket = ticket.copied();
            life.course = *course;
            life.end = end;
            life.left_at = at;
            life.finish();
        }
    }

    /// Facts of the incident while it is open.
    fn heard(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Reported { channel, .. } => self.note(at, NoteKind::Told(channel)),
            Fact::Moved { from, span, .. } => self.moved(at, from, span),
            Fact::SetOut {
                incident,
                parts,
                to,
                sign_offs,
            } => {
                let unit = incident.part(parts.trailing_zeros() as usize).unit;
                self.set_out(at, unit, to, sign_offs);
            }
            Fact::Queued { task, ahead, .. } => {
                let unit = self.unit(task.unit);
                self.note(at, NoteKind::Queued { unit, ahead });
            }
            Fact::Waited {
                task,
                is_taken: true,
                crew,
                ..
            } => self.taken(at, task.unit, crew, task.is_visit()),
            Fact::Returned { department, .. } => {
                let departments = &self.plan.study().county.departments;
                self.note(at, NoteKind::SentBack(departments[department].name.clone()));
            }
            Fact::OperationPlanned { task, .. } => {
                let unit = self.unit(task.unit);
                self.note(at, NoteKind::OperationPlanned(unit));
            }
            Fact::Met { persons, span, .. } => self.note(at, NoteKind::Met(persons, span)),
            Fact::Left {
                incident,
                ticket,
                course,
                end,
            } => self.left(at, incident, ticket, course, end),
            _ => {}
        }
    }
}

impl Observer<Fact<'_>> for Biographer<'_> {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        let incident = match *fact {
            Fact::Emerged { incident }
            | Fact::Reported { incident, .. }
            | Fact::Moved { incident, .. }
            | Fact::Queued { incident, .. }
            | Fact::SetOut { incident, .. }
            | Fact::Waited {
                incident: Some(incident),
                ..
            }
            | Fact::Returned { incident, .. }
            | Fact::Met { incident, .. }
            | Fact::OperationPlanned { incident, .. }
            | Fact::Left { incident, .. } => incident,
            Fact::Prevented { incident, cause } => {
                if self.is_it(incident) {
                    let incident = Box::new(*incident);
                    self.story = LifeStory::Prevented { incident, cause };
                }
                return;
            }
            Fact::CameUpElsewhere { incident, moved } => {
                self.homes.note(incident, moved);
                return;
            }
            Fact::Switched => {
                self.charter = self.plan.charter(self.setup);
                if self.is_open {
                    self.note(at, NoteKind::TookOver);
                }
                return;
            }
            _ => return,
        };
        if let Fact::Emerged { incident } = *fact {
            if self.is_it(incident) {
                self.come_up(incident);
                self.note_where(at, incident);
            } else if self.sought.is_followed_by(
                &self.plan.study().county,
                incident,
                self.homes.of(incident),
            ) {
                self.note(at, NoteKind::Followed(incident.ordinal));
            }
        } else if self.is_open && self.is_it(incident) {
            self.look_at(incident);
            self.heard(at, fact);
        }
    }
}
