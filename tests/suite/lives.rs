//! Incidents before and after officers: hidden, impatient, relapsing; each against its formula.

use rayon::prelude::*;
use tiaokuai::base::{Moment, Span};
use tiaokuai::county::{Channel, End};
use tiaokuai::dynamics::Fact;
use tiaokuai::engine::Observer;
use tiaokuai::experiment::Plan;
use tiaokuai::governance::{
    Agreement, Assignment, Enforcement, EnforcementLevel, GridLevel, Screening,
};
use tiaokuai::metrics::MetricId;
use tiaokuai::scenario::Study;

use crate::bookkeeping::Books;
use crate::laboratory::{agrees, rows, study, values};
use crate::queueing_formulas::markov_chain::steady_state;

/// What became of the incidents of a cohort.
#[derive(Debug, Default, Clone, Copy)]
struct Fates {
    emerged: f64,
    reported: f64,
    gone: f64,
    found: f64,
    relapsed: f64,
    /// Until the first clock rang (h).
    hidden_h: f64,
}

impl Observer<Fact<'_>> for Fates {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        let Fact::Left {
            incident,
            course,
            end,
            ..
        } = *fact
        else {
            return;
        };
        if !incident.is_measured || course.parent.is_some() {
            return;
        }
        let hidden: Span = incident.reported_at.unwrap_or(at) - incident.emerged_at;
        self.emerged += 1.0;
        self.reported += f64::from(incident.reported_at.is_some());
        self.gone += f64::from(end == End::NaturalEnd);
        self.found += f64::from(course.channel == Some(Channel::Patrol));
        self.relapsed += f64::from(course.relapsed_at.is_some());
        self.hidden_h += hidden.hours();
    }
}

fn fates(file: &str, patches: &[&str]) -> Vec<Fates> {
    let mut study = study(&format!("scenarios/validation/{file}.toml"), patches);
    study.replications = 20;
    let plan = Plan::new(&study).expect("a shipped scenario can be laid");
    (0..plan.runs())
        .into_par_iter()
        .map(|run| plan.watch(run, Fates::default()).expect("it runs"))
        .collect()
}

fn each(fates: &[Fates], of: impl Fn(&Fates) -> f64) -> Vec<f64> {
    fates.iter().map(of).collect()
}

#[test]
fn cases_that_come_back_at_once_are_a_queue_with_feedback() {
    let file = "scenarios/validation/feedback.toml";
    let mut study = study(file, &["time.days=200"]);
    study.replications = 20;
    let rows = rows(&study);
    let of = |metric: MetricId| values(&rows, "all", metric, metric.headline_statistic());
    agrees(
        "an episode",
        &of(MetricId::ResolutionTime),
        4.0 / 0.96,
        0.03,
    );
    agrees("busy share", &of(MetricId::BusyShare), 0.8, 0.01);
}

#[test]
fn the_impatient_leave_as_erlang_a_says() {
    let (servers, load, patience) = (5.0, 5.5, 2.0);
    let leaving = |number: u32| f64::from(number.saturating_sub(5)) / patience;
    let chain = steady_state(0_u32, |number| {
        let served = f64::from(*number).min(servers) + leaving(*number);
        let up = (load, number + 1);
        let down = (served, number.saturating_sub(1));
        match *number {
            0 => vec![up],
            60 => vec![down],
            _ => vec![up, down],
        }
    });
    let unserved = chain.mean(|number| leaving(*number)) / load;
    let fates = fates("patience", &["time.days=60", "time.warm_up_days=10"]);
    agrees(
        "unserved",
        &each(&fates, |fate| fate.gone / fate.emerged),
        unserved,
        0.03,
    );
}

#[test]
fn complaint_and_natural_end_race_as_their_hazards_say() {
    let fates = fates("competing-clocks", &[]);
    agrees(
        "reported",
        &each(&fates, |fate| fate.reported / fate.emerged),
        0.4,
        0.01,
    );
    agrees(
        "hidden",
        &each(&fates, |fate| fate.hidden_h / fate.emerged),
        48.0,
        0.01,
    );
}

