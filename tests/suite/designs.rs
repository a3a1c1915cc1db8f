//! A study of many points is as many studies: the same worlds, the same bytes, however it is run.

use std::collections::BTreeMap;

use tiaokuai::base::Language;
use tiaokuai::experiment::{Derived, EffectRow, Journal, MemoryJournal, Plan, RunRecord, derive};
use tiaokuai::metrics::{MetricId, PopulationKind};
use tiaokuai::output::pictures::{NamedPicture, pictures};
use tiaokuai::scenario::{Level, Study};

use crate::cli::command::{Desk, Said, TABLES};
use crate::laboratory::study;

const DEMO: &str = "experiments/demo/experiment.toml";
const SHORT: [&str; 4] = [
    "time.days=21",
    "time.warm_up_days=7",
    "time.cool_down_days=7",
    "design.replications=2",
];

fn factor(id: &str, path: &str, values: &str) -> String {
    format!("factor.{id}={{ kind = \"uncertainty\", path = \"{path}\", {values} }}")
}

fn factors() -> [String; 2] {
    [
        factor("skill", "county.staffing.away_skill", "values = [0.5, 1.0]"),
        factor(
            "absent",
            "county.staffing.absent_share",
            "range = [0.05, 0.25]",
        ),
    ]
}

/// The demo, short, with patches.
fn demo(patches: &[&str]) -> Study {
    study(DEMO, &[&SHORT[..], patches].concat())
}

fn varied(design: &str, more: &[&str]) -> Study {
    let factors = factors();
    let design = format!("design.design={design}");
    let mut patches = vec![design.as_str(), factors[0].as_str(), factors[1].as_str()];
    patches.extend(more);
    demo(&patches)
}

fn record(plan: &Plan, run: u64) -> Vec<u8> {
    plan.run(run).to_bytes()
}

fn shown(study: &Study) -> Vec<Vec<&str>> {
    let points = study.points.iter();
    points
        .map(|point| point.levels.iter().map(Level::shown).collect())
        .collect()
}

#[test]
fn a_point_is_the_study_with_its_values_set() {
    let study = varied("factorial", &[]);
    assert_eq!(
        shown(&study),
        [
            ["0.5", "0.05"],
            ["0.5", "0.25"],
            ["1", "0.05"],
            ["1", "0.25"]
        ]
    );
    let plan = Plan::new(&study).unwrap();
    assert_eq!((plan.points(), plan.worlds(), plan.runs()), (4, 8, 24));
    let alone = demo(&[
        "county.staffing.away_skill=1.0",
        "county.staffing.absent_share=0.05",
    ]);
    let alone = Plan::new(&alone).unwrap();
    for replication in 0..2 {
        for setup in 0..3 {
            // Worlds by replication, then point: the point 2 of four.
            let run = (replication * 4 + 2) * 3 + setup;
            assert_eq!(record(&plan, run), record(&alone, replication * 3 + setup));
        }
    }
}

#[test]
fn the_files_own_point_comes_first_where_factors_vary_one_at_a_time() {
    let study = varied("one-at-a-time", &[]);
    // The pattern county states an away skill of its own and an absent share of 0.12.
    let points = shown(&study);
    let stated = points[0].clone();
    assert_eq!(stated[1], "0.12");
    let expected = [
        vec!["0.5", stated[1]],
        vec!["1", stated[1]],
        vec![stated[0], "0.05"],
        vec![stated[0], "0.25"],
    ];
    let others: Vec<&Vec<&str>> = expected
        .iter()
        .filter(|point| point[0] != stated[0] || point[1] != stated[1])
        .collect();
    assert_eq!(points[1..].iter().collect::<Vec<_>>(), others);
    let plan = Plan::new(&study).unwrap();
    let alone = demo(&[]);
    let alone = Plan::new(&alone).unwrap();
    for setup in 0..3 {
        assert_eq!(record(&plan, setup), record(&alone, setup));
    }
}

