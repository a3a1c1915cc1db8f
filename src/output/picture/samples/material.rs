//! What the samples are made of: setups, a heading, repeatable numbers.

use crate::base::Text;
use crate::output::picture::Heading;

const SETUPS: [(&str, &str); 8] = [
    ("条线分设（各部门自行执法）", "separate lines"),
    ("一支综合执法队", "single team"),
    (
        "中心站加片区分队，乡镇吹哨、部门报到，事项全部下放（试点方案）",
        "hub and spoke with whistle, joint meetings and delegation of all items (pilot scheme)",
    ),
    ("并行协同", "in parallel"),
    ("一件事集成改革", "one-thing integration"),
    ("仅下放高频事项", "frequent items delegated only"),
    ("一队不下放", "single team without delegation"),
    ("一队并行", "single team in parallel"),
];

/// Names of the first `count` setups.
pub fn setups(count: usize) -> Vec<Text> {
    SETUPS[..count]
        .iter()
        .map(|(zh, en)| Text::new(*zh, *en))
        .collect()
}

/// A title with the same subtitle everywhere.
pub(super) fn heading(zh: &str, en: &str) -> Heading {
    Heading {
        title: Text::new(zh, en),
        subtitle: Text::new(
            "典型县，365 天，20 次成对重复，95% 置信区间；时间以小时计",
            "typical county, 365 days, 20 paired replications, 95% intervals; times in hours",
        ),
    }
}

/// A repeatable number from 0 to 1.
pub(super) fn noise(index: usize) -> f64 {
    let mixed = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 40) as f64 / f64::from(1_u32 << 24)
}
