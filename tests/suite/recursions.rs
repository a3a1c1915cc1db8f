//! What builds up and wears off, end to end: trust, capacity, stocks and places that offend again,
//! each against the formula that its scenario derives.

use tiaokuai::experiment::statistics::{Confidence, MeanInterval};
use tiaokuai::metrics::MetricId;

use crate::laboratory::{agrees, rows, study, values};

const DAYS_A_YEAR: f64 = 365.0;
const LN_2: f64 = std::f64::consts::LN_2;

/// Values of some metrics in twenty worlds of a shipped scenario, each metric's in turn.
fn measured<const N: usize>(
    file: &str,
    patches: &[&str],
    population: &str,
    metrics: [MetricId; N],
) -> [Vec<f64>; N] {
    let mut study = study(&format!("scenarios/validation/{file}.toml"), patches);
    study.replications = 20;
    let rows = rows(&study);
    metrics.map(|metric| values(&rows, population, metric, metric.headline_statistic()))
}

/// World by world, the first over the sum of both.
fn share_of_both(first: &[f64], second: &[f64]) -> Vec<f64> {
    let pairs = first.iter().zip(second);
    pairs
        .map(|(first, second)| first / (first + second))
        .collect()
}

/// Trust at the end of the scenario with so many good and bad outcomes a day: the mean over 100 grids of
/// a linear recursion, a month of whose warm-up is 0.02 of its way.
fn trust_agrees(patches: &[&str], good_a_day: f64, bad_a_day: f64) {
    let [trust] = measured("trust", patches, "all", [MetricId::TrustEnd]);
    let (up, down, drift) = (good_a_day * 0.05, bad_a_day * 0.1, LN_2 / DAYS_A_YEAR);
    let balance = (0.5 * drift + up) / (drift + up + down);
    // It began at 0.5, 430 days before the end.
    let left = f64::exp(-(drift + up + down) * 430.0);
    let expected = balance + (0.5 - balance) * left;
    agrees("trust", &trust, expected, 0.03);
}

#[test]
fn trust_ends_where_good_and_bad_outcomes_balance() {
    for (good_a_day, bad_a_day) in [(0.3, 0.1), (0.1, 0.2)] {
        let a_year = |matter: &str, a_day: f64| {
            let rate = a_day * DAYS_A_YEAR;
            format!("county.matter.{matter}.rate_per_township_per_year={rate}")
        };
        let patches = [a_year("quick", good_a_day), a_year("slow", bad_a_day)];
        trust_agrees(
            &patches.each_ref().map(String::as_str),
            good_a_day,
            bad_a_day,
        );
    }
}

/// Three days of procedure are longer than anybody waits, and nobody waits for them.
#[test]
fn a_penalty_that_was_disposed_of_in_time_is_a_good_outcome_however_long_its_procedure() {
    let penalties = [
        "only_mechanisms=[\"trust\", \"procedure\"]",
        "county.matter.quick.power_share={ none = 0, order = 0, penalty = 1 }",
        "county.matter.quick.procedure_min=4_320",
    ];
    trust_agrees(&penalties, 0.3, 0.1);
}

/// Two in five come back after a day and are settled again at once: settled in time, and no good.
#[test]
fn a_relapse_that_a_resident_reports_breaks_trust_however_soon_it_is_settled() {
    let relapses = [
        "only_mechanisms=[\"trust\", \"relapse\"]",
        "county.matter.quick.relapse={ share = 0.4, after_days = 1 }",
    ];
    trust_agrees(&relapses, 0.3 * 0.6, 0.1 + 0.3 * 0.4);
}

fn capacity(patches: &[&str]) -> Vec<f64> {
    let [capacity] = measured("capacity", patches, "all", [MetricId::CommunityCapacityEnd]);
    capacity
}

/// The capacities that villages begin with are the county's, the same in every world: what a run of
/// one day without a case ends with, a day's fading before.
fn at_the_start(mean: &str) -> f64 {
    let patches = [mean, "county.village_life.first_share=0", "time.days=1"];
    let ends = capacity(&patches);
    assert!(ends.iter().all(|end| end.to_bits() == ends[0].to_bits()));
    ends[0] * f64::exp(0.14 / DAYS_A_YEAR)
}

