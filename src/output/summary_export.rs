//! The verdict of a study for programs: CSV and JSON.

use std::io;

use serde_json::{Value, json};

use crate::base::Language;
use crate::experiment::statistics::{MeanInterval, Verdict};
use crate::experiment::{Extreme, SensitivityRow, Summary};

use super::cell::number;
use super::tables::table;

/// Columns of the verdict as CSV.
pub const SUMMARY: &[&str] = &[
    "point",
    "metric",
    "statistic",
    "unit",
    "setup",
    "is_baseline",
    "value",
    "value_lower",
    "value_upper",
    "value_n",
    "estimate",
    "lower",
    "upper",
    "n",
    "verdict",
    "words",
];

/// The verdict as CSV, one row for each headline metric and setup.
///
/// # Errors
/// Never in memory; the signature is that of every table.
pub fn summary_csv(summary: &Summary, language: Language) -> io::Result<String> {
    let mut rows = table(Vec::new(), SUMMARY)?;
    for row in &summary.rows {
        for setup in &row.setups {
            let value = setup.value.as_ref();
            let difference = setup.finding.map(|finding| finding.difference);
            let verdict = setup.finding.and_then(|finding| finding.verdict());
            let words = setup.words(language).unwrap_or_default();
            rows.write_record([
                row.point.to_string().as_str(),
                row.metric.word(),
                row.statistic.word(),
                row.unit.word(),
                &setup.id,
                if setup.is_baseline { "true" } else { "false" },
                &number(value.map(|value| value.mean)),
                &number(value.and_then(|value| value.lower)),
                &number(value.and_then(|value| value.upper)),
                &value.map_or(0, |value| value.n).to_string(),
                &number(difference.map(|difference| difference.estimate)),
                &number(difference.and_then(|difference| difference.lower)),
                &number(difference.and_then(|difference| difference.upper)),
                &difference.map_or_else(String::new, |difference| difference.n.to_string()),
                verdict.map_or("", |verdict| verdict.word()),
                &words,
            ])?;
        }
    }
    let bytes = rows.into_inner().map_err(csv::IntoInnerError::into_error)?;
    String::from_utf8(bytes).map_err(io::Error::other)
}

/// The verdict as JSON; what is undefined is `null`.
pub fn summary_json(summary: &Summary, language: Language) -> Value {
    let rows: Vec<Value> = summary
        .rows
        .iter()
        .map(|row| {
            let setups = row.setups.iter();
            let setups: Vec<Value> = setups.map(|setup| setup_json(setup, language)).collect();
            json!({
                "point": row.point,
                "metric": row.metric.word(),
                "statistic": row.statistic.word(),
                "unit": row.unit.word(),
                "setups": setups,
            })
        })
        .collect();
    let mut json = json!({
        "name": summary.name.in_language(language),
        "worlds": summary.worlds,
        "days": summary.days,
        "runs": {
            "planned": summary.planned,
            "finished": summary.finished,
            "failed": summary.failed,
        },
        "headline": rows,
    });
    if !summary.points.is_empty() {
        json["factors"] = json!(summary.factors);
        json["points"] = json!(summary.points);
    }
    if !summary.sensitivity.is_empty() {
        let rows = summary.sensitivity.iter();
        json["sensitivity"] = rows.map(|row| sensitivity_json(summary, row)).collect();
    }
    json
}

fn sensitivity_json(summary: &Summary, row: &SensitivityRow) -> Value {
    let extreme = |extreme: &Extreme| {
        let difference = &extreme.finding.difference;
        json!({
            "point": extreme.point,
            "value": extreme.value,
            "estimate": difference.estimate,
            "lower": difference.lower,
            "upper": difference.upper,
        })
    };
    let break_even = row.break_even.as_ref();
    json!({
        "setup": row.setup_id,
        "metric": row.name.metric.word(),
        "factor": summary.factors[row.factor],
        "rank": row.rank,
        "least": extreme(&row.least),
        "greatest": extreme(&row.greatest),
        "span": {
            "estimate": row.span.estimate,
            "lower": row.span.lower,
            "upper": row.span.upper,
            "n": row.span.n,
        },
        "verdict_change": row.change.word(),
        "break_even": break_even.map(|found| json!({
            "at": found.at,
            "lower": found.lower,
            "upper": found.upper,
            "crossings": found.crossings,
        })),
    })
}

fn setup_json(setup: &crate::experiment::SummarySetup, language: Language) -> Value {
    let difference = setup.finding.map(|finding| {
        let difference = finding.difference;
        json!({
            "estimate": difference.estimate,
            "lower": difference.lower,
            "upper": difference.upper,
            "n": difference.n,
            "verdict": finding.verdict().map(Verdict::word),
        })
    });
    json!({
        "id": setup.id,
        "name": setup.name.in_language(language),
        "is_baseline": setup.is_baseline,
        "value": setup.value.as_ref().map(interval_json),
        "difference": difference,
        "words": setup.words(language),
    })
}

fn interval_json(interval: &MeanInterval) -> Value {
    json!({
        "mean": interval.mean,
        "lower": interval.lower,
        "upper": interval.upper,
        "n": interval.n,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::{run_all, sample_study};
    use crate::experiment::{Plan, derive};

    fn summary() -> Summary {
        let study = sample_study(2);
        let plan = Plan::new(&study).unwrap();
        let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
        Summary::new(&plan, &derived)
    }

    #[test]
    fn csv_and_json_say_the_same() {
        let summary = summary();
        let csv = summary_csv(&summary, Language::En).unwrap();
        let json = summary_json(&summary, Language::En);
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let mut rows = reader.records().map(Result::unwrap);
        for metric in json["headline"].as_array().unwrap() {
            for setup in metric["setups"].as_array().unwrap() {
                let row = rows.next().unwrap();
                assert_eq!(&row[1], metric["metric"].as_str().unwrap());
                assert_eq!(&row[4], setup["id"].as_str().unwrap());
                let mean: f64 = row[6].parse().unwrap();
                assert_eq!(Some(mean), setup["value"]["mean"].as_f64());
                assert_eq!(&row[15], setup["words"].as_str().unwrap_or(""));
            }
        }
        assert!(rows.next().is_none());
        assert_eq!(json["runs"]["finished"], 4);
    }
}
