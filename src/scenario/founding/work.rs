//! Work: departments, their matters in groups, and routine work.

use super::founder::{Founder, number};
use crate::base::{Table, Text};
use crate::county::matter::Supporter;
use crate::county::{
    Department, DepartmentId, DepartmentKind, GroupId, Matter, MatterId, Routine, RoutineId,
    Support,
};
use crate::document::Keyed;
use crate::scenario::matter::MatterStated;
use crate::scenario::routine::RoutineStated;

impl Founder<'_> {
    pub(super) fn matters(
        &mut self,
        stated: Vec<Keyed<MatterStated>>,
    ) -> (Table<GroupId, String>, Table<MatterId, Matter>) {
        let mut groups: Table<GroupId, String> = Table::new();
        let mut matters = Table::new();
        for matter in stated {
            let group = match groups.find(|group| *group == matter.value.group) {
                Some(group) => group,
                None => groups.push(matter.value.group.clone()),
            };
            matters.push(self.matter(matter, group));
        }
        (groups, matters)
    }

    fn matter(&self, matter: Keyed<MatterStated>, group: GroupId) -> Matter {
        let departments = &self.names.departments;
        let stated = matter.value;
        let supports = stated.parts.iter().map(|part| Support {
            supporter: match part.department.as_str() {
                "others" => Supporter::Others,
                name => Supporter::Department(number(departments, name)),
            },
            share: part.share,
            order: part.order,
        });
        Matter {
            lead: number(departments, &stated.lead),
            supports: supports.collect(),
            id: matter.id,
            name: stated.name,
            group,
            tier: stated.tier,
            rate: stated.rate,
            severity_share: stated.severity_share,
            power_share: stated.power_share,
            work_min: stated.work_min,
            procedure_min: stated.procedure_min,
            crew: stated.crew,
            deadline_working_days: stated.deadline_working_days,
            sessions: stated.sessions,
            session_gap_days: stated.session_gap_days,
            hour_profile: stated.hour_profile,
            weekday_profile: stated.weekday_profile,
            detection: None,
            settles_itself: None,
            relapse: None,
            worsens_per_day: 0.0,
            escalates_per_day: 0.0,
            visible: None,
            preventable_share: Matter::PREVENTABLE_SHARE,
            background_min: Matter::BACKGROUND_MIN,
            village_min: None,
        }
    }

    pub(super) fn routines(
        &self,
        stated: Vec<Keyed<RoutineStated>>,
        departments: &Table<DepartmentId, Department>,
    ) -> Table<RoutineId, Routine> {
        let mut routines = Table::new();
        for routine in stated {
            if routine.value.department == "each" {
                for (id, department) in departments.iter_with_ids() {
                    let name = Text::new(
                        format!("{}：{}", department.name.zh, routine.value.name.zh),
                        format!("{} of {}", routine.value.name.en, department.name.en),
                    );
                    let own = format!("{}-{}", routine.id, department.id);
                    routines.push(made(&routine.value, own, name, id));
                }
            } else {
                let department = number(&self.names.departments, &routine.value.department);
                let name = routine.value.name.clone();
                routines.push(made(&routine.value, routine.id, name, department));
            }
        }
        routines
    }
}

pub(super) fn departments(stated: &[Keyed<Text>]) -> Table<DepartmentId, Department> {
    let department = |stated: &Keyed<Text>| Department {
        id: stated.id.clone(),
        name: stated.value.clone(),
        kind: DepartmentKind::Line,
    };
    stated.iter().map(department).collect()
}

fn made(stated: &RoutineStated, id: String, name: Text, department: DepartmentId) -> Routine {
    Routine {
        id,
        name,
        department,
        kind: stated.kind,
        need: stated.need,
        work_min: stated.work_min.clone(),
        is_travel_included: stated.is_travel_included,
        deadline_working_days: stated.deadline_working_days,
        points_per_hour: stated.points_per_hour,
    }
}
