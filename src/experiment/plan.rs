//! The runs of a study in their order, and what each of them gives.

use std::ops::Range;

use crate::base::{Moment, Text};
use crate::governance::{Charter, LayError, Setup};
use crate::metrics::{Catalogue, Measure, Nature};
use crate::scenario::{Precision, Study};

use super::point_plan::PointPlan;
use super::shard::Shard;

/// Which run: replication, then point, then setup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RunKey {
    /// The replication, from 0.
    pub replication: u32,
    /// The point of the design, from 0.
    pub point: u32,
    /// The setup's place in the study.
    pub setup: usize,
}

/// One world at one point: every setup meets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanWorld {
    /// The replication, from 0.
    pub replication: u32,
    /// The point of the design, from 0.
    pub point: u32,
}

/// A study with everything its runs need, laid before the first of them.
#[derive(Debug)]
pub struct Plan<'a> {
    study: &'a Study,
    points: Vec<PointPlan<'a>>,
    replications: u32,
    /// The part of the study that is run here; none where it is the whole.
    shard: Option<Shard>,
}

impl<'a> Plan<'a> {
    /// Lays the charter of every setup at every point; a study without factors has the one point 0.
    ///
    /// # Errors
    /// Every fault of every setup at every point, in this order.
    pub fn new(study: &'a Study) -> Result<Self, Vec<LayError>> {
        let mut points = Vec::new();
        let mut faults = Vec::new();
        for at_point in studies(study) {
            match PointPlan::new(at_point) {
                Ok(point) => points.push(point),
                Err(errors) => faults.extend(errors),
            }
        }
        if faults.is_empty() {
            Ok(Self {
                study,
                points,
                replications: study.replications,
                shard: None,
            })
        } else {
            Err(faults)
        }
    }

    /// The same plan, of which only a shard is run here.
    #[must_use]
    pub fn of_shard(self, shard: Option<Shard>) -> Self {
        Self { shard, ..self }
    }

    /// So many worlds are run at each point from now on; the first runs stay what they are.
    pub const fn grow_to(&mut self, replications: u32) {
        self.replications = replications;
    }

    /// How many worlds are run at each point.
    pub const fn replications(&self) -> u32 {
        self.replications
    }

    /// The part of the study that is run here; none where it is the whole.
    pub const fn shard(&self) -> Option<Shard> {
        self.shard
    }

    /// Whether a world is run here.
    pub fn is_own(&self, world: u64) -> bool {
        self.shard.is_none_or(|shard| shard.holds(world))
    }

    /// The worlds that are run here, in their order.
    pub fn own_worlds(&self) -> impl Iterator<Item = u64> {
        (0..self.worlds()).filter(|world| self.is_own(*world))
    }

    /// How many runs are planned here.
    pub fn own_runs(&self) -> u64 {
        self.own_worlds().count() as u64 * self.setups().len() as u64
    }

    /// Whether run `index` is planned here.
    pub fn is_own_run(&self, index: u64) -> bool {
        index < self.runs() && self.is_own(index / self.setups().len() as u64)
    }

    /// How well a mean is to be known; none where the number of worlds is fixed.
    pub const fn precision(&self) -> Option<Precision> {
        self.study.precision
    }

