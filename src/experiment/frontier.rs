//! Frontiers of a factorial: where the verdict turns along one factor, the others held.

use std::collections::BTreeMap;

use crate::metrics::{Better, MetricId, Unit};
use crate::scenario::DesignKind;

use super::contrast::{ContrastRow, Values};
use super::headline::{Headlines, headline_findings};
use super::plan::Plan;
use super::rows::ValueName;
use super::statistics::{BreakEven, Finding};

/// One contrast along one factor, all others held.
#[derive(Debug, Clone, PartialEq)]
pub struct FrontierRow {
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Which value.
    pub name: ValueName,
    /// The factor that varies, by its place in the study.
    pub along: usize,
    /// The point at its least value, which also names the values of the others.
    pub first: u32,
    /// The point at its greatest.
    pub last: u32,
    /// Setup minus baseline at the least value.
    pub at_first: Finding,
    /// Setup minus baseline at the greatest value.
    pub at_last: Finding,
    /// Where it changes its sign; `None` where it does not.
    pub break_even: Option<BreakEven>,
}

impl FrontierRow {
    /// The unit of the contrast.
    pub const fn unit(&self) -> Unit {
        self.name.metric.unit_of(self.name.statistic)
    }

    /// Which way is good.
    pub const fn better(&self) -> Better {
        self.name.metric.better()
    }
}

/// The frontiers of a factorial along each factor of numbers, by setup, headline metric, factor and
/// the values of the others; none of other designs. `values` are those of every point and setup.
pub fn frontier(plan: &Plan, values: &[&Values], rows: &[ContrastRow]) -> Vec<FrontierRow> {
    let study = plan.study();
    if study.design != DesignKind::Factorial || study.points.is_empty() {
        return Vec::new();
    }
    let axes = (0..study.factors.len()).flat_map(|factor| {
        let axes = axes_along(plan, factor).into_iter();
        axes.map(move |axis| (factor, axis))
    });
    let frontiers = Frontiers {
        plan,
        headlines: Headlines { plan, values },
        findings: headline_findings(rows),
        axes: axes.collect(),
    };
    let others = (0..plan.setups().len()).filter(|setup| *setup != study.baseline);
    others
        .flat_map(|setup| study.headline.iter().map(move |metric| (setup, *metric)))
        .flat_map(|of| frontiers.rows(of))
        .collect()
}

/// The values of a factor, rising, each with its point.
type Axis = Vec<(f64, u32)>;

/// One axis for each combination of the other factors' values, in the order in which points have
/// them; none along a factor that has a value which is no number, or in a fraction, where points
/// differ in more than one factor.
fn axes_along(plan: &Plan, factor: usize) -> Vec<Axis> {
    let mut axes: Vec<(Vec<&str>, Axis)> = Vec::new();
    for (place, point) in (0..).zip(&plan.study().points) {
        let levels = point.levels.iter().enumerate();
        let held = levels.filter(|(other, _)| *other != factor);
        let held: Vec<&str> = held.map(|(_, level)| level.shown()).collect();
        let Some(number) = point.levels[factor].number() else {
            return Vec::new();
        };
        match axes.iter_mut().find(|(known, _)| *known == held) {
            Some((_, known)) => known.push((number, place)),
            None => axes.push((held, vec![(number, place)])),
        }
    }
    let mut axes: Vec<Axis> = axes.into_iter().map(|(_, axis)| axis).collect();
    axes.retain(|axis| axis.len() > 1);
    for axis in &mut axes {
        axis.sort_by(|one, other| one.0.total_cmp(&other.0));
    }
    axes
}

struct Frontiers<'a> {
    plan: &'a Plan<'a>,
    headlines: Headlines<'a>,
    findings: BTreeMap<(usize, MetricId, u32), Finding>,
    axes: Vec<(usize, Axis)>,
}

impl Frontiers<'_> {
    fn rows(&self, of: (usize, MetricId)) -> Vec<FrontierRow> {
        let axes = self.axes.iter();
        axes.filter_map(|(along, axis)| self.row(of, *along, axis))
            .collect()
    }

    fn row(&self, of: (usize, MetricId), along: usize, axis: &Axis) -> Option<FrontierRow> {
        let (setup, metric) = of;
        let (first, last) = (axis.first()?.1, axis.last()?.1);
        let at = |point: u32| self.findings.get(&(setup, metric, point)).copied();
        let name = &self.plan.study().factors[along].id;
        Some(FrontierRow {
            setup,
            name: self.headlines.name((first, setup), metric),
            along,
            first,
            last,
            at_first: at(first)?,
            at_last: at(last)?,
            break_even: self.headlines.break_even(of, axis, name),
        })
    }
}
