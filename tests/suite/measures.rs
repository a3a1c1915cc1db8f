//! Measures of content, records, visits to firms and costs, against the facts they are taken from,
//! and what becomes of them where their mechanism is taken out.

use std::collections::BTreeMap;

use tiaokuai::base::{Id, Moment, Span};
use tiaokuai::county::{Costs, Paid, RoutineKind, SourceId, TaskKind};
use tiaokuai::dynamics::{Activity, Fact, Mechanism};
use tiaokuai::engine::Observer;
use tiaokuai::experiment::{Plan, RunRecord};
use tiaokuai::governance::Setup;
use tiaokuai::metrics::{MetricId, MetricRow, Statistic};
use tiaokuai::scenario::Study;

use crate::laboratory::{rows, study, values};

/// One world of the demo's county for sixty days, with other patches.
fn demo(patches: &[&str]) -> Study {
    let mut all = vec!["time.days=60", "design.replications=1"];
    all.extend(patches);
    study("experiments/demo/experiment.toml", &all)
}

fn without(mechanism: Mechanism) -> Study {
    let mut study = demo(&[]);
    study.mechanisms = study.mechanisms.without(mechanism);
    study
}

/// The value of a metric in each setup.
fn of_setups(study: &Study, population: &str, metric: MetricId) -> Vec<f64> {
    let statistic = metric.headline_statistic();
    values(&rows(study), population, metric, statistic)
}

fn is_measured(study: &Study, metric: MetricId) -> bool {
    let rows = rows(study);
    rows.iter().flatten().any(|row| row.metric == metric)
}

fn watched<O: Default + for<'f> Observer<Fact<'f>>>(study: &Study) -> Vec<O> {
    let plan = Plan::new(study).expect("it can be laid");
    let runs = 0..plan.runs();
    runs.map(|run| plan.watch(run, O::default()).expect("it runs"))
        .collect()
}

fn assert_equal(found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        let tolerance = 1e-9 * expected.abs().max(1.0);
        assert!((found - expected).abs() < tolerance, "{found} {expected}");
    }
}

/// Who told of each incident and when, and how long those took that residents told of first.
#[derive(Default)]
struct Reporters {
    told: BTreeMap<(SourceId, u32), Vec<(Moment, bool)>>,
    /// Matter, and time unsettled from report to settlement, if it was settled and no resident had to
    /// tell of it again because it had come back.
    took: Vec<(usize, Option<Span>)>,
}

impl Observer<Fact<'_>> for Reporters {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Reported { incident, channel } => {
                let name = (incident.source, incident.ordinal);
                let told = self.told.entry(name).or_default();
                told.push((at, channel.is_resident()));
            }
            Fact::Left {
                incident, course, ..
            } if incident.is_measured => {
                let name = (incident.source, incident.ordinal);
                let told = self.told.remove(&name).unwrap_or_default();
                if let (Some((_, true)), Some(reported_at)) = (told.first(), incident.reported_at) {
                    let is_back = course.relapsed_at.is_some_and(|relapsed_at| {
                        told.iter()
                            .any(|(at, is_resident)| *is_resident && *at >= relapsed_at)
                    });
                    let calm = Span::from_seconds(course.calm_s);
                    let settled_at = incident.settled_at.filter(|_| !is_back);
                    let took = settled_at.map(|settled_at| settled_at - reported_at - calm);
                    self.took.push((incident.matter.index(), took));
                }
            }
            _ => {}
        }
    }
}

#[test]
fn contentment_is_the_share_of_residents_reports_settled_before_their_patience_was_over() {
    let study = demo(&[]);
    let usual = study.conduct.residents.expect("they are stated").expected();
    let patience: Vec<Span> = study
        .county
        .matters
        .iter()
        .map(|matter| {
            let detection = matter.detection.as_ref();
            let days = detection.and_then(|detection| detection.repeat_patience_days);
            days.map_or(usual, |days| Span::from_hours(24.0 * days))
        })
        .collect();
    let expected: Vec<f64> = watched::<Reporters>(&study)
        .into_iter()
        .map(|reporters| {
            let took = reporters.took;
            let is_content = |(matter, took): &&(usize, Option<Span>)| {
                took.is_some_and(|took| took <= patience[*matter])
            };
            took.iter().filter(is_content).count() as f64 / took.len() as f64
        })
        .collect();
    let found = of_setups(&study, "ticket/all", MetricId::Contentment);
    assert_equal(&found, &expected);
    assert!(found.iter().all(|share| (0.1..0.9).contains(share)));
}

