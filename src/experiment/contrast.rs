//! Paired differences between each setup and the baseline, with their verdicts.

use std::collections::BTreeMap;

use crate::metrics::metric::Kind;
use crate::metrics::{Better, MetricId, Statistic, Unit};

use super::rows::ValueName;
use super::series::{Series, Sheet};
use super::statistics::{
    Comparison, Confidence, Finding, MeanInterval, Pair, PairedDifference, Resampling,
    UnfinishedShares, Verdict, holm,
};

/// One contrast: setup minus baseline over the worlds both have met.
#[derive(Debug, Clone, PartialEq)]
pub struct ContrastRow {
    /// Point of the design.
    pub point: u32,
    /// The setup, by its place in the study.
    pub setup: usize,
    /// The baseline, by its place in the study.
    pub baseline: usize,
    /// Which value.
    pub name: ValueName,
    /// The paired difference; `None` when no pair of runs has both values.
    pub difference: Option<PairedDifference>,
    /// Shares still open, for values that open work can distort.
    pub unfinished: Option<UnfinishedShares>,
    /// How sure, how large and how often.
    pub comparison: Comparison,
    /// What else is told of the values that verdicts speak of.
    pub headline: Option<HeadlineEvidence>,
}

/// What is told of a headline contrast beside what is told of all.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct HeadlineEvidence {
    /// The 95 % percentile interval over resampled worlds; `None` below two pairs.
    pub resampled: Option<(f64, f64)>,
    /// The p value adjusted over all headline contrasts of the point; `None` where there is none.
    pub p_holm: Option<f64>,
}

impl ContrastRow {
    /// The unit of the value.
    pub const fn unit(&self) -> Unit {
        self.name.metric.unit_of(self.name.statistic)
    }

    /// Which way is good; how many cases a time was measured over is neither.
    pub const fn better(&self) -> Better {
        better(&self.name)
    }

    /// The difference with what is needed to say it.
    pub fn finding(&self) -> Option<Finding> {
        self.difference.map(|difference| Finding {
            difference,
            unit: self.unit(),
            better: self.better(),
            unfinished: self.unfinished,
        })
    }

    /// The verdict, where there is something to judge.
    pub fn verdict(&self) -> Option<Verdict> {
        self.finding()?.verdict()
    }
}

const fn better(name: &ValueName) -> Better {
    match (name.metric.kind(), name.statistic) {
        (Kind::Time, Statistic::Count) => Better::None,
        _ => name.metric.better(),
    }
}

/// Values of one setup at one point, by replication.
#[derive(Debug, Clone, Default)]
pub struct Values {
    /// Every measured value.
    pub sheet: Sheet<ValueName>,
    /// The share of spans that had not ended, for each time over all incidents.
    pub open_share: Sheet<MetricId>,
}

/// Setup and baseline of a contrast: their places in the study, and their values.
#[derive(Debug, Clone, Copy)]
pub struct Compared<'a> {
    /// Point of the design.
    pub point: u32,
    /// The setup.
    pub setup: (usize, &'a Values),
    /// The baseline.
    pub baseline: (usize, &'a Values),
}

impl Compared<'_> {
    /// The contrasts for every value of the portion that both have, with their places in the setup's
    /// order. `is_headline` says which
    /// values verdicts speak of; their worlds are drawn again by `resampling`.
    pub fn rows(
        &self,
        is_headline: impl Fn(&ValueName) -> bool,
        resampling: &mut Resampling,
    ) -> Vec<(usize, ContrastRow)> {
        let (setup, baseline) = (self.setup.1, self.baseline.1);
        let sides = Sides {
            setup: Side::new(setup),
            baseline: Side::new(baseline),
        };
        let row = |(place, name, series): (usize, &ValueName, &Series)| {
            let counterpart = *sides.baseline.values.get(name)?;
            let pairs = || pairs(series, counterpart);
            let unfinished = is_distorted_by_open_work(name).then(|| sides.unfinished(name));
            let evidence = |resampling: &mut Resampling| HeadlineEvidence {
                resampled: resampling.bounds(pairs()),
                p_holm: None,
            };
            let row = ContrastRow {
                point: self.point,
                setup: self.setup.0,
                baseline: self.baseline.0,
                name: name.clone(),
                difference: PairedDifference::of(pairs(), Confidence::PERCENT_95),
                unfinished: unfinished.flatten(),
                comparison: Comparison::of(pairs(), better(name)),
                headline: is_headline(name).then(|| evidence(resampling)),
            };
            Some((place, row))
        };
        setup.sheet.told().filter_map(row).collect()
    }
}

