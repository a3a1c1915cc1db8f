//! Variation: how fast troubles come on each day, beyond what chance does.
//!
//! A stream's candidates come at a constant rate in its own time. On a day with effect 2 that time
//! goes twice as fast, so no candidate is refused for the sake of a quiet day, the mean needs no
//! correction, and the k-th candidate is the k-th whatever the strength of the effects. What a shock
//! adds comes in streams of its own; what would come without it comes as if there were none.

use std::sync::Arc;

use crate::base::elementary::exp;
use crate::base::{
    Distribution, Family, Key, Purpose, Sampler, Span, Stream, Table, Weekday, World,
};
use crate::county::{County, Shock, ShockComes, TownshipId};

use super::horizon::Window;

const DAY_EFFECT: Purpose = Purpose::named("day effect");
const WEEK_EFFECT: Purpose = Purpose::named("week effect");
const SHOCK_COMES: Purpose = Purpose::named("shock comes");
const DAY_S: i64 = 86_400;
const DAYS_A_YEAR: f64 = 365.0;

/// A stream's own time, day by day.
#[derive(Debug, Clone, PartialEq)]
pub struct Pace {
    /// Own time gone at the start of the run, at each midnight in it and at its end (s).
    gone: Vec<f64>,
    /// From the start of the run to the first midnight after it (s).
    first_s: f64,
    /// How long the run lasts (s).
    whole_s: f64,
}

impl Pace {
    /// The time that goes at the rate `factor_of` each day of the run.
    fn new(window: &Window, factor_of: impl Fn(i64) -> f64) -> Self {
        let mut gone = vec![0.0];
        let mut sum = 0.0;
        for day in days_of(window) {
            let midnight = |day: i64| day * DAY_S;
            let from = midnight(day).max(window.start.seconds());
            let to = midnight(day + 1).min(window.end.seconds());
            sum += factor_of(day) * (to - from) as f64;
            gone.push(sum);
        }
        Self {
            gone,
            first_s: (DAY_S - window.start.time_of_day().seconds()) as f64,
            whole_s: (window.end - window.start).seconds() as f64,
        }
    }

    /// Own time that goes by in the whole run (s).
    pub fn total_s(&self) -> f64 {
        self.gone.last().copied().unwrap_or(0.0)
    }

    /// How long after the start of the run `gone` of own time has gone by (s); the length of the
    /// run if it never does.
    pub fn when_s(&self, gone: f64) -> f64 {
        let after = self.gone.partition_point(|start| *start <= gone);
        if after >= self.gone.len() {
            return self.whole_s;
        }
        let starts_s = |index: usize| match index {
            0 => 0.0,
            index => (self.first_s + (index - 1) as f64 * DAY_S as f64).min(self.whole_s),
        };
        let (from, to) = (self.gone[after - 1], self.gone[after]);
        let (from_s, to_s) = (starts_s(after - 1), starts_s(after));
        from_s + (gone - from) / (to - from) * (to_s - from_s)
    }
}

/// The days that a run touches.
fn days_of(window: &Window) -> std::ops::Range<i64> {
    let last = window.end - Span::from_seconds(1);
    window.start.day()..last.day() + 1
}

/// The factors of a county's days, before they are summed.
struct Effects<'a> {
    window: &'a Window<'a>,
    /// Of each day of the run, if days differ.
    days: Option<Vec<f64>>,
    /// The law of a township's weeks, if they differ.
    weeks: Option<Sampler>,
}

impl<'a> Effects<'a> {
    fn new(county: &County, world: World, window: &'a Window) -> Self {
        let stream = world.stream(root(county));
        let days = law(county.variation.day_cv).map(|law| {
            let effect = |day| law.sample(stream, date_number(window, day), DAY_EFFECT);
            days_of(window).map(effect).collect()
        });
        Self {
            window,
            days,
            weeks: law(county.variation.township_week_cv),
        }
    }

