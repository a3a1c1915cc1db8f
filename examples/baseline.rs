//! Writes `docs/baseline.md`: what the typical county's status quo gives against what is known of
//! real counties, with intervals.
//!
//! `cargo run --release --example baseline > docs/baseline.md`

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use tiaokuai::base::{Id, Moment};
use tiaokuai::county::{Channel, County};
use tiaokuai::document::Sources;
use tiaokuai::dynamics::Fact;
use tiaokuai::engine::Observer;
use tiaokuai::experiment::statistics::{Confidence, MeanInterval};
use tiaokuai::experiment::{Plan, RunRecord};
use tiaokuai::metrics::MetricId;
use tiaokuai::metrics::Slice;
use tiaokuai::scenario::read_study;

const SCENARIO: &str = "scenarios/baseline/typical.toml";
const WORLDS: u32 = 20;

/// One pattern a real county shows.
struct Target {
    what: &'static str,
    source: &'static str,
    low: f64,
    high: f64,
    of: fn(&Year) -> Option<f64>,
}

const TARGETS: &[Target] = &[
    Target {
        what: "tickets per 1,000 residents and year",
        source: "A0",
        low: 43.0,
        high: 47.0,
        of: |year| Some(year.per_thousand(year.reported)),
    },
    Target {
        what: "share of emerged that is reported",
        source: "#54",
        low: 0.1,
        high: 0.33,
        of: |year| Some(year.reported / year.emerged),
    },
    Target {
        what: "share of reported found by patrol",
        source: "#40, issue",
        low: 0.25,
        high: 0.60,
        of: |year| Some(year.by_patrol / year.reported),
    },
    Target {
        what: "fixed on the spot, share of found by patrol",
        source: "#41",
        low: 0.05,
        high: 0.3,
        of: |year| Some(year.on_the_spot / (year.on_the_spot + year.by_patrol)),
    },
    Target {
        what: "var/mean of reports per township and week",
        source: "#48",
        low: 4.0,
        high: 8.0,
        of: |year| Some(year.spread_of_township_weeks()),
    },
    Target {
        what: "var/mean of reports per county and day",
        source: "#48",
        low: 12.0,
        high: 24.0,
        of: |year| Some(spread(year.days.values())),
    },
    Target {
        what: "top tenth of addresses, share of reports",
        source: "#50",
        low: 0.24,
        high: 0.34,
        of: |year| Some(year.share_of_top(0.1)),
    },
    Target {
        what: "top hundredth of addresses, share of reports",
        source: "#50",
        low: 0.05,
        high: 0.09,
        of: |year| Some(year.share_of_top(0.01)),
    },
    Target {
        what: "relapse within 30 days, share of settled",
        source: "#74",
        low: 0.03,
        high: 0.07,
        of: |year| Some(year.relapsed / year.settled),
    },
    Target {
        what: "relapse within 30 days, several parts",
        source: "#74",
        low: 0.30,
        high: 0.50,
        of: |year| Some(year.partly_relapsed / year.partly_settled),
    },
    Target {
        what: "officers' busy share",
        source: "A0",
        low: 0.72,
        high: 0.78,
        of: |year| year.busy_share,
    },
    Target {
        what: "cadres' busy share",
        source: "A0",
        low: 0.82,
        high: 0.88,
        of: |year| year.cadres_busy_share,
    },
    Target {
        what: "cadres' time on what lines hand down, share of duty",
        source: "#18",
        low: 0.50,
        high: 0.65,
        of: |year| year.cadres_chore_share,
    },
    Target {
        what: "same-day share",
        source: "#63",
        low: 0.15,
        high: 0.27,
        of: |year| Some(year.same_day / year.reported),
    },
    Target {
        what: "same-day share of officers' cases",
        source: "#63",
        low: 0.15,
        high: 0.27,
        of: |year| Some(year.officers_same_day / year.officers_reported),
    },
    Target {
        what: "median resolution of three-part cases (days)",
        source: "S13",
        low: 5.0,
        high: 10.0,
        of: |year| median(&year.three_part_days),
    },
    Target {
        what: "reports 9-11 and 14-16 h, share",
        source: "#46",
        low: 0.30,
        high: 0.45,
        of: |year| Some(year.in_humps / year.by_residents),
    },
    Target {
        what: "reports on weekends over workdays, per day",
        source: "#47",
        low: 0.40,
        high: 0.65,
        of: |year| Some((year.weekend / 2.0) / (year.workday / 5.0)),
    },
    Target {
        what: "returns, share of reported",
        source: "#71, R4",
        low: 0.02,
        high: 0.15,
        of: |year| Some(year.returned / year.reported),
    },
];

