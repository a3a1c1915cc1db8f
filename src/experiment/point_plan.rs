//! A study at one point of its design, with everything its runs need.

use crate::base::{Moment, Text, World};
use crate::dynamics::{Before, Setting};
use crate::governance::{Charter, LayError, Setup, lay};
use crate::metrics::{Catalogue, Measure, Nature};
use crate::scenario::{Study, StudyKind};

/// A study at one point, laid before its first run.
#[derive(Debug)]
pub struct PointPlan<'a> {
    study: &'a Study,
    charters: Vec<Charter>,
    /// What holds before the setups do, if they take over during the run.
    status_quo: Option<Charter>,
    nature: Nature,
    measure: Measure,
    catalogues: Vec<Catalogue>,
}

impl<'a> PointPlan<'a> {
    /// Lays the charter of every setup of `study`, as it is at the point.
    ///
    /// # Errors
    /// Every fault of every setup, in the order of setups.
    pub fn new(study: &'a Study) -> Result<Self, Vec<LayError>> {
        let mut charters = Vec::new();
        let mut faults = Vec::new();
        for setup in &study.setups {
            match lay(&study.county, setup) {
                Ok(charter) => charters.push(charter),
                Err(errors) => faults.extend(errors),
            }
        }
        let mut status_quo = None;
        if study.is_forked() {
            match lay(&study.county, &the_status_quo()) {
                Ok(charter) => status_quo = Some(charter),
                Err(errors) => faults.extend(errors),
            }
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        let nature = Nature::of(&study.county, &study.conduct, study.mechanisms);
        let mut plan = Self {
            study,
            charters,
            status_quo,
            nature,
            measure: study.measure.in_county(nature, &study.headline),
            catalogues: Vec::new(),
        };
        plan.catalogues = (0..study.setups.len())
            .map(|setup| plan.catalogue_of(setup))
            .collect();
        Ok(plan)
    }

    /// What a setup measures; its units are told of from the day it takes over.
    fn catalogue_of(&self, setup: usize) -> Catalogue {
        let (study, charter) = (self.study, &self.charters[setup]);
        let measured = (&self.measure, self.nature);
        let catalogue = Catalogue::new(&study.county, charter, measured, study.horizon)
            .with_prices(&study.county, &study.conduct);
        let setting = self.setting(self.any_world(), setup);
        let catalogue = match setting.switch_at() {
            Some(switch) => catalogue.with_units_since(switch),
            None => catalogue,
        };
        let catalogue = match self.last_switch() {
            Some(_) => catalogue.with_days(),
            None => catalogue,
        };
        if study.setups.len() == 1 {
            catalogue.alone()
        } else {
            catalogue
        }
    }

    /// When the last of the compared setups takes over; none where none does after measuring has
    /// begun.
    pub fn last_switch(&self) -> Option<Moment> {
        let study = self.study;
        let is_compared = study.kind == StudyKind::Experiment && study.setups.len() > 1;
        let switches = study.setups.iter().map(|setup| setup.holds_from);
        switches
            .filter(|at| is_compared && !study.is_steady && *at > Moment::START)
            .max()
    }

    /// From when weeks since the switch are counted: when the setup takes over, and for one that
    /// does not while measuring when the last of the others does.
    pub fn switch_of(&self, setup: usize) -> Option<Moment> {
        let own = self.study.setups[setup].holds_from;
        self.last_switch()
            .map(|last| if own > Moment::START { own } else { last })
    }

    /// The study at this point.
    pub const fn study(&self) -> &'a Study {
        self.study
    }

    /// What the county is like.
    pub const fn nature(&self) -> Nature {
        self.nature
    }

    /// What is measured: of a study that names no metrics, those that can move in its county.
    pub const fn measure(&self) -> &Measure {
        &self.measure
    }

    /// What a setup lays down.
    pub fn charter(&self, setup: usize) -> &Charter {
        &self.charters[setup]
    }

    /// The names of all that a setup measures.
    pub fn catalogue(&self, setup: usize) -> &Catalogue {
        &self.catalogues[setup]
    }

    /// What holds when the runs of a setup begin; its own charter may take over later.
    pub fn opening_charter(&self, setup: usize) -> &Charter {
        self.setting(self.any_world(), setup).opening_charter()
    }

    /// What does not hang on the world is asked of any.
    const fn any_world(&self) -> World {
        World {
            seed: self.study.seed,
            replication: 0,
        }
    }

    /// The inputs of a run in `world`.
    pub fn setting(&self, world: World, setup: usize) -> Setting<'_> {
        Setting {
            county: &self.study.county,
            conduct: &self.study.conduct,
            charter: &self.charters[setup],
            before: self.status_quo.as_ref().map(|charter| Before {
                charter,
                until: self.study.setups[setup].holds_from,
            }),
            calendar: &self.study.calendar,
            horizon: self.study.horizon,
            mechanisms: self.study.mechanisms,
            discipline: self.study.discipline,
            world,
            trace: self.study.trace.as_ref(),
        }
    }

    /// Breaks a setup's charter, so that its runs fail.
    #[cfg(test)]
    pub(crate) fn break_setup(&mut self, setup: usize) {
        self.charters[setup].first_asked = crate::base::Table::new();
    }
}

/// What setups take over from.
fn the_status_quo() -> Setup {
    Setup::status_quo("status-quo", Text::new("现状", "status quo"))
}