/// Adjusts the p values of the headline contrasts among `rows`, which are one family.
pub fn adjust(rows: &mut [ContrastRow]) {
    let mut family: Vec<(f64, &mut HeadlineEvidence)> = rows
        .iter_mut()
        .filter_map(|row| row.comparison.p_value.zip(row.headline.as_mut()))
        .collect();
    let p_values: Vec<f64> = family.iter().map(|(p_value, _)| *p_value).collect();
    for ((_, evidence), adjusted) in family.iter_mut().zip(holm(&p_values)) {
        evidence.p_holm = Some(adjusted);
    }
}

/// Whether contrasts of other values look at this one: the share still open.
pub fn is_looked_at(name: &ValueName) -> bool {
    name.metric == MetricId::UnfinishedShare
}

/// Means and quantiles of times miss what is open; a total over incidents counts it only so far.
fn is_distorted_by_open_work(name: &ValueName) -> bool {
    match name.metric.kind() {
        Kind::Time => name.statistic != Statistic::Count,
        Kind::CaseTotal => true,
        Kind::CaseShare
        | Kind::CaseCount
        | Kind::LoadShare
        | Kind::LoadValue
        | Kind::Queue
        | Kind::CountyEnd
        | Kind::FieldShare
        | Kind::LeaderShare
        | Kind::TownshipCount
        | Kind::TownshipRate
        | Kind::FateShare
        | Kind::Cost => false,
    }
}

struct Side<'a> {
    values: BTreeMap<&'a ValueName, &'a Series>,
    open_share: BTreeMap<MetricId, &'a Series>,
}

impl<'a> Side<'a> {
    fn new(values: &'a Values) -> Self {
        Self {
            values: values.sheet.kept().collect(),
            open_share: values
                .open_share
                .kept()
                .map(|(metric, series)| (*metric, series))
                .collect(),
        }
    }

    fn unfinished_share(&self, population: &str) -> Option<&'a Series> {
        let name = ValueName {
            metric: MetricId::UnfinishedShare,
            population: population.to_owned(),
            statistic: Statistic::Share,
        };
        self.values.get(&name).copied()
    }
}

struct Sides<'a> {
    setup: Side<'a>,
    baseline: Side<'a>,
}

impl Sides<'_> {
    /// Mean shares still open: `unfinished_share` of the same population, of all where that
    /// is not measured, and open spans of the time itself where neither is.
    fn unfinished(&self, name: &ValueName) -> Option<UnfinishedShares> {
        let of_population = |population: &str| {
            let setup = self.setup.unfinished_share(population)?;
            Some((setup, self.baseline.unfinished_share(population)?))
        };
        let of_time = || {
            let setup = self.setup.open_share.get(&name.metric)?;
            Some((*setup, *self.baseline.open_share.get(&name.metric)?))
        };
        let (setup, baseline) = of_population(&name.population)
            .or_else(|| of_population(&everyone_of(&name.population)))
            .or_else(of_time)?;
        let both = PairedDifference::of(pairs(setup, baseline), Confidence::PERCENT_95)?;
        Some(UnfinishedShares {
            baseline: both.baseline_mean,
            setup: both.setup_mean,
        })
    }
}

/// All incidents of the scope that a population is taken of.
fn everyone_of(population: &str) -> String {
    match population.split_once('/') {
        Some((scope, _)) => format!("{scope}/all"),
        None => "all".to_owned(),
    }
}

fn pairs<'a>(setup: &'a Series, baseline: &'a Series) -> impl Iterator<Item = Pair> + 'a {
    setup
        .iter()
        .zip(baseline.iter())
        .map(|(setup, baseline)| Pair { baseline, setup })
}

