//! Work: departments, their matters in groups, and routine work.

use super::founder::{Founder, number};
use crate::base::{Table, Text};
use crate::county::matter::Supporter;
use crate::county::{
    Department, DepartmentId, DepartmentKind, GroupId, Matter, MatterId, Routine, RoutineId,
    Support, Tier,
};
use crate::document::Keyed;
use crate::scenario::department::DepartmentStated;
use crate::scenario::matter::MatterStated;
use crate::scenario::routine::RoutineStated;

impl Founder<'_> {
    pub(super) fn matters(
        &mut self,
        stated: Vec<Keyed<MatterStated>>,
        departments: &Table<DepartmentId, Department>,
    ) -> (Table<GroupId, String>, Table<MatterId, Matter>) {
        let mut groups: Table<GroupId, String> = Table::new();
        let mut matters = Table::new();
        for matter in stated {
            let group = match groups.find(|group| *group == matter.value.group) {
                Some(group) => group,
                None => groups.push(matter.value.group.clone()),
            };
            matters.push(self.matter(matter, group, departments));
        }
        (groups, matters)
    }

    fn matter(
        &self,
        matter: Keyed<MatterStated>,
        group: GroupId,
        departments: &Table<DepartmentId, Department>,
    ) -> Matter {
        let names = &self.names.departments;
        let stated = matter.value;
        let lead = number(names, &stated.lead);
        let supports = stated.parts.iter().map(|part| Support {
            supporter: match part.department.as_str() {
                "others" => Supporter::Others,
                name => Supporter::Department(number(names, name)),
            },
            share: part.share,
            order: part.order,
        });
        Matter {
            lead,
            supports: supports.collect(),
            id: matter.id,
            name: stated.name,
            group,
            tier: stated.tier.unwrap_or(usual_tier(&departments[lead])),
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
            detection: stated.life.detection,
            settles_itself: stated.life.settles_itself,
            relapse: stated.life.relapse,
            worsens_per_day: stated.life.worsens_per_day,
            escalates_per_day: stated.life.escalates_per_day,
            visible: stated.life.visible,
            preventable_share: stated.life.preventable_share,
            background_min: stated.life.background_min,
            village_min: stated.life.village_min,
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
                let lines = departments.iter_with_ids();
                for (id, department) in lines.filter(|(_, line)| !line.is_block()) {
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

/// Where a case can be settled if its matter does not say: where its lead is.
const fn usual_tier(lead: &Department) -> Tier {
    match lead.kind {
        DepartmentKind::Line => Tier::County,
        DepartmentKind::Block => Tier::Township,
    }
}

pub(super) fn departments(stated: &[Keyed<DepartmentStated>]) -> Table<DepartmentId, Department> {
    let department = |stated: &Keyed<DepartmentStated>| Department {
        id: stated.id.clone(),
        name: stated.value.name.clone(),
        kind: stated.value.kind,
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
