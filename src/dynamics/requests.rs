//! Requests: the small things residents might ask of their township's office, whatever the setup.
//!
//! One stream for each village: candidates come as a Poisson process at the highest rate of its
//! profile and are kept by hour and weekday, as those of matters are (see [`super::source`]).

use std::sync::Arc;

use crate::base::key::mixed;
use crate::base::{Key, Mark, Moment, Purpose, Sampler, Span, Stream, exponential};
use crate::county::{DepartmentId, VillageId};
use crate::governance::conduct::PettyDemand;

use super::horizon::Window;
use super::mechanism::Mechanism;
use super::setting::Setting;
use super::source::Profile;
use super::variation::{Pace, usual_paces};

const EMERGENCE: Purpose = Purpose::named("emergence");
const THRESHOLD: Purpose = Purpose::named("threshold of a request");
const GRID: Purpose = Purpose::named("grid of a request");
const WORK: Purpose = Purpose::named("work on a request");
const SECONDS_A_YEAR: f64 = 365.0 * 86_400.0;

/// What one village might ask.
#[derive(Debug, Clone)]
struct RequestSource {
    stream: Stream,
    village: VillageId,
    /// Mean time between candidates, in own time (s).
    gap_s: f64,
    /// How its own time goes; none if as every clock.
    pace: Option<Arc<Pace>>,
    /// None if the rate is flat.
    profile: Option<Box<Profile>>,
    /// The last candidate (s of own time since the start of the run).
    candidate_s: f64,
    /// The next candidate's ordinal.
    next: u32,
}

impl RequestSource {
    /// When the next request comes up, and its ordinal; none at or after the end.
    fn advance(&mut self, window: &Window) -> Option<(Moment, u32)> {
        loop {
            let ordinal = self.next;
            self.next += 1;
            let [gap, keep] = self.stream.two_marks(u64::from(ordinal), EMERGENCE);
            self.candidate_s += exponential(gap) * self.gap_s;
            let pace = self.pace.as_deref();
            let since_s = pace.map_or(self.candidate_s, |pace| pace.when_s(self.candidate_s));
            let at = window.start + Span::from_seconds(since_s as i64);
            if at >= window.end {
                return None;
            }
            let profile = self.profile.as_deref();
            if profile.is_none_or(|profile| profile.keeps(at, keep, window.calendar)) {
                return Some((at, ordinal));
            }
        }
    }
}

/// A request as the world makes it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Request {
    /// Where.
    pub village: VillageId,
    /// Trust above which it is brought.
    pub threshold: Mark,
    /// Which grid of the village.
    pub grid: Mark,
    /// What it takes to answer.
    pub content: Span,
    /// A number that changes with anything the world drew for it.
    pub digest: u64,
}

/// All that residents of a county might ask.
#[derive(Debug, Clone)]
pub struct Requests {
    /// How.
    pub rules: PettyDemand,
    /// Whose office in each township answers: the townships' own.
    pub department: DepartmentId,
    /// What an answer is expected to take.
    pub expected: Span,
    work: Sampler,
    sources: Vec<RequestSource>,
}

impl Requests {
    /// The requests of a setting; none if residents have none or no township has an office.
    pub fn of(setting: &Setting) -> Option<Self> {
        let is_on = setting.mechanisms.has(Mechanism::PettyDemand);
        let rules = setting.conduct.petty_demand.as_ref().filter(|_| is_on)?;
        let department = PettyDemand::office(setting.county)?;
        let sources = sources(setting, rules);
        (!sources.is_empty()).then(|| Self {
            rules: rules.clone(),
            department,
            expected: Span::from_minutes(rules.work_min.mean()),
            work: rules.work_min.sampler(),
            sources,
        })
    }

    /// How many villages might ask.
    pub const fn villages(&self) -> usize {
        self.sources.len()
    }

    /// When the next request of the `index`-th village comes up, and its ordinal.
    pub fn advance(&mut self, index: usize, window: &Window) -> Option<(Moment, u32)> {
        self.sources[index].advance(window)
    }

    /// A request that comes up at `at`.
    pub fn request(&self, index: usize, at: Moment, ordinal: u32) -> Request {
        let RequestSource {
            stream, village, ..
        } = self.sources[index];
        let ordinal = u64::from(ordinal);
        let [threshold, grid] = [THRESHOLD, GRID].map(|purpose| stream.mark(ordinal, purpose));
        let content = Span::from_minutes(self.work.sample(stream, ordinal, WORK));
        let drawn = mixed(threshold.value().to_bits() ^ mixed(grid.value().to_bits()));
        let nature = (at.seconds() as u64) ^ ordinal << 40 ^ mixed(content.seconds() as u64);
        Request {
            village,
            threshold,
            grid,
            content,
            digest: mixed(mixed(nature.wrapping_add(stream.bits())) ^ drawn),
        }
    }
}

/// The streams of villages that might ask anything, in order of villages.
fn sources(setting: &Setting, rules: &PettyDemand) -> Vec<RequestSource> {
    let county = setting.county;
    let paces = usual_paces(county, setting.world, &setting.window());
    let (profile, (top_hour, top_weekday)) = Profile::of(rules.hour_profile, rules.weekday_profile);
    let villages = county.villages.iter_with_ids();
    villages
        .filter_map(|(id, village)| {
            let rate = rules.requests_a_year(village.residents);
            let township = &county.townships[village.township].id;
            let key = Key::of(&county.id).child(township).child(&village.id);
            (rate > 0.0).then(|| RequestSource {
                stream: setting.world.stream(key.child("petty demand")),
                village: id,
                gap_s: SECONDS_A_YEAR / (rate * top_hour * top_weekday),
                pace: paces[village.township].clone(),
                profile: profile.clone(),
                candidate_s: 0.0,
                next: 0,
            })
        })
        .collect()
}
