//! What one setup measures, by name, and how a run's integers become rows.

use crate::base::{Histogram, Id, Moment, Table};
use crate::county::{
    Cause, County, DepartmentId, Role, Stage, Tier, TownshipId, UnitId, Worker, WorkerId,
};
use crate::dynamics::{Activity, CountyEnd, Horizon};
use crate::governance::Charter;

use super::fates::{Fate, FateTally};
use super::load::{Hours, Level, LoadTally, Share, Slice, gini};
use super::measure::Measure;
use super::metric::{Kind, MetricId, Statistic};
use super::nature::Nature;
use super::population::{Population, PopulationKind, Populations};
use super::scope::Scope;
use super::tally::RunTally;
use super::townships::TownshipTally;

/// One value of a run.
#[derive(Debug, Clone, PartialEq)]
pub struct MetricRow {
    /// Whom it speaks of.
    pub population: String,
    /// What.
    pub metric: MetricId,
    /// Which statistic.
    pub statistic: Statistic,
    /// The value in the metric's unit; none where it is undefined.
    pub value: Option<f64>,
}

/// Time in one stage.
#[derive(Debug, Clone, PartialEq)]
pub struct StageRow {
    /// Whom it speaks of.
    pub population: String,
    /// Which stage.
    pub stage: Stage,
    /// Mean time per incident (h).
    pub mean_h: Option<f64>,
    /// Share of the time of all stages.
    pub share_of_total: Option<f64>,
}

/// One load.
#[derive(Debug, Clone, PartialEq)]
pub struct LoadRow {
    /// Of whom.
    pub level: Level,
    /// Which one.
    pub id: String,
    /// When.
    pub slice: Slice,
    /// Which share.
    pub metric: MetricId,
    /// The value; none where nobody was on duty.
    pub value: Option<f64>,
}

/// One count of the ledger of potentials.
#[derive(Debug, Clone, PartialEq)]
pub struct FateRow {
    /// Of which potentials: all, those of a matter, or those in a township.
    pub of: Population,
    /// What became of them.
    pub fate: Fate,
    /// Of the prevented those of one cause; all if none is named.
    pub cause: Option<Cause>,
    /// How many.
    pub value: f64,
}

/// The people whose hours are added up.
#[derive(Debug, Clone)]
struct Group {
    level: Level,
    id: String,
    workers: Vec<WorkerId>,
    population: Option<String>,
}

/// What one setup measures.
#[derive(Debug, Clone)]
pub struct Catalogue {
    pub(super) measure: Measure,
    pub(super) populations: Populations,
    pub(super) horizon: Horizon,
    pub(super) workers: usize,
    pub(super) townships: usize,
    pub(super) units: usize,
    /// Since when these units exist.
    pub(super) units_since: Moment,
    pub(super) nature: Nature,
    /// Whether the county is told day by day.
    pub(super) has_days: bool,
    /// Whether the setup is compared with no other.
    pub(super) is_alone: bool,
    labels: Vec<String>,
    groups: Vec<Group>,
    township_ids: Table<TownshipId, String>,
}

const LOAD_SHARES: [MetricId; 5] = [
    MetricId::BusyShare,
    MetricId::TravelShare,
    MetricId::OvertimeShare,
    MetricId::InspectionShare,
    MetricId::ConsultationShare,
];

impl Catalogue {
    /// Names all that `measure` asks for under one charter.
    pub fn new(
        county: &County,
        charter: &Charter,
        (measure, nature): (&Measure, Nature),
        horizon: Horizon,
    ) -> Self {
        let populations = Populations::new(county, charter, &measure.populations);
        let labels = populations
            .list()
            .iter()
            .map(|population| population.label(county, charter))
            .collect();
        Self {
            labels,
            groups: groups(county, charter, measure),
            populations,
            horizon,
            measure: measure.clone(),
            workers: county.workers.len(),
            townships: county.townships.len(),
            units: charter.units.len(),
            units_since: horizon.start(),
            nature,
            has_days: false,
            is_alone: false,
            township_ids: county.townships.map(|township| township.id.clone()),
        }
    }

    /// The same where another charter holds until `at`: what a unit's queue and waiting were is
    /// told from then on. Load goes by person: a unit's is that of its people, whatever unit they
    /// were in before.
    #[must_use]
    pub fn with_units_since(self, at: Moment) -> Self {
        Self {
            units_since: at,
            ..self
        }
    }

    /// The same where the whole county is also told day by day.
    #[must_use]
    pub fn with_days(self) -> Self {
        Self {
            has_days: true,
            ..self
        }
    }

    /// The same for a setup that is compared with no other: every reported incident is common, and
    /// nobody needs to be remembered.
    #[must_use]
    pub fn alone(self) -> Self {
        Self {
            is_alone: true,
            ..self
        }
    }