/// What one world showed in the measured time.
#[derive(Default)]
struct Year {
    residents: f64,
    days_measured: f64,
    emerged: f64,
    reported: f64,
    by_patrol: f64,
    by_residents: f64,
    on_the_spot: f64,
    settled: f64,
    relapsed: f64,
    partly_settled: f64,
    partly_relapsed: f64,
    officers_reported: f64,
    same_day: f64,
    officers_same_day: f64,
    addresses: BTreeMap<(usize, u16), f64>,
    returned: f64,
    in_humps: f64,
    weekend: f64,
    workday: f64,
    three_part_days: Vec<f64>,
    township_weeks: BTreeMap<(usize, i64), f64>,
    days: BTreeMap<i64, f64>,
    busy_share: Option<f64>,
    cadres_busy_share: Option<f64>,
    cadres_chore_share: Option<f64>,
}

impl Year {
    fn per_thousand(&self, count: f64) -> f64 {
        count / self.residents * 1_000.0 * 365.0 / self.days_measured
    }

    /// Mean over townships of the variance over mean of their weeks' reports.
    fn spread_of_township_weeks(&self) -> f64 {
        let mut townships: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        let weeks = (self.days_measured / 7.0) as i64;
        for ((township, week), count) in &self.township_weeks {
            if *week < weeks {
                townships.entry(*township).or_default().push(*count);
            }
        }
        let spreads: Vec<f64> = townships
            .values()
            .map(|weeks| spread(weeks.iter()))
            .collect();
        mean(&spreads)
    }

    /// Share of reports that come from this share of the addresses that have any.
    fn share_of_top(&self, share: f64) -> f64 {
        let mut counts: Vec<f64> = self.addresses.values().copied().collect();
        counts.sort_by(|a, b| b.total_cmp(a));
        let top = (counts.len() as f64 * share).round() as usize;
        counts.iter().take(top).sum::<f64>() / counts.iter().sum::<f64>()
    }
}

/// Watches one world.
struct Watcher<'a> {
    county: &'a County,
    weekday_of_start: usize,
    year: Year,
}

