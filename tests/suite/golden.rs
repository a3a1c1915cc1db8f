//! Golden runs: what shipped counties give, to the last digit. A change here is a change of
//! results; it needs a line in the changelog that says why.

use std::collections::BTreeMap;
use std::fmt::Write;

use tiaokuai::base::{Id, Moment, Span};
use tiaokuai::dynamics::{Fact, Horizon};
use tiaokuai::engine::Observer;
use tiaokuai::experiment::{Plan, RunRecord};
use tiaokuai::scenario::Study;

use crate::laboratory::study;

/// A digest per matter of all that the world drew, so that a changed run says which stream moved.
#[derive(Default)]
struct Streams(BTreeMap<usize, (u64, u64)>);

impl Observer<Fact<'_>> for Streams {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        let Fact::Emerged { incident } = fact else {
            return;
        };
        let mut word = at.seconds() as u64 ^ (u64::from(incident.severity.degree()) << 48);
        for part in incident.parts() {
            word = word.rotate_left(13) ^ part.content.seconds() as u64 ^ (part.power as u64) << 40;
        }
        let place = (incident.village.index() as u64) << 32 | u64::from(incident.ordinal);
        let (count, digest) = self.0.entry(incident.matter.index()).or_default();
        *count += 1;
        *digest =
            digest.wrapping_add((word ^ place.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    }
}

fn text_of(study: &Study) -> String {
    let plan = Plan::new(study).expect("a shipped study can be laid");
    let mut text = String::new();
    let streams = plan
        .watch(0, Streams::default())
        .expect("the run goes through");
    for (id, matter) in study.county.matters.iter_with_ids() {
        let (count, digest) = streams.0.get(&id.index()).copied().unwrap_or_default();
        writeln!(
            text,
            "stream {}: {count} incidents, {digest:016x}",
            matter.id
        )
        .expect("text");
    }
    for index in 0..plan.runs() {
        let RunRecord::Finished { outcome, tally } = plan.run(index) else {
            panic!("run {index} failed");
        };
        let setup = plan.key(index).setup;
        let (id, events) = (&study.setups[setup].id, outcome.events);
        writeln!(
            text,
            "\n{id}: world {:016x}, {events} events",
            outcome.world_digest
        )
        .expect("text");
        let rows = plan.catalogue(setup).metric_rows(&tally);
        for row in rows.iter().filter(|row| row.population == "all") {
            let value = row.value.map_or(String::new(), |value| value.to_string());
            let (metric, statistic) = (row.metric.word(), row.statistic.word());
            writeln!(text, "  {metric} {statistic} {value}").expect("text");
        }
    }
    text
}

#[test]
fn the_pattern_county_under_three_setups() {
    let mut study = study("experiments/demo/experiment.toml", &[]);
    study.replications = 1;
    study.horizon = Horizon {
        warm_up: Span::from_days(14),
        measured: Span::from_days(56),
        cool_down: Span::from_days(14),
    };
    insta::assert_snapshot!(text_of(&study));
}

#[test]
fn the_common_workload() {
    for file in ["w1-separate-lines", "w1-single-team"] {
        let days = ["time.days=7"];
        let study = study(&format!("scenarios/bench/{file}.toml"), &days);
        insta::assert_snapshot!(file, text_of(&study));
    }
}
