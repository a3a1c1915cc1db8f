//! `explain`: one incident's life under every setup, as a user asks for it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::command::Desk;

/// Two setups of the typical county, of which one prevents what it can.
const FRONTED: &str = r#"
kind = "experiment"
name = { zh = "前置", en = "fronting" }
county = "COUNTY"
baseline = "event-response"
[time]
calendar = "weekdays"
start = 2025-01-06
days = 84
warm_up_days = 28
cool_down_days = 14
[setup.event-response]
stance = { level = "event-response" }
[setup.front-5]
stance = { level = "front-loaded", service_share = 0.05, targeting = "hotspot" }
[design]
design = "compare"
replications = 1
seed = 1
"#;

/// Names of a setup's incidents in a table of incidents that satisfy `is`.
fn names(table: &str, setup: &str, is: impl Fn(&csv::StringRecord) -> bool) -> BTreeSet<String> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    rows.filter(|row| &row[0] == "0" && &row[2] == "0" && &row[1] == setup && is(row))
        .map(|row| row[3].to_owned())
        .collect()
}

fn desk_with_result() -> Desk {
    let desk = Desk::with_study();
    let said = desk.runs(&["--incidents"]);
    assert_eq!(said.status, Some(0), "{said:?}");
    desk
}

#[test]
fn an_incident_is_told_in_both_languages_and_as_its_table_says() {
    let desk = desk_with_result();
    let table = desk.reads("out/incidents.csv");
    let joint = names(&table, "separate-lines", |row| row[10].contains(' '));
    let name = joint.first().expect("an incident of two departments");
    let files = desk.files();
    for language in ["en", "zh"] {
        let said = desk.types(&["explain", "out", name, "--lang", language]);
        assert_eq!(said.status, Some(0), "{said:?}");
        insta::assert_snapshot!(format!("a_joint_incident_{language}"), said.out);
    }
    let said = desk.types(&["explain", "out", name, "--format=json"]);
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    let setups = value["setups"].as_array().expect("setups");
    assert_eq!(setups.len(), 3);
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    for row in reader.records().map(|row| row.expect("a row")) {
        if &row[3] != name || &row[2] != "0" {
            continue;
        }
        let mut told = setups.iter();
        let told = told.find(|setup| setup["setup"] == row[1]).expect("told");
        let seconds = |place: usize| row[place].parse::<f64>().expect("seconds");
        let resolved_h = (seconds(15) - seconds(12)) / 3_600.0;
        let told_h = told["resolution_h"].as_f64().expect("hours");
        assert!((told_h - resolved_h).abs() < 1e-9, "{told}");
        assert_eq!(told["end"], row[17]);
        let steps = told["steps"].as_array().expect("steps").iter();
        let whole: f64 = steps
            .map(|step| step["length_h"].as_f64().expect("h"))
            .sum();
        let lived_s = told["left_s"].as_f64().expect("s") - seconds(11);
        assert!((whole - lived_s / 3_600.0).abs() < 1e-6, "{told}");
    }
    assert_eq!(desk.files(), files, "nothing is written");
}

#[test]
fn an_unknown_incident_or_world_is_refused_with_what_there_is() {
    let desk = desk_with_result();
    let table = desk.reads("out/incidents.csv");
    let all = names(&table, "single-team", |_| true);
    let known = all.first().expect("an incident");
    let source = known.split(':').next().expect("a source");
    for unknown in [format!("{source}:900000000"), format!("{source}x:1")] {
        let said = desk.types(&["explain", "out", &unknown]);
        assert_eq!(said.status, Some(2), "{said:?}");
        assert!(said.err.contains(&format!("  {source}:")), "{}", said.err);
        let said = desk.types(&["explain", "out", &unknown, "--lang=zh"]);
        assert!(said.err.contains("没有事件"), "{}", said.err);
    }
    let said = desk.types(&["explain", "out", known, "--replication=2"]);
    assert_eq!(said.status, Some(2), "{said:?}");
    assert!(said.err.contains("0 to 1"), "{}", said.err);
    let said = desk.types(&["explain", "out", known, "--point=1"]);
    assert_eq!(said.status, Some(2), "{said:?}");
    let said = desk.types(&["explain", "nowhere", known]);
    assert_eq!(said.status, Some(2), "{said:?}");
    assert!(said.err.contains("manifest.json"), "{}", said.err);
}

#[test]
fn a_prevented_incident_says_so_beside_the_life_it_has_elsewhere() {
    let desk = Desk::new();
    let county = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/scenarios/counties/typical/county.toml"
    );
    desk.writes("fronted.toml", &FRONTED.replace("COUNTY", county));
    let words = "run fronted.toml --out=out --plots=none --incidents";
    let said = desk.types(&words.split(' ').collect::<Vec<_>>());
    assert_eq!(said.status, Some(0), "{said:?}");
    let table = desk.reads("out/incidents.csv");
    let is_own = |row: &csv::StringRecord| row[5].is_empty();
    let lived = names(&table, "event-response", is_own);
    let fronted = names(&table, "front-5", |_| true);
    let prevented = lived.difference(&fronted).next().expect("one is prevented");
    let said = desk.types(&["explain", "out", prevented]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let words = said.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("did not come up"), "{}", said.out);
    assert!(words.contains("the end: "), "{}", said.out);
    let said = desk.types(&["explain", "out", prevented, "--format=json"]);
    let value: Value = serde_json::from_str(&said.out).expect("JSON");
    let stories = value["setups"].as_array().expect("setups").iter();
    let stories: Vec<&str> = stories
        .filter_map(|setup| setup["story"].as_str())
        .collect();
    assert_eq!(stories, ["lived", "prevented"]);
}
