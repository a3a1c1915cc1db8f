//! The setup takes over from another in the middle of a working day.

use super::pinned::charters;
use super::towns::{busy_county, charter, first_come, hours, setting, weekdays};
use super::watching::FactDigest;
use crate::base::{Distribution, Id, Key, Moment, Span};
use crate::county::trace::{Trace, TracedReport};
use crate::county::{County, MatterId, Rate, Severity, TaskKind, VillageId};
use crate::dynamics::simulation::Simulation;
use crate::dynamics::{Before, Fact, Setting, simulate};
use crate::engine::Observer;
use crate::governance::sample_county::{SampleCounty, line};
use crate::governance::{Assignment, Charter, Coordination, Delegation, EnforcementLevel};

/// Half past ten on the second Monday.
const UNTIL: Moment = Moment::from_seconds((9 * 24 + 10) * 3_600 + 1_800);

/// A run that has come to the moment of the switch, all but the switch itself.
fn reached<'a>(setting: &'a Setting<'a>, until: Moment) -> Simulation<'a, FactDigest> {
    let mut simulation = Simulation::new(setting, FactDigest::default());
    simulation.open();
    while let Some((now, due)) = simulation.agenda.pop_before(until) {
        simulation.handle(now, due);
    }
    simulation
}

fn state(simulation: &Simulation<FactDigest>) -> String {
    format!(
        "{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}\n{:?}",
        simulation.observer,
        simulation.incidents,
        simulation.tasks,
        simulation.queues,
        simulation.free,
        simulation.persons,
        simulation.crews,
        simulation.digest,
    )
}

/// The seven setups of the pinned runs; the first is the status quo.
fn each(mut look: impl FnMut(&str, Setting, Setting)) {
    let (county, calendar) = (busy_county(), weekdays());
    let charters = charters();
    for (name, charter) in &charters {
        let steady = setting(&county, charter, &calendar, 30);
        let before = Some(Before {
            charter: &charters[0].1,
            until: UNTIL,
        });
        look(name, steady, Setting { before, ..steady });
    }
}

#[test]
fn every_setup_reaches_the_switch_in_one_state() {
    let mut reference = String::new();
    each(|name, steady, forked| {
        let simulation = reached(&forked, UNTIL);
        let state_there = state(&simulation);
        if reference.is_empty() {
            assert!(simulation.tasks.len() > 5, "the county is at work");
            reference.clone_from(&state_there);
        }
        assert_eq!(state_there, reference, "{name}");
        if name != "lines" {
            assert_ne!(state(&reached(&steady, UNTIL)), reference, "{name}");
        }
    });
}

#[test]
fn a_charter_that_is_already_in_force_is_not_taken_over() {
    each(|name, steady, forked| {
        let [steady, forked] =
            [&steady, &forked].map(|setting| simulate(setting, FactDigest::default()));
        assert_eq!(steady.1 == forked.1, name == "lines", "{name}");
        if name == "lines" {
            assert_eq!(steady.0, forked.0);
        }
        assert_eq!(steady.0.world_digest, forked.0.world_digest);
    });
}

#[test]
fn after_the_switch_every_task_is_where_the_new_charter_asks() {
    each(|name, _, forked| {
        let mut simulation = reached(&forked, UNTIL);
        let begun = simulation.tasks.iter_with_ids();
        let begun = begun.filter(|(_, task)| task.is_under_way).count();
        assert!(begun > 1, "crews are out");
        let released = simulation.tasks.len();
        if forked.switch_at().is_none() {
            return;
        }
        simulation.switch(UNTIL);
        assert!(simulation.tasks.len() >= released, "no task is lost");
        let charter = forked.charter;
        for (_, task) in simulation.tasks.iter_with_ids() {
            let unit = match task.kind {
                TaskKind::Visit { incident, parts } => {
                    let part = parts.trailing_zeros() as usize;
                    simulation.incidents[incident].part(part).unit
                }
                TaskKind::Procedure { incident, part } => {
                    simulation.incidents[incident].part(part as usize).unit
                }
                TaskKind::Routine(_)
                | TaskKind::Consultation
                | TaskKind::Chore
                | TaskKind::Operation { .. }
                | TaskKind::Duplicate { .. } => match (task.of_person, task.village) {
                    (Some(worker), _) => charter.unit_of[worker],
                    (_, Some(village)) => {
                        let township = simulation.layout.township_of[village];
                        charter.first_asked[task.department][township]
                    }
                    _ => panic!("routine work falls on somebody or somewhere"),
                },
                TaskKind::Prevention(what) => {
                    let township = what.township(&simulation.layout.township_of);
                    charter.first_asked[task.department][township]
                }
            };
            assert_eq!(task.unit, unit, "{name}");
            let assigned = task.assigned.is_none_or(|worker| {
                charter.assignment[unit] == Assignment::OnArrival && charter.unit_of[worker] == unit
            });
            assert!(assigned, "{name}");
        }
        for (_, incident) in simulation.incidents.iter_with_ids() {
            let township = simulation.layout.township_of[incident.village];
            for part in incident.parts() {
                assert_eq!(part.unit, charter.first_asked[part.department][township]);
            }
        }
        let queued: usize = charter
            .units
            .ids()
            .map(|unit| simulation.queues.len(unit))
            .sum();
        let waiting = simulation.tasks.iter_with_ids().map(|(_, task)| task);
        let waiting = waiting.filter(|task| !task.is_under_way && !simulation.is_stranded(task));
        assert_eq!(queued, waiting.count(), "{name}");
    });
}

