//! The picture of weeks since the switch: when what setups change begins to show.

use crate::base::Text;
use crate::experiment::WeekRow;
use crate::experiment::statistics::PairedDifference;
use crate::metrics::{MetricId, Unit, WEEKLY};

use super::difference_pictures::{difference_amount, side_of};
use super::drawing::{Drawing, How};
use super::picture::{Estimate, Interval, Picture, WeekPanel, WeekPoint, Weeks};

impl Drawing<'_> {
    /// Paired differences by week since the switch, of metrics that differ in any week.
    pub fn since_the_switch(&self) -> Option<Picture> {
        let panels: Vec<WeekPanel> = WEEKLY
            .into_iter()
            .filter_map(|metric| self.week_panel(metric))
            .collect();
        (!panels.is_empty()).then(|| {
            Picture::Weeks(Weeks {
                heading: self.heading(
                    "切换前后逐周与基线的差异",
                    "Differences from the baseline, week by week since the switch",
                    How::Intervals,
                ),
                setups: self.setups(),
                baseline: self.plan.study().baseline,
                panels,
            })
        })
    }

    fn week_panel(&self, metric: MetricId) -> Option<WeekPanel> {
        let rows = || {
            let rows = self.derived.weeks.iter();
            rows.filter(move |row| row.name.metric == metric)
        };
        let differs = |row: &WeekRow| {
            row.difference
                .is_some_and(|difference| !difference.is_exactly_zero())
        };
        let line = |setup: usize| {
            let rows = rows().filter(move |row| row.setup == setup);
            rows.filter_map(point_of).collect()
        };
        rows().any(differs).then(|| WeekPanel {
            metric: title(metric),
            amount: difference_amount(metric.unit()),
            better: side_of(metric.better()),
            lines: (0..self.plan.setups().len()).map(line).collect(),
        })
    }
}

fn point_of(row: &WeekRow) -> Option<WeekPoint> {
    Some(WeekPoint {
        week: row.name.week,
        difference: estimate_of(row.difference.as_ref()?),
    })
}

fn estimate_of(difference: &PairedDifference) -> Estimate {
    let bounds = difference.lower.zip(difference.upper);
    Estimate {
        value: difference.estimate,
        interval: bounds.map(|(lower, upper)| Interval { lower, upper }),
    }
}

/// The metric, and how a week of it is counted.
fn title(metric: MetricId) -> Text {
    let name = metric.name();
    let (zh, en) = match metric.unit() {
        Unit::Hours => ("当周报告者的均值", "mean of those reported in the week"),
        Unit::Share => ("百分点", "percentage points"),
        Unit::Count | Unit::SeverityHours | Unit::PerYear | Unit::Yuan => ("每周", "a week"),
    };
    Text::new(
        format!("{}（{zh}）", name.zh),
        format!("{} ({en})", name.en),
    )
}
