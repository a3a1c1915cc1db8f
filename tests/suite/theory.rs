//! With all mechanisms off, units are the queues of the textbooks.

use tiaokuai::metrics::{MetricId, Statistic};

use crate::laboratory::{agrees, rows, study, values};
use crate::queueing_formulas::crews::crews_of_two;
use crate::queueing_formulas::markov_chain::steady_state;
use crate::queueing_formulas::networks::{
    Stage, fork_join_of_two_mean_response, tandem_mean_response,
};
use crate::queueing_formulas::pooling::Pooling;
use crate::queueing_formulas::priorities::{Class, common_service_waits, single_server_waits};
use crate::queueing_formulas::single_stage::{
    MultiServer, Service, little_mean_number, pollaczek_khinchine_mean_wait,
};

const HOURS_A_YEAR: f64 = 8_760.0;

/// Twenty worlds of sixty days: some 100 to 300 thousand incidents each.
const WORLDS: &[&str] = &["time.days=60", "time.warm_up_days=20"];

fn with<'a>(patches: &[&'a str]) -> Vec<&'a str> {
    WORLDS
        .iter()
        .copied()
        .chain(patches.iter().copied())
        .collect()
}

fn measured(file: &str, patches: &[&str], population: &str, metric: MetricId) -> Vec<f64> {
    let mut study = study(&format!("scenarios/validation/{file}.toml"), &with(patches));
    study.replications = 20;
    values(&rows(&study), population, metric, headline(metric))
}

fn headline(metric: MetricId) -> Statistic {
    metric.headline_statistic()
}

#[test]
fn units_of_several_officers_wait_as_erlang_c_says() {
    let queue = MultiServer {
        servers: 5,
        arrival_rate: 30_660.0 / HOURS_A_YEAR,
        mean_service: 1.0,
    };
    let of = |metric| measured("erlang-c", &["time.days=120"], "all", metric);
    agrees("wait", &of(MetricId::WaitingTime), queue.mean_wait(), 0.02);
    agrees(
        "resolution",
        &of(MetricId::ResolutionTime),
        queue.mean_response(),
        0.01,
    );
    agrees("busy share", &of(MetricId::BusyShare), queue.load(), 0.01);
}

#[test]
fn thirteen_officers_wait_less_than_ten_at_equal_load() {
    for (officers, in_service_times) in [(13, 0.135), (10, 0.205)] {
        let rate = 0.8 * f64::from(officers) * HOURS_A_YEAR;
        let staff = format!("county.township.town.staff={{ line = {officers} }}");
        let rate = format!("county.matter.trouble.rate_per_township_per_year={rate}");
        let waits = measured("erlang-c", &[&staff, &rate], "all", MetricId::WaitingTime);
        let theory = MultiServer::at_load(officers, 0.8).mean_wait();
        assert!((theory - in_service_times).abs() < 0.000_5, "{theory}");
        agrees(&format!("wait of {officers}"), &waits, theory, 0.03);
    }
}

#[test]
fn single_officers_wait_as_pollaczek_and_khinchine_say_whatever_the_law() {
    for (matter, cv, half_width_share) in [
        ("deterministic", 0.0, 0.01),
        ("exponential", 1.0, 0.02),
        ("gamma", 0.5, 0.02),
        ("lognormal", 2.0, 0.08),
    ] {
        let population = format!("matter={matter}");
        let waits = measured(
            "pollaczek-khinchine",
            &[],
            &population,
            MetricId::WaitingTime,
        );
        let theory = pollaczek_khinchine_mean_wait(1.0, Service { mean: 0.5, cv });
        agrees(matter, &waits, theory, half_width_share);
    }
}

#[test]
fn classes_wait_as_cobham_says_with_one_officer_and_mixed_laws() {
    let class = |rate: f64, minutes: f64, cv| Class {
        arrival_rate: rate / HOURS_A_YEAR,
        service: Service {
            mean: minutes / 60.0,
            cv,
        },
    };
    let theory = single_server_waits(&[
        class(1_752.0, 40.0, 1.0),
        class(4_380.0, 36.0, 0.5),
        class(5_256.0, 18.0, 1.0),
    ]);
    for (matter, theory) in ["urgent", "ordinary", "minor"].into_iter().zip(theory) {
        let population = format!("matter={matter}");
        let waits = measured("priority", &[], &population, MetricId::WaitingTime);
        agrees(matter, &waits, theory, 0.03);
    }
}

