//! How spans are spread, exactly: integers that commute, so that no order changes a byte.

use super::tally::Sum;
use super::time::Span;
use super::varint::{DecodeError, read_u64, read_unsigned, write_unsigned};

/// Binary digits a cell keeps after the leading one: 64 cells an octave.
const KEPT_DIGITS: u32 = 6;
const CELLS_OF_OCTAVE: usize = 1 << KEPT_DIGITS;
/// One more than the cell of the longest span.
const MOST_CELLS: usize = cell_of(i64::MAX as u64) + 1;

/// How spans are spread: exact to the second below 128 s, then 64 equal cells to each doubling.
///
/// A quantile is the order statistic of that rank, given as the middle of its cell: at most 0.8 %
/// from it, and exact below 128 s. Mean and counts are exact. Unfinished spans count as longer
/// than every finished one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Histogram {
    /// Finished spans by cell; whole octaves, up to that of the longest.
    cells: Vec<u64>,
    sum: Sum,
    open: u64,
}

impl Histogram {
    /// A histogram of nothing.
    pub const fn new() -> Self {
        Self {
            cells: Vec::new(),
            sum: Sum::NOTHING,
            open: 0,
        }
    }

    /// Records a finished span.
    ///
    /// # Panics
    /// The span is negative.
    #[inline(always)]
    pub fn record(&mut self, span: Span) {
        let cell = cell_of(span.seconds() as u64);
        self.sum.add(span);
        if let Some(count) = self.cells.get_mut(cell) {
            *count += 1;
        } else {
            self.add_beyond(cell, 1);
        }
    }

    /// Records a span that has not ended.
    #[inline]
    pub const fn record_open(&mut self) {
        self.open += 1;
    }

    /// Records a finished span, or one that has not ended.
    #[inline(always)]
    pub fn record_if_over(&mut self, span: Option<Span>) {
        match span {
            Some(span) => self.record(span),
            None => self.record_open(),
        }
    }

    /// Adds another histogram; order and grouping do not matter.
    pub fn merge(&mut self, other: &Self) {
        if other.cells.len() > self.cells.len() {
            self.cells.resize(other.cells.len(), 0);
        }
        for (count, more) in self.cells.iter_mut().zip(&other.cells) {
            *count += more;
        }
        self.sum.merge(&other.sum);
        self.open += other.open;
    }

    /// How many spans there are, open ones too.
    pub fn count(&self) -> u64 {
        self.finished() + self.open
    }

    /// How many spans ended.
    pub fn finished(&self) -> u64 {
        self.cells.iter().sum()
    }

    /// How many spans have not ended.
    pub const fn open(&self) -> u64 {
        self.open
    }

    /// The exact total of the finished spans.
    pub const fn sum(&self) -> Sum {
        self.sum
    }

    /// The mean of the finished spans (s); nothing without one.
    pub fn mean(&self) -> Option<f64> {
        let finished = self.finished();
        (finished > 0).then(|| self.sum.seconds() as f64 / finished as f64)
    }

