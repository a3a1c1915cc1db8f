//! `incidents.csv`: every incident of the cohort of every run, in plan order.
//!
//! Runs are simulated once more for an observer of ends, so that measuring alone pays nothing
//! and a resumed study has the incidents of its first runs too.

use std::io::{self, Write};
use std::num::NonZeroUsize;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::base::Moment;
use crate::county::{Channel, County, Course, End, Incident, Rate, Ticket};
use crate::dynamics::Fact;
use crate::engine::Observer;
use crate::experiment::{Journal, Plan, RunKey};

use super::tables::table;

/// Columns of `incidents.csv`.
pub const INCIDENTS: &[&str] = &[
    "point",
    "setup",
    "replication",
    "incident",
    "round",
    "parent",
    "matter",
    "township",
    "village",
    "severity",
    "departments",
    "emerged_s",
    "reported_s",
    "registered_s",
    "first_power_s",
    "settled_s",
    "recorded_closed_s",
    "end",
    "channel",
    "returns",
    "visits",
];

/// One incident as it left.
#[derive(Debug, Clone, Copy)]
struct Life {
    incident: Incident,
    ticket: Option<Ticket>,
    course: Course,
    end: End,
}

/// Remembers every measured incident that leaves.
#[derive(Debug, Default)]
struct Lives(Vec<Life>);

impl Observer<Fact<'_>> for Lives {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        if let Fact::Left {
            incident,
            ticket,
            course,
            end,
        } = *fact
            && incident.is_measured
        {
            self.0.push(Life {
                incident: *incident,
                ticket: ticket.copied(),
                course: *course,
                end,
            });
        }
    }
}

/// Writes `incidents.csv` of every run that `journal` holds; a failed run has no rows.
///
/// Only the incidents of as many runs as there are threads are in memory at once.
///
/// # Errors
/// The threads cannot be started, or the table cannot be written.
pub fn write_incidents(
    plan: &Plan,
    journal: &dyn Journal,
    threads: NonZeroUsize,
    mut to: impl Write,
) -> io::Result<()> {
    table(&mut to, INCIDENTS)?.flush()?;
    let planned = plan.runs();
    let runs: Vec<u64> = journal
        .finished()
        .into_iter()
        .filter(|run| *run < planned)
        .collect();
    let pool = ThreadPoolBuilder::new().num_threads(threads.get()).build();
    let pool: ThreadPool = pool.map_err(io::Error::other)?;
    for runs in runs.chunks(threads.get()) {
        let rows: io::Result<Vec<Vec<u8>>> =
            pool.install(|| runs.par_iter().map(|run| rows_of_run(plan, *run)).collect());
        for rows in rows? {
            to.write_all(&rows)?;
        }
    }
    to.flush()
}