    fn are_none(&self) -> bool {
        self.days.is_none() && self.weeks.is_none()
    }

    /// The pace of a township whose own draws are those of `stream`, on days for which `of_shock`
    /// says 1.
    fn pace(&self, stream: Stream, of_shock: impl Fn(i64) -> f64) -> Pace {
        let first = self.window.start.day();
        Pace::new(self.window, |day| {
            let of_day = self.days.as_ref();
            let of_day = of_day.map_or(1.0, |days| days[(day - first) as usize]);
            let of_week = self.weeks.as_ref().map_or(1.0, |law| {
                law.sample(stream, week_number(self.window, day), WEEK_EFFECT)
            });
            of_day * of_week * of_shock(day)
        })
    }
}

/// The paces of the streams of one township each.
pub type Paces = Table<TownshipId, Option<Arc<Pace>>>;

/// The paces of a county's usual streams; none where every day is like any other.
pub fn usual_paces(county: &County, world: World, window: &Window) -> Paces {
    let effects = Effects::new(county, world, window);
    if effects.are_none() {
        return county.townships.map(|_| None);
    }
    county.townships.map(|township| {
        let stream = world.stream(root(county).child(&township.id));
        Some(Arc::new(effects.pace(stream, |_| 1.0)))
    })
}

/// The paces of what `shock` adds: own time goes by on its days only. None if it never comes.
pub fn shock_paces(county: &County, shock: &Shock, world: World, window: &Window) -> Option<Paces> {
    let days = days_of_shock(county, shock, world, window);
    if !days.contains(&true) {
        return None;
    }
    let effects = Effects::new(county, world, window);
    let first = window.start.day();
    Some(county.townships.map(|township| {
        let stream = world.stream(root(county).child(&township.id));
        let of_shock = |day: i64| f64::from(u8::from(days[(day - first) as usize]));
        Some(Arc::new(effects.pace(stream, of_shock)))
    }))
}

/// Whether it lasts on each day of the run.
fn days_of_shock(county: &County, shock: &Shock, world: World, window: &Window) -> Vec<bool> {
    let stream = world.stream(root(county).child("shock").child(&shock.id));
    let begins = |day: i64| match shock.comes {
        ShockComes::AtDay(first) => day == first,
        ShockComes::PerYear(rate) => stream
            .mark(date_number(window, day), SHOCK_COMES)
            .is_below(1.0 - exp(-rate / DAYS_A_YEAR)),
    };
    let lasts = |day: i64| (0..i64::from(shock.days)).any(|gone| begins(day - gone));
    days_of(window).map(lasts).collect()
}

fn root(county: &County) -> Key {
    Key::of("variation").child(&county.id)
}

/// The gamma law of mean 1 and this coefficient of variation, if there is one.
fn law(cv: f64) -> Option<Sampler> {
    let law = Distribution::from_mean_and_cv(Family::Gamma, 1.0, cv).ok()?;
    Some(law.sampler())
}

/// A day's own number in every run: that of its date.
fn date_number(window: &Window, day: i64) -> u64 {
    window.calendar.date(day).day_number().cast_unsigned()
}

