//! A study, resolved: everything its runs hang on, and the files it came from.

use crate::base::Text;
use crate::base::calendar::Calendar;
use crate::caselog::LogReport;
use crate::county::County;
use crate::county::trace::Trace;
use crate::dynamics::{Discipline, Horizon, Mechanisms};
use crate::governance::{Conduct, Setup};
use crate::metrics::{Measure, MetricId};

use super::design::points::FractionRun;
use super::design::{DesignKind, Factor, Level, Precision};

impl Study {
    /// The same study of just so many worlds named by this seed, at every point.
    #[must_use]
    pub fn with_worlds(mut self, replications: u32, seed: u64) -> Self {
        let points = std::mem::take(&mut self.points).into_iter();
        let points = points.map(|point| DesignPoint {
            study: point.study.with_worlds(replications, seed),
            ..point
        });
        Self {
            replications,
            precision: None,
            seed,
            points: points.collect(),
            ..self
        }
    }

    /// The study as it is at one point of its design; nothing if there is no such point.
    pub fn at_point(&self, point: u32) -> Option<&Self> {
        if self.points.is_empty() {
            return (point == 0).then_some(self);
        }
        self.points.get(point as usize).map(|point| &point.study)
    }

    /// Whether any setup takes over from the status quo during the run.
    pub fn is_forked(&self) -> bool {
        let start = self.horizon.start();
        !self.is_steady && self.setups.iter().any(|setup| setup.holds_from > start)
    }
}

/// What kind of file a study came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudyKind {
    /// One county under one setup.
    Scenario,
    /// Setups compared.
    Experiment,
}

/// A file a study was read from, kept so that it can be run again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The path as given or referred to.
    pub path: String,
    /// What was in it.
    pub bytes: Vec<u8>,
}

/// A study, resolved and checked.
#[derive(Debug, Clone)]
pub struct Study {
    /// The file's stem or the experiment's folder: the name of its results.
    pub id: String,
    /// The name people read.
    pub name: Text,
    /// What it came from.
    pub kind: StudyKind,
    /// The county every setup meets.
    pub county: County,
    /// How its people behave.
    pub conduct: Conduct,
    /// Setups, in the order of tables.
    pub setups: Vec<Setup>,
    /// The setup the others are compared with; the first of a scenario.
    pub baseline: usize,
    /// Days.
    pub calendar: Calendar,
    /// How long.
    pub horizon: Horizon,
    /// Whether each setup holds from the start of the run; else it takes over from the status quo
    /// on its day.
    pub is_steady: bool,
    /// What is on.
    pub mechanisms: Mechanisms,
    /// Who is served next.
    pub discipline: Discipline,
    /// A real log instead of rates.
    pub trace: Option<Trace>,
    /// What was read of that log.
    pub log_report: Option<LogReport>,
    /// What is measured.
    pub measure: Measure,
    /// What the verdict quotes.
    pub headline: Vec<MetricId>,
    /// Worlds; of a study that runs until a precision, those of its first round.
    pub replications: u32,
    /// How well a mean is to be known; none where the number of worlds is fixed.
    pub precision: Option<Precision>,
    /// Names the worlds together with the replication.
    pub seed: u64,
    /// The way through its points.
    pub design: DesignKind,
    /// What is varied.
    pub factors: Vec<Factor>,
    /// Which fraction of a two-level factorial is run.
    pub fraction: Option<FractionRun>,
    /// Where it looks; none where it looks at one point, as the files state it.
    pub points: Vec<DesignPoint>,
    /// Files, the study's own first.
    pub inputs: Vec<Input>,
    /// Patches, as typed.
    pub set: Vec<String>,
}

/// A study at one point of its design.
#[derive(Debug, Clone)]
pub struct DesignPoint {
    /// The values of the factors, in their order.
    pub levels: Vec<Level>,
    /// What the files make of these values; it has no points of its own.
    pub study: Study,
}
