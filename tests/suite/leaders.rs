//! Hours of leaders in meetings on cases, against the meetings themselves.

use tiaokuai::base::{Moment, Span};
use tiaokuai::dynamics::Fact;
use tiaokuai::engine::Observer;
use tiaokuai::experiment::Plan;
use tiaokuai::metrics::{MetricId, Statistic};

use crate::laboratory::{rows, study, values};

/// Hours that all leaders together were in meetings while a run was measured.
struct Meetings {
    until: Moment,
    hours: f64,
}

impl Observer<Fact<'_>> for Meetings {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        if let Fact::Met { persons, span, .. } = *fact {
            let from = (at - span).max(Moment::START);
            let to = at.min(self.until);
            if from < to {
                self.hours += (to - from).hours() * f64::from(persons);
            }
        }
    }
}

/// The metric and the hours in meetings, run by run, of the demo with this coordination.
fn measured(level: &str) -> (Vec<f64>, Vec<f64>) {
    let coordination = format!("setup.*.coordination.level=\"{level}\"");
    let patches = ["time.days=60", "design.replications=2", &coordination];
    let study = study("experiments/demo/experiment.toml", &patches);
    let shares = values(
        &rows(&study),
        "all",
        MetricId::MeetingShare,
        Statistic::Share,
    );
    let plan = Plan::new(&study).expect("it can be laid");
    let hours = (0..plan.runs()).map(|run| {
        let meetings = Meetings {
            until: study.horizon.measured_until(),
            hours: 0.0,
        };
        plan.watch(run, meetings).expect("it runs").hours
    });
    // One leader of each department and those of townships, eight hours a working day.
    let days = (0..60).filter(|day| study.calendar.is_working_day(*day));
    let townships = study.county.townships.iter();
    let of_townships: usize = townships
        .map(|township| usize::from(township.leaders))
        .sum();
    let leaders = study.county.departments.len() + of_townships;
    let at_work = Span::from_hours(8.0).hours() * (days.count() * leaders) as f64;
    let expected = hours.map(|hours| hours / at_work).collect();
    (shares, expected)
}

#[test]
fn the_share_of_leaders_hours_in_meetings_is_that_of_the_meetings_held() {
    for level in ["sequential", "meeting"] {
        let (shares, expected) = measured(level);
        for (share, expected) in shares.iter().zip(&expected) {
            assert!(
                (share - expected).abs() < 1e-12,
                "{level}: {share} {expected}"
            );
        }
        let mean = shares.iter().sum::<f64>() / shares.len() as f64;
        if level == "meeting" {
            assert!(mean > 0.001, "{shares:?}");
        } else {
            assert!(mean < 0.001, "{shares:?}");
        }
    }
}