impl Observer<Fact<'_>> for Watcher<'_> {
    fn observe(&mut self, _at: Moment, fact: &Fact) {
        let Fact::Left {
            incident,
            course,
            end,
            ..
        } = *fact
        else {
            return;
        };
        if !incident.is_measured {
            return;
        }
        let year = &mut self.year;
        year.emerged += f64::from(course.parent.is_none());
        year.on_the_spot += f64::from(end.word() == "fixed-on-the-spot");
        let Some(reported) = incident.reported_at else {
            return;
        };
        year.reported += 1.0;
        year.by_patrol += f64::from(course.channel == Some(Channel::Patrol));
        year.returned += f64::from(course.returns > 0);
        let lead = &self.county.departments[incident.lead_department()];
        let is_officers = !lead.is_block();
        year.officers_reported += f64::from(is_officers);
        let first = course.first_settled_at.or(incident.settled_at);
        if let Some(settled) = first {
            year.settled += 1.0;
            let is_relapsed = f64::from(course.relapsed_at.is_some());
            year.relapsed += is_relapsed;
            year.same_day += f64::from(settled.day() == reported.day());
            year.officers_same_day += f64::from(is_officers && settled.day() == reported.day());
            if incident.parts().len() > 2 {
                let days = (settled - reported).hours() / 24.0;
                year.three_part_days.push(days);
            }
        }
        if incident.parts().len() > 1 && course.was_partly_closed {
            year.partly_settled += 1.0;
            year.partly_relapsed += f64::from(course.relapsed_at.is_some());
        }
        let township = self.county.villages[incident.village].township.index();
        let day = reported.day();
        let address = (incident.village.index(), incident.place);
        *year.addresses.entry(address).or_default() += 1.0;
        *year.township_weeks.entry((township, day / 7)).or_default() += 1.0;
        *year.days.entry(day).or_default() += 1.0;
        if course.channel.is_some_and(Channel::is_resident) {
            year.by_residents += 1.0;
            let hour = reported.time_of_day().hours();
            let is_hump = (9.0..11.0).contains(&hour) || (14.0..16.0).contains(&hour);
            year.in_humps += f64::from(is_hump);
            let weekday = (day + self.weekday_of_start as i64).rem_euclid(7);
            year.weekend += f64::from(weekday >= 5);
            year.workday += f64::from(weekday < 5);
        }
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// Variance over mean of counts.
fn spread<'a>(counts: impl Iterator<Item = &'a f64>) -> f64 {
    let counts: Vec<f64> = counts.copied().collect();
    let mean = mean(&counts);
    let squares: Vec<f64> = counts.iter().map(|count| (count - mean).powi(2)).collect();
    squares.iter().sum::<f64>() / (counts.len() as f64 - 1.0) / mean
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

fn year(plan: &Plan, run: u64) -> Result<Year, String> {
    let study = plan.study();
    let watcher = Watcher {
        county: &study.county,
        weekday_of_start: study.calendar.weekday(0).index(),
        year: Year {
            residents: study.county.townships.iter().map(|one| one.residents).sum(),
            days_measured: study.horizon.measured.days(),
            ..Year::default()
        },
    };
    let mut year = plan.watch(run, watcher)?.year;
    if let RunRecord::Finished { tally, .. } = plan.run(run) {
        let rows = plan.catalogue(plan.key(run).setup).load_rows(&tally);
        let share = |role: &str, metric| {
            let mut rows = rows.iter();
            let row = rows
                .find(|row| row.id == role && row.slice == Slice::Total && row.metric == metric);
            row.and_then(|row| row.value)
        };
        year.busy_share = share("officer", MetricId::BusyShare);
        year.cadres_busy_share = share("cadre", MetricId::BusyShare);
        year.cadres_chore_share = share("cadre", MetricId::ChoreShare);
    }
    Ok(year)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut sources = Sources::new();
    let (mut study, _warnings) = read_study(Path::new(SCENARIO), &[], &mut sources)
        .map_err(|faults| faults.report(&sources, tiaokuai::base::Language::En, false))?;
    study.replications = WORLDS;
    let plan = Plan::new(&study).map_err(|errors| format!("{errors:?}"))?;
    let years: Vec<Year> = (0..plan.runs())
        .into_par_iter()
        .map(|run| year(&plan, run))
        .collect::<Result<_, _>>()?;
    println!("{HEADER}");
    println!("| pattern | source | wanted | value | 95 % interval | n | met |");
    println!("|---|---|---|---|---|---|---|");
    let confidence = Confidence::new(0.95).map_err(|error| format!("{error:?}"))?;
    for target in TARGETS {
        let values = years.iter().map(target.of);
        let Some(interval) = MeanInterval::of(values, confidence) else {
            println!(
                "| {} | {} | | undefined | | | no |",
                target.what, target.source
            );
            continue;
        };
        let half = interval.half_width().unwrap_or(f64::NAN);
        let is_met = (target.low..=target.high).contains(&interval.mean);
        println!(
            "| {} | {} | {}-{} | {:.3} | {:.3}-{:.3} | {} | {} |",
            target.what,
            target.source,
            target.low,
            target.high,
            interval.mean,
            interval.mean - half,
            interval.mean + half,
            years.len(),
            if is_met { "yes" } else { "no" },
        );
    }
    Ok(())
}

const HEADER: &str = "\
# Baseline

What the status quo of `scenarios/counties/typical` gives, untouched, against what is known of real
counties. Generated by `cargo run --release --example baseline > docs/baseline.md`; a line that is
not met is left as it is. Sources are rows of the project's parameter table (`docs/parameters.md`).
";
