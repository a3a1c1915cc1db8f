//! An account: the times, shares and stages of one scope, as they are told one incident at a time.

use crate::base::{Histogram, Span};

use super::case::{Case, PASSAGES, Passage};
use super::cases::CaseTally;
use super::catalogue::Catalogue;
use super::metric::MetricId;
use super::population::{Places, SeveralPlaces};
use super::scope::ScopeTally;
use super::stages::{StageSpans, StageTally};

/// The account of one scope of one run.
#[derive(Debug, Clone)]
pub struct Account {
    /// Where the histograms of each passage begin, if it is measured.
    passages: [Option<usize>; PASSAGES.len()],
    /// The same of waiting for units.
    pub(super) waiting: Option<usize>,
    /// Time by time, population by population.
    histograms: Vec<Histogram>,
    /// By population; empty if no share is measured.
    cases: Vec<CaseTally>,
    /// By population; empty if stages are not measured.
    stages: Vec<StageTally>,
}

impl Account {
    /// An account of nothing.
    pub fn new(catalogue: &Catalogue) -> Self {
        let measure = &catalogue.measure;
        let populations = catalogue.populations.list().len();
        let first_of = |wanted: MetricId| {
            let place = catalogue.times().position(|metric| metric == wanted);
            place.map(|place| place * populations)
        };
        let rows = |is_measured: bool| if is_measured { populations } else { 0 };
        Self {
            passages: PASSAGES.map(first_of),
            waiting: first_of(MetricId::WaitingTime),
            histograms: vec![Histogram::new(); populations * catalogue.times().count()],
            cases: vec![CaseTally::default(); rows(measure.has_cases())],
            stages: vec![StageTally::default(); rows(measure.has_stages)],
        }
    }

    /// Where the histograms of a passage begin, if it is measured.
    pub(super) fn first_of(&self, metric: MetricId) -> Option<usize> {
        let place = PASSAGES.iter().position(|passage| *passage == metric);
        place.and_then(|place| self.passages[place])
    }

    /// Whether shares are counted.
    #[inline]
    pub(super) const fn has_cases(&self) -> bool {
        !self.cases.is_empty()
    }

    /// Records one span of a time.
    #[inline(always)]
    pub(super) fn span(&mut self, first: Option<usize>, places: &Places, span: Option<Span>) {
        let Some(first) = first else { return };
        match places {
            Places::First => self.histograms[first].record_if_over(span),
            Places::Several(several) => self.span_of_several(first, several, span),
        }
    }

    #[inline(never)]
    fn span_of_several(&mut self, first: usize, several: &SeveralPlaces, span: Option<Span>) {
        several.for_each(|place| self.histograms[first + place].record_if_over(span));
    }

    /// Records how long a task waited, for its incident's populations and its unit's.
    #[inline(always)]
    pub(super) fn waited(&mut self, places: &Places, unit: Option<usize>, span: Option<Span>) {
        self.span(self.waiting, places, span);
        if let Some((first, place)) = self.waiting.zip(unit) {
            self.histograms[first + place].record_if_over(span);
        }
    }

    /// Counts a case in shares and stages, its times apart.
    #[inline]
    pub(super) fn count(&mut self, places: &Places, case: &Case) {
        places.for_each(|place| {
            if let Some(cases) = self.cases.get_mut(place) {
                cases.record(case.marks);
            }
            if let Some(stages) = self.stages.get_mut(place) {
                stages.count();
            }
        });
    }

    /// Counts a case with its times.
    pub(super) fn enter(&mut self, places: &Places, case: &Case) {
        for (first, passage) in self.passages.into_iter().zip(case.passages) {
            match passage {
                Passage::After(span) => self.span(first, places, Some(span)),
                Passage::Open => self.span(first, places, None),
                Passage::Never => {}
            }
        }
        self.count(places, case);
    }

    /// Counts an incident in the stages alone.
    #[inline]
    pub(super) fn count_stages(&mut self, places: &Places) {
        if !self.stages.is_empty() {
            places.for_each(|place| self.stages[place].count());
        }
    }

    /// Adds time in stages.
    pub(super) fn stages(&mut self, places: &Places, spans: &StageSpans) {
        if self.stages.is_empty() {
            return;
        }
        places.for_each(|place| self.stages[place].add_all(spans));
    }

    /// Adds time in one stage.
    #[inline]
    pub(super) fn stage(&mut self, place: usize, stage: crate::county::Stage, span: Span) {
        self.stages[place].add(stage, span);
    }

    /// All integers.
    pub(super) fn finish(self, catalogue: &Catalogue) -> ScopeTally {
        let populations = catalogue.populations.list().len();
        let mut histograms = self.histograms.into_iter();
        let times = catalogue
            .times()
            .map(|metric| (metric, histograms.by_ref().take(populations).collect()))
            .collect();
        ScopeTally {
            times,
            cases: self.cases,
            stages: self.stages,
        }
    }
}
