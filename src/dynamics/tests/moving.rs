//! Suspended places that go on elsewhere: across a border, or in the next grid.

use std::collections::BTreeMap;

use super::fronted_work::{Ledger, Name, laid};
use super::one_place;
use super::watching::FactDigest;
use crate::base::{Distribution, Id};
use crate::county::{Cause, County, Incident, Moved, MovedBy, Power, VillageId, Visible};
use crate::dynamics::{Fact, Mechanism, Mechanisms, Outcome};
use crate::engine::Observer;
use crate::governance::conduct::Operations;
use crate::governance::{Conduct, EnforcementLevel};

use EnforcementLevel::{HubAndSpoke, SeparateLines, SingleTeam};

const TOWNSHIPS: usize = 20;
const YEARS: i64 = 20;
/// How long a side of a place is kept from offending (d).
const KEPT: f64 = 40.0;

/// One place a township, which offends so often a year, and as many people as every team needs.
fn county(yearly: f64, power: Power, visible: Visible) -> County {
    one_place::county(4 * TOWNSHIPS, TOWNSHIPS, yearly, power, visible)
}

fn kept() -> Visible {
    Visible {
        suspended_days: (KEPT, KEPT),
        ..Visible::staying(Distribution::constant(2.0).unwrap())
    }
}

fn on_borders(yearly: f64, border_share: f64) -> County {
    let visible = Visible {
        border_share,
        ..kept()
    };
    county(yearly, Power::Order, visible)
}

fn run<O: for<'f> Observer<Fact<'f>> + Default>(
    county: &County,
    level: EnforcementLevel,
    conduct: &Conduct,
) -> (Outcome, O) {
    let charter = laid(county, level, None);
    let mechanisms = Mechanisms::only(&[
        Mechanism::Sources,
        Mechanism::Crews,
        Mechanism::Operations,
        Mechanism::Detection,
    ]);
    one_place::run(YEARS, county, &charter, conduct, mechanisms)
}

/// What came up elsewhere, and where.
#[derive(Default)]
struct Elsewhere {
    emerged: BTreeMap<Name, VillageId>,
    moved: BTreeMap<Name, Moved>,
    prevented: usize,
}

fn name_of(incident: &Incident) -> Name {
    (incident.source.index(), incident.ordinal)
}

impl Observer<Fact<'_>> for Elsewhere {
    fn observe(&mut self, _at: crate::base::Moment, fact: &Fact) {
        match *fact {
            Fact::CameUpElsewhere { incident, moved } => {
                assert!(!self.emerged.contains_key(&name_of(incident)));
                self.moved.insert(name_of(incident), moved);
            }
            Fact::Emerged { incident } => {
                self.emerged.insert(name_of(incident), incident.village);
            }
            Fact::Prevented { cause, .. } => {
                assert_eq!(cause, Cause::Suspended);
                self.prevented += 1;
            }
            _ => {}
        }
    }
}

/// Potentials at rate L are met at once and each takes a side that is free for D, its own first: with
/// both taken they are lost. That is Erlang's loss system of as many servers as there are sides that
/// different units serve, of load L D: B(1) = a / (1 + a), B(2) = a^2 / 2 / (1 + a + a^2 / 2).
#[test]
fn sides_that_two_teams_police_are_a_loss_system_of_two_servers() {
    let yearly = 12.0;
    let load = yearly / 365.0 * KEPT;
    let square = load * load / 2.0;
    let (one, two) = (load / (1.0 + load), square / (1.0 + load + square));
    let lost = |border_share: f64, level| {
        let county = on_borders(yearly, border_share);
        let (_, ledger) = run::<Ledger>(&county, level, &Conduct::NONE);
        assert_eq!(ledger.count(Cause::Suspended), ledger.prevented.len());
        ledger.prevented.len() as f64 / ledger.names().len() as f64
    };
    // 4,800 potentials; that losses come in rows less than doubles the variance of independent ones.
    let tolerance = |share: f64| 4.0 * (2.0 * share * (1.0 - share) / 4_800.0).sqrt();
    for (border_share, level, expected) in [
        (0.0, SingleTeam, one),
        (1.0, SingleTeam, two),
        (1.0, SeparateLines, one),
        (1.0, HubAndSpoke { hubs: Some(1) }, one),
    ] {
        let share = lost(border_share, level);
        let difference = (share - expected).abs();
        assert!(
            difference < tolerance(expected),
            "{level:?} {share} {expected}"
        );
    }
    assert!(one - two > 2.0 * tolerance(one));
}