/// Every effect of a full factorial is the mean of the contrasts at its points, and those of one
/// factor's values average to the same whatever the factor.
fn assert_effects_are_means_of_contrasts(study: &Study, derived: &Derived) {
    let is_main = |row: &&EffectRow| row.by.is_none();
    assert_eq!(derived.effects.iter().filter(is_main).count() % 4, 0);
    for row in &derived.effects {
        let holds = |levels: &[Level]| {
            let mut held = [Some(&row.at), row.by.as_ref()].into_iter().flatten();
            held.all(|(factor, value)| levels[*factor].shown() == value)
        };
        let of_row = derived.contrasts.iter().filter(|contrast| {
            let point = &study.points[contrast.point as usize];
            contrast.setup == row.setup && contrast.name == row.name && holds(&point.levels)
        });
        let estimates: Vec<f64> = of_row
            .filter_map(|contrast| Some(contrast.difference?.estimate))
            .collect();
        assert_eq!(estimates.len(), row.points);
        let mean = estimates.iter().sum::<f64>() / row.points as f64;
        let found = row.difference.unwrap();
        assert!((found.mean - mean).abs() <= 1e-9 * mean.abs().max(1.0));
        assert_eq!(found.n, 2);
    }
}

/// With two values a factor, a verdict turns where a line between its two contrasts is zero.
fn assert_frontiers_lie_between_contrasts(study: &Study, derived: &Derived) {
    // Two setups, three headline metrics, two factors, two values of the other.
    assert_eq!(derived.frontier.len(), 2 * 3 * 2 * 2);
    let mut turns = 0;
    for row in &derived.frontier {
        let number = |point: u32| study.points[point as usize].levels[row.along].number();
        let (first, last) = (number(row.first).unwrap(), number(row.last).unwrap());
        assert!(first < last);
        let other = 1 - row.along;
        let held = |point: u32| study.points[point as usize].levels[other].shown();
        assert_eq!(held(row.first), held(row.last));
        let contrast = |point: u32| {
            let mut rows = derived.contrasts.iter();
            let found = rows.find(|contrast| {
                (contrast.point, contrast.setup) == (point, row.setup) && contrast.name == row.name
            });
            found.unwrap().difference.unwrap().estimate
        };
        let (low, high) = (contrast(row.first), contrast(row.last));
        assert!((row.at_first.difference.estimate - low).abs() < 1e-12);
        assert!((row.at_last.difference.estimate - high).abs() < 1e-12);
        assert_eq!(row.break_even.is_some(), low * high < 0.0, "{row:?}");
        if let Some(found) = row.break_even {
            let expected = first + (last - first) * low / (low - high);
            assert!((found.at - expected).abs() < 1e-9, "{found:?} {expected}");
            turns += 1;
        }
    }
    assert!(turns > 0, "no verdict turns");
}

#[test]
fn points_that_change_no_world_meet_the_same_one() {
    let study = varied("factorial", &[]);
    let plan = Plan::new(&study).unwrap();
    let mut journal = MemoryJournal::new();
    let mut digests: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for run in 0..plan.runs() {
        let record = plan.run(run);
        if let RunRecord::Finished { outcome, .. } = &record {
            let replication = plan.key(run).replication;
            digests
                .entry(replication)
                .or_default()
                .push(outcome.world_digest);
        }
        journal.append(run, &record.to_bytes()).unwrap();
    }
    assert_eq!(digests.len(), 2);
    for digests in digests.values() {
        assert_eq!(digests.len(), 12);
        assert!(digests.iter().all(|digest| *digest == digests[0]));
    }
    assert_ne!(digests[&0][0], digests[&1][0]);
    let derived = derive(&plan, &journal, &mut ()).unwrap();
    let points: Vec<u32> = derived.contrasts.iter().map(|row| row.point).collect();
    assert!(points.is_sorted());
    assert_eq!(points.last(), Some(&3));
    assert!(derived.sensitivity.is_empty() && derived.curves.is_empty());
    assert_effects_are_means_of_contrasts(&study, &derived);
    assert_frontiers_lie_between_contrasts(&study, &derived);
    let drawn = pictures(&plan, &derived);
    let names: Vec<&str> = drawn.iter().map(|picture| picture.name).collect();
    assert_eq!(names, ["main-effects", "interactions"]);
    for NamedPicture { name, picture } in &drawn {
        for language in [Language::Zh, Language::En] {
            assert!(picture.render_svg(language).is_ok(), "{name}");
            let missing = picture.missing_characters(language).unwrap();
            assert!(missing.is_empty(), "{name} lacks {missing:?}");
        }
    }
}

