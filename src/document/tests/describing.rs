use serde_json::Value;

use super::example::County;
use crate::base::Language;
use crate::document::{describe, parameter_rows, schema};

fn county_schema() -> Value {
    schema(&describe(County::visit), Some("county"), Language::En)
}

/// Every table of the schema, at any depth.
fn tables<'a>(schema: &'a Value, found: &mut Vec<&'a Value>) {
    match schema {
        Value::Object(keys) => {
            if keys.get("properties").is_some_and(Value::is_object) && keys.contains_key("type") {
                found.push(schema);
            }
            keys.values().for_each(|value| tables(value, found));
        }
        Value::Array(items) => items.iter().for_each(|value| tables(value, found)),
        _ => {}
    }
}

#[test]
fn every_table_of_the_schema_is_closed_and_knows_its_required_keys() {
    let schema = county_schema();
    let mut found = Vec::new();
    tables(&schema, &mut found);
    assert!(found.len() > 5);
    for table in found {
        assert_eq!(table["additionalProperties"], false, "{table}");
        for key in table["required"].as_array().into_iter().flatten() {
            let key = key.as_str().unwrap();
            assert!(table["properties"].get(key).is_some(), "{key}");
        }
    }
}

#[test]
fn the_schema_says_what_reading_checks() {
    let schema = county_schema();
    let keys = &schema["properties"];
    assert_eq!(
        schema["required"],
        serde_json::json!(["kind", "travel", "department"])
    );
    assert_eq!(keys["kind"]["const"], "county");
    assert_eq!(
        keys["discipline"]["enum"],
        serde_json::json!(["priority", "first-come"])
    );
    assert_eq!(keys["discipline"]["default"], "priority");
    let speed = &keys["travel"]["properties"]["speed_km_per_h"];
    assert_eq!(
        (speed["minimum"].as_f64(), speed["maximum"].as_f64()),
        (Some(1.0), Some(200.0))
    );
    assert_eq!(speed["description"], "speed on the road [km/h]");
    let matter = &keys["matter"]["patternProperties"]["^[a-z][a-z0-9-]*$"];
    assert_eq!(matter["properties"]["count"]["minimum"], 1);
    assert_eq!(
        matter["allOf"][0]["oneOf"][1]["required"][0],
        "rate_per_100_firms_per_year"
    );
    let cases = matter["properties"]["work_min"]["anyOf"][1]["oneOf"]
        .as_array()
        .unwrap();
    assert_eq!(cases[1]["properties"]["distribution"]["const"], "lognormal");
    assert!(cases[0]["properties"].get("cv").is_none());
    assert_eq!(keys["matter_default"]["required"], serde_json::json!([]));
}

#[test]
fn the_schema_speaks_chinese_too() {
    let schema = schema(&describe(County::visit), None, Language::Zh);
    let speed = &schema["properties"]["travel"]["properties"]["speed_km_per_h"];
    assert_eq!(speed["description"], "行车速度 [公里/小时]");
}

#[test]
fn every_key_has_its_row_with_both_meanings() {
    let rows = parameter_rows(&describe(County::visit), "county");
    let speed = rows
        .iter()
        .find(|row| row.path == "county.travel.speed_km_per_h")
        .unwrap();
    assert_eq!(speed.default.as_deref(), Some("35.0"));
    assert_eq!(speed.range.as_ref().unwrap().en, "1 to 200");
    assert_eq!(speed.unit.as_ref().unwrap().zh, "公里/小时");
    assert_eq!(speed.source, Some("A2 #14"));
    let paths: Vec<_> = rows.iter().map(|row| row.path.as_str()).collect();
    assert!(paths.contains(&"county.matter.ID.work_min.cv"), "{paths:?}");
    for row in &rows {
        assert!(
            !row.means.zh.is_empty() && !row.means.en.is_empty(),
            "{}",
            row.path
        );
    }
}
