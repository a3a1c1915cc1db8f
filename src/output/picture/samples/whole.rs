//! Every chart, in several sizes or with a value that breaks charts.

use super::compared::{bars, curves, forest, stages};
use super::in_time::{heat, hours, ledger, lines, map, weeks};
use crate::output::picture::{CurvePoint, Difference, Estimate, Interval, Picture, TimeAxis};

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
            (format!("lines-{count}"), lines(count)),
            (format!("ledger-{count}"), ledger(count)),
            (format!("map-{count}"), map(count)),
        ]);
    }
    pictures.push(("heat-small".to_owned(), heat(2, 3, 4)));
    pictures
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
        lines(2),
        ledger(2),
        map(2),
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
            Picture::Lines(chart) => chart.panels[0].lines[1][0].difference = estimate,
            Picture::Map(chart) => chart.panels[1].values[0] = Some(value),
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
