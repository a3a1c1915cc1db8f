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
    /// Own time gone at the start of the run, at each midnight in it and at its end [s].
    gone: Vec<f64>,
    /// From the start of the run to the first midnight after it [s].
    first_s: f64,
    /// How long the run lasts [s].
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

    /// Own time that goes by in the whole run [s].
    pub fn total_s(&self) -> f64 {
        self.gone.last().copied().unwrap_or(0.0)
    }

    /// How long after the start of the run `gone` of own time has gone by [s]; the length of the
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
