//! The recorder: listens to a run's facts and tallies what a catalogue asks for.

use crate::base::{Histogram, Id, Moment, Span, Sum};
use crate::county::{Incident, Stage, Task, Ticket, TownshipId, VillageId, WorkerId};
use crate::dynamics::{Activity, Fact, Horizon, Outcome, Setting, simulate};
use crate::engine::Observer;

use super::cases::{CaseTally, span_between};
use super::catalogue::Catalogue;
use super::load::LoadTally;
use super::metric::MetricId;
use super::population::Places;
use super::stages::StageTally;
use super::tally::RunTally;

/// From a moment until another.
type Part = (Moment, Moment);

/// Runs a setting and tallies what `catalogue` asks for.
pub fn measure_run(setting: &Setting, catalogue: &Catalogue) -> (Outcome, RunTally) {
    let (outcome, recorder) = simulate(setting, Recorder::new(setting, catalogue));
    (outcome, recorder.finish())
}

/// Tallies the facts of one run.
pub struct Recorder<'a> {
    catalogue: &'a Catalogue,
    horizon: Horizon,
    township_of: Vec<TownshipId>,
    tally: RunTally,
    /// Where each time's histograms begin, if it is measured.
    waiting: Option<usize>,
    response: Option<usize>,
    all_powers: Option<usize>,
    resolution: Option<usize>,
    recorded_resolution: Option<usize>,
    /// Time by time, population by population.
    histograms: Vec<Histogram>,
    has_stages: bool,
    has_load: bool,
    has_queue: bool,
    /// Since when the catalogue's units exist.
    units_since: Moment,
    /// Whether units told of are the catalogue's, not those of the charter before.
    is_switched: bool,
}

impl<'a> Recorder<'a> {
    /// A recorder that has seen nothing.
    pub fn new(setting: &Setting, catalogue: &'a Catalogue) -> Self {
        let measure = &catalogue.measure;
        let populations = catalogue.populations.list().len();
        let tally = RunTally {
            times: Vec::new(),
            cases: vec![CaseTally::default(); if measure.has_cases() { populations } else { 0 }],
            stages: vec![StageTally::default(); if measure.has_stages { populations } else { 0 }],
            load: if measure.has_load() {
                LoadTally::new(
                    catalogue.workers,
                    catalogue.townships,
                    catalogue.horizon,
                    measure.has_load_slices,
                )
            } else {
                LoadTally::default()
            },
            waited: vec![Sum::default(); catalogue.units + 1],
        };
        let villages = &setting.county.villages;
        let first_of = |wanted| {
            let place = catalogue.times().position(|metric| metric == wanted);
            place.map(|place| place * populations)
        };
        Self {
            horizon: setting.horizon,
            township_of: villages.iter().map(|village| village.township).collect(),
            waiting: first_of(MetricId::WaitingTime),
            response: first_of(MetricId::ResponseTime),
            all_powers: first_of(MetricId::AllPowersTime),
            resolution: first_of(MetricId::ResolutionTime),
            recorded_resolution: first_of(MetricId::RecordedResolutionTime),
            histograms: vec![Histogram::new(); populations * catalogue.times().count()],
            has_stages: measure.has_stages,
            has_load: measure.has_load(),
            has_queue: measure.has(MetricId::QueueLength),
            units_since: setting.switch_at().unwrap_or(setting.horizon.start()),
            is_switched: setting.switch_at().is_none(),
            catalogue,
            tally,
        }
    }

    /// All integers of the run.
    pub fn finish(mut self) -> RunTally {
        let populations = self.catalogue.populations.list().len();
        let mut histograms = self.histograms.into_iter();
        self.tally.times = self
            .catalogue
            .times()
            .map(|metric| (metric, histograms.by_ref().take(populations).collect()))
            .collect();
        self.tally
    }

