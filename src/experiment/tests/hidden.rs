//! Where incidents are hidden: potentials, what setups have in common, and official figures.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::atomic::AtomicBool;

use crate::base::{Moment, Span};
use crate::county::{Severity, SourceId};
use crate::dynamics::Fact;
use crate::engine::Observer;
use crate::experiment::sample_study::{hidden_study, run_all, sample_study, setup};
use crate::experiment::statistics::Verdict;
use crate::experiment::{Execution, Journal, MemoryJournal, Plan, RunRecord, derive, execute};
use crate::governance::EnforcementLevel;
use crate::metrics::metric::Needs;
use crate::metrics::{Fate, MetricId, Population, Statistic};

/// The reported incidents of a run, relapses of their own apart, and what they took in all.
#[derive(Debug, Default)]
struct Reports {
    names: BTreeSet<(SourceId, u32)>,
    tickets: usize,
    resolved: Span,
    calm: Span,
    gone: usize,
    severe: usize,
}

impl Observer<Fact<'_>> for Reports {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        let Fact::Left {
            incident, course, ..
        } = *fact
        else {
            return;
        };
        if !incident.is_measured {
            return;
        }
        let is_severe = incident.severity == Severity::EMERGENCY;
        self.severe += usize::from(is_severe && course.parent.is_none());
        self.gone += usize::from(course.gone_at.is_some() && course.parent.is_none());
        let Some(reported_at) = incident.reported_at else {
            return;
        };
        self.tickets += 1;
        if course.parent.is_none() {
            self.names.insert((incident.source, incident.ordinal));
        }
        if let Some(settled_at) = incident.settled_at {
            let calm = Span::from_seconds(course.calm_s);
            self.resolved += settled_at - reported_at - calm;
            self.calm += calm;
        }
    }
}

type Values = BTreeMap<(String, MetricId, Statistic), Option<f64>>;

/// The values of every setup in the first world.
fn first_world(plan: &Plan) -> Vec<Values> {
    let records = plan.run_world(0).into_iter().enumerate();
    records
        .map(|(setup, record)| {
            let RunRecord::Finished { tally, .. } = record else {
                panic!("setup {setup} failed");
            };
            let rows = plan.catalogue(setup).metric_rows(&tally).into_iter();
            rows.map(|row| ((row.population, row.metric, row.statistic), row.value))
                .collect()
        })
        .collect()
}

fn reports(plan: &Plan) -> Vec<Reports> {
    let runs = plan.runs_of_world(0);
    runs.map(|run| plan.watch(run, Reports::default()).unwrap())
        .collect()
}

fn value(values: &Values, population: &str, metric: MetricId, statistic: Statistic) -> f64 {
    values[&(population.to_owned(), metric, statistic)].unwrap()
}

fn records(plan: &Plan, journal: &MemoryJournal) -> Vec<Vec<u8>> {
    let runs = 0..plan.runs();
    runs.map(|run| journal.read(run).unwrap().to_bytes())
        .collect()
}

#[test]
fn what_is_common_was_reported_in_every_setup_and_no_more() {
    let study = hidden_study(1);
    let plan = Plan::new(&study).unwrap();
    let (worlds, reports) = (first_world(&plan), reports(&plan));
    let common = reports[0].names.intersection(&reports[1].names).count();
    assert!(common > 50);
    assert!(reports.iter().any(|reports| common < reports.names.len()));
    let reported = |values: &Values, population: &str| {
        let metric = MetricId::DetectionDelay;
        value(values, population, metric, Statistic::Count) as usize
    };
    for (values, reports) in worlds.iter().zip(&reports) {
        assert_eq!(reported(values, "common/all"), common);
        assert_eq!(reported(values, "ticket/all"), reports.tickets);
        assert!(common < reports.tickets);
    }
    let of_common = worlds[0]
        .iter()
        .filter(|((population, metric, statistic), _)| {
            population.starts_with("common/")
                && (*metric, *statistic) == (MetricId::DetectionDelay, Statistic::Count)
        });
    let mut compared = 0;
    for (name, value) in of_common {
        assert_eq!(worlds[1][name], *value, "{name:?}");
        compared += 1;
    }
    assert!(compared > 10);
}

#[test]
fn every_setup_meets_the_same_potentials() {
    let study = hidden_study(3);
    let plan = Plan::new(&study).unwrap();
    let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
    let count = |setup: usize, of: Population, fate: Fate| {
        let row = derived.ledger.iter().find(|row| {
            let name = row.name;
            (row.setup, name.of, name.fate, name.cause) == (setup, of, fate, None)
        });
        row.unwrap().interval.unwrap().mean
    };
    let populations: BTreeSet<Population> = derived.ledger.iter().map(|row| row.name.of).collect();
    assert_eq!(populations.len(), 1 + 2 + 2);
    for of in populations {
        let potentials =
            |setup| count(setup, of, Fate::Emerged) + count(setup, of, Fate::Prevented);
        assert!(potentials(0) > 10.0, "{of:?}");
        assert_eq!(potentials(0).to_bits(), potentials(1).to_bits(), "{of:?}");
    }
    let (all, emerged) = (Population::All, count(0, Population::All, Fate::Emerged));
    let reported = count(0, all, Fate::Reported);
    assert!(reported < emerged && count(0, all, Fate::NaturalEnd) > 0.0);
}