#[test]
fn one_unit_for_both_sides_knows_no_border_to_the_bit() {
    let digest = |border_share, level| {
        let county = on_borders(30.0, border_share);
        run::<FactDigest>(&county, level, &Conduct::NONE)
    };
    for level in [SeparateLines, HubAndSpoke { hubs: Some(1) }] {
        assert_eq!(digest(1.0, level), digest(0.0, level), "{level:?}");
    }
    let (with, without) = (digest(1.0, SingleTeam), digest(0.0, SingleTeam));
    assert_ne!(with.1, without.1);
    assert_eq!(with.0.world_digest, without.0.world_digest);
}

#[test]
fn an_offender_goes_on_in_the_village_across_the_border() {
    let county = on_borders(30.0, 0.5);
    let (_, seen) = run::<Elsewhere>(&county, SingleTeam, &Conduct::NONE);
    assert!(seen.moved.len() > 500 && seen.prevented > 500);
    for (name, moved) in &seen.moved {
        let (home, here) = (moved.home.index(), seen.emerged[name].index());
        assert_eq!(moved.by, MovedBy::Border);
        assert_eq!(home.abs_diff(here), 1, "townships stand in a row");
    }
    let all: std::collections::BTreeSet<_> = seen.moved.values().map(|moved| moved.home).collect();
    assert!((3..TOWNSHIPS - 3).contains(&all.len()), "{}", all.len());
}

fn displaced(share: f64) -> County {
    let visible = Visible {
        displaced_share: share,
        ..kept()
    };
    county(60.0, Power::None, visible)
}

/// An operation of an hour at the second report.
fn operations() -> Conduct {
    Conduct {
        operations: Some(Operations {
            hours: 1.0,
            within_days: 90.0,
            ..Operations::default()
        }),
        ..Conduct::NONE
    }
}

/// Visits only help, so that operations alone suspend; what comes up elsewhere meanwhile is the share
/// of all that would have been prevented.
#[test]
fn displacement_thins_what_suspensions_prevent() {
    for share in [0.1, 0.5] {
        let (_, seen) = run::<Elsewhere>(&displaced(share), SeparateLines, &operations());
        let (moved, prevented) = (seen.moved.len() as f64, seen.prevented as f64);
        let difference = moved / (moved + prevented) - share;
        // Draws go by suspension: each of D days holds L D = 6.6 potentials, 1 + 1 / 6.6 over-dispersed.
        let of_suspension = 60.0 / 365.0 * KEPT;
        let suspensions = (moved + prevented) / of_suspension;
        let variance = share * (1.0 - share) * (1.0 + 1.0 / of_suspension) / suspensions;
        assert!(suspensions > 1_000.0);
        assert!(
            difference.abs() < 4.0 * variance.sqrt(),
            "{share} {difference}"
        );
        let of = |moved: &Moved| (moved.by, MovedBy::Displacement);
        assert!(seen.moved.values().map(of).all(|(by, own)| by == own));
    }
}

#[test]
fn nobody_moves_at_a_share_of_nought_or_where_nothing_is_suspended_to_the_bit() {
    let digest =
        |share, conduct: &Conduct| run::<FactDigest>(&displaced(share), SeparateLines, conduct);
    let usual = digest(0.0, &operations());
    assert_ne!(digest(0.5, &operations()).1, usual.1);
    let world = usual.0.world_digest;
    assert_eq!(digest(0.5, &operations()).0.world_digest, world);
    assert_eq!(digest(0.5, &Conduct::NONE), digest(0.0, &Conduct::NONE));
}

/// A village of several grids keeps its offenders; of one grid they go to the nearest village, of the
/// same township first.
#[test]
fn an_offender_goes_on_in_the_next_grid_of_the_village_or_in_the_next_village() {
    let mut county = displaced(1.0);
    let v = VillageId::from_index;
    county.villages[v(3)].grids = 4;
    let mut hamlet = county.villages[v(7)].clone();
    hamlet.id = "hamlet".to_owned();
    hamlet.place.y_km += 30.0;
    let hamlet = county.villages.push(hamlet);
    let (_, seen) = run::<Elsewhere>(&county, SeparateLines, &operations());
    assert_eq!(seen.prevented, 0);
    let goes_to = |home| {
        let mut own = seen.moved.iter().filter(|(_, moved)| moved.home == home);
        let first = own.next().map(|(name, _)| seen.emerged[name]);
        assert!(own.all(|(name, _)| Some(seen.emerged[name]) == first));
        first
    };
    assert_eq!(goes_to(v(3)), Some(v(3)));
    assert_eq!(goes_to(v(7)), Some(hamlet));
    assert_eq!(goes_to(v(5)), Some(v(4)));
}