/// Mean and t interval over replications.
pub fn interval_of(series: &Series) -> Option<MeanInterval> {
    MeanInterval::of(series.iter(), Confidence::PERCENT_95)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(metric: MetricId, population: &str) -> ValueName {
        ValueName {
            metric,
            population: population.to_owned(),
            statistic: metric.headline_statistic(),
        }
    }

    fn values(response_h: [f64; 2], unfinished: &[(&str, f64)], open: f64) -> Values {
        let mut values = Values::default();
        for (replication, hours) in response_h.into_iter().enumerate() {
            let mut rows = vec![
                (name(MetricId::ResponseTime, "all"), Some(hours)),
                (name(MetricId::ResponseTime, "matter=noise"), Some(hours)),
            ];
            for (population, share) in unfinished {
                rows.push((name(MetricId::UnfinishedShare, population), Some(*share)));
            }
            let at = replication as u32;
            values.sheet.enter(at, rows).unwrap();
            let open = vec![(MetricId::ResponseTime, Some(open))];
            values.open_share.enter(at, open).unwrap();
        }
        values
    }

    fn rows(setup: &Values, baseline: &Values) -> Vec<ContrastRow> {
        let compared = Compared {
            point: 0,
            setup: (1, setup),
            baseline: (0, baseline),
        };
        let is_headline = |name: &ValueName| name.metric == MetricId::ResponseTime;
        let rows = compared.rows(is_headline, &mut Resampling::default());
        let mut rows: Vec<ContrastRow> = rows.into_iter().map(|(_, row)| row).collect();
        adjust(&mut rows);
        rows
    }

    #[test]
    fn headlines_are_resampled_and_their_p_values_adjusted_together() {
        let baseline = values([3.0, 4.1], &[("all", 0.0)], 0.0);
        let rows = rows(&values([1.0, 2.0], &[("all", 0.0)], 0.0), &baseline);
        let [first, second, other] = &rows[..] else {
            panic!("{rows:?}")
        };
        let p_value = first.comparison.p_value.unwrap();
        for row in [first, second] {
            let evidence = row.headline.unwrap();
            assert_eq!(evidence.p_holm, Some((2.0 * p_value).min(1.0)));
            let (lower, upper) = evidence.resampled.unwrap();
            assert!((lower - -2.1).abs() < 1e-12 && (upper - -2.0).abs() < 1e-12);
        }
        assert_eq!(other.headline, None);
    }

    #[test]
    fn equal_values_are_zero_to_the_bit() {
        let same = values([1.5, 2.5], &[("all", 0.25)], 0.0);
        for row in rows(&same, &same) {
            let difference = row.difference.unwrap();
            assert_eq!(difference.estimate.to_bits(), 0);
            assert_eq!(difference.lower.map(f64::to_bits), Some(0));
            assert_eq!(row.verdict(), Some(Verdict::Zero));
        }
    }

    #[test]
    fn unfinished_shares_are_those_of_the_same_population_first() {
        let measured = [("all", 0.0), ("matter=noise", 0.1)];
        let setup = values([1.0, 2.0], &measured, 0.5);
        let baseline = values([3.0, 4.1], &[("all", 0.0), ("matter=noise", 0.0)], 0.5);
        let rows = rows(&setup, &baseline);
        assert_eq!(rows[0].verdict(), Some(Verdict::Better));
        assert_eq!(rows[1].verdict(), Some(Verdict::Censored));
        assert_eq!(rows[2].unfinished, None);
    }

    #[test]
    fn a_population_without_unfinished_share_takes_that_of_all() {
        let setup = values([1.0, 2.0], &[("all", 0.1)], 0.5);
        let baseline = values([3.0, 4.1], &[("all", 0.0)], 0.5);
        assert_eq!(
            rows(&setup, &baseline)[1].verdict(),
            Some(Verdict::Censored)
        );
    }

    #[test]
    fn open_spans_censor_where_no_unfinished_share_is_measured() {
        let baseline = values([3.0, 4.1], &[], 0.0);
        let censored = values([1.0, 2.0], &[], 0.02);
        let compared = values([1.0, 2.0], &[], 0.01);
        assert_eq!(
            rows(&censored, &baseline)[0].verdict(),
            Some(Verdict::Censored)
        );
        assert_eq!(
            rows(&compared, &baseline)[0].verdict(),
            Some(Verdict::Better)
        );
    }

    #[test]
    fn how_many_cases_a_time_was_measured_over_is_not_judged() {
        let mut row = rows(&values([1.0, 2.0], &[], 0.0), &values([3.0, 4.1], &[], 0.0)).remove(0);
        assert_eq!(row.better(), Better::Lower);
        row.name.statistic = Statistic::Count;
        assert_eq!(row.better(), Better::None);
        assert_eq!(row.unit(), Unit::Count);
        assert_eq!(row.verdict(), None);
    }
}
