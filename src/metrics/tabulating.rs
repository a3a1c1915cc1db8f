//! How a run's integers become rows.

use crate::base::{Histogram, Id, Moment};
use crate::county::{Cause, Stage, Tier, TownshipId};
use crate::dynamics::CountyEnd;

use super::catalogue::Catalogue;
use super::costs::years;
use super::fates::{Fate, FateTally};
use super::load::{Hours, Share, gini};
use super::load_rows::{busy_share, hours_of, load_share};
use super::metric::{Kind, MetricId, Statistic};
use super::population::Population;
use super::rows::{FateRow, MetricRow, StageRow};
use super::scope::Scope;
use super::tally::RunTally;

impl Catalogue {
    /// The values of a run, in table order.
    pub fn metric_rows(&self, tally: &RunTally) -> Vec<MetricRow> {
        let mut rows = Vec::new();
        for metric in self.measure.metrics.iter().copied() {
            match metric.kind() {
                Kind::Time => self.time_rows(tally, metric, &mut rows),
                Kind::CaseShare => self.share_rows(tally, metric, &mut rows),
                Kind::CaseCount | Kind::CaseTotal | Kind::FateShare => {
                    self.fate_rows(tally, metric, &mut rows);
                }
                Kind::LoadShare => self.load_share_rows(tally, metric, &mut rows),
                Kind::LoadValue => self.load_value_row(tally, metric, &mut rows),
                Kind::Queue => self.queue_rows(tally, metric, &mut rows),
                Kind::CountyEnd => county_end_row(tally, metric, &mut rows),
                Kind::TownshipCount | Kind::TownshipRate => {
                    self.township_rows_of(tally, metric, &mut rows);
                }
                Kind::Cost => self.cost_row(tally, metric, &mut rows),
                Kind::LeaderShare => {
                    let value = tally.meetings.share();
                    rows.push(row("all", metric, Statistic::Share, value));
                }
                Kind::FieldShare => {
                    let value = tally.field.entry_share();
                    rows.push(row("all", metric, Statistic::Share, value));
                }
            }
        }
        rows
    }

    fn time_rows(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        for scope in self.scopes(metric) {
            let times = tally.of(*scope).and_then(|scope| scope.of_time(metric));
            let Some(histograms) = times else { continue };
            for (place, label) in self.incident_populations(metric == MetricId::WaitingTime) {
                let label = scope.label(label);
                for statistic in metric.statistics() {
                    let value = time_value(&histograms[place], *statistic);
                    rows.push(row(&label, metric, *statistic, value));
                }
            }
        }
    }

    fn share_rows(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        for scope in self.scopes(metric) {
            if *scope == Scope::Potential {
                self.fate_rows(tally, metric, rows);
                continue;
            }
            let Some(told) = tally.of(*scope) else {
                continue;
            };
            for (place, label) in self.incident_populations(false) {
                let value = told.cases[place].share(metric);
                rows.push(row(&scope.label(label), metric, Statistic::Share, value));
            }
        }
    }

    fn fate_rows(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        let scope = self.scopes(metric)[0];
        let statistic = metric.headline_statistic();
        for (place, label) in self.incident_populations(false) {
            let value = tally.fates[place].value(metric);
            rows.push(row(&scope.label(label), metric, statistic, value));
        }
    }

    /// What belongs to no matter: the county's, and that of each township.
    fn township_rows_of(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        for (place, label) in self.incident_populations(false) {
            let township = match self.populations.list()[place] {
                Population::All => None,
                Population::Township(township) => Some(township),
                _ => continue,
            };
            let mut value = tally.townships.value(metric, township);
            if metric.kind() == Kind::TownshipRate {
                let may_happen = self.inspected_years(township);
                value = value
                    .filter(|_| may_happen > 0.0)
                    .map(|number| number / may_happen);
            }
            let statistic = metric.headline_statistic();
            rows.push(row(label, metric, statistic, value));
        }
    }

    /// Years measured of all firms that inspections are meant for, in a township or everywhere.
    fn inspected_years(&self, township: Option<TownshipId>) -> f64 {
        let firms = match township {
            Some(township) => self.inspected[township],
            None => self.inspected.iter().sum(),
        };
        firms * years(self.horizon.measured)
    }

    /// Money of the whole county.
    fn cost_row(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        let measured = self.horizon.measured;
        let total = self.bill.as_ref();
        let total = total.map(|bill| bill.total(&tally.costs, measured));
        let divisor = match metric {
            MetricId::CostPerSettled => self.settled(tally) as f64,
            _ => years(measured),
        };
        let value = total.filter(|_| divisor > 0.0).map(|total| total / divisor);
        rows.push(row("all", metric, Statistic::Value, value));
    }

    /// Incidents settled in truth: every way of dividing incidents holds each of them once.
    fn settled(&self, tally: &RunTally) -> u64 {
        let mut populations = self.populations.list().iter().zip(&tally.fates);
        let first = self.populations.list().first();
        let is_alike = |one: &Population, other: &Population| {
            std::mem::discriminant(one) == std::mem::discriminant(other)
        };
        populations
            .by_ref()
            .filter(|(population, _)| first.is_some_and(|first| is_alike(first, population)))
            .map(|(_, fates)| fates.settled())
            .sum()
    }

