//! What a run does is pinned fact by fact, so that a faster road is seen to lead to the same place.

use super::towns::{busy_county, charter, setting, weekdays};
use super::watching::FactDigest;
use crate::dynamics::simulation::is_plain;
use crate::dynamics::{Discipline, Mechanism, Mechanisms, Outcome, simulate, simulate_lean};
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
        ..Coordination::default()
    }
}

/// Setups that between them ask every mechanism.
pub fn charters() -> Vec<(&'static str, Charter)> {
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
        ("lines", 5_034, 18_242_689_835_497_115_377),
        ("lines by name", 4_933, 16_023_194_337_026_765_829),
        ("lines together", 3_094, 14_829_472_061_230_502_695),
        ("lines in parallel", 5_211, 1_058_986_053_787_641_747),
        ("team", 2_958, 4_794_133_876_825_338_836),
        ("team without powers", 1_927, 2_993_177_017_252_713_207),
        ("hub by name", 3_514, 887_756_019_722_403_104),
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
        10_588_219_126_979_623_264,
        5_062_233_725_764_300,
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

#[test]
fn a_lean_run_of_plain_queues_is_the_whole_model_fact_by_fact() {
    let (county, calendar) = (busy_county(), weekdays());
    for (name, charter) in charters() {
        for discipline in [Discipline::FirstCome, Discipline::Priority] {
            let mut setting = setting(&county, &charter, &calendar, 60);
            setting.discipline = discipline;
            setting.mechanisms = Mechanisms::NONE;
            assert!(is_plain(&setting), "{name}");
            let (outcome, facts) = simulate(&setting, FactDigest::default());
            let (lean_outcome, lean_facts) = simulate_lean(&setting, FactDigest::default());
            assert!(outcome.events > 1_000, "{name}: {}", outcome.events);
            assert_eq!((outcome, facts.0), (lean_outcome, lean_facts.0), "{name}");
        }
    }
}

#[test]
fn only_plain_queues_are_run_leanly() {
    let (county, calendar) = (busy_county(), weekdays());
    let (_, lines) = &charters()[0];
    let mut plain = setting(&county, lines, &calendar, 60);
    plain.mechanisms = Mechanisms::NONE;
    plain.discipline = Discipline::Priority;
    assert!(is_plain(&plain));
    for mechanism in Mechanism::ALL {
        let mut setting = plain;
        setting.mechanisms = Mechanisms::only(&[mechanism]);
        assert!(!is_plain(&setting), "{mechanism:?}");
    }
    plain.discipline = Discipline::OfficerChoice;
    assert!(!is_plain(&plain));
}