    /// Of which incidents a metric speaks, in the order of tables.
    fn scopes(&self, metric: MetricId) -> &'static [Scope] {
        if !self.nature.hides {
            return &[Scope::Whole];
        }
        match metric.kind() {
            _ if metric == MetricId::UnfinishedShare => &Scope::HIDING,
            Kind::Time | Kind::CaseShare => &[Scope::Common, Scope::Ticket],
            Kind::CaseCount | Kind::CaseTotal => &[Scope::Potential],
            Kind::LoadShare
            | Kind::LoadValue
            | Kind::Queue
            | Kind::CountyEnd
            | Kind::FieldShare
            | Kind::TownshipCount => &[Scope::Whole],
        }
    }

    /// The population that a verdict on `metric` speaks of.
    pub fn headline_population(&self, metric: MetricId) -> String {
        let is_share = metric.kind() == Kind::CaseShare;
        let scope = if self.nature.hides && is_share {
            Scope::Common
        } else {
            self.scopes(metric)[0]
        };
        scope.label(PopulationKind::All.word())
    }

    /// The population whose stages are shown.
    pub fn stage_population(&self) -> String {
        self.stage_scopes()[0].label(PopulationKind::All.word())
    }

    fn stage_scopes(&self) -> &'static [Scope] {
        self.scopes(MetricId::ResolutionTime)
    }

    /// An empty tally of potentials for each population, if any is asked for.
    pub(super) fn no_fates(&self) -> Vec<FateTally> {
        let is_asked = self.measure.has_cases() || self.nature.hides;
        let populations = if is_asked {
            self.populations.list().len()
        } else {
            0
        };
        vec![FateTally::default(); populations]
    }

    /// An empty tally of what is counted township by township, if any of it is asked for.
    pub(super) fn no_townships(&self) -> TownshipTally {
        let mut metrics = self.measure.metrics.iter();
        let is_asked = metrics.any(|metric| metric.kind() == Kind::TownshipCount);
        TownshipTally::new(if is_asked { self.townships } else { 0 })
    }

    /// The times measured.
    pub(super) fn times(&self) -> impl Iterator<Item = MetricId> {
        self.measure
            .metrics
            .iter()
            .copied()
            .filter(|metric| metric.kind() == Kind::Time)
    }

    /// The values of a run, in table order.
    pub fn metric_rows(&self, tally: &RunTally) -> Vec<MetricRow> {
        let mut rows = Vec::new();
        for metric in self.measure.metrics.iter().copied() {
            match metric.kind() {
                Kind::Time => self.time_rows(tally, metric, &mut rows),
                Kind::CaseShare => self.share_rows(tally, metric, &mut rows),
                Kind::CaseCount | Kind::CaseTotal => {
                    self.fate_rows(tally, metric, &mut rows);
                }
                Kind::LoadShare => self.load_share_rows(tally, metric, &mut rows),
                Kind::LoadValue => self.load_value_row(tally, metric, &mut rows),
                Kind::Queue => self.queue_rows(tally, metric, &mut rows),
                Kind::CountyEnd => county_end_row(tally, metric, &mut rows),
                Kind::TownshipCount => self.township_count_rows(tally, metric, &mut rows),
                Kind::FieldShare => {
                    let value = tally.field.entry_share();
                    rows.push(row("all", metric, Statistic::Share, value));
                }
            }
        }
        rows
    }

    /// Populations of incidents, with their places; units only for `has_units`.
    fn incident_populations(&self, has_units: bool) -> impl Iterator<Item = (usize, &String)> {
        self.populations
            .list()
            .iter()
            .enumerate()
            .filter(move |(_, population)| has_units || !matches!(population, Population::Unit(_)))
            .map(|(place, _)| (place, &self.labels[place]))
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
    fn township_count_rows(&self, tally: &RunTally, metric: MetricId, rows: &mut Vec<MetricRow>) {
        for (place, label) in self.incident_populations(false) {
            let township = match self.populations.list()[place] {
                Population::All => None,
                Population::Township(township) => Some(township),
                _ => continue,
            };
            let value = tally.townships.value(metric, township);
            rows.push(row(label, metric, Statistic::Count, value));
        }
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

    /// Who carries the load, level by level.
    pub fn load_rows(&self, tally: &RunTally) -> Vec<LoadRow> {
        if !self.measure.has_load() {
            return Vec::new();
        }
        let mut rows = Vec::new();
        for group in &self.groups {
            let hours = hours_of(&tally.load, &group.workers);
            for metric in self.load_shares() {
                rows.push(load_row(
                    group,
                    Slice::Total,
                    metric,
                    load_share(metric, &hours),
                ));
            }
            for week in 0..tally.load.week_count {
                let share = share_of(&group.workers, |worker| tally.load.weeks_of(worker)[week]);
                let slice = Slice::Week(week as u32);
                rows.push(load_row(
                    group,
                    slice,
                    MetricId::BusyShare,
                    busy_share(&share),
                ));
            }
            if tally.load.week_count > 0 {
                for hour in 0..24 {
                    let share =
                        share_of(&group.workers, |worker| tally.load.hours_of(worker)[hour]);
                    let slice = Slice::HourOfDay(hour as u8);
                    rows.push(load_row(
                        group,
                        slice,
                        MetricId::BusyShare,
                        busy_share(&share),
                    ));
                }
            }
        }
        self.township_rows(tally, &mut rows);
        rows
    }

    fn load_shares(&self) -> impl Iterator<Item = MetricId> {
        LOAD_SHARES
            .into_iter()
            .filter(|metric| self.measure.has(*metric))
    }

    fn township_rows(&self, tally: &RunTally, rows: &mut Vec<LoadRow>) {
        let mut county = Hours::default();
        tally
            .load
            .workers
            .iter()
            .for_each(|hours| county.merge(hours));
        for (township, id) in self.township_ids.iter_with_ids() {
            let here = &tally.load.townships[township.index()];
            let row = |slice, metric, value| LoadRow {
                level: Level::Township,
                id: id.clone(),
                slice,
                metric,
                value,
            };
            let with_duty = Hours {
                duty: county.duty,
                ..*here
            };
            for metric in self.load_shares() {
                if metric != MetricId::OvertimeShare {
                    rows.push(row(Slice::Total, metric, load_share(metric, &with_duty)));
                }
            }
            for week in 0..tally.load.week_count {
                let everyone = (0..self.workers)
                    .map(WorkerId::from_index)
                    .collect::<Vec<_>>();
                let mut share = share_of(&everyone, |worker| Share {
                    duty: tally.load.weeks_of(worker)[week].duty,
                    ..Share::default()
                });
                share.busy = tally.load.township_weeks_of(township.index())[week].busy;
                let slice = Slice::Week(week as u32);
                rows.push(row(slice, MetricId::BusyShare, busy_share(&share)));
            }
        }
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

fn load_row(group: &Group, slice: Slice, metric: MetricId, value: Option<f64>) -> LoadRow {
    LoadRow {
        level: group.level,
        id: group.id.clone(),
        slice,
        metric,
        value,
    }
}

/// The groups whose hours are added up: county, roles, departments, units.
fn groups(county: &County, charter: &Charter, measure: &Measure) -> Vec<Group> {
    let has = |kind| measure.populations.contains(&kind);
    let mut groups = vec![Group {
        level: Level::County,
        id: county.id.clone(),
        workers: county.workers.ids().collect(),
        population: has(PopulationKind::All).then(|| "all".to_owned()),
    }];
    for role in Role::ALL {
        let workers = of_role(county, role);
        if !workers.is_empty() {
            groups.push(Group {
                level: Level::Role,
                id: role.word().to_owned(),
                workers,
                population: None,
            });
        }
    }
    for (id, department) in county.departments.iter_with_ids() {
        groups.push(Group {
            level: Level::Department,
            id: department.id.clone(),
            workers: of_department(county, id),
            population: has(PopulationKind::Department)
                .then(|| format!("department={}", department.id)),
        });
    }
    for (id, unit) in charter.units.iter_with_ids() {
        groups.push(Group {
            level: Level::Unit,
            id: unit.id.clone(),
            workers: of_unit(charter, id),
            population: has(PopulationKind::Unit).then(|| format!("unit={}", unit.id)),
        });
    }
    groups
}

fn of_role(county: &County, role: Role) -> Vec<WorkerId> {
    those(county, |worker| worker.role == role)
}

fn of_department(county: &County, department: DepartmentId) -> Vec<WorkerId> {
    those(county, |worker| worker.home == department)
}

fn those(county: &County, are_meant: impl Fn(&Worker) -> bool) -> Vec<WorkerId> {
    let workers = county.workers.iter_with_ids();
    workers
        .filter(|(_, worker)| are_meant(worker))
        .map(|(id, _)| id)
        .collect()
}

fn of_unit(charter: &Charter, unit: UnitId) -> Vec<WorkerId> {
    charter.units[unit].members.clone()
}

fn hours_of(load: &LoadTally, workers: &[WorkerId]) -> Hours {
    let mut total = Hours::default();
    for worker in workers {
        total.merge(&load.workers[worker.index()]);
    }
    total
}

fn share_of(workers: &[WorkerId], of: impl Fn(usize) -> Share) -> Share {
    let mut total = Share::default();
    for worker in workers {
        total.merge(&of(worker.index()));
    }
    total
}

fn busy_share(share: &Share) -> Option<f64> {
    over_duty(share.busy.seconds(), share.duty.seconds())
}

fn load_share(metric: MetricId, hours: &Hours) -> Option<f64> {
    let seconds = match metric {
        MetricId::BusyShare => hours.busy(),
        MetricId::TravelShare => hours.spent[Activity::Travel as usize].seconds(),
        MetricId::InspectionShare => hours.spent[Activity::Inspection as usize].seconds(),
        MetricId::ConsultationShare => hours.spent[Activity::Consultation as usize].seconds(),
        MetricId::OvertimeShare => hours.overtime.seconds(),
        _ => return None,
    };
    over_duty(seconds, hours.duty.seconds())
}

fn over_duty(seconds: i128, duty: i128) -> Option<f64> {
    (duty > 0).then(|| seconds as f64 / duty as f64)
}
