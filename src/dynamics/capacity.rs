//! Capacity: how able each village is to settle its own troubles, and the hours of its cadres.
//!
//! Capacity is practised: a settled case adds, time takes away. What a case adds is set once, so
//! that a village that settles what the status quo brings it stays as able as it began; the cases
//! the status quo brings are reckoned from the county's rates, alike for every setup.

use crate::base::{Key, Moment, Sampler, Span, Table, World};
use crate::county::{Complaint, County, Detection, Matter, MatterId, Severity, Tier, VillageId};
use crate::governance::conduct::VillageLife;
use crate::governance::conduct::beta::Beta;
use crate::governance::frequency::yearly_rate;

use super::grid_worker::passes_a_day;
use super::mechanism::Mechanism;
use super::setting::Setting;

/// Hours of a week, over which cadres' hours are spread.
const HOURS_OF_A_WEEK: f64 = 168.0;
/// Mean of a difficulty uniform on (0, 1), of which a village settles what is left.
const MEAN_EASE: f64 = 0.5;

/// One village at work.
#[derive(Debug, Clone, Copy, PartialEq)]
struct AtWork {
    capacity: f64,
    as_of: Moment,
    gain_per_case: f64,
    /// When its cadres have done what was brought so far.
    is_free_at: Moment,
}

/// All villages of a county at work.
#[derive(Debug, Clone)]
pub struct Villages {
    /// Their habits.
    pub rules: VillageLife,
    /// Cadres' work on a case of each matter (min).
    pub work: Table<MatterId, Sampler>,
    each: Table<VillageId, AtWork>,
}

impl Villages {
    /// The villages of a setting; none if no village settles anything.
    pub fn new(setting: &Setting) -> Option<Self> {
        let rules = setting.conduct.village_life.as_ref()?;
        if !setting.mechanisms.has(Mechanism::Screening) {
            return None;
        }
        let start = setting.horizon.start();
        let county = setting.county;
        let capacities = rules.capacities();
        let brought = brought_by_residents(setting, rules);
        let own = |matter: &Matter| {
            matter
                .village_min
                .as_ref()
                .unwrap_or(&rules.case_min)
                .sampler()
        };
        Some(Self {
            rules: rules.clone(),
            work: county.matters.map(own),
            each: county
                .villages
                .ids()
                .map(|village| {
                    let capacity = capacity_at_start(county, &capacities, village);
                    let tried = tried_a_year(county, rules, (&brought, village));
                    let settled = tried * capacity * MEAN_EASE;
                    AtWork {
                        capacity,
                        as_of: start,
                        gain_per_case: rules.gain_per_case(capacity, settled),
                        is_free_at: start,
                    }
                })
                .collect(),
        })
    }

    /// Capacity of a village at `now`, at or after its last case.
    pub fn capacity(&self, now: Moment, village: VillageId) -> f64 {
        let at_work = &self.each[village];
        self.rules.faded(at_work.capacity, now - at_work.as_of)
    }

    /// A village has settled a case.
    pub fn practise(&mut self, now: Moment, village: VillageId) {
        let capacity = self.capacity(now, village);
        let at_work = &mut self.each[village];
        at_work.capacity = VillageLife::practised(capacity, at_work.gain_per_case);
        at_work.as_of = now;
    }

    /// Somebody has coached a village for so many hours (h).
    pub fn coach(&mut self, now: Moment, village: VillageId, hours: f64) {
        let capacity = self.rules.coached(self.capacity(now, village), hours);
        let at_work = &mut self.each[village];
        at_work.capacity = capacity;
        at_work.as_of = now;
    }

    /// Cadres take a case with this content on, after those brought before.
    pub fn take_on(&mut self, now: Moment, village: VillageId, content: Span) -> Trial {
        let given_up_at = now + self.rules.tries_up_to();
        let at_work = &mut self.each[village];
        let begins_at = at_work.is_free_at.max(now);
        let stretch = HOURS_OF_A_WEEK / self.rules.cadre_hours_per_week;
        let takes_h = content.hours() * stretch;
        let is_done = begins_at < given_up_at && takes_h <= (given_up_at - begins_at).hours();
        let ends_at = if is_done {
            begins_at + Span::from_hours(takes_h)
        } else {
            given_up_at
        };
        let worked = if is_done {
            content
        } else {
            Span::from_hours((ends_at - begins_at).hours().max(0.0) / stretch)
        };
        at_work.is_free_at = ends_at.max(begins_at);
        Trial {
            begins_at,
            ends_at,
            worked,
            is_done,
        }
    }
}

