//! Charts with next to nothing in them.

use super::material::{heading, setups};
use crate::base::Text;
use crate::output::picture::{
    Amount, BarGroup, Bars, Better, CurvePanel, CurvePoint, Curves, Difference, Estimate, Forest,
    ForestPanel, ForestRow, Heading, Heat, HeatPanel, HourLine, Hours, Interval, Ledger, LedgerBar,
    LinePanel, LinePoint, Lines, Map, MapPanel, MapPlace, MapScale, Picture, StageBar, Stages,
    TimeAxis, WeekPanel, WeekPoint, Weeks,
};

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
        sparse_lines(),
        sparse_ledgers(),
        sparse_villages(),
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

fn sparse_villages() -> Vec<Picture> {
    let chart = |places: usize, scales: &[MapScale]| {
        let place = MapPlace {
            x_km: 1.0,
            y_km: -2.0,
            residents: 0.0,
        };
        let panel = |scale: &MapScale| MapPanel {
            setup: word(),
            caption: word(),
            amount: Amount::Number,
            scale: *scale,
            values: vec![Some(0.0); places],
        };
        Picture::Map(Map {
            heading: nothing(),
            places: vec![place; places],
            panels: scales.iter().map(panel).collect(),
        })
    };
    let scales = [MapScale::Level, MapScale::Difference(Better::Neither)];
    vec![chart(0, &[]), chart(0, &scales), chart(1, &scales)]
}

fn sparse_lines() -> Vec<Picture> {
    let chart = |panels| {
        Picture::Lines(Lines {
            heading: nothing(),
            names: setups(2),
            caption: word(),
            panels,
        })
    };
    let panel = |marks: Vec<(f64, String)>, points: Vec<LinePoint>| LinePanel {
        title: word(),
        amount: Amount::Number,
        better: Better::Neither,
        across: word(),
        marks,
        lines: vec![Vec::new(), points],
    };
    let alone = LinePoint {
        at: 3.0,
        difference: Estimate {
            value: 0.0,
            interval: None,
        },
    };
    vec![
        chart(Vec::new()),
        chart(vec![panel(Vec::new(), Vec::new())]),
        chart(vec![panel(vec![(3.0, "3".to_owned())], vec![alone])]),
    ]
}
