//! The recorder: listens to a run's facts and tallies what a catalogue asks for.

use crate::base::{Histogram, Id, Moment, Span, Sum};
use crate::county::{Incident, Task, Ticket, TownshipId};
use crate::dynamics::{Fact, Horizon, Outcome, Setting, simulate};
use crate::engine::Observer;

use super::cases::{CaseTally, span_between};
use super::catalogue::Catalogue;
use super::load::LoadTally;
use super::metric::MetricId;
use super::stages::StageTally;
use super::tally::RunTally;

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
    /// The place of waiting time among the times, if it is measured.
    waiting: Option<usize>,
    has_cases: bool,
    has_stages: bool,
    has_load: bool,
    has_queue: bool,
}

impl<'a> Recorder<'a> {
    /// A recorder that has seen nothing.
    pub fn new(setting: &Setting, catalogue: &'a Catalogue) -> Self {
        let measure = &catalogue.measure;
        let populations = catalogue.populations.list().len();
        let tally = RunTally {
            times: catalogue
                .times()
                .map(|metric| (metric, vec![Histogram::new(); populations]))
                .collect(),
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
            waited: vec![Sum::default(); catalogue.units],
        };
        let villages = &setting.county.villages;
        Self {
            horizon: setting.horizon,
            township_of: villages.iter().map(|village| village.township).collect(),
            waiting: catalogue
                .times()
                .position(|metric| metric == MetricId::WaitingTime),
            has_cases: measure.has_cases(),
            has_stages: measure.has_stages,
            has_load: measure.has_load(),
            has_queue: measure.has(MetricId::QueueLength),
            catalogue,
            tally,
        }
    }

    /// All integers of the run.
    pub fn finish(self) -> RunTally {
        self.tally
    }

    #[inline]
    fn record_time(&mut self, time: usize, place: usize, span: Option<Span>) {
        let histogram = &mut self.tally.times[time].1[place];
        match span {
            Some(span) => histogram.record(span),
            None => histogram.record_open(),
        }
    }

    #[inline]
    fn left(&mut self, now: Moment, incident: &Incident, ticket: &Ticket) {
        for time in 0..self.tally.times.len() {
            let end = match self.tally.times[time].0 {
                MetricId::ResponseTime => incident.first_power_at,
                MetricId::AllPowersTime => incident.all_powers_at,
                MetricId::ResolutionTime => incident.settled_at,
                MetricId::RecordedResolutionTime => ticket.closed_at,
                _ => continue,
            };
            let span = span_between(incident.reported_at, end);
            for place in self.catalogue.populations.of_incident(incident) {
                self.record_time(time, place, span);
            }
        }
        if !self.has_cases && !self.has_stages {
            return;
        }
        for place in self.catalogue.populations.of_incident(incident) {
            if self.has_cases {
                self.tally.cases[place].record(now, incident, ticket);
            }
            if self.has_stages {
                self.tally.stages[place].count();
            }
        }
    }

    #[inline]
    fn waited(&mut self, now: Moment, task: &Task, incident: &Incident, is_taken: bool) {
        if self.has_queue {
            let span = self.horizon.measured_part(task.queued_at, now);
            self.tally.waited[task.unit.index()].add(span);
        }
        let Some(time) = self.waiting else { return };
        if !incident.is_measured || task.is_begun {
            return;
        }
        let span = is_taken.then(|| now - task.queued_at);
        for place in self.catalogue.populations.of_incident(incident) {
            self.record_time(time, place, span);
        }
        if let Some(place) = self.catalogue.populations.of_unit(task.unit) {
            self.record_time(time, place, span);
        }
    }

    /// The measured part of `from..to`, if any.
    #[inline]
    fn measured(&self, from: Moment, to: Moment) -> Option<(Moment, Moment)> {
        let from = from.max(Moment::START);
        let to = to.min(self.horizon.measured_until());
        (from < to).then_some((from, to))
    }
}

impl Observer<Fact<'_>> for Recorder<'_> {
    #[inline]
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Left {
                incident, ticket, ..
            } => {
                if incident.is_measured {
                    self.left(at, incident, ticket);
                }
            }
            Fact::Waited {
                task,
                incident: Some(incident),
                is_taken,
            } if task.is_visit() => self.waited(at, task, incident, is_taken),
            Fact::Moved {
                incident,
                from,
                span,
            } => {
                if self.has_stages && incident.is_measured {
                    for place in self.catalogue.populations.of_incident(incident) {
                        self.tally.stages[place].add(from, span);
                    }
                }
            }
            Fact::Spent {
                worker,
                on,
                village,
                from,
                to,
                ..
            } => {
                if let (true, Some(part)) = (self.has_load, self.measured(from, to)) {
                    let township = village.map(|village| self.township_of[village.index()].index());
                    self.tally.load.spent(worker.index(), on, township, part);
                }
            }
            Fact::OnDuty { worker, from, to } => {
                if let (true, Some((from, to))) = (self.has_load, self.measured(from, to)) {
                    self.tally.load.on_duty(worker.index(), from, to);
                }
            }
            Fact::Overtime { worker, from, to } => {
                if let (true, Some((from, to))) = (self.has_load, self.measured(from, to)) {
                    self.tally.load.workers[worker.index()]
                        .overtime
                        .add(to - from);
                }
            }
            Fact::Emerged { .. } | Fact::Waited { .. } => {}
        }
    }
}