#[test]
fn sampled_points_fill_the_ranges() {
    let study = varied("sobol", &["design.points=8"]);
    let shares = |study: &Study| -> Vec<u32> {
        let number = |level: &Level| level.number().unwrap();
        let share = |value: f64| ((value - 0.05) / 0.2 * 8.0) as u32;
        let points = study
            .points
            .iter()
            .map(|point| share(number(&point.levels[1])));
        let mut cells: Vec<u32> = points.collect();
        cells.sort_unstable();
        cells
    };
    assert_eq!(shares(&study), (0..8).collect::<Vec<_>>());
    let half = study
        .points
        .iter()
        .filter(|point| point.levels[0].shown() == "1");
    assert_eq!(half.count(), 4);
    let study = varied("latin-hypercube", &["design.points=8", "design.tries=20"]);
    assert_eq!(shares(&study), (0..8).collect::<Vec<_>>());
    let again = varied(
        "latin-hypercube",
        &["design.points=8", "design.tries=20", "design.seed=9"],
    );
    assert_eq!(shown(&study), shown(&again));
}

#[test]
fn whole_numbers_stay_whole_and_a_factor_may_be_of_every_setup() {
    let days = factor("days", "time.days", "range = [14, 21]");
    let level = factor(
        "level",
        "setup.*.coordination.level",
        "values = [\"sequential\", \"meeting\"]",
    );
    let study = demo(&[
        "design.design=latin-hypercube",
        "design.points=4",
        &days,
        &level,
    ]);
    for point in &study.points {
        assert!(point.levels[0].shown().parse::<i64>().is_ok());
        let measured = point.study.horizon.measured.days();
        assert_eq!(Some(measured), point.levels[0].number());
        let agreements = point
            .study
            .setups
            .iter()
            .map(|setup| setup.coordination.agreement);
        let agreements: Vec<_> = agreements.collect();
        assert!(
            agreements
                .iter()
                .all(|agreement| *agreement == agreements[0])
        );
    }
}

#[test]
fn a_fraction_says_what_it_mixes() {
    let days = factor("days", "time.days", "values = [14, 21]");
    let study = varied("factorial", &["design.fraction=\"1/2\"", &days]);
    assert_eq!(study.points.len(), 4);
    let fraction = study.fraction.unwrap();
    assert_eq!(fraction.generators, ["days = skill * absent"]);
    assert_eq!(fraction.resolution, 3);
}

#[test]
fn a_large_design_measures_what_its_verdict_quotes_unless_it_says_more() {
    let small = varied("factorial", &["design.replications=41"]);
    assert!(!small.measure.is_named, "492 runs");
    let large = varied("factorial", &["design.replications=42"]);
    assert_eq!(large.measure.metrics, large.headline);
    assert_eq!(large.measure.populations, [PopulationKind::All]);
    assert!(
        large
            .points
            .iter()
            .all(|point| point.study.measure == large.measure)
    );
    let said = [
        "design.replications=42",
        "measure.metrics=[\"emerged\", \"response_time\"]",
        "measure.populations=[\"all\", \"matter\"]",
        "measure.headline=[\"response_time\"]",
    ];
    let named = varied("factorial", &said).measure;
    assert_eq!(named.metrics.len(), 2);
    assert!(named.has(MetricId::Emerged) && named.populations.len() == 2);
    let compare = demo(&["design.replications=400"]);
    assert!(!compare.measure.is_named && compare.measure.has_stages);
}