    /// The shortest span (s) that at least `share` of all are not longer than; nothing where there
    /// is no span or that one is still open.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let rank = self.rank(share);
        let mut reached = 0;
        let cell = self.cells.iter().position(|count| {
            reached += count;
            reached >= rank
        })?;
        let (shortest, width) = spans_of(cell);
        Some(shortest as f64 + (width - 1) as f64 / 2.0)
    }

    /// The cells that are not empty: shortest span, first span beyond, how many.
    pub fn cells(&self) -> impl Iterator<Item = (Span, Span, u64)> + '_ {
        let filled = self
            .cells
            .iter()
            .enumerate()
            .filter(|(_, count)| **count > 0);
        filled.map(|(cell, count)| {
            let (shortest, width) = spans_of(cell);
            let beyond = i64::try_from(shortest + width).unwrap_or(i64::MAX);
            (
                Span::from_seconds(shortest as i64),
                Span::from_seconds(beyond),
                *count,
            )
        })
    }

    /// Appends the histogram to a journal's bytes; empty cells take no room.
    pub fn write_to(&self, bytes: &mut Vec<u8>) {
        let filled = || {
            self.cells
                .iter()
                .enumerate()
                .filter(|(_, count)| **count > 0)
        };
        write_unsigned(filled().count() as u128, bytes);
        let mut next_cell = 0;
        for (cell, count) in filled() {
            write_unsigned((cell - next_cell) as u128, bytes);
            write_unsigned(u128::from(*count), bytes);
            next_cell = cell + 1;
        }
        self.sum.write_to(bytes);
        write_unsigned(u128::from(self.open), bytes);
    }

    /// Takes a histogram off the front of `bytes`.
    ///
    /// # Errors
    /// The bytes are not a histogram.
    pub fn read_from(bytes: &mut &[u8]) -> Result<Self, DecodeError> {
        let mut histogram = Self::new();
        let mut next_cell = 0;
        let mut finished: u64 = 0;
        for _ in 0..read_unsigned(bytes)? {
            let gap = usize::try_from(read_unsigned(bytes)?).unwrap_or(usize::MAX);
            let cell = gap.saturating_add(next_cell);
            let count = read_u64(bytes)?;
            if cell >= MOST_CELLS || count == 0 {
                return Err(DecodeError::BadCell);
            }
            finished = finished.checked_add(count).ok_or(DecodeError::BadNumber)?;
            histogram.add_beyond(cell, count);
            next_cell = cell + 1;
        }
        histogram.sum = Sum::read_from(bytes)?;
        histogram.open = read_u64(bytes)?;
        let count = finished.checked_add(histogram.open);
        count.map(|_| histogram).ok_or(DecodeError::BadNumber)
    }

    /// The place of the quantile of `share` among all spans, from 1.
    fn rank(&self, share: f64) -> u64 {
        // 0.95 of 20 is 19 and not 19.000000000000004: two roundings, of 2^-53 each, are taken off.
        let place = share * self.count() as f64 * (1.0 - 2.0 * f64::EPSILON);
        (place.ceil() as u64).max(1)
    }

    #[cold]
    fn add_beyond(&mut self, cell: usize, count: u64) {
        assert!(cell < MOST_CELLS, "a span is negative");
        let octaves = cell / CELLS_OF_OCTAVE + 1;
        if octaves * CELLS_OF_OCTAVE > self.cells.len() {
            self.cells.resize(octaves * CELLS_OF_OCTAVE, 0);
        }
        self.cells[cell] += count;
    }
}

/// The cell of a span of `seconds`.
#[inline]
const fn cell_of(seconds: u64) -> usize {
    let dropped_digits =
        u64::BITS - 1 - KEPT_DIGITS - (seconds | CELLS_OF_OCTAVE as u64).leading_zeros();
    (dropped_digits as usize) * CELLS_OF_OCTAVE + (seconds >> dropped_digits) as usize
}

