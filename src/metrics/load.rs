//! Who carries the load: hours on duty and at work, by person, place, week and hour of day.

use crate::base::{DecodeError, Moment, Span, Sum};
use crate::dynamics::{Activity, Horizon};

/// Of whom a load speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A unit's people.
    Unit,
    /// People of a role.
    Role,
    /// Work done at places of a township, over all hours on duty of the county.
    Township,
    /// People of a home line.
    Department,
    /// Everyone.
    County,
}

impl Level {
    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Role => "role",
            Self::Township => "township",
            Self::Department => "department",
            Self::County => "county",
        }
    }
}

/// Which time a load speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slice {
    /// The whole measured time.
    Total,
    /// Days 7 w to 7 w + 6.
    Week(u32),
    /// One hour of every day.
    HourOfDay(u8),
}

impl Slice {
    /// The word used in tables.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Total => "total",
            Self::Week(_) => "week",
            Self::HourOfDay(_) => "hour-of-day",
        }
    }

    /// Which week or hour.
    pub const fn at(self) -> Option<u32> {
        match self {
            Self::Total => None,
            Self::Week(week) => Some(week),
            Self::HourOfDay(hour) => Some(hour as u32),
        }
    }
}

/// Hours that add up: on duty, after duty, and by activity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hours {
    /// On duty by roster.
    pub duty: Sum,
    /// After the end of shifts.
    pub overtime: Sum,
    /// At work, by activity.
    pub spent: [Sum; Activity::COUNT],
}

impl Hours {
    /// Adds others' hours.
    pub fn merge(&mut self, other: &Self) {
        self.duty.merge(&other.duty);
        self.overtime.merge(&other.overtime);
        for (mine, theirs) in self.spent.iter_mut().zip(&other.spent) {
            mine.merge(theirs);
        }
    }

    /// Seconds at work or on the way.
    pub fn busy(&self) -> i128 {
        self.spent.iter().map(|sum| sum.seconds()).sum()
    }

    fn write_to(&self, bytes: &mut Vec<u8>) {
        self.duty.write_to(bytes);
        self.overtime.write_to(bytes);
        for sum in &self.spent {
            sum.write_to(bytes);
        }
    }

    fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut hours = Self {
            duty: Sum::read_from(bytes)?,
            overtime: Sum::read_from(bytes)?,
            ..Self::default()
        };
        for sum in &mut hours.spent {
            *sum = Sum::read_from(bytes)?;
        }
        Ok(hours)
    }
}

/// Seconds on duty and at work in one slice of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Share {
    /// On duty.
    pub duty: Sum,
    /// At work or on the way.
    pub busy: Sum,
}

impl Share {
    /// Adds others' seconds.
    pub fn merge(&mut self, other: &Self) {
        self.duty.merge(&other.duty);
        self.busy.merge(&other.busy);
    }
}

/// What a slice table's rows and columns are.
const HOURS_A_DAY: usize = 24;

/// Integers of everybody's hours in one run.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LoadTally {
    /// By person.
    pub workers: Vec<Hours>,
    /// Work at places, by township.
    pub townships: Vec<Hours>,
    /// Person by person, week by week; empty if slices are not measured.
    pub weeks: Vec<Share>,
    /// Person by person, hour of day by hour of day.
    pub hours: Vec<Share>,
    /// Township by township, week by week; duty stays zero.
    pub township_weeks: Vec<Share>,
    /// Weeks measured, the last perhaps not whole.
    pub week_count: usize,
}

impl LoadTally {
    /// Zeros for so many persons and townships.
    pub fn new(workers: usize, townships: usize, horizon: Horizon, has_slices: bool) -> Self {
        let week_count = if has_slices {
            (horizon.measured.seconds() as usize).div_ceil(Span::WEEK.seconds() as usize)
        } else {
            0
        };
        let hours = if has_slices { HOURS_A_DAY } else { 0 };
        Self {
            workers: vec![Hours::default(); workers],
            townships: vec![Hours::default(); townships],
            weeks: vec![Share::default(); workers * week_count],
            hours: vec![Share::default(); workers * hours],
            township_weeks: vec![Share::default(); townships * week_count],
            week_count,
        }
    }

    /// A person was on duty; `from..to` lies in the measured time.
    pub fn on_duty(&mut self, worker: usize, from: Moment, to: Moment) {
        self.workers[worker].duty.add(to - from);
        if self.week_count > 0 {
            for (week, hour, span) in slices(from, to) {
                self.weeks[worker * self.week_count + week].duty.add(span);
                self.hours[worker * HOURS_A_DAY + hour].duty.add(span);
            }
        }
    }

    /// A person's time went into something, perhaps at a township; `from..to` is measured.
    #[inline(always)]
    pub fn spent(
        &mut self,
        worker: usize,
        on: Activity,
        township: Option<usize>,
        (from, to): (Moment, Moment),
    ) {
        self.workers[worker].spent[on as usize].add(to - from);
        if let Some(township) = township {
            self.townships[township].spent[on as usize].add(to - from);
        }
        if self.week_count > 0 {
            self.spent_by_slices(worker, township, (from, to));
        }
    }

