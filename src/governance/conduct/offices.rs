//! Hops: what a passage between offices waits for, and when leaders can meet.

use crate::base::calendar::Calendar;
use crate::base::{Moment, Purpose, Span, Stream};
use crate::document::{Fields, Unit, integer, list, number, time_of_day};

use super::fading::share_after;

/// Starts of the half-days in which leaders meet (assumed: model 4).
const HALF_DAYS: [Span; 2] = [Span::from_seconds(9 * 3_600), Span::from_seconds(52_200)];

/// Whether a leader's half-day is taken; the ordinal is twice the day number, plus 1 after noon.
const LEADER_TAKEN: Purpose = Purpose::named("leader taken");

/// A meeting that cannot be held in so many days is not held (d).
const MOST_DAYS_AHEAD: i64 = 3_660;

/// Clearings of an in-tray a day, at most.
const MOST_CLEARINGS: usize = 24;

/// `[offices]`: in-trays, signatures, recognition of the right office, leaders' calendars.
#[derive(Debug, Clone, PartialEq)]
pub struct Offices {
    /// Times of day at which in-trays are cleared on working days, in order.
    pub clearings: Vec<Span>,
    /// Signatures from the hotline to the first unit.
    pub sign_offs_hotline: u8,
    /// Signatures between lines, and between a township and another office's unit.
    pub sign_offs_between_offices: u8,
    /// A dispatcher's work on one contact (min).
    pub registration_min: f64,
    /// Share of contacts by hotline whose matter is recognised at first.
    pub hotline_right: f64,
    /// The same of reports by grid workers.
    pub grid_right: f64,
    /// The same of a dispatcher who knows the kind well.
    pub experienced_right: f64,
    /// Own cases of a kind that bring a dispatcher 63 % of the way there.
    pub experience_cases: f64,
    /// Share of half-days in which a leader is taken.
    pub leader_taken: f64,
    /// What a meeting costs each leader (h).
    pub meeting_h: f64,
}

impl Default for Offices {
    fn default() -> Self {
        Self {
            clearings: HALF_DAYS.to_vec(),
            sign_offs_hotline: 1,
            sign_offs_between_offices: 3,
            registration_min: 6.0,
            hotline_right: 0.97,
            grid_right: 0.92,
            experienced_right: 0.99,
            experience_cases: 50.0,
            leader_taken: 0.5,
            meeting_h: 1.0,
        }
    }
}

impl Offices {
    /// Reads `[offices]`.
    pub fn visit(fields: &mut Fields) -> Self {
        let usual = Self::default();
        let mut clearings = fields
            .key("clearings", list(time_of_day()).length(1, MOST_CLEARINGS))
            .means(
                "工作日清收文件的时刻",
                "times of day at which in-trays are cleared, working days only",
            )
            .source("assumption: model 4")
            .or(usual.clearings.clone());
        clearings.sort_unstable();
        clearings.dedup();
        let mut sign_offs = |key, zh, en, usual: u8| {
            fields
                .key(key, integer().unit(Unit::Count).range(0..=20))
                .means(zh, en)
                .source("assumption: model 4")
                .or(i64::from(usual)) as u8
        };
        let sign_offs_hotline = sign_offs(
            "sign_offs_hotline",
            "热线到承办单位的签批数",
            "signatures from the hotline to the first unit",
            usual.sign_offs_hotline,
        );
        let sign_offs_between_offices = sign_offs(
            "sign_offs_between_offices",
            "部门之间、乡镇与部门之间的签批数",
            "signatures between lines, and between a township and another office's unit",
            usual.sign_offs_between_offices,
        );
        let stated = Self {
            clearings,
            sign_offs_hotline,
            sign_offs_between_offices,
            ..usual
        };
        let stated = visit_recognition(fields, stated);
        visit_leaders(fields, stated)
    }

    /// When a passage that needs `sign_offs` signatures, begun at `from`, has arrived: the first
    /// signature comes with the clearing of the in-tray at or after `from`, each further one at the
    /// next clearing. Without signatures the in-tray alone is waited for.
    pub fn cleared(&self, calendar: &Calendar, from: Moment, sign_offs: u8) -> Moment {
        let clearings = sign_offs.max(1);
        let mut at = self.clearing(calendar, from);
        for _ in 1..clearings {
            at = self.clearing(calendar, at + Span::from_seconds(1));
        }
        at
    }