#[test]
fn growing_graver_moves_no_incident_to_another_population() {
    let study = hidden_study(1);
    let worlds = first_world(&Plan::new(&study).unwrap());
    for degree in 1..=2 {
        let population = format!("potential/severity={degree}");
        let of = |values| value(values, &population, MetricId::Emerged, Statistic::Count);
        assert!(of(&worlds[0]) > 20.0);
        assert_eq!(of(&worlds[0]).to_bits(), of(&worlds[1]).to_bits());
    }
    let graver = (
        "potential/severity=3".to_owned(),
        MetricId::Emerged,
        Statistic::Count,
    );
    assert_eq!(worlds[0][&graver], Some(0.0));
}

#[test]
fn severe_harms_are_incidents_that_came_to_be_of_the_gravest_severity() {
    let mut study = hidden_study(1);
    for matter in &mut study.county.matters {
        matter.worsens_per_day = 1.0;
    }
    let plan = Plan::new(&study).unwrap();
    for (values, reports) in first_world(&plan).iter().zip(reports(&plan)) {
        let of = |population, metric| value(values, population, metric, Statistic::Count);
        let severe = of("potential/all", MetricId::SevereHarms);
        let emerged = of("potential/all", MetricId::Emerged);
        assert_eq!(severe as usize, reports.severe);
        assert!(0.0 < severe && severe < emerged, "{severe} of {emerged}");
        let grown = of("potential/severity=1", MetricId::SevereHarms);
        assert!(grown > 0.0, "mild troubles grow grave too");
    }
    // None is of the gravest severity from the start: where nothing worsens there is none.
    for matter in &mut study.county.matters {
        matter.worsens_per_day = 0.0;
    }
    for values in first_world(&Plan::new(&study).unwrap()) {
        let severe = value(
            &values,
            "potential/all",
            MetricId::SevereHarms,
            Statistic::Count,
        );
        assert_eq!(severe.to_bits(), 0);
    }
}

#[test]
fn time_settled_before_a_relapse_is_in_no_time_of_resolution() {
    let study = hidden_study(1);
    let plan = Plan::new(&study).unwrap();
    for (values, reports) in first_world(&plan).iter().zip(reports(&plan)) {
        let of = |statistic| value(values, "ticket/all", MetricId::ResolutionTime, statistic);
        let hours = of(Statistic::Mean) * of(Statistic::Count);
        assert!(reports.calm > Span::DAY);
        assert!((hours - reports.resolved.hours()).abs() < 1e-6 * hours);
        let gone = value(
            values,
            "potential/all",
            MetricId::NaturalEnd,
            Statistic::Count,
        );
        assert_eq!(gone as usize, reports.gone);
    }
}

#[test]
fn equal_setups_differ_by_zero_to_the_bit_in_every_scope() {
    let mut study = hidden_study(3);
    study.setups[1] = setup("the-same", EnforcementLevel::SeparateLines);
    let plan = Plan::new(&study).unwrap();
    let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
    for prefix in ["potential/", "common/", "ticket/"] {
        let rows = derived.contrasts.iter();
        let rows = rows.filter(|row| row.name.population.starts_with(prefix));
        let mut compared = 0;
        for row in rows {
            if let Some(difference) = row.difference {
                assert_eq!(difference.estimate.to_bits(), 0, "{row:?}");
                let is_zero = matches!(row.verdict(), None | Some(Verdict::Zero));
                assert!(is_zero, "{row:?}");
                compared += 1;
            }
        }
        assert!(compared > 30, "{prefix} {compared}");
    }
}

#[test]
fn a_world_with_a_missing_run_is_run_again_and_gives_the_same_bytes() {
    let study = hidden_study(2);
    let plan = Plan::new(&study).unwrap();
    let whole = records(&plan, &run_all(&plan, 2));
    assert_eq!(plan.run(3).to_bytes(), whole[3]);
    let mut journal = MemoryJournal::new();
    for run in [0, 1, 3] {
        journal.append(run, &whole[run as usize]).unwrap();
    }
    let execution = Execution {
        threads: NonZeroUsize::MIN,
        stop: &AtomicBool::new(false),
        progress: &(),
    };
    let executed = execute(&plan, &mut journal, execution).unwrap();
    assert_eq!((executed.advance.done, executed.advance.reused), (1, 3));
    assert_eq!(records(&plan, &journal), whole);
}

#[test]
fn where_a_setup_fails_the_others_have_in_common_what_they_reported() {
    let study = hidden_study(1);
    let mut plan = Plan::new(&study).unwrap();
    let names = reports(&plan)[0].names.len();
    plan.break_setup(1);
    let mut world = plan.run_world(0).into_iter();
    let Some(RunRecord::Finished { tally, .. }) = world.next() else {
        panic!("the sound setup failed");
    };
    assert!(matches!(world.next(), Some(RunRecord::Failed { .. })));
    let times = tally.distribution(MetricId::DetectionDelay).unwrap();
    assert_eq!(times.count() as usize, names);
}

#[test]
fn where_nothing_is_hidden_populations_are_as_they_were() {
    let study = sample_study(1);
    let plan = Plan::new(&study).unwrap();
    let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
    assert!(derived.ledger.is_empty());
    for row in &derived.contrasts {
        assert!(!row.name.population.contains('/'), "{row:?}");
        assert_eq!(row.name.metric.needs(), Needs::Nothing, "{row:?}");
    }
}
