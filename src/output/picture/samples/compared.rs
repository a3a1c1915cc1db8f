//! Samples that hold setups against each other.

use super::material::{heading, setups};
use crate::base::Text;
use crate::output::picture::{
    Amount, BarGroup, Bars, Better, CurvePanel, CurvePoint, Curves, Difference, Estimate, Forest,
    ForestPanel, ForestRow, Interval, Picture, StageBar, Stages, TimeAxis,
};

fn curve(median: f64, steep: f64, end: f64) -> Vec<CurvePoint> {
    (0..260)
        .map(|step| {
            let hours = 0.1 * libm::pow(1.04, f64::from(step));
            let share = end / (1.0 + libm::pow(median / hours, steep));
            CurvePoint { hours, share }
        })
        .collect()
}

/// Distribution curves of `count` setups.
pub fn curves(count: usize, axis: TimeAxis) -> Picture {
    let curves = |median: f64, steep: f64| {
        (0..count)
            .map(|order| curve(median / (1.0 + 0.35 * order as f64), steep, 0.97))
            .collect()
    };
    Picture::Curves(Curves {
        heading: heading(
            "多快到场，多快办结",
            "How soon officers come, how soon cases are settled",
        ),
        setups: setups(count),
        panels: vec![
            CurvePanel {
                title: Text::new(
                    "响应时间：发现到首个有权单位到场",
                    "Response: detected to first officer with power",
                ),
                curves: curves(6.0, 1.6),
            },
            CurvePanel {
                title: Text::new(
                    "办结时间：发现到真正解决",
                    "Resolution: detected to truly settled",
                ),
                curves: curves(62.0, 1.3),
            },
        ],
        axis,
    })
}

fn row(setup: usize, estimate: f64, half: f64) -> ForestRow {
    ForestRow {
        setup,
        difference: Difference::Interval {
            estimate,
            interval: Interval {
                lower: estimate - half,
                upper: estimate + half,
            },
        },
        words: Text::new(
            format!(
                "快 {:.1} 小时（{:.1} 至 {:.1}）",
                -estimate,
                -estimate - half,
                -estimate + half
            ),
            format!(
                "faster by {:.1} h ({:.1} to {:.1})",
                -estimate,
                -estimate - half,
                -estimate + half
            ),
        ),
    }
}

/// Differences of `count` setups, with rows of every kind.
pub fn forest(count: usize) -> Picture {
    let rows = |size: f64| -> Vec<ForestRow> {
        (1..count)
            .map(|setup| row(setup, -size * (0.2 + 0.3 * setup as f64), size * 0.12))
            .collect()
    };
    let mut shares = rows(0.05);
    for row in &mut shares {
        row.words = Text::new(
            "未检出差异（−0.6 至 0.4 个百分点）",
            "no difference detected (−0.6 to 0.4 points)",
        );
    }
    let mut others = rows(3.0);
    others[0].difference = Difference::Point { estimate: -2.0 };
    others[0].words = Text::new(
        "低 2.0；仅一次重复，无区间",
        "lower by 2.0; one replication only, no interval",
    );
    if let Some(row) = others.get_mut(1) {
        row.difference = Difference::Censored;
        row.words = Text::new(
            "不可比：到期末仍有 31% 的案件未办结，均值会偏低",
            "not comparable: 31% of the cases were unfinished at the end, a mean would be too low",
        );
    }
    if let Some(row) = others.get_mut(2) {
        row.difference = Difference::Undefined;
        row.words = Text::new("两种体制下都没有此类案件", "no such case in either setup");
    }
    let panel = |zh: &str, en: &str, amount, better, rows| ForestPanel {
        metric: Text::new(zh, en),
        baseline: Some(Text::new(
            "对照：41.2（40.1 至 42.3）",
            "baseline: 41.2 (40.1 to 42.3)",
        )),
        amount,
        better,
        rows,
    };
    Picture::Forest(Forest {
        heading: heading("与条线分设相比", "Against separate lines"),
        setups: setups(count),
        baseline: 0,
        panels: vec![
            panel(
                "响应时间，均值（小时）",
                "Response time, mean (h)",
                Amount::Hours,
                Better::Lower,
                rows(4.0),
            ),
            panel(
                "办结时间，第 90 百分位（小时）",
                "Resolution time, 90th percentile (h)",
                Amount::Hours,
                Better::Lower,
                rows(90.0),
            ),
            panel(
                "同日办结率（百分点）",
                "Same-day share (points)",
                Amount::Points,
                Better::Higher,
                shares,
            ),
            panel(
                "每件办结成本（元）",
                "Cost per settled case (yuan)",
                Amount::Number,
                Better::Lower,
                rows(1_900.0),
            ),
            panel(
                "联合处置件数（件）",
                "Joint cases (count)",
                Amount::Number,
                Better::Neither,
                others,
            ),
        ],
    })
}

/// Stages of `count` setups.
pub fn stages(count: usize) -> Picture {
    let names = [
        ("发现", "detection"),
        ("分派", "dispatch"),
        ("等待牵头部门", "waiting for the lead department"),
        ("途中", "travel"),
        ("现场处置", "work on site"),
        ("等待协办部门", "waiting for other departments"),
        ("处罚程序", "penalty procedure"),
        ("核查结案", "verification and closing"),
    ];
    let bars = setups(count)
        .into_iter()
        .enumerate()
        .map(|(order, setup)| {
            let hours = [3.1, 0.4, 14.0, 0.8, 1.9, 12.0, 6.5, 0.0];
            let shrink = 1.0 / (1.0 + 0.3 * order as f64);
            let hours = hours.iter().map(|span| span * shrink).collect();
            StageBar {
                setup,
                hours: (order != 4).then_some(hours),
            }
        })
        .collect();
    Picture::Stages(Stages {
        heading: heading("时间花在哪里", "Where the time goes"),
        stages: names.iter().map(|(zh, en)| Text::new(*zh, *en)).collect(),
        bars,
    })
}

/// Busy shares of `count` setups.
pub fn bars(count: usize) -> Picture {
    let roles = [
        ("执法人员", "officers"),
        ("网格员", "grid workers"),
        ("乡镇值班人员", "township duty staff"),
        ("指挥中心", "command centre"),
    ];
    let groups = roles
        .iter()
        .enumerate()
        .map(|(place, (zh, en))| BarGroup {
            role: Text::new(*zh, *en),
            bars: (0..count)
                .map(|order| match (place, order) {
                    (3, 0) => None,
                    (3, 1) => Some(Estimate {
                        value: 0.4,
                        interval: None,
                    }),
                    _ => {
                        let value = 0.86 - 0.05 * order as f64 - 0.14 * place as f64;
                        Some(Estimate::between(value, value - 0.012, value + 0.012))
                    }
                })
                .collect(),
        })
        .collect();
    Picture::Bars(Bars {
        heading: heading("谁在忙", "Who is busy"),
        caption: Text::new(
            "在岗时间中忙碌的占比",
            "share of time on shift spent at work",
        ),
        amount: Amount::Share,
        setups: setups(count),
        groups,
    })
}
