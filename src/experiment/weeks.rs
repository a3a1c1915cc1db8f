//! Weeks since the switch: how the county goes on before and after setups take over.

use std::collections::BTreeMap;

use crate::base::{Moment, Span};
use crate::metrics::daily::DailyTally;
use crate::metrics::{MetricId, Unit, WEEKLY};

use super::estimates::compared;
use super::point_plan::PointPlan;
use super::portion::Portion;
use super::rows::ComparedRow;
use super::series::{Sheet, UnlikeRows};

/// Which value of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WeekName {
    /// Weeks since the switch; those before it are negative.
    pub week: i64,
    /// What.
    pub metric: MetricId,
}

/// One value of one week, over the whole county; differences are those of the same days.
pub type WeekRow = ComparedRow<WeekName>;

impl WeekRow {
    /// The unit of the value.
    pub const fn unit(&self) -> Unit {
        self.name.metric.unit()
    }
}

/// Weeks of one setup at one point, counted from each switch of the study: one that is compared
/// with a baseline needs the baseline's values of the same days.
#[derive(Debug, Default)]
pub struct Weeks {
    portion: Portion,
    sheets: BTreeMap<Moment, Sheet<WeekName>>,
}

impl Weeks {
    /// Weeks of one portion of the values.
    pub const fn of(portion: Portion) -> Self {
        Self {
            portion,
            sheets: BTreeMap::new(),
        }
    }

    /// How many names there are, of all portions.
    pub fn width(&self) -> usize {
        self.sheets.values().map(Sheet::width).sum()
    }

    /// Enters the days of one run; nothing where weeks are not told.
    ///
    /// # Errors
    /// The run has no days though weeks are told, or days though they are not.
    pub fn enter(
        &mut self,
        plan: &PointPlan,
        replication: u32,
        daily: Option<&DailyTally>,
    ) -> Result<(), UnlikeRows> {
        if plan.last_switch().is_some() != daily.is_some() {
            return Err(UnlikeRows);
        }
        let Some(daily) = daily else { return Ok(()) };
        for setup in 0..plan.study().setups.len() {
            let Some(switch) = plan.switch_of(setup) else {
                continue;
            };
            let sheet = self.sheets.entry(switch);
            let sheet = sheet.or_insert_with(|| Sheet::of(self.portion));
            sheet.enter(replication, values(plan, switch, daily))?;
        }
        Ok(())
    }

    /// The rows of the portion with their places, of `setup`, whose weeks these are, against those of
    /// the baseline if it is another.
    pub fn rows<'a>(
        &'a self,
        plan: &PointPlan,
        at: (u32, usize),
        baseline: Option<&'a Self>,
    ) -> impl Iterator<Item = (usize, WeekRow)> + 'a {
        let switch = plan.switch_of(at.1);
        let own = switch.and_then(|switch| self.sheets.get(&switch));
        let against = baseline.zip(switch);
        let against = against.and_then(|(baseline, switch)| baseline.sheets.get(&switch));
        // Both count from the same switch, so that their rows are the same.
        own.into_iter()
            .flat_map(move |own| compared(own, at, against))
    }
}

