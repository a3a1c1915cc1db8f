//! What a run does is pinned fact by fact, so that a faster road is seen to lead to the same place.

use super::towns::{busy_county, charter, setting, weekdays};
use super::watching::FactDigest;
use crate::dynamics::{Discipline, Mechanism, Mechanisms, Outcome, simulate};
use crate::governance::{
    Assignment, Charter, Coordination, Delegation, EnforcementLevel, Joint, MatterChoice, OneThing,
};

use EnforcementLevel::{HubAndSpoke, SeparateLines, SingleTeam};

fn one_thing(joint: Joint) -> Coordination {
    Coordination {
        one_thing: Some(OneThing {
            matters: MatterChoice::All,
            joint,
        }),
    }
}

/// Setups that between them ask every mechanism.
fn charters() -> Vec<(&'static str, Charter)> {
    let county = busy_county();
    let sequential = Coordination::default;
    let lay = |level, assignment, delegation, coordination| {
        charter(&county, level, assignment, delegation, coordination)
    };
    let (pooled, on_arrival) = (Assignment::Pooled, Assignment::OnArrival);
    let (none, all) = (Delegation::None, Delegation::Share(1.0));
    let together = one_thing(Joint::Together);
    let parallel = one_thing(Joint::InParallel);
    vec![
        (
            "lines",
            lay(SeparateLines, pooled, none.clone(), sequential()),
        ),
        (
            "lines by name",
            lay(SeparateLines, on_arrival, none.clone(), sequential()),
        ),
        (
            "lines together",
            lay(SeparateLines, pooled, none.clone(), together.clone()),
        ),
        (
            "lines in parallel",
            lay(SeparateLines, pooled, none.clone(), parallel),
        ),
        ("team", lay(SingleTeam, pooled, all.clone(), sequential())),
        (
            "team without powers",
            lay(SingleTeam, pooled, none, together),
        ),
        (
            "hub by name",
            lay(HubAndSpoke { hubs: Some(2) }, on_arrival, all, sequential()),
        ),
    ]
}

fn run(charter: &Charter, discipline: Discipline, mechanisms: Mechanisms) -> (Outcome, FactDigest) {
    let (county, calendar) = (busy_county(), weekdays());
    let mut setting = setting(&county, charter, &calendar, 60);
    setting.discipline = discipline;
    setting.mechanisms = mechanisms;
    simulate(&setting, FactDigest::default())
}

#[test]
fn every_fact_of_seven_setups_is_pinned() {
    let all = Mechanisms::all();
    let facts: Vec<(&str, u64, u64)> = charters()
        .iter()
        .map(|(name, charter)| {
            let (outcome, facts) = run(charter, Discipline::OfficerChoice, all);
            (*name, outcome.events, facts.0)
        })
        .collect();
    let pinned = [
        ("lines", 5_062, 9_094_282_965_834_955_955),
        ("lines by name", 4_931, 16_593_340_852_872_737_952),
        ("lines together", 3_169, 6_337_020_845_668_472_069),
        ("lines in parallel", 5_152, 15_879_089_918_094_966_468),
        ("team", 2_933, 8_782_669_016_445_615_111),
        ("team without powers", 1_927, 7_355_335_633_135_306_144),
        ("hub by name", 3_473, 15_934_749_811_877_051_010),
    ];
    assert_eq!(facts, pinned);
}

#[test]
fn every_fact_of_the_other_disciplines_is_pinned() {
    let (_, lines) = &charters()[0];
    let facts = [
        (Discipline::FirstCome, Mechanisms::all()),
        (Discipline::Priority, Mechanisms::all()),
        (Discipline::Priority, Mechanisms::NONE),
        (
            Discipline::FirstCome,
            Mechanisms::all().without(Mechanism::Crews),
        ),
    ]
    .map(|(discipline, mechanisms)| run(lines, discipline, mechanisms).1.0);
    let pinned = [
        3_341_975_314_915_046_114,
        1_278_344_679_510_016_972,
        7_505_231_743_631_455_857,
        15_144_161_519_131_556_174,
    ];
    assert_eq!(facts, pinned);
}

#[test]
fn the_world_is_the_same_in_every_setup() {
    let worlds: Vec<u64> = charters()
        .iter()
        .map(|(_, charter)| {
            run(charter, Discipline::OfficerChoice, Mechanisms::all())
                .0
                .world_digest
        })
        .collect();
    assert!(worlds.iter().all(|world| *world == worlds[0]), "{worlds:?}");
}
