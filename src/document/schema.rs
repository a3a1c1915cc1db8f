//! A shape as JSON Schema (draft 2020-12), for completion and checks in editors.

use std::ops::Bound;

use serde_json::{Map, Value, json};

use super::known::MOST_COPIES;
use super::shape::{Bounds, Need, Property, Shape, TableShape};
use crate::base::{Language, Text};

/// The pattern of ids.
const ID_PATTERN: &str = "^[a-z][a-z0-9-]*$";

/// The schema of a whole file: `kind` is its first key's word, descriptions are in `language`.
pub fn schema(shape: &Shape, kind: Option<&str>, language: Language) -> Value {
    let mut schema = of_shape(shape, language);
    if let (Some(kind), Some(properties)) = (kind, schema.get_mut("properties")) {
        properties["kind"] = json!({ "const": kind });
        if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
            required.insert(0, json!("kind"));
        }
    }
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema
}

fn of_shape(shape: &Shape, language: Language) -> Value {
    match shape {
        Shape::Number { bounds, .. } => number(*bounds),
        Shape::Integer { least, most, .. } => integer(*least, *most),
        Shape::Any => json!({}),
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Text => json!({ "type": "string" }),
        // TOML editors hand a date over as a text of this format.
        Shape::Date => json!({ "type": "string", "format": "date" }),
        Shape::TimeOfDay => {
            json!({ "type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" })
        }
        Shape::Words(words) => {
            let words: Vec<_> = words.iter().map(|(word, _)| word).collect();
            json!({ "type": "string", "enum": words })
        }
        Shape::Reference(words) => match words.as_slice() {
            [] => json!({ "type": "string" }),
            words => json!({ "type": "string", "examples": words }),
        },
        Shape::List { item, least, most } => {
            let mut list =
                json!({ "type": "array", "items": of_shape(item, language), "minItems": least });
            if *most < usize::MAX {
                list["maxItems"] = json!(most);
            }
            list
        }
        Shape::Keyed {
            item,
            is_counted,
            words,
        } => keyed(item, *is_counted, words, language),
        Shape::Table(table) => of_table(table, language),
        Shape::Either(shapes) => {
            let shapes: Vec<_> = shapes
                .iter()
                .map(|shape| of_shape(shape, language))
                .collect();
            json!({ "anyOf": shapes })
        }
        Shape::DefaultsOf(_) => json!({ "type": "object" }),
    }
}

fn number(bounds: Bounds) -> Value {
    let mut number = json!({ "type": "number" });
    match bounds.low {
        Bound::Included(low) => number["minimum"] = json!(low),
        Bound::Excluded(low) => number["exclusiveMinimum"] = json!(low),
        Bound::Unbounded => {}
    }
    match bounds.high {
        Bound::Included(high) => number["maximum"] = json!(high),
        Bound::Excluded(high) => number["exclusiveMaximum"] = json!(high),
        Bound::Unbounded => {}
    }
    number
}

fn integer(least: i64, most: i64) -> Value {
    let mut integer = json!({ "type": "integer" });
    if least > i64::MIN {
        integer["minimum"] = json!(least);
    }
    if most < i64::MAX {
        integer["maximum"] = json!(most);
    }
    integer
}

fn keyed(item: &Shape, is_counted: bool, words: &[&str], language: Language) -> Value {
    let mut item = of_shape(item, language);
    if is_counted {
        let count = json!({ "type": "integer", "minimum": 1, "maximum": MOST_COPIES });
        for branch in branches(&mut item) {
            branch["properties"]["count"] = count.clone();
        }
    }
    let words: Map<String, Value> = words
        .iter()
        .map(|word| ((*word).to_owned(), item.clone()))
        .collect();
    json!({
        "type": "object",
        "properties": words,
        "patternProperties": { ID_PATTERN: item },
        "additionalProperties": false,
    })
}

/// The closed tables of a table's schema: itself, or its cases.
fn branches(table: &mut Value) -> Vec<&mut Value> {
    if table.get("oneOf").is_some() {
        let cases = table["oneOf"].as_array_mut();
        return cases.into_iter().flatten().collect();
    }
    match table.get("properties") {
        Some(_) => vec![table],
        None => Vec::new(),
    }
}

fn of_table(table: &TableShape, language: Language) -> Value {
    let Some(variants) = &table.variants else {
        return closed_table(&[table], None, language);
    };
    let cases: Vec<Value> = variants
        .cases
        .iter()
        .map(|(word, means, case)| {
            let is_required = variants.default.is_none_or(|default| default != *word);
            let mut schema =
                closed_table(&[table, case], Some((variants.key, is_required)), language);
            let about = format!(
                "{}：{}",
                variants.means.in_language(language),
                means.in_language(language)
            );
            schema["properties"][variants.key] = json!({ "const": word, "description": about });
            schema
        })
        .collect();
    json!({ "type": "object", "oneOf": cases })
}

fn closed_table(parts: &[&TableShape], tag: Option<(&str, bool)>, language: Language) -> Value {
    let mut properties = Map::new();
    let mut required: Vec<&str> = Vec::new();
    if let Some((key, true)) = tag {
        required.push(key);
    }
    let mut exactly_one = Vec::new();
    let mut dependent = Map::new();
    for part in parts {
        for property in &part.properties {
            properties.insert(property.key.to_owned(), of_property(property, language));
            if property.need == Need::Required {
                required.push(property.key);
            }
        }
        for keys in &part.together {
            for key in keys {
                let others: Vec<_> = keys.iter().filter(|other| *other != key).collect();
                dependent.insert((*key).to_owned(), json!(others));
            }
        }
        for keys in &part.exactly_one {
            let keys: Vec<_> = keys
                .iter()
                .map(|key| json!({ "required": [key] }))
                .collect();
            exactly_one.push(json!({ "oneOf": keys }));
        }
    }
    let mut schema = json!({
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    if !dependent.is_empty() {
        schema["dependentRequired"] = Value::Object(dependent);
    }
    if !exactly_one.is_empty() {
        schema["allOf"] = Value::Array(exactly_one);
    }
    schema
}

fn of_property(property: &Property, language: Language) -> Value {
    let mut schema = of_shape(&property.shape, language);
    schema["description"] = json!(description(property, language));
    if let Need::Default(Some(default)) = &property.need {
        schema["default"] = default.clone();
    }
    schema
}

fn description(property: &Property, language: Language) -> String {
    let mut text = property.means.in_language(language).to_owned();
    if let Some(unit) = unit_of(&property.shape) {
        text = format!("{text} [{}]", unit.in_language(language));
    }
    if let Shape::Words(words) = &property.shape {
        for (word, means) in words {
            text = format!("{text}\n- {word}: {}", means.in_language(language));
        }
    }
    text
}

/// The unit of a shape, or of the items of a list.
pub(super) fn unit_of(shape: &Shape) -> Option<Text> {
    match shape {
        Shape::Number { unit, .. } | Shape::Integer { unit, .. } => {
            unit.map(super::unit::Unit::symbol)
        }
        Shape::List { item, .. } | Shape::Keyed { item, .. } => unit_of(item),
        Shape::Either(shapes) => shapes.iter().find_map(unit_of),
        _ => None,
    }
}
