//! Exact tallies: integers that commute, so that threads, shards and resuming change no byte.

use super::time::Span;
use super::varint::{DecodeError, read_signed, read_u64, write_signed, write_unsigned};

/// How often something happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Count(u64);

impl Count {
    /// Counts one more.
    #[inline]
    pub const fn increment(&mut self) {
        self.0 += 1;
    }

    /// Counts `times` more.
    #[inline]
    pub const fn add(&mut self, times: u64) {
        self.0 += times;
    }

    /// Adds another count.
    pub const fn merge(&mut self, other: &Self) {
        self.0 += other.0;
    }

    /// What is left of it without `part` of it.
    #[must_use]
    pub const fn without(self, part: Self) -> Self {
        Self(self.0 - part.0)
    }

    /// How often.
    pub const fn value(self) -> u64 {
        self.0
    }

    /// This count as a share of `whole`; nothing where the whole is nothing.
    pub fn share_of(self, whole: Self) -> Option<f64> {
        (whole.0 > 0).then(|| self.0 as f64 / whole.0 as f64)
    }

    /// Appends the count to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        write_unsigned(u128::from(self.0), bytes);
    }

    /// Takes a count off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a count.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        read_u64(bytes).map(Self)
    }
}

/// An exact total of seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Sum(i128);

impl Sum {
    /// No time at all.
    pub const NOTHING: Self = Self(0);

    /// Adds a span.
    #[inline]
    pub const fn add(&mut self, span: Span) {
        self.0 += span.seconds() as i128;
    }

    /// Adds another total.
    pub const fn merge(&mut self, other: &Self) {
        self.0 += other.0;
    }

    /// The total (s).
    pub const fn seconds(self) -> i128 {
        self.0
    }

    /// The total (h).
    pub fn hours(self) -> f64 {
        self.0 as f64 / 3_600.0
    }

    /// Appends the total to a journal's bytes.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        write_signed(self.0, bytes);
    }

    /// Takes a total off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a total.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        read_signed(bytes).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_sums_survive_the_journal() {
        let (mut count, mut sum) = (Count::default(), Sum::default());
        count.add(3);
        count.increment();
        sum.add(Span::HOUR);
        sum.add(Span::from_hours(-2.5));
        let mut bytes = Vec::new();
        count.write_to(&mut bytes);
        sum.write_to(&mut bytes);
        let mut left = &bytes[..];
        assert_eq!(Count::read_from(&mut left), Ok(count));
        assert_eq!(Sum::read_from(&mut left), Ok(sum));
        assert_eq!((count.value(), sum.hours()), (4, -1.5));
        assert_eq!(count.share_of(Count::default()), None);
        assert_eq!(count.without(count), Count::default());
    }
}
