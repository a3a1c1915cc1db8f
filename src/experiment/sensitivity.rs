//! How far each factor moves the verdict, varied one at a time.

use std::collections::BTreeMap;

use crate::metrics::{Better, MetricId, Unit};
use crate::scenario::{DesignKind, DesignPoint};

use super::contrast::{ContrastRow, Values};
use super::headline::{Headlines, headline_findings};
use super::plan::Plan;
use super::rows::ValueName;
use super::statistics::{BreakEven, Confidence, Finding, Pair, PairedDifference, Verdict};

/// How the verdict depends on a factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum VerdictChange {
    /// At every value the same is found.
    Holds,
    /// A difference is detected at some values and not at others.
    Partly,
    /// Differences are detected on both sides of zero.
    Reverses,
}

impl VerdictChange {
    /// The word of the `verdict_change` column.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Partly => "partly",
            Self::Reverses => "reverses",
        }
    }

    fn of<'a>(findings: impl Iterator<Item = &'a Finding>) -> Self {
        let sides: Vec<i8> = findings.map(side).collect();
        let has = |side: i8| sides.contains(&side);
        match (has(1) && has(-1), has(0) && (has(1) || has(-1))) {
            (true, _) => Self::Reverses,
            (false, true) => Self::Partly,
            (false, false) => Self::Holds,
        }
    }
}

/// On which side of zero a difference is detected; 0 where none is, or none is compared.
fn side(finding: &Finding) -> i8 {
    let bounds = finding.difference.lower.zip(finding.difference.upper);
    match (finding.verdict(), bounds) {
        (Some(Verdict::Censored), _) | (_, None) => 0,
        (_, Some((lower, _))) if lower > 0.0 => 1,
        (_, Some((_, upper))) if upper < 0.0 => -1,
        _ => 0,
    }
}

/// A contrast at one value of a factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Extreme {
    /// Point of the design.
    pub point: u32,
    /// The factor's value there, as tables show it.
    pub value: String,
    /// The contrast.
    pub finding: Finding,
}

/// How far one factor moves one contrast over its values, all others as the files state them.
#[derive(Debug, Clone, PartialEq)]
pub struct SensitivityRow {
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Its id.
    pub setup_id: String,
    /// Which value.
    pub name: ValueName,
    /// The place among the factors, by the span, from 1.
    pub rank: usize,
    /// The factor, by its place in the study.
    pub factor: usize,
    /// Where the contrast is least.
    pub least: Extreme,
    /// Where it is greatest.
    pub greatest: Extreme,
    /// The greatest contrast less the least one, paired by world.
    pub span: PairedDifference,
    /// How the verdict depends on the factor.
    pub change: VerdictChange,
    /// Where the contrast changes its sign; only of a factor whose values are numbers.
    pub break_even: Option<BreakEven>,
}

impl SensitivityRow {
    /// The unit of the contrast.
    pub const fn unit(&self) -> Unit {
        self.name.metric.unit_of(self.name.statistic)
    }

    /// Which way is good.
    pub const fn better(&self) -> Better {
        self.name.metric.better()
    }
}

/// The rows of a design that varies one factor at a time, by setup, headline metric and rank; none
/// of other designs. `values` are those of every point and setup.
pub fn sensitivity(plan: &Plan, values: &[&Values], rows: &[ContrastRow]) -> Vec<SensitivityRow> {
    let study = plan.study();
    if study.design != DesignKind::OneAtATime || study.points.is_empty() {
        return Vec::new();
    }
    let desk = Desk {
        plan,
        headlines: Headlines { plan, values },
        findings: headline_findings(rows),
    };
    let others = (0..plan.setups().len()).filter(|setup| *setup != study.baseline);
    others
        .flat_map(|setup| study.headline.iter().map(move |metric| (setup, *metric)))
        .flat_map(|(setup, metric)| desk.ranked(setup, metric))
        .collect()
}

struct Desk<'a> {
    plan: &'a Plan<'a>,
    headlines: Headlines<'a>,
    /// By setup, metric and point.
    findings: BTreeMap<(usize, MetricId, u32), Finding>,
}