/// How a village's try at a case goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Trial {
    /// When cadres turn to it, if they do before it is given up.
    pub begins_at: Moment,
    /// When the village knows.
    pub ends_at: Moment,
    /// Cadres' time that went into it.
    pub worked: Span,
    /// Whether they came to an end with it.
    pub is_done: bool,
}

fn capacity_at_start(county: &County, capacities: &Beta, village: VillageId) -> f64 {
    let place = &county.villages[village];
    let township = &county.townships[place.township].id;
    let key = Key::of(&county.id).child(township).child(&place.id);
    let layout = World {
        seed: county.layout_seed,
        replication: 0,
    };
    VillageLife::capacity_at_start(capacities, layout.stream(key), 0)
}

/// Whether a matter is one of the townships' own cadres: below officers' level.
pub fn is_below_officers(county: &County, matter: &Matter) -> bool {
    county.departments[matter.lead].is_block() && matter.tier < Tier::County
}

/// A matter below officers' level under the status quo, the same in every village.
struct Brought<'a> {
    matter: &'a Matter,
    /// Share within a village's reach.
    reach: f64,
    /// Share of which residents tell and that the village tries.
    tried: f64,
}

fn brought_by_residents<'a>(setting: &'a Setting, rules: &VillageLife) -> Vec<Brought<'a>> {
    let passes = passes_a_day(setting);
    let matters = setting.county.matters.iter();
    matters
        .filter(|matter| is_below_officers(setting.county, matter))
        .map(|matter| Brought {
            matter,
            reach: reach_share(matter),
            tried: brought_share((setting, passes), rules, matter),
        })
        .collect()
}

/// Cases a year within a village's reach that residents bring to it first under the status quo.
fn tried_a_year(
    county: &County,
    rules: &VillageLife,
    (matters, village): (&[Brought], VillageId),
) -> f64 {
    let place = &county.villages[village];
    let a_year = |of: &Brought| {
        yearly_rate(county, of.matter, place) * rules.first_share * of.reach * of.tried
    };
    matters.iter().map(a_year).sum()
}

/// Share of a matter's incidents that need neither power nor another department.
fn reach_share(matter: &Matter) -> f64 {
    let without = |support: &crate::county::Support| 1.0 - support.share;
    let alone: f64 = matter.supports.iter().map(without).product();
    alone * matter.power_share.none
}

/// Share of a matter's incidents of which residents tell and that the village tries.
fn brought_share(under: (&Setting, f64), rules: &VillageLife, matter: &Matter) -> f64 {
    Severity::all()
        .zip(matter.severity_share)
        .map(|(severity, share)| {
            share * tried_share(rules, severity) * told_share(under, matter, severity)
        })
        .sum()
}

/// Share of cases of a severity that seem mild enough to be tried.
fn tried_share(rules: &VillageLife, severity: Severity) -> f64 {
    let tries = |seen| f64::from(u8::from(rules.tries(seen)));
    let misseen = tries(milder(severity)).midpoint(tries(graver(severity)));
    let right = rules.sees_severity_right;
    right * tries(severity) + (1.0 - right) * misseen
}

/// One degree milder, if there is one.
pub fn milder(severity: Severity) -> Severity {
    Severity::new(severity.degree() - 1).unwrap_or(severity)
}

/// One degree graver, if there is one.
pub fn graver(severity: Severity) -> Severity {
    Severity::new(severity.degree() + 1).unwrap_or(severity)
}