#[test]
fn who_expects_nothing_is_never_content_nor_discontent() {
    assert!(!is_measured(
        &without(Mechanism::Trust),
        MetricId::Contentment
    ));
    let mut study = without(Mechanism::Trust);
    study.measure = tiaokuai::metrics::Measure::only(
        vec![MetricId::Contentment],
        study.measure.populations.clone(),
    );
    for row in rows(&study).iter().flatten() {
        assert_eq!(row.value, None, "{}", row.population);
    }
}

#[test]
fn all_who_wait_for_ever_are_content_if_and_only_if_it_is_settled_and_they_need_not_tell_again() {
    let mut study = demo(&["county.residents.expected_days=365"]);
    for matter in &mut study.county.matters {
        if let Some(detection) = &mut matter.detection {
            detection.repeat_patience_days = None;
        }
    }
    let reporters = watched::<Reporters>(&study).into_iter();
    let settled = reporters.map(|reporters| {
        let settled = reporters.took.iter().filter(|(_, took)| took.is_some());
        settled.count() as f64 / reporters.took.len() as f64
    });
    let found = of_setups(&study, "ticket/all", MetricId::Contentment);
    assert_equal(&found, &settled.collect::<Vec<_>>());
}

#[test]
fn answers_hold_as_far_as_records_tell_the_truth() {
    let study = demo(&[]);
    let of = |metric| of_setups(&study, "ticket/all", metric);
    let consistent = of(MetricId::RecordConsistency);
    let closed = of(MetricId::RecordedClosedShare);
    let product: Vec<f64> = consistent.iter().zip(&closed).map(|(a, b)| a * b).collect();
    assert_equal(&of(MetricId::ReplyShare), &product);
    assert!(consistent.iter().all(|share| *share < 1.0));
}

#[test]
fn where_nothing_can_be_left_undone_every_record_tells_the_truth() {
    let study = without(Mechanism::Relapse);
    let of = |metric| of_setups(&study, "ticket/all", metric);
    assert!(
        of(MetricId::RecordConsistency)
            .iter()
            .all(|share| share.to_bits() == 1.0_f64.to_bits())
    );
    assert_equal(
        &of(MetricId::ReplyShare),
        &of(MetricId::RecordedClosedShare),
    );
}

#[test]
fn sham_makes_records_inconsistent() {
    let pressed = "county.staffing.absent_share=0.6";
    let honest = demo(&[pressed]);
    let sham = demo(&[pressed, "county.haste.recorded_weight=2"]);
    let of = |study| of_setups(study, "ticket/all", MetricId::RecordConsistency);
    for (honest, sham) in of(&honest).into_iter().zip(of(&sham)) {
        assert!(sham < honest - 0.03, "{sham} {honest}");
    }
}

#[test]
fn records_miss_what_villages_settle_and_what_is_not_worth_entering() {
    let of = |study: &Study| of_setups(study, "potential/all", MetricId::RecordCompleteness);
    let usual = of(&demo(&[]));
    let village_first = of(&demo(&["setup.*.screening.level=\"village-first\""]));
    let much_entry = of(&demo(&["setup.*.digital_load.terminals=20"]));
    for (setup, usual) in usual.iter().enumerate() {
        assert!(*usual < 1.0);
        assert!(village_first[setup] < usual - 0.03, "{village_first:?}");
        assert!(much_entry[setup] < usual - 0.03, "{much_entry:?}");
    }
    let mut nobody_beside = without(Mechanism::Screening);
    nobody_beside.mechanisms = nobody_beside.mechanisms.without(Mechanism::Patrols);
    let complete = of(&nobody_beside);
    assert!(
        complete
            .iter()
            .all(|share| share.to_bits() == 1.0_f64.to_bits()),
        "{complete:?}"
    );
}

/// Inspections done, by village, and begun, while sixty days were measured.
#[derive(Default)]
struct Inspections {
    done: BTreeMap<usize, u32>,
    begun: BTreeMap<usize, u32>,
}

impl Observer<Fact<'_>> for Inspections {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        if at < Moment::START || at >= Moment::start_of_day(60) {
            return;
        }
        match *fact {
            Fact::Inspected { village } => *self.done.entry(village.index()).or_default() += 1,
            Fact::Waited {
                task,
                is_taken: true,
                ..
            } if !task.is_begun => {
                if let TaskKind::Routine(routine) = task.kind {
                    *self.begun.entry(routine.index()).or_default() += 1;
                }
            }
            _ => {}
        }
    }
}

