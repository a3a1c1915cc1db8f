//! Shares of a matter's cases by severity, and of its parts by the power they need.

use crate::county::{PowerShare, Severity};
use crate::document::{Fields, integer, list, number};
use crate::scenario::common::{check_sum, the_one_written};

const SEVERITIES: [&str; 2] = ["severity", "severity_share"];

/// Reads the share of each severity, 1 first; all are mild if none is written.
pub fn severity_share(fields: &mut Fields) -> [f64; Severity::DEGREES] {
    let degree = fields
        .key("severity", integer().range(1..=Severity::DEGREES as i64))
        .means("严重度，1 轻 5 重", "severity, 1 mild to 5 grave")
        .optional();
    let shares = fields
        .key(
            "severity_share",
            list(number().share()).length(1, Severity::DEGREES),
        )
        .means(
            "各级严重度的占比，从 1 级起",
            "share of each severity, 1 first",
        )
        .optional();
    let mut share = [0.0; Severity::DEGREES];
    match (the_one_written(fields, &SEVERITIES), degree, shares) {
        (Some("severity"), Some(degree), _) => share[degree as usize - 1] = 1.0,
        (Some(_), _, Some(shares)) => {
            check_sum(fields, "severity_share", shares.iter().sum());
            share[..shares.len()].copy_from_slice(&shares);
        }
        _ => share[0] = 1.0,
    }
    share
}

/// Reads the shares of parts that need each power.
pub fn visit_power_share(fields: &mut Fields) -> PowerShare {
    let mut share = |key, zh, en| fields.key(key, number().share()).means(zh, en).or(0.0);
    let power = PowerShare {
        none: share(
            "none",
            "无需权限（劝导、帮助）",
            "no power: help or persuasion",
        ),
        order: share("order", "责令", "an order on site"),
        penalty: share(
            "penalty",
            "处罚",
            "a penalty: disposal on site, then a procedure",
        ),
    };
    check_sum(fields, "none", power.none + power.order + power.penalty);
    power
}