    #[inline]
    fn record_time(&mut self, first: Option<usize>, places: &Places, span: Option<Span>) {
        let Some(first) = first else { return };
        for place in places.iter() {
            self.histograms[first + place].record_if_over(span);
        }
    }

    fn left(&mut self, now: Moment, incident: &Incident, ticket: Option<&Ticket>) {
        let (Some(reported_at), Some(ticket)) = (incident.reported_at, ticket) else {
            return;
        };
        let places = self.catalogue.populations.of_incident(incident);
        let until = |end| span_between(reported_at, end);
        self.record_time(self.response, &places, until(incident.first_power_at));
        self.record_time(self.all_powers, &places, until(incident.all_powers_at));
        self.record_time(self.resolution, &places, until(incident.settled_at));
        self.record_time(self.recorded_resolution, &places, until(ticket.closed_at));
        let has_cases = !self.tally.cases.is_empty();
        if !has_cases && !self.has_stages {
            return;
        }
        for place in places.iter() {
            if has_cases {
                self.tally.cases[place].record(now, incident, ticket);
            }
            if self.has_stages {
                self.tally.stages[place].count();
            }
        }
    }

    fn waited(&mut self, now: Moment, task: &Task, incident: &Incident, is_taken: bool) {
        if self.has_queue {
            self.queued(now, task);
        }
        let Some(time) = self.waiting else { return };
        if !incident.is_measured || task.is_begun {
            return;
        }
        let span = is_taken.then(|| now - task.queued_at);
        let places = self.catalogue.populations.of_incident(incident);
        self.record_time(Some(time), &places, span);
        if !self.is_switched {
            return;
        }
        if let Some(place) = self.catalogue.populations.of_unit(task.unit) {
            self.histograms[time + place].record_if_over(span);
        }
    }

    /// A task stood in the queue of its unit, or before the switch in that of another.
    fn queued(&mut self, now: Moment, task: &Task) {
        let since = self.units_since;
        let before = self.horizon.measured_part(task.queued_at, now.min(since));
        self.tally.waited[self.catalogue.units].add(before);
        if now > since {
            let span = self.horizon.measured_part(task.queued_at.max(since), now);
            self.tally.waited[task.unit.index()].add(span);
        }
    }

    fn moved(&mut self, incident: &Incident, from: Stage, span: Span) {
        let places = self.catalogue.populations.of_incident(incident);
        for place in places.iter() {
            self.tally.stages[place].add(from, span);
        }
    }

    fn spent(&mut self, worker: WorkerId, on: Activity, village: Option<VillageId>, part: Part) {
        if let Some(part) = self.measured(part) {
            let township = village.map(|village| self.township_of[village.index()].index());
            self.tally.load.spent(worker.index(), on, township, part);
        }
    }

    fn on_duty(&mut self, worker: WorkerId, part: Part) {
        if let Some((from, to)) = self.measured(part) {
            self.tally.load.on_duty(worker.index(), from, to);
        }
    }

    fn overtime(&mut self, worker: WorkerId, part: Part) {
        if let Some((from, to)) = self.measured(part) {
            self.tally.load.workers[worker.index()]
                .overtime
                .add(to - from);
        }
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
                incident, ticket, ..
            } if incident.is_measured => self.left(at, incident, ticket),
            Fact::Waited {
                task,
                incident: Some(incident),
                is_taken,
            } if task.is_visit() => self.waited(at, task, incident, is_taken),
            Fact::Moved {
                incident,
                from,
                span,
            } if self.has_stages && incident.is_measured => self.moved(incident, from, span),
            Fact::Spent {
                worker,
                on,
                village,
                from,
                to,
                ..
            } if self.has_load => self.spent(worker, on, village, (from, to)),
            Fact::Switched => self.is_switched = true,
            Fact::OnDuty { worker, from, to } if self.has_load => self.on_duty(worker, (from, to)),
            Fact::Overtime { worker, from, to } if self.has_load => {
                self.overtime(worker, (from, to));
            }
            _ => {}
        }
    }
}
