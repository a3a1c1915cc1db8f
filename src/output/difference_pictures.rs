//! The picture of differences: every headline metric of every setup against the baseline.

use crate::base::Text;
use crate::experiment::statistics::Verdict;
use crate::experiment::summary_words::{shown_value, statistic_word};
use crate::experiment::{Summary, SummaryRow, SummarySetup};
use crate::metrics::{self, MetricId, Statistic, Unit};

use super::drawing::{Drawing, How, both};
use super::picture::{
    Amount, Better, Difference, Forest, ForestPanel, ForestRow, Interval, Picture,
};

impl Drawing<'_> {
    /// Paired differences with their intervals, in words too.
    pub fn forest(&self) -> Option<Picture> {
        let summary = Summary::new(self.plan, self.derived);
        let panels: Vec<ForestPanel> = summary
            .rows
            .iter()
            .filter(|row| row.setups.len() > 1)
            .map(|row| self.forest_panel(row))
            .collect();
        (!panels.is_empty()).then(|| {
            Picture::Forest(Forest {
                heading: self.heading(
                    "各方案与基线的差异",
                    "Differences from the baseline",
                    How::Intervals,
                ),
                setups: self.setups(),
                baseline: self.plan.study().baseline,
                panels,
            })
        })
    }

    fn forest_panel(&self, row: &SummaryRow) -> ForestPanel {
        let baseline = row.setups.iter().find(|setup| setup.is_baseline);
        let others = row.setups.iter().filter(|setup| !setup.is_baseline);
        ForestPanel {
            metric: metric_title(row.metric, row.statistic),
            baseline: baseline.and_then(|setup| setup.value).map(|value| {
                both(|language| {
                    let shown = shown_value(Some(&value), row.unit, language);
                    language.choose(format!("基线 {shown}"), format!("baseline {shown}"))
                })
            }),
            amount: difference_amount(row.unit),
            better: side_of(row.metric.better()),
            rows: others.map(|setup| self.forest_row(setup)).collect(),
        }
    }

    fn forest_row(&self, setup: &SummarySetup) -> ForestRow {
        let setups = self.plan.setups();
        let place = setups.iter().position(|other| other.id == setup.id);
        ForestRow {
            setup: place.unwrap_or_default(),
            difference: difference_of(setup),
            words: both(|language| setup.words(language).unwrap_or_default()),
        }
    }
}

/// The metric, and which statistic of it.
fn metric_title(metric: MetricId, statistic: Statistic) -> Text {
    let name = metric.name();
    both(|language| {
        let metric = name.in_language(language);
        match statistic_word(statistic, language) {
            Some(word) => {
                language.choose(format!("{metric}（{word}）"), format!("{metric} ({word})"))
            }
            None => metric.to_owned(),
        }
    })
}

/// The metric, which statistic of it, and what its differences are counted in.
pub fn difference_title(metric: MetricId) -> Text {
    let statistic = metric.headline_statistic();
    let title = metric_title(metric, statistic);
    if metric.unit_of(statistic) == Unit::Share {
        let (zh, en) = (title.zh, title.en);
        Text::new(
            format!("{zh}（百分点）"),
            format!("{en} (percentage points)"),
        )
    } else {
        title
    }
}

/// Which side of zero is better.
pub const fn side_of(better: metrics::Better) -> Better {
    match better {
        metrics::Better::Lower => Better::Lower,
        metrics::Better::Higher => Better::Higher,
        metrics::Better::None => Better::Neither,
    }
}

/// How differences of values in a unit are read.
pub const fn difference_amount(unit: Unit) -> Amount {
    match unit {
        Unit::Hours => Amount::Hours,
        Unit::Share => Amount::Points,
        Unit::Count | Unit::SeverityHours | Unit::PerYear | Unit::Yuan => Amount::Number,
    }
}

fn difference_of(setup: &SummarySetup) -> Difference {
    let Some(finding) = setup.finding else {
        return Difference::Undefined;
    };
    if finding.verdict() == Some(Verdict::Censored) {
        return Difference::Censored;
    }
    let estimate = finding.difference.estimate;
    match finding.difference.lower.zip(finding.difference.upper) {
        Some((lower, upper)) => Difference::Interval {
            estimate,
            interval: Interval { lower, upper },
        },
        None => Difference::Point { estimate },
    }
}
