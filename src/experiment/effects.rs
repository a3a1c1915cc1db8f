//! Effects of factors in a factorial: contrasts averaged over all points that share a value.

use crate::metrics::{Better, MetricId, Unit};
use crate::scenario::DesignKind;

use super::contrast::Values;
use super::headline::Headlines;
use super::plan::Plan;
use super::rows::ValueName;
use super::statistics::{Confidence, MeanInterval};

/// A factor, by its place in the study, at one of its values as tables show it.
pub type At = (usize, String);

/// One contrast, averaged over the points at which one factor, or two, have given values.
#[derive(Debug, Clone, PartialEq)]
pub struct EffectRow {
    /// The setup, by its place in the study.
    pub setup: usize,
    /// Which value.
    pub name: ValueName,
    /// The factor and its value.
    pub at: At,
    /// The second factor and its value, of an interaction; `None` of a main effect.
    pub by: Option<At>,
    /// Over how many points it is averaged.
    pub points: usize,
    /// Setup minus baseline, averaged in each world over the points, then over worlds; `None`
    /// where no world has a pair at every point.
    pub difference: Option<MeanInterval>,
}

impl EffectRow {
    /// The unit of the contrast.
    pub const fn unit(&self) -> Unit {
        self.name.metric.unit_of(self.name.statistic)
    }

    /// Which way is good.
    pub const fn better(&self) -> Better {
        self.name.metric.better()
    }
}

/// The effects of a factorial, by setup, headline metric and factor, main effects before
/// interactions; none of other designs. `values` are those of every point and setup.
///
/// Cells of a factorial weigh alike, so that effects of different factors do not mix in a full
/// one: Montgomery (2017), Design and Analysis of Experiments, 9th ed., chapter 5.
pub fn effects(plan: &Plan, values: &[&Values]) -> Vec<EffectRow> {
    let study = plan.study();
    if study.design != DesignKind::Factorial || study.points.is_empty() {
        return Vec::new();
    }
    let averaging = Averaging {
        plan,
        headlines: Headlines { plan, values },
        cells: cells(plan),
    };
    let others = (0..plan.setups().len()).filter(|setup| *setup != study.baseline);
    others
        .flat_map(|setup| study.headline.iter().map(move |metric| (setup, *metric)))
        .flat_map(|of| averaging.rows(of))
        .collect()
}

/// Points that share the values of one factor or two.
struct Cell {
    at: At,
    by: Option<At>,
    points: Vec<u32>,
}

fn cells(plan: &Plan) -> Vec<Cell> {
    let factors = 0..plan.study().factors.len();
    let values: Vec<At> = factors.flat_map(|factor| values_of(plan, factor)).collect();
    let main = values.iter().map(|at| (at, None));
    let pairs = values.iter().flat_map(|at| {
        let later = values.iter().filter(|by| by.0 > at.0);
        later.map(move |by| (at, Some(by)))
    });
    main.chain(pairs)
        .map(|(at, by)| Cell {
            points: points_at(plan, [Some(at), by]),
            at: at.clone(),
            by: by.cloned(),
        })
        .filter(|cell| !cell.points.is_empty())
        .collect()
}

/// The values of a factor in the order in which points first have them.
fn values_of(plan: &Plan, factor: usize) -> Vec<At> {
    let mut values: Vec<At> = Vec::new();
    for point in &plan.study().points {
        let shown = point.levels[factor].shown();
        if values.iter().all(|(_, known)| known != shown) {
            values.push((factor, shown.to_owned()));
        }
    }
    values
}

fn points_at(plan: &Plan, fixed: [Option<&At>; 2]) -> Vec<u32> {
    let points = (0..).zip(&plan.study().points);
    let holds = |point: &crate::scenario::DesignPoint| {
        let mut fixed = fixed.into_iter().flatten();
        fixed.all(|(factor, value)| point.levels[*factor].shown() == value)
    };
    points
        .filter(|(_, point)| holds(point))
        .map(|(place, _)| place)
        .collect()
}

struct Averaging<'a> {
    plan: &'a Plan<'a>,
    headlines: Headlines<'a>,
    cells: Vec<Cell>,
}

impl Averaging<'_> {
    fn rows(&self, of: (usize, MetricId)) -> Vec<EffectRow> {
        let points = 0..self.plan.points();
        let differences: Vec<Vec<Option<f64>>> = points
            .map(|point| self.headlines.differences(of, point))
            .collect();
        let row = |cell: &Cell| EffectRow {
            setup: of.0,
            name: self.headlines.name((cell.points[0], of.0), of.1),
            at: cell.at.clone(),
            by: cell.by.clone(),
            points: cell.points.len(),
            difference: averaged(&differences, &cell.points),
        };
        self.cells.iter().map(row).collect()
    }
}

/// The mean over `points` in each world that has a pair at all of them, and its interval.
fn averaged(differences: &[Vec<Option<f64>>], points: &[u32]) -> Option<MeanInterval> {
    let columns: Vec<&Vec<Option<f64>>> = points
        .iter()
        .map(|point| &differences[*point as usize])
        .collect();
    let worlds = columns.iter().map(|column| column.len()).min()?;
    let of_world = |world: usize| {
        let sum: Option<f64> = columns.iter().map(|column| column[world]).sum();
        sum.map(|sum| sum / columns.len() as f64)
    };
    MeanInterval::of((0..worlds).map(of_world), Confidence::PERCENT_95)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_world_counts_where_it_has_a_pair_at_every_point() {
        let differences = vec![
            vec![Some(1.0), Some(2.0), None],
            vec![Some(9.0), Some(9.0), Some(9.0)],
            vec![Some(3.0), Some(8.0), Some(5.0)],
        ];
        let found = averaged(&differences, &[0, 2]).unwrap();
        assert_eq!((found.mean, found.n), (3.5, 2));
        let alone = averaged(&differences, &[1]).unwrap();
        assert_eq!((alone.mean, alone.lower, alone.n), (9.0, Some(9.0), 3));
        assert_eq!(averaged(&differences, &[]), None);
        assert_eq!(averaged(&[vec![None]], &[0]), None);
    }
}
