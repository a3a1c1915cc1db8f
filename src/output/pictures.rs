//! The pictures of an experiment: derived rows laid out as the data of charts.

use std::collections::BTreeMap;

use crate::base::{Histogram, Language, Span, Text};
use crate::county::{Role, Stage};
use crate::experiment::statistics::{Confidence, MeanInterval, Verdict};
use crate::experiment::summary_text::{shown_value, statistic_word};
use crate::experiment::{
    Derived, LoadEstimateRow, Plan, StageStatistic, Summary, SummaryRow, SummarySetup,
};
use crate::metrics::{Level, MetricId, Slice, Unit};
use crate::scenario::StudyKind;

use super::picture::{
    Amount, BarGroup, Bars, Better, CurvePanel, CurvePoint, Curves, Difference, Estimate, Forest,
    ForestPanel, ForestRow, Heading, Heat, HeatPanel, HourLine, Hours, Interval, Picture, StageBar,
    Stages, TimeAxis,
};
use super::wording::{role_name, stage_name};

/// A picture with the name of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct NamedPicture {
    /// The file's stem, before language and format.
    pub name: &'static str,
    /// What it shows.
    pub picture: Picture,
}

/// How a picture sums up replications.
#[derive(Debug, Clone, Copy)]
enum How {
    Pooled,
    Means,
    Intervals,
}

/// The pictures of an experiment with a single point; what was not measured has none.
pub fn pictures(plan: &Plan, derived: &Derived) -> Vec<NamedPicture> {
    if plan.study().kind != StudyKind::Experiment || plan.points() != 1 || derived.finished == 0 {
        return Vec::new();
    }
    let drawing = Drawing { plan, derived };
    let drawn = [
        ("distribution", drawing.curves()),
        ("differences", drawing.forest()),
        ("stages", drawing.stages()),
        ("load-by-week", drawing.weeks()),
        ("load-by-hour", drawing.hours()),
        ("busy-share", drawing.roles()),
    ];
    drawn
        .into_iter()
        .filter_map(|(name, picture)| {
            let picture = picture?;
            Some(NamedPicture { name, picture })
        })
        .collect()
}

struct Drawing<'a> {
    plan: &'a Plan<'a>,
    derived: &'a Derived,
}