#[test]
fn a_failed_run_of_a_point_has_a_command_that_has_its_values() {
    let study = varied("one-at-a-time", &[]);
    let plan = Plan::new(&study).unwrap();
    let mut journal = MemoryJournal::new();
    let error = "a desk fell over".to_owned();
    // The second setup of the last point, replication 1.
    let run = plan.runs() - 2;
    journal
        .append(run, &RunRecord::Failed { error }.to_bytes())
        .unwrap();
    let derived = derive(&plan, &journal, &mut ()).unwrap();
    let command = &derived.failures[0].command;
    let set = "--set 'design={}' --set county.staffing.absent_share=0.25 --seed 1 --replications 2";
    assert!(command.contains(set), "{command}");
    let alone = demo(&["design={}", "county.staffing.absent_share=0.25"]);
    let alone = Plan::new(&alone).unwrap();
    assert_eq!(alone.points(), 1);
    assert_eq!(record(&plan, plan.runs() - 3), record(&alone, 3));
}

const STUDY: &str = r#"kind = "experiment"
county = "study/county.toml"
baseline = "separate-lines"
[time]
calendar = "weekdays"
days = 21
cool_down_days = 7
[setup.separate-lines]
[setup.single-team.enforcement]
level = "single-team"
[setup.single-team.delegation]
level = "share"
share = 1.0
[design]
design = "one-at-a-time"
[measure]
metrics = ["emerged", "response_time", "busy_share"]
[factor.skill]
kind = "uncertainty"
path = "county.staffing.away_skill"
values = [0.4, 0.7, 1.0]
[factor.speed]
kind = "uncertainty"
path = "county.travel.speed_km_per_h"
range = [20, 60]
"#;

fn desk() -> Desk {
    let desk = Desk::with_study();
    desk.writes("sweep.toml", STUDY);
    desk
}

fn run(desk: &Desk, more: &[&str]) -> Said {
    let words = ["run", "sweep.toml", "--plots=none", "--lang=en"];
    desk.types(&[&words[..], more].concat())
}

fn tables(desk: &Desk, out: &str) -> Vec<String> {
    TABLES
        .into_iter()
        .chain(["sensitivity.csv", "incidents.csv"])
        .map(|table| desk.reads(&format!("{out}/{table}")))
        .collect()
}

#[test]
fn threads_interruption_and_growth_move_no_byte() {
    let desk = desk();
    let whole = run(
        &desk,
        &[
            "--replications=3",
            "--threads=1",
            "--out=whole",
            "--incidents",
        ],
    );
    assert_eq!(whole.status, Some(0), "{whole:?}");
    let threads = run(
        &desk,
        &[
            "--replications=3",
            "--threads=2",
            "--out=two",
            "--incidents",
        ],
    );
    assert_eq!(threads.status, Some(0), "{threads:?}");
    assert_eq!(tables(&desk, "whole"), tables(&desk, "two"));
    assert_eq!(whole.out, threads.out);
    let few = run(&desk, &["--replications=1", "--out=grown", "--incidents"]);
    assert_eq!(few.status, Some(0), "{few:?}");
    let first = desk.reads("grown/runs.csv");
    // A journal cut in the middle of a frame, as after kill -9.
    let journal = desk.path("grown/journal/runs");
    let bytes = std::fs::read(&journal).unwrap();
    std::fs::write(&journal, &bytes[..bytes.len() * 2 / 3]).unwrap();
    let grown = run(
        &desk,
        &["--replications=3", "--out=grown", "--resume", "--incidents"],
    );
    assert_eq!(grown.status, Some(0), "{grown:?}");
    assert_eq!(tables(&desk, "whole"), tables(&desk, "grown"));
    assert!(desk.reads("whole/runs.csv").starts_with(&first));
}

