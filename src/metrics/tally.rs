//! All integers of one finished run.

use crate::base::varint::{read_u64, write_unsigned};
use crate::base::{DecodeError, Histogram, Sum};
use crate::dynamics::CountyEnd;

use super::costs::CostTally;
use super::daily::DailyTally;
use super::fates::FateTally;
use super::load::LoadTally;
use super::meetings::MeetingTally;
use super::metric::MetricId;
use super::scope::{Scope, ScopeTally, read_list};
use super::townships::TownshipTally;
use super::villages::VillageTally;

/// All integers of one finished run; what its catalogue names, in the same order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RunTally {
    /// Of the incidents told of: all, or those reported where some are hidden.
    pub(super) told: ScopeTally,
    /// Of those reported in every setup of the world, where some are hidden.
    pub(super) common: Option<ScopeTally>,
    /// Of all potentials, by population.
    pub(super) fates: Vec<FateTally>,
    /// Everybody's hours.
    pub(super) load: LoadTally,
    /// Waiting of incident tasks inside the measured time, by unit; last, what was waited before
    /// the setup's units existed.
    pub(super) waited: Vec<Sum>,
    /// Day by day; empty where weeks are not told.
    pub(super) daily: DailyTally,
    /// Grid workers' hours.
    pub(super) field: FieldTally,
    /// Leaders' hours.
    pub(super) meetings: MeetingTally,
    /// What cost beside wages; nothing where no costs are measured.
    pub(super) costs: CostTally,
    /// What is counted township by township.
    pub(super) townships: TownshipTally,
    /// What is told village by village.
    pub(super) villages: VillageTally,
    /// The state the county is left in.
    pub(super) county_end: CountyEnd,
}

/// Hours of grid workers in the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FieldTally {
    /// On patrol, putting things right, at terminals.
    pub all: Sum,
    /// At terminals.
    pub entry: Sum,
}

impl FieldTally {
    /// Share of the hours that goes into terminals; none where nobody was in the field.
    pub fn entry_share(&self) -> Option<f64> {
        let (entry, all) = (self.entry.seconds(), self.all.seconds());
        (all > 0).then(|| entry as f64 / all as f64)
    }
}

impl RunTally {
    /// The integers of a scope, if the run has it.
    pub(super) const fn of(&self, scope: Scope) -> Option<&ScopeTally> {
        match scope {
            Scope::Whole | Scope::Ticket => Some(&self.told),
            Scope::Common => self.common.as_ref(),
            Scope::Potential => None,
        }
    }

    /// The distribution of a time over all incidents, if it was measured: over those reported in
    /// every setup, where some are hidden.
    pub fn distribution(&self, metric: MetricId) -> Option<&Histogram> {
        self.distributions(metric).first()
    }

    /// The same, population by population; none if it was not measured.
    pub(super) fn distributions(&self, metric: MetricId) -> &[Histogram] {
        let scope = self.common.as_ref().unwrap_or(&self.told);
        scope.of_time(metric).unwrap_or_default()
    }

    /// The measured days one by one, if weeks are told.
    pub fn daily(&self) -> Option<&DailyTally> {
        (!self.daily.is_empty()).then_some(&self.daily)
    }

    /// The same with its days, which a journal keeps apart.
    #[must_use]
    pub fn with_daily(self, daily: DailyTally) -> Self {
        Self { daily, ..self }
    }

    /// Appends the tally but for its days to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        self.told.write_to(bytes);
        write_unsigned(u128::from(self.common.is_some()), bytes);
        if let Some(common) = &self.common {
            common.write_to(bytes);
        }
        write_unsigned(self.fates.len() as u128, bytes);
        self.fates.iter().for_each(|fates| fates.write_to(bytes));
        self.load.write_to(bytes);
        write_unsigned(self.waited.len() as u128, bytes);
        self.waited.iter().for_each(|sum| sum.write_to(bytes));
        self.field.all.write_to(bytes);
        self.field.entry.write_to(bytes);
        self.meetings.write_to(bytes);
        self.costs.write_to(bytes);
        self.townships.write_to(bytes);
        self.villages.write_to(bytes);
        for millionths in [self.county_end.trust, self.county_end.capacity] {
            write_unsigned(millionths.map_or(0, |value| u128::from(value) + 1), bytes);
        }
    }

    /// Takes a tally without days off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let told = ScopeTally::read_from(bytes)?;
        let common = match read_u64(bytes)? {
            0 => None,
            1 => Some(ScopeTally::read_from(bytes)?),
            _ => return Err(DecodeError::BadNumber),
        };
        Ok(Self {
            told,
            common,
            fates: read_list(bytes, FateTally::read_from)?,
            load: LoadTally::read_from(bytes)?,
            waited: read_list(bytes, Sum::read_from)?,
            daily: DailyTally::default(),
            field: FieldTally {
                all: Sum::read_from(bytes)?,
                entry: Sum::read_from(bytes)?,
            },
            meetings: MeetingTally::read_from(bytes)?,
            costs: CostTally::read_from(bytes)?,
            townships: TownshipTally::read_from(bytes)?,
            villages: VillageTally::read_from(bytes)?,
            county_end: CountyEnd {
                trust: read_u64(bytes)?.checked_sub(1),
                capacity: read_u64(bytes)?.checked_sub(1),
            },
        })
    }

    /// What is told village by village.
    pub const fn villages(&self) -> &VillageTally {
        &self.villages
    }

    /// The state the county is left in.
    pub const fn county_end(&self) -> CountyEnd {
        self.county_end
    }
}