impl Drawing<'_> {
    fn setups(&self) -> Vec<Text> {
        let setups = self.plan.setups().iter();
        setups.map(|setup| setup.name.clone()).collect()
    }

    /// A heading whose subtitle says over how many replications and `how`.
    fn heading(&self, zh: &str, en: &str, how: How) -> Heading {
        let study = self.plan.study();
        let days = study.horizon.measured.days();
        let worlds = self.plan.worlds();
        let per_cent = Confidence::PERCENT_95.probability() * 100.0;
        let (zh_how, en_how) = match how {
            How::Pooled => ("，全部重复合并".to_owned(), ", all pooled".to_owned()),
            How::Means => ("，取均值".to_owned(), ", means".to_owned()),
            How::Intervals => (
                format!("，{per_cent} % 置信区间"),
                format!(", {per_cent} % intervals"),
            ),
        };
        let (zh_name, en_name) = (&study.name.zh, &study.name.en);
        Heading {
            title: Text::new(zh, en),
            subtitle: Text::new(
                format!("{zh_name}：{days} 天，{worlds} 次成对重复{zh_how}"),
                format!("{en_name}: {days} days, {worlds} paired replications{en_how}"),
            ),
        }
    }

    fn curves(&self) -> Option<Picture> {
        let panels: Vec<CurvePanel> = [MetricId::ResponseTime, MetricId::ResolutionTime]
            .into_iter()
            .filter_map(|metric| self.curve_panel(metric))
            .collect();
        (!panels.is_empty()).then(|| {
            Picture::Curves(Curves {
                heading: self.heading(
                    "多少事件在多长时间内得到响应和办结",
                    "Which share is answered and settled within which time",
                    How::Pooled,
                ),
                setups: self.setups(),
                panels,
                axis: TimeAxis::Log,
            })
        })
    }

    fn curve_panel(&self, metric: MetricId) -> Option<CurvePanel> {
        let curve_of = |setup: usize| {
            let mut curves = self.derived.curves.iter();
            let curve = curves.find(|curve| (curve.setup, curve.metric) == (setup, metric));
            curve.map_or_else(Vec::new, |curve| curve_points(&curve.histogram))
        };
        let curves: Vec<Vec<CurvePoint>> = (0..self.plan.setups().len()).map(curve_of).collect();
        let name = metric.name();
        let (zh, en) = match metric {
            MetricId::ResponseTime => ("报告至有权队伍到场", "report to a crew that may act"),
            _ => ("报告至真正办结", "report to true settlement"),
        };
        curves
            .iter()
            .any(|curve| !curve.is_empty())
            .then(|| CurvePanel {
                title: Text::new(format!("{}：{zh}", name.zh), format!("{}: {en}", name.en)),
                curves,
            })
    }

    fn forest(&self) -> Option<Picture> {
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
            metric: metric_title(row),
            baseline: baseline.and_then(|setup| setup.value).map(|value| {
                both(|language| {
                    let shown = shown_value(Some(&value), row.unit, language);
                    language.choose(format!("基线 {shown}"), format!("baseline {shown}"))
                })
            }),
            amount: difference_amount(row.unit),
            better: match row.metric.better() {
                crate::metrics::Better::Lower => Better::Lower,
                crate::metrics::Better::Higher => Better::Higher,
                crate::metrics::Better::None => Better::Neither,
            },
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

    fn stages(&self) -> Option<Picture> {
        let mut hours: BTreeMap<(usize, Stage), Option<f64>> = BTreeMap::new();
        for row in &self.derived.stages {
            let name = &row.name;
            if name.population == "all" && name.statistic == StageStatistic::Mean {
                let mean = row.interval.map(|interval| interval.mean);
                hours.insert((row.setup, name.stage), mean);
            }
        }
        let is_used = |stage: &Stage| {
            hours
                .iter()
                .any(|((_, other), mean)| other == stage && mean.is_some_and(|mean| mean > 0.0))
        };
        let stages: Vec<Stage> = Stage::ALL.into_iter().filter(is_used).collect();
        let bars = self.plan.setups().iter().enumerate();
        let bars = bars.map(|(place, setup)| StageBar {
            setup: setup.name.clone(),
            hours: stages
                .iter()
                .map(|stage| hours.get(&(place, *stage)).copied().flatten())
                .collect(),
        });
        (!stages.is_empty()).then(|| {
            Picture::Stages(Stages {
                heading: self.heading(
                    "时间花在哪个环节",
                    "Where the time goes, stage by stage",
                    How::Means,
                ),
                bars: bars.collect(),
                stages: stages.iter().copied().map(stage_name).collect(),
            })
        })
    }

    /// Busy shares of one level and kind of slice, by setup, id and slice.
    fn busy(
        &self,
        level: Level,
        is_wanted: fn(Slice) -> bool,
    ) -> impl Iterator<Item = &LoadEstimateRow> {
        self.derived.load.iter().filter(move |row| {
            let name = &row.name;
            (name.level, name.metric) == (level, MetricId::BusyShare) && is_wanted(name.slice)
        })
    }

    fn weeks(&self) -> Option<Picture> {
        let mut values: BTreeMap<(usize, &str, u32), Option<f64>> = BTreeMap::new();
        for row in self.busy(Level::Township, |slice| matches!(slice, Slice::Week(_))) {
            let week = row.name.slice.at().unwrap_or_default();
            let mean = row.interval.map(|interval| interval.mean);
            values.insert((row.setup, &row.name.id, week), mean);
        }
        let weeks = values.keys().map(|(_, _, week)| week + 1).max()?;
        let townships = &self.plan.study().county.townships;
        let panels = self.plan.setups().iter().enumerate();
        let panels = panels.map(|(place, setup)| HeatPanel {
            setup: setup.name.clone(),
            cells: townships
                .iter()
                .map(|township| {
                    let value = |week| values.get(&(place, township.id.as_str(), week)).copied();
                    (0..weeks).map(|week| value(week).flatten()).collect()
                })
                .collect(),
        });
        Some(Picture::Heat(Heat {
            heading: self.heading("各乡镇各周的负荷", "Load by township and week", How::Means),
            caption: Text::new(
                "在该乡镇的工作与路途，占全县在班时间",
                "work and travel in the township over the hours on duty of the whole county",
            ),
            amount: Amount::Share,
            places: townships
                .iter()
                .map(|township| township.name.clone())
                .collect(),
            weeks: weeks as usize,
            panels: panels.collect(),
        }))
    }

    fn hours(&self) -> Option<Picture> {
        let mut lines: Vec<HourLine> = self
            .plan
            .setups()
            .iter()
            .map(|setup| HourLine {
                setup: setup.name.clone(),
                hours: [None; 24],
            })
            .collect();
        for row in self.busy(Level::County, |slice| matches!(slice, Slice::HourOfDay(_))) {
            let hour = row.name.slice.at().unwrap_or_default() as usize;
            lines[row.setup].hours[hour] = row.interval.as_ref().map(estimate_of);
        }
        let is_drawn = lines
            .iter()
            .any(|line| line.hours.iter().any(Option::is_some));
        is_drawn.then(|| {
            Picture::Hours(Hours {
                heading: self.heading("一天中各小时的负荷", "Load by hour of day", How::Intervals),
                caption: MetricId::BusyShare.name(),
                amount: Amount::Share,
                lines,
            })
        })
    }

    fn roles(&self) -> Option<Picture> {
        let roles = [Role::Officer];
        let groups: Vec<BarGroup> = roles.into_iter().map(|role| self.role(role)).collect();
        let is_drawn = groups
            .iter()
            .any(|group| group.bars.iter().any(Option::is_some));
        is_drawn.then(|| {
            Picture::Bars(Bars {
                heading: self.heading(
                    "各类人员的忙碌占比",
                    "Busy share of each role",
                    How::Intervals,
                ),
                caption: MetricId::BusyShare.name(),
                amount: Amount::Share,
                setups: self.setups(),
                groups,
            })
        })
    }

    fn role(&self, role: Role) -> BarGroup {
        let mut bars = vec![None; self.plan.setups().len()];
        for row in self.busy(Level::Role, |slice| slice == Slice::Total) {
            if row.name.id == role.word() {
                bars[row.setup] = row.interval.as_ref().map(estimate_of);
            }
        }
        BarGroup {
            role: role_name(role),
            bars,
        }
    }
}