#[test]
fn the_verdict_names_the_factors_that_move_it_most() {
    let desk = desk();
    let said = run(&desk, &["--replications=4", "--out=out"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(
        said.out.contains("2 setups, 6 points, 4 worlds at each"),
        "{}",
        said.out
    );
    assert!(
        said.out.contains("single-team, as the files state: "),
        "{}",
        said.out
    );
    let table = desk.reads("out/sensitivity.csv");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let header = reader.headers().unwrap().clone();
    let column = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    // Two headline metrics of the measured, two factors.
    assert_eq!(rows.len(), 4, "{table}");
    for pair in rows.chunks(2) {
        let span = |row: &csv::StringRecord| row[column("span")].parse::<f64>().unwrap();
        assert!(span(&pair[0]) >= span(&pair[1]));
        assert_eq!(
            (&pair[0][column("rank")], &pair[1][column("rank")]),
            ("1", "2")
        );
    }
    let contrasts = desk.reads("out/contrasts.csv");
    for row in &rows {
        for end in ["least", "greatest"] {
            let of = |name: &str| &row[column(&format!("{end}_{name}"))];
            let setups = format!("{},single-team,separate-lines,", of("point"));
            let of_all = format!("all,{},", &row[column("metric")]);
            let mut lines = contrasts.lines();
            let line = lines.find(|line| {
                line.starts_with(&setups)
                    && line.contains(&of_all)
                    && line.contains(&format!(",{},", of("estimate")))
            });
            assert!(line.is_some(), "{setups}{of_all} {}", of("estimate"));
        }
    }
    let again = desk.types(&[
        "run",
        "out/manifest.json",
        "--out=again",
        "--plots=none",
        "--lang=en",
    ]);
    assert_eq!(again.status, Some(0), "{again:?}");
    assert_eq!(table, desk.reads("again/sensitivity.csv"));
    let json = run(&desk, &["--replications=4", "--out=out", "--format=json"]);
    let json: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!(json["factors"], serde_json::json!(["skill", "speed"]));
    assert_eq!(json["sensitivity"].as_array().unwrap().len(), 4);
}

#[test]
fn a_design_is_counted_before_it_is_run_and_a_fault_writes_nothing() {
    let desk = desk();
    let said = run(&desk, &["--replications=3", "--out=out", "--dry-run"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    assert!(
        said.out
            .starts_with("36 runs: 6 points x 3 worlds x 2 setups\n"),
        "{}",
        said.out
    );
    let said = desk.types(&["check", "sweep.toml", "--lang=en"]);
    let counted = "one-at-a-time: 240 runs, 6 points x 20 worlds x 2 setups\n";
    assert!(said.out.contains(counted), "{said:?}");
    let said = run(
        &desk,
        &["--set=factor.skill.values=[0.4, 1.4]", "--out=out"],
    );
    assert_eq!(said.status, Some(2), "{said:?}");
    assert!(said.err.contains("factor skill = 1.4"), "{}", said.err);
    assert!(!desk.path("out").exists());
}

#[test]
fn another_factor_is_another_study_and_an_incident_of_a_point_can_be_told() {
    let desk = desk();
    let said = run(&desk, &["--replications=1", "--out=out", "--incidents"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let said = run(
        &desk,
        &[
            "--replications=1",
            "--out=out",
            "--set=factor.speed.range=[20, 50]",
        ],
    );
    assert_eq!(said.status, Some(2), "{said:?}");
    let incidents = desk.reads("out/incidents.csv");
    let last = incidents.lines().last().unwrap();
    let cells: Vec<&str> = last.split(',').collect();
    assert_eq!(cells[0], "5");
    let said = desk.types(&[
        "explain",
        "out",
        cells[3],
        "--point=5",
        "--lang=en",
        "--format=json",
    ]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let told: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(told["point"], 5);
    assert_eq!(told["emerged_s"].to_string(), cells[11]);
    let said = desk.types(&["explain", "out", cells[3], "--point=6", "--lang=en"]);
    assert_eq!(said.status, Some(2), "{said:?}");
}
