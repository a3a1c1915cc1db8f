//! Samples of where and when.

use super::material::{heading, noise, setups};
use crate::base::Text;
use crate::output::picture::{
    Amount, Better, Estimate, Heat, HeatPanel, HourLine, Hours, Ledger, LedgerBar, LinePanel,
    LinePoint, Lines, Map, MapPanel, MapPlace, MapScale, Picture, WeekPanel, WeekPoint, Weeks,
};

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

/// Differences of `count` setups over three values of each of three factors.
pub fn lines(count: usize) -> Picture {
    let factors = [
        ("外行技能", "away skill"),
        ("忙碌", "busy share"),
        ("联办占比", "joint share"),
    ];
    let panel = |factor: usize| {
        let point = |order: usize, at: usize| {
            let value = (order as f64 - 1.5) * (at as f64 - 0.7) * (factor as f64 + 1.0);
            LinePoint {
                at: at as f64,
                difference: Estimate::between(value, value - 0.4, value + 0.5),
            }
        };
        let line = |order: usize| match order {
            0 => Vec::new(),
            _ => (0..3).map(|at| point(order, at)).collect(),
        };
        LinePanel {
            title: Text::new("办结时间（均值）", "resolution time (mean)"),
            amount: Amount::Hours,
            better: Better::Lower,
            across: Text::new(factors[factor].0, factors[factor].1),
            marks: (0..3)
                .map(|at| (f64::from(at), format!("0.{at}")))
                .collect(),
            lines: (0..count).map(line).collect(),
        }
    };
    Picture::Lines(Lines {
        heading: heading("各因子的作用", "What each factor does"),
        names: setups(count),
        caption: Text::new("与“条线”的差值", "difference from lines"),
        panels: (0..3).map(panel).collect(),
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

/// Villages under `count` setups: how able they are, then what each setup changes.
pub fn map(count: usize) -> Picture {
    let places: Vec<MapPlace> = (0..60)
        .map(|index| MapPlace {
            x_km: 40.0 * noise(index * 7 + 1) - 20.0,
            y_km: 36.0 * noise(index * 11 + 5) - 18.0,
            residents: 400.0 + 4_000.0 * noise(index * 13 + 3),
        })
        .collect();
    let panels = setups(count).into_iter().enumerate().map(|(order, setup)| {
        let (scale, amount, reach) = if order == 0 {
            (MapScale::Level, Amount::Share, 1.0)
        } else {
            (MapScale::Difference(Better::Lower), Amount::Number, 900.0)
        };
        let value = |index: usize| {
            let value = reach * (noise(index * 17 + order * 29) - 0.5 * f64::from(order > 0));
            (index != 7).then_some(value)
        };
        MapPanel {
            setup,
            caption: Text::new(
                "各村的暴露量与基线之差",
                "exposure, difference from the baseline",
            ),
            amount,
            scale,
            values: (0..places.len()).map(value).collect(),
        }
    });
    Picture::Map(Map {
        heading: heading("各村的能力与效果", "Villages: capacity and effect"),
        panels: panels.collect(),
        places,
    })
}
