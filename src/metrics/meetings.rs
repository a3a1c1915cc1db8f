//! Hours of leaders: at work, and in meetings on cases.

use crate::base::{DecodeError, Span, Sum};
use crate::dynamics::Setting;

/// A working day (h): Labour Law of the PRC, article 36.
const WORKING_DAY_H: f64 = 8.0;

/// Hours of leaders: one of each department, and those that townships have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MeetingTally {
    /// Working days of eight hours, of all of them.
    pub at_work: Sum,
    /// In meetings on cases.
    pub met: Sum,
}

impl MeetingTally {
    /// No meeting yet in the measured time of a run.
    pub fn new(setting: &Setting) -> Self {
        let days = 0..setting.horizon.measured.days() as i64;
        let working = days.filter(|day| setting.calendar.is_working_day(*day));
        let working_days = working.count() * setting.county.leaders();
        let mut at_work = Sum::default();
        at_work.add(Span::from_hours(WORKING_DAY_H * working_days as f64));
        Self {
            at_work,
            met: Sum::default(),
        }
    }

    /// So many leaders met for so long.
    pub fn meet(&mut self, persons: u8, span: Span) {
        for _ in 0..persons {
            self.met.add(span);
        }
    }

    /// Share of their hours that meetings on cases take; none without leaders or working days.
    pub fn share(&self) -> Option<f64> {
        let (met, at_work) = (self.met.seconds(), self.at_work.seconds());
        (at_work > 0).then(|| met as f64 / at_work as f64)
    }

    /// Appends it to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        self.at_work.write_to(bytes);
        self.met.write_to(bytes);
    }

    /// Takes it off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        Ok(Self {
            at_work: Sum::read_from(bytes)?,
            met: Sum::read_from(bytes)?,
        })
    }
}
