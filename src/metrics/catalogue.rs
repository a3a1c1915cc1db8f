//! What one setup measures, by name.

use crate::base::{Moment, Table};
use crate::county::{County, RoutineKind, TownshipId, Village};
use crate::dynamics::Horizon;
use crate::governance::{Charter, Conduct};

use super::costs::Bill;
use super::fates::FateTally;
use super::groups::{Group, groups};
use super::measure::Measure;
use super::metric::{Kind, MetricId};
use super::nature::Nature;
use super::population::{Population, PopulationKind, Populations};
use super::scope::Scope;
use super::townships::TownshipTally;
use super::villages::VillageTally;

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
    pub(super) labels: Vec<String>,
    pub(super) groups: Vec<Group>,
    pub(super) township_ids: Table<TownshipId, String>,
    /// Firms and small businesses that inspections are meant for.
    pub(super) inspected: Table<TownshipId, f64>,
    /// Prices, if costs are measured.
    pub(super) bill: Option<Bill>,
}

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
            inspected: inspected(county),
            bill: None,
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

    /// The same with the prices of a county that states them.
    #[must_use]
    pub fn with_prices(self, county: &County, conduct: &Conduct) -> Self {
        let mut metrics = self.measure.metrics.iter();
        let is_asked = metrics.any(|metric| metric.kind() == Kind::Cost);
        Self {
            bill: Bill::of(county, conduct).filter(|_| is_asked),
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
    pub(super) fn scopes(&self, metric: MetricId) -> &'static [Scope] {
        if !self.nature.hides {
            return &[Scope::Whole];
        }
        match metric.kind() {
            _ if metric == MetricId::UnfinishedShare => &Scope::HIDING,
            Kind::Time | Kind::CaseShare => &[Scope::Common, Scope::Ticket],
            Kind::CaseCount | Kind::CaseTotal | Kind::FateShare => &[Scope::Potential],
            Kind::LoadShare
            | Kind::LoadValue
            | Kind::Queue
            | Kind::CountyEnd
            | Kind::FieldShare
            | Kind::LeaderShare
            | Kind::TownshipCount
            | Kind::TownshipRate
            | Kind::Cost => &[Scope::Whole],
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

    pub(super) fn stage_scopes(&self) -> &'static [Scope] {
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
        let is_asked =
            metrics.any(|metric| matches!(metric.kind(), Kind::TownshipCount | Kind::TownshipRate));
        TownshipTally::new(if is_asked { self.townships } else { 0 })
    }

    /// Whether villages are told apart: where something is hidden, and townships are told apart.
    pub fn has_villages(&self) -> bool {
        let are_places = self.measure.populations.contains(&PopulationKind::Township);
        self.nature.hides && are_places
    }

    /// An empty tally of villages, if they are told apart.
    pub(super) fn no_villages(&self, villages: usize) -> VillageTally {
        VillageTally::new(if self.has_villages() { villages } else { 0 })
    }

    /// The times measured.
    pub(super) fn times(&self) -> impl Iterator<Item = MetricId> {
        self.measure
            .metrics
            .iter()
            .copied()
            .filter(|metric| metric.kind() == Kind::Time)
    }

    /// Populations of incidents, with their places; units only for `has_units`.
    pub(super) fn incident_populations(
        &self,
        has_units: bool,
    ) -> impl Iterator<Item = (usize, &String)> {
        self.populations
            .list()
            .iter()
            .enumerate()
            .filter(move |(_, population)| has_units || !matches!(population, Population::Unit(_)))
            .map(|(place, _)| (place, &self.labels[place]))
    }
}

/// Firms and small businesses of each township, as far as a routine inspection is meant for them.
fn inspected(county: &County) -> Table<TownshipId, f64> {
    let (mut are_firms, mut are_small) = (false, false);
    for routine in &county.routines {
        if let RoutineKind::Inspection {
            per_firm,
            per_small_business,
        } = routine.kind
        {
            are_firms |= per_firm > 0.0;
            are_small |= per_small_business > 0.0;
        }
    }
    let meant = |village: &Village| {
        let firms = if are_firms { village.firms } else { 0.0 };
        let small = if are_small {
            village.small_businesses
        } else {
            0.0
        };
        firms + small
    };
    let mut inspected = county.townships.map(|_| 0.0);
    for village in &county.villages {
        inspected[village.township] += meant(village);
    }
    inspected
}