/// The rows of one run by moment of emergence, then source and ordinal.
fn rows_of_run(plan: &Plan, run: u64) -> io::Result<Vec<u8>> {
    let mut rows = csv::WriterBuilder::new()
        .terminator(csv::Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    // A failed run has its row in failures.csv and none here.
    if let Ok(Lives(mut lives)) = plan.watch(run, Lives::default()) {
        lives.sort_unstable_by_key(|life| {
            let incident = &life.incident;
            (incident.emerged_at, incident.source, incident.ordinal)
        });
        for life in &lives {
            rows.write_record(cells(plan, plan.key(run), life))?;
        }
    }
    rows.into_inner().map_err(csv::IntoInnerError::into_error)
}

fn cells(plan: &Plan, key: RunKey, life: &Life) -> [String; 21] {
    let county = &plan.at(key.point).study().county;
    let incident = &life.incident;
    let named = at_home(incident, &life.course);
    let village = &county.villages[incident.village];
    let optional = |at: Option<Moment>| at.map_or_else(String::new, seconds);
    [
        key.point.to_string(),
        plan.setups()[key.setup].id.clone(),
        key.replication.to_string(),
        incident_name(county, &named),
        life.course.rounds.to_string(),
        life.course
            .parent
            .map_or_else(String::new, |parent| name_in_stream(county, &named, parent)),
        county.matters[incident.matter].id.clone(),
        county.townships[village.township].id.clone(),
        village.id.clone(),
        incident.severity.degree().to_string(),
        departments(county, incident),
        seconds(incident.emerged_at),
        optional(incident.reported_at),
        optional(life.ticket.map(|ticket| ticket.opened_at)),
        optional(incident.first_power_at),
        optional(incident.settled_at),
        optional(life.ticket.and_then(|ticket| ticket.closed_at)),
        life.end.word().to_owned(),
        life.course
            .channel
            .map_or("report", Channel::word)
            .to_owned(),
        life.course.returns.to_string(),
        incident.visits.to_string(),
    ]
}

/// An incident as it would have come up in the village of its place, by which it is named.
pub fn at_home(incident: &Incident, course: &Course) -> Incident {
    let mut at_home = *incident;
    if let Some(moved) = course.moved {
        at_home.village = moved.home;
    }
    at_home
}

/// `source:ordinal`, equal in every setup: the source is township, village and matter, or the log.
pub fn incident_name(county: &County, incident: &Incident) -> String {
    name_in_stream(county, incident, incident.ordinal)
}

/// The name of the `ordinal`-th incident of the stream that `incident` comes from.
pub fn name_in_stream(county: &County, incident: &Incident, ordinal: u32) -> String {
    let matter = &county.matters[incident.matter];
    if matter.rate == Rate::Traced {
        return format!("log:{ordinal}");
    }
    let village = &county.villages[incident.village];
    let township = &county.townships[village.township].id;
    format!("{township}/{}/{}:{ordinal}", village.id, matter.id)
}

/// The departments of its parts, lead first, separated by spaces.
fn departments(county: &County, incident: &Incident) -> String {
    let lead = incident.lead_department();
    let mut ids = vec![county.departments[lead].id.as_str()];
    for part in incident.parts() {
        if part.department != lead {
            ids.push(&county.departments[part.department].id);
        }
    }
    ids.join(" ")
}

fn seconds(at: Moment) -> String {
    at.seconds().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiment::sample_study::{run_all, sample_study};
    use crate::experiment::{RunRows, RunValues, derive};
    use crate::metrics::{MetricId, Statistic};
    use std::collections::{BTreeMap, BTreeSet};

    fn written(threads: usize) -> String {
        let study = sample_study(3);
        let plan = Plan::new(&study).unwrap();
        let mut bytes = Vec::new();
        let threads = NonZeroUsize::new(threads).unwrap();
        write_incidents(&plan, &run_all(&plan, 1), threads, &mut bytes).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    fn records(text: &str) -> Vec<csv::StringRecord> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        reader.records().map(Result::unwrap).collect()
    }

    /// Counts of emerged and settled over all, by (setup, replication).
    #[derive(Default)]
    struct Counts(BTreeMap<(String, String), [f64; 2]>);

    impl RunRows for Counts {
        fn take(&mut self, run: RunValues) -> io::Result<()> {
            let of = |metric| {
                let rows = run.rows.unwrap().iter();
                let mut rows = rows.filter(|row| row.population == "all");
                let row =
                    rows.find(|row| row.metric == metric && row.statistic == Statistic::Count);
                row.unwrap().value.unwrap()
            };
            let key = (run.key.setup.to_string(), run.key.replication.to_string());
            let counts = [of(MetricId::Emerged), of(MetricId::ResolutionTime)];
            self.0.insert(key, counts);
            Ok(())
        }
    }

    #[test]
    fn the_rows_are_the_incidents_that_the_metrics_count() {
        let study = sample_study(3);
        let plan = Plan::new(&study).unwrap();
        let mut counts = Counts::default();
        derive(&plan, &run_all(&plan, 1), &mut counts).unwrap();
        let mut seen: BTreeMap<(String, String), [f64; 2]> = BTreeMap::new();
        for row in records(&written(1)) {
            let setup = usize::from(&row[1] == "single-team");
            let counts = seen
                .entry((setup.to_string(), row[2].to_owned()))
                .or_default();
            counts[0] += 1.0;
            counts[1] += f64::from(u8::from(!row[15].is_empty()));
        }
        assert!(!seen.is_empty());
        assert_eq!(seen, counts.0);
    }

    #[test]
    fn every_setup_meets_incidents_of_the_same_names_and_moments() {
        let mut worlds: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
        for row in records(&written(2)) {
            let place = (row[2].to_owned(), row[1].to_owned());
            let identity = format!("{} {} {} {}", &row[3], &row[9], &row[10], &row[11]);
            assert!(worlds.entry(place).or_default().insert(identity), "{row:?}");
        }
        for replication in ["0", "1", "2"] {
            let of = |setup: &str| &worlds[&(replication.to_owned(), setup.to_owned())];
            assert!(of("single-team").len() > 50);
            assert_eq!(of("single-team"), of("separate-lines"));
        }
    }

    #[test]
    fn every_number_of_threads_writes_the_same_bytes() {
        let one = written(1);
        assert_eq!(one.lines().next(), Some(INCIDENTS.join(",").as_str()));
        assert_eq!(written(8), one);
    }
}
