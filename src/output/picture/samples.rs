//! Pictures with the look of real studies, for the tests.

use super::{
    Amount, BarGroup, Bars, Better, CurvePanel, CurvePoint, Curves, Difference, Estimate, Forest,
    ForestPanel, ForestRow, Heading, Heat, HeatPanel, HourLine, Hours, Interval, Ledger, LedgerBar,
    Picture, StageBar, Stages, TimeAxis, WeekPanel, WeekPoint, Weeks,
};
use crate::base::Text;

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

fn heading(zh: &str, en: &str) -> Heading {
    Heading {
        title: Text::new(zh, en),
        subtitle: Text::new(
            "典型县，365 天，20 次成对重复，95% 置信区间；时间以小时计",
            "typical county, 365 days, 20 paired replications, 95% intervals; times in hours",
        ),
    }
}

/// A repeatable number from 0 to 1.
fn noise(index: usize) -> f64 {
    let mixed = (index as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 31)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> 40) as f64 / f64::from(1_u32 << 24)
}

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

/// Load maps of `count` setups over `places` townships.
pub fn heat(count: usize, places: usize, weeks: usize) -> Picture {
    let names = [
        ("城关街道", "Chengguan"),
        ("柳林镇", "Liulin"),
        ("石门坎镇", "Shimenkan"),
        ("青龙山国有林场", "Qinglongshan State Forest Farm"),
    ];
    let panels = setups(count)
        .into_iter()
        .enumerate()
        .map(|(order, setup)| {
            let cell = |place: usize, week: usize| {
                let season = libm::sin(week as f64 / 8.0) * 0.15;
                let size = 0.85 - 0.04 * place as f64 - 0.06 * order as f64;
                let load = size + season + 0.15 * noise(place * 97 + week + order * 7_919);
                (week != 6 || place != 3).then_some(load.max(0.0))
            };
            let cells = (0..places)
                .map(|place| (0..weeks).map(|week| cell(place, week)).collect())
                .collect();
            HeatPanel { setup, cells }
        })
        .collect();
    Picture::Heat(Heat {
        heading: heading("各乡镇每周负荷", "Load by township and week"),
        caption: Text::new("执法人员忙碌占比", "busy share of officers"),
        amount: Amount::Share,
        places: (0..places)
            .map(|place| {
                let (zh, en) = names[place % names.len()];
                Text::new(
                    format!("{zh}{}", place / 4 + 1),
                    format!("{en} {}", place / 4 + 1),
                )
            })
            .collect(),
        weeks,
        panels,
    })
}