#[test]
fn visits_per_firm_are_inspections_done_over_firms_and_years() {
    let study = demo(&[]);
    let county = &study.county;
    let places = || county.villages.iter_with_ids();
    let firms_of = |township: &str| -> f64 {
        let here = places().filter(|(_, village)| {
            township.is_empty() || county.townships[village.township].id == township
        });
        here.map(|(_, village)| village.firms + village.small_businesses)
            .sum()
    };
    let mut expected = BTreeMap::<String, Vec<f64>>::new();
    for inspections in watched::<Inspections>(&study) {
        let townships = county.townships.iter().map(|township| township.id.as_str());
        for township in townships.chain([""]) {
            let done = inspections.done.iter().filter(|(village, _)| {
                let village = &county.villages[Id::from_index(**village)];
                township.is_empty() || county.townships[village.township].id == township
            });
            let done: u32 = done.map(|(_, times)| times).sum();
            let visits = f64::from(done) / firms_of(township) / (60.0 / 365.0);
            expected
                .entry(township.to_owned())
                .or_default()
                .push(visits);
        }
        let is_inspection = |routine: usize| {
            let kind = county.routines[Id::from_index(routine)].kind;
            matches!(kind, RoutineKind::Inspection { .. })
        };
        let begun = inspections.begun.iter();
        let begun: u32 = begun
            .filter(|(routine, _)| is_inspection(**routine))
            .map(|(_, times)| times)
            .sum();
        let done: u32 = inspections.done.values().sum();
        assert!(done > 300 && done.abs_diff(begun) < 30, "{done} {begun}");
    }
    for (township, expected) in expected {
        let population = match township.as_str() {
            "" => "all".to_owned(),
            township => format!("township={township}"),
        };
        let found = of_setups(&study, &population, MetricId::VisitsPerFirm);
        assert_equal(&found, &expected);
    }
}

#[test]
fn where_nobody_inspects_there_are_no_visits() {
    assert!(!is_measured(
        &without(Mechanism::Routine),
        MetricId::VisitsPerFirm
    ));
}

const FREE: Costs = Costs {
    person_per_year: [0.0; Paid::COUNT],
    overtime_multiple: 1.5,
    road_per_km: 0.0,
    terminal_per_year: 0.0,
};

fn priced(mut study: Study, prices: Costs) -> Study {
    study.county.costs = Some(prices);
    study
}

/// Time on the road of crews and of their people, and after shifts, while sixty days are measured.
#[derive(Default)]
struct Way {
    crews: Span,
    people: Span,
    overtime: BTreeMap<usize, Span>,
}

impl Observer<Fact<'_>> for Way {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        let measured = |from: Moment, to: Moment| {
            let span = to.min(Moment::start_of_day(60)) - from.max(Moment::START);
            span.max(Span::ZERO)
        };
        match *fact {
            Fact::Drove { from, to } => self.crews += measured(from, to),
            Fact::Spent {
                on: Activity::Travel,
                from,
                to,
                ..
            } => self.people += measured(from, to),
            Fact::Overtime { worker, from, to } => {
                *self.overtime.entry(worker.index()).or_default() += measured(from, to);
            }
            _ => {}
        }
    }
}

#[test]
fn kilometres_cost_as_far_as_crews_go_and_overtime_as_long_as_people_stay() {
    let (years, ways) = (60.0 / 365.0, watched::<Way>(&demo(&[])));
    let by_km = Costs {
        road_per_km: 2.0,
        ..FREE
    };
    let study = priced(demo(&[]), by_km);
    let speed = study.county.travel.speed_km_per_h;
    let expected: Vec<f64> = ways
        .iter()
        .map(|way| way.crews.hours() * speed * 2.0 / years)
        .collect();
    assert_equal(&of_setups(&study, "all", MetricId::CostTotal), &expected);
    for way in &ways {
        let (crews, people) = (way.crews.hours(), way.people.hours());
        assert!(crews > 100.0 && crews < people && people < 3.0 * crews);
    }
    let paid = Costs {
        person_per_year: [208_800.0, 0.0, 104_400.0, 0.0, 0.0],
        ..FREE
    };
    let study = priced(demo(&[]), paid);
    let workers = &study.county.workers;
    let hourly = |worker: usize| match Paid::of(&workers[Id::from_index(worker)]) {
        Paid::Officer => 150.0,
        Paid::Cadre => 75.0,
        _ => 0.0,
    };
    let persons = |paid| {
        workers
            .iter()
            .filter(move |worker| Paid::of(worker) == paid)
    };
    let wages = 208_800.0 * persons(Paid::Officer).count() as f64
        + 104_400.0 * persons(Paid::Cadre).count() as f64;
    let expected = ways.iter().map(|way| {
        let overtime = way.overtime.iter();
        let overtime: f64 = overtime
            .map(|(worker, span)| span.hours() * hourly(*worker))
            .sum();
        assert!(overtime > 0.0);
        wages + overtime / years
    });
    let expected: Vec<f64> = expected.collect();
    assert_equal(&of_setups(&study, "all", MetricId::CostTotal), &expected);
}