    #[inline(never)]
    fn spent_by_slices(
        &mut self,
        worker: usize,
        township: Option<usize>,
        (from, to): (Moment, Moment),
    ) {
        for (week, hour, span) in slices(from, to) {
            self.weeks[worker * self.week_count + week].busy.add(span);
            self.hours[worker * HOURS_A_DAY + hour].busy.add(span);
            if let Some(township) = township {
                self.township_weeks[township * self.week_count + week]
                    .busy
                    .add(span);
            }
        }
    }

    /// A person's weeks.
    pub fn weeks_of(&self, worker: usize) -> &[Share] {
        &self.weeks[worker * self.week_count..(worker + 1) * self.week_count]
    }

    /// A person's hours of day; empty if slices are not measured.
    pub fn hours_of(&self, worker: usize) -> &[Share] {
        if self.hours.is_empty() {
            return &[];
        }
        &self.hours[worker * HOURS_A_DAY..(worker + 1) * HOURS_A_DAY]
    }

    /// A township's weeks.
    pub fn township_weeks_of(&self, township: usize) -> &[Share] {
        &self.township_weeks[township * self.week_count..(township + 1) * self.week_count]
    }

    /// Appends the tally to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        crate::base::varint::write_unsigned(self.week_count as u128, bytes);
        for table in [&self.workers, &self.townships] {
            crate::base::varint::write_unsigned(table.len() as u128, bytes);
            for hours in table {
                hours.write_to(bytes);
            }
        }
        for table in [&self.weeks, &self.hours, &self.township_weeks] {
            crate::base::varint::write_unsigned(table.len() as u128, bytes);
            for share in table {
                share.duty.write_to(bytes);
                share.busy.write_to(bytes);
            }
        }
    }

    /// Takes a tally off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a tally.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let week_count = crate::base::varint::read_u64(bytes)? as usize;
        let hours = |bytes: &mut &[u8]| -> Result<Vec<Hours>, DecodeError> {
            let length = crate::base::varint::read_u64(bytes)?;
            (0..length).map(|_| Hours::read_from(bytes)).collect()
        };
        let shares = |bytes: &mut &[u8]| -> Result<Vec<Share>, DecodeError> {
            let length = crate::base::varint::read_u64(bytes)?;
            (0..length)
                .map(|_| {
                    Ok(Share {
                        duty: Sum::read_from(bytes)?,
                        busy: Sum::read_from(bytes)?,
                    })
                })
                .collect()
        };
        Ok(Self {
            week_count,
            workers: hours(bytes)?,
            townships: hours(bytes)?,
            weeks: shares(bytes)?,
            hours: shares(bytes)?,
            township_weeks: shares(bytes)?,
        })
    }
}

/// Cuts a span at every full hour: week, hour of day, and length of each piece.
fn slices(from: Moment, to: Moment) -> impl Iterator<Item = (usize, usize, Span)> {
    let mut at = from;
    std::iter::from_fn(move || {
        if at >= to {
            return None;
        }
        let hour = at.time_of_day().seconds() / Span::HOUR.seconds();
        let next = Moment::start_of_day(at.day()) + Span::HOUR * (hour + 1);
        let week = at.seconds() / Span::WEEK.seconds();
        let piece = (week as usize, hour as usize, next.min(to) - at);
        at = next.min(to);
        Some(piece)
    })
}

/// The Gini coefficient of non-negative amounts; none where there is nothing.
///
/// Mean absolute difference over twice the mean (Gini 1912), from sorted amounts.
pub fn gini(amounts: &mut [i128]) -> Option<f64> {
    amounts.sort_unstable();
    let total: i128 = amounts.iter().sum();
    if total == 0 {
        return None;
    }
    let count = amounts.len() as f64;
    let weighted: f64 = amounts
        .iter()
        .enumerate()
        .map(|(index, amount)| (2.0 * (index as f64 + 1.0) - count - 1.0) * *amount as f64)
        .sum();
    Some(weighted / (count * total as f64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gini_is_zero_for_equals_and_nears_one_for_a_single_bearer() {
        assert_eq!(gini(&mut [5, 5, 5]), Some(0.0));
        assert_eq!(gini(&mut [0, 0, 0, 8]), Some(0.75));
        assert_eq!(gini(&mut [0, 0]), None);
        // scipy has no gini; by hand: sum |xi - xj| / (2 n^2 mean) = 8 / (2 * 4 * 2) = 0.5
        assert_eq!(gini(&mut [0, 4]), Some(0.5));
    }

    #[test]
    fn a_span_is_cut_at_full_hours_and_loses_nothing() {
        let pieces: Vec<_> =
            slices(Moment::from_seconds(3_000), Moment::from_seconds(8_000)).collect();
        let spans = pieces
            .iter()
            .map(|piece| piece.2.seconds())
            .collect::<Vec<_>>();
        assert_eq!(spans, [600, 3_600, 800]);
        assert_eq!(pieces[2].1, 2);
    }
}
