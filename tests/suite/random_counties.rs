//! Small random counties under random setups, every mechanism on or off by chance: whatever the mix,
//! each incident ends once, nobody is in two places, and the world is the same under every setup.

use std::fmt::Write;

use proptest::prelude::*;
use tempfile::TempDir;
use tiaokuai::experiment::{Plan, RunRecord};
use tiaokuai::metrics::MetricId;
use tiaokuai::scenario::Study;

use crate::bookkeeping::Books;
use crate::laboratory::study;

/// What a table counts on that is none: a block of cadres in every township.
const BLOCK: &str = "a block";

/// Tables of conduct, each written or not, and the one that it counts on.
const TABLES: [(&str, &str, Option<&str>); 19] = [
    (
        "residents",
        "expected_days = 1\ngive_up_days = 12\nrepeat_per_day = 0.3",
        None,
    ),
    (
        "recurrence",
        "hazard_per_day = 0.08\nwindow_days = 20\nepisode_days = 8",
        None,
    ),
    ("offices", "hotline_right = 0.7\ngrid_right = 0.6", None),
    ("returns", "reluctance_mean_min = 20", Some("offices")),
    ("grid_work", "quota_per_month = 9\nfalse_share = 0.3", None),
    ("village_life", "", None),
    (
        "prevention",
        "half_life_days = 40\nhalf_effect_visits = 1",
        None,
    ),
    ("persuasion", "", None),
    ("learning", "", None),
    ("haste", "recorded_weight = 1", Some("recurrence")),
    ("petty_demand", "", Some(BLOCK)),
    ("duplicates", "", Some("residents")),
    ("context", "", None),
    ("pace", "", None),
    ("ownership", "", Some("recurrence")),
    ("without_power", "", Some("persuasion")),
    (
        "hand_down",
        "township_share = 0.4\npaper_min = 20",
        Some(BLOCK),
    ),
    ("operations", "within_days = 20\nhours = 3", None),
    (
        "variation",
        "day_cv = 0.6\ntownship_cv = 0.4\nplaces_per_village = 9\nplace_exponent = 0.7",
        None,
    ),
];

/// Keys of a matter; each is written or not.
const KEYS: [&str; 8] = [
    "detection = { complaint_per_day = 0.4, natural_end_per_day = 0.1, seen_share = 0.4 }",
    "visible = { stays_h = 6, places = 2, displaced_share = 0.4, border_share = 0.5, suspended_days = [2, 20] }",
    "worsens_per_day = 0.05",
    "escalates_per_day = 0.03",
    "sessions = 2",
    "power_share = { none = 0.3, order = 0.5, penalty = 0.2 }",
    "second_department = { share = 0.4, among = \"OTHER\", order = \"any\" }",
    "severity_share = [0.4, 0.2, 0.2, 0.1, 0.1]",
];

/// Axes of a setup, each written or not, and the table that a level counts on.
const AXES: [(&str, Option<&str>); 8] = [
    (
        "enforcement = { level = \"single-team\", assignment = \"on-arrival\" }\ndelegation = { level = \"share\", share = 1 }",
        None,
    ),
    (
        "coordination = { level = \"meeting\", one_thing = { matters = \"all\" } }",
        Some("offices"),
    ),
    (
        "screening = { level = \"village-first\" }",
        Some("village_life"),
    ),
    ("grid = { level = \"unified\" }", Some("grid_work")),
    (
        "stance = { level = \"front-loaded\", service_share = 0.1, resource_share = 0.1, mechanism_share = 0.05, targeting = \"hotspot\" }",
        Some("prevention"),
    ),
    (
        "digital_load = { terminals = 3, entry_min = 9 }",
        Some("grid_work"),
    ),
    ("routing = { level = \"equal\" }", Some("offices")),
    ("townships = [\"t-2\"]", None),
];

/// A county, two setups and the worlds they meet.
#[derive(Debug, Clone)]
struct Mix {
    seed: u32,
    tables: Vec<usize>,
    keys: [Vec<usize>; 2],
    axes: [Vec<usize>; 2],
    discipline: &'static str,
    from_day: u8,
    has_block: bool,
}

impl Mix {
    fn any() -> impl Strategy<Value = Self> {
        let some = |count: usize| {
            proptest::sample::subsequence((0..count).collect::<Vec<usize>>(), 0..=count)
        };
        let discipline = proptest::sample::select(vec!["first-come", "priority", "officer-choice"]);
        (
            any::<u32>(),
            some(TABLES.len()),
            [some(KEYS.len()), some(KEYS.len())],
            [some(AXES.len()), some(AXES.len())],
            discipline,
            0_u8..20,
            any::<bool>(),
        )
            .prop_map(|mix| Self {
                seed: mix.0,
                tables: mix.1,
                keys: mix.2,
                axes: mix.3,
                discipline: mix.4,
                from_day: mix.5,
                has_block: mix.6,
            })
    }