/// The values of every measured week, counted from `switch`; the first and the last week may be
/// cut short.
fn values(plan: &PointPlan, switch: Moment, daily: &DailyTally) -> Vec<(WeekName, Option<f64>)> {
    const DAYS: i64 = 7;
    let study = plan.study();
    let last_day = (study.horizon.measured_until() - Span::from_seconds(1)).day();
    let week_of = |day: i64| (day - switch.day()).div_euclid(DAYS);
    let metrics = WEEKLY
        .into_iter()
        .filter(|metric| plan.measure().has(*metric));
    let metrics: Vec<MetricId> = metrics.collect();
    (week_of(0)..=week_of(last_day))
        .flat_map(|week| {
            metrics.iter().map(move |metric| WeekName {
                week,
                metric: *metric,
            })
        })
        .map(|name| {
            let first = switch.day() + name.week * DAYS;
            (name, daily.value(name.metric, first..first + DAYS))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::Plan;
    use crate::experiment::derive;
    use crate::experiment::sample_study::{hidden_study, run_all, sample_study};
    use crate::experiment::{Derived, Journal, MemoryJournal, RunRecord};
    use crate::metrics::RunTally;
    use crate::scenario::Study;

    /// Two replications of a study whose setups take over on these days.
    fn switched(mut study: Study, days: [i64; 2]) -> Study {
        for (setup, day) in study.setups.iter_mut().zip(days) {
            setup.holds_from = Moment::start_of_day(day);
        }
        study
    }

    fn derived(study: &Study) -> Derived {
        let plan = Plan::new(study).unwrap();
        derive(&plan, &run_all(&plan, 1), &mut ()).unwrap()
    }

    fn of(rows: &[WeekRow], setup: usize, metric: MetricId) -> Vec<&WeekRow> {
        let rows = rows.iter();
        rows.filter(|row| row.setup == setup && row.name.metric == metric)
            .collect()
    }

    fn mean(row: &WeekRow) -> f64 {
        row.interval.as_ref().unwrap().mean
    }

    #[test]
    fn the_baseline_counts_its_weeks_from_the_last_switch() {
        let derived = derived(&switched(sample_study(2), [0, 10]));
        for setup in [0, 1] {
            let rows = of(&derived.weeks, setup, MetricId::Emerged);
            let weeks: Vec<i64> = rows.iter().map(|row| row.name.week).collect();
            // Days 0-2, 3-9, 10-16, 17-23 and 24-27.
            assert_eq!(weeks, [-2, -1, 0, 1, 2]);
            let has_difference = |row: &&WeekRow| row.difference.is_some();
            assert_eq!(rows.iter().any(has_difference), setup == 1);
        }
    }

    #[test]
    fn weeks_add_up_to_the_whole() {
        for study in [sample_study(2), hidden_study(2)] {
            let derived = derived(&switched(study, [0, 10]));
            let values = derived.values.iter();
            let counts = values.filter(|row| {
                let metric = row.name.metric;
                matches!(metric, MetricId::Emerged | MetricId::Prevented)
            });
            let mut compared = 0;
            for value in counts {
                let weeks = of(&derived.weeks, value.setup, value.name.metric);
                let sum: f64 = weeks.iter().map(|row| mean(row)).sum();
                assert!(
                    (sum - value.interval.as_ref().unwrap().mean).abs() < 1e-9,
                    "{value:?}"
                );
                compared += 1;
            }
            assert!(compared >= 2);
        }
    }

    #[test]
    fn weekly_times_are_those_of_the_whole() {
        let study = switched(sample_study(1), [0, 10]);
        let derived = derived(&study);
        for metric in [MetricId::ResponseTime, MetricId::ResolutionTime] {
            let emerged = of(&derived.weeks, 1, MetricId::Emerged);
            let times = of(&derived.weeks, 1, metric);
            // Nothing is hidden and nothing stays open: reported as it emerges, settled in the end.
            let sums = emerged.iter().zip(&times);
            let sum: f64 = sums.map(|(number, time)| mean(number) * mean(time)).sum();
            let number: f64 = emerged.iter().map(|row| mean(row)).sum();
            let mut curves = derived.curves.iter();
            let whole = curves.find(|curve| (curve.setup, curve.metric) == (1, metric));
            let histogram = &whole.unwrap().histogram;
            assert_eq!(histogram.open(), 0);
            let whole = histogram.mean().unwrap() / 3_600.0;
            assert!((sum / number - whole).abs() < 1e-9, "{metric:?}");
        }
    }

    #[test]
    fn before_the_switch_nobody_works_otherwise_and_after_it_some_do() {
        let derived = derived(&switched(hidden_study(3), [0, 14]));
        let rows = of(&derived.weeks, 1, MetricId::BusyShare);
        for row in &rows {
            let difference = row.difference.unwrap();
            assert_eq!(difference.is_exactly_zero(), row.name.week < 0, "{row:?}");
            assert_eq!(difference.n, 3);
        }
        assert_eq!(rows.len(), 4);
    }

    #[test]
    fn setups_that_take_over_on_other_days_are_compared_on_the_same_days() {
        let mut study = switched(sample_study(2), [0, 7]);
        study.setups.push(study.setups[0].clone());
        study.setups[2].id = "the-same".to_owned();
        study.setups[2].holds_from = Moment::start_of_day(14);
        let derived = derived(&study);
        let first_weeks =
            [0, 1, 2].map(|setup| of(&derived.weeks, setup, MetricId::Emerged)[0].name.week);
        assert_eq!(first_weeks, [-2, -1, -2]);
        // Nothing is hidden: what emerges on a day is the same in every setup.
        for setup in [1, 2] {
            for row in of(&derived.weeks, setup, MetricId::Emerged) {
                assert!(row.difference.unwrap().is_exactly_zero(), "{row:?}");
            }
        }
    }

    #[test]
    fn a_study_whose_setups_hold_from_the_first_measured_day_has_no_weeks_and_no_other_journal() {
        let study = sample_study(1);
        assert!(derived(&study).weeks.is_empty());
        let steady = Study {
            is_steady: true,
            ..switched(sample_study(1), [0, 14])
        };
        assert_eq!(Plan::new(&steady).unwrap().last_switch(), None);
        let plan = Plan::new(&study).unwrap();
        let RunRecord::Finished { outcome, tally } = plan.run(0) else {
            panic!("the run goes through");
        };
        assert_eq!(tally.daily(), None);
        assert_eq!(RunRecord::Finished { outcome, tally }.to_bytes()[0], 0);
    }

    #[test]
    fn a_journal_keeps_the_days_and_one_without_them_is_refused() {
        let study = switched(sample_study(1), [0, 14]);
        let plan = Plan::new(&study).unwrap();
        let RunRecord::Finished { outcome, tally } = plan.run(1) else {
            panic!("the run goes through");
        };
        let bytes = RunRecord::Finished {
            outcome,
            tally: tally.clone(),
        }
        .to_bytes();
        let Ok(RunRecord::Finished { tally: read, .. }) = RunRecord::from_bytes(&bytes) else {
            panic!("the record can be read");
        };
        assert_eq!(read, tally);
        assert!(RunRecord::from_bytes(&bytes[..bytes.len() - 1]).is_err());
        let mut journal = MemoryJournal::new();
        let tally = Box::new(RunTally::with_daily(*tally, DailyTally::default()));
        let old = RunRecord::Finished { outcome, tally };
        journal.append(1, &old.to_bytes()).unwrap();
        assert!(derive(&plan, &journal, &mut ()).is_err());
    }
}