#[test]
fn terminals_cost_by_the_setup_that_hands_them_out() {
    let by_terminal = Costs {
        terminal_per_year: 1_000.0,
        ..FREE
    };
    let three = "setup.single-team.digital_load.terminals=3";
    let study = priced(demo(&[three]), by_terminal);
    let grids = study.county.grids() as f64;
    let expected: Vec<f64> = [1.0, 3.0, 1.0]
        .iter()
        .map(|terminals| terminals * grids * 1_000.0)
        .collect();
    assert_equal(&of_setups(&study, "all", MetricId::CostTotal), &expected);
    // Handed out after a third of the time measured, they cost for two thirds of it.
    let later = priced(demo(&[three, "setup.single-team.from_day=20"]), by_terminal);
    let expected = [1.0, 1.0 / 3.0 + 3.0 * 2.0 / 3.0, 1.0].map(|share| share * grids * 1_000.0);
    assert_equal(&of_setups(&later, "all", MetricId::CostTotal), &expected);
}

#[test]
fn what_has_no_price_costs_nothing_and_without_prices_there_are_no_costs() {
    let study = priced(demo(&[]), FREE);
    for metric in [MetricId::CostTotal, MetricId::CostPerSettled] {
        let costs = of_setups(&study, "all", metric);
        assert!(costs.iter().all(|cost| cost.to_bits() == 0), "{costs:?}");
        assert!(!is_measured(&demo(&[]), metric));
    }
}

#[test]
fn the_cost_of_one_settled_is_the_cost_over_those_settled() {
    let study = priced(demo(&[]), Costs::default());
    let of = |population, metric| of_setups(&study, population, metric);
    let emerged = of("potential/all", MetricId::Emerged);
    let gone = of("potential/all", MetricId::NaturalEnd);
    let unfinished = of("potential/all", MetricId::UnfinishedShare);
    let yearly = of("all", MetricId::CostTotal);
    let expected: Vec<f64> = (0..3)
        .map(|setup| {
            let settled = emerged[setup] * (1.0 - unfinished[setup]) - gone[setup];
            yearly[setup] * 60.0 / 365.0 / settled
        })
        .collect();
    assert_equal(&of("all", MetricId::CostPerSettled), &expected);
}

#[test]
fn prices_move_no_run_and_equal_setups_cost_the_same_to_the_bit() {
    let equal = || {
        let mut study = demo(&[]);
        let first = study.setups[0].clone();
        for setup in &mut study.setups[1..] {
            let id = std::mem::take(&mut setup.id);
            *setup = Setup {
                id,
                ..first.clone()
            };
        }
        study
    };
    let outcome = |study: &Study| {
        let plan = Plan::new(study).expect("it can be laid");
        match plan.run(0) {
            RunRecord::Finished { outcome, .. } => outcome,
            RunRecord::Failed { error } => panic!("{error}"),
        }
    };
    let study = priced(equal(), Costs::default());
    assert_eq!(outcome(&study), outcome(&equal()));
    let bits = |rows: &[MetricRow]| -> Vec<(String, MetricId, Statistic, Option<u64>)> {
        let bits = |row: &MetricRow| {
            let value = row.value.map(f64::to_bits);
            (row.population.clone(), row.metric, row.statistic, value)
        };
        rows.iter().map(bits).collect()
    };
    let runs = rows(&study);
    assert!(bits(&runs[0]).len() > 300);
    assert_eq!(bits(&runs[0]), bits(&runs[1]));
}