#[test]
fn classes_wait_as_cobham_says_with_several_officers_and_one_law() {
    let rates = [4_380.0, 8_760.0, 13_140.0].map(|rate| rate / HOURS_A_YEAR);
    let theory = common_service_waits(3, 0.6, &rates);
    for (matter, theory) in ["urgent", "ordinary", "minor"].into_iter().zip(theory) {
        let population = format!("matter={matter}");
        let waits = measured(
            "priority-multi-server",
            &[],
            &population,
            MetricId::WaitingTime,
        );
        agrees(matter, &waits, theory, 0.03);
    }
}

#[test]
fn separate_lines_wait_longer_than_one_pooled_team_by_what_theory_says() {
    let pooling = Pooling {
        units: 5,
        officers_each: 2,
        load: 0.8,
    };
    let hour_of_work = 0.5;
    for (file, queue) in [
        ("pooling-separate-lines", pooling.separate()),
        ("pooling-single-team", pooling.pooled(1.0)),
    ] {
        let waits = measured(file, &[], "all", MetricId::WaitingTime);
        agrees(file, &waits, queue.mean_wait() * hour_of_work, 0.03);
    }
}

#[test]
fn two_departments_in_turn_take_the_time_of_a_tandem() {
    let stage = Stage {
        servers: 1,
        mean_service: 0.5,
    };
    let theory = tandem_mean_response(1.2, &[stage, stage]);
    let times = measured("tandem", &[], "all", MetricId::ResolutionTime);
    agrees("tandem", &times, theory, 0.02);
}

#[test]
fn two_departments_at_once_take_the_time_of_a_fork_join() {
    let theory = fork_join_of_two_mean_response(1.2, 0.5);
    let times = measured("fork-join", &[], "all", MetricId::ResolutionTime);
    agrees("fork-join", &times, theory, 0.02);
}

#[test]
fn crews_of_two_are_half_as_many_servers() {
    let theory = crews_of_two(5, 16_352.0 / HOURS_A_YEAR, 0.75);
    let waits = measured("two-officer-crews", &[], "all", MetricId::WaitingTime);
    agrees("crews of two", &waits, theory.mean_wait(), 0.03);
}

/// Pairs and singles out, pairs and singles waiting, in a pool of three where pairs go first but
/// never keep an officer idle who can serve a single alone.
type Pool = (u32, u32, u32, u32);

fn after(pairs: u32, singles: u32, waiting_pairs: u32, waiting_singles: u32) -> Pool {
    let free = 3 - 2 * pairs - singles;
    if waiting_pairs > 0 && free >= 2 {
        after(pairs + 1, singles, waiting_pairs - 1, waiting_singles)
    } else if waiting_singles > 0 && free >= 1 {
        after(pairs, singles + 1, waiting_pairs, waiting_singles - 1)
    } else {
        (pairs, singles, waiting_pairs, waiting_singles)
    }
}

#[test]
fn crews_and_single_officers_share_a_pool_as_their_chain_says() {
    let (pair_rate, single_rate, end_rate) = (0.6, 1.2, 1.5);
    let room = 40;
    let chain = steady_state((0, 0, 0, 0), |&(p, s, wp, ws): &Pool| {
        let mut moves = Vec::new();
        if wp < room {
            moves.push((pair_rate, after(p, s, wp + 1, ws)));
        }
        if ws < room {
            moves.push((single_rate, after(p, s, wp, ws + 1)));
        }
        if p > 0 {
            moves.push((end_rate * f64::from(p), after(p - 1, s, wp, ws)));
        }
        if s > 0 {
            moves.push((end_rate * f64::from(s), after(p, s - 1, wp, ws)));
        }
        moves
    });
    let waits = [
        ("pair", chain.mean(|state| f64::from(state.2)) / pair_rate),
        (
            "single",
            chain.mean(|state| f64::from(state.3)) / single_rate,
        ),
    ];
    for (matter, theory) in waits {
        let population = format!("matter={matter}");
        let waits = measured("mixed-crews", &[], &population, MetricId::WaitingTime);
        agrees(matter, &waits, theory, 0.04);
    }
}

