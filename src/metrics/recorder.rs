//! The recorder: listens to a run's facts and tallies what a catalogue asks for.

use crate::base::{Id, Moment, Span, Sum};
use crate::county::{Cause, Incident, Paid, Stage, Task, TownshipId, VillageId, WorkerId};
use crate::dynamics::{
    Activity, Fact, FieldActivity, FieldRole, Horizon, Outcome, Setting, simulate_lean,
};
use crate::engine::Observer;

use super::account::Account;
use super::case::Leaving;
use super::catalogue::Catalogue;
use super::costs::CostTally;
use super::daily::DailyTally;
use super::diary::Diaries;
use super::fates::FateTally;
use super::load::LoadTally;
use super::meetings::MeetingTally;
use super::metric::MetricId;
use super::population::Places;
use super::roll::Roll;
use super::tally::{FieldTally, RunTally};
use super::townships::TownshipTally;
use super::villages::VillageTally;

/// From a moment until another.
type Part = (Moment, Moment);

/// Runs a setting and tallies what `catalogue` asks for; where something is hidden, who was
/// reported is given beside it, to be compared with the other setups of the world.
pub fn measure_run(setting: &Setting, catalogue: &Catalogue) -> (Outcome, RunTally, Option<Roll>) {
    let (outcome, recorder) = simulate_lean(setting, Recorder::new(setting, catalogue));
    let (mut tally, roll) = recorder.finish();
    tally.county_end = outcome.county_end;
    (outcome, tally, roll)
}

/// Tallies the facts of one run.
pub struct Recorder<'a> {
    catalogue: &'a Catalogue,
    horizon: Horizon,
    township_of: Vec<TownshipId>,
    load: LoadTally,
    waited: Vec<Sum>,
    field: FieldTally,
    meetings: MeetingTally,
    /// What costs beside wages, and as what each person is paid, if costs are measured.
    costs: Option<(CostTally, Vec<Paid>)>,
    townships: TownshipTally,
    villages: VillageTally,
    /// Day by day, if weeks are told.
    daily: Option<DailyTally>,
    account: Account,
    /// By population; empty if neither counts nor totals are measured.
    fates: Vec<FateTally>,
    /// Where the histograms of plain times begin, if they are measured.
    response: Option<usize>,
    all_powers: Option<usize>,
    resolution: Option<usize>,
    recorded_resolution: Option<usize>,
    /// What is kept of open incidents, where they have lives.
    diaries: Option<Diaries<'a>>,
    has_stages: bool,
    has_load: bool,
    /// Since when the catalogue's units exist, if queues are measured.
    queues_since: Option<Moment>,
    /// Whether units told of are the catalogue's, not those of the charter before.
    is_switched: bool,
}

impl<'a> Recorder<'a> {
    /// A recorder that has seen nothing.
    pub fn new(setting: &Setting<'a>, catalogue: &'a Catalogue) -> Self {
        let measure = &catalogue.measure;
        let account = Account::new(catalogue);
        let load = if measure.has_load() {
            LoadTally::new(
                catalogue.workers,
                catalogue.townships,
                catalogue.horizon,
                measure.has_load_slices,
            )
        } else {
            LoadTally::default()
        };
        let villages = &setting.county.villages;
        Self {
            horizon: setting.horizon,
            township_of: villages.iter().map(|village| village.township).collect(),
            load,
            waited: vec![Sum::default(); catalogue.units + 1],
            field: FieldTally::default(),
            meetings: MeetingTally::new(setting),
            costs: catalogue.bill.as_ref().map(|_| {
                let workers = setting.county.workers.iter();
                (CostTally::new(setting), workers.map(Paid::of).collect())
            }),
            townships: catalogue.no_townships(),
            villages: catalogue.no_villages(villages.len()),
            daily: catalogue
                .has_days
                .then(|| DailyTally::new(setting.horizon.measured)),
            response: account.first_of(MetricId::ResponseTime),
            all_powers: account.first_of(MetricId::AllPowersTime),
            resolution: account.first_of(MetricId::ResolutionTime),
            recorded_resolution: account.first_of(MetricId::RecordedResolutionTime),
            account,
            fates: catalogue.no_fates(),
            diaries: catalogue
                .nature
                .has_lives
                .then(|| Diaries::new(setting, catalogue)),
            has_stages: measure.has_stages,
            has_load: measure.has_load(),
            queues_since: measure
                .has(MetricId::QueueLength)
                .then(|| setting.switch_at().unwrap_or(setting.horizon.start())),
            is_switched: setting.switch_at().is_none(),
            catalogue,
        }
    }

