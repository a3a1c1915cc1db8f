//! Potentials: what may happen in the world, drawn per stream, whatever the setup.
//!
//! A stream is one matter at one place. Its candidates come as a Poisson process at the highest
//! rate of its profile; a candidate happens if its mark is below rate over highest rate. Since no
//! setup moves a draw, a busy stream is drawn many candidates at a time.

use std::sync::Arc;

use crate::base::calendar::Calendar;
use crate::base::profile::{HourProfile, WeekdayProfile};
use crate::base::{Key, Mark, Moment, Purpose, Span, Stream, exponential};
use crate::county::{Matter, MatterId, Shock, VillageId};
use crate::governance::frequency::yearly_rate;

use super::horizon::Window;
use super::layout::Layout;
use super::mechanism::Mechanism;
use super::potential::{Nature, Potential};
use super::setting::Setting;
use super::variation::{Pace, Paces, shock_paces, usual_paces};
use super::world_digest;

const EMERGENCE: Purpose = Purpose::named("emergence");
const SECONDS_A_YEAR: f64 = 365.0 * 86_400.0;

/// How many candidates of a busy stream are drawn at a time.
const BLOCK: usize = 32;
/// Streams with fewer candidates in a run than this are drawn one by one.
const CANDIDATES_OF_A_BUSY_STREAM: f64 = 32.0;

/// Rates over the highest, by hour of day and by weekday.
#[derive(Debug, Clone)]
pub(super) struct Profile {
    hours: [f64; 24],
    weekdays: [f64; 7],
}

impl Profile {
    /// The profile of hours and weekdays, none if it is flat, and the highest factors of each.
    pub(super) fn of(
        hours: HourProfile,
        weekdays: WeekdayProfile,
    ) -> (Option<Box<Self>>, (f64, f64)) {
        let (hours, weekdays) = (hours.factors(), weekdays.factors());
        let highest = |factors: &[f64]| factors.iter().copied().fold(0.0, f64::max);
        let (top_hour, top_weekday) = (highest(&hours), highest(&weekdays));
        let is_flat = top_hour <= 1.0 && top_weekday <= 1.0;
        let profile = (!is_flat).then(|| {
            Box::new(Self {
                hours: hours.map(|factor| factor / top_hour),
                weekdays: weekdays.map(|factor| factor / top_weekday),
            })
        });
        (profile, (top_hour, top_weekday))
    }

    pub(super) fn keeps(&self, at: Moment, mark: Mark, calendar: &Calendar) -> bool {
        let hour = (at.time_of_day().seconds() / 3_600) as usize;
        let weekday = calendar.weekday(at.day()).index();
        mark.is_below(self.hours[hour] * self.weekdays[weekday])
    }
}

/// One matter at one place.
#[derive(Debug, Clone)]
pub struct Source {
    /// What its draws hang on.
    pub stream: Stream,
    /// What.
    pub matter: MatterId,
    /// Where.
    pub village: VillageId,
    /// Mean time between candidates, in own time (s).
    gap_s: f64,
    /// How its own time goes; none if as every clock.
    pace: Option<Arc<Pace>>,
    /// None if the rate is flat.
    profile: Option<Box<Profile>>,
    is_busy: bool,
    /// The last candidate [s of own time since the start of the run].
    candidate_s: f64,
    /// The next candidate's ordinal.
    next: u32,
    /// Potentials drawn ahead, and how many of them have come up.
    drawn: Vec<Potential>,
    come_up: usize,
    /// The digest of what has been drawn so far; all of it comes up before the end.
    digest: u64,
    /// Whether the end of the run has been reached.
    is_over: bool,
}

/// What the streams of one origin share: the usual ones, or those of a shock.
struct Origin<'a> {
    setting: &'a Setting<'a>,
    paces: Paces,
    /// What comes on top of the usual rates; none for the usual streams.
    shock: Option<&'a Shock>,
}

