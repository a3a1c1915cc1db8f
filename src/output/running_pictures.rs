//! The picture of running differences: whether more worlds would still change what is said.

use crate::base::Text;
use crate::experiment::RunningRow;
use crate::metrics::MetricId;

use super::difference_pictures::{difference_amount, difference_title, side_of};
use super::drawing::{Drawing, How};
use super::picture::{LinePanel, LinePoint, Lines, Picture};
use super::sweep_pictures::estimate_of;

/// With fewer worlds there is nothing to see.
const LEAST_WORLDS: u32 = 3;

impl Drawing<'_> {
    /// Headline differences over more and more worlds.
    pub fn running(&self) -> Option<Picture> {
        let study = self.plan.study();
        if self.plan.replications() < LEAST_WORLDS {
            return None;
        }
        let metrics = study.headline.iter();
        let panels: Vec<LinePanel> = metrics
            .filter_map(|metric| self.running_panel(*metric))
            .collect();
        let baseline = self.plan.setup_name(study.baseline);
        (!panels.is_empty()).then(|| {
            Picture::Lines(Lines {
                heading: self.heading(
                    "再多些世界会改变结论吗",
                    "Would more worlds change what is said?",
                    How::Intervals,
                ),
                names: self.setups(),
                caption: Text::new(
                    format!("前若干个世界与“{}”的差值；色带为 95% 区间，超出图框处截断", baseline.zh),
                    format!(
                        "difference from {} over the first worlds; bands are 95% intervals, cut at the frame",
                        baseline.en
                    ),
                ),
                panels,
            })
        })
    }

    fn running_panel(&self, metric: MetricId) -> Option<LinePanel> {
        let rows = || {
            let rows = self.derived.running.iter();
            rows.filter(move |row| row.metric == metric)
        };
        let differs = |row: &RunningRow| row.difference.mean != 0.0;
        if !rows().any(differs) {
            return None;
        }
        let line = |setup: usize| {
            let rows = rows().filter(|row| row.setup == setup);
            rows.map(point_of).collect()
        };
        let worlds = self.plan.replications();
        let unit = metric.unit_of(metric.headline_statistic());
        Some(LinePanel {
            title: difference_title(metric),
            amount: difference_amount(unit),
            better: side_of(metric.better()),
            across: Text::new("世界数", "worlds"),
            marks: marks(worlds),
            lines: (0..self.plan.setups().len()).map(line).collect(),
        })
    }
}

fn point_of(row: &RunningRow) -> LinePoint {
    LinePoint {
        at: f64::from(row.worlds),
        difference: estimate_of(&row.difference),
    }
}

/// At most about ten marks, the last world among them.
fn marks(worlds: u32) -> Vec<(f64, String)> {
    const STEPS: [u32; 9] = [1, 2, 5, 10, 20, 50, 100, 200, 500];
    let step = STEPS.into_iter().find(|step| worlds / step <= 10);
    let step = step.unwrap_or(worlds / 10);
    let multiples = (1..=worlds / step).map(|index| index * step);
    let inner = multiples.filter(|mark| *mark > 2 && mark + step / 2 < worlds);
    std::iter::once(2)
        .chain(inner)
        .chain((worlds > 2).then_some(worlds))
        .map(|mark| (f64::from(mark), mark.to_string()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_rise_from_two_worlds_to_all() {
        for worlds in 2..2_000 {
            let marks = marks(worlds);
            assert!(marks.len() <= 13, "{worlds}: {marks:?}");
            assert!(
                marks.is_sorted_by(|one, other| one.0 < other.0),
                "{worlds}: {marks:?}"
            );
            assert_eq!(marks.last().map(|mark| mark.0), Some(f64::from(worlds)));
        }
    }
}
