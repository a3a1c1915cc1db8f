//! Cases told by a log to three lines on duty all the time, and what became of each.

use std::collections::BTreeMap;

use super::towns::{first_come, told_by_log, weekdays};
use crate::base::{Id, Key, Moment, Span};
use crate::county::trace::{Trace, TracedReport};
use crate::county::{County, DepartmentId, End, MatterId, Severity, Stage, VillageId};
use crate::dynamics::{Fact, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::Offices;
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Charter, Conduct};

/// What became of one incident.
#[derive(Debug, Clone, Default)]
pub struct Case {
    pub emerged_at: Option<Moment>,
    pub left_at: Option<Moment>,
    pub settled_at: Option<Moment>,
    pub end: Option<End>,
    pub stages: BTreeMap<Stage, Span>,
    pub returned_by: Vec<DepartmentId>,
    pub persons_met: Vec<u8>,
    pub returns: u8,
    pub was_misrouted: bool,
}

/// Every case by its name.
#[derive(Debug, Clone, Default)]
pub struct Cases {
    pub by_name: BTreeMap<(usize, u32), Case>,
}

impl Cases {
    fn of(&mut self, incident: &crate::county::Incident) -> &mut Case {
        let name = (incident.source.index(), incident.ordinal);
        self.by_name.entry(name).or_default()
    }
}

impl Observer<Fact<'_>> for Cases {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Emerged { incident } => {
                let before = self.of(incident).emerged_at.replace(at);
                assert_eq!(before, None, "emerged twice");
            }
            Fact::Moved {
                incident,
                from,
                span,
            } => *self.of(incident).stages.entry(from).or_default() += span,
            Fact::Returned {
                incident,
                department,
            } => self.of(incident).returned_by.push(department),
            Fact::Met {
                incident, persons, ..
            } => self.of(incident).persons_met.push(persons),
            Fact::Left {
                incident,
                course,
                end,
                ..
            } => {
                let case = self.of(incident);
                assert_eq!(case.left_at.replace(at), None, "left twice");
                case.end = Some(end);
                case.settled_at = incident.settled_at;
                case.returns = course.returns;
                case.was_misrouted = course.was_misrouted;
            }
            _ => {}
        }
    }
}

/// Desks that never ask the wrong department.
pub fn always_right() -> Offices {
    Offices {
        hotline_right: 1.0,
        grid_right: 1.0,
        experienced_right: 1.0,
        ..Offices::default()
    }
}

/// Offices, and nothing else of what people do.
pub fn conduct(offices: Offices) -> Conduct {
    Conduct {
        offices: Some(offices),
        ..Conduct::NONE
    }
}

/// Three lines of one officer, at the place where everything happens, on duty all the time.
pub fn three_lines() -> County {
    told_by_log(SampleCounty::new(vec![line(1, 0); 3]).built())
}

/// At so many minutes of day `day`; day 0 is a Monday.
pub fn at(day: i64, hour: i64, minute: i64) -> Moment {
    Moment::START + Span::from_days(day) + Span::MINUTE * (hour * 60 + minute)
}

/// A case told at a moment, of so many departments and a severity.
pub fn told(at: Moment, departments: usize, degree: u8) -> TracedReport {
    let mut asked = [None; 4];
    for (index, department) in asked.iter_mut().take(departments).enumerate() {
        *department = Some(DepartmentId::from_index(index));
    }
    TracedReport {
        key: Key::of("report").numbered(at.seconds() as u64),
        at,
        village: VillageId::from_index(0),
        matter: MatterId::from_index(0),
        departments: asked,
        severity: Severity::new(degree).unwrap(),
    }
}

/// What becomes of reports within sixty days, case by case.
pub fn cases(
    county: &County,
    conduct: &Conduct,
    charter: &Charter,
    reports: Vec<TracedReport>,
) -> Vec<Case> {
    let calendar = weekdays();
    let trace = Trace {
        reports,
        routine: Vec::new(),
    };
    let setting = Setting {
        conduct,
        trace: Some(&trace),
        ..first_come(county, charter, &calendar, 60)
    };
    let (_, cases) = simulate(&setting, Cases::default());
    cases.by_name.into_values().collect()
}