/// The shortest span of a cell and how many seconds it holds.
const fn spans_of(cell: usize) -> (u64, u64) {
    if cell < 2 * CELLS_OF_OCTAVE {
        return (cell as u64, 1);
    }
    let dropped_digits = cell / CELLS_OF_OCTAVE - 1;
    let kept = cell - dropped_digits * CELLS_OF_OCTAVE;
    ((kept as u64) << dropped_digits, 1 << dropped_digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn histogram(seconds: &[i64], open: u64) -> Histogram {
        let mut histogram = Histogram::new();
        for second in seconds {
            histogram.record(Span::from_seconds(*second));
        }
        for _ in 0..open {
            histogram.record_open();
        }
        histogram
    }

    #[test]
    fn each_second_lies_in_the_cell_that_claims_it() {
        let edges = (0..63).flat_map(|power| [(1_u64 << power) - 1, 1 << power, (1 << power) + 1]);
        for seconds in (0..10_000).chain(edges) {
            let (shortest, width) = spans_of(cell_of(seconds));
            assert!(
                shortest <= seconds && seconds - shortest < width,
                "{seconds}"
            );
        }
        for cell in 0..MOST_CELLS - 1 {
            let (shortest, width) = spans_of(cell);
            assert_eq!(spans_of(cell + 1).0, shortest + width);
        }
    }

    #[test]
    fn below_128_seconds_every_second_has_a_cell_and_then_64_an_octave() {
        assert_eq!(
            (cell_of(127), cell_of(128), cell_of(255), cell_of(256)),
            (127, 128, 191, 192)
        );
    }

    #[test]
    fn nothing_has_no_mean_and_no_quantile_and_takes_little_room() {
        let nothing = Histogram::new();
        assert_eq!(
            (nothing.mean(), nothing.quantile(0.5), nothing.count()),
            (None, None, 0)
        );
        let mut bytes = Vec::new();
        nothing.write_to(&mut bytes);
        assert_eq!(bytes, [0, 0, 0]);
    }

    #[test]
    fn quantiles_are_order_statistics() {
        let twenty = histogram(&(1..=20).collect::<Vec<_>>(), 0);
        let quantiles = [0.0, 0.05, 0.051, 0.5, 0.9, 0.95, 1.0].map(|share| twenty.quantile(share));
        assert_eq!(quantiles, [1.0, 1.0, 2.0, 10.0, 18.0, 19.0, 20.0].map(Some));
    }

    #[test]
    fn a_quantile_among_the_open_is_not_known() {
        let half_open = histogram(&[10, 20, 30], 3);
        assert_eq!(half_open.quantile(0.5), Some(30.0));
        assert_eq!(half_open.quantile(0.51), None);
        assert_eq!(half_open.mean(), Some(20.0));
        assert_eq!(
            (half_open.count(), half_open.finished(), half_open.open()),
            (6, 3, 3)
        );
    }

    #[test]
    fn the_longest_span_has_a_cell() {
        let longest = histogram(&[i64::MAX], 0);
        assert_eq!(longest.sum().seconds(), i128::from(i64::MAX));
        assert_eq!(
            longest.cells().map(|(_, beyond, _)| beyond.seconds()).max(),
            Some(i64::MAX)
        );
    }

    #[test]
    #[should_panic(expected = "a span is negative")]
    fn a_negative_span_is_a_fault_of_the_model() {
        Histogram::new().record(Span::from_seconds(-1));
    }

    #[test]
    fn broken_bytes_are_refused() {
        let read = |bytes: &[u8]| Histogram::read_from(&mut &*bytes);
        assert_eq!(read(&[]), Err(DecodeError::Truncated));
        assert_eq!(read(&[1, 0, 0, 0, 0]), Err(DecodeError::BadCell));
        assert_eq!(
            read(&[1, 0xff, 0xff, 0x7f, 1, 0, 0]),
            Err(DecodeError::BadCell)
        );
        assert_eq!(read(&[2, 5, 1, 0, 1]), Err(DecodeError::Truncated));
        let mut too_many = vec![1, 0];
        write_unsigned(u128::from(u64::MAX), &mut too_many);
        too_many.extend([0, 1]);
        assert_eq!(read(&too_many), Err(DecodeError::BadNumber));
    }

    #[test]
    fn bytes_are_pinned() {
        let mut bytes = Vec::new();
        histogram(&[0, 5, 5, 300], 2).write_to(&mut bytes);
        assert_eq!(bytes, [3, 0, 1, 4, 2, 0xc5, 0x01, 1, 0xec, 0x04, 2]);
    }

    fn any_spans() -> impl Strategy<Value = Vec<i64>> {
        let span = (0_u32..40, any::<u64>())
            .prop_map(|(digits, bits)| (bits & ((1 << digits) - 1)) as i64);
        proptest::collection::vec(span, 0..60)
    }

    proptest! {
        #[test]
        fn merging_commutes_and_associates(a in any_spans(), b in any_spans(), c in any_spans(), open in 0_u64..5) {
            let merged = |first: &Histogram, second: &Histogram| {
                let mut sum = first.clone();
                sum.merge(second);
                sum
            };
            let all: Vec<i64> = a.iter().chain(&b).chain(&c).copied().collect();
            let (a, b, c) = (histogram(&a, open), histogram(&b, 1), histogram(&c, 0));
            prop_assert_eq!(merged(&a, &b), merged(&b, &a));
            prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
            prop_assert_eq!(merged(&merged(&a, &b), &c), histogram(&all, open + 1));
        }

        #[test]
        fn a_quantile_is_within_eight_thousandths(mut spans in any_spans(), hundredths in 0_u32..=100) {
            prop_assume!(!spans.is_empty());
            spans.sort_unstable();
            let rank = (hundredths as usize * spans.len()).div_ceil(100).max(1);
            let exact = spans[rank - 1] as f64;
            let quantile = histogram(&spans, 0).quantile(f64::from(hundredths) / 100.0).unwrap();
            prop_assert!((quantile - exact).abs() <= 0.008 * exact, "{} for {}", quantile, exact);
        }

        #[test]
        fn a_histogram_survives_the_journal(spans in any_spans(), open in 0_u64..1_000) {
            let written = histogram(&spans, open);
            let mut bytes = Vec::new();
            written.write_to(&mut bytes);
            let mut left = &bytes[..];
            prop_assert_eq!(Histogram::read_from(&mut left), Ok(written));
            prop_assert!(left.is_empty());
        }

        #[test]
        fn any_bytes_are_read_or_refused_without_panic(bytes: Vec<u8>) {
            let mut left = &bytes[..];
            if let Ok(histogram) = Histogram::read_from(&mut left) {
                let mut again = Vec::new();
                histogram.write_to(&mut again);
                prop_assert_eq!(&again[..], &bytes[..bytes.len() - left.len()]);
            }
        }
    }
}
