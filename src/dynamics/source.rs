//! Potentials: what may happen in the world, drawn per stream, whatever the setup.
//!
//! A stream is one matter at one place. Its candidates come as a Poisson process at the highest
//! rate of its profile; a candidate happens if its mark is below rate over highest rate. Since no
//! setup moves a draw, a busy stream is drawn many candidates at a time.

use crate::base::calendar::Calendar;
use crate::base::{Key, Mark, Moment, Purpose, Span, Stream, World, exponential};
use crate::county::{County, Matter, MatterId, VillageId};
use crate::governance::frequency::yearly_rate;

use super::horizon::Window;
use super::layout::Layout;
use super::potential::{Nature, Potential};

const EMERGENCE: Purpose = Purpose::named("emergence");
const SECONDS_A_YEAR: f64 = 365.0 * 86_400.0;

/// How many candidates of a busy stream are drawn at a time.
const BLOCK: usize = 16;
/// Streams with fewer candidates in a run than this are drawn one by one.
const CANDIDATES_OF_A_BUSY_STREAM: f64 = 32.0;

/// Rates over the highest, by hour of day and by weekday.
#[derive(Debug, Clone)]
struct Profile {
    hours: [f64; 24],
    weekdays: [f64; 7],
}

impl Profile {
    fn keeps(&self, at: Moment, mark: Mark, calendar: &Calendar) -> bool {
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
    /// Mean time between candidates (s).
    gap_s: f64,
    /// None if the rate is flat.
    profile: Option<Box<Profile>>,
    is_busy: bool,
    /// The last candidate [s since the start of the run].
    candidate_s: f64,
    /// The next candidate's ordinal.
    next: u32,
    /// Potentials drawn ahead, and how many of them have come up.
    drawn: Vec<Potential>,
    come_up: usize,
    /// Whether the end of the run has been reached.
    is_over: bool,
}

impl Source {
    /// The streams of a county, matter by matter and village by village; those that never happen left out.
    pub fn all(county: &County, world: World, window: &Window) -> Vec<Self> {
        let root = Key::of(&county.id);
        county
            .matters
            .iter_with_ids()
            .flat_map(|matter| {
                county
                    .villages
                    .iter_with_ids()
                    .map(move |village| (matter, village))
            })
            .filter_map(|((matter_id, matter), (village_id, village))| {
                let rate = yearly_rate(county, matter, village);
                let township = &county.townships[village.township].id;
                let key = root.child(township).child(&village.id).child(&matter.id);
                (rate > 0.0).then(|| {
                    let mut source =
                        Self::new((matter_id, matter), village_id, rate, world.stream(key));
                    source.is_busy = source.candidates_in(window) > CANDIDATES_OF_A_BUSY_STREAM;
                    source
                })
            })
            .collect()
    }

    fn new(
        (id, matter): (MatterId, &Matter),
        village: VillageId,
        per_year: f64,
        stream: Stream,
    ) -> Self {
        let hours = matter.hour_profile.factors();
        let weekdays = matter.weekday_profile.factors();
        let highest = |factors: &[f64]| factors.iter().copied().fold(0.0, f64::max);
        let (top_hour, top_weekday) = (highest(&hours), highest(&weekdays));
        let is_flat = top_hour <= 1.0 && top_weekday <= 1.0;
        Self {
            stream,
            matter: id,
            village,
            gap_s: SECONDS_A_YEAR / (per_year * top_hour * top_weekday),
            profile: (!is_flat).then(|| {
                Box::new(Profile {
                    hours: hours.map(|factor| factor / top_hour),
                    weekdays: weekdays.map(|factor| factor / top_weekday),
                })
            }),
            is_busy: false,
            candidate_s: 0.0,
            next: 0,
            drawn: Vec::new(),
            come_up: 0,
            is_over: false,
        }
    }

    /// Candidates expected inside `window`.
    fn candidates_in(&self, window: &Window) -> f64 {
        (window.end - window.start).seconds() as f64 / self.gap_s
    }

    /// The potential that comes up next, if one does before the end.
    #[inline]
    pub fn awaited(&self) -> Option<&Potential> {
        self.drawn.get(self.come_up)
    }

    /// Goes on to the next potential, the first to begin with.
    #[inline]
    pub fn advance(&mut self, layout: &Layout, window: &Window) {
        self.come_up += 1;
        if self.come_up < self.drawn.len() || self.is_over {
            return;
        }
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
        nature.draw(first, &at, &happens, &mut self.drawn);
    }

    /// When the candidates after the last one come.
    fn moments<const LANES: usize>(
        &mut self,
        gaps: &[Mark; LANES],
        start: Moment,
    ) -> [Moment; LANES] {
        gaps.map(exponential).map(|gap| {
            self.candidate_s += gap * self.gap_s;
            start + Span::from_seconds(self.candidate_s as i64)
        })
    }
}
