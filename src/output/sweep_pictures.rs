//! Pictures of sweeps: what each value of each factor, and two together, make of the verdict.

use crate::base::Text;
use crate::experiment::EffectRow;
use crate::experiment::statistics::MeanInterval;
use crate::metrics::MetricId;
use crate::scenario::Factor;

use super::difference_pictures::{difference_amount, difference_title, side_of};
use super::drawing::{Drawing, How, both};
use super::picture::{Estimate, Interval, LinePanel, LinePoint, Lines, Picture};

impl Drawing<'_> {
    /// Main effects of a factorial: a panel for each headline metric and factor, a line a setup.
    pub fn main_effects(&self) -> Option<Picture> {
        let study = self.plan.study();
        let factors = 0..study.factors.len();
        let pairs = study
            .headline
            .iter()
            .flat_map(|metric| factors.clone().map(move |factor| (*metric, factor)));
        let panels: Vec<LinePanel> = pairs
            .filter_map(|(metric, factor)| self.main_panel(metric, factor))
            .collect();
        (!panels.is_empty()).then(|| {
            Picture::Lines(Lines {
                heading: self.heading(
                    "各因子取值对结论的作用",
                    "What each value of each factor makes of the verdict",
                    How::Intervals,
                ),
                names: self.setups(),
                caption: self.averaged_from("其余因子取均值", "averaged over the other factors"),
                panels,
            })
        })
    }

    /// Interactions of a factorial in its first headline metric: a panel for each setup and pair of
    /// factors, a line for each value of the second.
    pub fn interactions(&self) -> Option<Picture> {
        let study = self.plan.study();
        let metric = *study.headline.first()?;
        let values = self.values();
        let others = (0..self.plan.setups().len()).filter(|setup| *setup != study.baseline);
        let count = study.factors.len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        let panels: Vec<LinePanel> = others
            .flat_map(|setup| pairs.clone().map(move |pair| (setup, pair)))
            .filter_map(|(setup, pair)| self.pair_panel((setup, metric), pair, &values))
            .collect();
        let name = difference_title(metric);
        (!panels.is_empty()).then(|| {
            Picture::Lines(Lines {
                heading: self.heading(
                    &format!("两个因子一起的作用：{}", name.zh),
                    &format!("What two factors do together: {}", name.en),
                    How::Intervals,
                ),
                names: values
                    .iter()
                    .map(|(factor, value)| {
                        let factor = &study.factors[*factor].id;
                        Text::new(format!("{factor} = {value}"), format!("{factor} = {value}"))
                    })
                    .collect(),
                caption: self.averaged_from(
                    "线平行即互不影响",
                    "parallel lines mean that the two do not interact",
                ),
                panels,
            })
        })
    }

    fn averaged_from(&self, zh: &str, en: &str) -> Text {
        let baseline = self.plan.setup_name(self.plan.study().baseline);
        Text::new(
            format!("与“{}”的差值，{zh}；色带为 95% 区间", baseline.zh),
            format!(
                "difference from {}, {en}; bands are 95% intervals",
                baseline.en
            ),
        )
    }

    /// Every value of every factor but the first, which goes across, in the order of the study.
    fn values(&self) -> Vec<(usize, String)> {
        let mut values: Vec<(usize, String)> = Vec::new();
        for row in &self.derived.effects {
            if row.by.is_none() && row.at.0 > 0 && !values.contains(&row.at) {
                values.push(row.at.clone());
            }
        }
        values.sort_by_key(|(factor, _)| *factor);
        values
    }

    fn main_panel(&self, metric: MetricId, factor: usize) -> Option<LinePanel> {
        let rows = || {
            let rows = self.derived.effects.iter();
            rows.filter(move |row| {
                row.by.is_none() && row.name.metric == metric && row.at.0 == factor
            })
        };
        let marks = marks(rows());
        let line = |setup: usize| line_of(rows().filter(|row| row.setup == setup), &marks);
        let lines = (0..self.plan.setups().len()).map(line).collect();
        let title = difference_title(metric);
        self.panel(rows().next()?, factor, title, (marks.clone(), lines))
    }

    fn pair_panel(
        &self,
        (setup, metric): (usize, MetricId),
        (one, other): (usize, usize),
        values: &[(usize, String)],
    ) -> Option<LinePanel> {
        let rows = || {
            let rows = self.derived.effects.iter();
            rows.filter(move |row| {
                let by = row.by.as_ref().map(|by| by.0);
                (row.setup, row.name.metric, row.at.0, by) == (setup, metric, one, Some(other))
            })
        };
        let marks = marks(rows());
        let line = |by: &(usize, String)| {
            line_of(rows().filter(|row| row.by.as_ref() == Some(by)), &marks)
        };
        let lines = values.iter().map(line).collect();
        let title = self.by_factor(setup, other);
        self.panel(rows().next()?, one, title, (marks.clone(), lines))
    }

    /// The setup, and which factor its lines tell apart.
    fn by_factor(&self, setup: usize, factor: usize) -> Text {
        let name = self.plan.setup_name(setup);
        let factor = &self.plan.study().factors[factor].id;
        Text::new(
            format!("{}，按 {factor}", name.zh),
            format!("{} by {factor}", name.en),
        )
    }

    fn panel(
        &self,
        row: &EffectRow,
        factor: usize,
        title: Text,
        (marks, lines): (Marks, Vec<Vec<LinePoint>>),
    ) -> Option<LinePanel> {
        let Factor { id, .. } = self.plan.study().factors.get(factor)?;
        Some(LinePanel {
            title,
            amount: difference_amount(row.unit()),
            better: side_of(row.better()),
            across: both(|_| id.clone()),
            marks,
            lines,
        })
    }
}

type Marks = Vec<(f64, String)>;

/// Where the values of a factor stand: one after another, as the study lists them, or where their
/// numbers are, if all are numbers and rise.
fn marks<'a>(rows: impl Iterator<Item = &'a EffectRow>) -> Marks {
    let mut values: Vec<String> = Vec::new();
    for row in rows {
        if !values.contains(&row.at.1) {
            values.push(row.at.1.clone());
        }
    }
    let numbers: Option<Vec<f64>> = values.iter().map(|value| value.parse().ok()).collect();
    let places = numbers.filter(|numbers| numbers.is_sorted());
    let places = places.unwrap_or_else(|| (0..values.len()).map(|place| place as f64).collect());
    places.into_iter().zip(values).collect()
}

fn line_of<'a>(rows: impl Iterator<Item = &'a EffectRow>, marks: &Marks) -> Vec<LinePoint> {
    let mut line: Vec<LinePoint> = rows
        .filter_map(|row| {
            let (at, _) = marks.iter().find(|(_, value)| *value == row.at.1)?;
            Some(LinePoint {
                at: *at,
                difference: estimate_of(row.difference.as_ref()?),
            })
        })
        .collect();
    line.sort_by(|one, other| one.at.total_cmp(&other.at));
    line
}

/// A mean with its interval, as pictures take it.
pub fn estimate_of(interval: &MeanInterval) -> Estimate {
    let bounds = interval.lower.zip(interval.upper);
    Estimate {
        value: interval.mean,
        interval: bounds.map(|(lower, upper)| Interval { lower, upper }),
    }
}
