//! Diaries: what is kept of an incident while it lives, and how it is counted when it leaves.

use std::collections::BTreeMap;

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span};
use crate::county::{County, Incident, Stage};
use crate::dynamics::Setting;

use super::account::Account;
use super::case::Leaving;
use super::fates::FateTally;
use super::nature::Nature;
use super::population::Places;
use super::roll::{CaseName, Entry, Roll, name_of};
use super::stages::StageSpans;

/// What is kept of one incident.
#[derive(Debug, Clone)]
struct Diary {
    /// Its populations when it emerged: no setup moves an incident from one to another by letting
    /// it grow graver.
    places: Places,
    stages: StageSpans,
}

/// The diaries of a run's open incidents of the cohort.
#[derive(Debug)]
pub struct Diaries<'a> {
    county: &'a County,
    calendar: &'a Calendar,
    open: BTreeMap<CaseName, Diary>,
    roll: Option<Roll>,
}

impl<'a> Diaries<'a> {
    /// No diaries yet; a roll is kept where something is hidden.
    pub fn new(setting: &Setting<'a>, nature: Nature) -> Self {
        Self {
            county: setting.county,
            calendar: setting.calendar,
            open: BTreeMap::new(),
            roll: nature.hides.then(Roll::default),
        }
    }

    /// Who was reported, where something is hidden.
    pub fn into_roll(self) -> Option<Roll> {
        self.roll
    }

    /// An incident emerged.
    pub fn open(&mut self, incident: &Incident, places: Places) {
        let stages = [Span::ZERO; Stage::COUNT];
        self.open
            .insert(name_of(incident), Diary { places, stages });
    }

    /// It was in a stage for a span.
    pub fn moved(&mut self, incident: &Incident, from: Stage, span: Span) {
        if let Some(diary) = self.open.get_mut(&name_of(incident)) {
            diary.stages[from as usize] += span;
        }
    }

    /// A task of it waited for a unit.
    pub fn waited(
        &mut self,
        incident: &Incident,
        unit: Option<usize>,
        span: Option<Span>,
        account: &mut Account,
    ) {
        let name = name_of(incident);
        if let Some(diary) = self.open.get(&name) {
            account.waited(&diary.places, unit, span);
            if let Some(roll) = &mut self.roll {
                roll.waited(name, unit, span);
            }
        }
    }

    /// It left: it is counted among the potentials, and where it was reported among the cases.
    pub fn close(&mut self, leaving: &Leaving, fates: &mut [FateTally], account: &mut Account) {
        let incident = leaving.incident;
        let name = name_of(incident);
        let Some(Diary { places, stages }) = self.open.remove(&name) else {
            return;
        };
        if !fates.is_empty() {
            for place in places.iter() {
                fates[place].record(leaving);
            }
        }
        let Some(reported_at) = incident.reported_at else {
            return;
        };
        let case = leaving.case(reported_at, self.due_at(incident, reported_at));
        account.enter(&places, &case);
        account.stages(&places, &stages);
        let is_own = leaving.course.parent.is_none();
        if let Some(roll) = self.roll.as_mut().filter(|_| is_own) {
            let entry = Entry {
                places,
                case,
                stages,
            };
            roll.enter(name, entry);
        }
    }

    /// When an incident is overdue, by its first report.
    fn due_at(&self, incident: &Incident, reported_at: Moment) -> Moment {
        let days = self.county.matters[incident.matter].deadline_working_days;
        self.calendar.deadline(reported_at, days)
    }
}