/// The number of a day's week, whose first day is Monday.
fn week_number(window: &Window, day: i64) -> u64 {
    let weekday: Weekday = window.calendar.weekday(day);
    let monday = window.calendar.date(day).day_number() - weekday.index() as i64;
    monday.div_euclid(7).cast_unsigned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::{Calendar, CalendarKind, Date, Moment};
    use crate::governance::sample_county::{SampleCounty, line};

    fn calendar(month: u8, day: u8) -> Calendar {
        let start = Date::new(2025, month, day).expect("a day of 2025");
        Calendar::new(CalendarKind::Weekdays, start)
    }

    fn window(calendar: &Calendar, days: i64) -> Window<'_> {
        Window {
            start: Moment::START - Span::HOUR * 36,
            end: Moment::start_of_day(days),
            calendar,
        }
    }

    fn world(replication: u32) -> World {
        World {
            seed: 7,
            replication,
        }
    }

    fn shock(comes: ShockComes) -> Shock {
        Shock {
            id: "typhoon".to_owned(),
            comes,
            days: 2,
            factors: Table::filled(1, 12.0),
        }
    }

    #[test]
    fn time_goes_faster_on_busy_days_and_stands_still_on_empty_ones() {
        let calendar = calendar(1, 6);
        // Half of day -2, then days -1, 0 and 1.
        let pace = Pace::new(&window(&calendar, 2), |day| {
            [1.0, 0.5, 0.0, 3.0][(day + 2) as usize]
        });
        let hours = |own: f64| pace.when_s(own * 3_600.0) / 3_600.0;
        for (own, clock) in [
            (0.0, 0.0),
            (6.0, 6.0),
            (12.0, 12.0),
            (15.0, 18.0),
            (23.0, 34.0),
        ] {
            assert!((hours(own) - clock).abs() < 1e-9, "{own} {}", hours(own));
        }
        assert!(
            (hours(24.0) - 60.0).abs() < 1e-9,
            "the empty day is left out"
        );
        assert!((hours(24.0 + 30.0) - 70.0).abs() < 1e-9);
        assert!((pace.total_s() / 3_600.0 - 96.0).abs() < 1e-9);
        assert!((hours(96.0) - 84.0).abs() < 1e-9 && (hours(1e9) - 84.0).abs() < 1e-9);
    }

    #[test]
    fn a_date_has_its_effect_in_every_run_that_holds_it() {
        let mut county = SampleCounty::new(vec![line(1, 0)]).built();
        county.variation.day_cv = 0.3;
        county.variation.township_week_cv = 0.3;
        let rate_of = |calendar: &Calendar, day: i64| {
            let paces = usual_paces(&county, world(0), &window(calendar, 60));
            let pace = paces
                .iter()
                .next()
                .and_then(Clone::clone)
                .expect("one varies");
            let index = (day + 2) as usize;
            pace.gone[index + 1] - pace.gone[index]
        };
        let (january, later) = (calendar(1, 6), calendar(1, 23));
        for day in [0, 5, 40] {
            let difference = rate_of(&january, day + 17) - rate_of(&later, day);
            assert!(difference.abs() < 1e-6, "{difference}");
            assert!((rate_of(&later, day) - rate_of(&later, day + 1)).abs() > 1.0);
        }
    }

    #[test]
    fn shocks_come_as_often_as_stated_and_last_as_long() {
        let (county, calendar) = (SampleCounty::new(vec![line(1, 0)]).built(), calendar(1, 6));
        let window = window(&calendar, 365);
        let often = shock(ShockComes::PerYear(36.5));
        let worlds = 100;
        let days = |replication| days_of_shock(&county, &often, world(replication), &window);
        let shares: Vec<f64> = (0..worlds)
            .map(|replication| {
                let days = days(replication);
                let shocked = days.iter().filter(|day| **day).count();
                shocked as f64 / days.len() as f64
            })
            .collect();
        let mean = shares.iter().sum::<f64>() / f64::from(worlds);
        // A day is spared if none begins on it or the day before, each with chance e^-0.1.
        let theory = 1.0 - libm::exp(-0.2);
        // Days next to each other are alike: the variance is at most three times that of tosses.
        let error = (3.0 * theory * (1.0 - theory) / (367.0 * f64::from(worlds))).sqrt();
        assert!((mean - theory).abs() < 4.0 * error, "{mean} {theory}");
        let once = days_of_shock(&county, &shock(ShockComes::AtDay(100)), world(0), &window);
        let when: Vec<usize> = (0..once.len()).filter(|index| once[*index]).collect();
        assert_eq!(
            when,
            [102, 103],
            "days 100 and 101 of a run that starts on day -2"
        );
        let never = shock(ShockComes::AtDay(365));
        assert!(shock_paces(&county, &never, world(0), &window).is_none());
    }
}