    /// All integers of the run, and who was reported in it where something is hidden.
    pub fn finish(self) -> (RunTally, Option<Roll>) {
        let (roll, common) = self
            .diaries
            .map_or((None, None), |diaries| diaries.finish(self.catalogue));
        let tally = RunTally {
            told: self.account.finish(self.catalogue),
            common,
            fates: self.fates,
            load: self.load,
            waited: self.waited,
            field: self.field,
            meetings: self.meetings,
            costs: self.costs.map(|(tally, _)| tally).unwrap_or_default(),
            townships: self.townships,
            villages: self.villages,
            daily: self.daily.unwrap_or_default(),
            ..RunTally::default()
        };
        (tally, roll)
    }

    /// Where incidents are reported as they emerge and end with their last part.
    #[inline(always)]
    fn left(&mut self, leaving: &Leaving) {
        let incident = leaving.incident;
        let (Some(reported_at), Some(ticket)) = (incident.reported_at, leaving.ticket) else {
            return;
        };
        let places = self.catalogue.populations.of_incident(incident);
        let account = &mut self.account;
        let until = |end: Option<Moment>| end.map(|end| end - reported_at);
        account.span(self.response, &places, until(incident.first_power_at));
        account.span(self.all_powers, &places, until(incident.all_powers_at));
        account.span(self.resolution, &places, until(incident.settled_at));
        let recorded = until(ticket.closed_at);
        account.span(self.recorded_resolution, &places, recorded);
        if !self.fates.is_empty() || account.has_cases() {
            self.count(leaving, &places, (reported_at, ticket.due_at));
        } else {
            account.count_stages(&places);
        }
    }

    /// Counts what became of an incident, its times apart.
    #[inline(never)]
    fn count(&mut self, leaving: &Leaving, places: &Places, (reported_at, due_at): Part) {
        if !self.fates.is_empty() {
            places.for_each(|place| self.fates[place].record(leaving));
        }
        if self.account.has_cases() {
            let case = leaving.case(reported_at, due_at);
            self.account.count(places, &case);
        } else {
            self.account.count_stages(places);
        }
    }

    /// Where they have lives.
    #[inline(never)]
    fn lived(&mut self, leaving: &Leaving) {
        self.villages.left(leaving);
        if let Some(diaries) = &mut self.diaries {
            diaries.close(leaving, &mut self.fates, &mut self.account);
        }
    }

    #[inline(always)]
    fn waited(&mut self, now: Moment, task: &Task, incident: &Incident, is_taken: bool) {
        if let Some(since) = self.queues_since {
            self.queued(now, task, since);
        }
        if self.account.waiting.is_none() || !incident.is_measured || task.is_begun {
            return;
        }
        let span = is_taken.then(|| now - task.queued_at);
        let unit = self.catalogue.populations.of_unit(task.unit);
        let unit = unit.filter(|_| self.is_switched);
        if let Some(diaries) = &mut self.diaries {
            diaries.waited(incident, unit, span, &mut self.account);
        } else {
            let places = self.catalogue.populations.of_incident(incident);
            self.account.waited(&places, unit, span);
        }
    }

    /// A task stood in the queue of its unit, or before the switch in that of another.
    #[inline(never)]
    fn queued(&mut self, now: Moment, task: &Task, since: Moment) {
        let before = self.horizon.measured_part(task.queued_at, now.min(since));
        self.waited[self.catalogue.units].add(before);
        if now > since {
            let span = self.horizon.measured_part(task.queued_at.max(since), now);
            self.waited[task.unit.index()].add(span);
        }
    }

    fn moved(&mut self, incident: &Incident, from: Stage, span: Span) {
        if let Some(diaries) = &mut self.diaries {
            diaries.moved(incident, from, span);
            return;
        }
        let places = self.catalogue.populations.of_incident(incident);
        places.for_each(|place| self.account.stage(place, from, span));
    }

    fn prevented(&mut self, incident: &Incident, cause: Cause) {
        if let Some(daily) = &mut self.daily {
            daily.prevented(incident.emerged_at);
        }
        self.villages.prevented(incident.village, cause);
        let places = self.catalogue.populations.of_incident(incident);
        if !self.fates.is_empty() {
            places.for_each(|place| self.fates[place].prevent(cause));
        }
    }

    fn emerged(&mut self, incident: &Incident) {
        if let Some(diaries) = &mut self.diaries {
            diaries.open(incident, self.catalogue.populations.of_incident(incident));
        }
    }