    /// The plan of one point.
    pub fn at(&self, point: u32) -> &PointPlan<'a> {
        &self.points[point as usize]
    }

    /// The points in their order.
    pub fn each_point(&self) -> impl Iterator<Item = &PointPlan<'a>> {
        self.points.iter()
    }

    /// When the last of the compared setups takes over at any point; none where none does after
    /// measuring has begun.
    pub fn last_switch(&self) -> Option<Moment> {
        self.points.iter().filter_map(PointPlan::last_switch).max()
    }

    /// The study planned.
    pub const fn study(&self) -> &'a Study {
        self.study
    }

    /// The setups, in the order of tables.
    pub fn setups(&self) -> &'a [Setup] {
        &self.study.setups
    }

    /// The name people read of a setup, with its id where another setup has the same name.
    pub fn setup_name(&self, setup: usize) -> Text {
        let named = &self.setups()[setup];
        let namesakes = self
            .setups()
            .iter()
            .filter(|other| other.name == named.name);
        if namesakes.count() < 2 {
            return named.name.clone();
        }
        Text::new(
            format!("{}（{}）", named.name.zh, named.id),
            format!("{} ({})", named.name.en, named.id),
        )
    }

    /// What the county is like at any point.
    pub fn nature(&self) -> Nature {
        let natures = self.points.iter().map(PointPlan::nature);
        natures.reduce(Nature::or).unwrap_or_default()
    }

    /// What is measured at any point: of a study that names no metrics, those that can move in its
    /// county.
    pub fn measure(&self) -> Measure {
        self.study
            .measure
            .in_county(self.nature(), &self.study.headline)
    }

    /// What a setup lays down at the first point.
    pub fn charter(&self, setup: usize) -> &Charter {
        self.at(0).charter(setup)
    }

    /// The names of all that a setup measures at the first point.
    pub fn catalogue(&self, setup: usize) -> &Catalogue {
        self.at(0).catalogue(setup)
    }

    /// How many points the design has.
    pub const fn points(&self) -> u32 {
        self.points.len() as u32
    }

    /// How many runs the whole study plans.
    pub fn runs(&self) -> u64 {
        self.worlds() * self.setups().len() as u64
    }

    /// How many worlds the whole study plans: replications times points.
    pub const fn worlds(&self) -> u64 {
        self.replications as u64 * self.points() as u64
    }

    /// The key of run `index`.
    pub fn key(&self, index: u64) -> RunKey {
        let setups = self.setups().len() as u64;
        let PlanWorld { replication, point } = self.world(index / setups);
        RunKey {
            replication,
            point,
            setup: (index % setups) as usize,
        }
    }

    /// Which run has this key.
    pub fn index(&self, key: RunKey) -> u64 {
        let world = u64::from(key.replication) * u64::from(self.points()) + u64::from(key.point);
        world * self.setups().len() as u64 + key.setup as u64
    }

    /// The `index`-th world.
    pub const fn world(&self, index: u64) -> PlanWorld {
        PlanWorld {
            replication: (index / self.points() as u64) as u32,
            point: (index % self.points() as u64) as u32,
        }
    }

    /// The runs of every world of one replication, by point, then setup.
    pub fn runs_of_replication(&self, replication: u32) -> Range<u64> {
        let runs = u64::from(self.points()) * self.setups().len() as u64;
        let first = u64::from(replication) * runs;
        first..first + runs
    }

    /// The runs of the `index`-th world: one for each setup.
    pub fn runs_of_world(&self, index: u64) -> Range<u64> {
        let setups = self.setups().len() as u64;
        index * setups..(index + 1) * setups
    }

    /// Breaks a setup's charter at every point, so that its runs fail.
    #[cfg(test)]
    pub(crate) fn break_setup(&mut self, setup: usize) {
        for point in &mut self.points {
            point.break_setup(setup);
        }
    }
}

/// The study at each of its points.
fn studies(study: &Study) -> Vec<&Study> {
    if study.points.is_empty() {
        return vec![study];
    }
    study.points.iter().map(|point| &point.study).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::sample_study;

    #[test]
    fn runs_are_ordered_by_replication_then_point_then_setup() {
        let mut study = sample_study(3);
        study.setups.push(study.setups[0].clone());
        let plan = Plan::new(&study).unwrap();
        assert_eq!((plan.worlds(), plan.runs()), (3, 9));
        let keys: Vec<RunKey> = (0..plan.runs()).map(|index| plan.key(index)).collect();
        assert!(keys.is_sorted());
        let back = keys.iter().map(|key| plan.index(*key));
        assert_eq!(
            back.collect::<Vec<_>>(),
            (0..plan.runs()).collect::<Vec<_>>()
        );
        assert_eq!(keys[5].replication, 1);
        assert_eq!(keys[5].setup, 2);
        assert_eq!(plan.runs_of_world(2), 6..9);
    }

    #[test]
    fn setups_of_one_name_are_told_apart_by_their_ids() {
        let mut study = sample_study(1);
        let mut namesake = study.setups[0].clone();
        namesake.id = "again".to_owned();
        study.setups.push(namesake);
        let plan = Plan::new(&study).unwrap();
        let names = [0, 1, 2].map(|setup| plan.setup_name(setup).en);
        let expected = [
            "separate-lines (separate-lines)",
            "single-team",
            "separate-lines (again)",
        ];
        assert_eq!(names, expected);
    }
}