#[test]
fn villages_stay_as_able_as_they_began_by_what_the_status_quo_brings_them() {
    for mean in [0.3, 0.5, 0.7] {
        let mean = format!("county.village_life.capacity_mean={mean}");
        let ends = capacity(&[&mean]);
        // A case moves capacity by a / 2 at most, so that its spread moves the mean by less than a.
        agrees(&mean, &ends, at_the_start(&mean), 0.01);
    }
}

/// A county that is brought other cases than the formula reckons does not stay where it began.
#[test]
fn villages_wear_off_by_what_is_kept_from_them() {
    let mean = "county.village_life.capacity_mean=0.5";
    let start = at_the_start(mean);
    let none = "county.village_life.first_share=0";
    for (days, years) in [("time.days=365", 1.0), ("time.days=1_095", 3.0)] {
        let ends = capacity(&[mean, none, days]);
        let expected = start * f64::exp(-0.14 * years);
        // Both ends are told to a millionth.
        let difference = (ends[0] - expected).abs();
        assert!(difference < 2e-6, "{days}: {} is not {expected}", ends[0]);
    }
}

#[test]
fn regular_visits_prevent_what_their_stock_says() {
    for half_life_days in [90.0, 30.0] {
        let half_life = format!("county.prevention.half_life_days={half_life_days}");
        let metrics = [MetricId::Prevented, MetricId::Emerged];
        let [prevented, emerged] = measured("prevention", &[&half_life], "potential/all", metrics);
        let left = f64::exp2(-7.0 / half_life_days);
        let (after, before) = (1.0 / (1.0 - left), left / (1.0 - left));
        let expected = 0.35 * ((after + 4.0) / (before + 4.0)).ln() / -left.ln();
        let shares = share_of_both(&prevented, &emerged);
        agrees(&half_life, &shares, expected, 0.02);
    }
}

#[test]
fn places_are_free_and_kept_from_offending_in_turn() {
    let metrics = [MetricId::Emerged, MetricId::Prevented, MetricId::Reported];
    let [emerged, prevented, reported] = measured("sources", &[], "potential/all", metrics);
    let met = 1.0 - f64::exp(-1.0);
    let of_emerged = reported.iter().zip(&emerged);
    let of_emerged: Vec<f64> = of_emerged.map(|(told, all)| told / all).collect();
    agrees("reported", &of_emerged, met, 0.015);
    let a_day = 12.0 / DAYS_A_YEAR;
    let expected = 1.0 / (1.0 + a_day * met * 227.5);
    agrees(
        "emerged",
        &share_of_both(&emerged, &prevented),
        expected,
        0.03,
    );
    // Without power nobody keeps a place from offending: everything emerges.
    let nobody = "county.matter.dumping.power_share={ none = 1, order = 0, penalty = 0 }";
    let [prevented] = measured("sources", &[nobody], "potential/all", [MetricId::Prevented]);
    let interval = MeanInterval::of(prevented.into_iter().map(Some), Confidence::PERCENT_95);
    assert!(interval.is_some_and(|interval| interval.mean == 0.0));
}

#[test]
fn operations_let_a_place_offend_so_often_in_each_cycle() {
    let metrics = [MetricId::Emerged, MetricId::Prevented];
    let (a_day, work, kept) = (60.0 / DAYS_A_YEAR, 1.0 / 24.0, 30.0);
    for sightings in [2.0, 3.0] {
        let patch = format!("county.operations.sightings={sightings}");
        let [emerged, prevented] = measured("operations", &[&patch], "potential/all", metrics);
        let cycle = sightings / a_day + work + kept;
        let expected = (sightings / a_day + work) / cycle;
        let shares = share_of_both(&emerged, &prevented);
        agrees(&patch, &shares, expected, 0.02);
        // One a cycle, in three years of 400 places.
        let [operations] = measured("operations", &[&patch], "all", [MetricId::Operations]);
        let of_cycle = 400.0 * 3.0 * DAYS_A_YEAR / cycle;
        agrees("operations", &operations, of_cycle, 0.01);
    }
    // Nobody plans any: everything emerges.
    let off = "only_mechanisms=[\"sources\"]";
    let [prevented] = measured("operations", &[off], "potential/all", [MetricId::Prevented]);
    let interval = MeanInterval::of(prevented.into_iter().map(Some), Confidence::PERCENT_95);
    assert!(interval.is_some_and(|interval| interval.mean == 0.0));
}