fn both(write: impl Fn(Language) -> String) -> Text {
    Text::new(write(Language::Zh), write(Language::En))
}

fn metric_title(row: &SummaryRow) -> Text {
    let name = row.metric.name();
    both(|language| {
        let metric = name.in_language(language);
        match statistic_word(row.statistic, language) {
            Some(word) => {
                language.choose(format!("{metric}（{word}）"), format!("{metric} ({word})"))
            }
            None => metric.to_owned(),
        }
    })
}

const fn difference_amount(unit: Unit) -> Amount {
    match unit {
        Unit::Hours => Amount::Hours,
        Unit::Share => Amount::Points,
        Unit::Count | Unit::SeverityHours => Amount::Number,
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

fn estimate_of(interval: &MeanInterval) -> Estimate {
    let bounds = interval.lower.zip(interval.upper);
    Estimate {
        value: interval.mean,
        interval: bounds.map(|(lower, upper)| Interval { lower, upper }),
    }
}

/// The share of all spans, open ones too, that is done within each time.
fn curve_points(histogram: &Histogram) -> Vec<CurvePoint> {
    let all = histogram.count() as f64;
    let mut done = 0;
    let mut points = Vec::new();
    for (shortest, beyond, count) in histogram.cells() {
        if points.is_empty() && shortest > Span::ZERO {
            points.push(CurvePoint {
                hours: shortest.hours(),
                share: 0.0,
            });
        }
        done += count;
        points.push(CurvePoint {
            hours: beyond.hours(),
            share: done as f64 / all,
        });
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::derive;
    use crate::experiment::sample_study::{run_all, sample_study};
    use crate::metrics::Measure;

    fn of_study(change: impl FnOnce(&mut crate::scenario::Study)) -> Vec<NamedPicture> {
        let mut study = sample_study(2);
        change(&mut study);
        let plan = Plan::new(&study).unwrap();
        let derived = derive(&plan, &run_all(&plan, 1), &mut ()).unwrap();
        pictures(&plan, &derived)
    }

    #[test]
    fn an_experiment_has_six_pictures_that_draw_in_both_languages() {
        let pictures = of_study(|_| {});
        let names: Vec<&str> = pictures.iter().map(|picture| picture.name).collect();
        let expected = [
            "distribution",
            "differences",
            "stages",
            "load-by-week",
            "load-by-hour",
            "busy-share",
        ];
        assert_eq!(names, expected);
        for NamedPicture { name, picture } in &pictures {
            for language in [Language::Zh, Language::En] {
                let svg = picture.render_svg(language).unwrap();
                assert!(svg.len() > 1_000, "{name}");
                let missing = picture.missing_characters(language).unwrap();
                assert!(missing.is_empty(), "{name} lacks {missing:?}");
            }
        }
    }

    #[test]
    fn a_scenario_has_no_pictures_and_what_is_not_measured_none() {
        assert!(of_study(|study| study.kind = StudyKind::Scenario).is_empty());
        let pictures = of_study(|study| {
            study.measure = Measure::only(
                vec![MetricId::ResponseTime],
                vec![crate::metrics::PopulationKind::All],
            );
            study.headline = vec![MetricId::ResponseTime];
        });
        let names: Vec<&str> = pictures.iter().map(|picture| picture.name).collect();
        assert_eq!(names, ["distribution", "differences"]);
    }

    #[test]
    fn a_curve_ends_at_the_share_that_is_done() {
        let mut histogram = Histogram::new();
        for hours in [1.0, 2.0, 2.0] {
            histogram.record(Span::from_hours(hours));
        }
        histogram.record_open();
        let points = curve_points(&histogram);
        let ends = [points[0], *points.last().unwrap()].map(|point| point.share.to_bits());
        assert_eq!(ends, [0.0, 0.75].map(f64::to_bits));
        assert!(points.is_sorted_by(|a, b| a.hours < b.hours && a.share < b.share));
    }
}