    /// The first clearing at or after `from`.
    fn clearing(&self, calendar: &Calendar, from: Moment) -> Moment {
        // From the day before, whose last clearing may be at 24:00.
        let mut day = from.day() - 1;
        loop {
            if calendar.is_working_day(day) {
                let clearings = self.clearings.iter();
                let mut clearings = clearings.map(|time| Moment::start_of_day(day) + *time);
                if let Some(clearing) = clearings.find(|clearing| *clearing >= from) {
                    return clearing;
                }
            }
            day += 1;
        }
    }

    /// The share of contacts recognised rightly by a dispatcher with `own_cases` of the kind, of a
    /// channel recognised with `at_first` without any.
    pub fn right_share(&self, at_first: f64, own_cases: u32) -> f64 {
        let gap = (self.experienced_right - at_first).max(0.0);
        at_first + gap * (1.0 - share_after(f64::from(own_cases) / self.experience_cases))
    }

    /// The start of the first half-day of a working day after `from` in which none of the leaders,
    /// each given by a stream of marks, is taken; nothing if there is none in ten years.
    pub fn first_free_half_day(
        &self,
        calendar: &Calendar,
        from: Moment,
        leaders: &[Stream],
    ) -> Option<Moment> {
        let is_free = |half_day: u64| {
            let mut marks = leaders
                .iter()
                .map(|leader| leader.mark(half_day, LEADER_TAKEN));
            !marks.any(|mark| mark.is_below(self.leader_taken))
        };
        let days = from.day()..from.day() + MOST_DAYS_AHEAD;
        days.filter(|day| calendar.is_working_day(*day))
            .flat_map(|day| {
                let first = calendar.date(day).day_number() as u64 * 2;
                HALF_DAYS
                    .into_iter()
                    .zip(first..)
                    .map(move |(start, ordinal)| (Moment::start_of_day(day) + start, ordinal))
            })
            .find(|(start, ordinal)| *start > from && is_free(*ordinal))
            .map(|(start, _)| start)
    }
}

/// The keys of a dispatcher's work.
fn visit_recognition(fields: &mut Fields, usual: Offices) -> Offices {
    Offices {
        registration_min: fields
            .key(
                "registration_min",
                number().unit(Unit::Minute).range(0.0..=480.0),
            )
            .means("受理登记一件的用时", "a dispatcher's work on one contact")
            .source("assumption: model R3")
            .or(usual.registration_min),
        hotline_right: fields
            .key("hotline_right", number().share())
            .means(
                "热线来件首次认准事项的占比",
                "share of contacts by hotline whose matter is recognised at first",
            )
            .source("A6 #72; assumption: model R3")
            .or(usual.hotline_right),
        grid_right: fields
            .key("grid_right", number().share())
            .means(
                "网格来件首次认准事项的占比",
                "share of reports by grid workers whose matter is recognised at first",
            )
            .source("A6 #72; assumption: model R3")
            .or(usual.grid_right),
        experienced_right: fields
            .key("experienced_right", number().share())
            .means(
                "熟手认准事项的占比",
                "the same share of a dispatcher who knows the kind well",
            )
            .source("assumption: model R3")
            .or(usual.experienced_right),
        experience_cases: fields
            .key(
                "experience_cases",
                number().unit(Unit::Count).range(1.0..=1_000_000.0),
            )
            .means(
                "同类件办到多少件时成长过程完成 63%",
                "own cases of a kind that bring a dispatcher 63 % of the way there",
            )
            .source("assumption: model R3")
            .or(usual.experience_cases),
        ..usual
    }
}

