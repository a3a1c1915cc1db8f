//! The field: what patrols see and what grid workers make of it, against formulas.

use super::towns::{lines, setting, weekdays};
use super::watching::FactDigest;
use crate::base::calendar::{Calendar, CalendarKind};
use crate::base::elementary::exp;
use crate::base::{Date, Distribution, Family, Id, Moment, Span};
use crate::county::{Channel, Complaint, County, Detection, End, MatterId, PowerShare, Rate, Tier};
use crate::dynamics::{Fact, FieldActivity, Mechanism, Mechanisms, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::GridWork;
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Conduct, GridLevel};

/// What was told of the field.
#[derive(Debug, Clone, Default)]
struct FieldBook {
    /// Channel, hour of day and delay of first reports.
    reports: Vec<(Channel, f64, Span)>,
    ends: Vec<(End, bool)>,
    field: Vec<(FieldActivity, Moment, Moment)>,
    stages: Span,
    lives: Span,
}

impl Observer<Fact<'_>> for FieldBook {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Reported { incident, channel } => {
                let delay = at - incident.emerged_at;
                self.reports
                    .push((channel, at.time_of_day().hours(), delay));
            }
            Fact::Left {
                incident,
                ticket,
                end,
                ..
            } => {
                self.ends.push((end, ticket.is_some()));
                self.lives += at - incident.emerged_at;
            }
            Fact::Moved { span, .. } => self.stages += span,
            Fact::InTheField { on, from, to, .. } => self.field.push((on, from, to)),
            _ => {}
        }
    }
}

impl FieldBook {
    fn minutes(&self, on: FieldActivity) -> f64 {
        let own = self.field.iter().filter(|(other, ..)| *other == on);
        own.map(|(_, from, to)| (*to - *from).minutes()).sum()
    }

    fn times(&self, on: FieldActivity) -> usize {
        self.field.iter().filter(|(other, ..)| *other == on).count()
    }

    fn ended(&self, end: End) -> usize {
        self.ends.iter().filter(|(other, _)| *other == end).count()
    }
}

/// One line of three, whose matter comes up `per_year` times a year and is hidden at first.
fn hidden_county(per_year: f64, detection: Detection) -> County {
    let mut county = SampleCounty::new(vec![line(3, 0)]).built();
    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.rate = Rate::PerTownship(per_year);
    matter.work_min = Distribution::constant(10.0).unwrap();
    matter.detection = Some(detection);
    county
}

fn looked_for(seen_share: f64) -> Detection {
    Detection {
        complaint: Complaint::Never,
        natural_end_per_day: 0.0,
        seen_share,
        patrol_every_h: None,
        repeat_patience_days: None,
    }
}

fn patrolled(work: GridWork) -> Conduct {
    Conduct {
        grid_work: Some(work),
        ..Conduct::NONE
    }
}

/// A grid worker who recognises everything and has no quota.
fn keen() -> GridWork {
    GridWork {
        recognition: 1.0,
        specialist_recognition: 1.0,
        quota_per_month: 0.0,
        ..GridWork::default()
    }
}

fn run(setting: &Setting) -> FieldBook {
    simulate(setting, FieldBook::default()).1
}

fn run_year(county: &County, conduct: &Conduct, level: GridLevel) -> FieldBook {
    let calendar = weekdays();
    let mut charter = lines(county);
    charter.practice.grid = level;
    run(&Setting {
        conduct,
        ..setting(county, &charter, &calendar, 365)
    })
}