    /// What became of everything the world had in store: all of it, by matter and by township.
    pub fn ledger(&self, tally: &RunTally) -> Vec<FateRow> {
        let populations = self.populations.list().iter().zip(&tally.fates);
        populations
            .filter(|(population, _)| {
                matches!(
                    population,
                    Population::All | Population::Matter(_) | Population::Township(_)
                )
            })
            .flat_map(|(population, fates)| fate_rows_of(*population, fates))
            .collect()
    }

    /// The distribution of a time by tier, where populations by tier are measured: over those
    /// reported in every setup, where some are hidden.
    pub fn tiers<'t>(
        &self,
        tally: &'t RunTally,
        metric: MetricId,
    ) -> impl Iterator<Item = (Tier, &'t Histogram)> {
        let populations = self.populations.list().iter();
        let distributions = populations.zip(tally.distributions(metric));
        distributions.filter_map(|(population, histogram)| match population {
            Population::Tier(tier) => Some((*tier, histogram)),
            _ => None,
        })
    }

    fn load_share_rows(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        for group in &self.groups {
            if let Some(population) = &group.population {
                let value = load_share(metric, &hours_of(&tally.load, &group.workers));
                rows.push(row(population, metric, Statistic::Share, value));
            }
        }
    }

    fn load_value_row(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        let value = match metric {
            MetricId::LoadGini => {
                let mut busy: Vec<i128> = tally.load.workers.iter().map(Hours::busy).collect();
                gini(&mut busy)
            }
            _ => self.peak_week(tally),
        };
        rows.push(row("all", metric, Statistic::Value, value));
    }

    fn peak_week(&self, tally: &RunTally) -> Option<f64> {
        let whole_weeks = (self.horizon.measured.days() / 7.0) as usize;
        (0..whole_weeks.min(tally.load.week_count))
            .filter_map(|week| {
                let mut share = Share::default();
                for worker in 0..self.workers {
                    share.merge(&tally.load.weeks_of(worker)[week]);
                }
                busy_share(&share)
            })
            .reduce(f64::max)
    }

    fn queue_rows(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        let mean = |seconds: i128, since: Moment| {
            let measured = self
                .horizon
                .measured_part(since, self.horizon.measured_until());
            (!measured.is_zero()).then(|| seconds as f64 / measured.seconds() as f64)
        };
        let all = tally.waited.iter().map(|sum| sum.seconds()).sum();
        let all = mean(all, self.horizon.start());
        rows.push(row("all", metric, Statistic::Value, all));
        for (place, population) in self.populations.list().iter().enumerate() {
            if let Population::Unit(unit) = population {
                let waited = &tally.waited[unit.index()];
                let value = mean(waited.seconds(), self.units_since);
                rows.push(row(&self.labels[place], metric, Statistic::Value, value));
            }
        }
    }

    /// Where the time goes, population by population.
    pub fn stage_rows(&self, tally: &RunTally) -> Vec<StageRow> {
        let mut rows = Vec::new();
        for scope in self.stage_scopes() {
            let stages = tally.of(*scope).map(|scope| &scope.stages);
            let Some(stages) = stages.filter(|stages| !stages.is_empty()) else {
                continue;
            };
            for (place, label) in self.incident_populations(false) {
                rows.extend(Stage::ALL.map(|stage| StageRow {
                    population: scope.label(label),
                    stage,
                    mean_h: stages[place].mean_hours(stage),
                    share_of_total: stages[place].share_of_total(stage),
                }));
            }
        }
        rows
    }
}

/// The counts of one population, prevented potentials by cause as well.
fn fate_rows_of(of: Population, fates: &FateTally) -> Vec<FateRow> {
    let row = |fate: Fate, cause: Option<Cause>, count: u64| FateRow {
        of,
        fate,
        cause,
        value: count as f64,
    };
    let totals = Fate::ALL.map(|fate| row(fate, None, fates.count(fate)));
    let causes = Cause::ALL.map(|cause| {
        let count = fates.prevented_by(cause);
        row(Fate::Prevented, Some(cause), count)
    });
    totals.into_iter().chain(causes).collect()
}

/// A statistic of a time (h), or how many had it.
fn time_value(histogram: &Histogram, statistic: Statistic) -> Option<f64> {
    let seconds = match statistic {
        Statistic::Mean => histogram.mean(),
        Statistic::P50 => histogram.quantile(0.5),
        Statistic::P90 => histogram.quantile(0.9),
        Statistic::P95 => histogram.quantile(0.95),
        Statistic::Count => return Some(histogram.finished() as f64),
        Statistic::Share | Statistic::Value => None,
    };
    seconds.map(|seconds| seconds / 3_600.0)
}

fn county_end_row(tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
    let end = tally.county_end;
    let millionths = match metric {
        MetricId::TrustEnd => end.trust,
        _ => end.capacity,
    };
    let value = millionths.map(CountyEnd::share);
    rows.push(row("all", metric, Statistic::Value, value));
}

fn row(label: &str, metric: MetricId, statistic: Statistic, value: Option<f64>) -> MetricRow {
    MetricRow {
        population: label.to_owned(),
        metric,
        statistic,
        value,
    }
}