/// Lines of `count` setups over the day.
pub fn hours(count: usize) -> Picture {
    let lines = setups(count)
        .into_iter()
        .enumerate()
        .map(|(order, setup)| {
            let hours = std::array::from_fn(|hour| {
                let distance = hour as f64 - 14.0;
                let peak = libm::exp(-distance * distance / 18.0) * (46.0 - 5.0 * order as f64);
                let value = 3.0 + peak;
                (order != 1 || hour != 4)
                    .then(|| Estimate::between(value, value * 0.93, value * 1.07))
            });
            HourLine { setup, hours }
        })
        .collect();
    Picture::Hours(Hours {
        heading: heading("一天中的排队", "Queues over the day"),
        caption: Text::new("排队任务数（件）", "tasks waiting"),
        amount: Amount::Number,
        lines,
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

/// Differences of `count` setups over so many weeks before and after the switch.
pub fn weeks(count: usize, weeks: i64) -> Picture {
    let metrics = [
        (
            "发生数（个）",
            "emerged (count)",
            Amount::Number,
            Better::Neither,
            40.0,
        ),
        (
            "响应时间（均值）",
            "response time (mean)",
            Amount::Hours,
            Better::Lower,
            -9.0,
        ),
        (
            "办结时间（均值）",
            "resolution time (mean)",
            Amount::Hours,
            Better::Lower,
            -60.0,
        ),
        (
            "忙碌占比",
            "busy share",
            Amount::Points,
            Better::Higher,
            0.06,
        ),
        (
            "被预防数（个）",
            "prevented (count)",
            Amount::Number,
            Better::Higher,
            12.0,
        ),
    ];
    let panels = metrics.into_iter().map(|(zh, en, amount, better, size)| {
        let point = |order: usize, week: i64| {
            let come = 1.0 - libm::exp(-(week.max(0) as f64) / 6.0);
            let shake = noise((week + weeks) as usize + 31 * order) - 0.5;
            let value = size * come * (order as f64 / count as f64 + 0.2 * shake);
            let half = if week < 0 { 0.0 } else { size.abs() * 0.1 };
            WeekPoint {
                week,
                difference: Estimate::between(value, value - half, value + half),
            }
        };
        let line = |order: usize| match order {
            0 => Vec::new(),
            _ => (-weeks..weeks)
                .filter(|week| *week != 3)
                .map(|week| point(order, week))
                .collect(),
        };
        WeekPanel {
            metric: Text::new(zh, en),
            amount,
            better,
            lines: (0..count).map(line).collect(),
        }
    });
    Picture::Weeks(Weeks {
        heading: heading("切换前后逐周", "Week by week before and after the switch"),
        setups: setups(count),
        baseline: 0,
        panels: panels.collect(),
    })
}

/// What became of everything under `count` setups.
pub fn ledger(count: usize) -> Picture {
    let fates = [
        ("被预防", "prevented"),
        ("自行消失", "ended by itself"),
        ("当场处置", "fixed on the spot"),
        ("村内办结", "settled in the village"),
        ("部门办结", "settled by offices"),
        ("未办结", "open at the end"),
    ];
    let bars = setups(count).into_iter().enumerate().map(|(order, setup)| {
        let prevented = 70.0 * order as f64;
        let numbers = vec![prevented, 2_310.0, 640.0, 0.0, 9_500.0 - prevented, 88.0];
        LedgerBar {
            setup,
            numbers: (order != 4).then_some(numbers),
        }
    });
    Picture::Ledger(Ledger {
        heading: heading(
            "本会发生的一切后来怎样",
            "What became of everything in store",
        ),
        caption: Text::new("每个世界的潜在事件数", "potential incidents a world"),
        bars: bars.collect(),
        fates: fates.iter().map(|(zh, en)| Text::new(*zh, *en)).collect(),
    })
}

/// Every chart at several sizes, with a name.
pub fn all() -> Vec<(String, Picture)> {
    let mut pictures = Vec::new();
    for count in [2, 3, 6, 8] {
        pictures.extend([
            (format!("curves-log-{count}"), curves(count, TimeAxis::Log)),
            (
                format!("curves-linear-{count}"),
                curves(count, TimeAxis::Linear),
            ),
            (format!("forest-{count}"), forest(count)),
            (format!("stages-{count}"), stages(count)),
            (format!("heat-{count}"), heat(count, 16, 53)),
            (format!("hours-{count}"), hours(count)),
            (format!("bars-{count}"), bars(count)),
            (format!("weeks-{count}"), weeks(count, 4 * count as i64)),
            (format!("ledger-{count}"), ledger(count)),
        ]);
    }
    pictures.push(("heat-small".to_owned(), heat(2, 3, 4)));
    pictures
}

fn nothing() -> Heading {
    heading("空", "empty")
}

fn word() -> Text {
    Text::new("甲", "a")
}

/// Charts without data, and with one value of no extent.
pub fn sparse() -> Vec<Picture> {
    let parts = [
        sparse_curves(),
        sparse_forests(),
        sparse_stages(),
        sparse_maps(),
        sparse_hours(),
        sparse_bars(),
        sparse_weeks(),
        sparse_ledgers(),
    ];
    parts.concat()
}

fn sparse_curves() -> Vec<Picture> {
    let chart = |panels: &[&[CurvePoint]], axis| {
        let panel = |curve: &&[CurvePoint]| CurvePanel {
            title: word(),
            curves: vec![curve.to_vec()],
        };
        Picture::Curves(Curves {
            heading: nothing(),
            setups: setups(1),
            panels: panels.iter().map(panel).collect(),
            axis,
        })
    };
    let (hours, share) = (0.0, 1.0);
    let point = [CurvePoint { hours, share }];
    vec![
        chart(&[], TimeAxis::Log),
        chart(&[&[]], TimeAxis::Log),
        chart(&[&point], TimeAxis::Log),
        chart(&[&point, &[], &point, &[], &point], TimeAxis::Linear),
    ]
}

fn sparse_forests() -> Vec<Picture> {
    let row = ForestRow {
        setup: 0,
        difference: Difference::Interval {
            estimate: 0.0,
            interval: Interval {
                lower: 0.0,
                upper: 0.0,
            },
        },
        words: Text::new("恰好相等", "exactly equal"),
    };
    let chart = |panels| {
        Picture::Forest(Forest {
            heading: nothing(),
            setups: setups(1),
            baseline: 0,
            panels,
        })
    };
    let panel = |rows| ForestPanel {
        metric: word(),
        baseline: None,
        amount: Amount::Points,
        better: Better::Higher,
        rows,
    };
    vec![
        chart(vec![]),
        chart(vec![panel(vec![])]),
        chart(vec![panel(vec![row])]),
    ]
}

fn sparse_stages() -> Vec<Picture> {
    let chart = |stages, bars: Vec<Option<Vec<f64>>>| {
        let bar = |hours| StageBar {
            setup: word(),
            hours,
        };
        Picture::Stages(Stages {
            heading: nothing(),
            stages,
            bars: bars.into_iter().map(bar).collect(),
        })
    };
    vec![
        chart(vec![], vec![]),
        chart(vec![], vec![None, Some(vec![])]),
        chart(vec![word()], vec![Some(vec![0.0])]),
    ]
}

fn sparse_maps() -> Vec<Picture> {
    let chart = |weeks, rows: Vec<Vec<Option<f64>>>| {
        Picture::Heat(Heat {
            heading: nothing(),
            caption: word(),
            amount: Amount::Number,
            places: rows.iter().map(|_| word()).collect(),
            weeks,
            panels: vec![HeatPanel {
                setup: word(),
                cells: rows,
            }],
        })
    };
    vec![
        chart(0, vec![]),
        chart(0, vec![vec![]]),
        chart(1, vec![vec![None]]),
        chart(1, vec![vec![Some(0.0)]]),
        chart(4_000, vec![vec![Some(1.0); 4_000]]),
    ]
}

fn sparse_hours() -> Vec<Picture> {
    let chart = |lines: Vec<[Option<Estimate>; 24]>| {
        let line = |hours| HourLine {
            setup: word(),
            hours,
        };
        Picture::Hours(Hours {
            heading: nothing(),
            caption: word(),
            amount: Amount::Number,
            lines: lines.into_iter().map(line).collect(),
        })
    };
    let mut single = [None; 24];
    single[7] = Some(Estimate::between(0.0, 0.0, 0.0));
    vec![chart(vec![]), chart(vec![[None; 24]]), chart(vec![single])]
}

fn sparse_bars() -> Vec<Picture> {
    let chart = |count, groups: Vec<Vec<Option<Estimate>>>| {
        let group = |bars| BarGroup { role: word(), bars };
        Picture::Bars(Bars {
            heading: nothing(),
            caption: word(),
            amount: Amount::Share,
            setups: setups(count),
            groups: groups.into_iter().map(group).collect(),
        })
    };
    let estimate = Estimate {
        value: 0.0,
        interval: None,
    };
    vec![
        chart(0, vec![]),
        chart(0, vec![vec![]]),
        chart(1, vec![vec![Some(estimate)], vec![None]]),
    ]
}

fn sparse_weeks() -> Vec<Picture> {
    let chart = |panels: Vec<Vec<WeekPoint>>| {
        let panel = |line| WeekPanel {
            metric: word(),
            amount: Amount::Hours,
            better: Better::Lower,
            lines: vec![line],
        };
        Picture::Weeks(Weeks {
            heading: nothing(),
            setups: setups(1),
            baseline: 0,
            panels: panels.into_iter().map(panel).collect(),
        })
    };
    let difference = Estimate {
        value: 0.0,
        interval: None,
    };
    let single = |week| vec![WeekPoint { week, difference }];
    vec![
        chart(vec![]),
        chart(vec![vec![]]),
        chart(vec![single(-1)]),
        chart(vec![single(0), vec![], single(-520)]),
    ]
}

fn sparse_ledgers() -> Vec<Picture> {
    let chart = |fates, bars: Vec<Option<Vec<f64>>>| {
        let bar = |numbers| LedgerBar {
            setup: word(),
            numbers,
        };
        Picture::Ledger(Ledger {
            heading: nothing(),
            caption: word(),
            fates,
            bars: bars.into_iter().map(bar).collect(),
        })
    };
    vec![
        chart(vec![], vec![]),
        chart(vec![], vec![None, Some(vec![])]),
        chart(vec![word()], vec![Some(vec![0.0])]),
    ]
}

/// Every chart with one value in the place of its first numbers.
pub fn of_value(value: f64) -> Vec<Picture> {
    let estimate = Estimate::between(value, value, value);
    let mut pictures = vec![
        curves(2, TimeAxis::Log),
        curves(2, TimeAxis::Linear),
        forest(2),
        stages(2),
        heat(2, 3, 4),
        hours(2),
        bars(2),
        weeks(2, 3),
        ledger(2),
    ];
    for picture in &mut pictures {
        match picture {
            Picture::Curves(chart) => {
                let share = if value.is_finite() { 0.5 } else { value };
                let last = CurvePoint {
                    hours: value,
                    share,
                };
                chart.panels[0].curves[0] = vec![last];
            }
            Picture::Forest(chart) => {
                let interval = Interval {
                    lower: -value,
                    upper: value,
                };
                chart.panels[0].rows[0].difference = Difference::Interval {
                    estimate: value,
                    interval,
                };
            }
            Picture::Stages(chart) => {
                chart.bars[0].hours.as_mut().expect("the first bar is full")[0] = value;
            }
            Picture::Heat(chart) => chart.panels[0].cells[0][0] = Some(value),
            Picture::Hours(chart) => chart.lines[0].hours[0] = Some(estimate),
            Picture::Bars(chart) => chart.groups[0].bars[0] = Some(estimate),
            Picture::Weeks(chart) => chart.panels[0].lines[1][0].difference = estimate,
            Picture::Ledger(chart) => {
                chart.bars[0]
                    .numbers
                    .as_mut()
                    .expect("the first bar is full")[0] = value;
            }
        }
    }
    pictures
}
