//! What `check` expects of the real log's people is what a run of the log then asks of them.

use tiaokuai::base::{Id, Moment, Span, Table};
use tiaokuai::county::UnitId;
use tiaokuai::dynamics::{Fact, Horizon};
use tiaokuai::engine::Observer;
use tiaokuai::experiment::Plan;
use tiaokuai::scenario::overview::UnitLoad;
use tiaokuai::scenario::{Study, overview};

use crate::laboratory::study;

/// Measured hours of work and of duty of each unit.
struct Hours {
    horizon: Horizon,
    worked: Table<UnitId, f64>,
}

impl Observer<Fact<'_>> for Hours {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        if let Fact::Spent { unit, from, to, .. } = fact {
            self.worked[*unit] += self.horizon.measured_part(*from, *to).hours();
        }
    }
}

/// Expected and measured busy share.
#[derive(Debug)]
struct Busy {
    unit: String,
    expected: f64,
    measured: f64,
}

impl Busy {
    fn difference(&self) -> f64 {
        self.expected - self.measured
    }
}

/// Of every unit of a setup, and of all persons.
fn busy(study: &Study, setup: usize) -> (Vec<Busy>, Busy) {
    let plan = Plan::new(study).expect("the study that ships can be laid");
    let hours = Hours {
        horizon: study.horizon,
        worked: plan.charter(setup).units.map(|_| 0.0),
    };
    let worked = plan
        .watch(setup as u64, hours)
        .expect("the run goes through")
        .worked;
    let overview = overview(study).expect("the study that ships can be laid");
    let loads = &overview.setups[setup];
    let of_unit = |(index, unit): (usize, &UnitLoad)| Busy {
        unit: unit.id.clone(),
        expected: unit.load.busy_share(),
        measured: worked[UnitId::from_index(index)] / unit.load.on_duty().hours(),
    };
    let units: Vec<Busy> = loads.units.iter().enumerate().map(of_unit).collect();
    let (_, _, load) = loads.roles[0];
    let worked: f64 = worked.iter().sum();
    assert!(load.on_duty() > Span::ZERO);
    let all = Busy {
        unit: "all".to_owned(),
        expected: load.busy_share(),
        measured: worked / load.on_duty().hours(),
    };
    (units, all)
}

/// Chance: a run of this log differs from its mean work by some 1 % over all and 3 % in a unit of
/// two; what is left at the end of the log is done in the cool-down, which is not measured.
/// Measured on seed 1: 0.010 over all, at most 0.027 (property, two persons).
const TOLERANCE_OF_ALL: f64 = 0.02;
const TOLERANCE_OF_A_UNIT: f64 = 0.04;

#[test]
fn lines_are_as_busy_with_the_log_as_expected() {
    let (units, all) = busy(&study("experiments/03-real-log/experiment.toml", &[]), 0);
    assert!(
        all.difference().abs() < TOLERANCE_OF_ALL,
        "{}: {all:?}",
        all.unit
    );
    for unit in &units {
        assert!(
            unit.difference().abs() < TOLERANCE_OF_A_UNIT,
            "{}: {unit:?}",
            unit.unit
        );
    }
}

/// Of teams the expectation is an upper one: it takes people to be equally busy at all hours,
/// and a log comes in bursts; where all are free someone of the line goes, at home skill.
/// Measured on seed 1: expected 0.948, measured 0.864; of units, 0.02 to 0.12 too high.
#[test]
fn teams_are_less_busy_with_the_log_than_expected_by_at_most_an_eighth_of_duty() {
    let (units, all) = busy(&study("experiments/03-real-log/experiment.toml", &[]), 1);
    assert!(
        (0.0..0.10).contains(&all.difference()),
        "{}: {all:?}",
        all.unit
    );
    for unit in &units {
        assert!(
            (0.0..0.125).contains(&unit.difference()),
            "{}: {unit:?}",
            unit.unit
        );
    }
}

/// Without the skill gap only the amount of work is left to compare, and it agrees.
#[test]
fn teams_of_equal_skill_are_as_busy_with_the_log_as_expected() {
    let equal = ["map.staffing.away_skill=0.95"];
    let (_, all) = busy(&study("experiments/03-real-log/experiment.toml", &equal), 1);
    assert!(
        all.difference().abs() < TOLERANCE_OF_ALL,
        "{}: {all:?}",
        all.unit
    );
}
