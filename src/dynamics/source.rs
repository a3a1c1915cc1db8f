//! Potentials: what may happen in the world, drawn per stream, whatever the setup.
//!
//! A stream is one matter at one place. Its candidates come as a Poisson process at the highest
//! rate of its profile; a candidate happens if its mark is below rate over highest rate.

use crate::base::calendar::Calendar;
use crate::base::{Key, Moment, Purpose, Span, Stream, World, exponential};
use crate::county::{County, Matter, MatterId, Rate, Village, VillageId};

const EMERGENCE: Purpose = Purpose::named("emergence");
const SECONDS_A_YEAR: f64 = 365.0 * 86_400.0;

/// One matter at one place.
#[derive(Debug, Clone)]
pub struct Source {
    /// What its draws hang on.
    pub stream: Stream,
    /// What.
    pub matter: MatterId,
    /// Where.
    pub village: VillageId,
    /// Mean time between candidates [s].
    gap_s: f64,
    /// Profile over hours and weekdays, each over its highest; none if flat.
    profile: Option<Box<([f64; 24], [f64; 7])>>,
    /// The last candidate [s since the start of the run].
    candidate_s: f64,
    /// The next candidate's ordinal.
    next: u32,
}

/// Incidents a year that `matter` has at `village`.
pub fn yearly_rate(county: &County, matter: &Matter, village: &Village) -> f64 {
    match matter.rate {
        Rate::PerTownship(rate) => rate * share_of_township(county, village),
        Rate::PerThousandResidents(rate) => rate * village.residents / 1_000.0,
        Rate::PerHundredFirms(rate) => rate * village.firms / 100.0,
        Rate::Traced => 0.0,
    }
}

/// The village's share of its township's residents; equal shares where nobody is stated.
fn share_of_township(county: &County, village: &Village) -> f64 {
    let (mut residents, mut villages) = (0.0, 0.0);
    for other in county
        .villages
        .iter()
        .filter(|other| other.township == village.township)
    {
        residents += other.residents;
        villages += 1.0;
    }
    if residents > 0.0 {
        village.residents / residents
    } else {
        1.0 / villages
    }
}

impl Source {
    /// The streams of a county, matter by matter and village by village; those that never happen left out.
    pub fn all(county: &County, world: World) -> Vec<Self> {
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
                (rate > 0.0)
                    .then(|| Self::new((matter_id, matter), village_id, rate, world.stream(key)))
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
                Box::new((
                    hours.map(|factor| factor / top_hour),
                    weekdays.map(|factor| factor / top_weekday),
                ))
            }),
            candidate_s: 0.0,
            next: 0,
        }
    }

    /// The next potential that happens, with its ordinal; candidates that do not are passed over.
    #[inline]
    pub fn next(
        &mut self,
        start: Moment,
        end: Moment,
        calendar: &Calendar,
    ) -> Option<(Moment, u32)> {
        loop {
            let [gap, keep] = self.stream.two_marks(u64::from(self.next), EMERGENCE);
            let ordinal = self.next;
            self.next += 1;
            self.candidate_s += exponential(gap) * self.gap_s;
            let at = start + Span::from_seconds(self.candidate_s as i64);
            if at >= end {
                return None;
            }
            let happens = match &self.profile {
                None => true,
                Some(profile) => {
                    let hour = (at.time_of_day().seconds() / 3_600) as usize;
                    let weekday = calendar.weekday(at.day()).index();
                    keep.is_below(profile.0[hour] * profile.1[weekday])
                }
            };
            if happens {
                return Some((at, ordinal));
            }
        }
    }
}
