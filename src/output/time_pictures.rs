//! Pictures of time: how it is spread, and where it goes.

use std::collections::BTreeMap;

use crate::base::{Histogram, Span, Text};
use crate::county::{Stage, Tier};
use crate::experiment::StageStatistic;
use crate::metrics::MetricId;

use super::drawing::{Drawing, How};
use super::picture::{CurvePanel, CurvePoint, Curves, Picture, StageBar, Stages, TimeAxis};
use super::wording::{stage_name, tier_name};

impl Drawing<'_> {
    /// Which share is done within which time.
    pub fn curves(&self) -> Option<Picture> {
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

    /// Which share is settled within which time, by the tier at which it can be; none in a county
    /// of a single tier.
    pub fn tiers(&self) -> Option<Picture> {
        let panels: Vec<CurvePanel> = Tier::ALL
            .into_iter()
            .filter_map(|tier| self.tier_panel(tier))
            .collect();
        (panels.len() > 1).then(|| {
            Picture::Curves(Curves {
                heading: self.heading(
                    "各层级事项多少在多长时间内办结",
                    "Which share is settled within which time, by who can settle it",
                    How::Pooled,
                ),
                setups: self.setups(),
                panels,
                axis: TimeAxis::Log,
            })
        })
    }

    fn tier_panel(&self, tier: Tier) -> Option<CurvePanel> {
        let histogram_of = |setup: usize| {
            let mut curves = self.derived.tier_curves.iter();
            let curve = curves.find(|curve| (curve.setup, curve.tier) == (setup, tier));
            curve.map(|curve| &curve.histogram)
        };
        let curve_of = |setup: usize| {
            let met = histogram_of(setup).filter(|histogram| histogram.count() > 0);
            met.map_or_else(Vec::new, curve_points)
        };
        let curves: Vec<Vec<CurvePoint>> = (0..self.plan.setups().len()).map(curve_of).collect();
        curves
            .iter()
            .any(|curve| !curve.is_empty())
            .then(|| CurvePanel {
                title: tier_name(tier),
                curves,
            })
    }

    /// Where the time goes, stage by stage.
    pub fn stages(&self) -> Option<Picture> {
        let mut hours: BTreeMap<(usize, Stage), Option<f64>> = BTreeMap::new();
        for row in &self.derived.stages {
            let name = &row.name;
            let shown = self.plan.catalogue(row.setup).stage_population();
            if name.population == shown && name.statistic == StageStatistic::Mean {
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
        let setups = self.setups().into_iter().enumerate();
        let bars = setups.map(|(place, setup)| StageBar {
            setup,
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
    use crate::output::picture::colour::stage as stage_colour;

    #[test]
    fn no_two_stages_of_a_case_share_a_colour() {
        let colours: Vec<_> = (0..Stage::COUNT).map(stage_colour).collect();
        for (order, colour) in colours.iter().enumerate() {
            assert!(!colours[..order].contains(colour), "{order}");
        }
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