/// The keys of leaders' calendars.
fn visit_leaders(fields: &mut Fields, usual: Offices) -> Offices {
    Offices {
        leader_taken: fields
            .key("leader_taken", number().unit(Unit::Share).range(0.0..=0.7))
            .means(
                "领导每个半天已被占用的占比",
                "share of half-days in which a leader is taken",
            )
            .source("assumption: model 4, swept from 0.3 to 0.7")
            .or(usual.leader_taken),
        meeting_h: fields
            .key("meeting_h", number().unit(Unit::Hour).range(0.0..=8.0))
            .means(
                "一次会议占用每位领导的时间",
                "what a meeting costs each leader",
            )
            .source("assumption: model 4")
            .or(usual.meeting_h),
        ..usual
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{CalendarKind, Date, Key, World};

    /// Day 0 is Monday 6 January 2025.
    fn weekdays() -> Calendar {
        Calendar::new(CalendarKind::Weekdays, Date::new(2025, 1, 6).unwrap())
    }

    fn at(day: i64, hour: i64, minute: i64) -> Moment {
        Moment::start_of_day(day) + Span::HOUR * hour + Span::MINUTE * minute
    }

    #[test]
    fn an_in_tray_is_cleared_at_nine_and_half_past_two_of_working_days() {
        let offices = Offices::default();
        let cleared = |from| offices.cleared(&weekdays(), from, 0);
        assert_eq!(cleared(at(0, 3, 0)), at(0, 9, 0));
        assert_eq!(cleared(at(0, 9, 0)), at(0, 9, 0));
        assert_eq!(cleared(at(0, 9, 1)), at(0, 14, 30));
        assert_eq!(cleared(at(0, 15, 0)), at(1, 9, 0));
        // Friday afternoon waits for Monday.
        assert_eq!(cleared(at(4, 15, 0)), at(7, 9, 0));
        assert_eq!(cleared(at(-2, 12, 0)), at(0, 9, 0));
    }

    #[test]
    fn the_first_signature_comes_with_the_in_tray_and_each_further_one_a_clearing_later() {
        let offices = Offices::default();
        let cleared = |sign_offs| offices.cleared(&weekdays(), at(3, 10, 0), sign_offs);
        assert_eq!(cleared(0), at(3, 14, 30));
        assert_eq!(cleared(1), at(3, 14, 30));
        assert_eq!(cleared(2), at(4, 9, 0));
        assert_eq!(cleared(3), at(4, 14, 30));
        assert_eq!(cleared(4), at(7, 9, 0));
    }

    #[test]
    fn the_last_clearing_of_a_day_may_be_its_end() {
        let offices = Offices {
            clearings: vec![Span::DAY],
            ..Offices::default()
        };
        let from = at(5, 0, 0);
        assert_eq!(offices.cleared(&weekdays(), from, 1), from);
        assert_eq!(offices.cleared(&weekdays(), from, 2), at(8, 0, 0));
    }

    #[test]
    fn a_meeting_of_nobody_or_of_free_leaders_takes_the_next_half_day() {
        let leader = World {
            seed: 1,
            replication: 0,
        }
        .stream(Key::of("leader"));
        let offices = Offices {
            leader_taken: 0.0,
            ..Offices::default()
        };
        let first = |from| offices.first_free_half_day(&weekdays(), from, &[leader]);
        assert_eq!(first(at(0, 8, 0)), Some(at(0, 9, 0)));
        assert_eq!(first(at(0, 9, 0)), Some(at(0, 14, 30)));
        assert_eq!(first(at(4, 14, 30)), Some(at(7, 9, 0)));
    }

    #[test]
    fn a_leader_who_is_never_free_meets_nobody() {
        let leader = World {
            seed: 1,
            replication: 0,
        }
        .stream(Key::of("leader"));
        let offices = Offices {
            leader_taken: 1.0,
            ..Offices::default()
        };
        assert_eq!(
            offices.first_free_half_day(&weekdays(), at(0, 0, 0), &[leader]),
            None
        );
    }

    /// Half-days waited are geometric: with k leaders each free with p, the mean is 1 / p^k.
    #[test]
    fn three_leaders_wait_eight_half_days_and_agree_with_their_calendars() {
        let offices = Offices::default();
        let always = Calendar::new(CalendarKind::AlwaysOpen, Date::new(2025, 1, 6).unwrap());
        let world = World {
            seed: 1,
            replication: 0,
        };
        let meetings = 4_000_u64;
        let half_days = |group: u64| {
            let leaders = [0, 1, 2]
                .map(|leader| world.stream(Key::of("leader").numbered(group * 3 + leader)));
            let meeting = offices
                .first_free_half_day(&always, at(0, 0, 0), &leaders)
                .unwrap();
            let is_afternoon = meeting.time_of_day() > Span::HOUR * 12;
            let number =
                (always.date(meeting.day()).day_number() * 2 + i64::from(is_afternoon)) as u64;
            assert!(
                leaders
                    .iter()
                    .all(|leader| !leader.mark(number, LEADER_TAKEN).is_below(0.5))
            );
            meeting.day() * 2 + i64::from(is_afternoon) + 1
        };
        let mean = (0..meetings).map(half_days).sum::<i64>() as f64 / meetings as f64;
        // Variance (1 - p) / p^2 = 56.
        let error = (56.0 / meetings as f64).sqrt();
        assert!((mean - 8.0).abs() < 5.0 * error, "{mean}");
    }

    #[test]
    fn a_dispatcher_learns_to_recognise_what_comes_often() {
        let offices = Offices::default();
        let right = |cases| offices.right_share(0.92, cases);
        assert!((right(0) - 0.92).abs() < 1e-15);
        assert!((right(50) - (0.99 - 0.07 * 0.367_879_441_171_442_3)).abs() < 1e-14);
        assert!((right(5_000) - 0.99).abs() < 1e-14);
        assert!((offices.right_share(1.0, 50) - 1.0).abs() < 1e-15);
    }
}