/// Passes every T see it with chance v, a resident complains after Exp(m): with q = e^(-T/m) and a
/// first pass uniform on (0, T), the share found by patrol is m (1 - q) / T * v / (1 - (1 - v) q),
/// and the mean delay is m times the share found by complaint.
#[test]
fn periodic_passes_against_complaints_find_the_share_and_delay_of_the_formula() {
    let (every_h, seen_share, mean_h) = (8.0, 0.6, 12.0);
    let detection = Detection {
        complaint: Complaint::After(
            Distribution::from_mean_and_cv(Family::Exponential, mean_h, 1.0).unwrap(),
        ),
        patrol_every_h: Some(every_h),
        ..looked_for(seen_share)
    };
    let county = hidden_county(6_000.0, detection);
    let charter = lines(&county);
    let calendar = Calendar::new(CalendarKind::AlwaysOpen, Date::new(2025, 1, 6).unwrap());
    let book = run(&Setting {
        mechanisms: Mechanisms::only(&[Mechanism::Detection]),
        ..setting(&county, &charter, &calendar, 3_650)
    });
    let n = book.reports.len() as f64;
    let found = book
        .reports
        .iter()
        .filter(|(channel, ..)| *channel == Channel::Patrol);
    let share = found.clone().count() as f64 / n;
    let delays = book.reports.iter().map(|(.., delay)| delay.hours());
    let mean = delays.clone().sum::<f64>() / n;
    let variance = delays
        .map(|delay| (delay - mean) * (delay - mean))
        .sum::<f64>()
        / n;
    let missed = exp(-every_h / mean_h);
    let expected =
        mean_h * (1.0 - missed) / every_h * seen_share / (1.0 - (1.0 - seen_share) * missed);
    assert!(n > 50_000.0);
    let tolerance = 4.0 * (expected * (1.0 - expected) / n).sqrt();
    assert!((share - expected).abs() < tolerance, "{share} {expected}");
    let expected_delay = mean_h * (1.0 - expected);
    let tolerance = 4.0 * (variance / n).sqrt();
    assert!((mean - expected_delay).abs() < tolerance, "{mean}");
    for (_, hour, _) in found {
        assert!(hour % every_h == 0.0, "{hour}");
    }
}

#[test]
fn a_grid_worker_is_in_the_field_four_hours_a_working_day() {
    let county = hidden_county(50.0, looked_for(0.5));
    let book = run_year(&county, &patrolled(keen()), GridLevel::PerLine);
    let total: f64 = [
        FieldActivity::Patrol,
        FieldActivity::Entry,
        FieldActivity::OnTheSpot,
    ]
    .map(|on| book.minutes(on))
    .iter()
    .sum();
    let working_days = (14 + 365 + 10) * 5 / 7 + 1;
    let expected = 240.0 * f64::from(working_days);
    assert!((total - expected).abs() < 480.0, "{total} {expected}");
    assert!(book.times(FieldActivity::Entry) > 30);
}

#[test]
fn what_lies_in_a_cell_is_seen_and_typed_in_minutes_after_a_pass() {
    let county = hidden_county(50.0, looked_for(1_000.0));
    let book = run_year(&county, &patrolled(keen()), GridLevel::PerLine);
    assert!(book.reports.len() > 30);
    for (channel, hour, delay) in &book.reports {
        assert_eq!(*channel, Channel::Patrol);
        assert!((8.5..18.5).contains(hour), "{hour}");
        assert!(*delay < Span::from_days(4), "{delay:?}");
    }
    assert_eq!(book.stages, book.lives);
}

#[test]
fn nets_of_lines_share_the_hours_that_one_net_has_alone() {
    let mut county = SampleCounty::new(vec![line(2, 0); 4]).built();
    for matter in &mut county.matters {
        matter.detection = Some(looked_for(0.02));
        matter.rate = Rate::PerTownship(400.0);
    }
    let conduct = patrolled(keen());
    let delay = |level| {
        let book = run_year(&county, &conduct, level);
        let days: f64 = book.reports.iter().map(|(.., delay)| delay.days()).sum();
        days / book.reports.len() as f64
    };
    let (apart, one) = (delay(GridLevel::PerLine), delay(GridLevel::Unified));
    assert!(apart > 2.0 * one, "{apart} {one}");
}

#[test]
fn short_cases_of_the_grid_without_power_are_put_right_on_the_spot_without_a_ticket() {
    let mut county = hidden_county(100.0, looked_for(1_000.0));
    county.matters[MatterId::from_index(0)].tier = Tier::Grid;
    let conduct = patrolled(keen());
    let book = run_year(&county, &conduct, GridLevel::Unified);
    let fixed = book.ended(End::FixedOnTheSpot);
    assert!(fixed > 80 && book.reports.is_empty());
    assert!(book.ends.iter().all(|(_, has_ticket)| !has_ticket));
    assert_eq!(book.stages, book.lives);
    let minutes = book.minutes(FieldActivity::OnTheSpot);
    assert!((minutes - 10.0 * fixed as f64).abs() <= 10.0, "{minutes}");

    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.power_share = PowerShare {
        none: 0.0,
        order: 1.0,
        penalty: 0.0,
    };
    let book = run_year(&county, &conduct, GridLevel::Unified);
    assert_eq!(book.ended(End::FixedOnTheSpot), 0);
    assert!(book.reports.len() > 80);
}

