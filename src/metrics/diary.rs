//! Diaries: what is kept of an incident while it lives, and how it is counted when it leaves.

use std::collections::BTreeMap;

use crate::base::calendar::Calendar;
use crate::base::{Moment, Span};
use crate::county::{County, Incident, Stage};
use crate::dynamics::Setting;

use super::account::Account;
use super::case::Leaving;
use super::catalogue::Catalogue;
use super::fates::FateTally;
use super::population::Places;
use super::roll::{CaseName, Entry, Roll, Wait, name_of};
use super::scope::ScopeTally;
use super::stages::StageSpans;

/// What is kept of one incident.
#[derive(Debug, Clone)]
struct Diary {
    /// Its populations when it emerged: no setup moves an incident from one to another by letting
    /// it grow graver.
    places: Places,
    stages: StageSpans,
    waits: Vec<Wait>,
}

/// What is kept of the reported incidents that have left, to be compared with other setups.
#[derive(Debug)]
enum Reported {
    /// Who they were: what the setups have in common is told once all of them have run.
    OnRoll(Roll),
    /// What they come to: a setup that is compared with no other has all of them in common.
    Counted(Account),
}

/// The diaries of a run's open incidents of the cohort.
#[derive(Debug)]
pub struct Diaries<'a> {
    county: &'a County,
    calendar: &'a Calendar,
    open: BTreeMap<CaseName, Diary>,
    /// None where nothing is hidden.
    reported: Option<Reported>,
}

impl<'a> Diaries<'a> {
    /// No diaries yet.
    pub fn new(setting: &Setting<'a>, catalogue: &Catalogue) -> Self {
        let reported = || {
            if catalogue.is_alone {
                Reported::Counted(Account::new(catalogue))
            } else {
                Reported::OnRoll(Roll::default())
            }
        };
        Self {
            county: setting.county,
            calendar: setting.calendar,
            open: BTreeMap::new(),
            reported: catalogue.nature.hides.then(reported),
        }
    }

    /// Who was reported, or else what they have in common with nobody left out; neither where
    /// nothing is hidden.
    pub fn finish(self, catalogue: &Catalogue) -> (Option<Roll>, Option<ScopeTally>) {
        match self.reported {
            Some(Reported::OnRoll(roll)) => (Some(roll), None),
            Some(Reported::Counted(account)) => (None, Some(account.finish(catalogue))),
            None => (None, None),
        }
    }

    /// An incident emerged.
    pub fn open(&mut self, incident: &Incident, places: Places) {
        let stages = [Span::ZERO; Stage::COUNT];
        let diary = Diary {
            places,
            stages,
            waits: Vec::new(),
        };
        self.open.insert(name_of(incident), diary);
    }

    /// It was in a stage for a span.
    pub fn moved(&mut self, incident: &Incident, from: Stage, span: Span) {
        if let Some(diary) = self.open.get_mut(&name_of(incident)) {
            diary.stages[from as usize] += span;
        }
    }

    /// A task of it waited for a unit.
    #[inline(never)]
    pub fn waited(
        &mut self,
        incident: &Incident,
        unit: Option<usize>,
        span: Option<Span>,
        account: &mut Account,
    ) {
        if let Some(diary) = self.open.get_mut(&name_of(incident)) {
            account.waited(&diary.places, unit, span);
            if self.reported.is_some() {
                diary.waits.push(Wait { unit, span });
            }
        }
    }

    /// It left: it is counted among the potentials, and where it was reported among the cases.
    pub fn close(&mut self, leaving: &Leaving, fates: &mut [FateTally], account: &mut Account) {
        let incident = leaving.incident;
        let name = name_of(incident);
        let Some(diary) = self.open.remove(&name) else {
            return;
        };
        let places = diary.places;
        if !fates.is_empty() {
            places.for_each(|place| {
                fates[place].record(leaving);
                fates[place].record_knowledge(leaving);
            });
        }
        let Some(reported_at) = incident.reported_at else {
            return;
        };
        let case = leaving.lived_case(reported_at, self.due_at(incident, reported_at));
        account.enter(&places, &case);
        account.stages(&places, &diary.stages);
        let is_own = leaving.course.parent.is_none();
        let Some(reported) = self.reported.as_mut().filter(|_| is_own) else {
            return;
        };
        let entry = Entry {
            places,
            case,
            stages: diary.stages,
            waits: diary.waits,
        };
        match reported {
            Reported::OnRoll(roll) => roll.enter(name, entry),
            Reported::Counted(account) => entry.enter(account),
        }
    }

    /// When an incident is overdue, by its first report.
    fn due_at(&self, incident: &Incident, reported_at: Moment) -> Moment {
        let days = self.county.matters[incident.matter].deadline_working_days;
        self.calendar.deadline(reported_at, days)
    }
}
