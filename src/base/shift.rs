//! Shifts: the times of day people are on duty, laid over a calendar.

use super::calendar::{Calendar, CalendarKind};
use super::date::Weekday;
use super::time::{Moment, Span};
use super::weekday_set::WeekdaySet;

/// The days a shift is worked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShiftDays {
    /// The calendar's working days.
    Working,
    /// Every day, holidays too.
    Every,
    /// Some days of the week, holidays too.
    Weekdays(WeekdaySet),
}

/// Why texts or blocks make no shift.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ShiftError {
    /// The text is no time of day.
    #[error("{0:?} is not a time of day from 00:00 to 24:00, written like 08:30")]
    MalformedTime(String),
    /// A shift has no hours.
    #[error("a shift needs at least one block of hours")]
    NoBlocks,
    /// A shift has no days.
    #[error("a shift needs at least one day of the week")]
    NoDays,
    /// A block does not end after it starts on the same day.
    #[error(
        "the block {start} to {end} does not end after it starts; one over midnight is written as two, to 24:00 and from 00:00"
    )]
    EndsBeforeItStarts {
        /// The start, as in files.
        start: String,
        /// The end, as in files.
        end: String,
    },
    /// A block starts before the one before it ends.
    #[error("the block from {start} starts before the block before it ends, at {end}")]
    OutOfOrder {
        /// The start of the later block, as in files.
        start: String,
        /// The end of the block before, as in files.
        end: String,
    },
}

/// The time of day of a text such as `08:30`; `24:00` is the end of the day.
///
/// # Errors
/// The text is not two digits, a colon and two digits, or is later than 24:00.
pub fn time_of_day(text: &str) -> Result<Span, ShiftError> {
    let malformed = || ShiftError::MalformedTime(text.to_owned());
    let [h0, h1, b':', m0, m1] = *text.as_bytes() else {
        return Err(malformed());
    };
    if ![h0, h1, m0, m1].iter().all(u8::is_ascii_digit) {
        return Err(malformed());
    }
    let number = |tens: u8, ones: u8| i64::from(tens - b'0') * 10 + i64::from(ones - b'0');
    let (hours, minutes) = (number(h0, h1), number(m0, m1));
    let time = Span::HOUR * hours + Span::MINUTE * minutes;
    if minutes > 59 || time > Span::DAY {
        return Err(malformed());
    }
    Ok(time)
}

fn written(time: Span) -> String {
    let minutes = time.seconds() / 60;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The hours of a day on which people are on duty, and the days it holds for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShiftPattern {
    days: ShiftDays,
    blocks: Vec<(Span, Span)>,
}

impl ShiftPattern {
    /// The shift of `days` with `blocks` of (start, end) as times of day, in order.
    ///
    /// # Errors
    /// There is no block or no day, a block is empty, leaves the day or runs over midnight, or
    /// blocks overlap or stand out of order.
    pub fn new(days: ShiftDays, blocks: Vec<(Span, Span)>) -> Result<Self, ShiftError> {
        if matches!(days, ShiftDays::Weekdays(set) if set.is_empty()) {
            return Err(ShiftError::NoDays);
        }
        if blocks.is_empty() {
            return Err(ShiftError::NoBlocks);
        }
        let mut latest_end = Span::ZERO;
        for (start, end) in &blocks {
            check_block(*start, *end)?;
            if *start < latest_end {
                return Err(ShiftError::OutOfOrder {
                    start: written(*start),
                    end: written(latest_end),
                });
            }
            latest_end = *end;
        }
        Ok(Self { days, blocks })
    }

    /// On duty at every moment.
    pub fn always() -> Self {
        Self {
            days: ShiftDays::Every,
            blocks: vec![(Span::ZERO, Span::DAY)],
        }
    }

    /// The days it is worked.
    pub const fn days(&self) -> ShiftDays {
        self.days
    }

    /// The blocks of a day, in order.
    pub fn blocks(&self) -> &[(Span, Span)] {
        &self.blocks
    }

    /// Hours of one day that is worked.
    pub fn hours_of_a_day(&self) -> Span {
        self.blocks.iter().map(|(start, end)| *end - *start).sum()
    }

    /// Whether day `day` is worked.
    pub const fn is_worked(&self, calendar: &Calendar, day: i64) -> bool {
        match self.days {
            ShiftDays::Working => calendar.is_working_day(day),
            ShiftDays::Every => true,
            ShiftDays::Weekdays(set) => set.contains(calendar.weekday(day)),
        }
    }

    /// Whether the shift is on duty at `at`; a block has its start and not its end.
    pub fn is_on_duty(&self, calendar: &Calendar, at: Moment) -> bool {
        let time = at.time_of_day();
        self.is_worked(calendar, at.day())
            && self
                .blocks
                .iter()
                .any(|(start, end)| *start <= time && time < *end)
    }

    /// Whether the shift is on duty at every moment.
    pub fn is_always_on(&self, calendar: &Calendar) -> bool {
        let every_day = match self.days {
            ShiftDays::Working => calendar.kind() == CalendarKind::AlwaysOpen,
            ShiftDays::Every => true,
            ShiftDays::Weekdays(set) => Weekday::ALL
                .into_iter()
                .all(|weekday| set.contains(weekday)),
        };
        every_day && self.hours_of_a_day() == Span::DAY
    }

    /// The times on duty from `from` to `to`, in order, cut at both; those that touch are one.
    ///
    /// Lazy, so `to` may be [`Moment::NEVER`].
    pub fn on_duty(
        &self,
        calendar: &Calendar,
        from: Moment,
        to: Moment,
    ) -> impl Iterator<Item = (Moment, Moment)> + use<'_> {
        let all_the_time = self.is_always_on(calendar) && from < to;
        let whole = all_the_time.then_some((from, to));
        let pieces = self.pieces(*calendar, from, if all_the_time { from } else { to });
        let mut pieces = whole.into_iter().chain(pieces).peekable();
        std::iter::from_fn(move || {
            let (start, mut end) = pieces.next()?;
            while let Some((_, later_end)) = pieces.next_if(|(next_start, _)| *next_start == end) {
                end = later_end;
            }
            Some((start, end))
        })
    }

    /// The blocks day by day from `from` to `to`, cut at both.
    fn pieces(
        &self,
        calendar: Calendar,
        from: Moment,
        to: Moment,
    ) -> impl Iterator<Item = (Moment, Moment)> + use<'_> {
        let days = (from.day()..=to.day()).filter(move |day| self.is_worked(&calendar, *day));
        let blocks = days.flat_map(|day| {
            let midnight = Moment::start_of_day(day);
            self.blocks
                .iter()
                .map(move |(start, end)| (midnight + *start, midnight + *end))
        });
        let cut = blocks.map(move |(start, end)| (start.max(from), end.min(to)));
        cut.filter(|(start, end)| start < end)
    }

    /// Time on duty from `from` to `to`.
    pub fn duty_between(&self, calendar: &Calendar, from: Moment, to: Moment) -> Span {
        self.on_duty(calendar, from, to)
            .map(|(start, end)| end - start)
            .sum()
    }
}