/// 30 s >= 7 K: a mild case is worth four terminals and not five.
#[test]
fn what_is_not_worth_its_entries_is_not_reported() {
    let county = hidden_county(100.0, looked_for(1_000.0));
    let reports = |terminals| {
        let conduct = patrolled(GridWork {
            terminals,
            ..keen()
        });
        run_year(&county, &conduct, GridLevel::Unified)
            .reports
            .len()
    };
    assert!(reports(4) > 80);
    assert_eq!(reports(5), 0);
}

#[test]
fn entries_of_a_setup_take_the_place_of_the_countys() {
    let county = hidden_county(100.0, looked_for(1_000.0));
    let calendar = weekdays();
    let mut charter = lines(&county);
    charter.practice.digital_load.terminals = Some(2);
    charter.practice.digital_load.entry_min = Some(12.0);
    let conduct = patrolled(keen());
    let book = run(&Setting {
        conduct: &conduct,
        ..setting(&county, &charter, &calendar, 365)
    });
    let entries = book.times(FieldActivity::Entry);
    assert!(entries > 80);
    let minutes = book.minutes(FieldActivity::Entry);
    assert!((minutes - 24.0 * entries as f64).abs() <= 24.0, "{minutes}");
}

/// Nothing happens, so every report of the quota is a filler of the month's last working days.
#[test]
fn a_quota_that_nothing_fills_is_filled_with_nothing() {
    let county = hidden_county(0.000_1, looked_for(1.0));
    let conduct = patrolled(GridWork {
        quota_per_month: 4.0,
        ..keen()
    });
    let book = run_year(&county, &conduct, GridLevel::Unified);
    let months = 13;
    let fillers = book.times(FieldActivity::Filler);
    assert!(
        (4 * (months - 1)..=4 * months).contains(&fillers),
        "{fillers}"
    );
    assert!(book.reports.is_empty());
}

/// 1 % of passes times one less a recognition of 0.6.
#[test]
fn false_sightings_are_the_share_of_passes_that_recognition_leaves() {
    let county = hidden_county(0.000_1, looked_for(1.0));
    let conduct = patrolled(GridWork {
        recognition: 0.6,
        false_share: 0.5,
        ..keen()
    });
    let book = run_year(&county, &conduct, GridLevel::Unified);
    let passes = book.minutes(FieldActivity::Patrol) / 40.0;
    let share = book.times(FieldActivity::FalseSighting) as f64 / passes;
    let tolerance = 4.0 * (0.2 * 0.8 / passes).sqrt();
    assert!((share - 0.2).abs() < tolerance, "{share}");
}

#[test]
fn without_patrols_grid_work_changes_nothing() {
    let county = hidden_county(
        100.0,
        Detection {
            complaint: Complaint::PerDay(0.1),
            ..looked_for(1.0)
        },
    );
    let calendar = weekdays();
    let charter = lines(&county);
    let digest = |conduct: &Conduct, mechanisms| {
        let setting = Setting {
            conduct,
            mechanisms,
            ..setting(&county, &charter, &calendar, 200)
        };
        let (outcome, digest) = simulate(&setting, FactDigest::default());
        (outcome, digest)
    };
    let with = patrolled(GridWork::default());
    let off = Mechanisms::all().without(Mechanism::Patrols);
    let absent = digest(&Conduct::NONE, Mechanisms::all());
    assert_eq!(digest(&with, off), absent);
    assert_eq!(
        digest(&with, Mechanisms::all()),
        digest(&with, Mechanisms::all())
    );
    assert_ne!(digest(&with, Mechanisms::all()).1, absent.1);
    let idle = patrolled(GridWork {
        patrol_min_per_day: 0.0,
        ..GridWork::default()
    });
    assert_eq!(digest(&idle, Mechanisms::all()), absent);
}