    #[inline(always)]
    fn spent(&mut self, worker: WorkerId, on: Activity, village: Option<VillageId>, part: Part) {
        if let Some(part) = self.measured(part) {
            let township = village.map(|village| self.township_of[village.index()].index());
            self.load.spent(worker.index(), on, township, part);
            if let Some(daily) = &mut self.daily {
                daily.spent(part.0, part.1);
            }
        }
    }

    fn in_the_field(&mut self, on: FieldActivity, part: Part) {
        if let Some((from, to)) = self.measured(part) {
            self.field.all.add(to - from);
            if on.is_entry() {
                self.field.entry.add(to - from);
            }
        }
    }

    fn met(&mut self, persons: u8, part: Part) {
        if let Some((from, to)) = self.measured(part) {
            self.meetings.meet(persons, to - from);
        }
    }

    fn on_duty(&mut self, worker: WorkerId, part: Part) {
        if let Some((from, to)) = self.measured(part) {
            self.load.on_duty(worker.index(), from, to);
            if let Some(daily) = &mut self.daily {
                daily.on_duty(from, to);
            }
        }
    }

    fn overtime(&mut self, worker: WorkerId, part: Part) {
        let Some((from, to)) = self.measured(part) else {
            return;
        };
        if self.has_load {
            self.load.workers[worker.index()].overtime.add(to - from);
        }
        if let Some((costs, paid)) = &mut self.costs {
            costs.overtime(paid[worker.index()], to - from);
        }
    }

    fn drove(&mut self, part: Part) {
        let part = self.measured(part);
        if let (Some((costs, _)), Some((from, to))) = (&mut self.costs, part) {
            costs.drive(to - from);
        }
    }

    fn inspected(&mut self, village: VillageId) {
        let township = self.township_of[village.index()];
        self.townships.inspect(township);
    }

    /// The measured part of `from..to`, if any.
    #[inline]
    fn measured(&self, (from, to): Part) -> Option<Part> {
        let from = from.max(Moment::START);
        let to = to.min(self.horizon.measured_until());
        (from < to).then_some((from, to))
    }
}

impl Observer<Fact<'_>> for Recorder<'_> {
    /// Only asks whether the fact is of interest, so that it dissolves where the fact is told.
    #[inline(always)]
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Left {
                incident,
                ticket,
                course,
                end,
            } if incident.is_measured => {
                let leaving = Leaving {
                    at,
                    incident,
                    ticket,
                    course,
                    end,
                };
                if let Some(daily) = &mut self.daily {
                    daily.left(&leaving);
                }
                if self.diaries.is_none() {
                    self.left(&leaving);
                } else {
                    self.lived(&leaving);
                }
            }
            Fact::Emerged { incident } if self.diaries.is_some() && incident.is_measured => {
                self.emerged(incident);
            }
            Fact::Waited {
                task,
                incident: Some(incident),
                is_taken,
                ..
            } if task.is_visit() => self.waited(at, task, incident, is_taken),
            Fact::Moved {
                incident,
                from,
                span,
            } if self.has_stages && incident.is_measured => self.moved(incident, from, span),
            Fact::Prevented { incident, cause } if incident.is_measured => {
                self.prevented(incident, cause);
            }
            Fact::Spent {
                worker,
                on,
                village,
                from,
                to,
                ..
            } if self.has_load => self.spent(worker, on, village, (from, to)),
            Fact::Switched => self.is_switched = true,
            Fact::VillageEnds { village, capacity } => self.villages.ends(village, capacity),
            Fact::Met { persons, span, .. } => self.met(persons, (at - span, at)),
            Fact::InTheField {
                role: FieldRole::GridWorker,
                on,
                from,
                to,
                ..
            } => self.in_the_field(on, (from, to)),
            Fact::PettyDemand {
                township,
                is_brought,
            } if self.horizon.is_measured(at) => self.townships.request(township, is_brought),
            Fact::LookedInVain { township } if self.horizon.is_measured(at) => {
                self.townships.useless_visit(township);
            }
            Fact::OperationDone { township, .. } if self.horizon.is_measured(at) => {
                self.townships.operation(township);
            }
            Fact::OnDuty { worker, from, to } if self.has_load => self.on_duty(worker, (from, to)),
            Fact::Overtime { worker, from, to } => self.overtime(worker, (from, to)),
            Fact::Drove { from, to } if self.costs.is_some() => self.drove((from, to)),
            Fact::Inspected { village } if self.horizon.is_measured(at) => self.inspected(village),
            _ => {}
        }
    }
}
