//! Scopes: of which incidents a population is taken, where setups do not meet the same reports.

use crate::base::varint::{read_u64, write_unsigned};
use crate::base::{DecodeError, Histogram, Text};

use super::cases::CaseTally;
use super::metric::MetricId;
use super::stages::StageTally;

/// Of which incidents a population is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Every incident: nothing is hidden, so all setups meet the same.
    Whole,
    /// Everything the world had in store, reported or not, prevented or not.
    Potential,
    /// What was reported in every setup of the comparison, in the same world.
    Common,
    /// What was reported in this setup.
    Ticket,
}

impl Scope {
    /// The scopes where something is hidden, in the order of tables.
    pub const HIDING: [Self; 3] = [Self::Potential, Self::Common, Self::Ticket];

    /// What stands before the name of a population.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::Whole => "",
            Self::Potential => "potential/",
            Self::Common => "common/",
            Self::Ticket => "ticket/",
        }
    }

    /// The name of a population taken of it.
    pub fn label(self, population: &str) -> String {
        [self.prefix(), population].concat()
    }

    /// What it is and what it is good for.
    pub fn meaning(self) -> Text {
        match self {
            Self::Whole => Text::new("全部事件", "every incident"),
            Self::Potential => Text::new(
                "世界里本会发生的全部事件，不论是否被报告；被预防的暴露为零。各方案相同：发生数加预防数处处相等。个数与暴露量以此为准。更晚的反弹另起新事件，计入暴露而不计入个数",
                "everything the world had in store, reported or not; what was prevented has no exposure. Equal in all setups: emerged plus prevented. Counts and exposure are judged here. Relapses that came up as new incidents add to exposure and not to counts",
            ),
            Self::Common => Text::new(
                "同一世界里在本研究每个方案中都被报告的事件（运行失败的方案除外）；时长与占比以此为准。增减方案会改变这些行。更晚的反弹另起的新事件不在其中",
                "reported in every setup of the study in the same world (setups whose run failed apart); times and shares are judged here. Adding or removing a setup changes these rows. Relapses that came up as new incidents are not among them",
            ),
            Self::Ticket => Text::new(
                "本方案中被报告的事件，即官方口径：由方案选出，方案之间不是同一批事件",
                "reported in this setup, as official figures have it: selected by the setup, so that setups do not speak of the same incidents",
            ),
        }
    }
}

/// Integers of the incidents of one scope: per population times, shares, stages.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ScopeTally {
    /// Times measured: each with a histogram per population.
    pub(super) times: Vec<(MetricId, Vec<Histogram>)>,
    /// By population.
    pub(super) cases: Vec<CaseTally>,
    /// By population.
    pub(super) stages: Vec<StageTally>,
}

impl ScopeTally {
    /// The histograms of a time, population by population, if it was measured.
    pub(super) fn of_time(&self, metric: MetricId) -> Option<&[Histogram]> {
        let mut times = self.times.iter();
        times
            .find(|(measured, _)| *measured == metric)
            .map(|(_, histograms)| histograms.as_slice())
    }

    /// Appends the tally to a journal's bytes.
    pub(super) fn write_to(&self, bytes: &mut Vec<u8>) {
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
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub(super) fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let times = read_list(bytes, |bytes| {
            let place = read_u64(bytes)? as usize;
            let metric = MetricId::ALL.get(place).copied();
            let histograms = read_list(bytes, Histogram::read_from)?;
            Ok((metric.ok_or(DecodeError::BadNumber)?, histograms))
        })?;
        Ok(Self {
            times,
            cases: read_list(bytes, CaseTally::read_from)?,
            stages: read_list(bytes, StageTally::read_from)?,
        })
    }
}

/// Takes a list off the front of `bytes`: its length, then its rows.
///
/// # Errors
/// The bytes are not such a list.
pub(super) fn read_list<T>(
    bytes: &mut &[u8],
    mut read: impl FnMut(&mut &[u8]) -> Result<T, DecodeError>,
) -> Result<Vec<T>, DecodeError> {
    let length = read_u64(bytes)?;
    (0..length).map(|_| read(bytes)).collect()
}