/// Renewal between passes at fixed intervals, complaints after an exponential time: see the scenario.
#[test]
fn passes_and_complaints_race_as_renewal_says() {
    let (every_h, seen, mean_h) = (8.0, 0.6, 12.0);
    let missed = f64::exp(-every_h / mean_h);
    let found = seen * mean_h * (1.0 - missed) / (every_h * (1.0 - (1.0 - seen) * missed));
    let fates = fates("patrol-against-complaint", &[]);
    agrees(
        "found",
        &each(&fates, |fate| fate.found / fate.emerged),
        found,
        0.01,
    );
    agrees(
        "hidden",
        &each(&fates, |fate| fate.hidden_h / fate.emerged),
        mean_h * (1.0 - found),
        0.01,
    );
}

#[test]
fn more_skill_leaves_less_that_comes_back() {
    for (skill, share) in [(1.0, 0.030), (0.95, 0.037), (0.85, 0.051)] {
        let exact = 1.0 - f64::exp(-30.0 * 0.02 * (0.05 + 0.25 * (1.0 - skill)));
        assert!((exact - share).abs() < 5e-4, "{exact}");
        let home = format!("county.staffing.home_skill={skill}");
        let fates = fates("relapse", &[&home, "time.days=120"]);
        agrees(
            "relapsed",
            &each(&fates, |fate| fate.relapsed / fate.emerged),
            exact,
            0.03,
        );
    }
}

/// Incidents whose calm is longer than they took.
#[derive(Default)]
struct Impossible(Vec<String>);

impl Observer<Fact<'_>> for Impossible {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        if let Fact::Left {
            incident, course, ..
        } = *fact
            && let (Some(reported), Some(settled)) = (incident.reported_at, incident.settled_at)
            && ((settled - reported).seconds() < course.calm_s
                || course
                    .first_settled_at
                    .is_some_and(|first| first < reported))
        {
            self.0.push(format!("{incident:?} {course:?}"));
        }
    }
}

#[test]
fn what_was_put_right_before_anybody_was_told_takes_no_calm_off_a_later_report() {
    let patches = ["time.days=84", "time.warm_up_days=0"];
    let study = study("scenarios/baseline/typical.toml", &patches);
    let plan = Plan::new(&study).expect("a shipped scenario can be laid");
    let seen = plan.watch(0, Impossible::default()).expect("it runs");
    assert!(seen.0.is_empty(), "{:?}", seen.0.first());
}

/// Watches some runs of a study and holds that every potential ends once, the same in each.
fn hold_that_everything_ends_once(study: &Study, runs: &[u64]) {
    let plan = Plan::new(study).expect("a shipped study can be laid");
    let books: Vec<Books> = runs
        .par_iter()
        .map(|run| plan.watch(*run, Books::default()).expect("it runs"))
        .collect();
    let potentials = books[0].potentials.clone();
    assert!(potentials.len() > 10_000);
    for books in books {
        assert_eq!(books.potentials, potentials);
        assert_eq!(books.faults().first(), None);
    }
}

#[test]
fn everything_ends_once_and_the_potentials_are_the_same_in_every_setup() {
    let patches = ["time.days=140", "time.cool_down_days=14"];
    let study = study("experiments/02-stance/experiment.toml", &patches);
    hold_that_everything_ends_once(&study, &[0, 3, 4]);
}

/// Also what no shipped county states, under setups that leave townships without power and move
/// cases between units: teams by name and one net, taking over in the middle.
#[test]
fn everything_ends_once_with_every_mechanism_there_is() {
    let patches = [
        "time.days=84",
        "time.cool_down_days=14",
        "county.context={}",
        "county.pace={}",
        "county.ownership={}",
        "county.without_power={}",
        "county.haste={ recorded_weight = 1 }",
    ];
    let mut study = study("experiments/02-stance/experiment.toml", &patches);
    let lines = study.setups[0].clone();
    let mut teams = lines.clone();
    teams.enforcement = Enforcement {
        level: EnforcementLevel::SingleTeam,
        assignment: Assignment::OnArrival,
    };
    teams.digital_load.is_shared = true;
    teams.holds_from = Moment::START + Span::from_days(30);
    let mut net = lines.clone();
    net.grid = GridLevel::Unified;
    net.screening = Screening::VillageFirst;
    net.coordination.agreement = Agreement::Meeting;
    study.setups = vec![lines, teams, net];
    study.baseline = 0;
    hold_that_everything_ends_once(&study, &[0, 1, 2]);
}
