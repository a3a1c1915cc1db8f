//! Others tell of what is in hand: how often, whose record they meet, and what a second ticket costs.

use super::towns::{lines, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Distribution, Moment, Span};
use crate::county::{
    Complaint, County, Detection, PartOrder, Rate, Support, TaskKind, matter::Supporter,
};
use crate::dynamics::{Activity, Fact, Mechanism, Mechanisms, Outcome, Setting, simulate};
use crate::engine::Observer;
use crate::governance::conduct::{Duplicates, Offices};
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Conduct, GridLevel};

/// What was told of further reports and second tickets.
#[derive(Debug, Clone, Default, PartialEq)]
struct SecondBook {
    joined: usize,
    apart: usize,
    /// What others' reports left in the courses of incidents: joined, apart.
    in_courses: (usize, usize),
    /// Second tickets taken up or waiting at the end: on paper, on site.
    checks: usize,
    looks: usize,
    in_vain: usize,
    in_hand: Span,
    spent: Span,
    left: usize,
    emerged: usize,
}

impl Observer<Fact<'_>> for SecondBook {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Emerged { .. } => self.emerged += 1,
            Fact::ToldAgain { is_joined, .. } => {
                self.joined += usize::from(is_joined);
                self.apart += usize::from(!is_joined);
            }
            Fact::Waited { task, .. } if !task.is_begun => {
                if let TaskKind::Duplicate { is_on_site } = task.kind {
                    self.checks += usize::from(!is_on_site);
                    self.looks += usize::from(is_on_site);
                }
            }
            Fact::LookedInVain { .. } => self.in_vain += 1,
            Fact::Spent {
                on: Activity::Duplicate,
                from,
                to,
                ..
            } => self.spent += to - from,
            Fact::Left {
                incident, course, ..
            } => {
                self.left += 1;
                self.in_courses.0 += usize::from(course.joined_reports);
                self.in_courses.1 += usize::from(course.duplicates);
                if let Some(reported_at) = incident.reported_at {
                    self.in_hand += incident.settled_at.unwrap_or(at) - reported_at;
                }
            }
            _ => {}
        }
    }
}

const KAPPA: f64 = 0.5;

/// Two lines in one township; incidents take two days of one person, and a share of them needs the
/// other line afterwards.
fn county(joint_share: f64) -> County {
    let mut county = SampleCounty::new(vec![line(12, 0), line(12, 0)]).built();
    for matter in &mut county.matters {
        matter.rate = Rate::PerTownship(300.0);
        matter.work_min = Distribution::constant(2_880.0).unwrap();
        matter.detection = Some(Detection {
            complaint: Complaint::PerDay(KAPPA),
            natural_end_per_day: 0.0,
            seen_share: 0.0,
            patrol_every_h: None,
            repeat_patience_days: None,
        });
        matter.supports = vec![Support {
            supporter: Supporter::Others,
            share: joint_share,
            order: PartOrder::AfterLead,
        }];
    }
    county
}

fn conduct(others_share: f64) -> Conduct {
    Conduct {
        duplicates: Some(Duplicates {
            others_share,
            ..Duplicates::default()
        }),
        offices: Some(Offices::default()),
        ..Conduct::NONE
    }
}

fn watched<O: for<'f> Observer<Fact<'f>> + Default>(
    county: &County,
    conduct: &Conduct,
    (mechanisms, grid): (Mechanisms, GridLevel),
) -> (Outcome, O) {
    let calendar = weekdays();
    let mut charter = lines(county);
    charter.practice.grid = grid;
    let setting = Setting {
        conduct,
        mechanisms,
        ..setting(county, &charter, &calendar, 365)
    };
    simulate(&setting, O::default())
}

fn run(county: &County, conduct: &Conduct, how: (Mechanisms, GridLevel)) -> SecondBook {
    watched(county, conduct, how).1
}

fn without_hops() -> Mechanisms {
    Mechanisms::all().without(Mechanism::Hops)
}

/// The hazard is others' share times kappa s (0.5 + T), at severity 1 and a trust of a half.
#[test]
fn others_tell_at_their_share_of_the_complaint_hazard_as_long_as_it_is_in_hand() {
    for others_share in [0.2, 0.5, 1.0] {
        let how = (without_hops(), GridLevel::PerLine);
        let book = run(&county(0.0), &conduct(others_share), how);
        let expected = others_share * KAPPA * book.in_hand.days();
        let told = (book.joined + book.apart) as f64;
        assert!(expected > 100.0, "{expected}");
        assert!(
            (told - expected).abs() < 4.0 * expected.sqrt(),
            "{told} {expected}"
        );
        assert_eq!((book.joined, book.apart), book.in_courses);
    }
}

#[test]
fn the_line_that_has_a_case_joins_what_others_tell_of_it() {
    let how = (without_hops(), GridLevel::PerLine);
    let book = run(&county(0.0), &conduct(1.0), how);
    assert!(book.joined > 100 && book.apart == 0, "{book:?}");
    assert_eq!((book.checks, book.looks, book.spent), (0, 0, Span::ZERO));
}

/// Whoever sees the other side calls the other line, which does not know of it until it is asked;
/// that is so while the lead works, half of the time in hand, for half of those who tell.
#[test]
fn another_line_writes_a_second_ticket_until_it_is_asked_and_one_net_never_does() {
    let county = county(1.0);
    let apart = |grid| run(&county, &conduct(1.0), (without_hops(), grid));
    let lines = apart(GridLevel::PerLine);
    let told = (lines.joined + lines.apart) as f64;
    let share = lines.apart as f64 / told;
    assert!(
        told > 400.0 && (share - 0.25).abs() < 4.0 * (0.1875 / told).sqrt(),
        "{lines:?}"
    );
    assert_eq!((lines.checks, lines.looks), (lines.apart, 0));
    let net = apart(GridLevel::Unified);
    assert!(net.joined > 400 && net.apart == 0, "{net:?}");
}

#[test]
fn a_second_ticket_that_comes_too_late_sends_a_crew_that_finds_it_settled() {
    let mut county = county(1.0);
    for matter in &mut county.matters {
        matter.work_min = Distribution::constant(300.0).unwrap();
    }
    let mut conduct = conduct(1.0);
    conduct.offices = Some(Offices {
        sign_offs_hotline: 4,
        ..Offices::default()
    });
    let book = run(&county, &conduct, (Mechanisms::all(), GridLevel::PerLine));
    assert!(book.looks > 10 && book.checks > 10, "{book:?}");
    assert!(
        book.checks + book.looks <= book.apart,
        "some are on their way at the end"
    );
    assert!(book.in_vain > 0 && book.in_vain <= book.looks);
    assert!(book.spent > Span::ZERO);
    assert_eq!(book.left, book.emerged, "every incident ends once");
}

#[test]
fn nobody_else_telling_is_as_absent_to_the_bit_and_so_is_the_mechanism_left_out() {
    let county = county(0.5);
    let absent = Conduct {
        duplicates: None,
        ..conduct(0.0)
    };
    let all = Mechanisms::all();
    let digest = |conduct: &Conduct, mechanisms| {
        watched::<FactDigest>(&county, conduct, (mechanisms, GridLevel::PerLine))
    };
    assert_eq!(digest(&conduct(0.0), all), digest(&absent, all));
    let off = all.without(Mechanism::Duplicates);
    assert_eq!(digest(&conduct(1.0), off), digest(&absent, off));
    let (with, without) = (digest(&conduct(1.0), all), digest(&absent, all));
    assert_ne!(with, without);
    assert_eq!(with.0.world_digest, without.0.world_digest);
}