fn check_block(start: Span, end: Span) -> Result<(), ShiftError> {
    if Span::ZERO <= start && start < end && end <= Span::DAY {
        return Ok(());
    }
    Err(ShiftError::EndsBeforeItStarts {
        start: written(start),
        end: written(end),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::base::Date;

    fn calendar(kind: CalendarKind) -> Calendar {
        Calendar::new(kind, Date::new(2025, 1, 6).unwrap())
    }

    fn blocks(texts: &[(&str, &str)]) -> Vec<(Span, Span)> {
        let time = |text| time_of_day(text).unwrap();
        texts
            .iter()
            .map(|(start, end)| (time(start), time(end)))
            .collect()
    }

    fn office() -> ShiftPattern {
        let hours = blocks(&[("08:30", "12:00"), ("13:30", "18:00")]);
        ShiftPattern::new(ShiftDays::Working, hours).unwrap()
    }

    fn hours(hours: i64) -> Moment {
        Moment::START + Span::HOUR * hours
    }

    fn written_duty(shift: &ShiftPattern, kind: CalendarKind, from: Moment, to: Moment) -> String {
        let calendar = calendar(kind);
        let turns = shift.on_duty(&calendar, from, to).map(|(start, end)| {
            let end = end - Span::MINUTE;
            let text =
                |at: Moment| format!("{} {}", calendar.date(at.day()), written(at.time_of_day()));
            format!("{}..={}", text(start), text(end))
        });
        turns.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn a_time_of_day_is_written_with_two_digits_each() {
        assert_eq!(time_of_day("08:30"), Ok(Span::from_minutes(510.0)));
        assert_eq!(time_of_day("24:00"), Ok(Span::DAY));
        for text in [
            "8:30", "08:60", "24:01", "25:00", "0830", "08.30", "", "-1:30", "08:30:00", "０8:30",
        ] {
            assert_eq!(
                time_of_day(text),
                Err(ShiftError::MalformedTime(text.to_owned()))
            );
        }
    }

    #[test]
    fn impossible_shifts_are_refused_with_their_reason() {
        let refused =
            |days, texts: &[(&str, &str)]| ShiftPattern::new(days, blocks(texts)).unwrap_err();
        assert_eq!(refused(ShiftDays::Every, &[]), ShiftError::NoBlocks);
        let no_days = ShiftDays::Weekdays(WeekdaySet::default());
        assert_eq!(refused(no_days, &[("08:00", "09:00")]), ShiftError::NoDays);
        let over_midnight = refused(ShiftDays::Every, &[("22:00", "06:00")]);
        assert!(
            over_midnight
                .to_string()
                .starts_with("the block 22:00 to 06:00 does not end")
        );
        let overlapping = refused(ShiftDays::Every, &[("08:00", "12:00"), ("11:30", "18:00")]);
        let (start, end) = ("11:30".to_owned(), "12:00".to_owned());
        assert_eq!(overlapping, ShiftError::OutOfOrder { start, end });
    }

    #[test]
    fn office_hours_follow_the_working_days_and_are_cut_at_both_ends() {
        let (from, to) = (hours(4 * 24 + 10), hours(7 * 24 + 9));
        assert_eq!(
            written_duty(&office(), CalendarKind::Weekdays, from, to),
            "2025-01-10 10:00..=2025-01-10 11:59; 2025-01-10 13:30..=2025-01-10 17:59; \
             2025-01-13 08:30..=2025-01-13 08:59"
        );
        assert_eq!(office().hours_of_a_day(), Span::HOUR * 8);
    }

    #[test]
    fn holidays_bind_working_days_and_not_days_of_the_week() {
        let new_year = (hours(23 * 24), hours(24 * 24));
        let duty = |days| {
            let shift = ShiftPattern::new(days, blocks(&[("09:00", "17:00")])).unwrap();
            shift.duty_between(&calendar(CalendarKind::China2025), new_year.0, new_year.1)
        };
        assert_eq!(duty(ShiftDays::Working), Span::ZERO);
        assert_eq!(duty(ShiftDays::Every), Span::HOUR * 8);
        let tuesdays = [Weekday::Tuesday].into_iter().collect();
        assert_eq!(duty(ShiftDays::Weekdays(tuesdays)), Span::ZERO);
        let wednesdays = [Weekday::Wednesday].into_iter().collect();
        assert_eq!(duty(ShiftDays::Weekdays(wednesdays)), Span::HOUR * 8);
    }

    #[test]
    fn a_night_in_two_blocks_is_one_turn() {
        let night = blocks(&[("00:00", "06:00"), ("22:00", "24:00")]);
        let night = ShiftPattern::new(ShiftDays::Every, night).unwrap();
        assert_eq!(
            written_duty(&night, CalendarKind::Weekdays, hours(12), hours(48)),
            "2025-01-06 22:00..=2025-01-07 05:59; 2025-01-07 22:00..=2025-01-07 23:59"
        );
    }

    #[test]
    fn being_always_on_is_one_turn_without_end() {
        let halves = blocks(&[("00:00", "12:00"), ("12:00", "24:00")]);
        let all_week = Weekday::ALL.into_iter().collect();
        let shifts = [
            ShiftPattern::always(),
            ShiftPattern::new(ShiftDays::Working, halves.clone()).unwrap(),
            ShiftPattern::new(ShiftDays::Weekdays(all_week), halves).unwrap(),
        ];
        for shift in shifts {
            let open = calendar(CalendarKind::AlwaysOpen);
            let turns: Vec<_> = shift.on_duty(&open, hours(-5), Moment::NEVER).collect();
            assert_eq!(turns, [(hours(-5), Moment::NEVER)]);
            assert_eq!(shift.on_duty(&open, hours(5), hours(5)).count(), 0);
        }
    }

    #[test]
    fn turns_without_end_come_one_by_one() {
        let weekdays = calendar(CalendarKind::Weekdays);
        let shift = office();
        let mut turns = shift.on_duty(&weekdays, hours(0), Moment::NEVER);
        assert_eq!(turns.nth(10).map(|(start, _)| start.day()), Some(7));
    }

    proptest! {
        #[test]
        fn being_on_duty_is_lying_in_a_turn(
            day_bits in 1_u8..128, cuts in proptest::collection::btree_set(0_i64..=24, 2..8),
            from in -400_i64..400, length in 0_i64..400, kind in 0_usize..3,
        ) {
            let days = Weekday::ALL.into_iter().filter(|day| day_bits >> day.index() & 1 == 1).collect();
            let cuts: Vec<Span> = cuts.into_iter().map(|hour| Span::HOUR * hour).collect();
            let blocks = cuts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
            let shift = ShiftPattern::new(ShiftDays::Weekdays(days), blocks).unwrap();
            let calendar = calendar(CalendarKind::ALL[kind]);
            let turns: Vec<_> = shift.on_duty(&calendar, hours(from), hours(from + length)).collect();
            for pair in turns.windows(2) {
                prop_assert!(pair[0].1 < pair[1].0);
            }
            for hour in from..from + length {
                let within = turns.iter().any(|(start, end)| *start <= hours(hour) && hours(hour) < *end);
                prop_assert_eq!(shift.is_on_duty(&calendar, hours(hour)), within);
            }
        }
    }
}