impl Origin<'_> {
    /// Rate of a matter over its usual rate.
    fn factor(&self, matter: MatterId) -> f64 {
        self.shock.map_or(1.0, |shock| shock.factors[matter] - 1.0)
    }

    /// The streams, matter by matter and village by village; those that never happen left out.
    fn sources(&self) -> Vec<Source> {
        let county = self.setting.county;
        let matters = county.matters.iter_with_ids();
        let pairs = matters.flat_map(|(matter, _)| {
            let villages = county.villages.ids();
            villages.map(move |village| (matter, village))
        });
        pairs
            .filter_map(|(matter, village)| self.source(matter, village))
            .collect()
    }

    fn source(&self, id: MatterId, village_id: VillageId) -> Option<Source> {
        let county = self.setting.county;
        let (matter, village) = (&county.matters[id], &county.villages[village_id]);
        let rate = yearly_rate(county, matter, village) * self.factor(id);
        if rate <= 0.0 {
            return None;
        }
        let township = &county.townships[village.township].id;
        let key = Key::of(&county.id).child(township).child(&village.id);
        let key = key.child(&matter.id);
        let key = self.shock.map_or(key, |shock| key.child(&shock.id));
        let (profile, (top_hour, top_weekday)) = if self.is_hidden(matter) {
            (None, (1.0, 1.0))
        } else {
            Profile::of(matter.hour_profile, matter.weekday_profile)
        };
        let mut source = Source {
            stream: self.setting.world.stream(key),
            matter: id,
            village: village_id,
            gap_s: SECONDS_A_YEAR / (rate * top_hour * top_weekday),
            pace: self.paces[village.township].clone(),
            profile,
            is_busy: false,
            candidate_s: 0.0,
            next: 0,
            drawn: Vec::new(),
            come_up: 0,
            digest: 0,
            is_over: false,
        };
        let window = self.setting.window();
        source.is_busy = source.candidates_in(&window) > CANDIDATES_OF_A_BUSY_STREAM;
        Some(source)
    }

    /// Whether incidents of a matter come up long before they are told of. Hours and weekdays are
    /// those of reports, so such incidents come up at any of them alike.
    fn is_hidden(&self, matter: &Matter) -> bool {
        matter.detection.is_some() && self.setting.mechanisms.has(Mechanism::Detection)
    }
}

impl Source {
    /// The streams of a setting's county: the usual ones, then what each shock adds.
    pub fn all(setting: &Setting) -> Vec<Self> {
        let (county, world, window) = (setting.county, setting.world, setting.window());
        let usual = Origin {
            setting,
            paces: usual_paces(county, world, &window),
            shock: None,
        };
        let mut sources = usual.sources();
        for shock in &county.variation.shocks {
            if let Some(paces) = shock_paces(county, shock, world, &window) {
                let of_shock = Origin {
                    setting,
                    paces,
                    shock: Some(shock),
                };
                sources.extend(of_shock.sources());
            }
        }
        sources
    }

    /// Candidates expected inside `window`.
    fn candidates_in(&self, window: &Window) -> f64 {
        let whole_s = || (window.end - window.start).seconds() as f64;
        let own_s = self
            .pace
            .as_ref()
            .map_or_else(whole_s, |pace| pace.total_s());
        own_s / self.gap_s
    }

    /// The digest of all it has drawn.
    pub fn digest(&self) -> u64 {
        self.digest
    }

    /// The potential that comes up next, if one does before the end.
    #[inline]
    pub fn awaited(&self) -> Option<&Potential> {
        self.drawn.get(self.come_up)
    }

    /// Goes on to the next potential, the first to begin with.
    #[inline(always)]
    pub fn advance(&mut self, layout: &Layout, window: &Window) {
        self.come_up += 1;
        if self.come_up >= self.drawn.len() && !self.is_over {
            self.draw_more(layout, window);
        }
    }

    #[inline(never)]
    fn draw_more(&mut self, layout: &Layout, window: &Window) {
        if self.is_busy {
            self.draw_ahead::<BLOCK>(layout, window);
        } else {
            self.draw_ahead::<1>(layout, window);
        }
    }

    /// Draws candidates until one happens or the end is reached.
    fn draw_ahead<const LANES: usize>(&mut self, layout: &Layout, window: &Window) {
        self.come_up = 0;
        self.drawn.clear();
        while self.drawn.is_empty() && !self.is_over {
            self.draw_block::<LANES>(layout, window);
        }
    }

    fn draw_block<const LANES: usize>(&mut self, layout: &Layout, window: &Window) {
        let first = self.next;
        self.next += LANES as u32;
        let [gaps, keeps] = self
            .stream
            .two_marks_in_a_row::<LANES>(u64::from(first), EMERGENCE);
        let at = self.moments(&gaps, window.start);
        self.is_over = at.iter().any(|at| *at >= window.end);
        let happens: [bool; LANES] = std::array::from_fn(|lane| {
            let is_kept = |profile: &Profile| profile.keeps(at[lane], keeps[lane], window.calendar);
            at[lane] < window.end && self.profile.as_deref().is_none_or(is_kept)
        });
        if !happens.contains(&true) {
            return;
        }
        let nature = Nature {
            plan: &layout.matters[self.matter],
            purposes: &layout.purposes,
            stream: self.stream,
        };
        let begun = self.drawn.len();
        nature.draw(first, &at, &happens, &mut self.drawn);
        let digest = world_digest::of_potentials(&self.drawn[begun..], self.stream);
        self.digest = self.digest.wrapping_add(digest);
    }

    /// When the candidates after the last one come.
    fn moments<const LANES: usize>(
        &mut self,
        gaps: &[Mark; LANES],
        start: Moment,
    ) -> [Moment; LANES] {
        gaps.map(exponential).map(|gap| {
            self.candidate_s += gap * self.gap_s;
            let pace = self.pace.as_deref();
            let since_s = pace.map_or(self.candidate_s, |pace| pace.when_s(self.candidate_s));
            start + Span::from_seconds(since_s as i64)
        })
    }
}
