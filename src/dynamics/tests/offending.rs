//! Places that offend again, and how long each remedy keeps them from it.

use super::fronted_work::{Ledger, laid};
use super::one_place;
use crate::base::{Distribution, Id};
use crate::county::{Cause, County, MatterId, Power, Visible};
use crate::dynamics::{Mechanism, Mechanisms};
use crate::governance::conduct::Persuasion;
use crate::governance::sample_county::ask_power;
use crate::governance::{Conduct, EnforcementLevel::SeparateLines};

/// One place a township that offends twenty times a year when it is left alone.
fn offending_county() -> County {
    let staying = Visible::staying(Distribution::constant(2.0).unwrap());
    one_place::county(6, 20, 20.0, Power::Order, staying)
}

const YEARS: i64 = 10;

fn offences(county: &County, conduct: &Conduct) -> Ledger {
    let charter = laid(county, SeparateLines, None);
    let mechanisms = Mechanisms::only(&[Mechanism::Sources, Mechanism::Crews]);
    one_place::run(YEARS, county, &charter, conduct, mechanisms).1
}

#[test]
fn a_place_met_with_power_offends_once_in_each_cycle() {
    let county = offending_county();
    let ledger = offences(&county, &Conduct::NONE);
    let (active, suspended): (f64, f64) = (365.0 / 20.0, f64::midpoint(90.0, 365.0));
    let cycle = active + suspended;
    let variance = active * active + 275.0 * 275.0 / 12.0;
    let days = 365.0 * YEARS as f64;
    // The expected renewals of a delayed process up to their second order (Cox, Renewal Theory,
    // chapter 4): the first offence comes after a mean of `active`.
    let spread = variance / (cycle * cycle);
    let expected = 1.0 + (days - active) / cycle + (spread - 1.0) / 2.0;
    let places = 20.0;
    let error = (places * spread * days / cycle).sqrt();
    let emerged = ledger.emerged.len() as f64;
    let difference = emerged - places * expected;
    assert!(
        difference.abs() < 4.0 * error,
        "{emerged}: {difference} {error}"
    );
    assert_eq!(ledger.count(Cause::Suspended), ledger.prevented.len());
    let all = ledger.names().len() as f64;
    let potentials = places * 20.0 * YEARS as f64;
    assert!((all - potentials).abs() < 4.0 * potentials.sqrt(), "{all}");
}

#[test]
fn help_suspends_a_place_for_a_week_where_people_can_be_persuaded() {
    let mut county = offending_county();
    ask_power(&mut county, MatterId::from_index(0), Power::None);
    assert!(offences(&county, &Conduct::NONE).prevented.is_empty());
    let conduct = Conduct {
        persuasion: Some(Persuasion::default()),
        ..Conduct::NONE
    };
    let ledger = offences(&county, &conduct);
    let places = 20.0;
    let cycle = 365.0 / 20.0 + 7.0;
    let expected = places * 365.0 * YEARS as f64 / cycle;
    let spread = (365.0 / 20.0 / cycle).powi(2);
    let emerged = ledger.emerged.len() as f64;
    let error = (expected * spread).sqrt();
    assert!(
        (emerged - expected).abs() < 4.0 * error + places,
        "{emerged} {expected}"
    );
}
