//! All integers of one finished run.

use crate::base::varint::{read_u64, write_unsigned};
use crate::base::{DecodeError, Histogram, Sum};

use super::cases::CaseTally;
use super::load::LoadTally;
use super::metric::MetricId;
use super::stages::StageTally;

/// All integers of one finished run; what its catalogue names, in the same order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunTally {
    /// Times measured: each with a histogram per population.
    pub(super) times: Vec<(MetricId, Vec<Histogram>)>,
    /// By population.
    pub(super) cases: Vec<CaseTally>,
    /// By population.
    pub(super) stages: Vec<StageTally>,
    /// Everybody's hours.
    pub(super) load: LoadTally,
    /// Waiting of incident tasks inside the measured time, by unit; last, what was waited before
    /// the setup's units existed.
    pub(super) waited: Vec<Sum>,
}

impl RunTally {
    /// The distribution of a time over all incidents, if it was measured.
    pub fn distribution(&self, metric: MetricId) -> Option<&Histogram> {
        self.times
            .iter()
            .find(|(measured, _)| *measured == metric)
            .and_then(|(_, populations)| populations.first())
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        write_unsigned(self.times.len() as u128, bytes);
        for (metric, histograms) in &self.times {
            let place = MetricId::ALL.iter().position(|other| other == metric);
            write_unsigned(place.unwrap_or_default() as u128, bytes);
            write_unsigned(histograms.len() as u128, bytes);
            for histogram in histograms {
                histogram.write_to(bytes);
            }
        }
        write_unsigned(self.cases.len() as u128, bytes);
        self.cases.iter().for_each(|cases| cases.write_to(bytes));
        write_unsigned(self.stages.len() as u128, bytes);
        self.stages.iter().for_each(|stages| stages.write_to(bytes));
        self.load.write_to(bytes);
        write_unsigned(self.waited.len() as u128, bytes);
        self.waited.iter().for_each(|sum| sum.write_to(bytes));
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let times = list(bytes, |bytes| {
            let place = read_u64(bytes)? as usize;
            let metric = MetricId::ALL.get(place).copied();
            let histograms = list(bytes, Histogram::read_from)?;
            Ok((metric.ok_or(DecodeError::BadNumber)?, histograms))
        })?;
        Ok(Self {
            times,
            cases: list(bytes, CaseTally::read_from)?,
            stages: list(bytes, StageTally::read_from)?,
            load: LoadTally::read_from(bytes)?,
            waited: list(bytes, Sum::read_from)?,
        })
    }
}

fn list<T>(
    bytes: &mut &[u8],
    mut read: impl FnMut(&mut &[u8]) -> Result<T, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    let length = read_u64(bytes)?;
    (0..length).map(|_| read(bytes)).collect()
}