#[test]
fn travel_adds_the_way_there_and_holds_officers_on_the_way_back() {
    for (metric, minutes) in [
        (MetricId::WaitingTime, 14.619_0),
        (MetricId::ResponseTime, 18.619_0),
        (MetricId::ResolutionTime, 23.619_0),
    ] {
        let times = measured("travel", &["time.days=400"], "all", metric);
        agrees(metric.word(), &times, minutes / 60.0, 0.04);
    }
}

#[test]
fn the_number_waiting_is_arrivals_times_wait_in_every_unit() {
    let patches = with(&[
        "time.days=365",
        r#"measure.metrics=["waiting_time", "queue_length"]"#,
        r#"measure.populations=["all", "unit"]"#,
    ]);
    let mut study = study("scenarios/validation/erlang-c.toml", &patches);
    study.replications = 2;
    let hours = study.horizon.measured.hours();
    for run in rows(&study) {
        let run = [run];
        let units: Vec<String> = run[0]
            .iter()
            .filter(|row| row.metric == MetricId::QueueLength && row.population != "all")
            .map(|row| row.population.clone())
            .collect();
        assert_eq!(units.len(), 40);
        for unit in units {
            let value = |metric, statistic| values(&run, &unit, metric, statistic)[0];
            let waits = value(MetricId::WaitingTime, Statistic::Mean);
            let arrivals = value(MetricId::WaitingTime, Statistic::Count) / hours;
            let length = value(MetricId::QueueLength, Statistic::Value);
            // Exact but for tasks that wait across the borders of the measured time: a few of
            // some 30,000, in a queue that empties several times a day.
            let little = little_mean_number(arrivals, waits);
            assert!(
                (length - little).abs() <= 0.01 * little,
                "{unit}: {length} {little}"
            );
        }
    }
}

#[test]
fn one_team_breaks_even_with_separate_lines_at_the_slowdown_of_theory() {
    for (load, in_words) in [(0.6, 0.32), (0.7, 0.265), (0.8, 0.18), (0.9, 0.085)] {
        let theory = Pooling {
            units: 5,
            officers_each: 2,
            load,
        }
        .break_even_slowdown()
            - 1.0;
        assert!((theory - in_words).abs() < 0.005, "{theory}");
        let found = break_evens(load, theory);
        let interval = tiaokuai::experiment::statistics::MeanInterval::of(
            found.iter().copied().map(Some),
            tiaokuai::experiment::statistics::Confidence::PERCENT_95,
        )
        .expect("twenty worlds were run");
        assert!(
            interval.covers(theory),
            "load {load}: {interval:?} does not cover {theory}"
        );
        assert!(interval.half_width().expect("twenty worlds") < 0.02);
    }
}

/// Slowdown of a team, world by world, at which its total time equals that of separate lines.
///
/// Team times are run at two slowdowns around the theory and read off between them on the scale
/// of 1 / time, on which a queue near saturation is a straight line.
fn break_evens(load: f64, around: f64) -> Vec<f64> {
    let rate = format!(
        "county.matter.m.rate_per_township_per_year={}",
        28_032.0 * load / 0.8
    );
    let times = |file: &str, slowdown: f64| {
        let work = format!("county.matter.m.work_min.mean={}", 30.0 * (1.0 + slowdown));
        measured(
            file,
            &["time.days=90", &rate, &work],
            "all",
            MetricId::ResolutionTime,
        )
    };
    let apart = 0.02;
    let separate = times("pooling-separate-lines", 0.0);
    let faster = times("pooling-single-team", around - apart);
    let slower = times("pooling-single-team", around + apart);
    separate
        .iter()
        .zip(faster.iter().zip(&slower))
        .map(|(separate, (faster, slower))| {
            let share = (1.0 / faster - 1.0 / separate) / (1.0 / faster - 1.0 / slower);
            around - apart + 2.0 * apart * share
        })
        .collect()
}