/// Share of incidents of which a resident tells before they end or a patrol of lines sees them, so
/// many passes a day.
fn told_share((setting, passes): (&Setting, f64), matter: &Matter, severity: Severity) -> f64 {
    let is_on = setting.mechanisms.has(Mechanism::Detection);
    let Some(detection) = matter.detection.as_ref().filter(|_| is_on) else {
        return 1.0;
    };
    let residents = setting.conduct.residents.unwrap_or_default();
    let told = match &detection.complaint {
        Complaint::PerDay(kappa) => {
            residents.complaint_per_day(*kappa, severity, residents.initial_trust)
        }
        Complaint::After(hours) => 24.0 / hours.mean(),
        Complaint::Never => return 0.0,
    };
    let is_visible = setting.mechanisms.has(Mechanism::Sources);
    let gone = matter.visible.as_ref().filter(|_| is_visible);
    let ends = gone.map_or(detection.natural_end_per_day, |visible| {
        24.0 / visible.stays_h.mean()
    });
    told / (told + ends + seen_per_day(passes, detection))
}

/// Hazard of being seen on passes of patrols, so many a day, or of its own [per day].
fn seen_per_day(passes: f64, detection: &Detection) -> f64 {
    let own = detection.patrol_every_h.map(|every_h| 24.0 / every_h);
    own.unwrap_or(passes) * detection.seen_share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Id;

    fn village() -> VillageId {
        VillageId::from_index(0)
    }

    fn villages() -> Villages {
        Villages {
            rules: VillageLife::default(),
            work: Table::new(),
            each: Table::filled(
                1,
                AtWork {
                    capacity: 0.5,
                    as_of: Moment::START,
                    gain_per_case: 0.1,
                    is_free_at: Moment::START,
                },
            ),
        }
    }

    /// Fifty hours a week: an hour of work takes 3.36 hours.
    #[test]
    fn cadres_take_cases_in_turn_and_spread_their_hours_over_the_week() {
        let mut villages = villages();
        let now = Moment::START;
        let first = villages.take_on(now, village(), Span::HOUR);
        let second = villages.take_on(now, village(), Span::HOUR);
        assert!(first.is_done && second.is_done);
        assert_eq!(first.ends_at, now + Span::from_hours(3.36));
        assert_eq!(second.begins_at, first.ends_at);
        assert_eq!(second.ends_at, now + Span::from_hours(6.72));
        assert_eq!(second.worked, Span::HOUR);
    }

    #[test]
    fn a_case_is_given_up_after_two_days_and_frees_the_cadres() {
        let mut villages = villages();
        let now = Moment::START;
        let long = villages.take_on(now, village(), Span::HOUR * 20);
        let next = villages.take_on(now, village(), Span::HOUR);
        assert!(!long.is_done && !next.is_done);
        assert_eq!(
            (long.ends_at, next.ends_at),
            (now + Span::DAY * 2, now + Span::DAY * 2)
        );
        assert_eq!(next.worked, Span::ZERO);
        let worked_h = 48.0 * 50.0 / 168.0;
        assert!((long.worked.hours() - worked_h).abs() < 0.001);
        let later = villages.take_on(now + Span::DAY * 3, village(), Span::HOUR);
        assert!(later.is_done && later.begins_at == now + Span::DAY * 3);
    }

    #[test]
    fn cadres_without_hours_settle_nothing() {
        let mut villages = villages();
        villages.rules.cadre_hours_per_week = 0.0;
        let trial = villages.take_on(Moment::START, village(), Span::HOUR);
        assert!(!trial.is_done);
        assert_eq!(trial.worked, Span::ZERO);
    }

    #[test]
    fn capacity_fades_with_time_and_grows_by_practice_and_coaching() {
        let mut villages = villages();
        let year = Moment::START + Span::DAY * 365;
        let faded = villages.capacity(year, village());
        assert!((faded - 0.5 * crate::base::elementary::exp(-0.14)).abs() < 1e-12);
        villages.practise(year, village());
        let practised = faded + 0.1 * (1.0 - faded);
        assert!((villages.capacity(year, village()) - practised).abs() < 1e-12);
        villages.coach(year, village(), 1.0);
        let coached = practised + 0.001 * (1.0 - practised);
        assert!((villages.capacity(year, village()) - coached).abs() < 1e-12);
    }
}