    /// The experiment as a user would write it.
    fn text(&self) -> String {
        let mut text = format!(
            r#"kind = "experiment"
queue_discipline = "{}"
baseline = "one"
[time]
calendar = "weekdays"
start = 2025-01-06
days = 21
warm_up_days = 7
cool_down_days = 7
[design]
design = "compare"
replications = 1
seed = {}
[county.staffing]
home_skill = 0.95
away_skill = 0.65
absent_share = 0.1
[county.shift.office]
days = "working"
hours = [["08:30", "12:00"], ["13:30", "18:00"]]
[county.department.d]
count = 2
[county.township.t]
count = 2
residents = 3_000
area_km2 = 20
[county.village.v-1]
township = "t-1"
grids = 1
firms = 10
[county.village.v-2]
township = "t-2"
grids = 1
firms = 10
[county.staff.first]
home = "d-1"
shift = "office"
licensed = 4
auxiliary = 1
[county.staff.second]
home = "d-2"
shift = "office"
licensed = 4
auxiliary = 1
[county.routine.check]
kind = "inspection"
department = "each"
visits_per_firm_per_year = 12
work_min = 50
crew = {{ licensed = 1, auxiliary = 1 }}
[county.routine.forms]
kind = "line-task"
department = "each"
hours_per_person_per_year = 400
content_min = {{ distribution = "exponential", mean = 45 }}
"#,
            self.discipline, self.seed
        );
        if self.has_block {
            text.push_str(CADRES);
        }
        // Writing to a string cannot fail.
        for (table, keys, needs) in self.tables.iter().map(|table| TABLES[*table]) {
            if self.has(needs) {
                let _ = writeln!(text, "[county.{table}]\n{keys}");
            }
        }
        for (ordinal, keys) in (1..).zip(&self.keys) {
            let _ = writeln!(
                text,
                "[county.matter.m-{ordinal}]\n{MATTER}\nlead = \"d-{ordinal}\""
            );
            let other = format!("d-{}", 3 - ordinal);
            for key in keys {
                let _ = writeln!(text, "{}", KEYS[*key].replace("OTHER", &other));
            }
        }
        for (id, axes) in ["one", "two"].into_iter().zip(&self.axes) {
            let _ = writeln!(text, "[setup.{id}]\nfrom_day = {}", self.from_day);
            for (level, needs) in axes.iter().map(|axis| AXES[*axis]) {
                if self.has(needs) {
                    let _ = writeln!(text, "{level}");
                }
            }
        }
        text
    }

    /// Whether the county states the table that something counts on.
    fn has(&self, needs: Option<&str>) -> bool {
        let is_stated = |needs| match needs {
            BLOCK => self.has_block,
            _ => self.tables.iter().any(|table| TABLES[*table].0 == needs),
        };
        needs.is_none_or(is_stated)
    }

    /// The study, and the folder it was read from.
    fn study(&self) -> (Study, TempDir) {
        let folder = tempfile::tempdir().expect("a folder for an experiment");
        let file = folder.path().join("mix.toml");
        std::fs::write(&file, self.text()).expect("an experiment is written");
        (study(file.to_str().expect("a path of text"), &[]), folder)
    }
}

/// What every matter of officers states.
const MATTER: &str = "rate_per_1000_residents_per_year = 150\nwork_min = { distribution = \"exponential\", mean = 40 }\nprocedure_min = 90";

/// The townships' own cadres, and a matter they lead.
const CADRES: &str = r#"
[county.department.affairs]
kind = "block"
[county.staff.cadre]
home = "affairs"
role = "cadre"
base = "each"
shift = "office"
auxiliary = 2
[county.matter.own]
lead = "affairs"
rate_per_1000_residents_per_year = 100
work_min = 30
detection = { complaint_per_day = 0.2, natural_end_per_day = 0.1, seen_share = 0.2 }
"#;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn books_balance_in_every_mix_of_mechanisms_and_axes(mix in Mix::any()) {
        let (study, _folder) = mix.study();
        let plan = Plan::new(&study).expect("the setups can be laid");
        let [one, two] = [0, 1].map(|run| plan.watch(run, Books::default()));
        let (one, two) = (one.expect("the first runs"), two.expect("the second runs"));
        prop_assert!(!one.emerged.is_empty());
        prop_assert_eq!(&one.potentials, &two.potentials);
        let faults = [one.faults(), two.faults()].concat();
        prop_assert!(faults.is_empty(), "{:?}", &faults[..faults.len().min(5)]);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn what_is_counted_adds_up_in_every_mix(mix in Mix::any()) {
        let (study, _folder) = mix.study();
        let plan = Plan::new(&study).expect("the setups can be laid");
        let counts = plan.run_world(0).into_iter().enumerate().map(|(setup, record)| {
            let RunRecord::Finished { outcome, tally } = record else {
                panic!("the run of setup {setup} broke off");
            };
            let rows = plan.catalogue(setup).metric_rows(&tally);
            let count = |metric: MetricId| {
                let row = rows.iter().find(|row| {
                    row.metric == metric && row.population.ends_with("all")
                        && !row.population.starts_with("ticket")
                });
                row.and_then(|row| row.value).unwrap_or(0.0)
            };
            let potential = count(MetricId::Emerged) + count(MetricId::Prevented);
            (outcome.world_digest, potential)
        });
        let counts: Vec<(u64, f64)> = counts.collect();
        prop_assert_eq!(counts[0], counts[1]);
    }
}
