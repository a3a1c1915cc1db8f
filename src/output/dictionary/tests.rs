//! Everything a result holds is named in both languages, and nothing else.

use super::contents::Contents;
use super::files::files;
use super::study::dictionary;
use crate::base::{Distribution, Id, Text};
use crate::county::{Costs, DepartmentId, Need, Routine, RoutineKind, Stage};
use crate::experiment::Plan;
use crate::experiment::sample_study::{hidden_study, sample_study};
use crate::governance::conduct::{Duplicates, HandDown, Offices, Operations, PettyDemand};
use crate::metrics::Scope;
use crate::output::column_kind::column_kind;
use crate::output::columns::column_meaning;
use crate::scenario::DesignKind;

const EVERYTHING: Contents = Contents {
    has_incidents: true,
    has_plots: true,
    has_parquet: true,
};

/// A study with every table: something is hidden, and a setup takes over while measuring.
fn switched_study() -> crate::scenario::Study {
    let mut study = hidden_study(1);
    study.setups[1].holds_from = crate::base::Moment::start_of_day(14);
    study.conduct.petty_demand = Some(PettyDemand::default());
    study.conduct.duplicates = Some(Duplicates::default());
    study.conduct.hand_down = Some(HandDown::default());
    study.conduct.operations = Some(Operations::default());
    study.conduct.offices = Some(Offices::default());
    study.county.costs = Some(Costs::default());
    study.county.routines = [inspection()].into_iter().collect();
    study
}

/// A routine inspection of firms.
fn inspection() -> Routine {
    Routine {
        id: "inspection".to_owned(),
        name: Text::new("检查", "inspection"),
        department: DepartmentId::from_index(0),
        kind: RoutineKind::Inspection {
            per_firm: 1.0,
            per_small_business: 0.0,
        },
        need: Need::ONE,
        work_min: Distribution::constant(60.0).unwrap(),
        is_travel_included: true,
        deadline_working_days: 20,
        points_per_hour: 1.0,
    }
}

fn sample(contents: Contents) -> String {
    let study = sample_study(1);
    dictionary(&Plan::new(&study).unwrap(), contents)
}

#[test]
fn every_column_has_a_kind_and_a_meaning_in_both_languages() {
    let mut study = switched_study();
    for design in [DesignKind::OneAtATime, DesignKind::Factorial] {
        study.design = design;
        let plan = Plan::new(&study).unwrap();
        for (file, _, columns) in files(EVERYTHING, &plan) {
            for column in columns {
                let meaning = column_meaning(file, column);
                let is_there = meaning.is_some_and(|meaning| !meaning.en.is_empty());
                assert!(is_there, "{file} {column} has no meaning");
                let kind = column_kind(file, column);
                assert!(kind.is_some(), "{file} {column} is of no kind");
            }
        }
    }
}

#[test]
fn every_metric_stage_scope_and_file_is_named_twice() {
    let study = switched_study();
    let text = dictionary(&Plan::new(&study).unwrap(), EVERYTHING);
    for scope in Scope::HIDING {
        let entry = format!("\n- `{}`", scope.prefix());
        assert_eq!(text.matches(&entry).count(), 2, "{entry}");
    }
    for metric in crate::metrics::MetricId::ALL {
        let entry = format!("\n- `{}`", metric.word());
        assert!(text.matches(&entry).count() >= 2, "{entry}");
    }
    for stage in Stage::ALL {
        assert_eq!(text.matches(&format!("- `{}`", stage.word())).count(), 2);
    }
    for file in [
        "points",
        "runs",
        "contrasts",
        "stages",
        "load",
        "ledger",
        "weeks",
        "villages",
        "failures",
        "incidents",
    ] {
        assert_eq!(text.matches(&format!("\n## {file}.csv\n")).count(), 2);
    }
}

#[test]
fn what_is_not_there_is_not_named() {
    let text = sample(Contents::default());
    for absent in [
        "incidents.csv",
        "ledger.csv",
        "weeks.csv",
        "plots/",
        "parquet",
        "common/",
        "detection_delay",
    ] {
        assert!(!text.contains(absent), "{absent}");
    }
}

#[test]
fn every_file_goes_when_a_result_is_replaced() {
    let mut study = switched_study();
    for design in [DesignKind::OneAtATime, DesignKind::Factorial] {
        study.design = design;
        let plan = Plan::new(&study).unwrap();
        for (file, _, _) in files(EVERYTHING, &plan) {
            assert!(
                crate::output::folder_layout::DERIVED.contains(&file),
                "{file}"
            );
        }
    }
}