/// Waits of tasks that were taken, and spans of work.
#[derive(Default)]
struct Spans {
    waited: Vec<(Moment, Moment)>,
    worked: Vec<(Moment, Moment)>,
    settled: Vec<Option<Moment>>,
}

impl Observer<Fact<'_>> for Spans {
    fn observe(&mut self, at: Moment, fact: &Fact) {
        match *fact {
            Fact::Waited { task, .. } => self.waited.push((task.queued_at, at)),
            Fact::Spent { from, to, .. } => self.worked.push((from, to)),
            Fact::Left { incident, .. } => self.settled.push(incident.settled_at),
            _ => {}
        }
    }
}

fn at(hour: i64, minute: i64) -> Moment {
    Moment::START + hours(hour) + Span::MINUTE * minute
}

/// One officer who is always there, and an hour's work at 9:00 and at 9:10.
fn one_officer() -> (County, Trace) {
    let mut county = SampleCounty::new(vec![line(1, 0)]).built();
    let matter = &mut county.matters[MatterId::from_index(0)];
    matter.rate = Rate::Traced;
    matter.work_min = Distribution::constant(60.0).unwrap();
    let report = |minute: i64| TracedReport {
        key: Key::of("report").numbered(minute as u64),
        at: at(9, minute),
        village: VillageId::from_index(0),
        matter: MatterId::from_index(0),
        departments: [None; 4],
        severity: Severity::MILD,
    };
    let reports = vec![report(0), report(10)];
    let routine = Vec::new();
    (county, Trace { reports, routine })
}

fn lay_at(county: &County, level: EnforcementLevel) -> Charter {
    charter(
        county,
        level,
        Assignment::Pooled,
        Delegation::Share(1.0),
        Coordination::default(),
    )
}

#[test]
fn work_cut_by_the_switch_is_kept_and_a_wait_goes_on_from_where_it_began() {
    let (county, trace) = one_officer();
    let lines = lay_at(&county, EnforcementLevel::SeparateLines);
    let team = lay_at(&county, EnforcementLevel::SingleTeam);
    let calendar = weekdays();
    let setting = Setting {
        before: Some(Before {
            charter: &lines,
            until: at(9, 20),
        }),
        trace: Some(&trace),
        ..first_come(&county, &team, &calendar, 1)
    };
    let spans = simulate(&setting, Spans::default()).1;
    let worked = [
        (at(9, 0), at(9, 20)),
        (at(9, 20), at(10, 0)),
        (at(10, 0), at(11, 0)),
    ];
    assert_eq!(spans.worked, worked);
    let waited = [
        (at(9, 0), at(9, 0)),
        (at(9, 20), at(9, 20)),
        (at(9, 10), at(10, 0)),
    ];
    assert_eq!(spans.waited, waited);
    assert_eq!(spans.settled, [Some(at(10, 0)), Some(at(11, 0))]);
}

#[test]
fn a_line_task_follows_the_person_it_fell_on() {
    // Monday at six: line tasks came at midnight and wait for eight o'clock.
    let early = Moment::start_of_day(7) + hours(6);
    let mut follows = 0;
    each(|name, _, forked| {
        if name != "team" {
            return;
        }
        let mut simulation = reached(&forked, early);
        let line_tasks = simulation.tasks.iter_with_ids();
        let line_tasks: Vec<_> = line_tasks
            .filter_map(|(id, task)| Some((id, task.of_person?)))
            .collect();
        simulation.switch(early);
        for (id, worker) in line_tasks {
            assert_eq!(simulation.tasks[id].of_person, Some(worker));
            assert_eq!(simulation.tasks[id].unit, forked.charter.unit_of[worker]);
            follows += 1;
        }
    });
    assert!(follows > 0, "line tasks are waiting");
}