impl Desk<'_> {
    fn ranked(&self, setup: usize, metric: MetricId) -> Vec<SensitivityRow> {
        let factors = 0..self.plan.study().factors.len();
        let mut rows: Vec<SensitivityRow> = factors
            .filter_map(|factor| self.row((setup, metric), factor))
            .collect();
        rows.sort_by(|one, other| other.span.estimate.total_cmp(&one.span.estimate));
        for (place, row) in rows.iter_mut().enumerate() {
            row.rank = place + 1;
        }
        rows
    }

    fn row(&self, (setup, metric): (usize, MetricId), factor: usize) -> Option<SensitivityRow> {
        let points = self.points_of(factor);
        let extreme = |point: &u32| {
            Some(Extreme {
                point: *point,
                value: self.point(*point).levels[factor].shown().to_owned(),
                finding: *self.findings.get(&(setup, metric, *point))?,
            })
        };
        let extremes: Vec<Extreme> = points.iter().filter_map(extreme).collect();
        let by_estimate = |one: &&Extreme, other: &&Extreme| {
            let estimate = |of: &Extreme| of.finding.difference.estimate;
            estimate(one).total_cmp(&estimate(other))
        };
        // Of equal ones the first, so that nothing hangs on the order of comparing.
        let least = extremes.iter().min_by(by_estimate)?;
        let greatest = extremes.iter().rev().max_by(by_estimate)?;
        let differences = |of: &Extreme| self.headlines.differences((setup, metric), of.point);
        let (low, high) = (differences(least), differences(greatest));
        let pairs = low
            .into_iter()
            .zip(high)
            .map(|(baseline, setup)| Pair { baseline, setup });
        Some(SensitivityRow {
            setup,
            setup_id: self.plan.setups()[setup].id.clone(),
            name: self.headlines.name((least.point, setup), metric),
            rank: 0,
            factor,
            span: PairedDifference::of(pairs, Confidence::PERCENT_95)?,
            change: VerdictChange::of(extremes.iter().map(|extreme| &extreme.finding)),
            break_even: self.break_even((setup, metric), (factor, &points)),
            least: least.clone(),
            greatest: greatest.clone(),
        })
    }

    fn point(&self, point: u32) -> &DesignPoint {
        &self.plan.study().points[point as usize]
    }

    /// The points that differ in nothing but this factor: the first, and those where it varies.
    fn points_of(&self, factor: usize) -> Vec<u32> {
        let stated = &self.point(0).levels[factor];
        (0..self.plan.points())
            .filter(|point| *point == 0 || !self.point(*point).levels[factor].is_same(stated))
            .collect()
    }

    fn break_even(
        &self,
        of: (usize, MetricId),
        (factor, points): (usize, &[u32]),
    ) -> Option<BreakEven> {
        let number = |point: u32| self.point(point).levels[factor].number();
        // Where the files' own value is not known, it is no place on the axis.
        let placed = points
            .iter()
            .filter_map(|point| Some((number(*point)?, *point)));
        let mut axis: Vec<(f64, u32)> = placed.collect();
        let is_numeric = points
            .iter()
            .all(|point| *point == 0 || number(*point).is_some());
        if !is_numeric {
            return None;
        }
        axis.sort_by(|one, other| one.0.total_cmp(&other.0));
        let name = &self.plan.study().factors[factor].id;
        self.headlines.break_even(of, &axis, name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::statistics::UnfinishedShares;

    fn finding(lower: f64, upper: f64, better: Better, open: f64) -> Finding {
        let mean = f64::midpoint(lower, upper);
        Finding {
            difference: PairedDifference {
                estimate: mean,
                lower: Some(lower),
                upper: Some(upper),
                n: 5,
                baseline_mean: 10.0,
                setup_mean: 10.0 + mean,
            },
            unit: Unit::Hours,
            better,
            unfinished: Some(UnfinishedShares {
                baseline: 0.0,
                setup: open,
            }),
        }
    }

    #[test]
    fn a_verdict_reverses_only_where_both_sides_are_detected() {
        let up = finding(1.0, 2.0, Better::Lower, 0.0);
        let down = finding(-2.0, -1.0, Better::Lower, 0.0);
        let neither = finding(-1.0, 2.0, Better::Lower, 0.0);
        let censored = finding(1.0, 2.0, Better::Lower, 0.5);
        let change = |findings: &[Finding]| VerdictChange::of(findings.iter());
        assert_eq!(change(&[up, up]), VerdictChange::Holds);
        assert_eq!(change(&[neither, neither]), VerdictChange::Holds);
        assert_eq!(change(&[up, neither]), VerdictChange::Partly);
        assert_eq!(change(&[up, neither, down]), VerdictChange::Reverses);
        assert_eq!(change(&[down, censored]), VerdictChange::Partly);
    }

    #[test]
    fn a_metric_without_a_good_side_has_sides_all_the_same() {
        let up = finding(1.0, 2.0, Better::None, 0.0);
        let down = finding(-2.0, -1.0, Better::None, 0.0);
        assert_eq!(
            VerdictChange::of([up, down].iter()),
            VerdictChange::Reverses
        );
    }
}
