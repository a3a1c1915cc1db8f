//! Where the time of incidents goes, stage by stage.

use crate::base::{Count, DecodeError, Span, Sum};
use crate::county::Stage;

/// Time of one incident in each stage.
pub type StageSpans = [Span; Stage::COUNT];

/// Integers of one population's stages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct StageTally {
    incidents: Count,
    spans: [Sum; Stage::COUNT],
}

impl StageTally {
    /// Adds time in a stage.
    #[inline]
    pub fn add(&mut self, stage: Stage, span: Span) {
        self.spans[stage as usize].add(span);
    }

    /// Adds the time of one incident in every stage.
    pub fn add_all(&mut self, spans: &StageSpans) {
        for (sum, span) in self.spans.iter_mut().zip(spans) {
            sum.add(*span);
        }
    }

    /// Counts an incident that left.
    #[inline]
    pub fn count(&mut self) {
        self.incidents.increment();
    }

    /// Mean time per incident in a stage (h).
    pub fn mean_hours(&self, stage: Stage) -> Option<f64> {
        let incidents = self.incidents.value();
        (incidents > 0).then(|| self.spans[stage as usize].hours() / incidents as f64)
    }

    /// A stage's share of the time of all stages.
    pub fn share_of_total(&self, stage: Stage) -> Option<f64> {
        let total: f64 = self.spans.iter().map(|sum| sum.seconds() as f64).sum();
        (total > 0.0).then(|| self.spans[stage as usize].seconds() as f64 / total)
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        self.incidents.write_to(bytes);
        for span in &self.spans {
            span.write_to(bytes);
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut tally = Self {
            incidents: Count::read_from(bytes)?,
            ..Self::default()
        };
        for span in &mut tally.spans {
            *span = Sum::read_from(bytes)?;
        }
        Ok(tally)
    }
}
